import ArgumentParser

struct SubmissionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions",
        abstract: "Submission files for banks: build, list, make again, redeliver, adopt, make void.",
        subcommands: [
            SubmissionsBuild.self, SubmissionsList.self, SubmissionsShow.self, SubmissionsRebuild.self,
            SubmissionsRedeliver.self, SubmissionsAdopt.self, SubmissionsVoid.self,
        ])
}

import ArgumentParser

struct SubmissionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions",
        abstract: "Submission files for banks: plan, build, list, make again, redeliver, adopt, make void.",
        subcommands: [
            SubmissionsPlan.self, SubmissionsBuild.self, SubmissionsList.self, SubmissionsShow.self,
            SubmissionsRebuild.self, SubmissionsRedeliver.self, SubmissionsAdopt.self, SubmissionsVoid.self,
        ])
}

import ArgumentParser

struct SubmissionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions",
        abstract: "Submission files for banks: plan, build, list, make again, redeliver.",
        subcommands: [
            SubmissionsPlan.self, SubmissionsBuild.self, SubmissionsList.self, SubmissionsShow.self,
            SubmissionsRebuild.self,
            SubmissionsRedeliver.self, SubmissionsAdopt.self,
        ])
}

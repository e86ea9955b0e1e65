import Formats
import Home
import Refunds
import Rules

/// What `run` writes into `reports/daily/<date>/`: the day's reports, each from one pass, in every format that people or programs open.
struct DailySet {
    /// JSON last: its head says with which entry of the journal the day's reports were made.
    static let formats: [ReportFormat] = [.csv, .xlsx, .html, .json]

    let workspace: Workspace

    /// Writes today's reports anew. Answers their folder, relative to the home, and what a person should look at.
    func write() throws -> (folder: String, attention: [BilingualText]) {
        let home = workspace.home
        let folder = home.dailyReports(workspace.day(of: workspace.now).date.text)
        try Durably.demandFolder(folder)
        let files = ReportFiles(
            folder: folder, staging: home.staging, language: workspace.configuration.language)
        try files.write(Self.formats, AgeingReport(workspace: workspace).write)
        try files.write(Self.formats, ExceptionsReport(workspace: workspace).write)
        // Last, for what it says of the journal is true of the others too.
        let attention = try files.write(Self.formats, DailyReport(workspace: workspace).tell)
        return (home.relative(folder), attention)
    }
}

package struct DailyReport {
    package init(workspace: Workspace) throws {}
    package func writeDaily() throws -> String { "" }
    package var attention: [String] { [] }
}

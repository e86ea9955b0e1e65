extension HomeFolder {
    /// Folders in which nothing but Refundry writes. `drop` is here too: what lies there is taken in.
    private static let closed = [
        "staging", "drop", "archive", "refused", "outbox", "reports/orders", "reports/submissions",
        "reports/batches", "reports/daily", calendars, profiles,
    ]

    /// Whether a file of this name would be one of the home's own, or would stand among them: a report that a person asks for never does.
    package func owns(_ path: String) -> Bool {
        guard let own = RealPath.of(self.path), let folder = RealPath.of(Durably.folder(of: path)) else {
            return false
        }
        let root = own == "/" ? "" : own
        if folder == own { return Self.ownNames.contains(Durably.name(of: path)) }
        return Self.closed.contains { folder == "\(root)/\($0)" || folder.hasPrefix("\(root)/\($0)/") }
    }
}

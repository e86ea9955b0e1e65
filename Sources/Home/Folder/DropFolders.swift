/// `drop/`: where files are put to be taken in (cli.md, The home).
package struct DropFolders: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case orders
        case refunds
        case results
    }

    /// What lies in the drop folders of one kind.
    package struct Survey: Sendable, Equatable {
        /// Whole files, by path in byte order.
        package var files: [DroppedFile] = []
        /// How many files are not whole yet and stay for the next pass.
        package var waiting = 0
        /// Paths relative to the home of what is no file to take: named and left alone.
        package var strangers: [String] = []
    }

    package let home: HomeFolder

    package init(_ home: HomeFolder) {
        self.home = home
    }

    /// Names that end so are files on their way.
    private static let unfinished = [".tmp", ".part", ".filepart", ".uploading"]
    private static let done = ".done"

    /// Looks at the drop folders of one kind.
    /// - Parameter now: nanoseconds since 1970 by the machine's clock, whatever `--now` says.
    package func survey(
        _ kind: Kind, configuration: Configuration, now: Int64
    ) throws(HomeFailure) -> Survey {
        let sight = Sight(settled: now - Int64(configuration.settleSeconds) * 1_000_000_000)
        var survey = Survey()
        let top = "drop/\(kind.rawValue)"
        switch kind {
        case .orders:
            try look(into: top, .orders, sight, &survey)
        case .refunds:
            try lookBelow(top, sight, &survey) { Names.isAccount($0) ? .refunds(account: $0) : nil }
        case .results:
            try lookBelow(top, sight, &survey) {
                configuration.channel(named: $0) == nil ? nil : .results(channel: $0)
            }
        }
        survey.files.sort { ByteOrder.precedes($0.path, $1.path) }
        survey.strangers.sort(by: ByteOrder.precedes)
        return survey
    }

    /// What stands in `drop/` itself beside its three folders.
    package func strangers() throws(HomeFailure) -> [String] {
        let listing = try FolderListing.of(home.drop) ?? FolderListing()
        let unknown = listing.names.filter { Kind(rawValue: $0) == nil } + listing.unreadable
        return unknown.map { "drop/\($0)" }.sorted(by: ByteOrder.precedes)
    }

    /// Takes a dropped file away after what it brought has been committed, its `.done` first: so that no `.done`
    /// is ever left that would call a later file of the same name whole.
    package func takeAway(_ file: DroppedFile) throws(HomeFailure) {
        if let done = file.donePath { try Durably.removeIfThere(home.absolute(done)) }
        try Durably.removeIfThere(home.absolute(file.path))
    }

    /// By what a file is judged to be whole.
    private struct Sight {
        /// Modified at this instant or before: it has stood still for long enough.
        let settled: Int64
    }

    /// The folders of accounts or channels, one below.
    private func lookBelow(
        _ top: String, _ sight: Sight, _ survey: inout Survey, _ place: (String) -> DroppedFile.Place?
    ) throws(HomeFailure) {
        let listing = try FolderListing.of(home.absolute(top)) ?? FolderListing()
        survey.strangers += listing.unreadable.map { "\(top)/\($0)" }
        for name in listing.names {
            let path = "\(top)/\(name)"
            guard let status = try FileStatus.of(home.absolute(path)) else { continue }
            if status.kind == .folder, let place = place(name) {
                try look(into: path, place, sight, &survey)
            } else {
                survey.strangers.append(path)
            }
        }
    }

    private func look(
        into folder: String, _ place: DroppedFile.Place, _ sight: Sight, _ survey: inout Survey
    ) throws(HomeFailure) {
        let listing = try FolderListing.of(home.absolute(folder)) ?? FolderListing()
        survey.strangers += listing.unreadable.map { "\(folder)/\($0)" }
        var regular: [(name: String, status: FileStatus)] = []
        for name in listing.names {
            // Gone since the listing: somebody else's business.
            guard let status = try FileStatus.of(home.absolute("\(folder)/\(name)")) else { continue }
            if status.kind == .file {
                regular.append((name, status))
            } else {
                survey.strangers.append("\(folder)/\(name)")
            }
        }
        // By bytes: two names that Unicode calls equivalent are two files.
        let beside = Set(regular.map { Array($0.name.utf8) })
        for (name, status) in regular {
            Self.judge(name, status, beside, folder, place, sight, &survey)
        }
    }

    private static func judge(
        _ name: String, _ status: FileStatus, _ beside: Set<[UInt8]>, _ folder: String,
        _ place: DroppedFile.Place, _ sight: Sight, _ survey: inout Survey
    ) {
        let path = "\(folder)/\(name)"
        if ends(name, done) {
            // The mark of a file that isn't there: not ours to remove, its file may still come.
            if !beside.contains(Array(name.utf8.dropLast(done.utf8.count))) { survey.strangers.append(path) }
            return
        }
        let marked = beside.contains(Array((name + done).utf8))
        let onItsWay = name.utf8.first == UInt8(ascii: ".") || unfinished.contains { ends(name, $0) }
        guard !onItsWay, marked || status.modified <= sight.settled else {
            survey.waiting += 1
            return
        }
        let file = DroppedFile(
            path: path, place: place, size: status.size, modified: status.modified,
            donePath: marked ? path + done : nil)
        survey.files.append(file)
    }

    private static func ends(_ name: String, _ suffix: String) -> Bool {
        name.utf8.reversed().starts(with: suffix.utf8.reversed())
    }
}

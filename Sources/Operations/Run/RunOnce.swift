package import Bytes
import Home
import Ledger
import Refunds
package import Rules

/// One pass over the home: takes in what lies in the drop folders, all orders, then all results, then all refunds; looks at funds; builds what is due; writes the day's
/// reports. What a scheduled job calls. One file's refusal or one channel's trouble never stops the rest.
package struct RunOnce {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What a pass did.
    package struct Answer: Sendable {
        package var orders: [OrdersAnswer] = []
        package var results: [ResultAnswer] = []
        package var refunds: [BatchAnswer] = []
        /// The look at funds, where one was due.
        package var look: LookAtFunds.Answer?
        /// What lost its cover.
        package var uncovered: [SettleCover.Answer] = []
        /// What found no cover for too long.
        package var shortages: [FailShortages.Answer] = []
        package var submissions: [SubmissionView] = []
        /// Files that are not whole yet and stay for the next pass.
        package var waiting = 0
        package var attention: [BilingualText] = []
        /// What waits, and what for.
        package var heldBack = HeldBack()
        /// Where the day's reports are, relative to the home.
        package var daily = ""
        /// A channel's trouble that left its refunds waiting.
        package var failure: Failure?

        /// What both the build and the count of days say is said once.
        fileprivate mutating func add(_ overdue: OpenUnanswered.Outcome) {
            let failures = overdue.failures.map(\.text)
            attention += overdue.attention + failures.filter { !attention.contains($0) }
            failure = failure ?? overdue.failures.first
        }

        package var hasRefusal: Bool {
            orders.contains { $0.refusal != nil } || results.contains { $0.refusal != nil }
                || refunds.contains { $0.refusal != nil }
        }

        private var fundsJSON: JSON {
            .object(
                [("look", look?.json ?? .null), ("failed", .array(shortages.map(\.json)))]
                    + (uncovered.isEmpty ? [] : [("uncovered", .array(uncovered.map(\.json)))]))
        }

        package var json: JSON {
            let notes = heldBack.notes
            return .object(
                [
                    ("orders", .array(orders.map(\.json))), ("results", .array(results.map(\.json))),
                    ("refunds", .array(refunds.map(\.json))),
                    ("submissions", .array(submissions.map(\.json))),
                    ("funds", fundsJSON), ("waiting", .number(waiting)),
                    ("attention", JSON(english: attention)),
                    ("daily", .string(daily)),
                ] + (notes.isEmpty ? [] : [("notes", .array(notes.map(JSON.string)))]))
        }
    }

    /// Call inside `Workspace.writing`.
    package func run() throws -> Answer {
        var answer = Answer()
        answer.attention += try DropFolders(workspace.home).strangers().map(Self.stranger)
        answer.attention += try workspace.ledger.read { reader in
            try StagingNames.strangers(in: workspace.home, reader).map { Self.stranger("staging/\($0)") }
        }
        for file in try whole(.orders, &answer) {
            try trying(file, &answer) { workspace, incoming, answer in
                let taken = try ImportOrders(workspace: workspace).take(incoming)
                answer.orders.append(taken)
                answer.attention += taken.warnings
            }
        }
        for file in try whole(.results, &answer) {
            try trying(file, &answer) { workspace, incoming, answer in
                guard case .results(let channel) = file.place else { return }
                let taken = try ImportResults(workspace: workspace).take(incoming, channel: channel)
                answer.results.append(taken)
                answer.attention += taken.unapproved
            }
        }
        for file in try whole(.refunds, &answer) {
            try trying(file, &answer) { workspace, incoming, answer in
                guard case .refunds(let account) = file.place else { return }
                answer.refunds.append(try ImportBatch(workspace: workspace).take(incoming, account: account))
            }
        }
        answer.uncovered = try SettleCover(workspace: workspace).settle()
        answer.look = try LookAtFunds(workspace: workspace).look()
        answer.shortages = try FailShortages(workspace: workspace).fail()
        answer.attention += answer.shortages.map(\.text)
        if answer.look != nil { answer.attention += try LookAtFunds(workspace: workspace).waiting() }
        let built = try BuildSubmissions(workspace: workspace).build(channel: nil)
        answer.uncovered += built.uncovered
        answer.attention += answer.uncovered.map(\.text)
        answer.submissions = built.submissions
        answer.failure = built.failures.first
        answer.attention += built.failures.map(\.text)
        answer.heldBack = built.heldBack
        answer.attention += built.heldBack.attention
        let overdue = try OpenUnanswered(workspace: workspace).run()
        answer.add(overdue)
        let daily = try DailySet(workspace: workspace).write()
        answer.daily = daily.folder
        answer.attention += daily.attention
        return answer
    }

    private static func stranger(_ path: String) -> BilingualText {
        BilingualText("\(path): not taken in, it has no place here", "\(path)：未导入，此处不应有该文件")
            .withoutCardNumbers
    }

    /// The whole files of one kind; what isn't whole is counted, what has no place is named.
    private func whole(_ kind: DropFolders.Kind, _ answer: inout Answer) throws -> [DroppedFile] {
        let folders = DropFolders(workspace.home)
        let survey = try folders.survey(
            kind, configuration: workspace.configuration, now: workspace.machineTime())
        answer.waiting += survey.waiting
        answer.attention += survey.strangers.map(Self.stranger)
        return survey.files
    }

    private func trying(
        _ file: DroppedFile, _ answer: inout Answer,
        _ body: (Workspace, IncomingFile, inout Answer) throws -> Void
    ) throws {
        do {
            guard try !isLeftBehind(file) else { return try DropFolders(workspace.home).takeAway(file) }
            let wholeness = Wholeness(workspace: workspace)
            switch try wholeness.judge(file) {
            case .whole: try body(try actor(of: file), IncomingFile(file, in: workspace.home), &answer)
            case .waiting: answer.waiting += 1
            case .cut(let refusal): try wholeness.refuse(file, refusal, try actor(of: file), &answer)
            }
        } catch let failure as Failure where !failure.stopsTheRest {
            answer.attention.append(failure.text)
        }
    }

    /// A stop between the commit and the removal left it there: the same folder, name, size, time, and the same bytes.
    private func isLeftBehind(_ file: DroppedFile) throws -> Bool {
        let taken = try workspace.ledger.read {
            try $0.takenDrops(origin: file.origin, size: Int(file.size), modified: Int(file.modified))
        }
        return try !taken.isEmpty && taken.contains(Intake.digest(of: workspace.home.absolute(file.path)))
    }

    /// A dropped file's actor is its folder.
    private func actor(of file: DroppedFile) throws -> Workspace {
        switch file.place {
        case .orders: try workspace.acting(as: "drop:orders")
        case .refunds(let account): try workspace.acting(as: "drop:\(account)")
        case .results(let channel): try workspace.acting(as: "drop:\(channel)")
        }
    }
}

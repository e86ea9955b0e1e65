import FoundationEssentials
import Ledger
import Rules

/// What differs between two entries that should be one.
struct JournalDifference {
    let text: BilingualText

    init(_ mine: JournalEntry, _ theirs: JournalEntry) {
        var names: [String] = []
        if mine.draft.kind != theirs.draft.kind { names.append("kind (\(mine.draft.kind))") }
        if mine.draft.at != theirs.draft.at { names.append("at") }
        if mine.draft.by != theirs.draft.by { names.append("by") }
        if mine.machineTime != theirs.machineTime { names.append("machine_at") }
        if mine.osUser != theirs.osUser { names.append("os_user") }
        if mine.draft.fileDigest != theirs.draft.fileDigest { names.append("file_digest") }
        if mine.draft.changeDigest != theirs.draft.changeDigest { names.append("change_digest") }
        names += Self.facts(mine.draft.body, theirs.draft.body)
        text =
            names.isEmpty
            ? BilingualText("the entry before it, or its digest, was changed", "其上一条或其摘要被改动")
            : BilingualText(
                "replayed, it has another \(names.joined(separator: ", "))",
                "重放后不同：\(names.joined(separator: ", "))")
    }

    /// The paths of the facts that differ, such as `batch.accepted`; the first few.
    private static func facts(_ mine: String, _ theirs: String) -> [String] {
        if mine == theirs { return [] }
        var paths: [String] = []
        compare(Facts(mine), Facts(theirs), "", &paths)
        return paths.isEmpty ? ["body"] : Array(paths.prefix(5))
    }

    private static func compare(_ mine: Facts?, _ theirs: Facts?, _ path: String, _ paths: inout [String]) {
        guard let mine, let theirs, case .members(let ours) = mine, case .members(let others) = theirs else {
            if mine != theirs { paths.append(path) }
            return
        }
        for name in Set(ours.keys).union(others.keys).sorted() {
            compare(ours[name], others[name], path.isEmpty ? name : "\(path).\(name)", &paths)
        }
    }

    /// A body, as far as it is looked into.
    private indirect enum Facts: Decodable, Equatable {
        case members([String: Facts])
        case list([Facts])
        case number(Int)
        case flag(Bool)
        case text(String)
        case null

        /// Nil for what is no JSON.
        init?(_ body: String) {
            do {
                self = try JSONDecoder().decode(Facts.self, from: Data(body.utf8))
            } catch {
                return nil
            }
        }

        init(from decoder: any Decoder) throws {
            if let members = Self.read({ try [String: Facts](from: decoder) }) {
                self = .members(members)
            } else if let list = Self.read({ try [Facts](from: decoder) }) {
                self = .list(list)
            } else if let number = Self.read({ try Int(from: decoder) }) {
                self = .number(number)
            } else if let flag = Self.read({ try Bool(from: decoder) }) {
                self = .flag(flag)
            } else if let text = Self.read({ try String(from: decoder) }) {
                self = .text(text)
            } else {
                self = .null
            }
        }

        private static func read<Value>(_ body: () throws -> Value) -> Value? {
            do {
                return try body()
            } catch {
                return nil
            }
        }
    }
}

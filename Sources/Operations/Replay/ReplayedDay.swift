import Bytes
import FoundationEssentials
import Home
import Rules

/// The reports of a day in the original against those that the replay made.
///
/// CSV and JSON are compared to the byte. HTML and XLSX are not: they show what those hold, and how they look is the business of the program's version and
/// its libraries. Of a day whose report has an older form the figures are compared.
struct ReplayedDay {
    enum Verdict {
        case same
        case note(BilingualText)
        case fault(BilingualText)
    }

    static let folder = "reports/daily/"

    let original: HomeFolder
    let twin: HomeFolder

    /// What every form of `daily.json` holds.
    private struct Figures: Decodable, Equatable {
        struct Line: Decodable, Equatable {
            var account: String?
            var channel: String?
            var currency: String?
            var tie: String
            var line: String
            var left: String
            var right: String
            var difference: String
        }

        var date: String
        var ties: Bool
        var lines: [Line]
    }

    private struct Head: Decodable {
        struct Journal: Decodable { var digest: String? }

        var form: Int?
        var journal: Journal
    }

    private static func gone(_ path: String) -> Verdict {
        .note(BilingualText("\(path) is not there any more", "\(path) 已不存在"))
    }

    /// - Parameter path: below `folder`, relative to the homes; it is there in the twin.
    func compare(_ path: String) throws -> Verdict {
        if path.hasSuffix(".xlsx") || path.hasSuffix(".html") { return .same }
        let daily = "\(Durably.folder(of: path))/daily.json"
        let ours = try bytes(original, path)
        guard let head: Head = Self.decoded(try bytes(original, daily)), head.form == DailyReport.form else {
            return path == daily ? try compareFigures(daily, ours) : .same
        }
        let theirs = try bytes(twin, path)
        guard let ours else {
            // Which reports a day has is up to the version; of this one it must have the tie-out.
            return path.contains("/daily.") ? Self.gone(path) : .same
        }
        if ours == theirs { return .same }
        // Ages and what is overdue go by settings and calendars, which may have changed since.
        if !path.contains("/daily.") {
            return .note(
                BilingualText("\(path) is another by the settings of today", "\(path) 按今天的设置会有不同"))
        }
        if path != daily, let digest = head.journal.digest, !Self.holds(digest, ours) {
            return .note(
                BilingualText(
                    "\(path) is of another run than daily.json beside it: a stop came between the two",
                    "\(path) 与旁边的 daily.json 不是同一次运行生成：两者之间曾中断"))
        }
        return .fault(BilingualText("\(path) is not what the replay makes of it", "\(path) 与重放结果不符"))
    }

    private func compareFigures(_ path: String, _ ours: [UInt8]?) throws -> Verdict {
        guard let ours else { return Self.gone(path) }
        guard let known: Figures = Self.decoded(ours), let made: Figures = Self.decoded(try bytes(twin, path))
        else { return .fault(BilingualText("\(path) is not what the replay makes of it", "\(path) 与重放结果不符")) }
        guard known == made else {
            return .fault(
                BilingualText("\(path): its figures are not what the replay makes of it", "\(path)：数字与重放结果不符")
            )
        }
        return .note(
            BilingualText(
                "\(path) has the form of an older version: its figures are the same", "\(path) 为旧版本格式：数字相同"))
    }

    private func bytes(_ home: HomeFolder, _ path: String) throws -> [UInt8]? {
        try Durably.readWhole(home.absolute(path), limit: 256 << 20)
    }

    private static func decoded<Value: Decodable>(_ bytes: [UInt8]?) -> Value? {
        guard let bytes else { return nil }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            return nil
        }
    }

    /// Every report of a day tells the journal's head.
    private static func holds(_ digest: String, _ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(digest)
    }
}

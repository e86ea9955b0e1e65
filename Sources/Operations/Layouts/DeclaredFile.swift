import Bytes
import Formats
import Home
import Ledger
import Rules

/// How a file that came in is read: as the native layout, or as its channel or account says.
struct DeclaredFile {
    enum Reading {
        case native
        case profile(Profile)
        case iso20022(ISO20022Reading)
    }

    let path: String
    let survey: Survey
    let limits: ReadingLimits
    let reading: Reading
    var exponents: [String: Int] = [:]

    /// Whether the results that the file brings never name a currency: each is in the refund's own.
    var impliesCurrency: Bool {
        guard case .profile(let profile) = reading, let results = profile.results else { return false }
        return results.fields[3] == nil
    }

    /// Nil: another layout.
    var profile: Profile? {
        if case .profile(let profile) = reading { profile } else { nil }
    }

    func results() throws -> ResultFileReader { ResultFileReader(try records(.results, profile?.results)) }

    func batch() throws -> RefundBatchReader {
        RefundBatchReader(try records(.refundBatch, profile?.batches))
    }

    func records(_ layout: NativeLayout, _ declared: ProfileReading?) throws -> any RecordReading {
        switch reading {
        case .native: break
        case .profile(let profile):
            if let declared { return try records(profile, declared, layout) }
        case .iso20022(let reading): return try records(reading)
        }
        return try RecordFile(path: path, survey: survey, limits: limits, layout: layout)
    }

    private func records(
        _ profile: Profile, _ reading: ProfileReading, _ layout: NativeLayout
    ) throws -> any RecordReading {
        guard survey.layout == .csv else {
            throw ByteFault(
                .unreadable, "this is XML, and profile \(profile.name) reads text: send what it describes",
                "这是 XML 文件，而配置 \(profile.name) 读取文本文件：请按配置发送", line: 1)
        }
        return try ProfileRecordFile(
            path: path, survey: survey, limits: limits, profile: profile, reading: reading, layout: layout,
            exponents: exponents)
    }

    private func records(_ reading: ISO20022Reading) throws -> any RecordReading {
        guard survey.layout == .xml else {
            throw ByteFault(
                .unreadable,
                "this is no XML, and the channel answers in ISO 20022: send the bank's pain.002, camt.054 or camt.053",
                "这不是 XML 文件，而该通道以 ISO 20022 答复：请发送银行的 pain.002、camt.054 或 camt.053", line: 1)
        }
        return try ISO20022ResultFile(
            path: path, survey: survey, limits: limits, settings: reading.settings,
            homeNumber: reading.homeNumber, refunds: reading.refunds)
    }
}

/// What reading a message of ISO 20022 takes beside its bytes. A submission's refunds are looked up once, by the first pass over the file: the second one
/// reads while the ledger is being written.
final class ISO20022Reading {
    let settings: ISO20022Settings
    let homeNumber: Int
    private let workspace: Workspace
    private var known: [Int: SentRefunds?] = [:]

    init(_ settings: ISO20022Settings, _ workspace: Workspace) {
        self.settings = settings
        self.workspace = workspace
        homeNumber = workspace.configuration.homeNumber
    }

    func refunds(_ submission: Int) throws -> SentRefunds? {
        if let found = known[submission] { return found }
        let found = try workspace.ledger.read { reader -> SentRefunds? in
            guard let record = try reader.submission(submission) else { return nil }
            var sent = SentRefunds(currency: record.currency, exponent: record.exponent)
            try reader.rows(of: submission) { chunk in
                for row in chunk.rows {
                    sent.serials.append(row.serial)
                    sent.amounts.append(row.amount)
                }
            }
            return sent
        }
        known[submission] = found
        return found
    }
}

extension Workspace {
    /// How a channel's results are read.
    func resultReading(ofChannel channel: String?) -> DeclaredFile.Reading {
        guard let settings = channel.flatMap({ configuration.channel(named: $0) }) else { return .native }
        if let iso20022 = settings.iso20022 { return .iso20022(ISO20022Reading(iso20022, self)) }
        guard let profile = settings.profile?.profile, profile.results != nil else { return .native }
        return .profile(profile)
    }

    /// What an account's batches are read by; nil: the native layout.
    func batchProfile(ofAccount account: String?) -> Profile? {
        account.flatMap { configuration.settings(forAccount: $0).profile?.profile }
    }
}

extension DeclaredFile.Reading {
    init(_ profile: Profile?) { self = profile.map { .profile($0) } ?? .native }

    /// The encoding that a profile says.
    var encoding: TextEncoding? {
        switch self {
        case .profile(let profile): profile.encoding
        case .native, .iso20022: nil
        }
    }

    /// As messages call it; nil: native.
    var name: BilingualText? {
        switch self {
        case .native: nil
        case .profile(let profile): BilingualText("profile \(profile.name)", "配置 \(profile.name)")
        case .iso20022: BilingualText("ISO 20022", " ISO 20022")
        }
    }
}

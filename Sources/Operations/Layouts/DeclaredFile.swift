import Bytes
import Formats
import Home
import Rules

/// How a file that came in is read: as the native layout, or as the profile of its channel or account says.
struct DeclaredFile {
    let path: String
    let survey: Survey
    let limits: ReadingLimits
    /// Nil: native.
    let profile: Profile?
    var exponents: [String: Int] = [:]

    func results() throws -> ResultFileReader { ResultFileReader(try records(.results, profile?.results)) }

    func batch() throws -> RefundBatchReader {
        RefundBatchReader(try records(.refundBatch, profile?.batches))
    }

    func records(_ layout: NativeLayout, _ reading: ProfileReading?) throws -> any RecordReading {
        guard let profile, let reading else {
            return try RecordFile(path: path, survey: survey, limits: limits, layout: layout)
        }
        guard survey.layout == .csv else {
            throw ByteFault(
                .unreadable, "this is XML, and profile \(profile.name) reads text: send what it describes",
                "这是 XML 文件，而配置 \(profile.name) 读取文本文件：请按配置发送", line: 1)
        }
        return try ProfileRecordFile(
            path: path, survey: survey, limits: limits, profile: profile, reading: reading, layout: layout,
            exponents: exponents)
    }
}

extension Workspace {
    /// What a channel's results are read by; nil: the native layout.
    func resultProfile(ofChannel channel: String?) -> Profile? {
        channel.flatMap { configuration.channel(named: $0)?.profile?.profile }.flatMap {
            $0.results == nil ? nil : $0
        }
    }

    /// What an account's batches are read by; nil: the native layout.
    func batchProfile(ofAccount account: String?) -> Profile? {
        account.flatMap { configuration.settings(forAccount: $0).profile?.profile }
    }
}

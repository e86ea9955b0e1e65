import Bytes
import Home
import Ledger

/// What stands in staging, and what each name there means.
enum StagingNames {
    static let redeliveryPrefix = "redelivery-"
    static let adoptionPrefix = "adoption-"

    /// `redelivery-<submission>-<number>`: the submission, and which redelivery of it.
    static func redelivery(_ name: String) -> (id: Int, number: Int)? {
        guard name.hasPrefix(redeliveryPrefix) else { return nil }
        let parts = name.dropFirst(redeliveryPrefix.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        return (id, number)
    }

    /// `adoption-<submission>-<channel>.<file>`: what lay in the outbox.
    static func adoption(_ name: String) -> SubmissionWay.Place? {
        guard name.hasPrefix(adoptionPrefix) else { return nil }
        let parts = name.dropFirst(adoptionPrefix.count).split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let id = Int(parts[0]) else { return nil }
        let place = parts[1].split(separator: ".", maxSplits: 1)
        guard place.count == 2 else { return nil }
        return SubmissionWay.Place(id: id, channel: String(place[0]), file: String(place[1]))
    }

    static func of(_ home: HomeFolder) throws -> [String] { try FolderListing.of(home.staging)?.names ?? [] }

    /// Names that Refundry has no work with: a submission's file on its way out, or a file of somebody else.
    static func strange(in home: HomeFolder) throws -> [String] {
        try of(home).filter { name in
            return "\(home.staging)/\(name)" != home.marker && "\(home.staging)/\(name)" != home.lock
                && !name.hasSuffix(".sequence") && Digest(hex: name) == nil
                && !Durably.isTemporary(name) && !name.hasPrefix(StagedReports.prefix)
                && redelivery(name) == nil
                && adoption(name) == nil
        }
    }

    /// Names of files that are neither Refundry's nor on their way out: to be named, and left alone.
    static func strangers(in home: HomeFolder, _ reader: any LedgerReader) throws -> [String] {
        let names = try strange(in: home)
        guard !names.isEmpty else { return [] }
        let own = Set(try reader.unfinishedSubmissions().map(\.name))
        return names.filter { !own.contains($0) }
    }
}

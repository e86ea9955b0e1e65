import Bytes
import Home
import Ledger

/// What stands in staging, and what each name there means.
enum StagingNames {
    static let redeliveryPrefix = "redelivery-"
    static let adoptionPrefix = "adoption-"

    static func of(_ home: HomeFolder) throws -> [String] { try FolderListing.of(home.staging)?.names ?? [] }

    /// Names that Refundry has no work with: a submission's file on its way out, or a file of somebody else.
    static func strange(in home: HomeFolder) throws -> [String] {
        try of(home).filter { name in
            let prefixes = [
                Durably.temporaryPrefix, StagedReports.prefix, redeliveryPrefix, adoptionPrefix,
            ]
            return "\(home.staging)/\(name)" != home.marker && "\(home.staging)/\(name)" != home.lock
                && !name.hasSuffix(".sequence") && Digest(hex: name) == nil
                && !prefixes.contains { name.hasPrefix($0) }
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

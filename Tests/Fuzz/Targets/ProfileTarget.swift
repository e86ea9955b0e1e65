import Formats
import Home

/// A file in a declared layout, a bank's answer or a merchant's batch: the first byte says which of some profiles, the rest is read by it.
enum ProfileTarget {
    private static let file = FuzzFile()
    private static let own = [
        """
        name: p
        source: fuzzing
        format: csv
        separator: ";"
        comment: "*"
        prefix: "`"
        dates: dd.MM.yyyy
        amounts: {mark: ",", sign: either}
        results:
          names: row
          records: {header: H, row: D, trailer: T}
          only: {column: kind, is: R}
          fields:
            refund_id: id
            result: {column: state, values: {"0": success, "1": failed}}
            refund_amount: amount
            processed_at: 7
          trailer: {count: 2, total: 3, hash: {column: 4, of: refund_id, digits: 3}}
        """,
        """
        name: p
        source: fuzzing
        format: fixed
        width: 30
        encoding: windows-1252
        amounts: {unit: minor, sign: trailing}
        results:
          records: {trailer: "99"}
          fields:
            reason: {from: 3, length: 4}
            refund_id: {from: 7, length: 4}
            refund_amount: {from: 11, length: 9}
            refund_currency: {from: 20, length: 3}
            result: {from: 23, length: 1, values: {S: success}}
          trailer: {count: {from: 3, length: 4}}
        """,
        """
        name: p
        source: fuzzing
        format: fixed
        encoding: gb18030
        amounts: {mark: ",", sign: minus}
        batches:
          records: {header: "00", row: "01", trailer: "09"}
          fields:
            refund_number: {from: 3, length: 6}
            payment_id: {from: 9, length: 6}
            refund_amount: {from: 15, length: 8}
            refund_currency: {from: 23, length: 3}
            refund_description: {from: 26, length: 10}
          header: {batch_number: {from: 3, length: 8}}
          trailer: {total: {from: 3, length: 10}}
        """,
    ]

    private static let profiles: [Profile] = {
        do {
            // With places for short numbers, which no settings would take: small files reach further.
            let own = try own.map { try ProfileShelf.kept($0, file: "p", name: "p") }
            let shelf = ProfileShelf(folder: nil)
            let shipped = try ProfileShelf.shipped.keys.sorted().compactMap { try shelf.load($0) }
            return (own + shipped).map(\.profile)
        } catch {
            preconditionFailure("a profile of the fuzz target: \(error)")
        }
    }()

    /// The first byte's upper half says in what blocks the file is read a second time.
    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        try file.read(
            Array(input.dropFirst()), by: profiles[Int(first & 15) % profiles.count],
            blockSize: [1, 2, 7, 31, 64, 100, 511, 4_095][Int(first >> 5)])
    }
}

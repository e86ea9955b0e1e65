import Foundation
import Ledger
import LedgerSQLite
import Refunds

/// An empty ledger in a temporary folder, which goes with it.
final class LedgerHome {
    let folder: URL
    let path: String
    let ledger: SQLiteLedger

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "ledger.sqlite").path
        let context = LedgerContext(osUser: "tester") { Instant(seconds: 1_700_000_000) }
        try SQLiteLedger.create(at: path, homeID: "home", context: context)
        ledger = try SQLiteLedger(at: path, busySeconds: 5, context: context)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path) was not removed: \(error)")
        }
    }
}

/// A generator whose seed is printed, so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
        print("seed \(seed)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

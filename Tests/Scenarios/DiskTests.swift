import Foundation
import Testing

/// Disks that are full, folders that may not be written to. Root may write everywhere: there the program runs as nobody.
@Suite("Disks")
struct DiskTests {
    private static let isRoot = NSUserName() == "root"

    /// The program as a user who isn't root; nil where that can't be had.
    private static func asNobody(_ home: TestHome, _ words: [String]) throws -> Program.Outcome? {
        guard isRoot else { return try home.call(words) }
        let all = ["--home", home.path, "--now", TestHome.now] + words
        let user = ["--reuid=65534", "--regid=65534", "--clear-groups", home.refundry.path]
        let outcome = try Program.run("/usr/bin/env", ["setpriv"] + user + all)
        // 127 and 126: no such tool here, or the program lies in a folder that is root's alone.
        return [126, 127].contains(outcome.status) ? nil : outcome
    }

    private static func give(_ path: String, mode: String) throws {
        let owned = isRoot ? "chown -R 65534:65534 \"$1\" && " : ""
        let changed = try Program.run("/bin/sh", ["-c", owned + "chmod \"$0\" \"$1\"", mode, path])
        try #require(changed.status == 0, "\(changed.text)")
    }

    @Test(arguments: ["outbox", "reports/batches", "archive"])
    func aFolderThatMayNotBeWrittenTo(_ name: String) throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        if name == "outbox" { try home.importBatch(expecting: 0) }
        try Self.give(home.scratch.path, mode: "755")
        try Self.give("\(home.path)/\(name)", mode: "500")
        let words =
            name == "outbox"
            ? ["submissions", "build"] : ["batches", "import", home.batch, "--account", "995378"]
        guard let outcome = try Self.asNobody(home, words) else {
            print("skipped: the program can't run as nobody here")
            return
        }
        #expect(outcome.status == 73, "\(outcome.text)")
        #expect(outcome.errors.contains(name), "\(outcome.text)")
        // Once it may be written to again, the next pass finishes what was begun; else it can be begun anew.
        try Self.give("\(home.path)/\(name)", mode: "700")
        #expect(try Self.asNobody(home, ["run"])?.status == 0)
        #expect(try Self.asNobody(home, ["verify"])?.status == 0)
        let found = try #require(try Self.asNobody(home, ["--json", "refunds", "find"]))
        if found.output.contains("\"refunds\":[]") {
            #expect(try Self.asNobody(home, words)?.status == 0)
        }
    }

    /// In a mount namespace of its own: a small disk, filled to the last byte.
    @Test func aFullDisk() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let script = """
            set -e
            mkdir "$2/small" && mount -t tmpfs -o size=3m tmpfs "$2/small" || exit 99
            cp -a "$2/home" "$2/small/home"
            call() { "$1" --home "$2/small/home" batches import "$2/batch.csv" --account 995378; }
            dd if=/dev/zero of="$2/small/filler" bs=4k status=none 2>/dev/null || true
            set +e
            call "$1" "$2"; echo "full: $?"
            rm "$2/small/filler"
            call "$1" "$2"; echo "then: $?"
            "$1" --home "$2/small/home" verify; echo "verify: $?"
            """
        let words = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", home.refundry.path]
        let outcome = try Program.run("/usr/bin/env", words + [home.scratch.path])
        guard outcome.text.contains("full:") else {
            print("skipped: no disk of one's own can be had here: \(outcome.text)")
            return
        }
        #expect(outcome.output.contains("full: 73"), "\(outcome.text)")
        #expect(outcome.output.contains("then: 0"), "\(outcome.text)")
        #expect(outcome.output.contains("verify: 0"), "\(outcome.text)")
    }

    @Test func aFileThatMayNotBeRead() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try Self.give(home.scratch.path, mode: "755")
        try Self.give(home.batch, mode: "000")
        let words = ["batches", "import", home.batch, "--account", "995378"]
        guard let outcome = try Self.asNobody(home, words) else {
            print("skipped: the program can't run as nobody here")
            return
        }
        #expect(outcome.status == 66, "\(outcome.text)")
        #expect(outcome.errors.contains("batch.csv"), "\(outcome.text)")
    }
}

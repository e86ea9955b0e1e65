import Foundation
import Testing

/// What stands on the disk is its owner's alone, whatever the shell allows (`details.md`, 37).
@Suite("Privacy")
struct PrivacyTests {
    @Test func filesAndFoldersArePrivate() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let script =
            "umask 000; \"$0\" init \"$1/open\" && \"$0\" --home \"$1/home\" batches import \"$1/batch.csv\" --account 995378"
            + " && \"$0\" --home \"$1/home\" run && \"$0\" --home \"$1/home\" backup --to \"$1/copy\""
            + " && \"$0\" --home \"$1/home\" reports daily --format csv --out \"$1/home/daily.csv\""
        let done = try Program.run("/bin/sh", ["-c", script, home.refundry.path, home.scratch.path])
        try #require(done.status == 0, "\(done.text)")
        for folder in ["home", "open", "copy"] {
            let open = try Program.run(
                "/usr/bin/find",
                [home.scratch.file(folder), "-perm", "/077", "-not", "-name", "refundry.yaml"])
            #expect(open.text == "", "open to others:\n\(open.text)")
        }
    }

    /// Temporary files while they are written: the home is looked at again and again during an import.
    @Test func temporaryFilesArePrivate() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let watch = """
            import os, subprocess, sys
            program, home, scratch = sys.argv[1:]
            with open(scratch + "/long.csv", "w") as file:
                file.write("refund_number,payment_id,refund_amount\\n")
                for number in range(20000):
                    file.write(f"L-{number},260921201544530118207,0.01\\n")
            os.umask(0)
            run = subprocess.Popen([program, "--home", home, "batches", "import", scratch + "/long.csv", "--account", "995378"],
                                   stdout=subprocess.DEVNULL)
            seen = set()
            while run.poll() is None:
                for folder, folders, files in os.walk(home + "/staging"):
                    for name in folders + files:
                        try:
                            mode = os.lstat(os.path.join(folder, name)).st_mode
                        except FileNotFoundError:
                            continue
                        seen.add(name[:9])
                        if mode & 0o077:
                            print("open:", name, oct(mode))
            print("saw", "temporary" in seen, any(name.startswith("reports-") for name in seen), run.returncode)
            """
        let outcome = try Program.python(watch, [home.refundry.path, home.path, home.scratch.path])
        #expect(outcome.text == "saw True True 0\n", "\(outcome.text)")
    }

    /// A process that works on a home leaves no core dump, even where the system would keep one.
    @Test func noCoreDumps() throws {
        let home = try TestHome(settings: "home_number: 417\nbusy_seconds: 60\n")
        defer { home.scratch.remove() }
        let watch = """
            import fcntl, os, resource, subprocess, sys, time
            program, home, batch = sys.argv[1:]
            lock = open(home + "/staging/lock", "a")
            fcntl.flock(lock, fcntl.LOCK_EX)
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
            run = subprocess.Popen([program, "--home", home, "batches", "import", batch, "--account", "995378"],
                                   stdout=subprocess.DEVNULL)
            def limit():
                with open(f"/proc/{run.pid}/limits") as file:
                    return next(line.split()[4:6] for line in file if line.startswith("Max core file size"))
            found = limit()
            while run.poll() is None and found != ["0", "0"]:
                time.sleep(0.01)
                found = limit()
            fcntl.flock(lock, fcntl.LOCK_UN)
            print(found, run.wait())
            """
        let outcome = try Program.python(watch, [home.refundry.path, home.path, home.batch])
        #expect(outcome.text == "['0', '0'] 0\n", "\(outcome.text)")
    }
}

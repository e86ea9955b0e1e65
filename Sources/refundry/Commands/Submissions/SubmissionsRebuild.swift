import ArgumentParser
import Bytes
import Ledger
import Operations
import Rules

struct SubmissionsRebuild: Verb {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make a submission's file again from the ledger, byte for byte; the outbox isn't touched.",
        discussion: """
              refundry submissions rebuild 4 > again.csv
              refundry submissions rebuild 4 --out again.csv

            Its digest is compared with the one that was sent; exit 70 when they differ.
            """)

    @Argument(help: "The submission's number.")
    var id: Int
    @Option(help: ArgumentHelp("Where the file goes; else standard output.", valueName: "path"))
    var out: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        try WholeFile.demandNamed(out)
        guard out != nil || !door.isJSON else {
            throw Failure(
                .usage, "with --json the file needs a place: give --out PATH",
                "使用 --json 时请用 --out PATH 指定文件位置")
        }
        let (view, digest, isSame) = try door.reading { workspace in
            let verb = ShowSubmissions(workspace: workspace)
            guard let out else { return try verb.rebuild(id) { try door.console.put($0) } }
            return try WholeFile.write(to: out, beside: workspace.home) { try verb.rebuild(id, $0) }
        }
        guard isSame else { throw differs(view, digest) }
        if door.isJSON {
            try door.console.object(
                .object([
                    ("submission", .number(id)), ("out", JSON(out)), ("sha256", .string(digest.hex)),
                    ("same", .bool(isSame)),
                ]))
        } else {
            let (english, chinese) =
                view.record.digest == nil
                ? ("it hasn't been written before", "此前尚未生成") : ("the same as was sent", "与已发送的一致")
            try door.console.warn(
                "SHA-256 \(digest.hex): \(english, .good)", "SHA-256 \(digest.hex)：\(chinese, .good)")
        }
        return .done
    }

    private func differs(_ view: SubmissionView, _ digest: Digest) -> Failure {
        let sent = view.record.digest?.hex ?? ""
        return Failure(
            .alarm,
            "submission \(id): made again it has SHA-256 \(digest.hex), but \(sent) was sent (\(view.record.name)): "
                + "the ledger was changed by hand; run verify and restore a backup",
            "提交 \(id)：重新生成的 SHA-256 为 \(digest.hex)，已发送的 \(view.record.name) 为 \(sent)："
                + "账本被改动过；请运行 verify 并从备份恢复")
    }
}

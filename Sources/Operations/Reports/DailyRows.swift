import Formats
import Ledger
import Refunds
import Rules

/// The tables of `reports daily`, in the order in which people read them: money that left without us first, what only explains last.
struct DailyRows {
    let answer: DailyAnswer
    let reader: DailyReader

    private static let lane = [
        ReportColumn("account", "账户号", .identifier, width: 12),
        ReportColumn("channel", "通道", .identifier, width: 12),
        ReportColumn("currency", "币种", .code, width: 10),
    ]

    static let sections = [
        ReportSection(
            "unsent_successes", BilingualText("Paid by the bank, never sent by us", "银行已付而我方未提交"),
            tab: BilingualText("Paid, never sent", "已付而未提交"),
            columns: [
                ReportColumn("exception", "异常编号", .count, isGrouped: false),
                ReportColumn("code", "异常代码", .code),
                ReportColumn("refund_id", "退款编号", .identifier, width: 18),
                ReportColumn("account", "账户号", .identifier, width: 12),
                ReportColumn("refund_amount", "退款金额", .figure),
                ReportColumn("refund_currency", "退款币种", .code, width: 10), ReportColumn("file", "文件"),
                ReportColumn("file_line", "文件行号", .count, isGrouped: false),
            ]),
        ReportSection(
            "attention", BilingualText("To look at", "需关注"),
            columns: [ReportColumn("message", "说明", width: 90)]),
        ReportSection(
            "lines", BilingualText("Tie-out", "对账"),
            columns: lane + [
                ReportColumn("tie", "口径", .code, width: 14), ReportColumn("line", "等式", width: 80),
                ReportColumn("left", "左", .figure), ReportColumn("right", "右", .figure),
                ReportColumn("difference", "差额", .figure), ReportColumn("refunds", "相关退款", .list),
            ]),
        ReportSection(
            "differences", BilingualText("Refunds behind the differences", "差额明细"),
            tab: BilingualText("Differences", "差额明细"), hasTotals: false,
            columns: lane + [
                ReportColumn("tie", "口径", .code, width: 14), ReportColumn("line", "等式", width: 80),
                ReportColumn("refund_id", "退款编号", .identifier, width: 18),
                ReportColumn("refund_number", "商户退款号", .identifier),
                ReportColumn("amount", "金额", .money(currency: "currency")),
                ReportColumn("status", "状态", .code, width: 28),
                ReportColumn("by_events", "按事件应为", .code, english: "Status by events", width: 28),
                ReportColumn("event", "最后事件", .code), ReportColumn("at", "时间", .time),
                ReportColumn("by", "经办人"), ReportColumn("file", "文件"),
                ReportColumn("file_line", "文件行号", .count, isGrouped: false),
                ReportColumn("message", "说明", width: 60),
            ]),
        ReportSection(
            "moved", BilingualText("Moved on the day", "当日变动"), hasTotals: false,
            columns: lane + [
                ReportColumn("event", "事件", .code, width: 24), ReportColumn("status", "变为", .code, width: 28),
                ReportColumn("count", "笔数", .count),
                ReportColumn("amount", "金额", .money(currency: "currency")),
            ]),
        ReportSection(
            "files", BilingualText("Files in and out", "收发文件"),
            columns: [
                ReportColumn("direction", "方向", .code, width: 10),
                ReportColumn("kind", "种类", .code, width: 18),
                ReportColumn("file", "文件", width: 36), ReportColumn("outcome", "结果", .code, width: 20),
                ReportColumn("records", "记录数", .count), ReportColumn("at", "时间", .time),
                ReportColumn("sha256", "摘要", .identifier, english: "SHA-256", width: 66),
            ]),
        ReportSection(
            "under_now", BilingualText("Done under --now", "以 --now 指定时间的操作"),
            tab: BilingualText("Under --now", "指定时间的操作"),
            columns: [
                ReportColumn("entry", "日志条目", .count, isGrouped: false), ReportColumn("kind", "种类", .code),
                ReportColumn("by", "经办人"), ReportColumn("at", "时间", .time),
                ReportColumn("machine_time", "机器时间", .time),
            ]),
        ReportSection(
            "card_numbers", BilingualText("Originals that hold card numbers", "含卡号的原始文件"),
            tab: BilingualText("Card numbers", "含卡号的原始文件"),
            columns: [
                ReportColumn("batch", "批次", .count, width: 8, isGrouped: false),
                ReportColumn("file", "文件", width: 36),
                ReportColumn("sha256", "摘要", .identifier, english: "SHA-256", width: 66),
            ]),
        ReportSection(
            "figures", BilingualText("All figures", "全部数字"), hasTotals: false, isDetail: true,
            columns: lane + [
                ReportColumn("tie", "口径", .code, width: 14), ReportColumn("figure", "项目", .code, width: 28),
                ReportColumn("count", "笔数", .count),
                ReportColumn("amount", "金额", .money(currency: "currency")),
            ]),
    ]

    func write(to stream: ReportStream) throws {
        try stream.section("unsent_successes") { add in try answer.unsentSuccesses.map(Self.row).forEach(add)
        }
        try stream.section("attention") { add in
            for text in answer.attention { try add(ReportRow([.note(text)], tone: .caution)) }
        }
        try stream.section("lines") { add in try answer.lines.map(Self.row).forEach(add) }
        try stream.section("differences", differences)
        try stream.section("moved") { add in try moved().forEach(add) }
        try stream.section("files") { add in try answer.files.map(Self.row).forEach(add) }
        try stream.section("under_now") { add in
            for drill in answer.drills {
                try add(
                    ReportRow(
                        [
                            .count(drill.entry), CodeWords.cell(drill.kind, CodeWords.entries),
                            .text(drill.by), .time(drill.at),
                            .time(drill.machineTime),
                        ], tone: .caution))
            }
        }
        try stream.section("card_numbers") { add in
            for original in answer.cardOriginals {
                try add(
                    ReportRow(
                        [.count(original.batch), .text(original.file), .identifier(original.digest)],
                        tone: .caution))
            }
        }
        try stream.section("figures") { add in
            try (figures(.cohort, answer.cohort) + figures(.flow, answer.flow)).forEach(add)
        }
    }

    // MARK: - Rows

    private static func cells(_ lane: Lane?) -> [ReportCell] {
        [.identifier(lane?.account), .identifier(lane?.channel), .code(lane?.currency.text)]
    }

    private static func row(_ success: DailyAnswer.UnsentSuccess) -> ReportRow {
        ReportRow(
            [
                .count(success.exception), .code(success.code), .identifier(success.refundID),
                .identifier(success.account), success.amount.map { .figure($0) } ?? .empty,
                .code(success.currency), .text(success.file), .count(success.line),
            ], tone: .bad)
    }

    private static func row(_ line: TieLine) -> ReportRow {
        ReportRow(
            cells(line.lane) + [
                line.tie.cell, .code(line.line, told: BilingualText(line.line, line.chinese)),
                .figure(line.left), .figure(line.right), .figure(line.difference), .list(line.refunds),
            ], tone: line.isZero ? .plain : .bad)
    }

    private static func row(_ file: DailyAnswer.File) -> ReportRow {
        let direction = file.isOut ? BilingualText("out", "发出") : BilingualText("in", "收到")
        return ReportRow(
            [
                .code(direction.english, told: direction),
                .code(file.kind.rawValue, told: BilingualText(file.kind.rawValue, file.kind.chinese)),
                .text(file.name), CodeWords.cell(file.outcome, CodeWords.outcomes), .count(file.records),
                .time(file.at),
                .identifier(file.digest),
            ], tone: file.isRefused ? .caution : .plain)
    }

    /// What moved, of each lane; zeros where nothing did.
    private func moved() -> [ReportRow] {
        let rows = answer.flow.flatMap { lane in
            TieIdentity.moves.compactMap { move in
                move.term.isSomething(lane)
                    ? Self.row(move, lane: lane.lane, move.term.figure(lane)) : nil
            }
        }
        guard rows.isEmpty else { return rows }
        return TieIdentity.moves.filter { !$0.term.isRare }.map {
            Self.row($0, lane: nil, LaneFigures.Figure())
        }
    }

    private static func row(
        _ move: TieIdentity.Move, lane: Lane?, _ figure: LaneFigures.Figure
    ) -> ReportRow {
        ReportRow(
            cells(lane) + [
                move.term.cell, .status(move.status), .count(figure.count),
                .money(minor: figure.amount, exponent: lane?.exponent ?? 0),
            ])
    }

    private func figures(_ tie: TieIdentity.Tie, _ lanes: [LaneFigures]) -> [ReportRow] {
        lanes.flatMap { lane in
            TieIdentity.figures(of: tie).filter { $0.isTold(lane) }.map { term in
                let figure = term.figure(lane)
                return ReportRow(
                    Self.cells(lane.lane) + [
                        tie.cell, term.cell, .count(figure.count),
                        .money(minor: figure.amount, exponent: lane.lane.exponent),
                    ])
            }
        }
    }

    /// Each equation that doesn't hold, with every refund whose status is not what happened to it.
    private func differences(_ add: (ReportRow) throws -> Void) throws {
        var told: Set<String> = []
        for line in answer.lines where !line.isZero {
            guard let lane = line.lane else { continue }
            // Count and money of one equation are opened once.
            let key = "\(lane) \(line.tie) \(line.equation.english)"
            guard told.insert(key).inserted else { continue }
            var found = 0
            let head =
                Self.cells(lane) + [
                    line.tie.cell, .code(line.equation.english, told: line.equation),
                ]
            try reader.suspects.visit(lane, line.tie) { suspect in
                found += 1
                try add(Self.row(head, suspect, reader.workspace))
                return true
            }
            if found == 0 { try add(Self.unexplained(head)) }
        }
    }

    private static func row(
        _ head: [ReportCell], _ suspect: TieSuspects.Suspect, _ workspace: Workspace
    ) -> ReportRow {
        let last = suspect.events.last
        return ReportRow(
            head + [
                .identifier(workspace.refundID(suspect.serial)), .identifier(suspect.number),
                suspect.amount.map { .money(minor: $0.minor, exponent: $0.exponent) } ?? .empty,
                suspect.standing.map(ReportCell.status) ?? .empty,
                suspect.status.map(ReportCell.status) ?? .empty, CodeWords.event(last?.event),
                .time(last.map { workspace.text($0.at) }),
                .text(last?.by), .text(last?.file), .count(last?.line),
                suspect.damage.map { .note(Self.told($0)) } ?? .empty,
            ], tone: .bad)
    }

    private static func told(_ damage: AlteredRefund.Damage) -> BilingualText {
        switch damage {
        case .changed:
            BilingualText(
                "its row is not what was accepted (amount, currency or a name): changed by hand; run refundry verify",
                "该笔记录与受理时不符（金额、币种或名称）：被手工改动；请运行 refundry verify")
        case .stateless:
            BilingualText(
                "its status is missing from the ledger: removed by hand; run refundry verify",
                "账本中缺少该笔状态：被手工删除；请运行 refundry verify")
        case .strayAnswer:
            BilingualText(
                "the ledger holds an answer to it that never moved it: added or cut off by hand; run refundry verify",
                "账本中有一条未使其变动的回执：被手工添加或截断；请运行 refundry verify")
        case .shiftedAnswer:
            BilingualText(
                "the time of its result is not that of the file that brought it: changed by hand; run refundry verify",
                "该笔结果的时间与其文件的时间不符：被手工改动；请运行 refundry verify")
        case .gone:
            BilingualText(
                "its batch accepted it, its row is missing: removed by hand; run refundry verify",
                "该笔已受理但记录缺失：被手工删除；请运行 refundry verify")
        }
    }

    private static func unexplained(_ head: [ReportCell]) -> ReportRow {
        let text = BilingualText(
            "no refund was found whose row, state or events say otherwise: a total, a time or an event's row was changed; refundry verify names what",
            "未发现自身、状态或事件不符的退款：合计、时间或事件记录被改动；请运行 refundry verify 查明")
        return ReportRow(
            head + [ReportCell](repeating: .empty, count: 10) + [.note(text)], tone: .bad)
    }
}

extension DailyAnswer.File.Kind {
    fileprivate var chinese: String {
        switch self {
        case .orders: "订单文件"
        case .refunds: "退款批次"
        case .results: "结果文件"
        case .funds: "余额文件"
        case .submission: "提交文件"
        }
    }
}

extension TieIdentity.Tie {
    fileprivate var cell: ReportCell { .code(rawValue, told: BilingualText(rawValue, chinese)) }
}

extension TieIdentity.Term {
    fileprivate var cell: ReportCell { .code(name, told: BilingualText(name, chinese)) }
}

import Bytes
import Operations
import Rules

/// What people read about funds.
enum FundsText {
    static func imported(_ answer: FundsAnswer, on console: Console) throws {
        let file = Piece(answer.file, .strong)
        if answer.isAlreadyKnown {
            try console.say(known: file)
        } else {
            try console.say(
                "\(file): \(Figures.count(answer.records, "balance")) taken in",
                "\(file)：已导入 \(Figures.grouped(answer.records)) 条余额")
        }
        for note in answer.notes + answer.uncovered.map(\.text) { try console.say(note: note) }
        try show(answer.balances.map(\.json), on: console)
    }

    private static let columns = [
        Table.Column("account", "账户号"), Table.Column("currency", "币种"),
        Table.Column("balance", "余额", .right), Table.Column("as of", "截至"),
        Table.Column("left", "已提交", .right), Table.Column("came back", "已退回", .right),
        Table.Column("reserved", "占用", .right), Table.Column("available", "可用", .right),
        Table.Column("wait", "等待", .right), Table.Column("missing", "缺口", .right),
    ]

    static func show(_ funds: [JSON], on console: Console) throws {
        guard !funds.isEmpty else {
            return try console.say(
                "No funds are known. Next: funds: {USD: on} in refundry.yaml, refundry funds import",
                "尚无余额。下一步：在 refundry.yaml 中设置 funds: {USD: on}，再运行 refundry funds import")
        }
        var table = Table(columns)
        for entry in funds.map(Facts.init) {
            let isShort = entry.number("waiting") > 0
            table.add([
                Piece(entry.text("account")), Piece(entry.text("currency")),
                Piece(entry.has("balance") ? entry.text("balance") : console.told("unknown", "未知")),
                Piece(entry.text("as_of")),
                Piece(entry.text("left")), Piece(entry.text("returned")), Piece(entry.text("reserved")),
                Piece(entry.text("available"), .strong), Piece(entry.text("waiting")),
                Piece(entry.text("missing"), isShort ? .bad : .plain),
            ])
        }
        try console.say(table)
        for entry in funds.map(Facts.init) where entry.number("waiting") > 0 {
            try waiting(entry, on: console)
            try next(entry, on: console)
        }
    }

    private static func isNothing(_ amount: String) -> Bool { amount.allSatisfy { $0 == "0" || $0 == "." } }

    private static func waiting(_ entry: Facts, on console: Console) throws {
        let (count, days) = (entry.number("waiting"), entry.number("days_left"))
        let who = "\(entry.text("account")) \(entry.text("currency"))"
        let uncovered = entry.text("uncovered")
        let look = entry.text("next_look")
        let lost = entry.number("lost_cover")
        let had =
            lost > 0
            ? BilingualText(
                ", \(Figures.grouped(lost)) of them had it before", "，其中 \(Figures.grouped(lost)) 笔曾有余额")
            : BilingualText("", "")
        try console.say(
            "\(who): \(Figures.count(count, "refund")) (\(uncovered)) without cover\(had.english)\(look.isEmpty ? "" : ", next look \(look)"); the oldest fails in \(Figures.count(days, "day"))",
            "\(who)：\(Figures.grouped(count)) 笔退款（\(uncovered)）余额不足\(had.chinese)\(look.isEmpty ? "" : "，下次余额检查 \(look)")；最早一笔 \(Figures.grouped(days)) 天后失败",
            .caution)
    }

    private static func next(_ entry: Facts, on console: Console) throws {
        if entry.text("control") == "off" {
            try console.say(
                "  The control is off: they are let go at the next look.", "  余额控制已关闭：下次余额检查时放行。")
        } else if isNothing(entry.text("missing")) {
            try console.say(
                "  There is enough for all of them: the next look covers them.", "  余额已足够：下次余额检查时全部占用并放行。")
        } else if entry.has("balance") {
            let missing = entry.text("missing")
            try console.say(
                "  To cover all: \(missing) more, then refundry funds import with the new balance",
                "  全部放行尚需：\(missing)，到账后用 refundry funds import 导入新余额")
        } else {
            try console.say(
                "  No balance is known. Next: refundry funds import FILE",
                "  尚无余额。下一步：refundry funds import FILE")
        }
    }
}

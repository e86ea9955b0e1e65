import Bytes
import Operations

/// What people read about orders.
enum OrderText {
    static func imported(_ answer: OrdersAnswer, on console: Console) throws {
        let file = Piece(answer.file, .strong)
        try console.say("\(file): orders taken in", "\(file)：订单已导入")
        try figures(answer, on: console)
        for note in answer.notes { try console.say(note: note) }
        try RejectedRows.tell(
            answer.examples.map { RejectedRows.Row(line: $0.line, codes: $0.codes, message: $0.message) },
            of: answer.rejected, on: console)
        if let reports = answer.reports {
            try console.say(
                "  All rejected rows with their reasons: \(reports)/rejected.csv",
                "  全部被拒绝的行及原因：\(reports)/rejected.csv")
        }
        for warning in answer.warnings { try console.say(warning, indent: "  ", .bad) }
        for order in answer.overdrawn {
            try console.say(order.text, indent: "  ", .bad)
        }
    }

    private static func figures(_ answer: OrdersAnswer, on console: Console) throws {
        let english = [
            "\(Figures.grouped(answer.inserted)) new", "\(Figures.grouped(answer.updated)) updated",
            "\(Figures.grouped(answer.unchanged)) unchanged", "\(Figures.grouped(answer.rejected)) rejected",
        ].joined(separator: ", ")
        let chinese = [
            "新增 \(Figures.grouped(answer.inserted))", "更新 \(Figures.grouped(answer.updated))",
            "未变 \(Figures.grouped(answer.unchanged))", "拒绝 \(Figures.grouped(answer.rejected))",
        ].joined(separator: "，")
        try console.say(
            "  \(Figures.count(answer.records, "record")): \(english)",
            "  \(Figures.grouped(answer.records)) 条记录：\(chinese)")
    }

    static func show(_ order: JSON, on console: Console) throws {
        try Outline.tell(order, on: console)
        try console.say("")
    }
}

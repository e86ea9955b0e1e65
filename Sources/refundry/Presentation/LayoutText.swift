import Operations
import Rules

/// What people read about layouts.
enum LayoutText {
    static func list(_ layouts: [LayoutView], on console: Console) throws {
        var table = Table([
            Table.Column("layout", "格式"), Table.Column("writes", "写出"), Table.Column("reads", "读取"),
            Table.Column("from", "来源"), Table.Column("channels", "通道"), Table.Column("accounts", "账户"),
        ])
        for layout in layouts {
            table.add([
                Piece(layout.name, .strong), Piece(words(layout.writes, console)),
                Piece(words(layout.reads, console)), origin(layout.origin, console),
                Piece(layout.channels.joined(separator: ", ")),
                Piece(layout.accounts.joined(separator: ", ")),
            ])
        }
        try console.say(table)
        for layout in layouts {
            guard let fault = layout.fault else { continue }
            try console.say("\(fault.english, .bad)", "\(fault.chinese, .bad)")
        }
    }

    private static func words(_ words: [String], _ console: Console) -> String {
        words.map { word in
            switch word {
            case "submissions": console.told("submissions", "提交")
            case "results": console.told("results", "结果")
            default: console.told("batches", "批次")  // not our enum
            }
        }.joined(separator: ", ")
    }

    private static func origin(_ origin: LayoutView.Origin, _ console: Console) -> Piece {
        switch origin {
        case .program: Piece(console.told("program", "程序"))
        case .shipped: Piece(console.told("shipped profile", "内置配置"))
        case .home: Piece(console.told("profiles/", "profiles/"))
        }
    }

    static func check(_ view: ChannelCheckView, on console: Console) throws {
        let channel = Piece(view.channel, .strong)
        try console.say("\(channel), \(view.layout)", "\(channel)，\(view.layout)")
        for step in view.steps {
            if let fault = step.fault {
                try console.say(
                    "  fails: \(step.what.english): \(fault.english, .bad)",
                    "  未通过：\(step.what.chinese)：\(fault.chinese, .bad)")
            } else {
                try console.say("  ok: \(step.what.english)", "  通过：\(step.what.chinese)")
            }
        }
        for warning in view.warnings {
            try console.say(
                "  warning: \(warning.english, .caution)", "  警告：\(warning.chinese, .caution)")
        }
        try show(view.sample, "The sample submission:", "样例提交文件：", console)
        try show(view.answer, "The sample answer:", "样例结果文件：", console)
    }

    private static func show(
        _ text: String?, _ english: String, _ chinese: String, _ console: Console
    ) throws {
        guard let text else { return }
        try console.say(BilingualText(english, chinese))
        for line in text.split(whereSeparator: \.isNewline) {
            try console.say(Line("  " + Printable.text(String(line))))
        }
    }
}

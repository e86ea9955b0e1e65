import Ledger
import Operations
import Rules

/// What people read about the proof of a home.
enum VerifyText {
    static func tell(_ answer: VerifyAnswer, on console: Console) throws {
        try tellChecks(answer, on: console)
        if answer.isOK {
            try console.say("All that must hold holds.", "全部校验通过。", .good)
        } else {
            try console.say(
                "Something that must hold doesn't: stop, keep this home as it is, and restore a backup.",
                "校验未通过：请停止操作，保持主目录原样，并从备份恢复。", .bad)
        }
    }

    /// What people read about a replay.
    static func tell(_ answer: Replay.Answer, on console: Console) throws {
        try tellChecks(answer.proof, on: console)
        if let into = answer.into {
            let folder = Piece(into, .strong)
            try console.say("The rebuilt home stands in \(folder).", "重建的主目录位于 \(folder)。")
        }
        if answer.proof.isOK {
            try console.say(
                "Archive and journal give the same home.", "由归档和日志重建的主目录完全一致。", .good)
        } else {
            try console.say(
                "They don't give this home: keep it as it is, and find out what was changed.",
                "由归档和日志重建的结果与此主目录不一致：请保持原样，并查明改动之处。", .bad)
        }
    }

    private static func tellChecks(_ answer: VerifyAnswer, on console: Console) throws {
        var table = Table([
            Table.Column("check", "校验项"), Table.Column("examined", "已检查", .right),
            Table.Column("result", "结果"),
        ])
        for check in answer.checks {
            table.add([
                console.code(check.name, Labels.meaning(of: check.name, as: "check")),
                Piece(Figures.grouped(check.examined)),
                check.isOK
                    ? Piece(console.told("ok", "通过"), .good) : Piece(console.told("FAULT", "有误"), .bad),
            ])
        }
        try console.say(table)
        for check in answer.checks {
            for fault in check.faults {
                try console.say(
                    "\(check.name): \(fault.english, .bad)", "\(check.name)：\(fault.chinese, .bad)")
            }
        }
        for note in answer.notes { try console.say(note, .caution) }
    }
}

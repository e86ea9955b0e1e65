import Ledger
import Operations
import Rules

/// What people read about a bank's answers.
enum ResultText {
    static func imported(_ answer: ResultAnswer, on console: Console) throws {
        let file = Piece(answer.file, .strong)
        if answer.isAlreadyKnown { return try console.say(known: file) }
        try console.say("\(file): results taken in", "\(file)：结果已导入")
        let counts = answer.counts
        let applied = Figures.grouped(counts.applied)
        let known = Figures.grouped(counts.alreadyKnown)
        let style: Style = counts.exceptions > 0 ? .bad : .plain
        try console.say(
            "  \(Figures.count(counts.records, "record")): \(applied) applied, \(known) already known, \(Figures.count(counts.exceptions, "exception"), style)",
            "  \(Figures.grouped(counts.records)) 条记录：已应用 \(applied)，已知 \(known)，\("异常 \(Figures.grouped(counts.exceptions))", style)"
        )
        for note in answer.notes + answer.unapproved { try console.say(note: note) }
        if counts.exceptions > 0 {
            try console.say("  Next: refundry exceptions list", "  下一步：refundry exceptions list")
        }
    }
}

extension Console {
    /// A remark about a file.
    func say(note: BilingualText) throws {
        try say("  note: \(note.english)", "  提示：\(note.chinese)", .caution)
    }

    /// A file that came before.
    func say(known file: Piece) throws {
        try say("\(file): this file came before, nothing changes", "\(file)：此文件之前已导入，没有任何变化")
    }
}

import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Takes in balance files: what each account has of a currency at a moment (details 17). A file is taken whole or refused.
package struct ImportFunds {
    private let workspace: Workspace
    private let intake: Intake

    package init(workspace: Workspace) {
        self.workspace = workspace
        intake = Intake(workspace: workspace)
    }

    /// Takes one file in, and takes cover back where less is there now than was given. Call inside `Workspace.writing`.
    package func bringIn(_ file: IncomingFile) throws -> FundsAnswer {
        var answer = try take(file)
        guard answer.status == .applied else { return answer }
        answer.uncovered = try SettleCover(workspace: workspace).settle()
        if !answer.uncovered.isEmpty {
            answer.balances = try ShowFunds(workspace: workspace).again(answer.balances)
        }
        return answer
    }

    /// Takes one file in; what loses its cover by it has an entry of its own. Call inside `Workspace.writing`.
    package func take(_ file: IncomingFile) throws -> FundsAnswer {
        switch try intake.take(file) {
        case .refused(let refusal, let digest, let size):
            let record = intake.record(
                file, kind: .funds, digest: digest, inflated: digest, size: size, modified: 0)
            return try refuse(file, nil, refusal, record)
        case .staged(let staged):
            return try take(staged)
        }
    }

    private func take(_ staged: StagedFile) throws -> FundsAnswer {
        var answer = FundsAnswer(file: staged.incoming.name, digest: staged.survey.digest)
        var record = intake.record(staged, kind: .funds)
        do {
            let reading = try BalanceReading(workspace, staged, intake.limits)
            record.records = reading.records
            answer.records = reading.records
            answer.notes = reading.notes
            answer.isAlreadyKnown = try workspace.ledger.read {
                try $0.earlierFile(kind: .funds, digest: staged.survey.digest, channel: nil) != nil
            }
            if answer.isAlreadyKnown {
                try intake.discard(staged)
            } else {
                try keep(try reading.balances.get(), record)
                try intake.settle(staged)
            }
            answer.balances = try views(of: reading)
            return answer
        } catch let refusal as FileRefusal {
            return try refuse(staged.incoming, staged, refusal, record)
        } catch let fault as ByteFault {
            return try refuse(staged.incoming, staged, FileRefusal(fault), record)
        }
    }

    private func keep(_ balances: [BalanceReading.Entry], _ draft: FileRecord) throws {
        try workspace.ledger.write { writer, _ in
            var record = draft
            record.id = try writer.record(draft)
            var new: [Balance] = []
            for entry in balances {
                let known = try writer.funds(ofAccount: entry.balance.account, entry.balance.currency)
                if try isKnown(entry, known) { continue }
                try writer.set(entry.balance, file: record.id)
                new.append(entry.balance)
            }
            try writer.append(
                JournalDraft(
                    kind: "funds", at: workspace.now, by: workspace.actor.name, fileDigest: record.digest,
                    body: JournalBodies.funds(record, balances: new)))
        }
    }

    /// Whether the row says what is known. Throws the refusal of the file where it contradicts that.
    private func isKnown(_ entry: BalanceReading.Entry, _ known: FundsRecord?) throws -> Bool {
        guard let known, let asOf = known.asOf, let amount = known.balance else { return false }
        let balance = entry.balance
        if asOf < balance.asOf { return false }
        if asOf == balance.asOf, amount == balance.amount { return true }
        let exponent = workspace.fundsExponent(of: balance.currency)
        func money(_ amount: Int64) -> String {
            "\(balance.currency.text) \(FundsScale.text(amount, exponent: exponent))"
        }
        let place =
            "account \(balance.account) has \(money(balance.amount)) as of \(workspace.text(balance.asOf))"
        let chinesePlace =
            "账户 \(balance.account) 截至 \(workspace.text(balance.asOf)) 余额为 \(money(balance.amount))"
        guard asOf > balance.asOf else {
            throw FileRefusal(
                .controlMismatch, line: entry.line,
                "\(place), but \(money(amount)) is known as of the same moment: ask the bank which of them is right, and "
                    + "send it with a later as_of; nothing was changed",
                "\(chinesePlace)，但同一时刻已知余额为 \(money(amount))：请向银行核实，并以更晚的截至时间重新发送；未作任何更改")
        }
        throw FileRefusal(
            .controlMismatch, line: entry.line,
            "\(place), but \(money(amount)) is known as of \(workspace.text(asOf)), which is later: send a newer balance; "
                + "nothing was changed",
            "\(chinesePlace)，但已有更晚的余额：截至 \(workspace.text(asOf)) 为 \(money(amount))：请发送更新的余额；未作任何更改")
    }

    /// What is known now of each account and currency that a file names.
    private func views(of reading: BalanceReading) throws -> [FundsView] {
        guard case .success(let entries) = reading.balances else { return [] }
        let named = Set(entries.map { "\($0.balance.account) \($0.balance.currency.text)" })
        return try ShowFunds(workspace: workspace).show(account: nil).filter {
            named.contains("\($0.account) \($0.currency)")
        }
    }

    private func refuse(
        _ file: IncomingFile, _ staged: StagedFile?, _ refusal: FileRefusal, _ record: FileRecord
    ) throws -> FundsAnswer {
        try intake.refuse(file, staged: staged, refusal: refusal, record: record)
        var answer = FundsAnswer(file: file.name, digest: record.digest)
        answer.refusal = refusal
        answer.records = record.records
        return answer
    }
}

/// A balance file, read to its end and made into balances by the home's time zone and the currencies' decimals.
private struct BalanceReading {
    struct Entry {
        var line: Int
        var balance: Balance
    }

    private(set) var balances: Result<[Entry], FileRefusal> = .success([])
    private(set) var records = 0
    private(set) var notes: [BilingualText] = []

    init(_ workspace: Workspace, _ staged: StagedFile, _ limits: ReadingLimits) throws {
        let reader = try NativeBalanceReader(path: staged.path, survey: staged.survey, limits: limits)
        var rows: [BalanceRow] = []
        while try reader.read(into: &rows, atMost: 4_096) {}
        records = reader.file.recordCount
        notes = reader.file.notes
        if let refusal = Self.refusal(reader) {
            balances = .failure(refusal)
        } else {
            balances = Result { () throws(FileRefusal) in
                var entries: [Entry] = []
                for row in rows { entries.append(try Self.entry(row, workspace)) }
                return entries
            }
        }
        let known = try workspace.ledger.read { Set(try $0.accountNames().values) }
        let strange = Set(rows.map(\.account)).subtracting(known).sorted()
        if !strange.isEmpty {
            let names = strange.joined(separator: ", ")
            notes.append(
                BilingualText(
                    "no order of account \(names) is here yet: check the number",
                    "尚无账户 \(names) 的订单：请核对账户号"))
        }
    }

    private static func refusal(_ reader: NativeBalanceReader) -> FileRefusal? {
        if let refusal = reader.file.refusal { return refusal }
        guard reader.file.recordCount > 0 else {
            return FileRefusal(
                .empty, "the file has no balance: send one with a row for each account and currency",
                "文件中没有余额记录：请为每个账户和币种发送一行")
        }
        if let fault = reader.fault { return fault }
        return reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
    }

    private static func entry(_ row: BalanceRow, _ workspace: Workspace) throws(FileRefusal) -> Entry {
        let exponent = workspace.fundsExponent(of: row.currency)
        guard row.amount.decimals <= exponent,
            let amount = row.amount.minorUnits(exponent: FundsScale.exponent)
        else {
            throw FileRefusal(
                .incomplete, line: row.line,
                "balance has \(row.amount.decimals) decimals, \(row.currency.text) has \(exponent): correct the amount; "
                    + "nothing was changed",
                "余额有 \(row.amount.decimals) 位小数，\(row.currency.text) 只有 \(exponent) 位：请更正金额；未作任何更改")
        }
        let local = row.asOf.localSeconds
        let asOf = Instant(
            seconds: row.asOf.offset.map { local - Int64($0) } ?? workspace.zone.utc(local: local))
        guard asOf <= workspace.now else {
            throw FileRefusal(
                .incomplete, line: row.line,
                "as_of is \(workspace.text(asOf)), which is still to come: write the moment at which the bank counted; "
                    + "nothing was changed",
                "截至时间 \(workspace.text(asOf)) 尚未到来：请填写银行统计余额的时刻；未作任何更改")
        }
        let balance = Balance(account: row.account, currency: row.currency, amount: amount, asOf: asOf)
        return Entry(line: row.line, balance: balance)
    }
}

import Bytes
import Formats
import Home
import Ledger
import Refunds
import Rules

/// Tries a channel without sending anything (`cli.md`, `channels check`): writes a submission of made-up refunds as the channel does, reads it back, and
/// reads an answer made for it as its bank's profile or the native layout has it. The ledger learns nothing of it.
package struct CheckChannel {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// An unknown channel is a failure of kind notAllowed.
    package func check(_ channel: String) throws -> ChannelCheckView {
        guard let settings = workspace.configuration.channel(named: channel),
            let sample = ChannelSample(channel: channel, settings: settings, workspace: workspace)
        else {
            throw Failure(
                .notAllowed, "there is no channel \(channel): name one of refundry.yaml",
                "没有通道 \(channel)：请使用 refundry.yaml 中的通道")
        }
        var view = ChannelCheckView(channel: channel, layout: ChannelLayout.shown(sample.layout.word))
        view.warnings = sample.warnings
        try workspace.translating {
            guard let rows = try write(sample, &view) else { return }
            if let iso20022 = settings.iso20022 {
                try CheckISO20022(workspace: workspace, channel: channel, settings: iso20022)
                    .check(view.sample ?? "", header(sample), Self.answers, &view)
            } else {
                try readBack(rows, sample, &view)
                try readAnswer(sample, &view)
            }
        }
        return view
    }

    // MARK: - Writing

    /// Answers the file's rows with what stands before them, where the rest is known to be no row; nil where it can't be written.
    private func write(_ sample: ChannelSample, _ view: inout ChannelCheckView) throws -> [UInt8]? {
        let writer = sample.layout.writer
        let header = header(sample)
        var (head, rows, tail): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        do throws(SubmissionFault) {
            var totals = ControlTotals()
            try writer.appendHeader(header, to: &head)
            for (serial, amount) in zip(ChannelSample.serials, ChannelSample.amounts) {
                let payment = Array(sample.paymentID(amount).utf8)
                var bytes = payment + Array("Café “made up” 退款".utf8)
                let end = bytes.count
                let creditor = writer.namesCreditors ? sample.creditor(to: &bytes) : nil
                var refund = OutgoingRefund(
                    serial: serial, paymentID: ByteRange(0, payment.count), terminal: .none,
                    description: ByteRange(payment.count, end), amount: amount,
                    orderAmount: 100_005, orderTime: workspace.now,
                    offset: sample.zone.offset(at: workspace.now.seconds))
                refund.orderNumber = sample.append(sample.orderNumber(amount), to: &bytes)
                refund.creditor = creditor ?? CreditorRanges()
                guard totals.add(refund, in: bytes.span) else { continue }
                try writer.append(
                    refund, number: totals.count, of: header, in: bytes, to: &rows)
            }
            try writer.appendTrailer(totals, of: header, to: &tail)
        } catch {
            view.add(
                "a sample submission is written", "写出样例提交文件",
                fault: BilingualText("\(error.field) \(error.english)", "\(error.field) \(error.chinese)"))
            return nil
        }
        let whole = try SampleFile.encoded(head + rows + tail, writer.encoding)
        view.add(
            "a sample submission is written: \(ChannelSample.serials.count) refunds, \(whole.count) bytes",
            "写出样例提交文件：\(ChannelSample.serials.count) 笔退款，\(whole.count) 字节")
        view.sample = String(decoding: head + rows + tail, as: UTF8.self)
        return sample.layout.profile == nil ? head + rows + tail : rows
    }

    private func header(_ sample: ChannelSample) -> SubmissionHeader {
        var header = SubmissionHeader(
            id: 1, channel: sample.channel, sequence: 1, now: workspace.now, zone: sample.zone,
            currency: sample.currency, exponent: sample.exponent,
            homeNumber: workspace.configuration.homeNumber)
        header.count = ChannelSample.serials.count
        header.amount = ChannelSample.amounts.reduce(0, +)
        return header
    }

    /// Paid, refused, paid.
    private static let answers = zip(ChannelSample.serials, ChannelSample.amounts).enumerated().map {
        ISO20022Answer.Row(serial: $1.0, amount: $1.1, isPaid: $0 != 1)
    }

    // MARK: - Reading

    private func readBack(_ text: [UInt8], _ sample: ChannelSample, _ view: inout ChannelCheckView) throws {
        let words = ("the submission is read back", "回读样例提交文件")
        let fault = try SampleFile(workspace: workspace).reading(text, sample.layout.profile?.encoding) {
            path, survey throws -> BilingualText? in
            guard let profile = sample.layout.profile else {
                let file = try NativeSubmissionReader(
                    path: path, survey: survey, limits: Intake(workspace: workspace).limits,
                    homeNumber: workspace.configuration.homeNumber)
                return file?.serials == ChannelSample.serials ? nil : Self.differs
            }
            var read = profile
            read.results = ProfileSubmission.rows(of: profile, currency: sample.currency)
            let found = try rows(path, survey, read, sample)
            let expected = zip(ChannelSample.serials, ChannelSample.amounts).map { serial, amount in
                "\(workspace.refundID(serial)) \(amount) none"
            }
            return found == expected ? nil : Self.differs
        }
        view.add(words.0, words.1, fault: fault)
    }

    private static let differs = BilingualText(
        "what is read is not what was written: correct the profile, or the channel's exponents",
        "读到的内容与写出的不同：请更正配置或通道的 exponents")

    private func readAnswer(_ sample: ChannelSample, _ view: inout ChannelCheckView) throws {
        guard let profile = sample.settings.profile?.profile,
            let answer = ProfileAnswer(profile, currency: sample.currency, exponent: sample.exponent)
        else {
            return view.add("results are read in the native layout", "结果文件按原生格式读取")
        }
        let results: [String?] = answer.results.isEmpty ? [nil] : answer.results
        let rows = zip(ChannelSample.serials, ChannelSample.amounts).enumerated().map { place, pair in
            ProfileAnswer.Row(
                refundID: workspace.refundID(pair.0), result: results[place % results.count], amount: pair.1)
        }
        let hasAmount = profile.results?.fields[2] != nil
        let text = answer.file(rows)
        let fault = try SampleFile(workspace: workspace).reading(text, profile.encoding) {
            path, survey throws -> BilingualText? in
            let found = try self.rows(path, survey, profile, sample)
            let expected = rows.map { row in
                "\(row.refundID) \(hasAmount ? String(row.amount) : "nil") \(row.result ?? "none")"
            }
            return found == expected ? nil : Self.differs
        }
        view.add(
            "an answer made for it is read: \(results.map { $0 ?? "query_number" }.joined(separator: ", "))",
            "读取为其生成的样例结果：\(results.map { $0 ?? "query_number" }.joined(separator: "、"))", fault: fault)
        view.answer = String(decoding: text, as: UTF8.self)
    }

    /// Of each record refund_id, amount and result; where the file is refused, the refusal.
    private func rows(
        _ path: String, _ survey: Survey, _ profile: Profile, _ sample: ChannelSample
    ) throws -> [String] {
        let reader = try DeclaredFile(
            path: path, survey: survey, limits: Intake(workspace: workspace).limits,
            reading: .profile(profile),
            exponents: sample.settings.exponents
        ).results()
        var found: [String] = []
        var chunk = ResultRecordChunk()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &chunk, atMost: 100)
            for record in chunk.records {
                let amount = record.amount?.minorUnits(exponent: sample.exponent).map(String.init) ?? "nil"
                found.append("\(chunk.bytes.text(record.refundID)) \(amount) \(record.result)")
            }
        }
        if let refusal = reader.file.refusal { throw refusal }
        return found
    }
}

import Formats
import Home
import Ledger
import Refunds
import Rules

/// The waiting refunds that their channel's layout can't write, or its schema doesn't take (`bank-formats.md`: such a refund waits with `hold: data`, and
/// stops no other). Looked for only where a channel's layout may refuse anything, once for an answer.
final class DataHolds {
    private let workspace: Workspace
    private let reader: any LedgerReader
    private var channels: [String: UnfitRefunds] = [:]

    init(_ workspace: Workspace, _ reader: any LedgerReader) {
        self.workspace = workspace
        self.reader = reader
    }

    /// Whether any channel's layout may refuse a refund.
    var isIdle: Bool { !workspace.configuration.channels.values.contains(where: \.layout.mayRefuse) }

    /// What of a waiting refund can't be written; nil where all can.
    func fault(_ serial: Int64, channel: String) throws -> SubmissionFault? {
        try unfit(channel)[serial]
    }

    func unfit(_ channel: String) throws -> UnfitRefunds {
        if let known = channels[channel] { return known }
        var unfit = UnfitRefunds()
        if let settings = workspace.configuration.channel(named: channel), settings.layout.mayRefuse,
            let writer = ChannelLayout(settings)?.writer, let zone = ZoneClock(settings.timeZone)
        {
            var drafts = try drafts(channel, settings, writer)
            var output: [UInt8] = []
            var last: (lane: Lane, header: SubmissionHeader)?
            try reader.waitingRows(channel: channel) { row, lane, bytes in
                output.removeAll(keepingCapacity: true)
                let header = last.flatMap { $0.lane == lane ? $0.header : nil } ?? header(lane, zone)
                last = (lane, header)
                do throws(SubmissionFault) {
                    try writer.append(
                        OutgoingRefund(row, zone), number: 1, of: header, in: bytes, to: &output)
                } catch {
                    unfit.note(row.serial, error)
                    return
                }
                try drafts?.add(output, row.serial, row.amount, lane, header, to: &unfit)
            }
            try drafts?.finish(&unfit)
        }
        channels[channel] = unfit
        return unfit
    }

    /// Nil where there is no schema to ask. One that can't be used is the seal's to tell of: it stops the channel, and nobody who only asks.
    private func drafts(
        _ channel: String, _ settings: ChannelSettings, _ writer: any SubmissionWriting
    ) throws -> SchemaDrafts? {
        guard let message = settings.iso20022?.message.rawValue,
            let shelf = SchemaShelf(workspace, channel: channel)
        else { return nil }
        do {
            return SchemaDrafts(try shelf.schema(message), message, writer, maxRows: settings.maxRows)
        } catch is Failure {
            return nil
        }
    }

    /// As good as the one that its file will have: what a row says of its file is a number that grows.
    private func header(_ lane: Lane, _ zone: ZoneClock) -> SubmissionHeader {
        SubmissionHeader(
            id: 1, channel: lane.channel, sequence: 1, now: workspace.now, zone: zone,
            currency: lane.currency, exponent: lane.exponent,
            homeNumber: workspace.configuration.homeNumber)
    }
}

extension SubmissionHeader {
    init(
        id: Int, channel: String, sequence: Int, now: Instant, zone: ZoneClock, currency: CurrencyCode,
        exponent: Int, homeNumber: Int
    ) {
        let offset = zone.offset(at: now.seconds)
        self.init(
            id: id, channel: channel, sequence: sequence, created: now.text(offset: offset),
            currency: currency, exponent: exponent, homeNumber: homeNumber)
        createdAt = now
        self.offset = offset
    }
}

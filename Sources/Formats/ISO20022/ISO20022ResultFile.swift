package import Bytes
import Refunds
package import Rules

/// A bank's answer in ISO 20022, read as the native layout's records: pain.002, camt.054 or camt.053, told apart by namespace. Rows keep the lines of
/// their transactions.
package final class ISO20022ResultFile: RecordReading {
    package let layout = NativeLayout.results
    package let header: RecordHeader
    package private(set) var recordCount = 0

    private let limits: ReadingLimits
    private let reader: XMLEventReader
    private var events = XMLEvents()
    /// A structure, and taken in hand once for many events: a class's own properties are watched at every access.
    private var walk: ISO20022Walk
    private var isOver = false

    /// - Parameters:
    ///   - blockSize: how many bytes are read at once; it changes nothing else.
    ///   - refunds: those of a submission, by its number; nil where there is none of it.
    package init(
        path: String, survey: Survey, limits: ReadingLimits, settings: ISO20022Settings, homeNumber: Int,
        blockSize: Int = XMLEventReader.block, refunds: @escaping (Int) throws -> SentRefunds?
    ) throws {
        self.limits = limits
        header = RecordHeader(xml: .results)
        walk = ISO20022Walk(settings, homeNumber: homeNumber, limits: limits, refunds: refunds)
        func reader(_ names: [String], namespaced: String? = nil) throws -> XMLEventReader {
            try XMLEventReader(names: names, attributes: ["Ccy"], namespaced: namespaced, limits: limits) {
                try TextSource(path: path, survey: survey, limits: limits, blockSize: blockSize)
            }
        }
        let plain = try reader(ISO20022Element.names)
        let root = try plain.start()
        walk.begin(root)
        let document = ISO20022Element.document
        self.reader =
            root.name == document
            ? plain : try reader(ISO20022Element.names + [document], namespaced: document)
    }

    package var declaresEnd: Bool { true }
    package var directives: Directives { walk.directives }
    package var refusal: FileRefusal? { walk.refusal }
    package var notes: [BilingualText] { walk.notes }
    /// Transactions, and entries without one, that are no records: about something else, or of a batch that was booked as a whole.
    package var others: Int { walk.others }
    /// `pain.002.001.10`; nil where it is no message that is read here.
    package var message: String? { walk.message }
    /// Whether its namespace is another than ISO's own for the message.
    package var isVariant: Bool { walk.isVariant }
    /// Whether a Document of ISO 20022 has begun.
    package var isMessage: Bool { walk.isMessage }
    /// Whether the root is another element, that may hold a Document somewhere.
    package var isEnvelope: Bool { walk.isEnvelope }
    /// The name of the root.
    package var rootName: String { walk.rootName }

    /// A chunk of more bytes is handed on before it has as many records as were asked for: what a bank says of all is in each.
    static let mostBytes = 8 << 20

    package func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool {
        let first = chunk.records.count
        while chunk.records.count - first < atMost, chunk.bytes.count <= Self.mostBytes {
            let before = chunk.records.count
            if isOver {
                let goesOn = walk.appendUnlisted(to: &chunk, atMost: atMost - (before - first))
                try count(chunk, from: before)
                if !goesOn { return false }
            } else {
                isOver = try !reader.read(into: &events)
                try walk.take(events, into: &chunk)
                if isOver { try walk.finish(&chunk) }
                try count(chunk, from: before)
            }
        }
        return true
    }

    private func count(_ chunk: RecordChunk, from first: Int) throws {
        let room = limits.records - recordCount
        recordCount += chunk.records.count - first
        if recordCount > limits.records {
            throw limits.tooManyRecords(line: chunk.records[first + room].line)
        }
    }
}

import Bytes
import Formats
import Refunds
import Rules

/// The report files of a batch, streamed while its rows are decided. Buffers are reused; memory doesn't grow with the file.
final class BatchReports {
    private let accepted: OutputFile
    private let rejected: OutputFile
    private var acceptedCSV: AcceptedCSV
    private let rejectedCSV: RejectedCSV
    private var acceptedBytes: [UInt8] = []
    private var rejectedBytes: [UInt8] = []
    private let staged: StagedReports

    /// `isDeclared`: the file was in a profile's layout; what is sent back is native, and says so.
    init(staged: StagedReports, header: RecordHeader, homeNumber: Int, isDeclared: Bool = false) throws {
        self.staged = staged
        try staged.make()
        accepted = try OutputFile(path: staged.path("accepted.csv"), hashing: true)
        rejected = try OutputFile(path: staged.path("rejected.csv"), hashing: true)
        acceptedCSV = AcceptedCSV(homeNumber: homeNumber)
        rejectedCSV = RejectedCSV(header: header, layout: .refundBatch)
        try accepted.append(AcceptedCSV.header)
        try rejected.append(isDeclared ? rejectedCSV.nativeHeaderLines : rejectedCSV.headerLine)
    }

    func accept(_ refund: AcceptedRefund, in chunk: RequestChunk, facts: ChunkFacts) {
        acceptedCSV.append(
            refund, request: chunk.requests[refund.request], in: chunk, order: facts.orders[refund.order],
            facts: facts,
            to: &acceptedBytes)
    }

    func reject(_ request: RefundRequest, in chunk: RequestChunk, codes: String, message: BilingualText) {
        rejectedCSV.append(
            line: request.line, firstCell: Int(request.firstCell), cellCount: Int(request.cellCount),
            cellEnds: chunk.cellEnds, bytes: chunk.bytes, shape: RejectedCSV.Shape(request.faults),
            codes: codes,
            message: message, to: &rejectedBytes)
    }

    /// Hands what has gathered to the files.
    func flush() throws {
        try accepted.append(acceptedBytes)
        try rejected.append(rejectedBytes)
        acceptedBytes.removeAll(keepingCapacity: true)
        rejectedBytes.removeAll(keepingCapacity: true)
    }

    /// Syncs all three files and their names; answers their digests by name.
    func finish(summary: JSON) throws -> [String: Digest] {
        try flush()
        let file = try OutputFile(path: staged.path("summary.json"), hashing: true)
        try file.append(summary.line)
        let digests = [
            "accepted.csv": try accepted.finish(sync: true).digest ?? Digest(),
            "rejected.csv": try rejected.finish(sync: true).digest ?? Digest(),
            "summary.json": try file.finish(sync: true).digest ?? Digest(),
        ]
        try staged.sync()
        return digests
    }
}

extension RejectedCSV.Shape {
    init(_ faults: RequestFaults) {
        if faults.contains(.shifted) {
            self = .shifted
        } else {
            self = faults.isDisjoint(with: [.repeatedField, .nestedField]) ? .sound : .doubtful
        }
    }
}

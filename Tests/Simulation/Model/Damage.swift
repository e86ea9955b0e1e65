/// Bytes that are no file to look at (`decisions.md`, the file).
enum Damage: String, CaseIterable {
    case nothing, nothingInflated, cutGzip, openQuote, brokenXML, doctype, workbook

    var code: String {
        switch self {
        case .nothing, .nothingInflated: "FILE_EMPTY"
        case .cutGzip, .openQuote, .brokenXML, .workbook: "FILE_UNREADABLE"
        case .doctype: "FILE_UNSAFE"
        }
    }

    /// The bytes instead of those of a sheet.
    func applied(to sheet: Sheet) -> [UInt8] {
        var envelope = Envelope()
        switch self {
        case .nothing: return []
        case .nothingInflated: return GzipMaking.member([])
        case .cutGzip:
            envelope.compression = .gzip
            return envelope.write(sheet).bytes.dropLast(3)
        case .openQuote: return envelope.write(sheet).bytes + Array("\"open\n".utf8)
        case .brokenXML: return Array("<refund_batch><refund></refund_batch>\n".utf8)
        case .doctype: return Array("<!DOCTYPE refund_batch><refund_batch></refund_batch>\n".utf8)
        case .workbook: return [0x50, 0x4b, 3, 4, 20, 0, 6, 0]
        }
    }
}

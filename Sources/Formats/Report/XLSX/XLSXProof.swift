import Bytes

/// Proves that a workbook's parts are whole. The library writes each into a temporary file and looks at none of these writes ("There is no easy way to raise
/// error", it says), so a disk that is full for a moment would leave rows out in silence: after closing, each part is read back, and what stands between
/// a sheet's `<sheetData>` and its end must be as long as the rows that went in.
enum XLSXProof {
    /// Around the rows: columns, print titles, filters; a sheet that is no longer than this is looked at whole.
    private static let margin = 1 << 20
    private static let opening = Array("<sheetData>".utf8)
    private static let closing = Array("</sheetData>".utf8)

    /// - Parameter sheets: for each sheet the bytes of its rows.
    static func read(_ file: ScratchFile, sheets: [Int]) throws {
        let reader = ZipReader(file)
        var seen = 0
        while let name = try reader.next() {
            var size = 0
            var head: [UInt8] = []
            var tail: [UInt8] = []
            try reader.inflate { block in
                size += block.count
                unsafe block.withUnsafeBufferPointer { block in
                    let free = margin - head.count
                    if free > 0 { unsafe head.append(contentsOf: block.prefix(free)) }
                    unsafe tail.append(contentsOf: block)
                }
                if tail.count > 4 * margin { tail.removeFirst(tail.count - margin) }
            }
            guard tail.last(where: { $0 != UInt8(ascii: "\n") }) == UInt8(ascii: ">") else {
                throw ZipReader.Damage()
            }
            guard name.hasPrefix("xl/worksheets/sheet") else { continue }
            guard seen < sheets.count, let start = place(of: opening, in: head, from: .first),
                let end = place(of: closing, in: tail, from: .last)
            else { throw ZipReader.Damage() }
            let rows = size - (tail.count - end) - (start + opening.count)
            guard rows == sheets[seen], ends(tail, with: "</worksheet>") else { throw ZipReader.Damage() }
            seen += 1
        }
        guard seen == sheets.count else { throw ZipReader.Damage() }
    }

    private enum Side {
        case first
        case last
    }

    private static func place(of word: [UInt8], in bytes: [UInt8], from side: Side) -> Int? {
        let places = 0..<max(0, bytes.count - word.count + 1)
        func stands(_ place: Int) -> Bool {
            bytes[place] == word[0] && bytes[place + 1] == word[1]
                && bytes[place..<place + word.count].elementsEqual(word)
        }
        return switch side {
        case .first: places.first(where: stands)
        case .last: places.last(where: stands)
        }
    }

    private static func ends(_ bytes: [UInt8], with word: String) -> Bool {
        bytes.suffix(word.utf8.count).elementsEqual(word.utf8)
    }
}

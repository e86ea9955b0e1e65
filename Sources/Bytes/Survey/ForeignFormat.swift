/// Files that are often sent by mistake, named as what they are.
enum ForeignFormat {
    static func refuse(_ head: Span<UInt8>) throws {
        if head.starts(with: [0x1f, 0x8b]) {
            throw ByteFault(
                .unsafe, "a gzip file inside a gzip file: compress it once only",
                "gzip 文件中还有 gzip 文件：请只压缩一次", offset: 0)
        }
        if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) || head.starts(with: [0x50, 0x4b, 0x05, 0x06]) {
            throw isWorkbook(head) ? workbook(".xlsx") : archive
        }
        if head.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) { throw workbook(".xls") }
        if head.starts(with: [0xff, 0xfe, 0, 0]) || head.starts(with: [0, 0, 0xfe, 0xff]) {
            throw otherEncoding("UTF-32")
        }
        if head.starts(with: [0x4c, 0x6f, 0xa7, 0x94]) { throw otherEncoding("EBCDIC") }
        if isWideWithoutMark(head) { throw otherEncoding("UTF-16 or UTF-32 without a byte order mark") }
    }

    /// ASCII in two or four bytes begins with one NUL of the first two bytes, or three of the first four.
    private static func isWideWithoutMark(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 4 else { return false }
        return (head[0] == 0) != (head[1] == 0) && (head[2] == 0 || head[3] == 0)
            || head[0] == 0 && head[1] == 0 && head[2] == 0 && head[3] != 0
    }

    /// Office begins its workbooks with one of these members.
    private static func isWorkbook(_ head: Span<UInt8>) -> Bool {
        let start = head.extracting(0..<min(head.count, 4096))
        return ["[Content_Types].xml", "xl/", "_rels/.rels", "docProps/"].contains { name in
            let name = Array(name.utf8)
            return start.extracting(min(30, start.count)...).starts(with: name)
        }
    }

    private static func workbook(_ suffix: String) -> ByteFault {
        ByteFault(
            .unreadable, "an Excel workbook (\(suffix)): save it as “CSV UTF-8” and send that",
            "这是 Excel 工作簿（\(suffix)）：请另存为“CSV UTF-8”后发送", offset: 0)
    }

    private static var archive: ByteFault {
        ByteFault(
            .unreadable, "a ZIP archive: send the CSV or XML file in it, plain or as gzip",
            "这是 ZIP 压缩包：请发送其中的 CSV 或 XML 文件（可用 gzip 压缩）", offset: 0)
    }

    private static func otherEncoding(_ name: String) -> ByteFault {
        ByteFault(
            .unreadable, "\(name) is not read: save it as UTF-8",
            "不支持此编码（\(name)）：请另存为 UTF-8", line: 1, offset: 0)
    }
}

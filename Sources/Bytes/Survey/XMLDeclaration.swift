/// The encoding that the XML declaration at the very start of a text names (XML 1.0, 2.8 and 4.3.3).
struct XMLDeclaration {
    /// As written; nil without a declaration or without an encoding in it.
    let name: String?

    /// Looks at the first 1024 bytes: a declaration holds three short values.
    init(_ text: Span<UInt8>) {
        let head = text.extracting(0..<min(text.count, 1024))
        guard head.starts(with: Array("<?xml".utf8)), let end = Self.find("?>", in: head, from: 5),
            let word = Self.find("encoding", in: head, from: 5), word < end
        else {
            name = nil
            return
        }
        var index = word + "encoding".utf8.count
        while index < end, [0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "=")].contains(head[index]) { index += 1 }
        let quote = head[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            name = nil
            return
        }
        var value: [UInt8] = []
        index += 1
        while index < end, head[index] != quote {
            value.append(head[index])
            index += 1
        }
        name = String(decoding: value, as: UTF8.self)
    }

    private static func find(_ word: String, in head: Span<UInt8>, from start: Int) -> Int? {
        let word = Array(word.utf8)
        var index = start
        while index + word.count <= head.count {
            if head.extracting(index...).starts(with: word) { return index }
            index += 1
        }
        return nil
    }

    /// What the text is to be read as, given the encoding of its byte order mark.
    func encoding(marked mark: TextEncoding?) throws -> TextEncoding {
        guard let name else { return mark ?? .utf8 }
        let isWide = mark == .utf16le || mark == .utf16be
        if name.uppercased() == "UTF-16" {
            guard let mark else { throw unmarked(name) }
            guard isWide else { throw conflict(name, mark) }
            return mark
        }
        guard let declared = TextEncoding(declared: name) else { throw unknown(name) }
        if let mark, mark != declared { throw conflict(name, mark) }
        return declared
    }

    private func unmarked(_ name: String) -> ByteFault {
        ByteFault(
            .unreadable, "the XML declares \(name) but has no byte order mark: save it as UTF-8",
            "XML 声明为 \(name)，但没有字节顺序标记：请另存为 UTF-8", line: 1)
    }

    private func conflict(_ name: String, _ mark: TextEncoding) -> ByteFault {
        ByteFault(
            .unreadable,
            "the XML declares \(name) but its byte order mark says \(mark.rawValue): save it as UTF-8",
            "XML 声明为 \(name)，但字节顺序标记为 \(mark.rawValue)：请另存为 UTF-8", line: 1)
    }

    private func unknown(_ name: String) -> ByteFault {
        ByteFault(
            .unreadable, "the XML declares the encoding “\(name)”, which is not read: save it as UTF-8",
            "XML 声明的编码“\(name)”不受支持：请另存为 UTF-8", line: 1)
    }
}

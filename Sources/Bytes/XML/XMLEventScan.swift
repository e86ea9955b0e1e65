/// Goes over the plain part of an XML document, which is all of nearly every file: elements without prefixes, with one attribute at most, texts with
/// nothing but the five entities. It makes the events that libxml2's parser would make; whatever else it meets, right or wrong, it calls odd and leaves to
/// libxml2. So it accepts nothing that libxml2 refuses, and says nothing of what is wrong.
///
/// Warning to whoever changes it: what is let through here, no other check sees. The tests compare it with libxml2 on good and on damaged files.
@safe struct XMLEventScan {
    /// Zeros behind the text: no loop here passes one, and names are looked at sixteen bytes at a time.
    static let padding = 80

    enum Outcome { case needsMore, odd }

    /// What a construct came to: where it ended, or why it didn't.
    private enum Step {
        case next(Int), needsMore, odd
    }

    private struct Element {
        var name: Int
        var number: Int
        var line: Int
    }

    /// The text between a known element's start and the next tag. It is the element's own if that tag ends it.
    private struct Leaf {
        var isOpen = false
        var isWhole = false
        var start = 0
        var end = 0
        var hasEntity = false
        var hasReturn = false
    }

    private let deepest: Int
    private let fieldBytes: Int
    private let tagBytes: Int
    private let attributes: [[UInt8]]
    private var names: XMLScanNames
    private var open: [Element] = []
    private var line = 1
    private var leaf = Leaf()
    private let kinds = ByteKinds.table

    init(names: [String], attributes: [String], limits: ReadingLimits) {
        self.names = XMLScanNames(names)
        self.attributes = attributes.map { Array($0.utf8) }
        // libxml2 has a limit of its own.
        deepest = min(limits.xmlDepth, 200)
        fieldBytes = limits.fieldBytes
        tagBytes = limits.xmlAttributes > 0 ? limits.xmlTagBytes : 0
    }

    /// Whether the root has ended.
    var isOver: Bool { open.isEmpty }

    // MARK: - Begin

    /// Passes over what stands before the root and over its start tag, which libxml2 has read.
    /// - Returns: where the root's content begins; nil where that is not plain.
    mutating func begin(_ text: [UInt8], root: XMLDocumentRoot, into events: inout [XMLEvents.Event]) -> Int?
    {
        var index = 0
        if text.starts(with: "<?xml".utf8) {
            guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            index = end + 1
        }
        while index < text.count, ByteKinds.isBlank(text[index]) { index += 1 }
        guard text[index...].starts(with: "<\(root.name)".utf8) else { return nil }
        let start = index + 1
        index = start + root.name.utf8.count
        guard root.name.utf8.count <= XMLScanNames.longest, index < text.count,
            ByteKinds.isBlank(text[index]) || text[index] == UInt8(ascii: ">"),
            let end = Self.endOfTag(text, from: index), end - start < tagBytes,
            let name = unsafe text.withUnsafeBufferPointer({ text in
                unsafe text.baseAddress.flatMap {
                    unsafe names.place(of: $0 + start, length: root.name.utf8.count)
                }
            }), names[name].number < 0
        else { return nil }
        line = 1 + text[..<end].count { $0 == 0x0A }
        open.append(Element(name: name, number: -1, line: root.line))
        events.append(XMLEvents.Event(kind: .start, name: -1, line: root.line, text: 0..<0))
        return end
    }

    /// Behind the `>` of a start tag that isn't empty.
    private static func endOfTag(_ text: [UInt8], from start: Int) -> Int? {
        var quote: UInt8 = 0
        for index in start..<text.count {
            let byte = text[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return text[index - 1] == UInt8(ascii: "/") ? nil : index + 1
            }
        }
        return nil
    }

    // MARK: - Content

    /// Appends events of the text from `position` up to `end`; `padding` zeros must stand behind it. Texts with entities are replaced in place.
    /// - Parameter position: moved to where the next piece of text must begin, together with what isn't decided yet.
    mutating func scan(
        _ text: inout [UInt8], _ position: inout Int, end: Int, into events: inout [XMLEvents.Event]
    ) -> Outcome {
        unsafe text.withUnsafeMutableBufferPointer { text in
            guard let base = text.baseAddress else { return .odd }
            while true {
                let textEnd: Int
                if unsafe base[position] == UInt8(ascii: "<"), !leaf.isOpen {
                    textEnd = position
                } else {
                    switch unsafe passText(base, position, end) {
                    case .next(let place): textEnd = place
                    case .needsMore: return .needsMore
                    case .odd: return .odd
                    }
                }
                let step =
                    unsafe base[textEnd + 1] == UInt8(ascii: "/")
                    ? unsafe endTag(base, textEnd, end, &events)
                    : unsafe startTag(base, textEnd, end, &events)
                switch step {
                case .next(let place): position = place
                case .odd: return .odd
                case .needsMore:
                    position = textEnd
                    return .needsMore
                }
            }
        }
    }

    /// What must be kept for the next piece, when the text up to `position` is done with.
    func kept(_ position: Int) -> Int { leaf.isWhole ? leaf.start : position }

    /// The next piece begins with what was kept from here on.
    mutating func move(_ kept: Int) {
        leaf.start -= kept
        leaf.end -= kept
    }

    /// To the `<` behind a text.
    private mutating func passText(_ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Step {
        if leaf.isWhole { return .next(start) }
        var index = start
        var feeds = 0
        var hasEntity = false
        var hasReturn = false
        while true {
            let byte = unsafe base[index]
            switch kinds[byte] {
            case .plain: index += 1
            case .feed:
                feeds += 1
                index += 1
            case .carriage:
                hasReturn = true
                index += 1
            case .lead where index + 2 < end:
                // U+FFFE and U+FFFF are no characters.
                if unsafe base[index + 1] == 0xBF, unsafe base[index + 2] >= 0xBE { return .odd }
                index += 3
            case .ampersand where index + 6 < end:
                guard let length = unsafe Self.entity(base + index)?.length else { return .odd }
                hasEntity = true
                index += length
            case .open:
                return settle(start, index, feeds, hasEntity, hasReturn)
            case .lead, .ampersand: return .needsMore
            case .odd: return byte == 0 && index >= end ? .needsMore : .odd
            }
        }
    }

    private mutating func settle(
        _ start: Int, _ end: Int, _ feeds: Int, _ hasEntity: Bool, _ hasReturn: Bool
    ) -> Step {
        // Behind the root nothing but blanks may come, and this is a tag.
        if open.isEmpty { return .odd }
        line += feeds
        if leaf.isOpen {
            guard end - start <= fieldBytes else { return .odd }
            leaf.isWhole = true
            leaf.start = start
            leaf.end = end
            leaf.hasEntity = hasEntity
            leaf.hasReturn = hasReturn
        }
        return .next(end)
    }

    /// The character that an entity stands for, and the entity's length; nil for one of others.
    private static func entity(_ base: UnsafePointer<UInt8>) -> (character: UInt8, length: Int)? {
        for (name, character) in entities
        where name.indices.allSatisfy({ unsafe base[$0] == name[$0] }) {
            return (character, name.count)
        }
        return nil
    }

    private static let entities = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
    .map { (name: Array($0.utf8), character: Array($1.utf8)[0]) }

    // MARK: - Tags

    private mutating func startTag(
        _ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int, _ events: inout [XMLEvents.Event]
    ) -> Step {
        var index = start + 1
        while kinds.isName(unsafe base[index]) { index += 1 }
        let length = index - start - 1
        if index >= end { return length > XMLScanNames.longest ? .odd : .needsMore }
        guard length > 0, length <= XMLScanNames.longest, unsafe ByteKinds.beginsName(base[start + 1]),
            open.count < deepest,
            let place = unsafe names.place(of: base + start + 1, length: length)
        else { return .odd }
        let number = names[place].number
        var attribute: (name: Int, value: Range<Int>)?
        var feeds = 0
        if unsafe ByteKinds.isBlank(base[index]) {
            switch unsafe passAttribute(base, &index, end, &feeds, &attribute) {
            case .next: break
            case .needsMore: return end - start > tagBytes ? .odd : .needsMore
            case .odd: return .odd
            }
        }
        let isEmpty = unsafe base[index] == UInt8(ascii: "/")
        if isEmpty { index += 1 }
        if index >= end { return .needsMore }
        guard unsafe base[index] == UInt8(ascii: ">"), index - start < tagBytes, !open.isEmpty else {
            return .odd
        }
        let element = Element(name: place, number: number, line: line)
        line += feeds
        events.append(XMLEvents.Event(kind: .start, name: number, line: element.line, text: 0..<0))
        if let attribute, number >= 0, attribute.name >= 0 {
            events.append(
                XMLEvents.Event(
                    kind: .attribute, name: attribute.name, line: element.line, text: attribute.value))
        }
        leaf = Leaf()
        if isEmpty {
            events.append(XMLEvents.Event(kind: .end, name: number, line: element.line, text: 0..<0))
        } else {
            open.append(element)
            leaf.isOpen = number >= 0
        }
        return .next(index + 1)
    }

    /// From the blank behind a name to the `>` or `/` behind the one attribute, or behind nothing but blanks.
    private func passAttribute(
        _ base: UnsafeMutablePointer<UInt8>, _ index: inout Int, _ end: Int, _ feeds: inout Int,
        _ attribute: inout (name: Int, value: Range<Int>)?
    ) -> Step {
        unsafe passBlanks(base, &index, &feeds)
        if unsafe ByteKinds.beginsName(base[index]) {
            let start = index
            while kinds.isName(unsafe base[index]) { index += 1 }
            let name = unsafe UnsafeBufferPointer(start: base + start, count: index - start)
            if index >= end { return .needsMore }
            guard unsafe base[index] == UInt8(ascii: "="), unsafe !name.elementsEqual("xmlns".utf8) else {
                return .odd
            }
            let quote = unsafe base[index + 1]
            index += 2
            if index >= end { return .needsMore }
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .odd }
            let valueStart = index
            while unsafe ByteKinds.isValue(base[index]), unsafe base[index] != quote { index += 1 }
            if index >= end { return .needsMore }
            guard unsafe base[index] == quote else { return .odd }
            let number = attributes.firstIndex { unsafe name.elementsEqual($0) } ?? -1
            attribute = (number, valueStart..<index)
            index += 1
            unsafe passBlanks(base, &index, &feeds)
        }
        return index >= end ? .needsMore : .next(index)
    }

    private func passBlanks(_ base: UnsafeMutablePointer<UInt8>, _ index: inout Int, _ feeds: inout Int) {
        while unsafe ByteKinds.isBlank(base[index]) {
            if unsafe base[index] == 0x0A { feeds += 1 }
            index += 1
        }
    }

    private mutating func endTag(
        _ base: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int, _ events: inout [XMLEvents.Event]
    ) -> Step {
        guard let element = open.last else { return .odd }
        var index = start + 2 + names[element.name].length
        if index >= end { return .needsMore }
        guard unsafe names.stands(element.name, at: base + start + 2) else { return .odd }
        var feeds = 0
        unsafe passBlanks(base, &index, &feeds)
        if index >= end { return .needsMore }
        guard unsafe base[index] == UInt8(ascii: ">"), !(leaf.isWhole && leaf.hasReturn),
            index - start < tagBytes
        else { return .odd }
        var text = 0..<0
        if leaf.isWhole {
            if leaf.hasEntity { unsafe decodeLeaf(base) }
            text = leaf.start..<leaf.end
        }
        open.removeLast()
        leaf = Leaf()
        line += feeds
        events.append(XMLEvents.Event(kind: .end, name: element.number, line: element.line, text: text))
        return .next(index + 1)
    }

    /// Puts the characters in the place of their entities, which are longer.
    private mutating func decodeLeaf(_ base: UnsafeMutablePointer<UInt8>) {
        var from = leaf.start
        var to = leaf.start
        while from < leaf.end {
            if unsafe base[from] == UInt8(ascii: "&"),
                let (character, length) = unsafe Self.entity(base + from)
            {
                unsafe base[to] = character
                from += length
            } else {
                unsafe base[to] = base[from]
                from += 1
            }
            to += 1
        }
        leaf.end = to
    }
}

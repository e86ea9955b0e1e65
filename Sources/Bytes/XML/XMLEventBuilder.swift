internal import CLibXML2

/// What libxml2's events make of a document: a flat list of them, names as numbers.
@safe struct XMLEventBuilder: XMLBuilding {
    typealias Name = UnsafePointer<xmlChar>

    var scan: XMLTagScan
    var isAtEnd = false
    var output = XMLEvents()
    private(set) var root: XMLDocumentRoot?
    private(set) var fault: ByteFault?
    private var hasFault = false

    private let limits: ReadingLimits
    private let names: XMLNameTable
    private let attributes: XMLNameTable
    /// The known element whose namespace is told; −1 for none.
    private let namespaced: Int
    private var open: [Element] = []

    private struct Element {
        var name: Int
        var line: Int
        /// Where its own text begins; −1 where it isn't kept: the name isn't known, or it has children.
        var text: Int
    }

    init(
        names: [String], attributes: [String], namespaced: String?, limits: ReadingLimits,
        intern: (String) -> Name
    ) {
        self.namespaced = namespaced.flatMap(names.firstIndex) ?? -1
        self.limits = limits
        scan = XMLTagScan(limits: limits, boundsRecords: false)
        unsafe self.names = XMLNameTable(names.map { unsafe intern($0) })
        unsafe self.attributes = XMLNameTable(attributes.map { unsafe intern($0) })
    }

    mutating func fail(_ fault: ByteFault) {
        guard !hasFault else { return }
        hasFault = true
        self.fault = fault
    }

    mutating func start(_ name: Name, _ namespace: Name?, _ given: XMLAttributes) {
        guard !hasFault else { return }
        guard let line = scan.nextLine() else {
            return fail(
                ByteFault(.unreadable, "the XML can't be followed: export it again", "无法解析该 XML：请重新导出"))
        }
        if open.isEmpty, root == nil {
            let uri = unsafe namespace.map { unsafe String(cString: $0) } ?? ""
            unsafe root = XMLDocumentRoot(name: String(cString: name), namespace: uri, line: line)
        }
        if let outer = open.indices.last, open[outer].text >= 0 {
            // What stood between its tags and its children is layout.
            output.bytes.removeLast(output.bytes.count - open[outer].text)
            open[outer].text = -1
        }
        let number = unsafe names.number(of: name)
        output.events.append(XMLEvents.Event(kind: .start, name: number, line: line, text: 0..<0))
        if number >= 0 {
            if number == namespaced { unsafe tell(namespace, line) }
            unsafe given.each { name, value in
                let attribute = unsafe attributes.number(of: name)
                guard attribute >= 0 else { return }
                let start = output.bytes.count
                unsafe output.bytes.append(contentsOf: value)
                output.events.append(
                    XMLEvents.Event(
                        kind: .attribute, name: attribute, line: line, text: start..<output.bytes.count))
            }
        }
        open.append(Element(name: number, line: line, text: number >= 0 ? output.bytes.count : -1))
    }

    private mutating func tell(_ namespace: Name?, _ line: Int) {
        let start = output.bytes.count
        if let namespace = unsafe namespace {
            unsafe output.bytes.append(contentsOf: String(cString: namespace).utf8)
        }
        output.events.append(
            XMLEvents.Event(
                kind: .attribute, name: XMLEvents.namespace, line: line, text: start..<output.bytes.count))
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !hasFault, let element = open.last, element.text >= 0 else { return }
        unsafe output.bytes.append(contentsOf: bytes)
        if output.bytes.count - element.text > limits.fieldBytes {
            fail(limits.fieldTooLong(line: element.line, column: nil))
        }
    }

    mutating func end() {
        guard !hasFault, let element = open.popLast() else { return }
        let text = element.text >= 0 ? element.text..<output.bytes.count : 0..<0
        output.events.append(
            XMLEvents.Event(kind: .end, name: element.name, line: element.line, text: text))
    }

    /// Hands out what there is. A text that isn't whole yet goes on in what comes next.
    mutating func take(into chunk: inout XMLEvents) {
        chunk.removeAll()
        if let inner = open.indices.last, open[inner].text >= 0 {
            chunk.bytes.append(contentsOf: output.bytes[open[inner].text...])
            open[inner].text = 0
        }
        swap(&chunk, &output)
    }

    static var events: xmlSAXHandler {
        var events = unsafe xmlSAXHandler()
        unsafe events.startElementNs = { data, name, _, namespace, _, _, count, _, attributes in
            guard let name = unsafe name else { return }
            unsafe XMLEventBuilder.of(data)?.pointee.start(
                name, namespace, XMLAttributes(attributes, count: count))
        }
        unsafe events.endElementNs = { data, _, _, _ in unsafe XMLEventBuilder.of(data)?.pointee.end() }
        unsafe events.characters = { data, start, count in
            let text = unsafe UnsafeBufferPointer(start: start, count: Int(count))
            unsafe XMLEventBuilder.of(data)?.pointee.text(text)
        }
        unsafe events.internalSubset = { data, _, _, _ in
            unsafe XMLEventBuilder.of(data)?.pointee.fail(PrologScan.refusal(line: 1))
        }
        unsafe events.serror = { data, error in
            guard let builder = unsafe XMLEventBuilder.of(data), let error = unsafe error?.pointee,
                let fault = unsafe XMLParser.fault(error, builder.pointee)
            else { return }
            unsafe builder.pointee.fail(fault)
        }
        return unsafe events
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLEventBuilder>? {
        unsafe data?.assumingMemoryBound(to: XMLEventBuilder.self)
    }
}

/// Finds a name's number by its address in the parser's dictionary: equal names are one address.
@safe struct XMLNameTable {
    private var slots: [(address: UInt, number: Int)]
    private let mask: UInt

    init(_ names: [UnsafePointer<xmlChar>]) {
        var size = 16
        while unsafe size < names.count * 4 { size *= 2 }
        mask = UInt(size - 1)
        slots = Array(repeating: (0, -1), count: size)
        for unsafe(number, name) in unsafe names.enumerated() {
            let address = UInt(bitPattern: name)
            var slot = Self.slot(address) & mask
            while slots[Int(slot)].number >= 0 { slot = (slot + 1) & mask }
            slots[Int(slot)] = (address, number)
        }
    }

    /// −1 for a name that isn't among them.
    func number(of name: UnsafePointer<xmlChar>) -> Int {
        let address = UInt(bitPattern: name)
        var slot = Self.slot(address) & mask
        while slots[Int(slot)].number >= 0 {
            if slots[Int(slot)].address == address { return slots[Int(slot)].number }
            slot = (slot + 1) & mask
        }
        return -1
    }

    private static func slot(_ address: UInt) -> UInt { (address >> 3) &* 0x9E37_79B9_7F4A_7C15 >> 32 }
}

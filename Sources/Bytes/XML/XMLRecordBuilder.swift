internal import CLibXML2

/// What libxml2's events make of an XML file: its root, its records' cells, its asides.
@safe struct XMLRecordBuilder: XMLBuilding {
    /// An element's or attribute's name in the parser's dictionary: equal names are one address.
    typealias Name = UnsafePointer<xmlChar>

    private enum Place {
        case outside
        case record
        case aside
        /// Anything within an element that isn't known.
        case unknown
    }

    var scan: XMLTagScan
    var chunk = RecordChunk()
    private(set) var root: XMLRoot?
    private(set) var asides: [XMLAside] = []
    /// All text was given to the parser.
    var isAtEnd = false
    var unknownElements = XMLNames()
    var unknownAttributes = XMLNames()
    /// The first thing that was wrong; nothing is taken after it.
    private(set) var fault: ByteFault?
    /// Whether there is a fault: asked at every event, where copying the fault itself would cost.
    private var hasFault = false

    private let limits: ReadingLimits
    private let recordName: Name
    private let fieldNames: [Name]
    private let asideNames: [Name]
    private var depth = 0
    private var place = Place.outside
    private var records = 0
    private var record: XMLOpenRecord
    private var aside: (name: String, attributes: [(name: String, value: String)], line: Int) = ("", [], 0)
    private var asideText: [UInt8] = []
    /// How many asides are kept at most: they stay in memory.
    private static let mostAsides = 1024

    init(shape: XMLRecordShape, limits: ReadingLimits, intern: (String) -> Name) {
        self.limits = limits
        scan = XMLTagScan(limits: limits)
        unsafe recordName = intern(shape.record)
        unsafe fieldNames = shape.fields.map { unsafe intern($0) }
        unsafe asideNames = shape.asides.map { unsafe intern($0) }
        record = XMLOpenRecord(fields: shape.fields.count, limit: limits.fieldBytes)
    }

    mutating func fail(_ fault: ByteFault) {
        guard !hasFault else { return }
        hasFault = true
        self.fault = fault
    }

    mutating func start(_ name: Name, _ attributes: XMLAttributes) {
        guard !hasFault else { return }
        // Both see the same start tags as long as the text is well-formed.
        guard let line = scan.nextLine() else { return fail(Self.disagreement) }
        depth += 1
        switch depth {
        case 1: unsafe root = XMLRoot(name: String(cString: name), attributes: attributes.all, line: line)
        case 2: unsafe startChild(name, attributes, line)
        default: unsafe startInner(name, attributes)
        }
    }

    private mutating func startChild(_ name: Name, _ attributes: XMLAttributes, _ line: Int) {
        if unsafe name == recordName {
            records += 1
            if records > limits.records { fail(limits.tooManyRecords(line: line)) }
            place = .record
            record.begin(line: line)
            attributes.note(in: &unknownAttributes)
        } else if unsafe asideNames.contains(name) {
            if asides.count == Self.mostAsides { fail(Self.tooManyAsides(line: line)) }
            place = .aside
            unsafe aside = (String(cString: name), attributes.all, line)
            asideText.removeAll(keepingCapacity: true)
        } else {
            place = .unknown
            unsafe unknownElements.note(name)
        }
    }

    private mutating func startInner(_ name: Name, _ attributes: XMLAttributes) {
        guard place == .record else { return }
        guard depth == 3 else { return record.nest() }
        guard let field = unsafe fieldNames.firstIndex(of: name) else {
            unsafe unknownElements.note(name)
            return
        }
        attributes.note(in: &unknownAttributes)
        record.open(field)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !hasFault else { return }
        switch place {
        case .record where depth == 3:
            if unsafe !record.append(bytes) { fail(limits.fieldTooLong(line: record.line, column: nil)) }
        case .aside where depth == 2:
            unsafe asideText.append(contentsOf: bytes)
            if asideText.count > limits.fieldBytes {
                fail(limits.fieldTooLong(line: aside.line, column: nil))
            }
        case .record, .aside, .outside, .unknown: break
        }
    }

    mutating func end() {
        guard !hasFault else { return }
        if depth == 3, place == .record { record.close() }
        if depth == 2 {
            switch place {
            case .record: record.finish(into: &chunk)
            case .aside:
                asides.append(
                    XMLAside(
                        name: aside.name, attributes: aside.attributes,
                        text: String(decoding: asideText, as: UTF8.self), line: aside.line))
            case .outside, .unknown: break
            }
            place = .outside
        }
        depth -= 1
    }

    private static var disagreement: ByteFault {
        ByteFault(.unreadable, "the XML can't be followed: export it again", "无法解析该 XML：请重新导出")
    }

    private static func tooManyAsides(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "more than \(mostAsides) elements beside the records: remove them",
            "记录以外的元素超过 \(mostAsides) 个：请删除", line: line)
    }
}

extension XMLRecordBuilder {
    static var events: xmlSAXHandler {
        var events = unsafe xmlSAXHandler()
        unsafe events.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            guard let name = unsafe name else { return }
            unsafe XMLRecordBuilder.of(data)?.pointee.start(name, XMLAttributes(attributes, count: count))
        }
        unsafe events.endElementNs = { data, _, _, _ in unsafe XMLRecordBuilder.of(data)?.pointee.end() }
        unsafe events.characters = { data, start, count in
            let text = unsafe UnsafeBufferPointer(start: start, count: Int(count))
            unsafe XMLRecordBuilder.of(data)?.pointee.text(text)
        }
        unsafe events.internalSubset = { data, _, _, _ in
            unsafe XMLRecordBuilder.of(data)?.pointee.fail(PrologScan.refusal(line: 1))
        }
        unsafe events.serror = { data, error in
            guard let builder = unsafe XMLRecordBuilder.of(data), let error = unsafe error?.pointee,
                let fault = unsafe XMLParser.fault(error, builder.pointee)
            else { return }
            unsafe builder.pointee.fail(fault)
        }
        return unsafe events
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLRecordBuilder>? {
        unsafe data?.assumingMemoryBound(to: XMLRecordBuilder.self)
    }
}

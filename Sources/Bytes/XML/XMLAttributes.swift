internal import CLibXML2

/// The attributes of one start tag as libxml2 hands them over: five pointers each (name, prefix, namespace, begin
/// and end of the value), good only during the event.
@safe struct XMLAttributes {
    private let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32) {
        unsafe self.pointers = unsafe pointers
        self.count = Int(count)
    }

    /// Names without their prefixes, and values.
    var all: [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        unsafe each { name, value in
            unsafe found.append((String(cString: name), Self.text(Array(value))))
        }
        return found
    }

    /// libxml2 writes every `&` of a value as `&#38;` unless it may replace entities, which it may not.
    private static func text(_ value: [UInt8]) -> String {
        let reference = Array("&#38;".utf8)
        var text: [UInt8] = []
        var index = 0
        while index < value.count {
            text.append(value[index])
            index += value[index...].starts(with: reference) ? reference.count : 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Visits name and raw value of each: a value in which nothing was escaped, as codes are.
    func each(_ visit: (UnsafePointer<xmlChar>, UnsafeBufferPointer<UInt8>) -> Void) {
        for index in 0..<count {
            guard let attribute = unsafe pointers?.advanced(by: 5 * index), let name = unsafe attribute[0],
                let start = unsafe attribute[3], let end = unsafe attribute[4]
            else { continue }
            unsafe visit(name, UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    func note(in names: inout XMLNames) {
        for index in 0..<count {
            if let name = unsafe pointers?[5 * index] { unsafe names.note(name) }
        }
    }
}

/// Names that aren't known, once each, in the order they were first seen; at most 64, for they are only told.
@safe struct XMLNames {
    private var seen: [UnsafePointer<xmlChar>]
    private(set) var names: [String] = []

    init() {
        unsafe seen = []
    }

    mutating func note(_ name: UnsafePointer<xmlChar>) {
        guard names.count < 64, unsafe !seen.contains(name) else { return }
        unsafe seen.append(name)
        unsafe names.append(String(cString: name))
    }
}

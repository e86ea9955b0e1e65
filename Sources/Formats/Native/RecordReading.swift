package import Bytes
package import Rules

/// A file's records as the native layout has them, whatever the file itself looks like: header and directives understood, every record counted
/// and handed out. What stands behind it is shared by all layouts.
package protocol RecordReading: AnyObject {
    var layout: NativeLayout { get }
    var header: RecordHeader { get }
    var directives: Directives { get }
    /// What makes the file unfit, while the rest is still read: what the bytes show comes first.
    var refusal: FileRefusal? { get }
    var recordCount: Int { get }
    /// Remarks for a person.
    var notes: [BilingualText] { get }

    /// Whether the file's own end was found in it, so that a last line without a line end is none cut off.
    var declaresEnd: Bool { get }

    /// Appends up to `atMost` records. False when the end has been reached. Throws `ByteFault` where the bytes can't be read on.
    func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool
}

extension RecordFile: RecordReading {
    package var declaresEnd: Bool { false }

    /// Whether a CSV says `#layout=native` of itself, before its header.
    package static func saysNative(path: String, survey: Survey, limits: ReadingLimits) throws -> Bool {
        try HeadScan(path: path, survey: survey, limits: limits, layout: .refundBatch).directives.contains {
            $0.key == "layout" && $0.value == "native"
        }
    }
}

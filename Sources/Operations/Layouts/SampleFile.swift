import Bytes
import Formats
import Home
import Rules

/// A text that a channel is tried with, read as a file that came in.
struct SampleFile {
    let workspace: Workspace

    /// Reads the text as a file would be read that came in; what is wrong with it is answered.
    func reading(
        _ text: [UInt8], _ encoding: TextEncoding?,
        _ body: (_ path: String, _ survey: Survey) throws -> BilingualText?
    ) throws -> BilingualText? {
        do {
            return try StagingFile(workspace: workspace).with(
                declared: encoding, write: { try $0.append(try Self.encoded(text, encoding ?? .utf8)) },
                look: body)
        } catch let fault as ByteFault {
            return FileRefusal(fault).text
        } catch let refusal as FileRefusal {
            return refusal.text
        }
    }

    static func encoded(_ text: [UInt8], _ encoding: TextEncoding) throws -> [UInt8] {
        encoding.isUTF8 ? text : try TextRecoder(encoding).encode(text.span)
    }
}

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
        let path = Durably.temporaryPath(in: workspace.home.staging)
        let read = Result {
            let file = try OutputFile(path: path)
            try file.append(try Self.encoded(text, encoding ?? .utf8))
            _ = try file.finish(sync: false)
            return try body(path, try Survey.survey(try InputFile(path: path), declared: encoding))
        }
        try Durably.removeIfThere(path)
        do {
            return try read.get()
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

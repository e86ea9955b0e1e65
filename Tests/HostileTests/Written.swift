import Bytes
import Foundation

/// Bytes in a file that goes when this does.
final class Written {
    let path = NSTemporaryDirectory() + "refundry-hostile-" + UUID().uuidString
    let survey: Survey

    init(_ bytes: [UInt8]) throws {
        let file = try OutputFile(path: path)
        try file.append(bytes)
        _ = try file.finish(sync: false)
        survey = try Survey.survey(try InputFile(path: path))
    }

    deinit { _ = unsafe unlink(path) }
}

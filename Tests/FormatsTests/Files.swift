import Bytes
import Foundation

/// A folder of this run's own: Formats reads files, not arrays.
enum Files {
    private static let folder: String = {
        let path = NSTemporaryDirectory() + "refundry-formats-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            fatalError("no folder for the tests: \(error)")
        }
        return path
    }()

    /// Calls `body` with the path of a file of these bytes and what its survey says; the file is gone afterwards.
    static func with<Result>(_ bytes: [UInt8], _ body: (String, Survey) throws -> Result) throws -> Result {
        let path = folder + "/" + UUID().uuidString
        defer { _ = unsafe unlink(path) }
        let file = try OutputFile(path: path)
        try file.append(bytes)
        _ = try file.finish(sync: false)
        return try body(path, try Survey.survey(try InputFile(path: path)))
    }
}

/// The same text in other encodings and compressions.
enum Encoded {
    static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    /// GB18030 of ASCII and the characters listed here.
    static func gb18030(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in
            if scalar.value < 0x80 { return [UInt8(scalar.value)] }
            guard let index = characters.firstIndex(of: scalar) else {
                fatalError("no GB18030 for \(scalar)")
            }
            return [UInt8(codes[index] >> 8), UInt8(codes[index] & 255)]
        }
    }

    private static let characters = Array("三交人付单原号因型复币张态户支收时易款测状种端类终订试账退重金间额".unicodeScalars)
    private static let codes: [UInt16] = [
        0xC8FD, 0xBDBB, 0xC8CB, 0xB8B6, 0xB5A5, 0xD4AD, 0xBAC5, 0xD2F2, 0xD0CD, 0xB8B4, 0xB1D2, 0xD5C5,
        0xCCAC, 0xBBA7,
        0xD6A7, 0xCAD5, 0xCAB1, 0xD2D7, 0xBFEE, 0xB2E2, 0xD7B4, 0xD6D6, 0xB6CB, 0xC0E0, 0xD6D5, 0xB6A9,
        0xCAD4, 0xD5CB,
        0xCDCB, 0xD6D8, 0xBDF0, 0xBCE4, 0xB6EE,
    ]

    /// One gzip member of one stored block.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        precondition(bytes.count < 65_536, "one stored block")
        let length = UInt32(bytes.count)
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1]
        return head + little(length, 2) + little(~length, 2) + bytes + little(checksum(bytes), 4)
            + little(length, 4)
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
            }
        }
    }
}

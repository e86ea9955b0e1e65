internal import CZlib

/// zlib as its manual uses it.
package enum PlainZlib {
    /// The content of all members, up to `most` bytes; nil when the file is no gzip or goes on with something else.
    package static func inflate(_ file: [UInt8], most: Int) -> [UInt8]? {
        var output: [UInt8] = []
        var start = 0
        while start < file.count {
            if start > 0, file[start...].allSatisfy({ $0 == 0 }) { return output }
            guard let taken = member(Array(file[start...]), most: most, into: &output) else { return nil }
            if output.count >= most { return output }
            start += taken
        }
        return start > 0 ? output : nil
    }

    private static func member(_ file: [UInt8], most: Int, into output: inout [UInt8]) -> Int? {
        var stream = unsafe z_stream()
        guard unsafe inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { unsafe inflateEnd(&stream) }
        var input = file
        var block = [UInt8](repeating: 0, count: most)
        let status = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe block.withUnsafeMutableBufferPointer { block in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = block.baseAddress
                unsafe stream.avail_out = UInt32(block.count)
                return unsafe CZlib.inflate(&stream, Z_FINISH)
            }
        }
        let given = unsafe most - Int(stream.avail_out)
        output += block[..<given]
        if output.count >= most { return file.count }
        return status == Z_STREAM_END ? unsafe file.count - Int(stream.avail_in) : nil
    }

    /// The bytes in so many members, the last half empty.
    package static func compress(_ bytes: [UInt8], members: Int) -> [UInt8] {
        let size = max(1, (bytes.count + members - 1) / members)
        return (0..<members).flatMap { index in
            compress(Array(bytes[min(bytes.count, index * size)..<min(bytes.count, (index + 1) * size)]))
        }
    }

    private static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        // Level 1, the smallest memory: this is done for each input.
        let made = unsafe deflateInit2_(&stream, 1, Z_DEFLATED, 31, 1, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(made == Z_OK, "zlib could not begin")
        defer { unsafe deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 128)
        unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                precondition(unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib could not end")
            }
        }
        return Array(output[..<(unsafe output.count - Int(stream.avail_out))])
    }
}

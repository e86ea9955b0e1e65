internal import CCrypto

/// SHA-256 over bytes that come in pieces. One is made and used again for many values without allocating.
@safe package final class SHA256Stream {
    private let context: OpaquePointer
    private let method: OpaquePointer

    /// libcrypto refuses only when there is no memory, or when it is a build without SHA-256: neither can be
    /// answered, so both end the program.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new(), let method = unsafe EVP_MD_fetch(nil, "SHA256", nil)
        else {
            fatalError("libcrypto has no SHA-256")
        }
        unsafe self.context = unsafe context
        unsafe self.method = unsafe method
        reset()
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
        unsafe EVP_MD_free(method)
    }

    package func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { bytes in
            let done = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
            precondition(done == 1, "libcrypto could not hash")
        }
    }

    package func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// The digest of what came since the last `finish`; begins anew.
    package func finish() -> Digest {
        var bytes: InlineArray<32, UInt8> = .init(repeating: 0)
        var span = bytes.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { bytes in
            let done = unsafe EVP_DigestFinal_ex(context, bytes.baseAddress, nil)
            precondition(done == 1, "libcrypto could not hash")
        }
        reset()
        return Digest(bytes.span)
    }

    private func reset() {
        let done = unsafe EVP_DigestInit_ex2(context, method, nil)
        precondition(done == 1, "libcrypto could not hash")
    }
}

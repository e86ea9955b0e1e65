import Bytes
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4's own examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownValues(text: String, hex: String) {
        #expect(Digest.of(Array(text.utf8).span).hex == hex)
    }

    @Test func streamIsUsedAgain() {
        let stream = SHA256Stream()
        for _ in 0..<3 {
            stream.update(Array("a".utf8))
            stream.update(Array("bc".utf8))
            #expect(stream.finish() == Digest.of(Array("abc".utf8).span))
        }
    }

    @Test func hexadecimal() {
        let hex = "00112233445566778899aabbccddeeff0123456789abcdef0f1e2d3c4b5a6978"
        #expect(Digest(hex: hex)?.hex == hex)
        #expect(Digest(hex: hex.uppercased())?.hex == hex)
        #expect(Digest(hex: hex).flatMap { Digest(bytes: $0.bytes) }?.hex == hex)
        #expect(Digest(hex: String(hex.dropLast())) == nil)
        #expect(Digest(hex: String(hex.dropLast()) + "g") == nil)
        #expect(Digest(bytes: [1, 2]) == nil)
    }

    @Test func sumsCarryOverAllWordsAndDontDependOnOrder() throws {
        var top = try #require(Digest(hex: String(repeating: "f", count: 64)))
        let one = try #require(Digest(hex: String(repeating: "0", count: 63) + "1"))
        top.add(one)
        #expect(top == Digest())
        top.subtract(one)
        #expect(top.hex == String(repeating: "f", count: 64))

        let digests = (0..<50).map { Digest.of([UInt8($0)].span) }
        var forward = Digest()
        var backward = Digest()
        for digest in digests { forward.add(digest) }
        for digest in digests.reversed() { backward.add(digest) }
        #expect(forward == backward)
        var twice = forward
        twice.add(digests[7])
        #expect(twice != forward)
        twice.subtract(digests[7])
        #expect(twice == forward)
    }
}

/// What a file may ask of a reader before it is FILE_UNSAFE (files.md, limits).
package struct LimitSettings: Sendable, Equatable {
    /// Bytes of one file after inflating.
    package var inflatedBytes = 2_147_483_648
    /// Inflated bytes for each compressed one, after the first MiB.
    package var ratio = 200
    /// Records of one file.
    package var records = 20_000_000
    /// Bytes of one record.
    package var recordBytes = 65_536
    /// Bytes of one field.
    package var fieldBytes = 4_096
    /// Elements inside one another.
    package var xmlDepth = 16
    /// Attributes of one start tag.
    package var xmlAttributes = 64
    /// Bytes of one start tag.
    package var xmlTagBytes = 16_384

    package init() {}
}

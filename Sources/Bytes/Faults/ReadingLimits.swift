/// How much of a file is looked at before it is refused as unsafe. The defaults are those of `files.md`.
package struct ReadingLimits: Sendable, Equatable {
    /// Bytes after inflating; of a plain file its size.
    package var inflatedBytes: Int
    /// Inflated bytes for each compressed one, tested once more than 1 MiB was inflated.
    package var ratio: Int
    package var records: Int
    /// Bytes of one record as it stands in the file, its line end not counted, and of one physical line.
    package var recordBytes: Int
    /// Bytes of one field's value.
    package var fieldBytes: Int
    /// Elements within one another, the root counted.
    package var xmlDepth: Int
    /// Attributes of one start tag, namespace declarations counted.
    package var xmlAttributes: Int
    /// Bytes of one start tag from `<` to `>`.
    package var xmlTagBytes: Int

    package init(
        inflatedBytes: Int = 2 << 30, ratio: Int = 200, records: Int = 20_000_000,
        recordBytes: Int = 65_536, fieldBytes: Int = 4_096,
        xmlDepth: Int = 16, xmlAttributes: Int = 64, xmlTagBytes: Int = 16_384
    ) {
        self.inflatedBytes = inflatedBytes
        self.ratio = ratio
        self.records = records
        self.recordBytes = recordBytes
        self.fieldBytes = fieldBytes
        self.xmlDepth = xmlDepth
        self.xmlAttributes = xmlAttributes
        self.xmlTagBytes = xmlTagBytes
    }
}

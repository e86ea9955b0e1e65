extension LimitSettings {
    private static let known = [
        "inflated_bytes", "ratio", "records", "record_bytes", "field_bytes", "xml_depth", "xml_attributes",
        "xml_tag_bytes",
    ]

    /// Limits may be tightened and widened, within what the readers can count and hold.
    init(_ section: SettingNode) throws(HomeFailure) {
        self.init()
        for entry in try section.entries(known: Self.known) {
            let value = entry.value
            switch entry.key {
            case "inflated_bytes": inflatedBytes = try value.integer(1...1_099_511_627_776)
            case "ratio": ratio = try value.integer(1...1_000_000)
            case "records": records = try value.integer(1...1_000_000_000)
            case "record_bytes": recordBytes = try value.integer(1...16_777_216)
            case "field_bytes": fieldBytes = try value.integer(1...16_777_216)
            case "xml_depth": xmlDepth = try value.integer(1...256)
            case "xml_attributes": xmlAttributes = try value.integer(1...1_024)
            case "xml_tag_bytes": xmlTagBytes = try value.integer(1...1_048_576)
            default: throw value.notLanded()
            }
        }
    }
}

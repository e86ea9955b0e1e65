import Bytes
import Formats
import Refunds
import Yams

/// Whether a profile that was read can work (`bank-formats.md`, profile): that no two things that it says exclude each other. Not asked of a text that the
/// ledger kept: what was sent by it must be made again, whatever is refused by now.
struct ProfileSoundness {
    let profile: Profile
    let root: SettingNode
    /// The first digits of every refund_id; nil: not known.
    var homeNumber: Int?

    func demand() throws(HomeFailure) {
        var readings: [ReadingPart] = []
        if let results = profile.results {
            readings.append(try ReadingPart(self, results, .results, "results"))
        }
        if let batches = profile.batches {
            readings.append(try ReadingPart(self, batches, .refundBatch, "batches"))
        }
        for part in readings {
            try MarkSoundness(part: part).demand()
            try TextSoundness(part: part, root: root).demand()
            try PlaceSoundness(part: part).demand()
            try ReadingRoom(part: part).demand()
        }
        var records: [WritingPart] = []
        if let writing = profile.submissions {
            let section = try root.below(["submissions"])
            records = [
                try WritingPart(profile, writing.header, section, "header"),
                try WritingPart(profile, writing.row, section, "row"),
                try WritingPart(profile, writing.trailer, section, "trailer"),
            ]
        }
        for part in records {
            try WritingRoom(part: part).demand()
            try PadSoundness(part: part).demand()
        }
        try CommentSoundness(profile: profile, node: try root.below(["comment"]))
            .demand(readings, row: records.first { $0.key == "row" })
        try SeparatorSoundness(profile: profile, root: root).demand(readings, records)
        for part in readings { try SuccessSoundness(part: part).demand() }
    }
}

/// What a profile says of files that come in, with the settings that say it.
struct ReadingPart {
    let profile: Profile
    let reading: ProfileReading
    let layout: NativeLayout
    private let section: SettingNode
    private let homeNumber: [UInt8]?

    init(
        _ whole: ProfileSoundness, _ reading: ProfileReading, _ layout: NativeLayout, _ key: String
    ) throws(HomeFailure) {
        profile = whole.profile
        homeNumber = whole.homeNumber.map { Array(String($0).utf8) }
        section = try whole.root.below([key])
        self.reading = reading
        self.layout = layout
    }

    func node(_ keys: String...) throws(HomeFailure) -> SettingNode { try section.below(keys) }

    /// The fields that it names, in the order of the native columns.
    var fields: [(name: String, field: ProfileField)] {
        zip(layout.columns, reading.fields).compactMap { column, field in field.map { (column.name, $0) } }
    }

    /// How records begin, in the order in which a reader asks.
    var marks: [(key: String, mark: [UInt8])] {
        let marks = reading.marks
        let all = [
            ("header", marks.header), ("trailer_names", marks.trailerNames), ("trailer", marks.trailer),
            ("row", marks.row),
        ]
        return all.compactMap { key, mark in mark.map { (key, $0) } }
    }

    /// Whether a field's value may begin with these digits.
    func mayBegin(_ name: String, with digits: [UInt8]) -> Bool {
        switch name {
        case "refund_id": mayBeginID(with: digits)
        case "refund_amount":
            switch profile.amounts.sign {
            case .none, .trailing, .either: true
            case .minus: false
            }
        // The greatest day is 31.
        case "processed_at": digits[0] <= UInt8(ascii: "3") && profile.dates?.beginsWithDigits ?? true
        default: false  // not our enum
        }
    }
}

extension ReadingPart {
    /// As the home's refunds do; where its place has room for more, behind the zeros that banks fill it up with.
    private func mayBeginID(with digits: [UInt8]) -> Bool {
        var room = Int.max
        if let slot = layout.slots["refund_id"], case .piece(_, let length) = reading.fields[slot]?.place {
            room = length
        }
        let zeros = digits.prefix(max(0, room - RefundID.length)).prefix { $0 == UInt8(ascii: "0") }
        let rest = digits.dropFirst(zeros.count)
        if rest.isEmpty { return true }
        return homeNumber.map { $0.starts(with: rest) || rest.starts(with: $0) } ?? false
    }
}

/// A record that a profile writes, with the settings that say it.
struct WritingPart {
    let profile: Profile
    let key: String
    let cells: [(cell: ProfileWriting.Cell, node: SettingNode)]

    init(
        _ profile: Profile, _ cells: [ProfileWriting.Cell], _ section: SettingNode, _ key: String
    ) throws(HomeFailure) {
        self.profile = profile
        self.key = key
        let items = cells.isEmpty ? [] : try section.below([key]).items()
        self.cells = Array(zip(cells, items))
    }
}

extension ProfileWriting.Cell {
    /// What stands in it, where that is not always the same.
    var content: ProfileWriting.Content? {
        switch value {
        case .content(let content): content
        case .constant: nil
        }
    }

    /// Most characters that it takes; nil: any number.
    var room: Int? { piece?.length ?? most }
}

extension SettingNode {
    /// The setting under these keys, or as far down as there is one.
    func below(_ keys: [String]) throws(HomeFailure) -> SettingNode {
        var found = self
        for key in keys {
            guard case .mapping = found.node else { return found }
            guard let next = try found.entries().first(where: { $0.key == key }) else { return found }
            found = next.value
        }
        return found
    }

    func shown(_ bytes: [UInt8]) -> String { shown(String(decoding: bytes, as: UTF8.self)) }
}

extension [UInt8] {
    var isDigits: Bool { !isEmpty && allSatisfy { (0x30...0x39).contains($0) } }

    /// In characters, being UTF-8.
    var characters: Int { count { $0 & 0xC0 != 0x80 } }
}

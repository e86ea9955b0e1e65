import Formats
import Refunds

/// Of what stands in fixed width: whether a value can be there at all.
struct ReadingRoom {
    let part: ReadingPart

    func demand() throws(HomeFailure) {
        for (name, field) in part.fields {
            guard case .piece(_, let room) = field.place else { continue }
            let node = try part.node("fields", name)
            for word in field.words where word.theirs.characters > room {
                throw try node.below(["values", String(decoding: word.theirs, as: UTF8.self)])
                    .noRoom(word.theirs, room)
            }
            if name == "refund_id", room < RefundID.length { throw node.noRoomForID(room, isRead: true) }
            if let shortest = shortest(name, field), shortest.count > room {
                throw node.noRoom(shortest, room)
            }
        }
        if let only = part.reading.only, case .piece(_, let room) = only.place,
            only.value.characters > room
        {
            throw try part.node("only", "is").noRoom(only.value, room)
        }
    }

    /// The shortest text that can be read as the field's value; nil: any.
    private func shortest(_ name: String, _ field: ProfileField) -> [UInt8]? {
        switch name {
        case "processed_at": part.profile.dates?.example
        case "result" where field.words.isEmpty: Array("failed".utf8)
        case "refund_type" where field.words.isEmpty: Array("full".utf8)
        case "refund_currency" where field.words.isEmpty: Array("USD".utf8)
        default: nil  // not our enum
        }
    }
}

/// Of what is written: whether it can be written at all.
struct WritingRoom {
    let part: WritingPart

    func demand() throws(HomeFailure) {
        for (cell, node) in part.cells {
            try demandWords(cell, node)
            guard let room = cell.room else { continue }
            switch cell.value {
            case .constant(let text):
                if text.characters > room { throw node.noRoom(text, room) }
            case .content(let content):
                if content == .refundID, room < RefundID.length {
                    throw node.noRoomForID(room, isRead: false)
                }
                for text in texts(content, cell) where text.characters > room {
                    throw node.noRoom(text, room)
                }
            }
        }
    }

    /// What must have room. A remark is cut instead.
    private func texts(_ content: ProfileWriting.Content, _ cell: ProfileWriting.Cell) -> [[UInt8]] {
        switch content {
        case .refundDescription: return []
        case .refundType:
            return ["full", "partial"].map { text in
                cell.words.first { $0.ours.elementsEqual(text.utf8) }?.theirs ?? Array(text.utf8)
            }
        case .refundCurrency: return cell.words.isEmpty ? [Array("USD".utf8)] : cell.words.map(\.theirs)
        case .orderDatetime, .created:
            return [(cell.dates ?? part.profile.dates)?.example ?? DatePattern.nativeExample]
        case .refundAmount, .orderAmount, .total:
            switch part.profile.amounts.sign {
            case .none, .either: return []
            case .minus: return [Array("-1".utf8)]
            case .trailing: return [Array("1-".utf8)]
            }
        case .refundID, .paymentID, .orderNumber, .terminal, .creditorName, .creditorAccount, .creditorAgent,
            .rowNumber,
            .submissionID, .channel, .sequence, .count, .hashTotal:
            return cell.words.map(\.theirs)
        }
    }

    /// Our words are these and no others.
    private func demandWords(_ cell: ProfileWriting.Cell, _ node: SettingNode) throws(HomeFailure) {
        guard cell.content == .refundType else { return }
        let known = ["full", "partial"]
        for word in cell.words {
            let ours = String(decoding: word.ours, as: UTF8.self)
            guard known.contains(ours) else {
                throw try node.below(["values", ours]).noWord(ours, known)
            }
        }
    }
}

extension DatePattern {
    /// A moment as the pattern has it.
    var example: [UInt8] {
        var text: [UInt8] = []
        append(Self.moment, offset: 0, to: &text)
        return text
    }

    /// A moment as native files have it.
    static var nativeExample: [UInt8] {
        var text: [UInt8] = []
        moment.append(offset: 0, to: &text)
        return text
    }

    /// 2026-10-08, 16:00 UTC.
    private static let moment = Instant(seconds: 1_791_475_200)

    var beginsWithDigits: Bool { example.first?.digit != nil }
}

extension SettingNode {
    func noRoom(_ text: [UInt8], _ room: Int) -> HomeFailure {
        fail(
            "\(name): \(shown(text)) has \(text.characters) characters, here is room for \(room); correct the length, or what stands there",
            "\(name)：\(shown(text)) 有 \(text.characters) 个字符，此处只容纳 \(room) 个；请更正长度或内容")
    }

    func noRoomForID(_ room: Int, isRead: Bool) -> HomeFailure {
        isRead
            ? fail(
                "\(name): a refund_id has \(RefundID.length) digits, here is room for \(room): none could be read; correct the place",
                "\(name)：refund_id 有 \(RefundID.length) 位，此处只容纳 \(room) 位，无法读取任何退款；请更正位置")
            : fail(
                "\(name): a refund_id has \(RefundID.length) digits, here is room for \(room); no refund could be written",
                "\(name)：refund_id 有 \(RefundID.length) 位，此处只容纳 \(room) 位，无法写出任何退款")
    }

    fileprivate func noWord(_ word: String, _ known: [String]) -> HomeFailure {
        let list = known.joined(separator: ", ")
        return fail(
            "\(name): \(shown(word)) is none of our words \(list), which are on the left; correct it",
            "\(name)：\(shown(word)) 不是左侧应写的本系统用词（\(list)）；请更正")
    }
}

import Formats
import Refunds

/// What fills a field up must not be read as a part of its value.
struct PadSoundness {
    let part: WritingPart

    func demand() throws(HomeFailure) {
        for (cell, node) in part.cells {
            guard let content = cell.content, cell.isRight, let room = cell.room else { continue }
            if length(content, cell) == room { continue }
            if isAmbiguous(cell.pad, content) {
                let pad = try node.below(["pad"])
                throw pad.fail(
                    "\(pad.name): \(pad.shown([cell.pad])) before \(content.rawValue) may be a part of it; pad with blanks or \"0\"",
                    "\(pad.name)：\(content.rawValue) 前的 \(pad.shown([cell.pad])) 可能被当作其一部分；请用空格或 \"0\" 填充")
            }
        }
    }

    /// Of what is always as long; nil: it differs.
    private func length(_ content: ProfileWriting.Content, _ cell: ProfileWriting.Cell) -> Int? {
        switch content {
        case .refundID: RefundID.length
        case .orderDatetime, .created:
            ((cell.dates ?? part.profile.dates)?.example ?? DatePattern.nativeExample).count
        case .paymentID, .orderNumber, .terminal, .orderAmount, .refundType, .refundAmount, .refundCurrency,
            .refundDescription, .creditorName, .creditorAccount, .creditorAgent, .rowNumber, .submissionID,
            .channel, .sequence, .count, .total, .hashTotal:
            nil
        }
    }

    private func isAmbiguous(_ pad: UInt8, _ content: ProfileWriting.Content) -> Bool {
        let isDigit = (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(pad)
        let isSign = [UInt8(ascii: "-"), UInt8(ascii: "+"), part.profile.amounts.mark].contains(pad)
        switch content {
        case .refundID, .rowNumber, .submissionID, .sequence, .count, .hashTotal, .orderDatetime, .created:
            return isDigit
        case .refundAmount, .orderAmount, .total: return isDigit || isSign
        case .paymentID, .orderNumber, .terminal, .creditorAccount, .creditorAgent, .channel:
            // Zeros before a number are what banks ask for.
            return pad != UInt8(ascii: "0") && CharacterTable.name.contains(pad)
        case .refundType, .refundCurrency, .refundDescription, .creditorName: return false
        }
    }
}

/// How a profile's submissions are written: the cells of each record, in order.
package struct ProfileWriting: Sendable, Equatable {
    /// What can stand in a cell. The raw value is the word of the profile.
    package enum Content: String, Sendable, CaseIterable {
        case refundID = "refund_id"
        case paymentID = "payment_id"
        case orderNumber = "order_number"
        case terminal
        case orderAmount = "order_amount"
        case orderDatetime = "order_datetime"
        case refundType = "refund_type"
        case refundAmount = "refund_amount"
        case refundCurrency = "refund_currency"
        case refundDescription = "refund_description"
        case creditorName = "creditor_name"
        case creditorAccount = "creditor_account"
        case creditorAgent = "creditor_agent"
        case rowNumber = "row_number"
        case submissionID = "submission_id"
        case channel
        case sequence
        case created
        case count
        case total
        case hashTotal = "hash_total"

        /// Of one refund, not of the whole file.
        package var isOfRow: Bool {
            switch self {
            case .refundID, .paymentID, .orderNumber, .terminal, .orderAmount, .orderDatetime, .refundType,
                .refundAmount, .refundDescription, .creditorName, .creditorAccount, .creditorAgent,
                .rowNumber:
                true
            case .refundCurrency, .submissionID, .channel, .sequence, .created, .count, .total, .hashTotal:
                false
            }
        }

        /// Known only when the last row is written.
        package var isOfTrailer: Bool { self == .hashTotal }
        package var isAmount: Bool { [.orderAmount, .refundAmount, .total].contains(self) }
        /// Where the money goes: the file then says it for ever, whatever becomes of the order.
        package var isOfCreditor: Bool { [.creditorName, .creditorAccount, .creditorAgent].contains(self) }
        package var isDate: Bool { [.orderDatetime, .created].contains(self) }
    }

    package enum Charset: String, Sendable, CaseIterable {
        /// What the encoding has.
        case any
        /// Printable ASCII.
        case ascii
        /// The SEPA Latin set: letters, digits, `/-?:().,'+` and space.
        case sepa
    }

    package struct Cell: Sendable, Equatable {
        package enum Value: Sendable, Equatable {
            case content(Content)
            case constant([UInt8])
        }

        /// The column's name, for the line of names and for messages.
        package var name: String
        package var value: Value
        /// Fixed width: the first character, from 0, and how many. CSV: nil.
        package var piece: (from: Int, length: Int)?
        /// CSV: most characters; nil: no limit.
        package var most: Int?
        package var isRight = false
        package var pad = UInt8(ascii: " ")
        /// Our word and the bank's.
        package var words: [ProfileField.Word] = []
        /// Instead of the profile's.
        package var dates: DatePattern?

        /// The bank's name for it, and ours where that is another: what people are told.
        var shown: String {
            switch value {
            case .content(let content) where content.rawValue != name: "\(name) (\(content.rawValue))"
            case .content, .constant: name
            }
        }

        package init(name: String, _ value: Value) {
            self.name = name
            self.value = value
        }

        package static func == (left: Self, right: Self) -> Bool {
            left.name == right.name && left.value == right.value && left.piece?.from == right.piece?.from
                && left.piece?.length == right.piece?.length && left.most == right.most
                && left.isRight == right.isRight && left.pad == right.pad && left.words == right.words
                && left.dates == right.dates
        }
    }

    package var fileExtension: String
    package var charset = Charset.any
    package var isCRLF = false
    package var header: [Cell] = []
    /// CSV: a line with the rows' names before the first of them.
    package var hasNames = false
    package var row: [Cell]
    package var trailer: [Cell] = []

    package init(fileExtension: String, row: [Cell]) {
        self.fileExtension = fileExtension
        self.row = row
    }
}

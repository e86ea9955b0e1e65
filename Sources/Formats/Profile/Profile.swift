package import Bytes

/// A declared layout (`bank-formats.md`, profile): what its YAML says, checked. CSV or fixed width, read and written by one engine.
package struct Profile: Sendable, Equatable {
    package enum Form: Sendable, Equatable {
        /// `separator` is ASCII. Without quoting a quote is a character like any other.
        case csv(separator: UInt8, isQuoting: Bool)
        /// One record a line; positions count characters from 1. `width`: of every line, nil: as long as its last field.
        case fixed(width: Int?)
    }

    /// How amounts are written.
    package struct Amounts: Sendable, Equatable {
        package enum Sign: String, Sendable, CaseIterable {
            /// Digits only.
            case none
            /// A refund has a minus before it.
            case minus
            /// A refund has a minus behind it.
            case trailing
            /// With or without a minus before it.
            case either
        }

        package var mark = UInt8(ascii: ".")
        /// Minor units without a decimal mark.
        package var isMinor = false
        package var sign = Sign.none

        package init() {}
    }

    package var name: String
    package var form = Form.csv(separator: UInt8(ascii: ","), isQuoting: true)
    package var encoding = TextEncoding.utf8
    package var amounts = Amounts()
    package var dates: DatePattern?
    /// What stands before values and doesn't belong to them, such as WeChat's back-tick.
    package var prefix: [UInt8] = []
    /// Lines that begin so are skipped.
    package var comment: [UInt8] = []
    package var results: ProfileReading?
    package var batches: ProfileReading?
    package var submissions: ProfileWriting?

    package init(name: String) { self.name = name }
}

/// Where a value stands in a record.
package enum ProfilePlace: Sendable, Equatable {
    /// CSV: under this name of the header.
    case named(String)
    /// CSV: the cell, from 0.
    case cell(Int)
    /// Fixed width: the first character, from 0, and how many.
    case piece(from: Int, length: Int)
    /// In no record: the same everywhere.
    case constant([UInt8])
}

/// A value that is read: where it stands, and what its words mean.
package struct ProfileField: Sendable, Equatable {
    package var place: ProfilePlace
    /// The file's word and ours; empty: it is taken as it stands.
    package var words: [Word] = []

    package struct Word: Sendable, Equatable {
        package var theirs: [UInt8]
        package var ours: [UInt8]

        package init(theirs: [UInt8], ours: [UInt8]) {
            self.theirs = theirs
            self.ours = ours
        }
    }

    package init(_ place: ProfilePlace, words: [Word] = []) {
        self.place = place
        self.words = words
    }
}

/// How a profile's results or merchant batches are read.
package struct ProfileReading: Sendable, Equatable {
    /// Which line names the columns.
    package enum Names: String, Sendable, CaseIterable {
        case none
        /// The first line of the file.
        case first
        /// The first record that counts as a row.
        case row
    }

    /// Records told apart by what they begin with: CSV's first cell, the start of a fixed-width line. Where no `row` stands, whatever is none of the
    /// others is a row.
    package struct Marks: Sendable, Equatable {
        package var header: [UInt8]?
        package var row: [UInt8]?
        package var trailer: [UInt8]?
        /// Begins a line that names the trailer's columns; the trailer is the line after it.
        package var trailerNames: [UInt8]?

        package init() {}
    }

    /// What header or trailer says of the rows.
    package struct Control: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case count
            /// The sum of the amounts, as they are written.
            case total
            /// The sum of the last `digits` digits of a field of each row.
            case hash(slot: Int, digits: Int)
            /// `submission_id`, `batch_number` or `account`: what the file says of itself.
            case directive(String)
        }

        package var kind: Kind
        package var place: ProfilePlace
        package var isInTrailer: Bool

        package init(_ kind: Kind, _ place: ProfilePlace, isInTrailer: Bool) {
            self.kind = kind
            self.place = place
            self.isInTrailer = isInTrailer
        }
    }

    package var names = Names.none
    package var marks = Marks()
    /// Rows count only where this field has this value; others are passed over.
    package var only: (place: ProfilePlace, value: [UInt8])?
    /// By slot of the native layout.
    package var fields: [ProfileField?]
    package var controls: [Control] = []
    /// Columns that are known and not read.
    package var unused: [ProfilePlace] = []

    package init(fields: [ProfileField?]) { self.fields = fields }

    package var hasTrailer: Bool { marks.trailer != nil || marks.trailerNames != nil }

    package static func == (left: Self, right: Self) -> Bool {
        left.names == right.names && left.marks == right.marks && left.fields == right.fields
            && left.controls == right.controls && left.unused == right.unused
            && left.only?.place == right.only?.place
            && left.only?.value == right.only?.value
    }
}

package import Bytes
package import Refunds

/// Many rows as one fact of a journal entry: how many they are, and the sum of their digests modulo 2^256, whatever their order.
package struct RowSum: Sendable, Equatable {
    package private(set) var count = 0
    package private(set) var digest = Digest()

    package init() {}

    package mutating func add(_ row: JSON) {
        let text = Array(row.text.utf8)
        count += 1
        digest.add(Digest.of(text.span))
    }

    package mutating func add(_ other: RowSum) {
        count += other.count
        digest.add(other.digest)
    }

    /// Adds an exception as it was opened; its number must be known.
    package mutating func add(_ exception: ExceptionRecord) { add(JournalBodies.row(exception)) }

    /// Adds an order whose open ORDER_OVERDRAWN was closed, once for each that was.
    package mutating func add(closedOverdrawn paymentID: String, at: Instant) {
        add(.object([("payment_id", .string(paymentID)), ("closed_at", .number(at.seconds))]))
    }

    /// Adds an exception that closed by itself, of a code that tells of one refund.
    package mutating func add(closed exception: Int, at: Instant) {
        add(.object([("exception", .number(exception)), ("closed_at", .number(at.seconds))]))
    }

    /// Adds a pending refund that a success record newly held (`RefundWriter.holdPaidByHand` answered true).
    package mutating func add(paidByHand serial: Int64) { add(.object([("refund", .number(serial))])) }

    /// Adds a refund that went back from a submission that was made void (`VoidWriter.makeVoid`).
    package mutating func add(voided serial: Int64, from submission: Int) {
        add(.object([("submission", .number(submission)), ("refund", .number(serial))]))
    }

    /// Adds a refund that an exception lists (`ResultWriter.list`).
    package mutating func add(listed serial: Int64, by exception: Int) {
        add(.object([("exception", .number(exception)), ("refund", .number(serial))]))
    }

    /// Adds a refund that was let go (`RefundWriter.release`).
    package mutating func add(released serial: Int64, at: Instant) {
        add(.object([("refund", .number(serial)), ("at", .number(at.seconds))]))
    }

    /// Adds the creditor that was kept with a sealed refund.
    package mutating func add(creditor name: String, _ account: String, _ agent: String, of serial: Int64) {
        // As `JSON` writes the object, without making one: there is one for each refund of a file.
        var text: [UInt8] = []
        text.reserveCapacity(64 + name.utf8.count + account.utf8.count + agent.utf8.count)
        text.append(contentsOf: "{\"refund\":".utf8)
        DecimalText.append(Int(serial), to: &text)
        for (key, value) in [(",\"name\":", name), (",\"account\":", account), (",\"agent\":", agent)] {
            text.append(contentsOf: key.utf8)
            JSON.append(string: value, to: &text)
        }
        text.append(UInt8(ascii: "}"))
        count += 1
        digest.add(Digest.of(text.span))
    }

    /// As a member of a body, which has none where there are no such rows.
    package func member(_ name: String) -> [(String, JSON)] { count == 0 ? [] : [(name, json)] }

    package var json: JSON {
        .object([("count", .number(count)), ("digest", .string(digest.hex))])
    }
}

extension RowSum {
    /// A sum as a body has it; a digest that can't be read counts as zero.
    package init(count: Int, digest: String) {
        self.count = count
        self.digest = Digest(hex: digest) ?? Digest()
    }
}

package import Bytes
import Refunds

/// What people did about exceptions and submissions that went wrong.
extension JournalBodies {
    /// `answer` is what `ExceptionWriter.resolve` answered, `answers` the same for each refund that the exception lists, `lifted` the refunds that are not held as paid by hand any more.
    package static func step(
        _ step: ExceptionStep, answer: JSON? = nil, answers: RowSum = RowSum(), lifted: RowSum = RowSum(),
        released: RowSum = RowSum(),
        closed: RowSum = RowSum()
    ) -> String {
        let done = answer.map { [("answer", $0)] } ?? []
        return JSON.object(
            [("exception_step", row(step))] + done + answers.member("answers") + lifted.member("lifted")
                + released.member("released")
                + closed.member("closed")
        ).text
    }

    /// `voided` is what `VoidWriter.makeVoid` answered.
    package static func void(
        _ step: VoidStep, voided: RowSum = RowSum(), closed: RowSum = RowSum()
    ) -> String {
        JSON.object(
            [("void_step", row(step))] + voided.member("voided") + closed.member("closed")
        ).text
    }

    package static func row(_ step: ExceptionStep) -> JSON {
        .object([
            ("step", .number(step.id)), ("exception", .number(step.exception)),
            ("kind", .string(step.kind.rawValue)), ("at", .number(step.at.seconds)), ("by", .string(step.by)),
            ("os_user", .string(step.osUser)), ("assignee", .string(orNull: step.assignee)),
            ("action", .string(orNull: step.action)), ("note", .string(step.note)),
        ])
    }

    package static func row(_ step: VoidStep) -> JSON {
        .object([
            ("step", .number(step.id)), ("submission", .number(step.submission)),
            ("kind", .string(step.kind.rawValue)), ("at", .number(step.at.seconds)), ("by", .string(step.by)),
            ("os_user", .string(step.osUser)), ("note", .string(step.note)),
        ])
    }

    /// An answer that two people resolved.
    package static func row(_ resolution: Resolution, answer: Int64, previous: Int64) -> JSON {
        .object([
            ("answer", .number(answer)), ("line", .number(resolution.step)),
            ("refund", .number(resolution.serial)), ("previous", .number(previous)),
            ("effect", .number(resolution.effect.rawValue)),
            ("query_number", .string(resolution.queryNumber)),
            ("bank_reference", .string(resolution.bankReference)),
            ("reason_code", .string(resolution.reasonCode)), ("reason", .string(resolution.reason)),
            ("processed_at", .string(resolution.processedAt)),
            ("paid", resolution.paid.map { .number($0) } ?? .null),
        ])
    }
}

import Bytes
import Home
import Rules

extension Failure {
    /// Any error as a failure with an exit status.
    static func of(_ error: any Error) -> Failure {
        if let failure = error as? Failure { return failure }
        if let failure = error as? HomeFailure { return of(failure) }
        if let fault = error as? SystemFault { return of(HomeFailure.writing(fault.path, fault.code)) }
        return Failure(
            .inputOutput, "something unexpected went wrong, please report it: \(error)", "发生意外错误，请报告：\(error)"
        )
    }

    private static func of(_ failure: HomeFailure) -> Failure {
        let kind: Kind =
            switch failure.kind {
            case .configuration, .noHome: .configuration
            case .cannotWrite: .cannotWrite
            case .inputOutput: .inputOutput
            case .busy: .busy
            case .alarm: .alarm
            }
        return Failure(kind, failure.message, failure.chinese)
    }

    /// `{"status": 75, "message": "…", "说明": "…"}`
    var json: JSON {
        .object([
            ("status", .number(Int(kind.rawValue))), ("message", .string(text.english)),
            ("说明", .string(text.chinese)),
        ])
    }

    var status: ExitStatus { ExitStatus(kind) }
}

extension Console {
    /// Tells of a failure: people in their language, programs by the error's object and nothing else; but where an answer was half written,
    /// standard error has to do.
    func report(_ failure: Failure) throws {
        if isJSON, !hasWritten {
            forget()
            try object(.object([("error", failure.json)]))
        } else {
            try explain(failure)
        }
        try flush()
    }

    /// Tells people of a failure, on standard error.
    func explain(_ failure: Failure) throws { try explain(failure.text) }

    /// Tells people of a refused file, on standard error.
    func explain(_ refusal: FileRefusal, of file: String) throws {
        let head = "\(file): \(refusal.code.rawValue): "
        try explain(BilingualText(head + refusal.text.english, head + refusal.text.chinese))
    }

    func explain(_ text: BilingualText) throws {
        let texts: [String] =
            switch language ?? .both {
            case .both: [text.english, text.chinese]
            case .en: [text.english]
            case .zh: [text.chinese]
            }
        for (place, text) in texts.enumerated() {
            try warn(
                place == 0
                    ? Line([Piece("refundry: ", .bad), Piece(text)]) : Line("          \(text)"))
        }
    }
}

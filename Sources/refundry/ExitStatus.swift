import Rules

/// How a command ended (`cli.md`, exit status).
struct ExitStatus: Equatable {
    let code: Int32

    init(_ kind: Failure.Kind) { code = kind.rawValue }

    private init(code: Int32) { self.code = code }

    static let done = ExitStatus(code: 0)
    /// A file was refused, or what was asked is not allowed.
    static let refused = ExitStatus(.notAllowed)

    /// The first that is not 0 counts.
    func then(_ later: ExitStatus) -> ExitStatus { self == .done ? later : self }
}

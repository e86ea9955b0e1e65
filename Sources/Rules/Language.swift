/// What people read (`configuration.md`, `language`; `cli.md`, `--lang`). Codes, file columns and JSON keys are the same in all.
package enum Language: String, Sendable, CaseIterable {
    case both
    case en
    case zh
}

extension BilingualText {
    /// The text in `language`; both with `apart` between.
    package func told(in language: Language, apart: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        case .both: english == chinese ? english : english + apart + chinese
        }
    }
}

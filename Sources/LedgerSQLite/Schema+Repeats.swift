/// Finding result files that came again, which stand in the journal alone.
extension Schema {
    static let repeats = ["CREATE INDEX journal_repeats ON journal (at) WHERE kind = 'repeat'"]
}

/// The program and the model say different things, or an invariant doesn't hold.
struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Throws where what the program says isn't what the model says.
func demand<Value: Equatable>(_ program: Value, is model: Value, _ what: @autoclosure () -> String) throws {
    guard program != model else { return }
    throw Mismatch("\(what()): the program says \(program), the model \(model)")
}

import Bytes
import Operations
import Rules

/// What became of one of the files named in a call.
struct FileAnswer {
    /// As it was named, without folders.
    let file: String
    let json: JSON
    let refusal: FileRefusal?
    /// Tells people of a file that was taken.
    let tell: (Console) throws -> Void
}

extension Door {
    /// Tries each file: what is refused or isn't there doesn't stop the others, our own machine's trouble does. That
    /// trouble's status then counts, else the first that is not 0.
    func each(_ paths: [String], _ take: (IncomingFile) throws -> FileAnswer) throws -> ExitStatus {
        var entries: [JSON] = []
        var status = ExitStatus.done
        for path in paths {
            let incoming = IncomingFile(path: path)
            do {
                let answer = try take(incoming)
                entries.append(answer.json)
                if answer.refusal != nil { status = status.then(.refused) }
                try tell(answer)
            } catch {
                let failure = Failure.of(error)
                guard paths.count > 1 else { throw failure }
                entries.append(.object([("file", .string(incoming.name)), ("error", failure.json)]))
                if !isJSON { try console.explain(failure) }
                status = failure.stopsTheRest ? failure.status : status.then(failure.status)
                if failure.stopsTheRest { break }
            }
        }
        if isJSON {
            try console.object(paths.count == 1 ? entries[0] : .object([("files", .array(entries))]))
        }
        return status
    }

    private func tell(_ answer: FileAnswer) throws {
        guard !isJSON else { return }
        if let refusal = answer.refusal {
            try console.explain(refusal, of: answer.file)
        } else {
            try answer.tell(console)
        }
    }
}

package import Bytes
package import Rules

package struct ResultAnswer: Sendable {
    package var refusal: FileRefusal?; package init(file: String, digest: Digest, refusal: FileRefusal?) {};
    package var json: JSON { .null }
}
package struct ImportResults {
    package init(workspace: Workspace) {};
    package func take(_ f: IncomingFile, channel: String?) throws -> ResultAnswer {
        ResultAnswer(file: "", digest: Digest(), refusal: nil)
    }
}
package struct DailyReport {
    package init(workspace: Workspace) throws {}; package func writeDaily() throws -> String { "" };
    package var attention: [String] { [] }
}

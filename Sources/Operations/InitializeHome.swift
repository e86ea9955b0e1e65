import Bytes
package import Home
package import Ledger
package import Refunds
import Rules

/// Makes a folder a home: its number and id drawn, an empty ledger that knows both, all folders.
package struct InitializeHome {
    private let now: Instant
    private let actor: Actor
    private let createLedger: (_ path: String, _ homeID: String) throws -> Void
    private let openLedger: (_ path: String) throws -> any Ledger

    /// - Parameters:
    ///   - createLedger: makes an empty ledger of a home id at a path.
    ///   - openLedger: opens it.
    package init(
        now: Instant, actor: Actor, createLedger: @escaping (_ path: String, _ homeID: String) throws -> Void,
        openLedger: @escaping (_ path: String) throws -> any Ledger
    ) {
        self.now = now
        self.actor = actor
        self.createLedger = createLedger
        self.openLedger = openLedger
    }

    /// All of it or nothing: what fails leaves no home.
    package func make(at path: String, using generator: inout some RandomNumberGenerator) throws -> HomeFolder
    {
        let number = Int.random(in: 100...999, using: &generator)
        let homeID = Self.drawID(&generator)
        let configuration = Configuration.template(homeNumber: number)
        return try HomeFolder.create(at: path, homeID: homeID, configuration: configuration) { ledger in
            try createLedger(ledger, homeID)
            try recordSettings(
                of: try openLedger(ledger), homeID: homeID, number: number, configuration: configuration)
        }
    }

    /// 32 hexadecimal digits.
    private static func drawID(_ generator: inout some RandomNumberGenerator) -> String {
        (0..<32).map { _ in String(Int.random(in: 0...15, using: &generator), radix: 16) }.joined()
    }

    private func recordSettings(
        of ledger: any Ledger, homeID: String, number: Int, configuration: String
    ) throws {
        let text = Array(configuration.utf8)
        let settings = try Configuration.parse(text, path: "refundry.yaml").settingsText()
        let values = [
            ("home_id", homeID), ("home_number", String(number)),
            ("configuration_digest", Digest.of(text.span).hex),
        ]
        try ledger.write { writer, _ in
            for (name, value) in values { try writer.set(name, value) }
            try writer.append(
                JournalDraft(
                    kind: "settings", at: now, by: actor.name,
                    body: JournalBodies.settings(
                        values.map { (name: $0.0, value: $0.1) }, configuration: settings)))
        }
    }
}

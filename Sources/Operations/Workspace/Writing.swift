import Bytes
import Home
import Ledger
import Refunds
import Rules

extension Workspace {
    /// Takes the home's lock, finishes what an earlier stop left, and runs a verb that writes.
    package func writing<Value>(_ body: () throws -> Value) throws -> Value {
        try locked {
            try ledger.settle()
            try home.checkStaging(homeID: ledger.homeID)
            try bringUp()
            try begin()
            try Recovery(workspace: self).finish()
            return try body()
        }
    }

    /// The same for the verb that settles what was sent by hand: it looks at what a stop left before recovery goes on from it, and
    /// works where staging was lost.
    func adopting<Value>(_ body: (StagingDoubt) throws -> Value) throws -> Value {
        try translating { try home.makeStaging() }
        return try locked {
            try ledger.settle()
            try bringUp()
            let doubt = try StagingDoubt(self)
            if !doubt.isThere { try home.checkStaging(homeID: ledger.homeID) }
            try begin()
            return try body(doubt)
        }
    }

    private func locked<Value>(_ body: () throws -> Value) throws -> Value {
        try translating {
            let lock = try WriterLock.take(home, busySeconds: configuration.busySeconds)
            return try withExtendedLifetime(lock, body)
        }
    }

    /// A ledger of an older version becomes one of this version, and says so.
    private func bringUp() throws {
        guard try ledger.bringUp() else { return }
        try ledger.write { writer, _ in
            let values = [("ledger_version", try writer.ledgerVersion())]
            for (name, value) in values { try writer.set(name, value) }
            try writer.append(
                JournalDraft(
                    kind: "settings", at: now, by: actor.name,
                    body: JournalBodies.settings(values.map { (name: $0.0, value: $0.1) })))
        }
    }

    private func begin() throws {
        // A program that holds the ledger without our lock is met here, before anything is moved.
        try ledger.write { _, _ in () }
        try recordSettings()
    }

    /// Runs a verb that only reads.
    package func reading<Value>(_ body: () throws -> Value) throws -> Value {
        try translating {
            try home.demandOwnLedger(homeID: ledger.homeID)
            return try body()
        }
    }

    /// Turns the lower stations' own errors into failures with an exit status.
    func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let failure as HomeFailure {
            throw Failure(failure)
        } catch let fault as SystemFault {
            throw Failure(fault)
        }
    }

    /// A changed `refundry.yaml` is recorded by digest at the next command that writes; the home's number is fixed once there is a refund.
    private func recordSettings() throws {
        let digest = Digest.of(configuration.text.span).hex
        let known = try ledger.read { reader in
            (
                digest: try reader.setting("configuration_digest"), number: try reader.setting("home_number"),
                hasRefund: try reader.refund(1) != nil
            )
        }
        if known.hasRefund, let number = known.number, number != String(configuration.homeNumber) {
            throw Failure(
                .configuration,
                "\(home.configuration): home_number was \(number) when the first refund was accepted and stays so: "
                    + "put it back",
                "\(home.configuration)：已有退款，home_number 必须保持为 \(number)：请改回")
        }
        let isChanged = known.digest != digest || known.number != String(configuration.homeNumber)
        let profiles = try changedProfiles()
        guard isChanged || !profiles.isEmpty else { return }
        try ledger.write { writer, _ in
            let settings = [
                ("configuration_digest", digest), ("home_number", String(configuration.homeNumber)),
            ]
            let values = (isChanged ? settings : []) + profiles
            for (name, value) in values { try writer.set(name, value) }
            try writer.append(
                JournalDraft(
                    kind: "settings", at: now, by: actor.name,
                    body: JournalBodies.settings(
                        values.map { (name: $0.0, value: $0.1) },
                        configuration: isChanged ? try configuration.settingsText() : nil)))
        }
    }

    /// What decides the bytes of the channels' ISO 20022 files, by its digest, for ever: only what the ledger lacks.
    private func keptISO20022(_ reader: any LedgerReader) throws -> [(String, String)] {
        let texts = Set(configuration.channels.values.compactMap { $0.iso20022?.text })
        return try texts.sorted(by: ByteOrder.precedes).compactMap { text in
            let name = ChannelLayout.iso20022Setting(Digest.of(Array(text.utf8).span))
            return try reader.setting(name) == nil ? (name, text) : nil
        }
    }

    /// The profiles in use that the ledger doesn't know as they are: which text a name stands for, and each text by its digest, for ever.
    private func changedProfiles() throws -> [(String, String)] {
        let profiles = configuration.profiles.values.sorted { ByteOrder.precedes($0.name, $1.name) }
        return try ledger.read { reader in
            try keptISO20022(reader)
                + profiles.flatMap { profile -> [(String, String)] in
                    let (name, text) = (
                        ChannelLayout.nameSetting(profile.name), ChannelLayout.textSetting(profile.digest)
                    )
                    var values: [(String, String)] = []
                    if try reader.setting(name) != profile.digest.hex {
                        values.append((name, profile.digest.hex))
                    }
                    if try reader.setting(text) == nil { values.append((text, profile.text)) }
                    return values
                }
        }
    }
}

extension Failure {
    /// Trouble of the home, with its exit status.
    init(_ failure: HomeFailure) {
        let kind: Kind =
            switch failure.kind {
            case .configuration, .noHome: .configuration
            case .cannotWrite: .cannotWrite
            case .inputOutput: .inputOutput
            case .busy: .busy
            case .alarm: .alarm
            }
        self.init(kind, failure.message, failure.chinese)
    }

    /// Trouble of the machine while a file was read or written.
    init(_ fault: SystemFault) {
        let home = HomeFailure.writing(fault.path, fault.code)
        self.init(home.kind == .cannotWrite ? .cannotWrite : .inputOutput, home.message, home.chinese)
    }
}

package import Home
package import Ledger
package import Refunds
package import Rules

/// Who acts, as the ledger remembers it.
package struct Actor: Sendable {
    /// The name given with `--by`, `os:LOGIN` without one, `drop:ACCOUNT` for a dropped file.
    package var name: String
    /// The login of the system's user, recorded beside every name.
    package var osUser: String

    package init(name: String, osUser: String) {
        self.name = name
        self.osUser = osUser
    }

    /// Names are compared without case and surrounding or doubled space (`controls.md`, review and approval). By way of capitals, for ß and SS are
    /// alike; an i keeps its dot in small letters only, so that İ, I, i and ı are.
    package static func folded(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.uppercased().lowercased().unicodeScalars
        where scalar != "\u{307}" || scalars.last != "i" {
            scalars.append(scalar)
        }
        return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// What every verb works with: one home, its configuration and ledger, the time, and who acts. Made in one place, at the door.
package struct Workspace: Sendable {
    package let home: HomeFolder
    package let configuration: Configuration
    package let ledger: any Ledger
    /// The time that rules, dates and reports go by: the machine's, or `--now`.
    package let now: Instant
    /// Whether `--now` was given.
    package let isDrill: Bool
    /// Nanoseconds since 1970 by the machine's clock, whatever `--now` says.
    package let machineTime: @Sendable () -> Int64
    package let actor: Actor
    /// The home's time zone.
    package let zone: ZoneClock
    /// Whether approvals become void by every change of what they are bound to; false while entries are replayed that a version wrote which saw to lost
    /// cover alone.
    var voidsByEveryChange = true
    /// How far a long piece of work has come, for whoever watches.
    package let progress: @Sendable (Progress) -> Void
    /// Submissions that could not go on their way in this command.
    package let stuck = StuckSubmissions()

    package struct Progress: Sendable {
        package var what: BilingualText
        /// Records done so far.
        package var done: Int

        package init(what: BilingualText, done: Int) {
            self.what = what
            self.done = done
        }
    }

    package init(
        home: HomeFolder, configuration: Configuration, ledger: any Ledger, now: Instant, isDrill: Bool,
        machineTime: @escaping @Sendable () -> Int64, actor: Actor,
        progress: @escaping @Sendable (Progress) -> Void
    ) throws {
        guard let zone = ZoneClock(configuration.timeZone) else {
            throw Failure(
                .configuration,
                "\(home.configuration): the time zone \(configuration.timeZone) is not known here",
                "\(home.configuration)：未知时区 \(configuration.timeZone)")
        }
        self.home = home
        self.configuration = configuration
        self.ledger = ledger
        self.now = now
        self.isDrill = isDrill
        self.machineTime = machineTime
        self.actor = actor
        self.zone = zone
        self.progress = progress
    }

    /// The same with another actor: a dropped file's.
    package func acting(as name: String) throws -> Workspace {
        try Workspace(
            home: home, configuration: configuration, ledger: ledger, now: now, isDrill: isDrill,
            machineTime: machineTime, actor: Actor(name: name, osUser: actor.osUser), progress: progress)
    }

    /// `2026-10-08T16:00:00+08:00` in the home's time zone: what people read.
    package func text(_ instant: Instant) -> String { instant.text(offset: zone.offset(at: instant.seconds)) }

    /// A channel's time zone; the home's where the channel isn't configured any more.
    package func zone(ofChannel name: String) -> ZoneClock {
        configuration.channel(named: name).flatMap { ZoneClock($0.timeZone) } ?? zone
    }

    package func refundID(_ serial: Int64) -> String {
        RefundID.text(home: configuration.homeNumber, serial: serial)
    }

    /// The decimals of a currency in a channel: ISO 4217's, unless the channel says otherwise.
    func exponent(of currency: CurrencyCode, inChannel name: String) -> Int? {
        configuration.channel(named: name)?.exponents[currency.text] ?? CurrencyTable.exponent(of: currency)
    }
}

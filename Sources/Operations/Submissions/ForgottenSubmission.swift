import Bytes
import Formats
import Home
import Ledger
import Refunds

/// What a submission's file says of itself, where the ledger has forgotten it: enough to seal its refunds once more as they were then.
struct ForgottenSubmission {
    let id: Int
    let channel: String
    let sequence: Int
    let created: Instant
    let currency: CurrencyCode
    let layout: ChannelLayout
    /// By place in the file; 0 where one is none of this home.
    let serials: [Int64]

    /// Nil for a file that is none of this home's submissions. A profile's file doesn't say which it is.
    init?(_ file: StagedFile, _ workspace: Workspace) throws {
        let limits = Intake(workspace: workspace).limits
        let home = workspace.configuration.homeNumber
        do {
            if let head = try NativeSubmissionReader(
                path: file.path, survey: file.survey, limits: limits, homeNumber: home)
            {
                self.init(head)
                return
            }
            guard
                let head = try PaymentInitiationReader(
                    path: file.path, survey: file.survey, limits: limits, homeNumber: home)
            else { return nil }
            try self.init(head, workspace)
        } catch is ByteFault {
            return nil
        }
    }

    private init(_ head: NativeSubmissionReader) {
        id = head.id
        channel = head.channel
        sequence = head.sequence
        created = head.created
        currency = head.currency
        layout = ChannelLayout(head.layout)
        serials = head.serials
    }

    /// A bank's message names neither its channel nor its number there: the channel is the refunds', and the number the next, or the bytes come out otherwise.
    private init?(_ head: PaymentInitiationReader, _ workspace: Workspace) throws {
        let (channel, sequence) = try workspace.ledger.read { reader in
            let channel = try head.serials.first.flatMap { try reader.refund($0) }?.lane.channel
            return (channel, try channel.map { try reader.lastSequence(ofChannel: $0) + 1 } ?? 0)
        }
        guard let channel, let settings = workspace.configuration.channel(named: channel)?.iso20022 else {
            return nil
        }
        id = head.id
        self.channel = channel
        self.sequence = sequence
        created = head.created
        currency = head.currency
        layout = ChannelLayout(settings)
        serials = head.serials
    }
}

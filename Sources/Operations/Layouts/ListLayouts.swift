package import Bytes
import Formats
import Home
package import Rules

/// Tells what layouts there are, what each is for, and who uses it (`cli.md`, `layouts list`).
package struct ListLayouts {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// The program's own first, then profiles in order of their names; a home's own stands for the shipped one of its name.
    package func list() throws -> [LayoutView] {
        let natives = BankLayout.allCases.map { layout in
            var view = LayoutView(name: layout.rawValue, origin: .program)
            view.writes = ["submissions"]
            view.reads = ["results", "batches"]
            view.channels = channels { $0.layout.rawValue == layout.rawValue }
            return view
        }
        var iso20022 = LayoutView(name: "iso20022", origin: .program)
        iso20022.writes = ["submissions"]
        iso20022.reads = ["results"]
        iso20022.channels = channels { $0.layout == .iso20022 }
        let shelf = ProfileShelf(folder: workspace.home.absolute(HomeFolder.profiles))
        let own = try workspace.translating { try shelf.ownNames() }
        let names = Set(own).union(ProfileShelf.shipped.keys).sorted(by: ByteOrder.precedes)
        return try natives + [iso20022] + names.map { try view($0, shelf, isOwn: own.contains($0)) }
    }

    private func view(_ name: String, _ shelf: ProfileShelf, isOwn: Bool) throws -> LayoutView {
        var view = LayoutView(name: "profile: \(name)", origin: isOwn ? .home : .shipped)
        view.channels = channels { $0.profile?.name == name }
        view.accounts = workspace.configuration.accounts.filter { $0.value.profile?.name == name }.keys
            .sorted(by: ByteOrder.precedes)
        do throws(HomeFailure) {
            guard let profile = try shelf.load(name)?.profile else { return view }
            if profile.submissions != nil { view.writes = ["submissions"] }
            view.reads =
                (profile.results == nil ? [] : ["results"]) + (profile.batches == nil ? [] : ["batches"])
        } catch {
            guard error.kind == .configuration else { throw Failure(error) }
            // One that nobody uses stops nothing.
            view.fault = BilingualText(error.message, error.chinese)
        }
        return view
    }

    private func channels(_ uses: (ChannelSettings) -> Bool) -> [String] {
        workspace.configuration.channels.filter { uses($0.value) }.keys.sorted(by: ByteOrder.precedes)
    }
}

/// A layout as lists show it.
package struct LayoutView: Sendable {
    package enum Origin: String, Sendable {
        case program
        /// A profile that comes with the program.
        case shipped
        /// A profile of the home's `profiles/`.
        case home
    }

    package let name: String
    package let origin: Origin
    package var writes: [String] = []
    package var reads: [String] = []
    package var channels: [String] = []
    package var accounts: [String] = []
    /// Why it can't be used.
    package var fault: BilingualText?

    init(name: String, origin: Origin) {
        self.name = name
        self.origin = origin
    }

    package var json: JSON {
        func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
        let members: [(String, JSON)] = [
            ("layout", .string(name)), ("origin", .string(origin.rawValue)), ("writes", list(writes)),
            ("reads", list(reads)), ("channels", list(channels)), ("accounts", list(accounts)),
        ]
        return .object(members + (fault.map { [("fault", .string($0.english))] } ?? []))
    }
}

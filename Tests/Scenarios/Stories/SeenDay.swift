import Foundation
import Glibc
import Testing

/// A home that has seen a whole day, made once; each tampering gets a copy.
enum SeenDay {
    struct Home: Sendable {
        let scratch: ScratchFolder
        var path: String { scratch.file("home") }
    }

    static let story = Result { try Story("days/three-merchants") }

    static let home = Result {
        var player = try Player(story.get(), isVerifying: false)
        try player.play()
        atexit { SeenDay.remove() }
        return Home(scratch: player.scratch)
    }

    private static func remove() {
        if case .success(let home) = home { home.scratch.remove() }
    }

    static func copy() throws -> Home {
        let copy = Home(scratch: try ScratchFolder())
        let done = try Program.run("/bin/cp", ["-a", try home.get().path, copy.path])
        try #require(done.status == 0, "\(done.text)")
        return copy
    }
}

import ArgumentParser
import Bytes
import Home

struct InitCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a folder a home: its configuration, an empty ledger and all folders, private to you.",
        discussion: """
            Other files in the folder are left alone. Where one of the home's own names is taken, nothing is changed.

              refundry init ~/refunds
            """)

    @Argument(
        help: ArgumentHelp("The folder; else --home, $REFUNDRY_HOME, the current folder.", valueName: "dir"))
    var folder: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ door: Door) throws -> ExitStatus {
        let home = try door.composition.makeHome(at: folder, options)
        try door.answer(.object([("home", .string(home.path))])) { console in
            let next = "refundry --home \(home.path) orders import FILE"
            try console.say("\(home.path, .strong) is a home now.", "\(home.path, .strong) 已成为主目录。")
            try console.say("Settings: \(home.configuration)", "设置：\(home.configuration)")
            try console.say("Next: \(next)", "下一步：\(next)")
        }
        return .done
    }
}

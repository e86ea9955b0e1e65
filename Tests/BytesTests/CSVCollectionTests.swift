import Bytes
import Foundation
import Testing

/// Cases that others collected, where their data are at hand.
@Suite(.enabled(if: SharedData.isThere, "needs ../shared/data"))
struct CSVCollectionTests {
    @Test func spectrum() throws {
        let folder = "csv/csv-spectrum"
        let names = try FileManager.default.contentsOfDirectory(atPath: SharedData.path(folder + "/csvs"))
            .map { String($0.dropLast(4)) }.filter { SharedData.exists("\(folder)/json/\($0).json") }.sorted()
        #expect(names == ["empty_crlf", "json", "quotes_and_newlines"])
        for name in names {
            let wanted = try JSONDecoder().decode(
                [[String: String]].self, from: Data(try SharedData.bytes("\(folder)/json/\(name).json")))
            let records = try readCSV(try SharedData.bytes("\(folder)/csvs/\(name).csv"))
            let header = try #require(records.first).cells
            let rows = records.dropFirst().map { record in
                Dictionary(zip(header, record.cells), uniquingKeysWith: { first, _ in first })
            }
            #expect(rows == wanted, "\(name)")
        }
        // Without JSON beside it, but with line breaks inside quotes.
        let lines = try readCSV(try SharedData.bytes(folder + "/csvs/newlines_crlf.csv"))
        #expect(lines.map(\.line) == [1, 2, 3, 5])
        #expect(lines.map(\.cells)[2] == ["Once upon \r\na time", "5", "6"])
    }

    /// A specification of commons-csv: its settings, and `size:[cells]` for each record, perhaps `#comment`.
    private struct Specification {
        let file: String
        let settings: [String: String]
        let records: [String]

        init(_ name: String) throws {
            let text = String(
                decoding: try SharedData.bytes("csv/commons-csv/CSVFileParser/" + name), as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let words = lines[0].split(separator: " ").map(String.init)
            file = words[0]
            settings = Dictionary(
                words.dropFirst().map { word in
                    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                    return (parts[0], parts.count > 1 ? parts[1] : "true")
                }, uniquingKeysWith: { first, _ in first })
            records = lines.dropFirst(2).filter { !$0.hasPrefix("#") && !$0.isEmpty }.map { line in
                // Comments are not the tokenizer's: what follows the cells is left out.
                line.range(of: "]#").map { String(line[..<$0.lowerBound]) + "]" } ?? line
            }
        }

        /// What the layer above does, as the settings ask for it.
        func apply(_ records: [ReadRecord]) -> [String] {
            var rows = records.map(\.cells)
            if let mark = settings["CommentStart"] { rows.removeAll { $0[0].hasPrefix(mark) } }
            if settings["IgnoreEmpty"] == "true" { rows.removeAll { $0 == [""] } }
            return rows.map { "\($0.count):[\($0.joined(separator: ", "))]" }
        }
    }

    @Test func commonsIgnoringEmptyLines() throws {
        let specification = try Specification("testCSV85_ignoreEmpty.txt")
        let records = try readCSV(try SharedData.bytes("csv/commons-csv/CSVFileParser/" + specification.file))
        #expect(specification.records.count == 3)
        #expect(specification.apply(records) == specification.records)
    }

    @Test func commonsTrimming() throws {
        let specification = try Specification("test_rfc4180_trim.txt")
        #expect(specification.settings == ["IgnoreSpaces": "true"])
        let records = try readCSV(try SharedData.bytes("csv/commons-csv/CSVFileParser/" + specification.file))
        let ours = specification.apply(records)
        // The one difference: the blanks around an unquoted cell stay here, for the layer above trims fields; the
        // specification trims them while it tokenises.
        let differences = zip(ours, specification.records).filter { $0 != $1 }.map { [$0, $1] }
        #expect(differences == [["4:[ e , f ,  g, h ]", "4:[e, f, g, h]"]])
        #expect(ours.count == specification.records.count)
    }

    /// Whole files of other collections.
    @Test func others() throws {
        let towns = try readCSV(try SharedData.bytes("csv/rust-csv/smallpop-no-headers.csv"))
        #expect(towns.count == 10 && towns[9].cells == ["Concord", "NH", "United States", "42605"])
        // Quotes escaped by a backslash are no RFC 4180: the second one closes, and text follows.
        let strange = try SharedData.bytes("csv/rust-csv/strange.csv")
        let fault = Scratch.fault { _ = try readCSV(strange, separator: UInt8(ascii: ";")) }
        #expect(fault?.kind == .unreadable && fault?.line == 1)
    }
}

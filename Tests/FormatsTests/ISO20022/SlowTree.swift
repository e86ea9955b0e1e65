/// An XML document as a tree, by the plainest parser that can read what the tests make up: elements, attributes, text with the five entities, comments.
struct SlowTree {
    /// Without its prefix.
    var name: String
    var attributes: [String: String] = [:]
    var children: [SlowTree] = []
    var text = ""
    /// Of the start tag, from 1.
    var line: Int

    init(_ document: String) {
        var parser = Parser(Array(document.unicodeScalars))
        self = parser.document()
    }

    fileprivate init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    func all(_ name: String) -> [SlowTree] { children.filter { $0.name == name } }

    /// The first of this name beneath it, however deep.
    func anywhere(_ name: String) -> SlowTree? {
        for child in children {
            if let found = child.name == name ? child : child.anywhere(name) { return found }
        }
        return nil
    }

    /// The first of this path; steps are separated by `/`.
    func first(_ path: String) -> SlowTree? {
        var found: SlowTree? = self
        for step in path.split(separator: "/") { found = found?.all(String(step)).first }
        return found
    }

    /// The text of the first of these paths that has one, without the blanks around it; empty where none has.
    func text(_ paths: String...) -> String {
        for path in paths {
            let text = first(path)?.plain ?? ""
            if !text.isEmpty { return text }
        }
        return ""
    }

    /// Of an element that holds no others.
    var plain: String {
        guard children.isEmpty else { return "" }
        let blanks: Set<Character> = [" ", "\n", "\t"]
        return String(text.drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed())
    }

    private struct Parser {
        let text: [Unicode.Scalar]
        var place = 0
        var line = 1

        init(_ text: [Unicode.Scalar]) { self.text = text }

        mutating func next() -> Unicode.Scalar {
            let scalar = text[place]
            place += 1
            if scalar == "\n" { line += 1 }
            return scalar
        }

        func stands(_ word: String) -> Bool { text[place...].starts(with: word.unicodeScalars) }

        mutating func pass(_ word: String) {
            while !stands(word) { _ = next() }
            for _ in word.unicodeScalars { _ = next() }
        }

        mutating func until(_ ends: Set<Unicode.Scalar>) -> String {
            var found = String.UnicodeScalarView()
            while !ends.contains(text[place]) { found.append(next()) }
            return String(found)
        }

        mutating func document() -> SlowTree {
            while true {
                if stands("<?") {
                    pass("?>")
                } else if stands("<!--") {
                    pass("-->")
                } else if stands("<") {
                    return element()
                } else {
                    _ = next()
                }
            }
        }

        mutating func element() -> SlowTree {
            let line = line
            _ = next()
            let name = until([" ", "\n", "/", ">"])
            var tree = SlowTree(name: local(name), line: line)
            while text[place] != ">", text[place] != "/" {
                if text[place] == " " || text[place] == "\n" {
                    _ = next()
                    continue
                }
                let key = until(["="])
                pass("\"")
                tree.attributes[key] = decoded(until(["\""]))
                _ = next()
            }
            if stands("/>") {
                pass("/>")
                return tree
            }
            pass(">")
            content(of: &tree)
            return tree
        }

        mutating func content(of tree: inout SlowTree) {
            while !stands("</") {
                if stands("<!--") {
                    pass("-->")
                } else if stands("<") {
                    tree.children.append(element())
                } else {
                    tree.text += decoded(until(["<"]))
                }
            }
            pass(">")
        }

        func local(_ name: String) -> String { String(name.split(separator: ":").last ?? "") }

        func decoded(_ text: String) -> String {
            text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
                .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
        }
    }
}

import Rules

/// The page: what it is and how it came out, its facts, the charts, the tables.
struct HTMLPage {
    let head: ReportHead
    let charts: [ReportChart]
    let tables: [HTMLTable]

    func append(to html: inout HTMLText) {
        html.markup("<!doctype html>\n<html lang=\"")
        html.markup(html.language == .zh ? "zh-Hans" : "en")
        html.markup("\">\n<head>\n<meta charset=\"utf-8\">\n")
        // Nothing is loaded or run whatever a value may hold: only the style sheet within.
        html.markup(
            """
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="format-detection" content="telephone=no">
            <title>
            """)
        html.flat(head.title)
        if let verdict = head.verdict {
            html.markup(": ")
            html.flat(verdict.text)
        }
        html.markup("</title>\n<style>\n")
        html.markup(HTMLStyle.sheet)
        html.markup(tables.contains(where: \.wantsLandscape) ? HTMLStyle.landscape : HTMLStyle.portrait)
        html.markup("</style>\n</head>\n<body>\n")
        header(to: &html)
        html.markup("<main>\n")
        appendCharts(to: &html)
        for (place, table) in tables.enumerated() {
            table.append(number: place + 1, file: head.name + ".csv", to: &html)
        }
        html.markup("</main>\n</body>\n</html>\n")
    }

    private func header(to html: inout HTMLText) {
        html.markup("<header>\n<h1>")
        html.told(head.title)
        html.markup("</h1>\n")
        if let verdict = head.verdict {
            html.markup("<p class=\"verdict ")
            html.markup(verdict.tone.name)
            html.markup("\"><span class=\"mark\" aria-hidden=\"true\">")
            html.markup(verdict.tone.mark)
            html.markup("</span><span class=\"words\">")
            html.told(verdict.text)
            html.markup("</span></p>\n")
        }
        facts(to: &html)
        contents(to: &html)
        html.markup("</header>\n")
    }

    private func facts(to html: inout HTMLText) {
        guard !head.told.isEmpty else { return }
        html.markup("<dl class=\"facts\">\n")
        for fact in head.told {
            html.markup("<div class=\"")
            html.markup(fact.tone.name)
            html.markup("\"><dt>")
            html.told(fact.title)
            html.markup("</dt><dd")
            html.markup(HTMLCell.kind(fact.cell))
            html.markup(">")
            if fact.cell.plain.isEmpty {
                html.markup("–")
            } else {
                HTMLCell.append(fact.cell, to: &html)
            }
            html.markup("</dd></div>\n")
        }
        html.markup("</dl>\n")
    }

    /// The way to the tables, each with how many rows it has and a mark where something in it is wrong.
    private func contents(to html: inout HTMLText) {
        guard tables.count > 2 else { return }
        html.markup("<nav aria-label=\"")
        html.flat(BilingualText("Contents", "目录"))
        html.markup("\">\n")
        for (place, table) in tables.enumerated() {
            html.markup("<a class=\"")
            html.markup(table.worst.name)
            html.markup("\" href=\"#s")
            html.number(place + 1)
            html.markup("\">")
            html.told(table.section.title)
            html.markup(" <span class=\"rows\">")
            HTMLCell.append(.count(table.count), to: &html)
            html.markup("</span></a>\n")
        }
        html.markup("</nav>\n")
    }

    private func appendCharts(to html: inout HTMLText) {
        guard !charts.isEmpty else { return }
        html.markup("<section class=\"charts\" aria-label=\"")
        html.flat(BilingualText("Charts", "图表"))
        html.markup("\">\n")
        html.markup(Self.patterns)
        for (place, chart) in charts.enumerated() { ChartCard(chart, number: place + 1).append(to: &html) }
        html.markup("</section>\n")
    }

    /// What lies over the colours of bars, for whoever can't tell them apart, and for black and white paper.
    private static let patterns: StaticString = """
        <svg class="patterns" aria-hidden="true"><defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.2"/></pattern>
        </defs></svg>

        """
}

extension ReportTone {
    /// Its class in the style sheet.
    var name: StaticString {
        switch self {
        case .plain: "plain"
        case .good: "good"
        case .caution: "caution"
        case .bad: "bad"
        }
    }

    /// A shape of its own, for whoever can't tell the colours apart.
    var mark: StaticString {
        switch self {
        case .plain: "•"
        case .good: "✓"
        case .caution: "!"
        case .bad: "✕"
        }
    }
}

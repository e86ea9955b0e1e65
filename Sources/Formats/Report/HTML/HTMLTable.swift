import Rules

/// A section as a table: its rows, its totals over all rows, and beneath it what isn't shown.
struct HTMLTable {
    let section: ReportSection
    let count: Int
    let worst: ReportTone
    private let rows: [ReportRow]
    private let totals: [ReportTotal]
    /// Places of the columns that are shown: a column without a single value only takes room.
    let columns: [Int]
    private let paper: HTMLPaper

    init(_ section: ReportSection, _ rows: ShownRows, _ totals: [ReportTotal]) {
        self.section = section
        self.rows = rows.shown
        self.totals = totals
        count = rows.count
        worst = rows.worst
        columns = section.columns.indices.filter { !rows.emptyColumns.contains($0) }
        paper = HTMLPaper(section.columns, shown: columns, rows: self.rows)
    }

    var wantsLandscape: Bool { paper.wantsLandscape }

    /// - Parameter file: where all rows stand.
    func append(number: Int, file: String, to html: inout HTMLText) {
        html.markup("<section class=\"part\" aria-labelledby=\"s")
        html.number(number)
        html.markup("\">\n<h2 id=\"s")
        html.number(number)
        html.markup("\">")
        html.told(section.title)
        if count > 0 {
            html.markup(" <span class=\"rows\">")
            html.told(Self.rows(count))
            html.markup("</span>")
        }
        html.markup("</h2>\n")
        if rows.isEmpty {
            html.markup("<p class=\"none\">")
            html.told(BilingualText("none", "无"))
            html.markup("</p>\n")
        } else {
            table(number, to: &html)
            notes(file, to: &html)
        }
        html.markup("</section>\n")
    }

    static func rows(_ count: Int) -> BilingualText {
        let figure = GroupedDigits.text(count)
        return BilingualText(count == 1 ? "1 row" : "\(figure) rows", "\(figure) 行")
    }

    private func table(_ number: Int, to html: inout HTMLText) {
        html.markup("<div class=\"box\" tabindex=\"0\" role=\"region\" aria-labelledby=\"s")
        html.number(number)
        html.markup(
            worst == .plain ? "\"><table class=\"" : "\"><table class=\"marked ")
        html.markup(paper.size(isLandscape: wantsLandscape).name)
        html.markup("\" aria-labelledby=\"s")
        html.number(number)
        html.markup("\">\n<thead><tr>")
        for place in columns {
            html.markup(isNumber(place) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
            html.told(section.columns[place].title)
            html.markup("</th>")
        }
        html.markup("</tr></thead>\n<tbody>\n")
        for row in rows { append(row, to: &html) }
        html.markup("</tbody>\n")
        foot(to: &html)
        html.markup("</table></div>\n")
    }

    private func append(_ row: ReportRow, to html: inout HTMLText) {
        switch row.tone {
        case .plain, .good: html.markup("<tr>")
        case .caution: html.markup("<tr class=\"caution\">")
        case .bad: html.markup("<tr class=\"bad\">")
        }
        for place in columns {
            let cell = row.cells[place]
            html.markup("<td")
            html.markup(HTMLCell.kind(cell))
            html.markup(">")
            HTMLCell.append(cell, isGrouped: section.columns[place].isGrouped, to: &html)
            html.markup("</td>")
        }
        html.markup("</tr>\n")
    }

    /// A line for each currency: the sums beneath their columns, the currency beneath its own, the rest taken by the line's name.
    private func foot(to html: inout HTMLText) {
        guard !totals.isEmpty else { return }
        html.markup(totals.count > 4 ? "<tfoot>\n" : "<tfoot class=\"stays\">\n")
        for total in totals {
            let cells = columns.map { self.cell(total, $0) }
            let free = max(1, cells.prefix { $0 == .empty }.count)
            html.markup("<tr><th scope=\"row\" colspan=\"")
            html.number(free)
            html.markup("\">")
            html.told(BilingualText("Total", "合计"))
            if let first = cells.first, first != .empty {
                html.markup(" ")
                HTMLCell.append(first, to: &html)
            }
            html.markup(" <span class=\"rows\">")
            html.told(Self.rows(total.rows))
            html.markup("</span></th>")
            for cell in cells.dropFirst(free) {
                html.markup("<td")
                html.markup(HTMLCell.kind(cell))
                html.markup(">")
                HTMLCell.append(cell, to: &html)
                html.markup("</td>")
            }
            html.markup("</tr>\n")
        }
        html.markup("</tfoot>\n")
    }

    private func cell(_ total: ReportTotal, _ place: Int) -> ReportCell {
        if let sum = total.sums[place] { return .figure(sum) }
        let name = section.columns[place].name
        let isItsCurrency = total.sums.keys.contains { section.columns[$0].kind == .money(currency: name) }
        return isItsCurrency ? .code(total.currency) : .empty
    }

    private func notes(_ file: String, to html: inout HTMLText) {
        if rows.count < count {
            let (shown, all) = (GroupedDigits.text(rows.count), GroupedDigits.text(count))
            html.markup("<p class=\"note more\">")
            html.told(
                BilingualText(
                    "\(shown) of \(all) rows shown, what is overdue, differs or failed first; all of them are in \(file), the same report with --format csv",
                    "仅显示 \(all) 行中的 \(shown) 行，逾期、不符和失败的在前；全部见 \(file)（同一报告，--format csv）"))
            html.markup("</p>\n")
        }
        let empty = section.columns.indices.filter { !columns.contains($0) }.map { section.columns[$0].title }
        guard !empty.isEmpty else { return }
        html.markup("<p class=\"note\">")
        html.told(
            BilingualText(
                "Columns left out, empty in every row: "
                    + empty.map { $0.english }.joined(separator: ", "),
                "未列出的空列：" + empty.map { $0.chinese }.joined(separator: "、")))
        html.markup("</p>\n")
    }

    private func isNumber(_ place: Int) -> Bool {
        switch section.columns[place].kind {
        case .count, .money, .figure: true
        case .text, .code, .identifier, .time, .flag, .list: false
        }
    }
}

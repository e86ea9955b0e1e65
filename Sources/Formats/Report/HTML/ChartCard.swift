import Rules

/// A chart on the page: its name, what its tones mean, the drawing, and for days the figures of each beneath.
struct ChartCard {
    private let chart: ReportChart
    private let number: Int

    init(_ chart: ReportChart, number: Int) {
        self.chart = chart
        self.number = number
    }

    func append(to html: inout HTMLText) {
        switch chart.shape {
        case .rows: html.markup("<figure class=\"card\">\n<figcaption><h3>")
        case .days: html.markup("<figure class=\"card days\">\n<figcaption><h3>")
        }
        html.told(chart.title)
        html.markup("</h3></figcaption>\n")
        guard !chart.bars.isEmpty else {
            html.markup("<p class=\"none\">")
            html.told(BilingualText("none", "无"))
            html.markup("</p>\n</figure>\n")
            return
        }
        legend(to: &html)
        let drawing =
            switch chart.shape {
            case .rows: RowsChart.drawing(chart, in: html.language)
            case .days: DaysChart.drawing(chart, in: html.language)
            }
        append(drawing, to: &html)
        switch chart.shape {
        case .rows: break
        case .days: figures(to: &html)
        }
        html.markup("</figure>\n")
    }

    private func legend(to html: inout HTMLText) {
        guard !chart.legend.isEmpty else { return }
        html.markup("<ul class=\"legend\">\n")
        for (tone, text) in chart.legend {
            html.markup("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
            box(0, 0, 14, 14, tone, to: &html)
            html.markup("</svg>")
            html.told(text)
            html.markup("</li>\n")
        }
        html.markup("</ul>\n")
    }

    private func append(_ drawing: ChartDrawing, to html: inout HTMLText) {
        html.markup("<svg role=\"img\" viewBox=\"0 0 ")
        html.number(drawing.width)
        html.markup(" ")
        html.number(drawing.height)
        html.markup("\" aria-labelledby=\"c")
        html.number(number)
        html.markup("t\" aria-describedby=\"c")
        html.number(number)
        html.markup("d\">\n<title id=\"c")
        html.number(number)
        html.markup("t\">")
        html.flat(chart.title)
        html.markup("</title>\n<desc id=\"c")
        html.number(number)
        html.markup("d\">")
        for (place, bar) in chart.bars.enumerated() {
            if place > 0 { html.markup("; ") }
            html.flat(bar.label)
            html.markup(": ")
            html.text(bar.said)
        }
        html.markup("</desc>\n")
        for line in drawing.lines { append(line, to: &html) }
        for box in drawing.boxes {
            html.markup("<g><title>")
            html.text(box.hint)
            html.markup("</title>")
            self.box(box.x, box.y, box.width, box.height, box.tone, to: &html)
            html.markup("</g>\n")
        }
        for words in drawing.words { append(words, to: &html) }
        html.markup("</svg>\n")
    }

    /// A box in the colour of its tone and, above it, its pattern: what can't be told by colour can be by pattern.
    private func box(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ tone: ReportTone, to html: inout HTMLText
    ) {
        for isPattern in [false, true] {
            switch (isPattern, tone) {
            case (true, .plain), (true, .good): continue
            case (true, .caution): html.markup("<rect fill=\"url(#dots)\"")
            case (true, .bad): html.markup("<rect fill=\"url(#hatch)\"")
            case (false, _):
                html.markup("<rect class=\"f-")
                html.markup(tone.name)
                html.markup("\"")
            }
            html.markup(" x=\"")
            html.number(x)
            html.markup("\" y=\"")
            html.number(y)
            html.markup("\" width=\"")
            html.number(width)
            html.markup("\" height=\"")
            html.number(height)
            html.markup("\"/>")
        }
    }

    private func append(_ line: ChartDrawing.Line, to html: inout HTMLText) {
        html.markup(line.isBase ? "<line class=\"base\" x1=\"" : "<line x1=\"")
        html.number(line.x1)
        html.markup("\" y1=\"")
        html.number(line.y1)
        html.markup("\" x2=\"")
        html.number(line.x2)
        html.markup("\" y2=\"")
        html.number(line.y2)
        html.markup("\"/>\n")
    }

    private func append(_ words: ChartDrawing.Words, to html: inout HTMLText) {
        switch words.style {
        case .label: html.markup("<text class=\"label\" x=\"")
        case .chinese: html.markup("<text class=\"chinese\" lang=\"zh-Hans\" x=\"")
        case .figure: html.markup("<text class=\"figure\" x=\"")
        case .axis: html.markup("<text class=\"axis\" x=\"")
        }
        html.number(words.x)
        html.markup("\" y=\"")
        html.number(words.y)
        switch words.anchor {
        case .start: html.markup("\">")
        case .middle: html.markup("\" text-anchor=\"middle\">")
        case .end: html.markup("\" text-anchor=\"end\">")
        }
        html.text(words.text)
        html.markup("</text>\n")
    }

    private func figures(to html: inout HTMLText) {
        html.markup("<ul class=\"figures\">\n")
        for bar in chart.bars {
            html.markup("<li><span>")
            html.told(bar.label)
            html.markup("</span> <b>")
            // An amount stays with its currency.
            for piece in ChartText.figures(bar.said) {
                let figure = ChartText.trimmed(piece)
                html.markup("<i>")
                html.text(figure)
                html.markup("</i>")
                html.text(String(piece.dropFirst(figure.count)))
            }
            html.markup("</b></li>\n")
        }
        html.markup("</ul>\n")
    }
}

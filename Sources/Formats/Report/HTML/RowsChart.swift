import Rules

/// Bars that lie, one under the other: the name at the left, the figures right behind the bar.
enum RowsChart {
    private static let width = 640
    private static let gap = 10
    private static let barHeight = 16
    private static let lineHeight = 16
    private static let widestLabel = 220
    private static let widestFigures = 240

    static func drawing(_ chart: ReportChart, in language: Language) -> ChartDrawing {
        let rows = chart.bars.map { Row($0, language) }
        let labels = rows.flatMap(\.labels).reduce(40) { max($0, $1.width) }
        let figures = rows.flatMap(\.figures).reduce(0) {
            max($0, ChartText.width($1, size: ChartDrawing.Style.figure.size))
        }
        let base = labels + gap
        let space = width - base - gap - figures
        let top = rows.reduce(0) { max($0, $1.value) }
        var drawing = ChartDrawing(width: width, height: 0)
        for (bar, row) in zip(chart.bars, rows) {
            append(row, bar, base: base, space: space, top: top, to: &drawing)
        }
        drawing.lines = [
            ChartDrawing.Line(x1: base, y1: 0, x2: base, y2: drawing.height, isBase: true)
        ]
        return drawing
    }

    private static func append(
        _ row: Row, _ bar: ReportChart.Bar, base: Int, space: Int, top: Int, to drawing: inout ChartDrawing
    ) {
        let height = row.height
        let middle = drawing.height + height / 2
        for words in stacked(row.labels, around: middle) {
            var words = words
            words.x = base - gap
            words.anchor = .end
            drawing.words.append(words)
        }
        var x = base
        let lengths = ChartScale.lengths(bar.parts.map(\.value), top: top, in: space)
        for (part, length) in zip(bar.parts, lengths) where length > 0 {
            drawing.boxes.append(
                ChartDrawing.Box(
                    x: x, y: middle - barHeight / 2, width: length, height: barHeight, tone: part.tone,
                    hint: row.hint))
            x += length
        }
        let figures = row.figures.map {
            ChartDrawing.Words(text: $0, x: x + gap - 2, y: 0, anchor: .start, style: .figure)
        }
        drawing.words += stacked(figures, around: middle)
        drawing.height += height
    }

    /// Lines of words, their middle at `middle`.
    private static func stacked(
        _ words: [ChartDrawing.Words], around middle: Int
    ) -> [ChartDrawing.Words] {
        var baseline = middle - words.count * lineHeight / 2 + 12
        return words.map { words in
            var words = words
            words.y = baseline
            baseline += lineHeight
            return words
        }
    }

    /// A bar's words, cut and broken to the room there is for them.
    private struct Row {
        let labels: [ChartDrawing.Words]
        let figures: [String]
        let hint: String
        let value: Int

        init(_ bar: ReportChart.Bar, _ language: Language) {
            labels = Self.labels(bar.label, language)
            value = ChartScale.sum(bar.parts.map(\.value))
            figures = ChartText.lines(bar.said, size: ChartDrawing.Style.figure.size, in: widestFigures)
            hint = bar.hint(in: language)
        }

        var height: Int { max(labels.count, figures.count, 1) * lineHeight + 12 }

        private static func labels(_ label: BilingualText, _ language: Language) -> [ChartDrawing.Words] {
            let english = words(label.english, .label)
            switch language {
            case .en: return [english]
            case .zh: return [words(label.chinese, .label)]
            case .both:
                return label.english == label.chinese ? [english] : [english, words(label.chinese, .chinese)]
            }
        }

        private static func words(_ text: String, _ style: ChartDrawing.Style) -> ChartDrawing.Words {
            let text = ChartText.cut(Printable.text(text), size: style.size, to: widestLabel)
            return ChartDrawing.Words(text: text, x: 0, y: 0, anchor: .end, style: style)
        }
    }
}

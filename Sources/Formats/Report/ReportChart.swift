package import Rules

/// A picture of a report's figures, for formats that draw. Its bars' lengths are counts, for money of several currencies can't stand on one axis;
/// the money stands beside them as text.
package struct ReportChart: Sendable {
    package struct Part: Sendable {
        package let tone: ReportTone
        package let value: Int

        package init(_ tone: ReportTone, _ value: Int) {
            self.tone = tone
            self.value = value
        }
    }

    package struct Bar: Sendable {
        package let label: BilingualText
        /// Side by side, each in the colour of its tone.
        package let parts: [Part]
        /// Figures beside the bar: `12 · USD 1,204.50`.
        package let figures: String

        package init(_ label: BilingualText, _ parts: [Part], figures: String) {
            self.label = label
            self.parts = parts
            self.figures = figures
        }

        package var value: Int { parts.reduce(0) { $0 + $1.value } }
    }

    package enum Shape: Sendable {
        /// One bar under the other, with its name: reasons, channels, ages.
        case rows
        /// Upright, from left to right: days.
        case days
    }

    package let title: BilingualText
    package let shape: Shape
    /// What the tones mean; empty where all bars are of one.
    package let legend: [(tone: ReportTone, text: BilingualText)]
    package let bars: [Bar]

    package init(
        _ title: BilingualText, _ shape: Shape, legend: [(tone: ReportTone, text: BilingualText)] = [],
        bars: [Bar]
    ) {
        self.title = title
        self.shape = shape
        self.legend = legend
        self.bars = bars
    }
}

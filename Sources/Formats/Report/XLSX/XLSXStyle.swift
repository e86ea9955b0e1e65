import CXLSXWriter

/// How a cell looks: what its value is, where it stands, how much it should catch the eye.
struct XLSXStyle: Hashable {
    enum Value: Hashable {
        case text
        /// Format `@`, so that Excel keeps it text also after somebody has edited the cell.
        case identifier
        case number(decimals: Int, isGrouped: Bool)
        /// Text, because a double doesn't hold it.
        case longNumber
        case moment(XLSXMoment.Form)
    }

    enum Place: Hashable {
        case row
        case total
        case header(isNumber: Bool)
        /// `none`, what the totals are of.
        case note
        case title
        case verdict
        case heading
        case label
        /// A fact, a figure of a chart: read from left to right, whatever it is.
        case fact
    }

    var value: Value
    var place: Place = .row
    var tone: ReportTone = .plain
    /// Whether a long text makes its row higher instead of being cut at the next cell.
    var wraps = false

    /// Sets the library's format up; what isn't set is as in a new sheet.
    func apply(to format: UnsafeMutablePointer<lxw_format>) {
        unsafe applyValue(to: format)
        unsafe applyPlace(to: format)
        unsafe applyTone(to: format)
        if wraps { unsafe format_set_text_wrap(format) }
    }

    private func applyValue(to format: UnsafeMutablePointer<lxw_format>) {
        switch value {
        case .text: break
        case .identifier: unsafe format_set_num_format(format, "@")
        case .number(let decimals, let isGrouped):
            let point = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
            unsafe format_set_num_format(format, (isGrouped ? "#,##0" : "0") + point)
            unsafe alignRight(format)
        case .longNumber:
            unsafe format_set_num_format(format, "@")
            unsafe alignRight(format)
        case .moment(let form):
            unsafe format_set_num_format(format, form.numberFormat)
            // Dates stand on the right by default, away from their header.
            unsafe align(LXW_ALIGN_LEFT, format)
        }
    }

    private func applyPlace(to format: UnsafeMutablePointer<lxw_format>) {
        switch place {
        case .row: unsafe align(LXW_ALIGN_VERTICAL_TOP, format)
        case .total:
            unsafe format_set_bold(format)
            unsafe fill(XLSXColour.band, format)
        case .header(let isNumber):
            unsafe format_set_bold(format)
            unsafe format_set_font_color(format, XLSXColour.ink)
            unsafe fill(XLSXColour.header, format)
            unsafe format_set_text_wrap(format)
            unsafe align(LXW_ALIGN_VERTICAL_TOP, format)
            if isNumber { unsafe alignRight(format) } else { unsafe align(LXW_ALIGN_LEFT, format) }
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_bottom_color(format, XLSXColour.line)
        case .note:
            unsafe format_set_font_color(format, XLSXColour.faint)
        case .title:
            unsafe format_set_bold(format)
            unsafe format_set_font_size(format, 16)
            unsafe format_set_font_color(format, XLSXColour.ink)
        case .verdict:
            unsafe format_set_bold(format)
            unsafe format_set_font_size(format, 13)
            unsafe align(LXW_ALIGN_VERTICAL_CENTER, format)
        case .heading:
            unsafe format_set_bold(format)
            unsafe format_set_font_color(format, XLSXColour.ink)
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_bottom_color(format, XLSXColour.line)
        case .label:
            unsafe format_set_font_color(format, XLSXColour.faint)
            unsafe align(LXW_ALIGN_VERTICAL_TOP, format)
        case .fact:
            unsafe format_set_indent(format, 0)
            unsafe align(LXW_ALIGN_LEFT, format)
            unsafe align(LXW_ALIGN_VERTICAL_TOP, format)
            unsafe format_set_text_wrap(format)
        }
    }

    /// Plain and good rows stay white: a table where everything is coloured shows nothing.
    private func applyTone(to format: UnsafeMutablePointer<lxw_format>) {
        switch tone {
        case .plain: break
        case .good: if place == .verdict { unsafe paint(XLSXColour.good, format) }
        case .caution: unsafe paint(XLSXColour.caution, format)
        case .bad: unsafe paint(XLSXColour.bad, format)
        }
    }

    private func paint(_ colour: XLSXColour.Pair, _ format: UnsafeMutablePointer<lxw_format>) {
        unsafe fill(colour.fill, format)
        unsafe format_set_font_color(format, colour.text)
    }

    private func fill(_ colour: lxw_color_t, _ format: UnsafeMutablePointer<lxw_format>) {
        unsafe format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
        unsafe format_set_fg_color(format, colour)
    }

    /// Apart from the text of the next column.
    private func alignRight(_ format: UnsafeMutablePointer<lxw_format>) {
        unsafe align(LXW_ALIGN_RIGHT, format)
        unsafe format_set_indent(format, 1)
    }

    private func align(_ side: lxw_format_alignments, _ format: UnsafeMutablePointer<lxw_format>) {
        unsafe format_set_align(format, UInt8(side.rawValue))
    }
}

/// Light fills under dark text: read on a screen and on paper, also on a black and white printer.
enum XLSXColour {
    struct Pair {
        let fill: lxw_color_t
        let text: lxw_color_t
    }

    static let ink: lxw_color_t = 0x1F2A37
    static let faint: lxw_color_t = 0x5B6675
    static let line: lxw_color_t = 0x9AA5B1
    static let header: lxw_color_t = 0xE4EAF1
    static let band: lxw_color_t = 0xF1F4F8
    static let good = Pair(fill: 0xE3F3E6, text: 0x1B5E2A)
    static let caution = Pair(fill: 0xFFF4D6, text: 0x6B4A00)
    static let bad = Pair(fill: 0xFCE4E2, text: 0x8F1D14)

    /// Of a bar.
    static func bar(_ tone: ReportTone) -> lxw_color_t {
        switch tone {
        case .plain: 0x8FB1D9
        case .good: 0x8CC79A
        case .caution: 0xF0C35A
        case .bad: 0xE58A80
        }
    }
}

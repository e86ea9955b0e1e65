import CXLSXWriter
import Glibc

/// A sheet that is written from top to bottom: a row that is begun ends the one before.
@safe final class XLSXSheet {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private unowned let book: XLSXBook

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of book: XLSXBook) {
        unsafe self.sheet = unsafe sheet
        self.book = book
    }

    /// Always a string, also where it looks like a formula or a link.
    func text(_ text: String, _ row: Int, _ column: Int, _ format: XLSXFormat?) throws {
        try string(XLSXText.cell(text), row, column, format)
    }

    /// A text of the program's own, whose line breaks are meant.
    func string(_ text: String, _ row: Int, _ column: Int, _ format: XLSXFormat?) throws {
        try book.check(
            unsafe worksheet_write_string(
                sheet, lxw_row_t(row), lxw_col_t(column), text, unsafe format?.pointer))
    }

    func number(_ number: XLSXNumber, _ row: Int, _ column: Int, _ format: XLSXFormat) throws {
        try book.check(
            unsafe worksheet_write_number(
                sheet, lxw_row_t(row), lxw_col_t(column), number.value, unsafe format.pointer))
    }

    /// A cell without a value, coloured as its row.
    func blank(_ row: Int, _ column: Int, _ format: XLSXFormat) throws {
        try book.check(
            unsafe worksheet_write_blank(sheet, lxw_row_t(row), lxw_col_t(column), unsafe format.pointer))
    }

    /// In points.
    func height(_ points: Int, of row: Int) throws {
        try book.check(unsafe worksheet_set_row(sheet, lxw_row_t(row), XLSXNumber.measure(points), nil))
    }

    /// In characters.
    func width(_ characters: Int, of column: Int) throws {
        try book.check(
            unsafe worksheet_set_column(
                sheet, lxw_col_t(column), lxw_col_t(column), XLSXNumber.measure(characters), nil))
    }

    /// What stands above and left of the cell stays in sight.
    func freeze(above row: Int, leftOf column: Int) {
        unsafe worksheet_freeze_panes(sheet, lxw_row_t(row), lxw_col_t(column))
    }

    func filter(rows: ClosedRange<Int>, columns: Int) throws {
        try book.check(
            unsafe worksheet_autofilter(
                sheet, lxw_row_t(rows.lowerBound), 0, lxw_row_t(rows.upperBound), lxw_col_t(columns - 1)))
    }

    /// No green corners at identifiers: they are meant to be text.
    func allowDigitsAsText(rows: ClosedRange<Int>, columns: Int) throws {
        var cells = [CChar](repeating: 0, count: 64)
        unsafe lxw_rowcol_to_range(
            &cells, lxw_row_t(rows.lowerBound), 0, lxw_row_t(rows.upperBound), lxw_col_t(columns - 1))
        try book.check(
            unsafe worksheet_ignore_errors(
                sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), cells))
    }

    /// A bar in the cell, its length the cell's number on a scale that ends at `most`.
    func bar(_ row: Int, _ column: Int, most: Int, _ colour: lxw_color_t) throws {
        var rule = unsafe lxw_conditional_format()
        unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
        unsafe rule.data_bar_2010 = 1
        unsafe rule.bar_solid = 1
        unsafe rule.bar_no_border = 1
        unsafe rule.bar_color = colour
        unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
        unsafe rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
        unsafe rule.max_value = XLSXNumber.measure(max(most, 1))
        try book.check(
            unsafe worksheet_conditional_format_cell(sheet, lxw_row_t(row), lxw_col_t(column), &rule))
    }

    /// A4, as many pages long as it is; the title and the page at its foot.
    /// - Parameters:
    ///   - wide: pages beside one another; on each further one the first column stands again.
    func page(title: String, landscape: Bool, wide: Int = 1, repeating row: Int? = nil) throws {
        unsafe worksheet_set_paper(sheet, 9)
        if landscape { unsafe worksheet_set_landscape(sheet) }
        unsafe worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
        unsafe worksheet_fit_to_pages(sheet, UInt16(wide), 0)
        if wide > 1 { try book.check(unsafe worksheet_repeat_columns(sheet, 0, 0)) }
        if let row { try book.check(unsafe worksheet_repeat_rows(sheet, lxw_row_t(row), lxw_row_t(row))) }
        // Excel takes & for a command; a foot holds 255 characters.
        let safe = XLSXText.cell(String(title.prefix(80))).replacing("&", with: "&&")
        try book.check(unsafe worksheet_set_footer(sheet, "&L&8\(safe)&R&8&P / &N"))
    }

    func hideGridlines() { unsafe worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }

    /// What the library doesn't say: whether the rows written so far reached the disk.
    func demandWritten() throws {
        guard let rows = unsafe sheet.pointee.optimize_tmpfile else { return }
        if unsafe ferror(rows) != 0 { throw book.lost() }
    }

    /// Ends the last row.
    /// - Returns: the bytes of all rows.
    func length() throws -> Int {
        unsafe lxw_worksheet_write_single_row(sheet)
        guard let rows = unsafe sheet.pointee.optimize_tmpfile else {
            preconditionFailure("a sheet that isn't streamed")
        }
        guard unsafe fflush(rows) == 0, unsafe ferror(rows) == 0 else { throw book.lost() }
        return unsafe ftell(rows)
    }

    /// Closes the rows of a workbook that comes to nothing.
    func abandon() {
        if let rows = unsafe sheet.pointee.optimize_tmpfile { unsafe fclose(rows) }
    }
}

import Bytes
import CXLSXWriter
import Glibc
import Rules

/// A workbook of libxlsxwriter: keeps its handle, checks its answers, proves that all went in, and leaves nothing on the disk whatever happens.
@safe final class XLSXBook {
    private let file: ScratchFile
    private let folder: String
    /// Nil once it is closed, which frees it.
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [XLSXSheet] = []
    private var names = XLSXText.Names()
    private var formats: [XLSXStyle: XLSXFormat] = [:]

    /// - Parameters:
    ///   - folder: for the temporary files: the workbook's own, and those of the library, which have a name for the blink of an eye.
    ///   - madeAt: seconds since 1970, so that the same report is the same bytes.
    init(in folder: String, title: String, madeAt: Int64) throws {
        self.folder = folder
        // Before the library: where it can't make its files in the folder it would silently take another.
        file = try ScratchFile(in: folder)
        try file.probe(bytes: 1)
        let made = unsafe folder.withCString { directory in
            // No ZIP64: Excel would call such a file damaged. Memory doesn't grow with the rows.
            var options = unsafe lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: directory), use_zip64: 0)
            return unsafe workbook_new_opt(file.path, &options)
        }
        guard let made = unsafe made else { throw XLSXTrouble.memory }
        unsafe book = unsafe made
        try unsafe describe(made, title: title, madeAt: madeAt)
    }

    deinit {
        guard let book = unsafe book else { return }
        // The library forgets these.
        for sheet in sheets { sheet.abandon() }
        unsafe lxw_workbook_free(book)
    }

    private func describe(
        _ book: UnsafeMutablePointer<lxw_workbook>, title: String, madeAt: Int64
    ) throws {
        let code = unsafe title.withCString { title in
            unsafe "Refundry".withCString { author in
                var properties = unsafe lxw_doc_properties()
                unsafe properties.title = UnsafeMutablePointer(mutating: title)
                unsafe properties.author = UnsafeMutablePointer(mutating: author)
                // 0 would be the machine's clock.
                unsafe properties.created = time_t(madeAt == 0 ? 1 : madeAt)
                return unsafe workbook_set_properties(book, &properties)
            }
        }
        try check(code)
    }

    /// A further sheet, after those that there are.
    /// - Parameter part: from 2 for what didn't fit into the sheet before.
    func sheet(_ title: BilingualText, in language: Language, part: Int = 1) throws -> XLSXSheet {
        guard let book = unsafe book else { preconditionFailure("the workbook is closed") }
        let name = names.name(title, in: language, part: part)
        try check(unsafe workbook_validate_sheet_name(unsafe book, name))
        errno = 0
        guard let made = unsafe workbook_add_worksheet(book, name)
        else {
            throw errno == 0 ? XLSXTrouble.memory : SystemFault(call: "create", path: folder, code: errno)
        }
        // Its rows go out in large pieces; nothing has yet.
        if let rows = unsafe made.pointee.optimize_tmpfile, unsafe setvbuf(rows, nil, _IOFBF, 1 << 18) != 0 {
            throw XLSXTrouble.memory
        }
        let sheet = unsafe XLSXSheet(made, of: self)
        sheets.append(sheet)
        return sheet
    }

    func format(_ style: XLSXStyle) throws -> XLSXFormat {
        if let known = formats[style] { return known }
        guard let book = unsafe book else { preconditionFailure("the workbook is closed") }
        guard let made = unsafe workbook_add_format(book) else { throw XLSXTrouble.memory }
        unsafe style.apply(to: made)
        let format = unsafe XLSXFormat(made)
        formats[style] = format
        return format
    }

    /// Puts the workbook together, proves that it is whole, and hands it on.
    func finish(to sink: ReportSink) throws {
        guard let closing = unsafe book else { preconditionFailure("the workbook is closed") }
        let lengths = try sheets.map { try $0.length() }
        errno = 0
        unsafe book = nil
        sheets.removeAll()
        formats.removeAll()
        try check(unsafe workbook_close(closing))
        do {
            try XLSXProof.read(file, sheets: lengths)
        } catch is ZipReader.Damage {
            throw lost()
        }
        var buffer: [UInt8] = []
        var offset = 0
        while try file.read(into: &buffer, atMost: 1 << 18, from: offset) > 0 {
            offset += buffer.count
            try sink(buffer.span)
            buffer.removeAll(keepingCapacity: true)
        }
    }

    func check(_ code: lxw_error) throws {
        guard code != LXW_NO_ERROR else { return }
        throw XLSXTrouble.of(code, errno: errno, folder: folder)
    }

    /// Why a write was lost of which the library doesn't tell: the disk is asked again.
    func lost() -> any Error {
        do {
            try file.probe(bytes: 1 << 20)
        } catch {
            return error
        }
        return SystemFault(call: "write", path: folder, code: ENOSPC)
    }
}

/// A format of the library, owned by its workbook.
@safe struct XLSXFormat {
    let pointer: UnsafeMutablePointer<lxw_format>

    init(_ pointer: UnsafeMutablePointer<lxw_format>) { unsafe self.pointer = unsafe pointer }
}

/// What the library's answers mean to a person.
enum XLSXTrouble {
    static var memory: any Error {
        Failure(
            .inputOutput, "the spreadsheet needs more memory than this machine gives: ask for --format csv",
            "生成电子表格所需内存不足：请改用 --format csv")
    }

    static func of(_ code: lxw_error, errno: Int32, folder: String) -> any Error {
        switch code {
        case LXW_ERROR_MEMORY_MALLOC_FAILED: return memory
        case LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE,
            LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE:
            return SystemFault(call: "write", path: folder, code: errno == 0 ? EIO : errno)
        case LXW_ERROR_ZIP_BAD_ZIP_FILE:
            return Failure(
                .cannotWrite,
                "the report is too large for a spreadsheet (4 GiB): ask for --format csv, or for fewer rows",
                "报告超过电子表格的大小限制（4 GiB）：请改用 --format csv，或缩小范围")
        default:  // not our enum
            let words = unsafe lxw_strerror(code).map { unsafe String(cString: $0) } ?? "\(code.rawValue)"
            return Failure(
                .inputOutput,
                "the spreadsheet couldn't be made (\(words)), please report it; ask for --format csv meanwhile",
                "无法生成电子表格（\(words)），请报告此问题；可先改用 --format csv")
        }
    }
}

import Refunds
import Rules

/// Why a file isn't what its profile describes.
enum ProfileRefusals {
    static func unknown(_ start: String, _ line: Int, _ profile: String) -> FileRefusal {
        let shown = Printable.text(String(start.unicodeScalars.prefix(30).map(Character.init)))
        return FileRefusal(
            .incomplete, line: line,
            "this line begins with ‘\(shown)’, which is no record of profile \(profile): send the file as its sender made it, or correct "
                + "the profile's records",
            "该行以“\(shown)”开头，配置 \(profile) 中没有此类记录：请发送原始文件，或更正配置的 records")
    }

    static func behindTrailer(_ line: Int, _ profile: String) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line,
            "a record stands behind the trailer of profile \(profile): two files may have been joined, send each by itself",
            "在配置 \(profile) 的文件尾之后还有记录：可能合并了两个文件，请分别发送")
    }

    /// - Parameter line: of the first record, which should have been it.
    static func noHeader(_ mark: [UInt8], _ line: Int, _ profile: String) -> FileRefusal {
        let shown = Printable.text(String(decoding: mark, as: UTF8.self))
        return FileRefusal(
            .incomplete, line: line,
            "the header that profile \(profile) describes, a line that begins with ‘\(shown)’, is missing: the file was cut, get it whole",
            "缺少配置 \(profile) 规定的文件头（以“\(shown)”开头的行）：文件被截断，请获取完整文件")
    }

    /// - Parameter line: the file's last.
    static func noTrailer(_ line: Int, _ profile: String) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line,
            "the trailer that profile \(profile) describes is missing: the file was cut, get it whole",
            "缺少配置 \(profile) 规定的文件尾：文件被截断，请获取完整文件")
    }

    static func noNames(_ line: Int, _ profile: String) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line,
            "no line names the columns, as profile \(profile) says: get the file with its header",
            "没有列名行（配置 \(profile) 要求）：请获取带表头的文件")
    }

    static func rowForNames(_ line: Int, _ profile: String) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line,
            "this line is a row, where profile \(profile) says that the names of the columns stand: get the file with its header",
            "该行是数据行，而按配置 \(profile) 此处应为列名：请获取带表头的文件")
    }

    static func twice(_ name: String, _ line: Int) -> FileRefusal {
        FileRefusal(
            .incomplete, line: line, "the column \(name) stands twice: remove one",
            "列 \(name) 出现两次：请删除其中一列")
    }

    static func missing(_ names: [String], _ line: Int, _ profile: String) -> FileRefusal {
        let list = names.joined(separator: ", ")
        return FileRefusal(
            .incomplete, line: line,
            "the header lacks \(list), which profile \(profile) reads: add what is missing, or correct the profile",
            "表头缺少配置 \(profile) 所需的 \(list)：请补上，或更正配置")
    }

    static func noControl(_ place: ProfilePlace, _ line: Int, _ profile: String) -> FileRefusal {
        let name = if case .named(let name) = place { name } else { "" }
        return FileRefusal(
            .incomplete, line: line,
            "the trailer lacks \(name), which profile \(profile) checks: get the file with its totals, or correct the profile",
            "文件尾缺少配置 \(profile) 校验的 \(name)：请获取带合计的文件，或更正配置")
    }
}

/// The answers to a limit passed: what was found, what is allowed, what to do.
extension ReadingLimits {
    /// Of CSV only the layer above knows which lines are records, so it asks for this one there.
    package func tooManyRecords(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "more than \(records) records: split the file",
            "记录超过 \(records) 条：请拆分文件", line: line)
    }

    func tooLarge(_ found: Int) -> ByteFault {
        ByteFault(
            .unsafe, "\(found) bytes or more when inflated, \(inflatedBytes) are allowed: split the file",
            "解压后至少 \(found) 字节，最多允许 \(inflatedBytes) 字节：请拆分文件")
    }

    func tooDense(inflated: Int, compressed: Int) -> ByteFault {
        ByteFault(
            .unsafe,
            "\(compressed) compressed bytes inflate to \(inflated) or more, over \(ratio) to 1: "
                + "send the file without compression",
            "\(compressed) 压缩字节解压为 \(inflated) 字节以上，超过 \(ratio):1：请发送未压缩的文件")
    }

    func lineTooLong(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "a line of more than \(recordBytes) bytes: check its line ends",
            "一行超过 \(recordBytes) 字节：请检查换行符", line: line)
    }

    func recordTooLong(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "a record of more than \(recordBytes) bytes: check for a missing quote or end tag",
            "一条记录超过 \(recordBytes) 字节：请检查是否缺少引号或结束标签", line: line)
    }

    package func fieldTooLong(line: Int, column: Int?) -> ByteFault {
        ByteFault(
            .unsafe, "a field of more than \(fieldBytes) bytes: shorten it, or check for a missing quote",
            "一个字段超过 \(fieldBytes) 字节：请缩短，或检查是否缺少引号", line: line, column: column)
    }
}

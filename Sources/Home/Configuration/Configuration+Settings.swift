import Yams

extension Configuration {
    /// The settings of the file as YAML without its comments: what the journal keeps of it, so that a replay decides by the
    /// settings of that time. Every key in it is one that the program knows; what people wrote beside them stays out.
    package func settingsText() throws(HomeFailure) -> String {
        guard let node = try YamlText.root(text, file: "refundry.yaml") else { return "" }
        do {
            return try Yams.serialize(node: node, width: -1, allowUnicode: true)
        } catch {
            throw HomeFailure(
                .configuration,
                "refundry.yaml: its settings can't be kept in the journal: \(error); simplify the text",
                "refundry.yaml：无法将设置写入日志（\(error)）；请简化文本")
        }
    }
}

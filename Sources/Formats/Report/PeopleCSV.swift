/// How CSV that people open begins and ends its lines (`files.md`, submission): a BOM so that Excel reads UTF-8, and CR LF.
enum PeopleCSV {
    static let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    static let lineEnd: [UInt8] = [0x0D, 0x0A]
}

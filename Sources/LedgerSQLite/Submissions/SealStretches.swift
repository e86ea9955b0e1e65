/// Which refunds of a seal go into which files, as stretches of serials in which each group has one file or none: so they are written in one
/// pass over the serials, however the groups' refunds lie between one another.
///
/// Refunds come in order of serial. What no group takes, or what isn't waiting at all, needs no mention: whoever writes asks each row anew.
struct SealStretches {
    /// A group's refunds of a stretch go nowhere, because it has none there or because they are left out.
    static let nowhere: Int32 = -1
    private static let leftOut: Int32 = -2

    private let groups: Int
    private var bounds: [(first: Int64, last: Int64)] = []
    /// `groups` entries for each stretch. Flat: there may be as many stretches as refunds.
    private var files: [Int32] = []
    private var isOpen = false

    var count: Int { bounds.count }

    init(groups: Int) { self.groups = groups }

    mutating func add(_ serial: Int64, group: Int, file: Int) {
        let number = Int32(file)
        if isOpen {
            let place = files.count - groups + group
            if files[place] == Self.nowhere { files[place] = number }
            if files[place] == number { return bounds[bounds.count - 1].last = serial }
        }
        bounds.append((serial, serial))
        files.append(contentsOf: repeatElement(Self.nowhere, count: groups))
        files[files.count - groups + group] = number
        isOpen = true
    }

    /// A refund waits that the group doesn't take.
    mutating func leaveOut(group: Int) {
        guard isOpen else { return }
        let place = files.count - groups + group
        if files[place] == Self.nowhere {
            files[place] = Self.leftOut
        } else {
            isOpen = files[place] == Self.leftOut
        }
    }

    /// What comes next is no part of the stretch before it: what lies between was not looked at.
    mutating func close() { isOpen = false }

    func bounds(of stretch: Int) -> (first: Int64, last: Int64) { bounds[stretch] }

    /// Nil where nothing of the group leaves in the stretch.
    func file(of group: Int, in stretch: Int) -> Int? {
        let file = files[stretch * groups + group]
        return file < 0 ? nil : Int(file)
    }
}

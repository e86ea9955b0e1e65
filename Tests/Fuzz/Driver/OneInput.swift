import FuzzTargets
import Glibc

/// What REFUNDRY_FUZZ_TARGET names.
private let target: FuzzTarget = {
    let name = unsafe getenv("REFUNDRY_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        fatalError("REFUNDRY_FUZZ_TARGET is “\(name)”, none of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
}()

/// libFuzzer calls this for each input; a broken promise ends the process, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    do {
        try target.run(input)
    } catch {
        fatalError("\(target.rawValue): \(error)")
    }
    return 0
}

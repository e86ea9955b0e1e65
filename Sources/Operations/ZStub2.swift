package import Bytes
package import Refunds
package struct ShowExceptions {
    package struct View { package var json: JSON { .null } }
    package init(workspace: Workspace) {}
    package func list(all: Bool) throws -> [View] { [] }
    package func show(_ id: Int) throws -> View { View() }
}
package struct StubReport { package var json: JSON { .object([]) }; package var csv: [UInt8] { [] } }
package struct BatchReportView { package init(workspace: Workspace) {}; package func report(_ id: Int) throws -> StubReport { StubReport() } }
extension DailyReport { package func report(_ date: CalendarDate?) throws -> StubReport { StubReport() } }
package struct Verify { package struct A { package var json: JSON { .object([("ok",.bool(true)),("checks",.array([]))]) }; package var isOK: Bool {true} }
    package init(workspace: Workspace) {}; package func verify() throws -> A { A() } }
package struct Backup { package struct A { package var json: JSON { .object([]) } }
    package init(workspace: Workspace) {}; package func backup(to: String) throws -> A { A() } }

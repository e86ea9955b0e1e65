import Refunds

/// A section's totals of one currency, as they stand beneath its table.
package struct ReportTotal: Sendable, Equatable {
    package let currency: String
    package let rows: Int
    /// By the place of the column; exact text with the currency's decimals.
    package let sums: [Int: String]
}

/// Adds a section's money up while its rows pass, by currency, exactly.
struct ReportTally {
    private struct Sum {
        var minor: Int128 = 0
        var exponent = 0

        mutating func add(_ amount: Int64, exponent other: Int) {
            if other > exponent {
                minor *= Int128(powersOfTen[other - exponent])
                exponent = other
            }
            minor += Int128(amount) * Int128(powersOfTen[exponent - other])
        }

        var text: String { Money.text(wide: minor, exponent: exponent) }
    }

    private struct Currency {
        var rows = 0
        var sums: [Int: Sum] = [:]
    }

    /// Places of the money columns, each with the place of its currency.
    private let columns: [(money: Int, currency: Int)]
    private var currencies: [String: Currency] = [:]

    init(_ section: ReportSection) {
        guard section.hasTotals else {
            columns = []
            return
        }
        columns = section.columns.enumerated().compactMap { place, column in
            guard column.isTotalled, case .money(let name) = column.kind else { return nil }
            let currency = section.columns.firstIndex { $0.name == name }
            guard let currency else { preconditionFailure("\(column.name): no column \(name)") }
            return (place, currency)
        }
    }

    mutating func add(_ row: ReportRow) {
        var counted: String?
        for column in columns {
            guard case .money(let minor, let exponent) = row.cells[column.money] else { continue }
            let currency = row.cells[column.currency].plain
            if counted != currency { currencies[currency, default: Currency()].rows += 1 }
            counted = currency
            currencies[currency]?.sums[column.money, default: Sum()].add(minor, exponent: exponent)
        }
    }

    /// By currency, in alphabetical order.
    var totals: [ReportTotal] {
        currencies.sorted { $0.key < $1.key }.map { name, currency in
            ReportTotal(
                currency: name, rows: currency.rows, sums: currency.sums.mapValues { $0.text })
        }
    }
}

// swift-tools-version: 6.2
// The house, read top to bottom: a target depends only on targets above it. `scripts/check` proves it.
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "refundry",
    products: [.executable(name: "refundry", targets: ["refundry"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System libraries: a module map and a shim header, nothing else.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // Pure: no I/O, no clock, no Foundation.
        .target(name: "Refunds", swiftSettings: strict),
        .target(name: "Rules", dependencies: ["Refunds"], swiftSettings: strict),

        // Bytes to records and back.
        .target(name: "Bytes", dependencies: ["CZlib", "CLibXML2", "CCrypto"], swiftSettings: strict),
        .target(
            name: "Formats", dependencies: ["CXLSXWriter", "Refunds", "Rules", "Bytes"], swiftSettings: strict
        ),

        // Memory.
        .target(name: "Ledger", dependencies: ["Refunds", "Rules", "Bytes"], swiftSettings: strict),
        .target(
            name: "LedgerSQLite",
            dependencies: [
                "Refunds", "Rules", "Bytes", "Ledger",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Home",
            dependencies: ["Refunds", "Rules", "Bytes", "Formats", .product(name: "Yams", package: "Yams")],
            resources: ["cn", "target2", "uk", "us-fed"].map { .embedInCode("Calendars/\($0).yaml") }
                + ["alipay-refund", "azupay", "mercadopago", "wechat-batch"].map {
                    .embedInCode("Profiles/\($0).yaml")
                },
            swiftSettings: strict),

        // Verbs: the only place where the stations meet.
        .target(
            name: "Operations", dependencies: ["Refunds", "Rules", "Bytes", "Formats", "Ledger", "Home"],
            swiftSettings: strict),

        // Doors.
        .executableTarget(
            name: "refundry",
            dependencies: [
                "Refunds", "Rules", "Bytes", "Formats", "Ledger", "LedgerSQLite", "Home", "Operations",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What is tried on hostile bytes: by libFuzzer (`scripts/fuzz`), and on the kept corpus by every test run.
        .target(
            name: "FuzzTargets", dependencies: ["CZlib", "Refunds", "Rules", "Bytes", "Formats", "Home"],
            path: "Tests/Fuzz/Targets", swiftSettings: strict),

        .testTarget(name: "RefundsTests", dependencies: ["Refunds"], swiftSettings: strict),
        .testTarget(name: "RulesTests", dependencies: ["Refunds", "Rules"], swiftSettings: strict),
        .testTarget(name: "BytesTests", dependencies: ["Bytes", "FuzzTargets"], swiftSettings: strict),
        .testTarget(
            name: "FormatsTests", dependencies: ["Refunds", "Rules", "Bytes", "Formats"],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Refunds", "Rules", "Bytes", "Ledger", "LedgerSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .testTarget(
            name: "HomeTests", dependencies: ["Refunds", "Rules", "Bytes", "Formats", "Home"],
            swiftSettings: strict),
        .testTarget(
            name: "HostileTests",
            dependencies: ["Refunds", "Rules", "Bytes", "Formats", "Home", "FuzzTargets"],
            swiftSettings: strict),
        .testTarget(
            name: "Simulation",
            dependencies: [
                "Refunds", "Rules", "Bytes", "Formats", "Ledger", "LedgerSQLite", "Home", "Operations",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "Scenarios", dependencies: ["refundry", "Refunds", "Rules", "Ledger", "Operations"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer's door: its main comes with a flag of the compiler that a plain build doesn't give.
if Context.environment["REFUNDRY_FUZZ"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver", swiftSettings: strict))
}

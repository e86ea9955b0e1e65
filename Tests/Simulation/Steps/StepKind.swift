/// What there is to draw from. A new kind of step is a case here and a file beside this one.
enum StepKind: String, CaseIterable {
    case orders, batch, again, corrected, preview, create, cancel, review, build, results, redeliver,
        settings, run, funds, halt, resolve, waive, void, notify, adopt, assign

    /// How often it comes, compared with the others.
    var weight: Int {
        switch self {
        case .orders: 4
        case .batch: 9
        case .results: 10
        case .build, .funds: 4
        case .review: 6
        case .resolve: 10
        case .again, .cancel, .run, .void, .waive, .notify: 3
        case .create: 2
        case .corrected, .preview, .redeliver, .settings, .halt, .adopt, .assign: 1
        }
    }

    /// Nil when there is nothing yet that it could be done to.
    func drawn(in world: World, _ chance: inout Chance) -> (any Step)? {
        switch self {
        case .orders: OrdersStep(in: world, &chance)
        case .batch: BatchStep(in: world, &chance)
        case .again: AgainStep(in: world, &chance)
        case .corrected: CorrectedStep(in: world, &chance)
        case .preview: PreviewStep(in: world, &chance)
        case .create: CreateStep(in: world, &chance)
        case .cancel: CancelStep(in: world, &chance)
        case .review: ReviewStep(in: world, &chance)
        case .build: BuildStep(in: world, &chance)
        case .results: ResultsStep(in: world, &chance)
        case .redeliver: RedeliverStep(in: world, &chance)
        case .settings: SettingsStep(in: world, &chance)
        case .run: RunStep(in: world, &chance)
        case .funds: FundsStep(in: world, &chance)
        case .halt: HaltStep(in: world, &chance)
        case .resolve: ResolveStep(in: world, &chance)
        case .waive: WaiveStep(in: world, &chance)
        case .void: VoidStep(in: world, &chance)
        case .notify: NotifyStep()
        case .adopt: AdoptStep(in: world, &chance)
        case .assign: AssignStep(in: world, &chance)
        }
    }

    /// Orders come first in every history.
    static func drawn(_ place: Int, _ chance: inout Chance) -> StepKind {
        if place == 0 { return .orders }
        return chance.pick(allCases.flatMap { Array(repeating: $0, count: $0.weight) })
    }
}

"""What a run of scripts/fuzz prints."""


def table(outcomes):
    rows = [["target", "executions", "seconds", "new inputs", "crashes"]]
    for outcome in outcomes:
        rows.append([outcome.target, f"{outcome.executions:,}", f"{outcome.seconds:.0f}", str(outcome.new),
                     str(len(outcome.crashes)) if outcome.crashes or not outcome.failed else "failed"])
    rows.append(["all", f"{sum(outcome.executions for outcome in outcomes):,}", "",
                 str(sum(outcome.new for outcome in outcomes)), str(sum(len(outcome.crashes) for outcome in outcomes))])
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    kept = [path for outcome in outcomes for path in outcome.crashes]
    return "\n".join(lines + [f"kept: {path}" for path in kept])

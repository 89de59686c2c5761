"""goals.toml：一条一个目标。"""

from dashboard.domain.goals import (
    Baseline,
    Basis,
    Bound,
    Breakdown,
    Collector,
    Counting,
    Dash,
    Frequency,
    Goal,
    Listed,
    OwnerVersion,
    Phasing,
    Status,
    TargetVersion,
)
from dashboard.profiles.entry import Entry


def goal(entry: Entry) -> Goal:
    """读一个目标的全部口径。"""
    frequency = entry.word("frequency", Frequency)
    return Goal(
        id=entry.text("id"),
        name=entry.text("name"),
        short_name=entry.text("short_name"),
        clause=entry.text("clause"),
        section=entry.text("section"),
        heading=entry.text("heading", ""),
        group=entry.text("group"),
        uom=entry.text("uom"),
        bound=entry.word("bound", Bound),
        bound_word=entry.text("bound_word", ""),
        basis=entry.word("basis", Basis),
        basis_word=entry.text("basis_word", ""),
        start=entry.month("start"),
        start_note=entry.text("start_note", ""),
        end=entry.month("end"),
        baseline=_baseline(entry),
        indicator=entry.text("indicator"),
        collected_from=entry.word("collected_from", Collector),
        breakdown=entry.word("breakdown", Breakdown, Breakdown.BY_UNIT),
        authority=entry.word("authority", Status, Status.FINAL),
        frequency=frequency,
        due_months=_due_months(entry, frequency),
        phasing=entry.word("phasing", Phasing, Phasing.LINEAR),
        milestones=_milestones(entry),
        tolerance=entry.optional_number("tolerance"),
        owners=tuple(OwnerVersion(o.text("department"), o.optional_month("since")) for o in entry.entries("owners")),
        targets=tuple(TargetVersion(t.number("value"), t.optional_month("since"), t.text("source")) for t in entry.entries("targets")),
        is_commitment=entry.flag("commitment"),
        counting=entry.word("counting", Counting, Counting.REPORTED),
        periods_per_year=entry.optional_whole("periods_per_year"),
        ledger=entry.flag("ledger"),
        note=entry.text("note", ""),
        integer=entry.flag("integer", True),
        numerator=entry.text("numerator", ""),
        denominator=entry.text("denominator", ""),
        parts_uom=entry.text("parts_uom", ""),
        redefined=entry.optional_month("redefined"),
        dash=entry.word("dash", Dash, Dash.ASK),
        plausible=_plausible(entry),
        listed=entry.word("listed", Listed, Listed.NO),
    )


def _baseline(entry: Entry) -> Baseline | None:
    found = entry.entry("baseline")
    if found is None:
        return None
    return Baseline(found.number("value"), found.month("date"), found.flag("counted"), found.text("source"))


def _due_months(entry: Entry, frequency: Frequency) -> tuple[int, ...]:
    given = entry.names("due_months")
    if any(not m.isdigit() or not 1 <= int(m) <= 12 for m in given):
        entry.wrong("due_months", f"应为1到12的月份，写的是{'、'.join(given)}。")
        return frequency.due_months
    return tuple(sorted({int(m) for m in given})) or frequency.due_months


def _plausible(entry: Entry) -> tuple[float, float] | None:
    low, high = entry.optional_number("least"), entry.optional_number("most")
    if low is None and high is None:
        return None
    return (low or 0.0, float("inf") if high is None else high)


def _milestones(entry: Entry) -> tuple[float, ...]:
    given = entry.names("milestones")
    try:
        return tuple(float(v) for v in given)
    except ValueError:
        entry.wrong("milestones", f"应为一组数，写的是{'、'.join(given)}。")
        return ()

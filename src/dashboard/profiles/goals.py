"""goals.toml：一条一个目标。"""

from dashboard.domain.goals import (
    Baseline,
    Basis,
    Bound,
    Breakdown,
    Collector,
    Counting,
    Frequency,
    Goal,
    OwnerVersion,
    Phasing,
    Status,
    TargetVersion,
)
from dashboard.profiles.entry import Entry


def goal(entry: Entry) -> Goal:
    """读一个目标的全部口径。"""
    frequency = entry.word("frequency", Frequency)
    basis = entry.word("basis", Basis)
    commitment = entry.flag("commitment")
    counting = entry.word("counting", Counting, Counting.REPORTED)
    return Goal(
        id=entry.text("id"),
        name=entry.text("name"),
        short_name=entry.text("short_name"),
        clause=entry.text("clause"),
        section=entry.text("section"),
        group=entry.text("group"),
        uom=entry.text("uom"),
        bound=entry.word("bound", Bound),
        bound_word=entry.text("bound_word", ""),
        basis=basis,
        basis_word=entry.text("basis_word", ""),
        start=entry.month("start"),
        end=entry.month("end"),
        baseline=_baseline(entry),
        indicator=entry.text("indicator"),
        collected_from=entry.word("collected_from", Collector),
        breakdown=entry.word("breakdown", Breakdown, Breakdown.BY_UNIT),
        authority=entry.word("authority", Status, Status.FINAL),
        frequency=frequency,
        due_months=_due_months(entry, frequency),
        phasing=entry.word("phasing", Phasing, Phasing.LINEAR),
        milestones=tuple(float(v) for v in entry.names("milestones")),
        tolerance=entry.optional_number("tolerance"),
        owners=tuple(OwnerVersion(o.text("department"), o.optional_month("since")) for o in entry.entries("owners")),
        targets=_targets(entry, basis, commitment),
        is_commitment=commitment,
        counting=counting,
        periods_per_year=_periods(entry),
        ledger=entry.flag("ledger"),
        note=entry.text("note", ""),
        integer=entry.flag("integer", True),
    )


def _baseline(entry: Entry) -> Baseline | None:
    found = entry.entry("baseline")
    if found is None:
        return None
    return Baseline(found.number("value"), found.month("date"), found.flag("counted"), found.text("source"))


def _due_months(entry: Entry, frequency: Frequency) -> tuple[int, ...]:
    given = entry.names("due_months")
    if not given:
        return frequency.due_months
    if any(not m.isdigit() or not 1 <= int(m) <= 12 for m in given):
        entry.wrong("due_months", f"应为1到12的月份，写的是{'、'.join(given)}。")
        return frequency.due_months
    return tuple(int(m) for m in given)


def _targets(entry: Entry, basis: Basis, commitment: bool) -> tuple[TargetVersion, ...]:
    found = tuple(
        TargetVersion(t.number("value"), t.optional_month("since"), t.text("source")) for t in entry.entries("targets")
    )
    if not found and not commitment:
        entry.wrong("targets", "没有目标数，请写出文件的数和出处。")
    if found and basis in (Basis.CADENCE, Basis.COUNT):
        entry.wrong("targets", f"{basis}不设目标数，请删去。")
    return found


def _periods(entry: Entry) -> int | None:
    found = entry.optional_number("periods_per_year")
    return None if found is None else int(found)

"""goals.toml 的核对：一条里的各项是否说得通，各条之间、与别的文件是否对得上。"""

from collections.abc import Iterable, Sequence

from dashboard.domain.goals import Basis, Bound, Counting, Goal, Phasing
from dashboard.domain.month import Month
from dashboard.profiles.drafts import Draft, Rows
from dashboard.profiles.entry import Entry

LONGEST_SHORT_NAME = 12
_BOUND_OF = {
    "": Bound.AT_LEAST,
    "以上": Bound.AT_LEAST,
    "达": Bound.AT_LEAST,
    "超": Bound.MORE_THAN,
    "突破": Bound.MORE_THAN,
    "左右": Bound.ABOUT,
}
_SUMMED = (Basis.NEW, Basis.CUMULATIVE)
_WITHOUT_TARGET = (Basis.CADENCE, Basis.COUNT)
_WITHOUT_BASELINE = (Basis.ANNUAL, *_WITHOUT_TARGET)
_FIXED_PERIODS = {Counting.THEME_QUARTERS: 4, Counting.ACTIVITY_MONTHS: 12, Counting.FINALIZED_MONTHS: 12}
_OWN_PERIODS = (Counting.TALK_WEEKS, Counting.TALLY_UNITS)


def check(draft: Draft) -> None:
    """全部核对；自己没有取错的条目才核对内部是否说得通。"""
    sound = tuple(draft.goals.sound())
    for entry, goal in draft.goals.pairs:
        _references(entry, goal, draft)
    for entry, goal in sound:
        _period(entry, goal, draft)
        for one in (_target, _owners, _bound, _baseline, _commitment, _periods, _phasing, _ratio, _short_name):
            one(entry, goal)
    _shared_indicators(sound)
    if draft.head and draft.goals.known:
        _empty_groups(draft.head.entry, draft.head.goal_groups, draft.goals)


def _references(entry: Entry, goal: Goal, draft: Draft) -> None:
    if draft.head and goal.group and goal.group not in draft.head.goal_groups:
        entry.wrong("group", f"profile.toml的goal_groups里没有“{goal.group}”。")
    names = {d.short_name for d in draft.departments.items}
    for owner in goal.owners:
        if draft.departments.known and owner.department and owner.department not in names:
            entry.wrong("owners", f"departments.csv的short_name里没有“{owner.department}”。")


def _period(entry: Entry, goal: Goal, draft: Draft) -> None:
    if goal.end < goal.start:
        entry.wrong("end", f"期末{goal.end}早于期初{goal.start}。")
    elif draft.head and draft.head.entry.sound and not draft.head.start <= goal.start <= goal.end <= draft.head.end:
        entry.wrong("start、end", f"{goal.start}至{goal.end}超出了profile.toml的{draft.head.start}至{draft.head.end}。")


def _target(entry: Entry, goal: Goal) -> None:
    if goal.basis in _WITHOUT_TARGET:
        if goal.targets:
            entry.wrong("targets", f"{goal.basis}不设目标数，请删去。")
        return
    if not goal.targets:
        entry.wrong("targets", "没有目标数，请写出文件的数和出处。")
    elif min(t.value for t in goal.targets) <= 0:
        entry.wrong("targets", "目标数应大于0。")
    _versions(entry, "targets", [t.since for t in goal.targets])


def _owners(entry: Entry, goal: Goal) -> None:
    if not goal.owners:
        entry.wrong("owners", "没有牵头部门，请写departments.csv里的简称。")
    _versions(entry, "owners", [o.since for o in goal.owners])


def _versions(entry: Entry, key: str, since: Sequence[Month | None]) -> None:
    """各版本：第一版不写 since，其后一版比一版晚。"""
    later = [s for s in since[1:] if s is not None]
    if since and (since[0] is not None or len(later) != len(since) - 1 or later != sorted(set(later))):
        entry.wrong(key, "第一版不写since，其后各版写since，一版比一版晚。")


def _bound(entry: Entry, goal: Goal) -> None:
    meant = _BOUND_OF.get(goal.bound_word)
    if meant is not None and meant is not goal.bound and goal.basis not in _WITHOUT_TARGET:
        entry.wrong("bound", f"原文“{goal.bound_word}”对应的bound是“{meant}”，写的是“{goal.bound}”。")
    if goal.tolerance is not None and (goal.bound is not Bound.ABOUT or goal.tolerance < 0):
        entry.wrong("tolerance", "只有“左右”有容差，且不能是负数。")


def _baseline(entry: Entry, goal: Goal) -> None:
    base = goal.baseline
    if base is None:
        return
    if goal.basis in _WITHOUT_BASELINE:
        entry.wrong("baseline", f"{goal.basis}不用基期，请删去。")
    elif base.counted != (goal.basis in _SUMMED):
        entry.wrong("baseline counted", "新增、累计的基期须计入（true），总数、占比的基期不计入（false）。")
    if base.date >= goal.end:
        entry.wrong("baseline date", f"基期{base.date}应早于期末{goal.end}。")
    if any(t.value == base.value for t in goal.targets):
        entry.wrong("baseline value", f"基期与目标数都是{base.value:g}，没有进度可言。")


def _commitment(entry: Entry, goal: Goal) -> None:
    if goal.is_commitment:
        if goal.counts_events and goal.basis not in _WITHOUT_BASELINE:
            entry.wrong("counting", f"{goal.basis}不能由活动数出，请删去counting。")
        return
    if goal.basis in _WITHOUT_TARGET:
        entry.wrong("basis", f"只有承诺可以是{goal.basis}，请写commitment = true。")
    if goal.counts_events:
        entry.wrong("counting", "只有承诺可以由活动数出，请写commitment = true。")


def _periods(entry: Entry, goal: Goal) -> None:
    if goal.basis is not Basis.CADENCE or goal.counting in _OWN_PERIODS:
        if goal.periods_per_year is not None:
            entry.wrong("periods_per_year", "这一条的期数不由它决定，请删去。")
        return
    fixed = _FIXED_PERIODS.get(goal.counting)
    if fixed is not None and goal.periods_per_year != fixed:
        entry.wrong("periods_per_year", f"{goal.counting}一年{fixed}期，请写{fixed}。")
    elif goal.periods_per_year not in (1, 2, 3, 4, 6, 12):
        entry.wrong("periods_per_year", "频次要写一年几期：1、2、3、4、6或12。")


def _phasing(entry: Entry, goal: Goal) -> None:
    if (goal.phasing is Phasing.MILESTONES) != bool(goal.milestones):
        entry.wrong("milestones", f"序时“{Phasing.MILESTONES}”要写milestones，别的不写。")
    elif goal.milestones and not _climbs(goal.milestones):
        entry.wrong("milestones", "应是到各节点应完成的份额，从小到大，在0到1之间，最后一个写1。")


def _climbs(milestones: Sequence[float]) -> bool:
    return list(milestones) == sorted(milestones) and milestones[0] >= 0 and milestones[-1] == 1


def _ratio(entry: Entry, goal: Goal) -> None:
    named = all((goal.numerator, goal.denominator, goal.parts_uom))
    if goal.basis is Basis.RATIO and not named:
        entry.wrong("numerator、denominator、parts_uom", "占比要写明分子、分母是什么和它们的计量单位。")
    if (goal.basis is Basis.RATIO) != (goal.uom == "%"):
        entry.wrong("uom", f"占比的计量单位写%，别的不写%；写的是{goal.uom}。")


def _short_name(entry: Entry, goal: Goal) -> None:
    if len(goal.short_name) > LONGEST_SHORT_NAME:
        entry.wrong("short_name", f"有{len(goal.short_name)}个字，画面放不下，请改到{LONGEST_SHORT_NAME}个字以内。")


def _shared_indicators(pairs: Iterable[tuple[Entry, Goal]]) -> None:
    """共用一个指标的目标，报送的样子须相同。"""
    first: dict[str, Goal] = {}
    for entry, goal in pairs:
        other = first.setdefault(goal.indicator, goal)
        if _reported_as(other) != _reported_as(goal):
            entry.wrong(
                "indicator",
                f"与{other.id}共用指标{goal.indicator}，计量单位、基准、报送者、分板块与否、频率须相同，或改用自己的指标。",
            )


def _reported_as(goal: Goal) -> tuple[object, ...]:
    kind = goal.basis if goal.basis in (Basis.STOCK, Basis.RATIO) else "本年累计"
    return kind, goal.uom, goal.collected_from, goal.breakdown, goal.due_months, goal.integer, goal.counting


def _empty_groups(entry: Entry, groups: Sequence[str], goals: Rows[Goal]) -> None:
    used = {g.group for g in goals.items}
    for group in groups:
        if group not in used:
            entry.wrong("goal_groups", f"“{group}”里没有一个目标，请删去。")

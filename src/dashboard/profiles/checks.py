"""读出之后的核对：每处问题都记下，互不遮挡。"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from dashboard.domain.assessment import ALL_FIGURES, ALL_TASKS, AssessmentRules, LightPreset
from dashboard.domain.goals import Goal
from dashboard.profiles import goal_checks, list_checks, rules, rules_fit
from dashboard.profiles.drafts import Draft
from dashboard.profiles.entry import Entry
from dashboard.profiles.folder import SAVED_RULES
from dashboard.profiles.problems import Findings


def check(findings: Findings, draft: Draft) -> None:
    """核对整个档案。"""
    _unique(findings, draft)
    goal_checks.check(draft)
    list_checks.check(findings, draft)
    if draft.units.known and not any(u.assessed for u in draft.units.items):
        findings.add("districts.csv", "assessed", "没有一个参加考核的板块。")
    _head(draft)
    _rules(findings, draft)


def _head(draft: Draft) -> None:
    head = draft.head
    if head is None:
        return
    if head.end < head.start:
        head.entry.wrong("end", f"期末{head.end}早于期初{head.start}。")
    if head.light and draft.lights.known and head.light not in {p.name for p in draft.lights.items}:
        head.entry.wrong("light", f"assessment.toml里没有亮灯预设“{head.light}”。")
    if head.rules and draft.rules.known and head.rules not in {r.id for r in draft.rules.items}:
        head.entry.wrong("assessment_rules", f"assessment.toml里没有考核规则“{head.rules}”。")


def _rules(findings: Findings, draft: Draft) -> None:
    """至少一套规则；开始用的月份不能相同；里面写的指标、预设要有。"""
    if draft.rules.known and not draft.rules.items:
        findings.add("assessment.toml", "[[rules]]", "没有考核规则，请至少写一套。")
    for start, count in Counter(r.start for r in draft.rules.items).items():
        if count > 1:
            kept = [r.id for e, r in draft.rules.pairs if r.start == start and e.file.startswith(f"{SAVED_RULES}/")]
            note = f"其中“{'”“'.join(kept)}”是在看板里保存的，不能由文件改，请删去或改动assessment.toml里的那一套。" if kept else ""
            findings.add("assessment.toml", "[[rules]] from", f"有{count}套规则都从{start or '一开始'}起用，请只留一套，或写上各自的from。{note}")
    goals = draft.goals.items if draft.goals.known else None
    lights = draft.lights.items if draft.lights.known else None
    for entry, found in draft.rules.pairs:
        check_rules(entry, found, goals, lights)


def check_rules(entry: Entry, found: AssessmentRules, goals: Sequence[Goal] | None, lights: Sequence[LightPreset] | None) -> None:
    """一套规则里写的指标、亮灯预设要有；goals、lights 为 None 即读不通，不核对。"""
    for name in rules.unknown_indicators(found, {g.indicator for g in goals}) if goals is not None else ():
        entry.wrong("of", f"没有“{name}”这个指标。请写goals.toml里的编号，或“{ALL_TASKS}”“{ALL_FIGURES}”。")
    for key, message in rules_fit.misfits(found, _by_indicator(goals or ())):
        entry.wrong(key, message)
    if found.light and lights is not None and found.light not in {p.name for p in lights}:
        entry.wrong("light", f"没有亮灯预设“{found.light}”。可用：{'、'.join(p.name for p in lights)}。")


def _by_indicator(goals: Sequence[Goal]) -> dict[str, Goal]:
    """指标 → 头一个看它的目标。"""
    return {g.indicator: g for g in reversed(goals)}


def _unique(findings: Findings, draft: Draft) -> None:
    """不能重复的：目标、板块、部门、活动编号、地名、预设、规则，和不是别名的载体。"""
    keyed: dict[str, tuple[Iterable[Hashable], ...]] = {
        "goals.toml": ([g.id for g in draft.goals.items],),
        "districts.csv": ([u.name for u in draft.units.items],),
        "departments.csv": ([d.short_name for d in draft.departments.items],),
        "carriers.csv": ([c.name for c in draft.carriers.items if c.same_as is None],),
        "events.csv": ([e.no for e in draft.events.items],),
        "places.csv": ([p.name for p in draft.places.items],),
        "assessment.toml": ([p.name for p in draft.lights.items], [r.id for r in draft.rules.items]),
    }
    for file, lists in keyed.items():
        for keys in lists:
            for key, count in Counter(keys).items():
                if count > 1 and key:
                    findings.add(file, str(key), f"出现了{count}次，请只留一条。")

"""读出之后的核对：每处问题都记下，互不遮挡。"""

from collections import Counter
from collections.abc import Hashable, Iterable

from dashboard.profiles import goal_checks, list_checks
from dashboard.profiles.drafts import Draft
from dashboard.profiles.problems import Findings


def check(findings: Findings, draft: Draft) -> None:
    """核对整个档案。"""
    _unique(findings, draft)
    goal_checks.check(draft)
    list_checks.check(findings, draft)
    if draft.units.known and not any(u.assessed for u in draft.units.items):
        findings.add("districts.csv", "assessed", "没有一个参加考核的板块。")
    _head(draft)


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

"""读一座城市的档案。"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dashboard.domain.assessment import AssessmentRules, LightPreset
from dashboard.domain.city import CITY_LEVEL, CityProfile, Unit
from dashboard.domain.goals import Goal
from dashboard.profiles import files, goals, lists, rules
from dashboard.profiles.entry import Entry
from dashboard.profiles.problems import Findings


def read(folder: Path, city: str | None = None) -> CityProfile:
    """读出档案；有问题抛 ProfileError，带全部问题（文件、条目、说明）。city 为城市 id，默认是文件夹名。"""
    findings = Findings()
    head = Entry(findings, "profile.toml", "", files.toml(findings, folder, "profile.toml") or {})
    found_goals = _goals(findings, folder)
    units = _list(findings, folder, "districts.csv", "unit", lists.UNIT_COLUMNS, lists.unit)
    departments = _list(findings, folder, "departments.csv", "name", lists.DEPARTMENT_COLUMNS, lists.department)
    carriers = _list(findings, folder, "carriers.csv", "name", lists.CARRIER_COLUMNS, lists.carrier)
    events = _list(findings, folder, "events.csv", "no", lists.EVENT_COLUMNS, lists.event)
    light, rule = _assessment(findings, folder, head)
    unit_shapes = files.geojson(findings, folder, "boundaries/units.geojson")
    names = {u.name for u in units}
    _check_goals(findings, found_goals, {d.short_name for d in departments}, head.names("goal_groups"))
    _check_units(findings, units, unit_shapes)
    _unknown_units(findings, "carriers.csv", ((c.name, c.unit) for c in carriers), names)
    _unknown_units(findings, "events.csv", ((e.no, e.unit) for e in events), names | {CITY_LEVEL})
    _unique(findings, "goals.toml", (g.id for g in found_goals))
    _unique(findings, "events.csv", (e.no for e in events))
    profile = CityProfile(
        id=city or folder.name,
        name=head.text("name"),
        short_name=head.text("short_name"),
        document=head.text("document"),
        document_title=head.text("document_title"),
        start=head.month("start"),
        end=head.month("end"),
        map_note=head.text("map_note"),
        map_approval=head.text("map_approval"),
        key_chains=head.names("key_chains"),
        goal_groups=head.names("goal_groups"),
        goals=tuple(found_goals),
        units=tuple(units),
        departments=tuple(departments),
        carriers=tuple(carriers),
        events=tuple(events),
        figures=tuple(_list(findings, folder, "figures.csv", "indicator", lists.FIGURE_COLUMNS, lists.figure)),
        places=tuple(_list(findings, folder, "places.csv", "place", lists.PLACE_COLUMNS, lists.place)),
        light=light,
        rules=rule,
        unit_shapes=unit_shapes,
        legal_shapes=files.geojson(findings, folder, "boundaries/legal.geojson"),
    )
    findings.close()
    return profile


def _goals(findings: Findings, folder: Path) -> list[Goal]:
    found = files.toml(findings, folder, "goals.toml") or {}
    listed = found.get("goal", [])
    return [goals.goal(Entry(findings, "goals.toml", f"[[goal]]第{n}条（{g.get('id', '无id')}）", g)) for n, g in enumerate(listed, 1)]


def _list(findings: Findings, folder: Path, name: str, key: str, columns: tuple[str, ...], make: Any) -> list[Any]:
    return [make(entry) for entry in files.table(findings, folder, name, key, columns)]


def _assessment(findings: Findings, folder: Path, head: Entry) -> tuple[LightPreset, AssessmentRules]:
    found = files.toml(findings, folder, "assessment.toml") or {}
    lights = [rules.light(Entry(findings, "assessment.toml", f"[[light]]第{n}条", v)) for n, v in enumerate(found.get("light", []), 1)]
    sets = [rules.rules(Entry(findings, "assessment.toml", f"[[rules]]第{n}条", v)) for n, v in enumerate(found.get("rules", []), 1)]
    light = next((p for p in lights if p.name == head.text("light")), None)
    rule = next((r for r in sets if r.id == head.text("assessment_rules")), None)
    if light is None:
        head.wrong("light", f"assessment.toml里没有亮灯预设“{head.text('light')}”。")
        light = rules.light(Entry(Findings(), "", "", {}))
    if rule is None:
        head.wrong("assessment_rules", f"assessment.toml里没有考核规则“{head.text('assessment_rules')}”。")
        rule = rules.rules(Entry(Findings(), "", "", {}))
    return light, rule


def _check_goals(findings: Findings, found: list[Goal], departments: set[str], groups: tuple[str, ...]) -> None:
    for goal in found:
        if goal.group not in groups:
            findings.add("goals.toml", f"{goal.id} group", f"profile.toml的goal_groups里没有“{goal.group}”。")
        if goal.end < goal.start:
            findings.add("goals.toml", f"{goal.id} end", f"期末{goal.end}早于期初{goal.start}。")
        for owner in goal.owners:
            if owner.department not in departments:
                findings.add("goals.toml", f"{goal.id} owners", f"departments.csv里没有“{owner.department}”。")


def _check_units(findings: Findings, units: list[Unit], shapes: dict[str, Any]) -> None:
    drawn = {f.get("properties", {}).get("name") for f in shapes["features"]}
    seen: dict[str, str] = {}
    for unit in units:
        if unit.polygon and unit.polygon not in drawn:
            findings.add("districts.csv", f"{unit.name} polygon", f"boundaries/units.geojson里没有“{unit.polygon}”。")
        for alias in {unit.name, unit.official_name, *unit.aliases}:
            if seen.setdefault(alias, unit.name) != unit.name:
                findings.add("districts.csv", f"{unit.name} aliases", f"“{alias}”已是{seen[alias]}的名称，请改入ask_aliases。")
    _unique(findings, "districts.csv", (u.name for u in units))
    if not any(u.assessed for u in units):
        findings.add("districts.csv", "assessed", "没有一个参加考核的板块。")


def _unknown_units(findings: Findings, file: str, pairs: Iterable[tuple[str, str | None]], names: set[str]) -> None:
    for label, unit in pairs:
        if unit and unit not in names:
            findings.add(file, f"{label} unit", f"districts.csv里没有板块“{unit}”。")


def _unique(findings: Findings, file: str, keys: Iterable[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            findings.add(file, key, f"出现了{count}次，请只留一条。")

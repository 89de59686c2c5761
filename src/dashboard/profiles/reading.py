"""读一座城市的档案。"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dashboard.domain.carriers import CarrierClass, Symbol
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.profiles import checks, files, goals, lists, rules
from dashboard.profiles.drafts import Draft, Head, Rows, joined
from dashboard.profiles.entry import Entry
from dashboard.profiles.folder import SAVED_RULES
from dashboard.profiles.problems import Findings
from dashboard.profiles.timing import timing

_Item = TypeVar("_Item")


def read(folder: Path, city: str | None = None) -> CityProfile:
    """读出档案；有问题抛 ProfileError，带全部问题（文件、条目、说明）。city 为城市id，默认是文件夹名。"""
    findings = Findings()
    draft = _draft(findings, folder)
    checks.check(findings, draft)
    findings.close()
    return _profile(draft, city or folder.name)


def _draft(findings: Findings, folder: Path) -> Draft:
    head = _head(findings, folder)
    listed = partial(_listed, findings, folder)
    tabled = partial(_tabled, findings, folder)
    event = partial(lists.event, first_year=head.start.year if head else Month(2025, 1).year)
    lights, rule_sets = tabled("assessment.toml", {"light": rules.light, "rules": rules.rules})
    saved = [tabled(name, {"rules": rules.rules})[0] for name in files.names(folder, SAVED_RULES)]
    return Draft(
        head=head,
        goals=tabled("goals.toml", {"goal": goals.goal})[0],
        lights=lights,
        rules=joined(rule_sets, saved),
        units=listed("districts.csv", "unit", lists.UNIT_COLUMNS, lists.unit),
        departments=listed("departments.csv", "short_name", lists.DEPARTMENT_COLUMNS, lists.department),
        carriers=listed("carriers.csv", "name", lists.CARRIER_COLUMNS, lists.carrier),
        events=listed("events.csv", "no", lists.EVENT_COLUMNS, event),
        figures=listed("figures.csv", "indicator", lists.FIGURE_COLUMNS, lists.figure),
        places=listed("places.csv", "place", lists.PLACE_COLUMNS, lists.place),
        duties=listed("duties.csv", "duty", lists.DUTY_COLUMNS, lists.duty),
        unit_shapes=files.geojson(findings, folder, "boundaries/units.geojson"),
        legal_shapes=files.geojson(findings, folder, "boundaries/legal.geojson"),
    )


def _head(findings: Findings, folder: Path) -> Head | None:
    content = files.toml(findings, folder, "profile.toml")
    if content is None:
        return None
    entry = Entry(findings, "profile.toml", "", content)
    start = entry.month("start")
    found = Head(
        entry=entry,
        name=entry.text("name"),
        short_name=entry.text("short_name"),
        document=entry.text("document"),
        document_title=entry.text("document_title"),
        start=start,
        end=entry.month("end"),
        map_note=entry.text("map_note"),
        map_approval=entry.text("map_approval"),
        key_chains=entry.names("key_chains"),
        future_chains=entry.names("future_chains"),
        goal_groups=entry.names("goal_groups"),
        carrier_classes=tuple(_carrier_class(e) for e in entry.entries("carrier_classes")),
        light=entry.text("light"),
        rules=entry.text("assessment_rules", ""),
        timing=timing(entry, start),
        two_levels=entry.flag("two_levels"),
    )
    entry.finish()
    return found


def _carrier_class(entry: Entry) -> CarrierClass:
    return CarrierClass(entry.text("name"), entry.word("symbol", Symbol), entry.names("types"))


def _tabled(findings: Findings, folder: Path, name: str, kinds: dict[str, Callable[[Entry], Any]]) -> list[Rows[Any]]:
    """一个 TOML 文件里各种 [[…]] 的条目。"""
    content = files.toml(findings, folder, name)
    if content is None:
        return [Rows((), known=False) for _ in kinds]
    whole = Entry(findings, name, "", {key: value for key, value in content.items() if key not in kinds})
    whole.finish()
    return [_numbered(findings, name, key, files.tables(findings, name, content, key), make) for key, make in kinds.items()]


def _numbered(
    findings: Findings, name: str, key: str, values: list[dict[str, Any]], make: Callable[[Entry], Any]
) -> Rows[Any]:
    found = []
    for number, value in enumerate(values, 1):
        entry = Entry(findings, name, f"[[{key}]]第{number}条（{value.get('id') or value.get('name') or '没有名称'}）", value)
        found.append((entry, make(entry)))
        entry.finish()
    return Rows(tuple(found))


def _listed(
    findings: Findings, folder: Path, name: str, key: str, columns: tuple[str, ...], make: Callable[[Entry], _Item]
) -> Rows[_Item]:
    entries = files.table(findings, folder, name, key, columns)
    return Rows((), known=False) if entries is None else Rows(tuple((entry, make(entry)) for entry in entries))


def _profile(draft: Draft, city: str) -> CityProfile:
    """核对过的档案；核对保证了各个文件都读得通、预设和规则都在。"""
    head = draft.head
    assert head is not None
    assert draft.unit_shapes is not None
    assert draft.legal_shapes is not None
    return CityProfile(
        id=city,
        name=head.name,
        short_name=head.short_name,
        document=head.document,
        document_title=head.document_title,
        start=head.start,
        end=head.end,
        map_note=head.map_note,
        map_approval=head.map_approval,
        key_chains=head.key_chains,
        future_chains=head.future_chains,
        goal_groups=head.goal_groups,
        carrier_classes=head.carrier_classes,
        goals=draft.goals.items,
        units=draft.units.items,
        departments=draft.departments.items,
        carriers=draft.carriers.items,
        events=draft.events.items,
        figures=draft.figures.items,
        places=draft.places.items,
        duties=draft.duties.items,
        light=next(p for p in draft.lights.items if p.name == head.light),
        lights=draft.lights.items,
        rule_sets=tuple(r for r in draft.rules.items if head.rules in ("", r.id)),
        timing=head.timing,
        two_levels=head.two_levels,
        unit_shapes=draft.unit_shapes,
        legal_shapes=draft.legal_shapes,
    )

"""一套考核规则 ⇄ 它在 TOML 里的样子：看板里保存的规则由这里写出，由读档案的同一段程序读回、核对。"""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.domain.assessment import AssessmentRules, BoardRules, ExtraRule, Item, Term
from dashboard.domain.city import CityProfile
from dashboard.profiles import checks, reading, rules
from dashboard.profiles.entry import Entry
from dashboard.profiles.folder import SAVED_RULES
from dashboard.profiles.folder import contents as contents_of
from dashboard.profiles.problems import Findings

Table = dict[str, Any]


def saved_name(identity: str) -> str:
    """看板里保存的一套规则放在档案的哪个文件。"""
    return f"{SAVED_RULES}/{identity}.toml"


def table_of(found: AssessmentRules) -> Table:
    """一套规则的 [[rules]]；没有写的项不写。"""
    head: Table = {"id": found.id, "name": found.name, "from": str(found.start) if found.start else ""}
    ways: Table = {"ties": str(found.ties), "missing": str(found.missing), "light": found.light}
    small: Table = {"small_sample": found.small_sample, "small_group": found.small_group, "note": found.note}
    return _written({**head, **ways, **small, "boards": [_board(b) for b in found.boards]})


def _board(found: BoardRules) -> Table:
    items, extras = [_item(i) for i in found.items], [_extra(e) for e in found.extras]
    return _written({"board": str(found.contest), "weight": found.weight, "period": str(found.period), "items": items, "extras": extras})


def _item(found: Item) -> Table:
    return _written({"of": found.of, "name": found.name, "weight": found.weight, "terms": [_term(t) for t in found.terms]})


def _term(found: Term) -> Table:
    steps = [{"at": at, "points": points} for at, points in found.steps]
    return _written({"method": str(found.method), "on": str(found.on), "weight": found.weight, **found.numbers, "steps": steps, "against": found.against})


def _extra(found: ExtraRule) -> Table:
    numbers = {"every": found.every, "points": found.points, "ceiling": found.ceiling}
    return _written({"name": found.name, "counting": str(found.counting), "of": found.of, **numbers})


def _written(table: Table) -> Table:
    return {key: value for key, value in table.items() if value not in ("", [])}


def rules_from(table: Mapping[str, Any], profile: CityProfile) -> AssessmentRules:
    """由 [[rules]] 读出，核对与读档案时一样；有问题抛 ProfileError，带全部问题。"""
    findings = Findings()
    entry = Entry(findings, "试算", "", table)
    found = rules.rules(entry)
    entry.finish()
    checks.check_rules(entry, found, profile.goals, profile.lights)
    findings.close()
    return found


def text_of(found: AssessmentRules) -> str:
    """一套规则的 TOML 文字，读回来与它相等。"""
    table = table_of(found)
    boards = table.pop("boards")
    lines = ["[[rules]]", *_lines(table)]
    for board in boards:
        lines += ["", "[[rules.boards]]", *_lines(board)]
    return "\n".join(lines) + "\n"


def _lines(table: Table) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    """一个值的写法；TOML 的字符串与 JSON 的只差一个删除符。"""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(_value(v) for v in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(_lines(value))} }}"
    return repr(value)


def with_saved(contents: Mapping[str, bytes], published: Path | None) -> dict[str, bytes]:
    """文件夹里的档案加上发布的那一份（published）里保存的规则；同名而内容不同的抛 ProfileError。"""
    kept = {n: c for n, c in contents_of(published).items() if n.startswith(f"{SAVED_RULES}/")} if published else {}
    findings = Findings()
    for name, content in kept.items():
        if contents.get(name, content) != content:
            findings.add(name, "", "与看板里保存的不同。保存过的规则不能改，请删去这个文件，在看板里另存一套。")
    findings.close()
    return {**contents, **kept}


def read_contents(contents: Mapping[str, bytes], city: str) -> CityProfile:
    """读还没有放到盘上的档案（相对路径 → 内容）；有问题抛 ProfileError。"""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return reading.read(folder, city)

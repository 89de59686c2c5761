"""考核规则：从哪个月起用，旧写法读成一样的。"""

import re
from pathlib import Path

import pytest
from tests.profiles.conftest import Folder

from dashboard import paths, profiles
from dashboard.domain.assessment import Contest, Method, Quantity
from dashboard.domain.month import Month

_FIRST = """
[[rules]]
id = "2025-1"
name = "季度考核规则2025-1"
weights = { pace = 0.25, quality = 0.25, result = 0.25, contribution = 0.25 }
cap = 1.2
min_phase = 0.08333333333333333
shrink = 10
small_sample = 10
quality = [
    { key = "highgrowth", name = "高成长型项目占比", weight = 0.4 },
    { key = "to_hte", name = "转高企占比", weight = 0.2 },
    { key = "funded", name = "带资落户占比", weight = 0.2 },
    { key = "key_chain", name = "重点产业链占比", weight = 0.2 },
]
level_weight = 0.4
growth_weight = 0.6
efficacy_floor = 60
small_group = 4
note = "文件只写“比进度、比质量、赛成绩、争贡献”，未写算法；权重和算法为首版设置"
"""


def _written_first(path: Path, changed: str = _FIRST) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.split(r"^# 考核规则：", text, flags=re.M)[0] + changed, encoding="utf-8")


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_第一种写法读成一样的规则(nantong_copy: Folder, city: str) -> None:
    now = profiles.read(paths.root() / "data" / "cities" / city).rule_sets
    _written_first(nantong_copy.path / "assessment.toml")
    assert profiles.read(nantong_copy.path).rule_sets == now


def test_第一种写法写错照样指出(nantong_copy: Folder) -> None:
    _written_first(nantong_copy.path / "assessment.toml", _FIRST.replace("growth_weight = 0.6", "growth_weight = 0.7"))
    assert [p.message for p in nantong_copy.problems()] == ["权重之和为1.1，应为1。"]


def test_从哪个月起用哪一套(nantong_copy: Folder) -> None:
    file = nantong_copy.path / "assessment.toml"
    text = file.read_text(encoding="utf-8")
    later = "[[rules]]" + text.split("[[rules]]", 1)[1].replace('id = "2025-1"', 'id = "2025-2"\nfrom = "2025-04"').replace("cap = 1.2, floor", "cap = 1.0, floor")
    file.write_text(f"{text}\n{later}", encoding="utf-8")
    found = profiles.read(nantong_copy.path)
    assert [found.rules_at(Month(2025, n)).id for n in (3, 4, 12)] == ["2025-1", "2025-2", "2025-2"]
    assert [found.rules_at(Month(2025, n)).board(Contest.PACE).items[0].terms[0]["cap"] for n in (3, 4)] == [1.2, 1.0]


def test_指名只用一套(nantong_copy: Folder) -> None:
    file = nantong_copy.path / "assessment.toml"
    text = file.read_text(encoding="utf-8")
    later = "[[rules]]" + text.split("[[rules]]", 1)[1].replace('id = "2025-1"', 'id = "2025-2"\nfrom = "2025-04"')
    file.write_text(f"{text}\n{later}", encoding="utf-8")
    nantong_copy.edit("profile.toml", 'light = "百分点"', 'light = "百分点"\nassessment_rules = "2025-1"')
    assert profiles.read(nantong_copy.path).rules_at(Month(2025, 12)).id == "2025-1"


def test_算法和所看的数都读得出(nantong_copy: Folder) -> None:
    nantong_copy.edit(
        "assessment.toml",
        '{ method = "份额对照最大", weight = 0.5 },',
        '{ method = "阶梯", on = "完成率", weight = 0.5, steps = [{ at = 0.5, points = 50 }, { at = 0.8, points = 75 }] },',
    )
    term = profiles.read(nantong_copy.path).rules_at(Month(2025, 1)).board(Contest.CONTRIBUTION).items[0].terms[0]
    assert (term.method, term.on, term.steps) == (Method.STEPS, Quantity.COMPLETION, ((0.8, 75.0), (0.5, 50.0)))

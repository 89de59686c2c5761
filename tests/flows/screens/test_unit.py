"""板块页的数和表头照规则用的算法写：当季、当月不写成本年累计，加分扣分带单位。"""

from dataclasses import replace

import pytest
from tests.worlds import World

from dashboard import paths, profiles
from dashboard.domain.assessment import AssessmentRules, Contest, Item, Method, Period, Quantity, Term
from dashboard.domain.facts import Measure
from dashboard.domain.month import Month
from dashboard.domain.results import Part
from dashboard.flows.screens.goal import goal
from dashboard.flows.screens.unit import value_head, value_text
from dashboard.flows.screens.where import Where

RULES = profiles.read(paths.root() / "data" / "cities" / "nantong").rule_sets[0]


def changed(contest: Contest, period: Period, *items: Item) -> AssessmentRules:
    boards = tuple(replace(b, period=period, items=items or b.items) if b.contest is contest else b for b in RULES.boards)
    return replace(RULES, boards=boards)


def test_现用规则的表头() -> None:
    assert [value_head(c, RULES) for c in Contest] == ["进度÷序时", "占比", "本年累计", "份额", "得分"]


@pytest.mark.parametrize("period", [Period.QUARTER, Period.MONTH])
def test_水平写看多长(period: Period) -> None:
    assert value_head(Contest.RESULT, changed(Contest.RESULT, period)) == str(period)


def test_增幅和各项不一样的() -> None:
    growth, done = Term(Method.OWN_BASE, 1.0, Quantity.GROWTH), Term(Method.COMPLETION, 1.0, Quantity.LEVEL)
    assert value_head(Contest.RESULT, changed(Contest.RESULT, Period.YEAR, Item("a", "", 1.0, (growth,)))) == "增幅"
    assert value_head(Contest.RESULT, changed(Contest.RESULT, Period.YEAR, Item("a", "", 0.5, (growth,)), Item("b", "", 0.5, (done,)))) == "数"


def test_数带单位_比例写百分数() -> None:
    part = Part("a", "甲", 1.0, 7.82, 10.0, "", "亿元")
    assert [value_text(c, p) for c, p in ((Contest.PACE, part), (Contest.RESULT, replace(part, value=1.133, uom="")), (Contest.TOTAL, part))] == ["7.8亿元", "113.3%", "7.8"]
    assert value_text(Contest.PACE, replace(part, value=None)) == "—"


def test_板块的总数写上年末从哪里走起(nantong: World) -> None:
    for month, value in ((Month(2024, 12), 409), (Month(2025, 9), 435)):
        nantong.unit("海安市", month, {"hte_total": {Measure.STOCK: value}})
    here = Where("overview", "nantong", Month(2025, 9), picks={"goal": "hte_total"})
    assert "上年末409家（2024年12月），板块的序时由此走起" in goal(nantong.dash, here.but(unit="海安市")).html
    assert "2020年12月2,180家" in goal(nantong.dash, here).html
    assert "没有上年末数（2024年12月），板块没有序时" in goal(nantong.dash, here.but(unit="如皋市")).html
    assert "上年末" not in goal(nantong.dash, here.but(goal="iur_projects_new", unit="海安市")).html

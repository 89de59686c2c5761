"""与别处比：合情理的范围、去年同月、各板块、上个月一字不差、别处报过的企业。"""

from dataclasses import replace
from typing import Any, ClassVar

import pytest
from tests.intake.workbench import Bench

from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.intake.history import History, LastNumber

SME, CONTRACT, AREA = "tech_sme_annual", "tech_contract_value", "carrier_area"
KEY = ("昆山市", SME, "本年累计", Status.FIRST)
MAY = Month(2025, 5)


def checked(bench: Bench, **history: Any) -> Bench:
    bench.history = History(**history)
    return bench


def test_出了合情理的范围要说明() -> None:
    bench = Bench().put(SME, 本年累计=5000)
    bench.profile = replace(bench.profile, goals=tuple(replace(g, plausible=(0.0, 900.0)) for g in bench.profile.goals))
    found = bench.only()
    assert (found.level, found.rule, found.cell) == (Level.EXPLAIN, "range", "E10")
    assert "一般0到900家" in found.message


@pytest.mark.parametrize(("now", "rules"), [(49, []), (50, ["year_ago"]), (2, ["year_ago"]), (3, []), (0, [])])
def test_与去年同月相差五倍的提示(now: float, rules: list[str]) -> None:
    found = checked(Bench().put(SME, 本年累计=now), year_ago={KEY: 10.0}).problems()
    assert [(p.rule, p.level) for p in found] == [(rule, Level.HINT) for rule in rules]


class Test各板块:
    """自己的往期不足三期时，比各板块大二十倍以上的要说明，不说出是哪个板块。"""

    OTHERS: ClassVar = {(SME, "本年累计", Status.FIRST): {"太仓市": 10.0, "常熟市": 20.0, "张家港市": 15.0, "吴江区": 0.0, "昆山市": 9999.0}}

    def test_大二十倍以上要说明(self) -> None:
        found = checked(Bench().put(SME, 本年累计=401), siblings=self.OTHERS).only()
        assert (found.level, found.rule) == (Level.EXPLAIN, "siblings")
        assert "是各板块里最大的20倍" in found.message
        assert "常熟" not in found.message

    def test_二十倍以内不说(self) -> None:
        assert checked(Bench().put(SME, 本年累计=400), siblings=self.OTHERS).problems() == []

    def test_自己有三期就与自己比(self) -> None:
        found = checked(Bench().put(SME, 本年累计=401), siblings=self.OTHERS, steps={KEY: (400.0, 390.0, 410.0)}, last={KEY: LastNumber(MAY, 1)})
        assert found.problems() == []


class Test与上月一字不差:
    """三个以上的数全同要说明；有一个不同、全是零、不是上个月的不说。"""

    def bench(self, may: dict[tuple[str, str], float], month: Month = MAY) -> Bench:
        bench = Bench().put(SME, 本月=3, 本年累计=20).put(AREA, 期末=7)
        last = {("昆山市", i, m, Status.FIRST): LastNumber(month, v) for (i, m), v in may.items()}
        return checked(bench, last=last)

    def test_全同要说明(self) -> None:
        found = self.bench({(SME, "本月"): 3, (SME, "本年累计"): 20, (AREA, "期末"): 7}).problems()
        assert "same_as_last" in [p.rule for p in found]
        assert "3个数与上个月的一个不差" in next(p.message for p in found if p.rule == "same_as_last")

    @pytest.mark.parametrize("may", [{(SME, "本月"): 3, (SME, "本年累计"): 17, (AREA, "期末"): 7}, {(SME, "本月"): 3, (AREA, "期末"): 7}])
    def test_有一个不同或太少的不说(self, may: dict[tuple[str, str], float]) -> None:
        assert "same_as_last" not in [p.rule for p in self.bench(may).problems()]

    def test_与更早的月份同不算(self) -> None:
        found = self.bench({(SME, "本月"): 3, (SME, "本年累计"): 20, (AREA, "期末"): 7}, Month(2025, 4)).problems()
        assert "same_as_last" not in [p.rule for p in found]


PROJECT = {"number": "KS-1", "name": "甲", "credit_code": "91320583MA1ABCDE1X", "lead": True, "factor": 1, "stage": "在谈"}


def project(code: str = PROJECT["credit_code"]) -> Bench:
    return Bench().put(AREA, 期末=1).add("科创项目", **{**PROJECT, "credit_code": code})


def test_别处用另一编号报过的企业要说明_不说是哪个板块() -> None:
    found = checked(project(), codes={PROJECT["credit_code"]: {"太仓市": "TC-9"}}).only()
    assert (found.level, found.rule) == (Level.EXPLAIN, "claimed")
    assert "疑似重复或共建" in found.message
    assert "太仓" not in found.message


@pytest.mark.parametrize("codes", [{}, {PROJECT["credit_code"]: {"太仓市": "KS-1"}}, {PROJECT["credit_code"]: {"昆山市": "KS-0"}}, {"": {"太仓市": "TC-9"}}])
def test_同一编号的自己的没有代码的不算(codes: dict[str, dict[str, str]]) -> None:
    assert checked(project(), codes=codes).problems() == []


def test_往期不足三期的数得出个数() -> None:
    one = checked(Bench().put(AREA, 期末=5), last={("昆山市", AREA, "期末", Status.FIRST): LastNumber(MAY, 4)}, steps={})
    assert one.check().unjudged == 1
    three = checked(Bench().put(AREA, 期末=5), last={("昆山市", AREA, "期末", Status.FIRST): LastNumber(MAY, 4)}, steps={("昆山市", AREA, "期末", Status.FIRST): (1, 1, 1)})
    assert three.check().unjudged == 0


def test_同类问题里牵动全市多的在前() -> None:
    found = checked(
        Bench().put(SME, 本月=0, 本年累计=1).put(CONTRACT, 本月=0, 本年累计=900),
        last={KEY: LastNumber(MAY, 2), ("昆山市", CONTRACT, "本年累计", Status.FIRST): LastNumber(MAY, 1000)},
    ).problems()
    assert [(p.level, p.cell) for p in found] == [(Level.EXPLAIN, "E12"), (Level.EXPLAIN, "E10")]
    assert found[0].impact > found[1].impact > 0

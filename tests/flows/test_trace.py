"""追溯：部门报的、市级的、占比的、数出来的，都回到单元格。"""

from datetime import date
from typing import Any

import pytest
from tests.worlds import REVIEWER, SENDER, World

from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import Measure
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows import judge
from dashboard.flows.moments import moment
from dashboard.flows.trace import Origin, origin, sources

MAY, JUNE, JULY = Month(2025, 5), Month(2025, 6), Month(2025, 7)
SME, SHARE, STOCK, LISTED, INSTITUTE = "tech_sme_annual", "hitech_output_share", "kedaitong_firms", "tech_listed_new", "new_rd_institute"


def found(world: World, unit: str, indicator: str, month: Month = JUNE, as_of: int | None = None) -> Origin:
    return origin(world.dash, moment(world.dash, world.city, month, as_of), unit, indicator)


def shown(world: World, unit: str | None, indicator: str, month: Month = JUNE) -> float | None:
    """画面上的数。"""
    at = moment(world.dash, world.city, month)
    return next(g.actual for g in judge.goals(world.dash, at, unit) if g.goal.id == indicator)


def cells(origin_: Origin) -> list[tuple[str, str, str, float, bool]]:
    return [(s.unit, str(s.period), s.measure, s.value, s.current) for s in origin_.steps]


def test_部门报的板块数_核定在前(world: World) -> None:
    world.department("市科技局", JUNE, {"昆山市": {SME: 590}})
    world.unit("昆山市", JUNE, {SME: 600})
    result = found(world, "昆山市", SME)
    assert result.value == shown(world, "昆山市", SME)
    authority = str(result.goal.authority)
    assert [s.status for s in result.steps] == [authority, {"初报": "核定", "核定": "初报"}[authority]]
    first = result.steps[0]
    assert (first.value, first.by, first.accepted_by) == (result.value, SENDER, REVIEWER)
    assert first.file.startswith("市科技局" if authority == "核定" else "昆山市")


def test_更正前的在后_回看时还是现行(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 590})
    version = world.dash.version()
    world.unit("昆山市", JUNE, {SME: 600})
    now, then = found(world, "昆山市", SME), found(world, "昆山市", SME, as_of=version)
    assert cells(now) == [("昆山市", "2025-06", "本年累计", 600, True), ("昆山市", "2025-06", "本年累计", 590, False)]
    assert cells(then) == [("昆山市", "2025-06", "本年累计", 590, True)]


def test_本月数不是来历(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: {Measure.MONTH: 10, Measure.YEAR_TO_DATE: 600}})
    assert cells(found(world, "昆山市", SME)) == [("昆山市", "2025-06", "本年累计", 600, True)]


def test_占比是分子和分母(world: World) -> None:
    world.unit("昆山市", JUNE, {SHARE: {Measure.DENOMINATOR: 200, Measure.NUMERATOR: 110}})
    result = found(world, "昆山市", SHARE)
    assert result.value == pytest.approx(55)
    assert [(s.measure, s.value) for s in result.steps] == [("分子", 110), ("分母", 200)]


def test_没到应报的月_是最近应报的月(world: World) -> None:
    world.unit("昆山市", JUNE, {SHARE: {Measure.DENOMINATOR: 200, Measure.NUMERATOR: 110}})
    assert found(world, "昆山市", SHARE, JULY) == found(world, "昆山市", SHARE)


def test_应报没报的没有来历_沿用的不算(world: World) -> None:
    world.unit("昆山市", MAY, {SME: 500})
    world.unit("太仓市", JUNE, {SME: 1})
    result = found(world, "昆山市", SME)
    assert (result.value, result.steps) == (shown(world, "昆山市", SME), ()) == (None, ())


def test_市级自己的数(world: World) -> None:
    world.department("市科技局", MAY, {CITY_LEVEL: {SME: 7}})
    world.unit("昆山市", JUNE, {SME: 600})
    result = found(world, CITY_LEVEL, SME)
    assert (result.value, cells(result)) == (7, [(CITY_LEVEL, "2025-05", "本年累计", 7, True)])


def test_全市是每个板块算数的那一格_加上沿用的(world: World) -> None:
    world.unit("昆山市", MAY, {SME: 500})
    world.unit("昆山市", JUNE, {SME: 600})
    world.unit("太仓市", MAY, {SME: 90})
    world.department("市科技局", JUNE, {CITY_LEVEL: {SME: 7}})
    result = found(world, WHOLE_CITY, SME)
    assert result.value == shown(world, None, SME) == 697
    assert cells(result) == [  # 按档案里板块的先后，市级在后
        ("太仓市", "2025-05", "本年累计", 90, True),
        ("昆山市", "2025-06", "本年累计", 600, True),
        (CITY_LEVEL, "2025-06", "本年累计", 7, True),
    ]


def test_全市的累计数_往年的也在_基期另说(world: World) -> None:
    for month, value in ((Month(2023, 11), 4), (Month(2023, 12), 5), (Month(2024, 12), 6), (JUNE, 3)):
        world.unit("昆山市", month, {INSTITUTE: value})
    result = found(world, WHOLE_CITY, INSTITUTE)
    assert cells(result) == [
        ("昆山市", "2025-06", "本年累计", 3, True),
        ("昆山市", "2024-12", "本年累计", 6, True),
        ("昆山市", "2023-12", "本年累计", 5, True),
    ]
    assert result.baseline is not None
    assert result.baseline.value == 78
    assert result.value == shown(world, None, INSTITUTE) == 78 + sum(s.value for s in result.steps)


def test_全市的占比是各板块的分子分母(world: World) -> None:
    for unit, top in (("昆山市", 110), ("太仓市", 20)):
        world.unit(unit, JUNE, {SHARE: {Measure.NUMERATOR: top, Measure.DENOMINATOR: 200}})
    result = found(world, WHOLE_CITY, SHARE)
    tops, bottoms = ([s.value for s in result.steps if s.measure == m] for m in ("分子", "分母"))
    assert result.value == shown(world, None, SHARE) == pytest.approx(100 * sum(tops) / sum(bottoms))


def _event(day: date, scope: str = "市外", **more: Any) -> dict[str, Any]:
    row = {"no": "", "name": f"推介会{day.month}月", "place": "上海", "scope": scope, "state": "已举办", "held": day, "sheet": "活动", "cell": "A4"}
    return {**row, "type": "板块招商活动", "host": "如皋市", **more}


def test_数出来的承诺是计入的每一站(nantong: World) -> None:
    nantong.unit("如皋市", JUNE, {}, events=[_event(date(2025, 6, 8)), _event(date(2025, 3, 2)), _event(date(2025, 6, 9), "市内")])
    nantong.unit("海安市", JUNE, {}, events=[_event(date(2025, 5, 5))])
    city, mine = (found(nantong, unit, "activity_per_year") for unit in (WHOLE_CITY, "如皋市"))
    assert (city.value, mine.value) == (3, 2)
    assert [(s.unit, s.raw, s.value, s.conversion) for s in city.steps] == [
        ("如皋市", "推介会3月", 1, "2025年3月2日，计一次"),
        ("海安市", "推介会5月", 1, "2025年5月5日，计一次"),
        ("如皋市", "推介会6月", 1, "2025年6月8日，计一次"),
    ]
    assert {(s.sheet, s.cell) for s in city.steps} == {("活动", "A4")}
    assert [s.unit for s in mine.steps] == ["如皋市", "如皋市"]


def test_洽谈的周数出自每次洽谈(nantong: World) -> None:
    talks = [{"day": date(2025, 6, day), "topic": f"洽谈{day}", "partner": "", "sheet": "洽谈", "cell": f"A{day}"} for day in (3, 4, 11)]
    nantong.unit("如皋市", JUNE, {}, talks=talks)
    result = found(nantong, WHOLE_CITY, "cadence_week_talk")
    assert result.value == shown(nantong, None, "cadence_week_talk") == 2
    assert [(s.raw, s.cell) for s in result.steps] == [("洽谈3", "A3"), ("洽谈4", "A4"), ("洽谈11", "A11")]


def test_原文与读出的数写法不同_说明怎样读的(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = World._fact
    written = iter(["1,234", "1234", "１２３４", "1234.0"])
    monkeypatch.setattr(World, "_fact", lambda *given: {**real(*given), "raw": next(written)})
    for unit in ("昆山市", "太仓市", "常熟市", "张家港市"):
        world.unit(unit, JUNE, {SME: 1234})
    at = moment(world.dash, "suzhou", JUNE)
    said = {s.raw: s.conversion for s in sources(world.dash, at, SME, JUNE, JUNE)}
    assert said == {"1,234": "“1,234”读作1234", "1234": "", "１２３４": "“１２３４”读作1234", "1234.0": "“1234.0”读作1234"}


def test_没有的指标(world: World) -> None:
    with pytest.raises(UsageError, match="苏州市没有指标无此项"):
        found(world, "昆山市", "无此项")


def test_期初之前应报的_没有来历(world: World) -> None:
    assert found(world, "昆山市", SHARE, Month(2022, 1)).steps == ()

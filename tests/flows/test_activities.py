"""活动：计划与上报归到一项，算在哪个月，逾期几场。"""

from datetime import date
from typing import Any

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.submissions import MonthState
from dashboard.flows.activities import Activity, activities
from dashboard.flows.moments import Moment, moment

FEB, MARCH, APRIL, DEC = Month(2023, 2), Month(2023, 3), Month(2023, 4), Month(2023, 12)


def held(day: date, no: str = "", name: str = "推介会", **more: Any) -> dict[str, Any]:
    """一站已举办的活动。"""
    row = {"no": no, "name": name, "host": "如皋市", "type": "板块招商活动", "theme": "", "place": "无锡", "scope": "市外"}
    return {**row, "state": "已举办", "held": day, "planned_words": "", "sheet": "活动", "cell": "A4", **more}


def planned(no: str = "", name: str = "推介会", **more: Any) -> dict[str, Any]:
    """一站计划的活动。"""
    return {**held(date(2023, 1, 1), no, name), "state": "计划", "held": None, **more}


def at(world: World, month: Month, finalized: bool = True) -> Moment:
    now = moment(world.dash, "nantong", month)
    return Moment(now.profile, month, now.version, None, MonthState.FINALIZED if finalized else MonthState.COLLECTING)


def named(world: World, no: str, month: Month = DEC, year: int = 2023, finalized: bool = True) -> Activity:
    """该年该编号的活动。"""
    (found,) = (a for a in activities(world.dash, at(world, month, finalized), year) if a.no == no)
    return found


def names(world: World, month: Month, year: int = 2023) -> list[str]:
    """上报新增的活动。"""
    return [a.name for a in activities(world.dash, at(world, month), year) if a.source == "上报"]


class Test归到一项:
    def test_编号对上的归到计划(self, nantong: World) -> None:
        nantong.unit("如皋市", MARCH, {}, events=[held(date(2023, 3, 9), "4", talks=5)])
        found = named(nantong, "4")
        assert (found.name, found.state, found.count, found.source) == ("如皋—江南大学校企对接活动", "held", 1, "附件4第4行")
        assert [s.talks for s in found.held_stops] == [5]
        assert names(nantong, DEC) == []

    def test_没写编号_同板块同名的也归到计划(self, nantong: World) -> None:
        nantong.unit("如皋市", MARCH, {}, events=[held(date(2023, 3, 9), "", "如皋—江南大学校企对接活动")])
        nantong.unit("海安市", MARCH, {}, events=[held(date(2023, 3, 9), "", "如皋—江南大学校企对接活动")])
        assert named(nantong, "4").state == "held"
        assert len(names(nantong, DEC)) == 1

    def test_几站归到一项_每站一场(self, nantong: World) -> None:
        stops = [held(date(2023, 2, 8), "2", place="南通"), held(date(2023, 3, 8), "2", place="南通")]
        nantong.department("市科技局", FEB, {})
        nantong.unit("如皋市", MARCH, {}, events=stops)
        found = named(nantong, "2")
        assert (found.count, len(found.held_stops), found.overdue) == (2, 2, 0)

    def test_先报计划后报举办_是同一站(self, nantong: World) -> None:
        nantong.unit("如皋市", FEB, {}, events=[planned(name="新增的会")])
        nantong.unit("如皋市", MARCH, {}, events=[held(date(2023, 3, 9), name="新增的会")])
        (found,) = (a for a in activities(nantong.dash, at(nantong, DEC), 2023) if a.name == "新增的会")
        assert (found.state, found.count, len(found.stops)) == ("held", 1, 1)

    def test_更正过的同一站_以最近一期为准(self, nantong: World) -> None:
        nantong.unit("如皋市", MARCH, {}, events=[held(date(2023, 3, 9), "4", talks=5)])
        nantong.unit("如皋市", APRIL, {}, events=[held(date(2023, 3, 9), "4", talks=8)])
        assert [s.talks for s in named(nantong, "4").held_stops] == [8]

    def test_没写场次的_没有场次(self, nantong: World) -> None:
        assert {no: named(nantong, no).count for no in ("3", "17", "28", "40", "47")} == dict.fromkeys(("3", "17", "28", "40", "47"))


class Test状态:
    def test_取消了(self, nantong: World) -> None:
        nantong.unit("如皋市", MARCH, {}, events=[planned("4", state="取消")])
        assert (named(nantong, "4").state, named(nantong, "4").overdue) == ("cancelled", 0)

    def test_一站取消一站举办_是已举办(self, nantong: World) -> None:
        nantong.unit("如皋市", MARCH, {}, events=[planned("2", state="取消", place="甲"), held(date(2023, 3, 8), "2", place="乙")])
        assert (named(nantong, "2").state, named(nantong, "2").overdue) == ("held", 0)

    def test_当时还没办(self, nantong: World) -> None:
        nantong.unit("如皋市", APRIL, {}, events=[held(date(2023, 4, 9), "4")])
        assert named(nantong, "4", MARCH).state == "planned"
        assert named(nantong, "4", APRIL).state == "held"


class Test算在哪个月:
    def test_已办的按实际_迟报的也算(self, nantong: World) -> None:
        nantong.unit("如皋市", APRIL, {}, events=[held(date(2023, 2, 9), name="迟报的会")])
        assert names(nantong, Month(2023, 1)) == []
        assert names(nantong, FEB) == ["迟报的会"]

    def test_跨年办的算在实际那年(self, nantong: World) -> None:
        nantong.unit("如皋市", Month(2024, 1), {}, events=[held(date(2023, 12, 30), name="年末的会")])
        assert names(nantong, Month(2024, 6), 2023) == ["年末的会"]
        assert names(nantong, Month(2024, 6), 2024) == []

    def test_计划的按期间_没写日期的按报的那期(self, nantong: World) -> None:
        nantong.unit("如皋市", FEB, {}, events=[planned(name="写了的", planned_words="2023年5-6月"), planned(name="没写的")])
        found = {a.name: a.planned for a in activities(nantong.dash, at(nantong, MARCH), 2023) if a.source == "上报"}
        assert (found["写了的"].first, found["写了的"].last, found["写了的"].precision) == (Month(2023, 5), Month(2023, 6), "月区间")
        assert (found["没写的"].first, found["没写的"].last, found["没写的"].precision) == (FEB, FEB, "单月")

    def test_去年的计划今年办了_今年也看得见(self, nantong: World) -> None:
        nantong.unit("如皋市", FEB + 12, {}, events=[held(date(2024, 2, 9), "4")])
        assert (named(nantong, "4", FEB + 12, 2024).state, named(nantong, "4", DEC).state) == ("held", "planned")


class Test逾期:
    @pytest.mark.parametrize(("month", "finalized", "overdue"), [(FEB, True, 0), (MARCH, False, 0), (MARCH, True, 1), (APRIL, False, 1)])
    def test_计划期过了还没报(self, nantong: World, month: Month, finalized: bool, overdue: int) -> None:
        """第4行写2023年3月：3月审定以后、或到了4月，才算逾期。"""
        assert named(nantong, "4", month, finalized=finalized).overdue == overdue

    def test_报了几场只缺其余的(self, nantong: World) -> None:
        """第2行两场：2月一场，3月一场。"""
        nantong.unit("如皋市", MARCH, {}, events=[held(date(2023, 3, 8), "2")])
        assert [named(nantong, "2", month).overdue for month in (FEB, MARCH, DEC)] == [1, 1, 1]

    def test_来年再看仍是逾期_后来补办了就不是(self, nantong: World) -> None:
        nantong.unit("如皋市", FEB + 12, {}, events=[held(date(2024, 2, 9), "4")])
        assert named(nantong, "4", Month(2024, 1)).overdue == 1
        assert named(nantong, "4", FEB + 12).overdue == 0

    def test_没写日期的和上报新增的不逾期(self, nantong: World) -> None:
        nantong.unit("如皋市", FEB, {}, events=[planned(name="新增的会", planned_words="2023年2月")])
        found = [a for a in activities(nantong.dash, at(nantong, DEC), 2023) if a.planned.first is None or a.source == "上报"]
        assert {a.overdue for a in found} == {0}
        assert found


def test_每年的活动年年有(world: World) -> None:
    for year in (2022, 2023, 2024):
        month = Month(year, 12)
        found = activities(world.dash, moment(world.dash, "suzhou", month), year)
        assert "苏州国际精英创业周" in [a.name for a in found]


def test_每年的活动_哪年办的只算哪年(world: World) -> None:
    day = {"no": "S1", "name": "苏州国际精英创业周", "host": "苏州市", "type": "品牌活动", "place": "苏州", "scope": "市内"}
    world.unit("昆山市", Month(2024, 7), {}, events=[{**day, "state": "已举办", "held": date(2024, 7, 8), "sheet": "活动", "cell": "A4"}])
    states = {}
    for year in (2023, 2024, 2025):
        found = activities(world.dash, moment(world.dash, "suzhou", Month(2025, 6)), year)
        states[year] = next(a.state for a in found if a.no == "S1")
    assert states == {2023: "planned", 2024: "held", 2025: "planned"}

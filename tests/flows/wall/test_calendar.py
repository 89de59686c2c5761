"""大屏上的活动：本周、今后两个月、最近举办；今天由测试定。"""

from datetime import date

from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.flows.moments import moment
from dashboard.flows.wall.calendar import deck

JUNE = Month(2025, 6)


def event(name: str, day: date, state: str = "已举办") -> dict[str, object]:
    return {
        "no": "", "name": name, "host": "昆山市", "type": "板块招商活动", "theme": "", "place": "上海", "scope": "市外", "state": state,
        "planned_words": "", "held": day, "tallies": "", "talks": 1, "signed": 1, "landed": 0, "sheet": "活动", "cell": "A4",
    }  # fmt: skip


def test_本周的排在最前并计入标题(world: World) -> None:
    world.unit("昆山市", JUNE, {}, events=[event("周二的推介会", date(2025, 6, 17)), event("上周的", date(2025, 6, 13)), event("取消的", date(2025, 6, 18), "取消")])
    world.finalize(JUNE)
    found = deck(world.dash, moment(world.dash, "suzhou"), date(2025, 6, 20))
    assert found.title == "本周1场活动"
    assert next((e.when, e.name, e.soon) for e in found.items) == ("本周二", "周二的推介会", True)
    assert "取消的" not in [e.name for e in found.items]


def test_周一到周日算本周(world: World) -> None:
    days = {date(2025, 6, 15): False, date(2025, 6, 16): True, date(2025, 6, 22): True, date(2025, 6, 23): False}
    world.unit("昆山市", JUNE, {}, events=[event(f"{day}", day) for day in days])
    world.finalize(JUNE)
    found = deck(world.dash, moment(world.dash, "suzhou"), date(2025, 6, 18))
    assert {e.name for e in found.items if e.soon} == {f"{day}" for day, inside in days.items() if inside}


def test_计划在今后两个月的列出原文日期(nantong: World) -> None:
    nantong.unit("海门区", Month(2023, 1), {})
    nantong.finalize(Month(2023, 1))
    found = deck(nantong.dash, moment(nantong.dash, "nantong"), date(2023, 2, 1))
    ahead = [e for e in found.items if not e.held]
    assert found.title.startswith("今后两个月")
    assert any("2023年2" in e.when for e in ahead)
    assert all("2023年12月" not in e.when for e in ahead)


def test_最近举办的只到审定月_近的在前(world: World) -> None:
    for month in (Month(2025, 4), Month(2025, 5), JUNE):
        world.unit("昆山市", month, {}, events=[event(f"{month.month}月的", date(2025, month.month, 10))])
    world.finalize(Month(2025, 4), Month(2025, 5))
    found = deck(world.dash, moment(world.dash, "suzhou"), date(2025, 7, 1))
    assert [e.name for e in found.items if e.held] == ["5月的", "4月的"]


def test_至多十二项(world: World) -> None:
    world.unit("昆山市", JUNE, {}, events=[event(f"第{n}场", date(2025, 6, n + 1)) for n in range(25)])
    world.finalize(JUNE)
    found = deck(world.dash, moment(world.dash, "suzhou"), date(2025, 6, 30))
    assert len(found.items) <= 12


def test_什么都没有时也说一句(world: World) -> None:
    world.unit("昆山市", JUNE, {})
    world.finalize(JUNE)
    assert deck(world.dash, moment(world.dash, "suzhou"), date(2025, 6, 20)).title == "本周没有活动"

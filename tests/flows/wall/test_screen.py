"""大屏的整幅：分区、成效、龙虎榜的句子、地址的来回。"""

from datetime import date

import pytest
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import Light, Standing
from dashboard.flows.moments import moment
from dashboard.flows.wall import counts
from dashboard.flows.wall.ask import Ask, Audience, Kind
from dashboard.flows.wall.decks import Deck
from dashboard.flows.wall.leaders import finding
from dashboard.flows.wall.screen import screen, zones

JUNE = Month(2025, 6)


def decks(count: int) -> list[list[Deck]]:
    return [[Deck(Kind.EVENTS, "", f"第{n}叠")] for n in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_四叠以内一区一叠(count: int) -> None:
    assert zones(decks(count)) == decks(count)


def test_多出来的接在最后一区() -> None:
    assert [[d.title for d in zone] for zone in zones(decks(5))] == [["第0叠"], ["第1叠"], ["第2叠"], ["第3叠", "第4叠"]]


def standing(unit: str, rank: int | None, change: int | None) -> Standing:
    return Standing(unit, None if rank is None else 100.0 - rank, rank, change, "", (), Light.ON_PACE, None, "")


@pytest.mark.parametrize(
    ("total", "title"),
    [
        ([standing("昆山市", 1, 0), standing("太仓市", 2, 3)], ("太仓市升至第2", "，昆山市居第1")),
        ([standing("昆山市", 1, 2), standing("太仓市", 2, None)], ("昆山市升至第1", "")),
        ([standing("昆山市", 1, None), standing("太仓市", 1, None)], ("昆山市、太仓市居第1", "")),
        ([standing("甲", 1, None), standing("乙", 1, None), standing("丙", 1, -1)], ("甲、乙等3个板块居第1", "")),
        ([standing("昆山市", None, None)], ("本月还没有可排的板块", "")),
    ],
)
def test_龙虎榜的标题(total: list[Standing], title: tuple[str, str]) -> None:
    assert finding(total) == title


def test_成效的个数(world: World) -> None:
    def project(n: int, day: date | None, lead: bool = True, withdrawn: date | None = None) -> dict[str, object]:
        return {
            "number": f"KC{n}", "credit_code": "", "name": f"项目{n}", "lead": lead, "factor": 1, "chain": "", "high_growth": n == 1,
            "source_place": "", "stage": "落地", "recognised": day, "withdrawn": withdrawn, "became_hte": None, "sheet": "科创项目", "cell": "A4",
        }  # fmt: skip

    rows = [project(1, date(2024, 5, 1)), project(2, date(2025, 3, 1)), project(3, None), project(4, date(2025, 1, 1), withdrawn=date(2025, 2, 1))]
    world.unit("昆山市", JUNE, {}, projects=[*rows, project(5, date(2025, 4, 1), lead=False)])
    world.finalize(JUNE)
    tiles = {t.name: t for t in counts.deck(world.dash, moment(world.dash, "suzhou")).items}
    assert tiles["认定科创项目"].value == "2"
    assert tiles["认定科创项目"].note == "2022年1月以来，2025年1个"
    assert tiles["高成长型科创项目"].value == "1"


@pytest.mark.parametrize("ask", [Ask("suzhou"), Ask("nantong", Audience.INTERNAL, 1.6)])
def test_地址写出去读得回来(ask: Ask) -> None:
    params = dict(pair.split("=") for pair in ask.href.partition("?")[2].split("&"))
    again = Ask.parse(params)
    assert (again.city, again.audience, again.scale) == (ask.city, ask.audience, ask.scale)


def test_同一版同一天只画一次(world: World) -> None:
    world.unit("昆山市", JUNE, {"foreign_rd_center_new": 12})
    world.finalize(JUNE)
    assert screen(world.dash, Ask("suzhou")) is screen(world.dash, Ask("suzhou"))


def test_没有这座城市(world: World) -> None:
    with pytest.raises(UsageError, match="没有城市wuxi"):
        screen(world.dash, Ask("wuxi"))

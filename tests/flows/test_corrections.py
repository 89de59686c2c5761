"""审定后更正：谁的哪个数改了，没改的不算。"""

from datetime import date

from tests.worlds import REVIEWER, SENDER, World

from dashboard.domain.month import Month
from dashboard.domain.submissions import Table
from dashboard.flows.corrections import corrected_units, corrections
from dashboard.flows.moments import Moment, moment

MAY, JUNE = Month(2025, 5), Month(2025, 6)
SME, AREA = "tech_sme_annual", "carrier_area"
TALK = {"day": date(2025, 6, 3), "topic": "洽谈", "partner": "某所", "sheet": "洽谈", "cell": "A4"}


def at(world: World, month: Month = JUNE, as_of: int | None = None) -> Moment:
    return moment(world.dash, "suzhou", month, as_of)


def _finalized(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 590, AREA: 10}, talks=[TALK])
    world.unit("太仓市", JUNE, {SME: 100})
    world.finalize(JUNE)


def test_审定之前的更正不算(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 1})
    world.unit("昆山市", JUNE, {SME: 2})
    assert corrections(world.dash, at(world)) == ()
    world.finalize(JUNE)
    assert corrections(world.dash, at(world)) == ()


def test_审定以后改了的数(world: World) -> None:
    _finalized(world)
    before = world.dash.version()
    world.unit("昆山市", JUNE, {SME: 600, AREA: 10}, talks=[TALK])
    (found,) = corrections(world.dash, at(world))
    assert (found.unit, found.table, found.indicator, found.measure, found.old, found.value) == ("昆山市", Table.FACTS, SME, "本年累计", 590, 600)
    assert (found.by, found.accepted_by, found.version) == (SENDER, REVIEWER, world.dash.version())
    assert corrections(world.dash, at(world, as_of=before)) == ()
    assert corrections(world.dash, at(world, MAY)) == ()


def test_标在哪些板块上_可只看一个指标(world: World) -> None:
    _finalized(world)
    world.unit("太仓市", JUNE, {SME: 101})
    world.unit("昆山市", JUNE, {SME: 590, AREA: 11}, talks=[TALK])
    assert corrected_units(world.dash, at(world)) == ("太仓市", "昆山市")  # 档案的先后
    assert corrected_units(world.dash, at(world), SME) == ("太仓市",)
    assert corrected_units(world.dash, at(world), AREA) == ("昆山市",)


def test_补报和撤掉(world: World) -> None:
    _finalized(world)
    world.unit("常熟市", JUNE, {SME: 50})
    world.unit("昆山市", JUNE, {SME: 590}, talks=[TALK])
    assert {(c.unit, c.indicator, c.old, c.value) for c in corrections(world.dash, at(world))} == {
        ("常熟市", SME, None, 50),
        ("昆山市", AREA, 10, None),
    }
    assert all(c.submission for c in corrections(world.dash, at(world)))


def test_部门改了一格_只标那个板块(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 1})
    world.department("市科技局", JUNE, {"昆山市": {SME: 1}, "太仓市": {SME: 2}})
    world.finalize(JUNE)
    world.department("市科技局", JUNE, {"昆山市": {SME: 1}, "太仓市": {SME: 3}})
    assert corrected_units(world.dash, at(world)) == ("太仓市",)


def test_清单改了标报送者_原样再报的不算(world: World) -> None:
    _finalized(world)
    world.unit("昆山市", JUNE, {SME: 590, AREA: 10}, talks=[{**TALK, "cell": "A9"}])
    assert corrections(world.dash, at(world)) == ()
    world.unit("昆山市", JUNE, {SME: 590, AREA: 10}, talks=[TALK, {**TALK, "topic": "又一次"}])
    (found,) = corrections(world.dash, at(world))
    assert (found.unit, found.table, found.indicator, found.value) == ("昆山市", Table.TALKS, "", None)


def test_改回来就不是更正(world: World) -> None:
    _finalized(world)
    world.unit("太仓市", JUNE, {SME: 101})
    assert corrected_units(world.dash, at(world)) == ("太仓市",)
    world.unit("太仓市", JUNE, {SME: 100})
    assert corrected_units(world.dash, at(world)) == ()

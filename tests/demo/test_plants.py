"""安排进去的真实情形：迟报、未报、更正、核定对账、下降、写乱、共建，逐件在看板里看得到。"""

import json
import zipfile
from io import BytesIO

import pytest

from dashboard.demo.packets import MARK
from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, UnitActual
from dashboard.domain.submissions import SIMULATED_BY, MonthState, State, Submission
from dashboard.flows import documents, rank, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import goals, project_shares
from dashboard.flows.moments import moment
from dashboard.flows.reporting import month_reporting

JUNE, MAY, MARCH = Month(2025, 6), Month(2025, 5), Month(2025, 3)
CITIES = pytest.mark.parametrize("city", ["suzhou", "nantong"])


def result(dash: Dashboard, city: str, goal: str, month: Month, version: int | None = None) -> GoalResult:
    return next(r for r in goals(dash, moment(dash, city, month, version)) if r.goal.id == goal)


def part(found: GoalResult, unit: str) -> UnitActual:
    return next(p for p in found.parts if p.unit == unit)


def sent(dash: Dashboard, city: str, month: Month, unit: str) -> list[Submission]:
    """某板块某月的上报，旧的在前。"""
    return [s for s in reversed(dash.store.submissions(city, month.code)) if s.header.unit == unit]


def first(one: Submission) -> bool:
    """不是更正，也没有被退回。"""
    return not one.replaces and one.state is not State.RETURNED


def names_sender(one: Submission) -> str:
    return one.by.removeprefix(SIMULATED_BY)


@CITIES
def test_上报人审核人都写明是模拟(demo_dash: Dashboard, city: str) -> None:
    found = demo_dash.store.submissions(city)
    assert len(found) > 40
    assert all(s.by.startswith(SIMULATED_BY) for s in found)
    assert all((s.accepted_by or "").startswith(SIMULATED_BY) for s in found if s.state is not State.RETURNED)
    assert {names_sender(s) for s in found if s.header.unit} == set(demo_dash.profile(city, demo_dash.version()).unit_names)
    assert demo_dash.simulated(city)


def test_工作簿里也写明是模拟数据(demo_dash: Dashboard) -> None:
    (one,) = sent(demo_dash, "nantong", JUNE, "启东市")
    assert MARK in one.file_name
    with zipfile.ZipFile(BytesIO(demo_dash.store.source(one.id))) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert f"【{MARK}】" in text


@CITIES
def test_月份都已审定(demo_dash: Dashboard, city: str) -> None:
    at = moment(demo_dash, city)
    assert (at.month, at.state) == (JUNE, MonthState.FINALIZED)


@pytest.mark.parametrize(("city", "unit", "goal"), [("suzhou", "吴江区", "tech_sme_annual"), ("nantong", "如东县", "iur_projects_new")])
def test_迟报的在别人之后才接收(demo_dash: Dashboard, city: str, unit: str, goal: str) -> None:
    (late,) = sent(demo_dash, city, JUNE, unit)
    assert late.version is not None
    others = {s.version for s in demo_dash.store.submissions(city, JUNE.code) if s.header.unit not in (None, unit) and first(s)}
    assert others == {late.version - 1}
    before, after = (result(demo_dash, city, goal, JUNE, late.version - back) for back in (1, 0))
    assert (before.reported, after.reported) == (after.reporters - 1, after.reporters)
    assert part(before, unit).carried


@pytest.mark.parametrize(("city", "unit", "goal"), [("suzhou", "姑苏区", "tech_sme_annual"), ("nantong", "通州湾示范区", "iur_projects_new")])
def test_未报的沿用上月_不排名(demo_dash: Dashboard, city: str, unit: str, goal: str) -> None:
    assert not sent(demo_dash, city, MAY, unit)
    found = result(demo_dash, city, goal, MAY)
    assert found.missing == (unit,)
    assert part(found, unit).since == Month(2025, 4)
    boards = rank.leaderboard(demo_dash, moment(demo_dash, city, MAY)).groups
    (mine,) = [s for g in boards for s in g.boards[Contest.TOTAL] if s.unit == unit]
    assert mine.rank is None


@pytest.mark.parametrize(("city", "unit"), [("suzhou", "吴中区"), ("nantong", "海安市")])
def test_审定后的更正改变位次(demo_dash: Dashboard, city: str, unit: str) -> None:
    wrong, right = sent(demo_dash, city, JUNE, unit)
    assert (wrong.state, right.state, right.replaces) == (State.SUPERSEDED, State.ACCEPTED, wrong.id)
    finalized = demo_dash.store.finalized_version(city, JUNE, demo_dash.version())
    assert right.version is not None
    assert finalized is not None
    assert finalized < right.version

    def ranks(version: int) -> dict[tuple[Contest, str], int | None]:
        board = rank.leaderboard(demo_dash, moment(demo_dash, city, JUNE, version))
        return {(c, s.unit): s.rank for g in board.groups for c in Contest for s in g.boards[c]}

    before, after = ranks(right.version - 1), ranks(right.version)
    assert any(after[key] != rank for key, rank in before.items() if key[1] == unit)


@pytest.mark.parametrize(
    ("city", "goal", "gaps"),
    [
        ("suzhou", "tech_contract_value", {"昆山市": -3.85, "常熟市": -1.2}),
        ("nantong", "iur_projects_new", {"海安市": -6, "崇川区": -3}),
    ],
)
def test_核定与初报有差额_以核定为准(demo_dash: Dashboard, city: str, goal: str, gaps: dict[str, float]) -> None:
    found = result(demo_dash, city, goal, JUNE)
    differ = {p.unit: round(p.final - p.first, 6) for p in found.parts if p.first is not None and p.final is not None and p.final != p.first}
    known = demo_dash.profile(city, demo_dash.version()).goal_by_id[goal]
    assert str(known.authority) == "核定"
    assert differ == gaps
    for unit in gaps:
        assert part(found, unit).value == part(found, unit).final


@CITIES
def test_孵化载体二季度比一季度少(demo_dash: Dashboard, city: str) -> None:
    before, after = (result(demo_dash, city, "incubator_province", month).actual for month in (MARCH, JUNE))
    assert before is not None
    assert after is not None
    assert after < before


@pytest.mark.parametrize(("city", "unit"), [("suzhou", "相城区"), ("nantong", "海门区")])
def test_全角数字读得成_有提示(demo_dash: Dashboard, city: str, unit: str) -> None:
    (one,) = sent(demo_dash, city, JUNE, unit)
    (report,) = uploads.check_books(demo_dash, [(one.file_name, demo_dash.store.source(one.id))])
    assert report.ok
    assert any(p.rule == "conversion" and "全角" in p.message for p in report.problems)


@CITIES
def test_共建项目的系数合计为1_只有一个牵头(demo_dash: Dashboard, city: str) -> None:
    shares: dict[str, list[tuple[bool, float]]] = {}
    for share in project_shares(demo_dash, moment(demo_dash, city, JUNE)):
        shares.setdefault(share.number, []).append((share.lead, share.factor))
    joint = [found for found in shares.values() if len(found) > 1]
    assert joint
    assert all(round(sum(factor for _, factor in found), 6) == 1 for found in shares.values())
    assert all(sum(lead for lead, _ in found) == 1 for found in shares.values())


def test_南通当月认定的项目数就是本月数(demo_dash: Dashboard) -> None:
    """台账与指标对得上：每个板块牵头、当月认定的项目数等于“科创项目”的本月数。"""
    found = project_shares(demo_dash, moment(demo_dash, "nantong", JUNE))
    before = result(demo_dash, "nantong", "sci_project_new", MAY)
    for now in result(demo_dash, "nantong", "sci_project_new", JUNE).parts:
        if now.value is None or part(before, now.unit).carried:
            continue
        listed = sum(s.unit == now.unit and s.lead and s.recognised is not None and Month(s.recognised.year, s.recognised.month) == JUNE for s in found)
        assert listed == now.value - (part(before, now.unit).value or 0), now.unit


def test_只在预料之中有需说明的问题(demo_dash: Dashboard) -> None:
    """模拟的工作簿不该有阻断；需说明的只有总数下降、累计对不上、增量在季节高峰里不寻常。"""
    for city in ("suzhou", "nantong"):
        files = [(s.file_name, demo_dash.store.source(s.id)) for s in demo_dash.store.submissions(city, JUNE.code) if first(s)]
        rules = {p.rule for report in uploads.check_books(demo_dash, files) for p in report.problems if str(p.level) != "hint"}
        assert rules <= {"fall", "adds_up", "unusual"}, rules


@pytest.mark.parametrize(("city", "unit"), [("suzhou", "常熟市"), ("nantong", "崇川区")])
def test_退回的改好重报_仍是及时_不是一次通过(demo_dash: Dashboard, city: str, unit: str) -> None:
    wrong, again = sent(demo_dash, city, JUNE, unit)
    assert (wrong.state, again.state) == (State.RETURNED, State.ACCEPTED)
    (turn,) = (t for t in demo_dash.store.turns(city) if t.submission == wrong.id)
    assert turn.by.startswith(SIMULATED_BY)
    assert wrong.at < turn.at < again.at
    units = month_reporting(demo_dash, city, JUNE).this_month.units
    assert [(s.owner, n) for s, n in units.returns.each] == [(unit, 1)]
    assert unit in [s.owner for s in units.timely.counted]
    assert [s.owner for s in units.first_pass.others] == [unit]


@pytest.mark.parametrize(("city", "unit"), [("suzhou", "吴江区"), ("nantong", "如东县")])
def test_只有迟报的不及时(demo_dash: Dashboard, city: str, unit: str) -> None:
    found = month_reporting(demo_dash, city, JUNE).this_month.units.timely
    assert [s.owner for s in found.others] == [unit]


@CITIES
@pytest.mark.parametrize("group", [None, "全部板块"])
def test_每个月每张榜_各项加起来就是得分(demo_dash: Dashboard, city: str, group: str | None) -> None:
    scored = 0
    for month in (MARCH, MAY, JUNE):
        board = rank.leaderboard(demo_dash, moment(demo_dash, city, month))
        for found in json.loads(json.dumps(documents.leaderboard(board, group)))["groups"]:
            for standing in (s for ranked in found["boards"].values() for s in ranked if s["score"] is not None):
                assert sum(p["score"] for p in standing["parts"]) == pytest.approx(standing["score"], rel=0, abs=1e-9)
                scored += 1
    assert scored or (city, group) == ("suzhou", "全部板块"), "苏州只有一个分组，没有另排的"

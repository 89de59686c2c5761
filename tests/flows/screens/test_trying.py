"""试算的旋钮：链接就是草稿；拨了的照拨的，没拨的按比例分剩下的，怎样拨都成立。"""

import re
from datetime import date
from html import unescape

import pytest
from tests.worlds import World

from dashboard import profiles
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, UsageError
from dashboard.flows import whatif
from dashboard.flows.moments import moment
from dashboard.flows.screens.dials import Board, Dial, draft
from dashboard.flows.screens.trying import trial
from dashboard.flows.screens.where import Where, follow
from dashboard.wording.numbers import percent

JUNE = Month(2025, 6)
SME = "tech_sme_annual"
UNITS = ("昆山市", "太仓市", "常熟市", "吴江区")


@pytest.fixture
def office(world: World) -> World:
    """四家的进度和项目各不相同，5月、6月审定；都落后序时，吴江连着两月落后得多。"""
    for month in (Month(2025, 5), JUNE):
        for n, unit in enumerate(UNITS):
            head = {"credit_code": "", "lead": True, "factor": 1, "stage": "落地", "sheet": "科创项目", "cell": "A4", "recognised": date(2025, month.month, 9)}
            projects = [
                {**head, "number": f"KC{month.code}{n}{k}", "name": "项目", "chain": "生物医药" if k < n else "其他", "high_growth": k < n, "has_capital": k < n} for k in range(4)
            ]
            world.unit(unit, month, {SME: (95 - 7 * n) * month.month}, projects=projects)
    world.tasks(2025, {unit: {SME: 1200} for unit in UNITS})
    world.finalize(Month(2025, 5), JUNE)
    return world


def at(text: str = "") -> Where:
    return Where("leaderboard", "suzhou", JUNE, picks={"view": "whatif", **({"set": text} if text else {})})


def board(office: World, where: Where) -> Board:
    here = moment(office.dash, "suzhou", JUNE)
    found = whatif.tried(office.dash, here, draft(where))
    return Board(where, here.profile, found.base, found.rules, found.changes)


def dials(office: World, where: Where) -> dict[str, Dial]:
    return {d.name: d for panel in board(office, where).panels() for d in panel.dials}


def shown(office: World, where: Where) -> str:
    return unescape(trial(office.dash, where).html)


def test_拨一下就是改一处_地址里带着(office: World) -> None:
    where = follow(dials(office, at())["比进度"].more)
    assert where.pick("set") == "boards.pace=0.3"
    found = dials(office, where)
    assert (found["比进度"].value, found["比进度"].was) == ("30.0%", "25.0%")
    assert [found[n].value for n in ("比质量", "赛成绩", "争贡献")] == ["23.3%"] * 3


def test_拨到整5的倍数(office: World) -> None:
    where = at("boards.pace=0.3")
    assert draft(follow(dials(office, where)["比质量"].more)) == [profiles.change("boards.pace=0.3"), profiles.change("boards.quality=0.25")]


def test_四个权重都拨过_最早拨的由它补足_合计总是1(office: World) -> None:
    where = at()
    for name in ("比进度", "比质量", "赛成绩", "争贡献", "争贡献", "比进度"):
        where = follow(dials(office, where)[name].more)
        here = moment(office.dash, "suzhou", JUNE)
        weights = whatif.tried(office.dash, here, draft(where)).rules.weights.values()
        assert sum(weights) == pytest.approx(1)
    assert len(draft(where)) == 3


def test_到头的不给链接(office: World) -> None:
    assert dials(office, at("boards.pace=1"))["比进度"].more == ""
    assert dials(office, at("boards.pace=0.05"))["比进度"].less == ""


def test_拨回原来的参数_草稿里就没有这一处(office: World) -> None:
    up = follow(dials(office, at())["序时完成率封顶"].more)
    assert up.pick("set") == "boards.pace.有任务的目标.cap=1.3"
    assert follow(dials(office, up)["序时完成率封顶"].less).pick("set") == ""


def test_每一个旋钮拨上拨下都成立(office: World) -> None:
    for found in dials(office, at()).values():
        for href in filter(None, (found.less, found.more)):
            changes = draft(follow(href))
            assert whatif.tried(office.dash, moment(office.dash, "suzhou", JUNE), changes).changed, href


def test_改过的各处写出来_点了还原(office: World) -> None:
    found = board(office, at("boards.pace=0.3;boards.quality.to_hte=0.3;light=连续")).undone()
    assert [c.text for c in found] == ["比进度权重：25.0%→30.0%", "比质量·转高企占比权重：20.0%→30.0%", "亮灯办法：本市自己的→连续"]
    assert follow(found[1].href).pick("set") == "boards.pace=0.3;light=连续"


def test_画面上位次与现行的并排_写为什么(office: World) -> None:
    html = shown(office, at("boards.quality=0.7"))
    assert re.search(r"试算：\d个板块的位次有变", html)
    assert percent(0.7) in html
    assert "没有保存" in html


def test_换亮灯办法_两个灯并排_印两个的出处(office: World) -> None:
    html = shown(office, at("light=连续"))
    assert "位次都不变" in html
    assert "个板块换了灯" in html
    assert "现行的亮灯：百分点v1，出处：银川市" in html
    assert "试算的亮灯：连续v1，出处：《三亚市推进项目建设红黄绿亮牌督办机制》（2022年5月）" in html
    assert "不是本市现行的" in html
    assert re.search(r'href="\./\?[^"]*view=matrix[^"]*"', html)


@pytest.mark.parametrize(("text", "said"), [("boards.pace", "读不出改什么"), ("boards.x=1", "没有“boards.x”这一处可改"), ("light=红灯", "没有亮灯预设“红灯”。可用：百分点"), ("boards.pace=2", "权重之和")])
def test_地址里的草稿写得不对说清楚(office: World, text: str, said: str) -> None:
    with pytest.raises((InputError, UsageError), match=said):
        trial(office.dash, at(text))


def test_收数中的月份不试算(world: World) -> None:
    world.unit("昆山市", JUNE, {SME: 1})
    assert "还在收数" in trial(world.dash, at()).title

"""报送墙的画面：每格的状态和链接，比率带名单，标题是结论，催报清单；没结束的月份不说未报。"""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from tests.storage.samples import report
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.figures.picture import Picture
from dashboard.flows.moments import moment
from dashboard.flows.screens.reporting import reporting
from dashboard.flows.screens.where import Where
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import ledger

JUNE = Month(2025, 6)
SetTo = Callable[[datetime], None]


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> SetTo:
    return lambda moment: monkeypatch.setattr(ledger, "now", lambda: moment)


@pytest.fixture
def june(world: World, set_to: SetTo) -> World:
    """昆山6月按时、已通过；太仓迟报两天、待审；其余没报；现在是7月11日。"""
    set_to(datetime(2025, 7, 7, 23, 59, tzinfo=BEIJING))
    world.unit("昆山市", JUNE, {"tech_sme_annual": 1})
    set_to(datetime(2025, 7, 9, 9, tzinfo=BEIJING))
    world.dash.store.submit([report(1, "太仓市", JUNE)])
    set_to(datetime(2025, 7, 11, 9, tzinfo=BEIJING))
    return world


def picture(world: World, **picks: str) -> Picture:
    where = Where("submissions", "suzhou", JUNE, None, {"do": "reporting", **picks})
    return reporting(world.dash, where, moment(world.dash, "suzhou", JUNE))


def cells(html: str, owner: str) -> list[str]:
    """一个单位十二个月的格子，只留文字。"""
    (row,) = re.findall(rf"<tr><th>{owner}</th>(.*?)</tr>", html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def test_每格的状态(june: World) -> None:
    html = picture(june).html
    assert cells(html, "昆山市")[4:8] == ["逾期 迟32天", "通过", "·", "·"]
    assert cells(html, "太仓市")[5] == "已报 迟2天"
    assert cells(html, "常熟市")[5] == "逾期 迟4天"
    assert cells(html, "市统计局")[3:6] == ["—", "—", "逾期 迟1天"]


def test_待审的去审核_没报的去填报(june: World) -> None:
    html = picture(june).html
    (sent,) = (s for s in june.dash.store.submissions("suzhou", JUNE.code) if s.header.unit == "太仓市")
    assert f"submissions?city=suzhou&amp;month=2025-06&amp;do=review&amp;id={sent.id}" in html
    assert re.search(r"submissions\?city=suzhou&amp;month=2025-05&amp;do=fill&amp;kind=unit&amp;owner=%E6%98%86%E5%B1%B1%E5%B8%82", html)


def test_标题是结论_比率有名单_写明截止(june: World) -> None:
    found = picture(june)
    assert found.title.startswith("2025年6月")
    assert "逾期未报：张家港市、常熟市、吴江区、吴中区等" in found.title
    text = " ".join(re.sub(r"<[^>]+>", " ", found.html).split())
    assert "板块6月 2/10（20.0%） 未报：张家港市、" in text
    assert "1/10（10.0%） 不及时：张家港市、常熟市、太仓市、" in text
    assert "6月板块月报：7月7日24:00截止，已过4天" in text


def test_截止以前说还有几天(june: World, set_to: SetTo) -> None:
    set_to(datetime(2025, 7, 4, 9, tzinfo=BEIJING))
    html = picture(june).html
    assert "6月板块月报：7月7日24:00截止，还有3天" in html
    assert cells(html, "常熟市")[5] == "未报"


def test_催报清单(june: World) -> None:
    found = picture(june, view="reminders")
    assert "逾期没有报上来" in found.title
    assert "2025年6月板块月报" in found.html
    assert "2025年7月7日24:00" in found.html
    assert not re.search(r"<td>昆山市</td><td>2025年6月", found.html)


def test_没有要催的(world: World, set_to: SetTo) -> None:
    set_to(datetime(2025, 1, 20, 9, tzinfo=BEIJING))
    where = Where("submissions", "suzhou", Month(2025, 1), None, {"do": "reporting", "view": "reminders"})
    found = reporting(world.dash, where, moment(world.dash, "suzhou", Month(2025, 1)))
    assert found.title == "2025年1月应报的都报了，没有要催的"
    assert "<table" not in found.html

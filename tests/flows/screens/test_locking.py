"""锁定与开锁的画面：没锁、锁着、开着；选一家来开；记录都在。"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.intake.workbench import Bench
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind
from dashboard.figures.picture import Picture
from dashboard.flows import locks, uploads
from dashboard.flows.moments import moment
from dashboard.flows.screens import submissions
from dashboard.flows.screens.locking import chosen_header
from dashboard.flows.screens.reporting import reporting
from dashboard.flows.screens.where import Where
from dashboard.metrics.deadlines import midnight
from dashboard.storage import ledger

MONTH = Month(2026, 11)
LOCK = midnight(date(2026, 12, 18))
KUNSHAN = Header(Kind.UNIT, "suzhou", "昆山市", None, MONTH.code)


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda at: monkeypatch.setattr(ledger, "now", lambda: at)


def where(**picks: str) -> Where:
    return Where("submissions", "suzhou", MONTH, None, {"do": "reporting", "view": "locks", **picks})


def picture(world: World, **picks: str) -> Picture:
    return reporting(world.dash, where(**picks), moment(world.dash, "suzhou", MONTH))


def row(html: str, owner: str) -> str:
    (found,) = re.findall(rf"<tr[^>]*><td>{owner}</td><td>2026年11月板块月报.*?</tr>", html)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_没锁_锁着_开着(world: World, set_to: Callable[[datetime], None]) -> None:
    set_to(LOCK - timedelta(seconds=1))
    before = picture(world)
    assert before.title == "2026年11月的报表没有锁，可以报、可以更正"
    assert row(before.html, "昆山市") == "昆山市 2026年11月板块月报 2026年12月17日24:00锁定 —"
    set_to(LOCK)
    locked = picture(world)
    assert locked.title == "2026年11月锁着10份报表，要再报、更正的先开锁"
    assert row(locked.html, "昆山市") == "昆山市 2026年11月板块月报 2026年12月17日24:00已锁定 开锁…"
    assert "没有开过锁" in locked.html
    locks.unlock(world.dash, KUNSHAN, "李四", "统计局更正<口径>")
    opened = picture(world)
    assert opened.title == "2026年11月开着1家的锁：昆山市"
    assert "2026年12月17日24:00已锁定，李四批准开到2026年12月23日24:00" in row(opened.html, "昆山市")
    assert "统计局更正&lt;口径&gt;" in opened.html


def test_选一家来开(world: World, set_to: Callable[[datetime], None]) -> None:
    at = moment(world.dash, "suzhou", MONTH)
    set_to(LOCK)
    assert chosen_header(world.dash, where(kind="unit", owner="昆山市"), at) == KUNSHAN
    assert chosen_header(world.dash, where(kind="unit", owner="天上"), at) is None
    assert chosen_header(world.dash, where(), at) is None
    set_to(LOCK - timedelta(seconds=1))
    assert chosen_header(world.dash, where(kind="unit", owner="昆山市"), at) is None


def test_锁着的填报处说清楚_清单里也写全(world: World, set_to: Callable[[datetime], None]) -> None:
    set_to(LOCK)
    content = Bench(month=MONTH).put("tech_sme_annual", 本年累计=12).content()
    here = submissions.desk(world.dash, Where("submissions", "suzhou", MONTH, None, {"kind": "unit", "owner": "昆山市"}))
    (report,) = uploads.check_books(world.dash, [("昆山.xlsx", content)])
    top = submissions.top(world.dash, here, [("昆山.xlsx", content)], [report]).html
    assert "昆山市2026年11月板块月报已于2026年12月17日24:00锁定，不能再报" in top
    assert "（已锁上）" in top
    listed = submissions.findings(world.dash, here, 0, content, report, report).html
    assert "已于2026年12月17日24:00锁定，不能再报，也不能更正。<b>请向市级审核说明理由" in listed

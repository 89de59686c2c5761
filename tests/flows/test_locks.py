"""锁定与开锁：锁上的前一秒能报，零时起不能；开锁有理由、有期限、到时自己锁上；更正也要开锁；进审计。"""

import io
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, Level, UsageError
from dashboard.domain.submissions import Header, Kind, State
from dashboard.flows import locks, reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.metrics.deadlines import BEIJING, midnight
from dashboard.storage import ledger

MONTH = Month(2026, 11)
KUNSHAN = Header(Kind.UNIT, "suzhou", "昆山市", None, MONTH.code)
LOCK = midnight(date(2026, 12, 18))  # 12月7日截止，10天以后
SECOND = timedelta(seconds=1)
SetTo = Callable[[datetime], None]


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> SetTo:
    """把服务器的钟拨到一个时间。"""

    def dial(moment: datetime) -> None:
        monkeypatch.setattr(ledger, "now", lambda: moment)

    dial(datetime(2026, 12, 5, 9, 0, tzinfo=BEIJING))
    return dial


def send(dash: Dashboard, total: int, owner: str = "昆山市", month: Month = MONTH, replaces: str | None = None) -> uploads.Outcome:
    book = Bench(owner=owner, month=month).put("tech_sme_annual", 本年累计=total).content()
    (found,) = uploads.submit(dash, [(f"{owner}.xlsx", book)], by="张三", replaces=replaces)
    return found


def test_锁上前一秒能报_零时起不能(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK - SECOND)
    assert send(dash, 1).submission is not None
    set_to(LOCK)
    refused = send(dash, 2)
    assert refused.submission is None
    problem = refused.report.problems[0]
    assert (problem.level, problem.rule) == (Level.ERROR, "locked")
    assert problem.message == (
        "昆山市2026年11月板块月报已于2026年12月17日24:00锁定，不能再报，也不能更正。"
        "请向市级审核说明理由，由其在“数据上报”的“报送情况—锁定与开锁”开锁（或用dashboard unlock）后再报。"
    )
    assert len(reviewing.submissions(dash, "suzhou", MONTH)) == 1


def test_检查时就说锁定(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK)
    book = Bench(month=MONTH).put("tech_sme_annual", 本年累计=1).content()
    (report,) = uploads.check_books(dash, [("昆山市.xlsx", book)])
    assert [p.rule for p in report.problems if p.level is Level.ERROR] == ["locked"]


def test_起锁的月份以前照报(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK + timedelta(400))
    assert send(dash, 1, month=Month(2026, 10)).submission is not None


def test_开锁_报进去_到时自己锁上(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK)  # 周五
    made = locks.unlock(dash, KUNSHAN, "李四", "统计局更正口径")
    assert made.until == midnight(date(2026, 12, 24))  # 21、22、23日三个工作日
    assert send(dash, 1).submission is not None
    set_to(made.until - SECOND)
    assert send(dash, 2).submission is not None
    assert send(dash, 3, owner="太仓市").submission is None, "只开了昆山市的"
    set_to(made.until)
    assert send(dash, 4).submission is None
    assert locks.lock(dash, KUNSHAN) == locks.Lock(LOCK, True, None)


def test_锁定的月份更正也要开锁(dash: Dashboard, set_to: SetTo) -> None:
    first = send(dash, 1)
    assert first.submission is not None
    reviewing.accept(dash, [first.submission.id], by="李四")
    set_to(LOCK)
    assert send(dash, 2, replaces=first.submission.id).submission is None
    locks.unlock(dash, KUNSHAN, "李四", "上报的数有误", until=date(2026, 12, 18))
    second = send(dash, 2, replaces=first.submission.id)
    assert second.submission is not None
    set_to(midnight(date(2026, 12, 19)))
    assert reviewing.accept(dash, [second.submission.id], by="李四"), "锁上以前报的，锁上以后照样审核"
    assert dash.store.submission(first.submission.id).state is State.SUPERSEDED


def test_要开着才能办(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK - SECOND)
    locks.require_open(dash, KUNSHAN)
    set_to(LOCK)
    with pytest.raises(InputError, match="已于2026年12月17日24:00锁定"):
        locks.require_open(dash, KUNSHAN)
    locks.unlock(dash, KUNSHAN, "李四", "统计局更正口径")
    locks.require_open(dash, KUNSHAN)


def test_开锁进审计(dash: Dashboard, set_to: SetTo, data_dir: Path) -> None:
    set_to(LOCK)
    locks.unlock(dash, KUNSHAN, " 李四 ", "统计局更正口径")
    with sqlite3.connect(data_dir / "ledger.sqlite") as connection:
        rows = connection.execute("SELECT by, action, city, owner, subject, detail FROM audit WHERE action = 'unlock'").fetchall()
    connection.close()
    assert rows == [("李四", "unlock", "suzhou", "昆山市", "202611", "2026年11月开锁到2026年12月23日24:00：统计局更正口径")]
    assert [(u.owner, u.by) for u in locks.unlocks(dash, "suzhou")] == [("昆山市", "李四")]


@pytest.mark.parametrize(
    ("until", "reason", "message"),
    [
        (None, "补报", "请写明开锁的理由，至少4个字。"),
        (date(2026, 12, 17), "统计局更正口径", "开到2026-12-17为止已经过去了"),
        (date(2027, 2, 17), "统计局更正口径", "开锁最多60天，请写2027-02-16或以前的日子。"),
    ],
)
def test_开锁要有理由有期限(dash: Dashboard, set_to: SetTo, until: date | None, reason: str, message: str) -> None:
    set_to(LOCK)
    with pytest.raises((InputError, UsageError), match=message):
        locks.unlock(dash, KUNSHAN, "李四", reason, until)


def test_没锁上的不用开(dash: Dashboard, set_to: SetTo) -> None:
    set_to(LOCK - SECOND)
    with pytest.raises(InputError, match="昆山市2026年11月板块月报没有锁上，2026年12月17日24:00才锁定，不用开锁。"):
        locks.unlock(dash, KUNSHAN, "李四", "统计局更正口径")
    with pytest.raises(InputError, match="没有锁上，没有设锁，不用开锁"):
        locks.unlock(dash, Header(Kind.UNIT, "suzhou", "昆山市", None, 202506), "李四", "统计局更正口径")


def test_模板上印着截止(dash: Dashboard) -> None:
    book = openpyxl.load_workbook(io.BytesIO(uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, 202506)))
    assert "期间：2025年6月　　请于2025年7月7日24:00前上报　　填报人：" in str(book["指标月报"]["B2"].value)
    assert any(str(cell.value).startswith("请于2025年7月7日24:00前上报；") for (cell,) in book["说明"]["B1:B12"])
    (report,) = uploads.check_books(dash, [("昆山市.xlsx", uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, 202506))])
    assert not [p for p in report.problems if p.rule == "header_differs"]

"""与上月相比变化最大的几项：累计比增量，没有上月的不列。"""

from pathlib import Path

import pytest
from tests.flows.test_uploads import JUNE, SME, accepted, book
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.problems import Level
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.changes import Change, changes


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def test_累计比增量_见上的写明(dash: Dashboard) -> None:
    for total, month in ((10, Month(2025, 3)), (14, Month(2025, 4)), (18, Month(2025, 5))):
        accepted(dash, total, month)
    (report,) = uploads.check_books(dash, [book(30)])
    (found,) = changes(dash, report)
    assert (found.what, found.before, found.now, found.share) == ("当月增加", 4, 12, 2)
    (fallen,) = uploads.check_books(dash, [book(5)])
    (found,) = changes(dash, fallen)
    assert (found.level, found.share < 0) == (Level.EXPLAIN, True)


def test_没有上月的_变化小的不列(dash: Dashboard) -> None:
    accepted(dash, 10, Month(2025, 4))
    (report,) = uploads.check_books(dash, [book(30)])
    assert changes(dash, report) == []
    (targets,) = uploads.check_books(dash, [("甲.xlsx", Bench(month=JUNE).content())])
    assert changes(dash, targets) == []
    assert Change("甲", "家", "本月", 10, 9, None).share == -0.1


def test_有本月数的比本月(dash: Dashboard) -> None:
    may = Bench(month=Month(2025, 5)).put(SME, 本月=5, 本年累计=20).content()
    uploads.submit(dash, [("五月.xlsx", may)], by="张三", accept_by="李四")
    (report,) = uploads.check_books(dash, [("六月.xlsx", Bench().put(SME, 本月=10, 本年累计=30).content())])
    assert [(c.what, c.before, c.now) for c in changes(dash, report)] == [("本月", 5, 10)]

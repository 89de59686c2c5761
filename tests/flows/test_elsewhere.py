"""同样的字节报给了两处：先问传错没有，答了才收，答复随上报存下。"""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.test_uploads import JUNE, book

from dashboard.domain.month import Month
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header, Kind
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.storage.contract import NewSubmission

SURE = Reply(ReplyKind.ANSWER, "", "", "没有传错", "same_bytes")


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def sent_by(dash: Dashboard, header: Header) -> None:
    """同样的字节已以 header 报过。"""
    slices = tuple(replace(s, owner=header.owner, period=header.period) for s in uploads.check_books(dash, [book(5)])[0].slices)
    dash.store.submit([NewSubmission(header, "月报.xlsx", book(5)[1], "王五", {}, slices)])


@pytest.mark.parametrize("header", [Header(Kind.UNIT, "suzhou", "太仓市", None, JUNE.code), Header(Kind.UNIT, "suzhou", "昆山市", None, Month(2025, 5).code)])
def test_报给别的单位或期间过的先问(dash: Dashboard, header: Header) -> None:
    sent_by(dash, header)
    (found,) = uploads.submit(dash, [book(5)], by="张三")
    (asked,) = found.report.problems
    assert (found.submission, asked.rule, asked.options) == (None, "same_bytes", ("没有传错",))
    assert "王五" in asked.message
    (found,) = uploads.submit(dash, [book(5)], by="张三", replies=[[SURE]])
    assert found.submission is not None
    assert dash.store.replies(found.submission.id) == (SURE,)


def test_看了结果再答也行_答别的还要问(dash: Dashboard) -> None:
    sent_by(dash, Header(Kind.UNIT, "suzhou", "太仓市", None, JUNE.code))
    (found,) = uploads.check_books(dash, [book(5)])
    fix = Reply(ReplyKind.FIX, "指标月报", "E10", "6")
    assert [p.rule for p in uploads.answered(dash, [found], [[fix]])[0].problems] == ["same_bytes"]
    assert uploads.answered(dash, [found], [[SURE, fix]])[0].ready


def test_同一份再报不问(dash: Dashboard) -> None:
    uploads.submit(dash, [book(5)], by="张三")
    (again,) = uploads.submit(dash, [book(5)], by="张三")
    assert again.repeated

"""附件的流程：由内容认，太大、不完整、不是那三种的说是哪一份；须带的没带不收；取走的记进审计。"""

from pathlib import Path

import pytest
from tests.flows.test_uploads import accepted, book
from tests.worlds import cities_but

from dashboard.domain.month import Month
from dashboard.domain.people import Role
from dashboard.domain.problems import InputError
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import State
from dashboard.flows import accounts, attaching, reviewing, uploads
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard

PDF = ("盖章.pdf", b"%PDF-1.7 ... %%EOF")
PASSWORD = "一段 好记的 长密码"


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("说明.pdf", b"PK\x03\x04", "附件《说明.pdf》不是PDF、JPG或PNG"),
        ("照片.jpg", b"\xff\xd8\xff" + bytes(100), "附件《照片.jpg》不完整"),
        ("大.pdf", b"%PDF-" + bytes(21 * 1024 * 1024) + b"%%EOF", "附件《大.pdf》有21.0MB，超过20MB"),
    ],
)
def test_不收的(dash: Dashboard, name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        uploads.submit(dash, [book(5)], by="张三", attachments=[(name, content)])
    assert dash.store.submissions("suzhou") == (), "附件不收，工作簿也没有报上去"


def test_随上报附上_同一份再报照样附得上(dash: Dashboard) -> None:
    (first,) = uploads.submit(dash, [book(5)], by="张三")
    (again,) = uploads.submit(dash, [book(5)], by="张三", attachments=[PDF])
    assert first.submission is not None
    assert again.repeated
    assert [a.file_name for a in attaching.listed(dash, first.submission.id, "")] == ["盖章.pdf"]
    assert attaching.fetch(dash, first.submission.id, 1, "李四")[1] == PDF[1]
    assert [(e.by, e.action) for e in dash.store.audit("suzhou")][:2] == [("李四", "fetch_attachment"), ("张三", "attach")]


def test_须带的没带不收(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities_but(tmp_path, 'attachments = ["unit"]', "workday = 5 ")))
    dash = Dashboard(data_dir)
    with pytest.raises(InputError, match="板块月报须带附件"):
        uploads.submit(dash, [book(5)], by="张三")
    (found,) = uploads.submit(dash, [book(5)], by="张三", attachments=[PDF])
    assert found.submission is not None


def test_原件和附件只给有权的人(dash: Dashboard) -> None:
    identity = accepted(dash, 5)
    attaching.attach(dash, identity, [PDF], "张三")
    accounts.add(dash, NewAccount("管理员", Role.ADMINISTRATOR), PASSWORD, "")
    accounts.add(dash, NewAccount("太仓", Role.UNIT_REPORTER, "suzhou", "太仓市"), PASSWORD, "管理员")
    accounts.add(dash, NewAccount("昆山", Role.UNIT_REPORTER, "suzhou", "昆山市"), PASSWORD, "管理员")
    for by, said in (("太仓", "不能替昆山市办"), ("管理员", "不能做这件事"), ("", "没有“”这个账户")):
        with pytest.raises(InputError, match=said):
            attaching.fetch(dash, identity, 1, by)
        with pytest.raises(InputError, match=said):
            attaching.listed(dash, identity, by)
        with pytest.raises(InputError, match=said):
            reviewing.fetch(dash, identity, by)
    assert attaching.fetch(dash, identity, 1, "昆山")[1] == PDF[1]
    assert reviewing.fetch(dash, identity, "昆山")[0].id == identity


class Test一起审核通过:
    def test_有说明的_自己报的不在内(self, dash: Dashboard) -> None:
        accepted(dash, 10, Month(2025, 5), owner="常熟市")
        (asked,) = uploads.check_books(dash, [book(5, "常熟市")])[0].problems
        why = Reply(ReplyKind.EXPLAIN, asked.sheet, asked.cell, "上月多报了五家")
        (told,) = uploads.submit(dash, [book(5, "常熟市")], by="张三", replies=[[why]])
        (mine,) = uploads.submit(dash, [book(5, "太仓市")], by="李四")
        (clean,) = uploads.submit(dash, [book(5)], by="张三")
        assert clean.submission is not None
        assert mine.submission is not None
        assert told.submission is not None
        with pytest.raises(InputError, match=r"《.*》有说明、改正或选择，不能几份一起审核通过"):
            reviewing.accept_several(dash, [clean.submission.id, told.submission.id], "李四")
        assert [s.id for s in reviewing.clean(dash, "suzhou", "李四")] == [clean.submission.id]
        assert reviewing.accept_clean(dash, "suzhou", "李四")[1] == 1
        assert [dash.store.submission(s.submission.id).state for s in (mine, told)] == [State.SUBMITTED] * 2
        assert reviewing.accept_several(dash, [told.submission.id], "李四") == dash.version()

    def test_一份也没有的说明白(self, dash: Dashboard) -> None:
        with pytest.raises(InputError, match="没有可以一起审核通过的"):
            reviewing.accept_clean(dash, "suzhou", "李四")

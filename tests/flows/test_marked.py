"""带标记的原表：问题和先后与检查一样，改好直接上传就收；退回的写着理由。"""

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.flows.test_uploads import SME, accepted, book
from tests.intake.test_formats import parquet
from tests.intake.workbench import Bench, saved

from dashboard.domain.month import Month
from dashboard.domain.people import Role
from dashboard.domain.problems import InputError
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Table
from dashboard.flows import accounts, handing, marked, reviewing, uploads
from dashboard.flows.accounts import NewAccount
from dashboard.flows.dashboard import Dashboard

PASSWORD = "一段 好记的 长密码"
FILES = Path(__file__).parent.parent / "intake" / "files"
FILE = "昆山市（定稿）.xlsx"


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def bad() -> bytes:
    """两处问题：一处是公式模样的文字，一处带控制字符。"""
    return Bench().put(SME, 本年累计="=3,2OO").put("foreign_rd_center_new", 本月="1\x0bl").content()


def listed(content: bytes) -> list[list[object]]:
    """问题清单里编了号的各行。"""
    rows = load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [list(row) for row in rows if isinstance(row[0], int)]


def test_问题和先后与检查一样_文字不会成为公式(dash: Dashboard) -> None:
    (report,) = uploads.check_books(dash, [(FILE, bad())])
    found = marked.marked(dash, bad(), report)
    rows = listed(found.content)
    assert [(row[2], row[3]) for row in rows] == [(p.sheet, p.cell or None) for p in report.problems]
    assert "科技型中小企业年度入库·本年累计" in {row[4] for row in rows}
    assert all(not str(value).startswith(("=", "+", "-", "@")) for row in rows for value in row)


def test_标了_改好_直接上传_不提清单(dash: Dashboard) -> None:
    content = Bench().put(SME, 本年累计="3,2OO").content()
    (report,) = uploads.check_books(dash, [(FILE, content)])
    back = load_workbook(BytesIO(marked.marked(dash, content, report).content))
    assert (back["_模板"].sheet_state, back["指标月报"].protection.sheet) == ("veryHidden", True)
    (cell,) = (p.cell for p in report.problems)
    assert not back["指标月报"][cell].protection.locked
    back["指标月报"][cell] = 12
    (outcome,) = uploads.submit(dash, [(FILE, saved(back))], by="张三")
    assert outcome.report.problems == ()
    assert outcome.submission is not None


def test_页面上改过的带着走(dash: Dashboard) -> None:
    content = Bench().put(SME, 本年累计="3,2OO").content()
    (report,) = uploads.check_books(dash, [(FILE, content)])
    fix = Reply(ReplyKind.FIX, report.problems[0].sheet, report.problems[0].cell, "3200")
    (again,) = uploads.answered(dash, [report], [[fix]])
    found = marked.marked(dash, content, again)
    (checked,) = uploads.check_books(dash, [(found.name, found.content)])
    assert checked.ready


def test_退回的理由写在最上面(dash: Dashboard) -> None:
    accepted(dash, 10, Month(2025, 5))
    (asked,) = uploads.check_books(dash, [book(5)])[0].problems
    (sent,) = uploads.submit(dash, [book(5)], by="张三", replies=[[Reply(ReplyKind.EXPLAIN, asked.sheet, asked.cell, "上月多报了五家")]])
    assert sent.submission is not None
    reviewing.return_(dash, sent.submission.id, "李四", "与台账对不上")
    found = marked.of_submission(dash, sent.submission.id)
    page = load_workbook(BytesIO(found.content)).worksheets[0]
    assert str(page["A2"].value).startswith("退回的理由：与台账对不上（李四，")
    assert listed(found.content)[0][9] == "上月多报了五家"


def test_退回的一份只给有权取原件的人(dash: Dashboard) -> None:
    (sent,) = uploads.submit(dash, [book(5)], by="张三")
    assert sent.submission is not None
    assert not marked.may_fetch(dash, sent.submission, "")
    reviewing.return_(dash, sent.submission.id, "李四", "与台账对不上")
    back = dash.store.submission(sent.submission.id)
    assert marked.may_fetch(dash, back, "")
    accounts.add(dash, NewAccount("王管", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    for name, unit in (("昆山填报", "昆山市"), ("太仓填报", "太仓市")):
        accounts.add(dash, NewAccount(name, Role.UNIT_REPORTER, "suzhou", unit), PASSWORD, "王管")
    assert [marked.may_fetch(dash, back, name) for name in ("", "昆山填报", "太仓填报")] == [False, True, False]
    with pytest.raises(InputError, match="不能替昆山市办"):
        handing.marked_source(dash, back.id, "太仓填报")
    assert handing.marked_source(dash, back.id, "昆山填报").content
    assert next((e.by, e.action) for e in dash.store.audit("suzhou")) == ("昆山填报", "export")


def test_读不出的说为什么(dash: Dashboard) -> None:
    (report,) = uploads.check_books(dash, [("图.xlsx", b"\x89PNG\r\n")])
    with pytest.raises(InputError, match="PNG图片"):
        marked.marked(dash, b"\x89PNG\r\n", report)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("昆山 6月.xlsx", "昆山 6月（已标问题）.xlsx"),
        ("昆山（已标问题）.xlsx", "昆山（已标问题）.xlsx"),
        ("..\\..\\甲.xls", "甲（已标问题）.xlsx"),
        ("/etc/甲", "甲（已标问题）.xlsx"),
    ],
)
def test_文件名(file: str, name: str) -> None:
    assert marked.name(file) == name


def test_一份平常的不到一秒(dash: Dashboard) -> None:
    (report,) = uploads.check_books(dash, [(FILE, bad())])
    start = time.perf_counter()
    marked.marked(dash, bad(), report)
    assert time.perf_counter() - start < 3  # 机器忙时放宽


def test_别的格式照数另存_涂色批注都在_再上传照样收(dash: Dashboard) -> None:
    """旧格式、OpenDocument：发回的是 .xlsx，模板的编号还在。"""
    for name in ("月报.xls", "月报.ods"):
        content = (FILES / name).read_bytes()
        fix = Reply(ReplyKind.FIX, "指标月报", "E10", "3,2OO")
        (report,) = uploads.check_books(dash, [(name, content)], replies=[[fix]])
        found = marked.marked(dash, content, report)
        assert found.name == "月报（已标问题）.xlsx"
        sheet = load_workbook(BytesIO(found.content))["指标月报"]
        assert (sheet["E10"].value, sheet["D10"].value) == ("3,2OO", 12)
        assert sheet["E10"].fill.fgColor.rgb != sheet["D10"].fill.fgColor.rgb
        (again,) = uploads.check_books(dash, [(found.name, found.content)])
        assert again.header == report.header
        assert [p.cell for p in again.problems if p.rule == "number"] == ["E10"]


@pytest.mark.parametrize("name", ["月报.xls", "月报.ods"])
def test_模板另存的旧格式_发回时照模板的版式(dash: Dashboard, name: str) -> None:
    content = (FILES / name).read_bytes()
    (report,) = uploads.check_books(dash, [(name, content)])
    found = marked.marked(dash, content, report)
    page, sheet = load_workbook(BytesIO(found.content)).worksheets[0], load_workbook(BytesIO(found.content))["指标月报"]
    assert "填在下发的模板里" in str([row[0].value for row in page.iter_rows(max_row=6)])
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet["D10"].protection.locked) == ("D5", True, False)
    assert sheet.data_validations.dataValidation
    assert [d.min == d.max for d in sheet.column_dimensions.values()].count(False) == 0
    before, (after,) = report.book, uploads.read_books([(found.name, found.content)])
    assert before is not None
    assert [replace(s, formulas=frozenset()) for s in before.sheets] == list(after.sheets)


def test_CSV也能标(dash: Dashboard) -> None:
    content = "指标,计量单位,本月,本年累计\n科技型中小企业年度入库,家,1,约9\n".encode("gb18030")
    header = Bench(owner="吴中区").header
    (report,) = uploads.check_books(dash, [("月报.csv", content)], "suzhou", header)
    found = marked.marked(dash, content, report)
    assert load_workbook(BytesIO(found.content))["数据"]["D2"].comment.text.startswith("【科招看板】\n1.阻断")
    (again,) = uploads.check_books(dash, [(found.name, found.content)], "suzhou", header)
    assert [p.rule for p in again.problems] == [p.rule for p in report.problems]


def test_Parquet也能标_改好照样收(dash: Dashboard) -> None:
    content = parquet(指标=["科技型中小企业年度入库"], 计量单位=["家"], 本月=["1O"], 本年累计=[9.0])
    header = Bench(owner="吴中区").header
    none = [Reply(ReplyKind.ANSWER, name, "", "本月无", "sheet_gone") for name in ("科创项目", "活动", "洽谈")]
    (report,) = uploads.check_books(dash, [("月报.parquet", content)], "suzhou", header, replies=[none])
    back = load_workbook(BytesIO(marked.marked(dash, content, report).content))
    assert back["数据"]["C2"].comment.text.startswith("【科招看板】\n1.阻断")
    back["数据"]["C2"] = 1
    (again,) = uploads.check_books(dash, [("改好.xlsx", saved(back))], "suzhou", header, replies=[none])
    assert again.ready
    assert {r["measure"]: r["value"] for r in again.tables[Table.FACTS]} == {"本月": 1, "本年累计": 9}


def test_百分比格式的一格改成数_不再是百分比(dash: Dashboard) -> None:
    content = Bench().cell("指标月报", "E10", 0.5, "0%").content()
    (report,) = uploads.check_books(dash, [(FILE, content)], replies=[[Reply(ReplyKind.FIX, "指标月报", "E10", "50")]])
    (again,) = uploads.check_books(dash, [(FILE, marked.marked(dash, content, report).content)])
    assert [r["value"] for r in again.tables[Table.FACTS]] == [r["value"] for r in report.tables[Table.FACTS]] == [50]


def test_太大标不成的只给清单(dash: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    (report,) = uploads.check_books(dash, [(FILE, bad())])
    real = marked.marked_book
    monkeypatch.setattr(marked, "marked_book", lambda content, marking, *_: real(content, marking) if marking.bare else _too_hard())
    page = load_workbook(BytesIO(marked.marked(dash, bad(), report).content)).worksheets
    assert len(page) == 1
    assert page[0]["A2"].value == "太大了。"


def _too_hard() -> bytes:
    raise InputError("cannot_mark", "太大了。")

"""带标记的原表：涂色、批注、清单写在受限的子进程里；太难的得一句话，读不回去的另存一份。"""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from tests.intake.workbench import saved

from dashboard.domain.problems import InputError
from dashboard.intake.limits import Limits
from dashboard.intake.marker import write
from dashboard.intake.marking import Change, Mark, Marking, marked
from dashboard.intake.remarks import FILLS, TAG

HEAD = ("编号", "级别", "表", "单元格", "行·列", "写的是", "读成", "为什么", "怎么改", "已作的说明")


def book() -> Workbook:
    found = Workbook()
    found.active.title = "甲"
    found["甲"]["A1"], found["甲"]["B2"] = "标题", "3,2OO"
    return found


def mark(level: str = "error", cell: str = "B2", cells: tuple[str, ...] = (), sheet: str = "甲", value: str = "3,2OO") -> Mark:
    return Mark(level, sheet, cell, cells, f"1.阻断：{value}不是数字。", ("阻断", sheet, cell, "本月", value, "", "不是数字", "请改成3200", ""))


def done(source: Workbook, *marks: Mark, changes: tuple[Change, ...] = ()) -> Workbook:
    request = Marking("问题清单", ("说明",), HEAD, marks, changes)
    return load_workbook(BytesIO(marked(saved(source), request)))


def color(sheet: Any, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)[-6:] if sheet[cell].fill.patternType else ""


def test_问题格涂色_批注_清单在最前() -> None:
    found = done(book(), mark())
    assert found.sheetnames == ["问题清单", "甲"]
    assert color(found["甲"], "B2") == FILLS["error"]
    assert found["甲"]["B2"].comment.text == f"{TAG}\n1.阻断：3,2OO不是数字。"
    assert found["甲"]["B2"].value == "3,2OO"
    link = next(cell.hyperlink for row in found["问题清单"] for cell in row if cell.hyperlink)
    assert link.location == "'甲'!B2"
    page = found["问题清单"]
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.auto_filter.ref) == ("landscape", 9, "A3:J4")
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$3:$3")


def test_填报人自己的批注留在上面_作者不变() -> None:
    source = book()
    source["甲"]["B2"].comment = Comment("去年也是这样", "张三")
    comment = done(source, mark())["甲"]["B2"].comment
    assert comment.text.startswith("去年也是这样\n\n【科招看板】\n")
    assert comment.author == "张三"


def test_一格几处问题_涂最重的_批注都写() -> None:
    found = done(book(), mark("hint"), mark("error"), mark("explain"))["甲"]
    assert color(found, "B2") == FILLS["error"]
    assert found["B2"].comment.text.count("不是数字") == 3


def test_再标一次_上次的去掉_底色还原() -> None:
    source = book()
    source["甲"]["B2"].fill = PatternFill("solid", fgColor="F0F2F5")
    source["甲"]["B2"].comment = Comment("自己的", "张三")
    again = done(done(source, mark()), mark(cell="C3"))
    assert again.sheetnames == ["问题清单", "甲"]
    assert (color(again["甲"], "B2"), again["甲"]["B2"].comment.text) == ("F0F2F5", "自己的")
    assert color(again["甲"], "C3") == FILLS["error"]


def test_同样的其余格子也涂() -> None:
    found = done(book(), mark(cells=("B3", "B4")))["甲"]
    assert [color(found, c) for c in ("B2", "B3", "B4")] == [FILLS["error"]] * 3


def test_合并的格子标在左上角() -> None:
    source = book()
    source["甲"].merge_cells("B2:C3")
    found = done(source, mark(cell="C3"))["甲"]
    assert found["B2"].comment is not None
    assert color(found, "B2") == FILLS["error"]


def test_没有这张表的只列在清单里() -> None:
    found = done(book(), mark(sheet="乙", cell=""))
    assert [cell.hyperlink for row in found["问题清单"] for cell in row if cell.hyperlink] == []


def test_文字不会成为公式() -> None:
    found = done(book(), mark(value="=HYPERLINK(1)"))
    assert [cell.coordinate for row in found["问题清单"] for cell in row if cell.data_type == "f"] == []


def test_自己有一张问题清单的不动它() -> None:
    source = book()
    source.create_sheet("问题清单")["A1"] = "我们自己记的"
    found = done(source, mark())
    assert found.sheetnames == ["问题清单2", "甲", "问题清单"]
    assert found["问题清单"]["A1"].value == "我们自己记的"


def test_页面上改过的写进去() -> None:
    found = done(book(), changes=(Change("甲", "B2", "3200", "原来写的是3,2OO。"), Change("甲", "A1", "", "清空了。")))["甲"]
    assert (found["B2"].value, found["A1"].value) == (3200, None)
    assert "原来写的是3,2OO" in found["B2"].comment.text


def test_写不回去的照数另存一份(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Workbook:
        raise KeyError("styles")

    monkeypatch.setattr("dashboard.intake.marker.load_workbook", broken)
    source = book()
    source["甲"]["A2"] = 12.5
    request = {"title": "问题清单", "notes": [], "head": HEAD, "mark": "", "bare": False, "changes": [], "marks": []}
    assert write(tmp_path / "out.xlsx", saved(source), request, Limits()) == {}
    monkeypatch.undo()
    found = load_workbook(tmp_path / "out.xlsx")
    assert (found["甲"]["A2"].value, found["甲"]["B2"].value) == (12.5, "3,2OO")
    assert "版式没有带过来" in str([cell.value for cell in found["问题清单"]["A"]])


def test_太久的得一句话(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_WALL_SECONDS", "0")
    with pytest.raises(InputError, match="请照这张清单"):
        marked(saved(book()), Marking("问题清单", (), HEAD, ()))


def test_读不出的得一句话() -> None:
    with pytest.raises(InputError, match="空的"):
        marked(b"", Marking("问题清单", (), HEAD, ()))


def test_只要清单的不碰原件() -> None:
    found = load_workbook(BytesIO(marked(b"", Marking("问题清单", (), HEAD, (mark(),), bare=True))))
    assert found.sheetnames == ["问题清单"]


def test_带宏的存成没有宏的_清单上说() -> None:
    source = BytesIO(saved(book()))
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    content = marked(source.getvalue(), Marking("问题清单", (), HEAD, (mark(),)))
    assert "宏没有带过来" in str([cell.value for cell in load_workbook(BytesIO(content))["问题清单"]["A"]])
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(BytesIO(content)).namelist()


def test_公式照旧_清单上说要保存() -> None:
    source = book()
    source["甲"]["C3"] = "=1+2"
    found = done(source, mark())
    assert found["甲"]["C3"].value == "=1+2"
    assert "保存一次再上传" in str([cell.value for cell in found["问题清单"]["A"]])

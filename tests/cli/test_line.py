"""一条龙：下发模板、填、检查、上报、审核、审定、看数、回看、追溯、取回、备份、恢复，全走命令。"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import SME
from tests.cli.running import Command

CITY = ("--city", "suzhou")
JUNE = ("--month", "2025-06")
KUNSHAN = ("--unit", "昆山市")


@pytest.fixture
def book(tmp_path: Path, command: Command) -> Path:
    """昆山市6月的模板，科技型中小企业填了600，其余空着。"""
    blank = tmp_path / "空白.xlsx"
    found = command.json("template", *CITY, "--kind", "unit", *KUNSHAN, *JUNE, "-o", str(blank))
    assert found == {"file": str(blank), "kind": "unit"}
    return _filled(blank, tmp_path / "昆山.xlsx", 600)


def _filled(source: Path, target: Path, value: float) -> Path:
    """找到科技型中小企业的本年累计那一格，填上。"""
    workbook = load_workbook(source)
    sheet = workbook["指标月报"]
    row = next(r for r in sheet.iter_rows() if any("科技型中小企业" in str(c.value) for c in r))
    header = next(r for r in sheet.iter_rows() if any(c.value and str(c.value).startswith("本年累计") for c in r))
    column = next(c.column for c in header if c.value and str(c.value).startswith("本年累计"))
    sheet.cell(row[0].row, column).value = value
    for name in ("科创项目", "活动", "洽谈"):
        marks = [c for r in workbook[name].iter_rows(max_row=6) for c in r if c.value == "本月无"]
        for mark in marks:
            workbook[name].cell(mark.row, mark.column + 1).value = "是"
    workbook.save(target)
    return target


def _goal(command: Command, *more: str) -> dict[str, object]:
    return {g["id"]: g for g in command.json("goals", *CITY, *JUNE, *KUNSHAN, *more)}[SME]


def test_没有收下的取得回(tmp_path: Path, command: Command) -> None:
    bad, back = tmp_path / "错.xlsx", tmp_path / "取回.xlsx"
    bad.write_bytes(b"\x89PNG" + bytes(50))
    assert command("submit", str(bad), "--by", "张三").code == 1
    (kept,) = command.json("refused")
    assert (kept["file"], kept["size"], kept["cleared_at"]) == ("错.xlsx", 54, None)
    assert kept["sha256"] in command("refused").out
    command.json("refused", kept["sha256"], "-o", str(back))
    assert back.read_bytes() == bad.read_bytes()


def test_从空白模板到画面(book: Path, tmp_path: Path, command: Command) -> None:
    checked = command.json("check", str(book))
    assert (checked["ok"], checked["kind"], checked["city"], checked["unit"], checked["month"]) == (True, "unit", "suzhou", "昆山市", "2025-06")
    assert set(checked) == {"ok", "kind", "city", "unit", "month", "rows", "cells", "problems"}
    sent = command.json("submit", str(book), "--by", "张三")
    assert (sent["state"], sent["version"]) == ("submitted", None)
    assert _goal(command)["actual"] is None
    accepted = command.json("accept", sent["submission"], "--by", "李四")
    assert accepted == {"version": 3, "submissions": [sent["submission"]]}
    assert _goal(command)["actual"] == 600

    back = tmp_path / "取回.xlsx"
    command.json("source", sent["submission"], "-o", str(back))
    assert back.read_bytes() == book.read_bytes()
    corrected = command.json(
        "submit", str(_filled(back, tmp_path / "更正.xlsx", 650)), "--by", "张三", "--accept", "--accept-by", "李四", "--replaces", sent["submission"]
    )
    assert (corrected["state"], corrected["version"]) == ("accepted", 4)
    assert [_goal(command, *as_of)["actual"] for as_of in ((), ("--as-of", "3"), ("--as-of", "2"))] == [650, 600, None]

    step, earlier = command.json("trace", *CITY, *KUNSHAN, "--indicator", SME, *JUNE)["steps"]
    assert (step["file"], step["sheet"], step["value"], step["submission"]) == ("更正.xlsx", "指标月报", 650, corrected["submission"])
    assert (earlier["file"], earlier["cell"]) == ("昆山.xlsx", step["cell"])

    done = command.json("finalize", *CITY, *JUNE, "--by", "王五")
    assert done["version"] == 5
    assert {g["id"]: g for g in command.json("goals", *CITY)}[SME]["finalized"] is True


def test_备份恢复后一样(book: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    command.json("submit", str(book), "--by", "张三", "--accept", "--accept-by", "李四")
    before = command.json("goals", *CITY, *JUNE)
    assert command.json("backup", str(tmp_path / "备份.tar")) == {"file": str(tmp_path / "备份.tar")}
    refused = command("restore", str(tmp_path / "备份.tar"))
    assert (refused.code, refused.out) == (1, "")
    assert "不是空的，没有恢复" in refused.err
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "新目录"))
    command.json("restore", str(tmp_path / "备份.tar"))
    assert command.json("verify")["ok"] is True
    assert command.json("goals", *CITY, *JUNE) == before


def test_有阻断问题的退出码1_报不进去(book: Path, tmp_path: Path, command: Command) -> None:
    bad = _filled(book, tmp_path / "错.xlsx", "六百家左右")
    checked = command("check", str(bad), "--format", "json")
    assert (checked.code, checked.data["ok"]) == (1, False)
    (problem,) = (p for p in checked.data["problems"] if p["level"] == "error")
    assert list(problem)[:6] == ["level", "rule", "sheet", "cell", "value", "message"]
    assert problem["sheet"] == "指标月报"
    sent = command("submit", str(bad), "--by", "张三", "--format", "json")
    assert (sent.code, sent.data["submission"]) == (1, None)
    assert command.json("submissions", *CITY) == []


def test_同一人不能审核自己的(book: Path, command: Command) -> None:
    ran = command("submit", str(book), "--by", "张三", "--accept", "--accept-by", "张三")
    assert ran.code == 1
    assert "请由另一人审核" in ran.err
    assert command.json("submissions", *CITY) == []


def test_查一个文件夹是一张单子(book: Path, command: Command) -> None:
    folder = book.parent / "一批"
    folder.mkdir()
    (folder / "甲.xlsx").write_bytes(book.read_bytes())
    (folder / "乙.xlsx").write_bytes(b"not a workbook")
    ran = command("check", str(folder), "--format", "json")
    assert ran.code == 1
    assert {r["file"]: r["ok"] for r in ran.data} == {"甲.xlsx": True, "乙.xlsx": False}

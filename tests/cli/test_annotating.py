"""check --annotated、source --annotated：写出带标记的原表；文件夹里读不出的略过、说明。"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import SME
from tests.cli.running import Command
from tests.intake.workbench import Bench


@pytest.fixture
def book(tmp_path: Path) -> Path:
    target = tmp_path / "收到" / "昆山.xlsx"
    target.parent.mkdir()
    target.write_bytes(Bench().put(SME, 本年累计="3,2OO").content())
    return target


def test_一个文件(command: Command, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "标.xlsx"
    ran = command("check", str(book), "--annotated", str(out))
    assert (ran.code, f"带标记的原表已写出{out}" in ran.out) == (1, True)
    assert load_workbook(out).sheetnames[0] == "问题清单"


def test_一个文件却给了文件夹_写不进的(command: Command, book: Path, tmp_path: Path) -> None:
    ran = command("check", str(book), "--annotated", str(tmp_path))
    assert (ran.code, "昆山（已标问题）.xlsx" in ran.err) == (2, True)
    assert command("check", str(book), "--annotated", str(tmp_path / "没有" / "标.xlsx")).code == 1


def test_文件夹(command: Command, book: Path, tmp_path: Path) -> None:
    (book.parent / "图.xlsx").write_bytes(b"\x89PNG\r\n")
    out = tmp_path / "发回"
    ran = command("check", str(book.parent), "--annotated", str(out))
    assert [p.name for p in out.iterdir()] == ["昆山（已标问题）.xlsx"]
    assert "没有带标记的原表：《图.xlsx》读不出" in ran.out
    assert command("check", str(book.parent), "--annotated", str(book)).code == 2


def test_文件夹里同名不同格式的_各写各的(command: Command, book: Path, tmp_path: Path) -> None:
    other = Bench(owner="太仓市").put(SME, 本年累计="1OO").content()
    (book.parent / "昆山.xlsm").write_bytes(other)
    out = tmp_path / "发回"
    command("check", str(book.parent), "--annotated", str(out))
    assert sorted(p.name for p in out.iterdir()) == ["昆山.xlsx（已标问题）.xlsx", "昆山（已标问题）.xlsx"]


def test_上报过的(command: Command, tmp_path: Path) -> None:
    good = tmp_path / "好.xlsx"
    good.write_bytes(Bench().put(SME, 本年累计=12).content())
    sent = command.json("submit", str(good), "--by", "张三")["submission"]
    command.json("return", sent, "--by", "李四", "--reason", "与台账对不上")
    out = tmp_path / "标.xlsx"
    command.json("source", sent, "--annotated", "-o", str(out))
    assert "与台账对不上" in str(load_workbook(out).worksheets[0]["A2"].value)

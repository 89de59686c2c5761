"""check 文件夹：各种文件都有结果；分几组也认得出同一期报了两份；太大的不读进来；内存不随文件数涨。"""

import tracemalloc
from pathlib import Path

import pytest
from tests.cli.conftest import SME
from tests.cli.running import Command
from tests.intake import hostile, oldbooks
from tests.intake.test_formats import file
from tests.intake.workbench import Bench

from dashboard.flows import folder
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.limits import MB


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    found = tmp_path / "收到"
    found.mkdir()
    return found


def test_什么文件都有结果(command: Command, received: Path) -> None:
    mixed = {
        "一.xls": file("月报.xls"), "二.xlsx": hostile.far_cell(), "三.csv": "甲,乙\n1,2\n".encode("gb18030"), "四.pdf": b"%PDF-1.7",
        "五.ods": file("各种.ods"), "六.et": oldbooks.book(b""), "七": b"", "八.xls": file("月报.xls")[:9000], "~$二.xlsx": b"x",
    }  # fmt: skip
    for name, content in mixed.items():
        (received / name).write_bytes(content)
    found = command("check", str(received), "--format", "json").data
    assert [row["file"] for row in found] == sorted(name for name in mixed if not name.startswith("~$"))
    assert {row["file"]: row["ok"] for row in found}["一.xls"]
    assert all(row["ok"] or row["problems"][0]["message"].endswith("。") for row in found)


def test_分在两组里的同一期_也认得出(command: Command, received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_AT_ONCE", 1)
    for number in (1, 2):
        (received / f"{number}.xlsx").write_bytes(Bench().put(SME, 本年累计=number).content())
    (received / "3.xlsx").write_bytes(Bench(owner="太仓市").put(SME, 本年累计=9).content())
    assert [[p["rule"] for p in row["problems"] if p["level"] == "error"] for row in command("check", str(received), "--format", "json").data] == [["twice"], ["twice"], []]


def test_太大的不读进来(dash: Dashboard, received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_FILE_BYTES", str(MB))
    for number in range(3):
        with (received / f"{number}.xlsx").open("wb") as target:
            target.truncate(200 * MB)
    (received / "好.xlsx").write_bytes(Bench().put(SME, 本年累计=9).content())
    tracemalloc.start()
    found = folder.check(dash, sorted(received.iterdir()), None, None, (), lambda *_: None)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ["200.0MB，超过1MB" in r.problems[0].message for r in found[:3]] == [True] * 3
    assert found[3].ok
    assert most < 20 * MB


def test_内存不随文件数涨(dash: Dashboard, received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_AT_ONCE", 2)
    content = oldbooks.book(b"".join(oldbooks.number(r, c, r) for r in range(1000) for c in range(20)))
    for number in range(12):
        (received / f"{number:02}.xls").write_bytes(content)

    def most(count: int) -> int:
        tracemalloc.start()
        folder.check(dash, sorted(received.iterdir())[:count], None, None, (), lambda *_: None)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert most(12) < most(2) * 1.3

"""命令的外壳：退出码，存储坏了、程序错了、读的人先走了，都有交代。"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import SME
from tests.cli.running import Command
from tests.worlds import World

from dashboard import paths
from dashboard.cli import reading, upkeep
from dashboard.flows.dashboard import Dashboard

GOALS = ("goals", "--city", "suzhou", "--month", "2025-06")


def _copied(tmp_path: Path) -> Path:
    """抄一份苏州的档案，可以改。"""
    return Path(shutil.copytree(paths.cities_dir() / "suzhou", tmp_path / "cities" / "suzhou"))


def test_账本坏了_退出码3(data_dir: Path, command: Command) -> None:
    data_dir.mkdir()
    (data_dir / "ledger.sqlite").write_bytes(b"x" * 5000)
    for arguments in (GOALS, ("verify",), ("backup", "x.tar")):
        ran = command(*arguments)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err == "账本读写失败：账本损坏，请由备份恢复。已确认的数据不受影响。\n"
        assert command(*arguments, "--format", "json").data["error"]["code"] == "ledger"


def test_数据文件坏了_看数的退出码3_核验说出是哪个(town: World, command: Command) -> None:
    broken = next(iter(sorted(town.dash.data_dir.glob("commits/*/facts.parquet"))))
    broken.write_bytes(b"x")
    ran = command(*GOALS)
    assert (ran.code, ran.out) == (3, "")
    assert "请运行dashboard verify核验" in ran.err
    checked = command("verify", "--format", "json")
    assert checked.code == 3
    assert checked.data["ok"] is False
    assert checked.data["problems"][0] == f"文件{broken.relative_to(town.dash.data_dir).as_posix()}的内容变了"
    assert "有问题：" in command("verify").out


@pytest.mark.usefixtures("world")
def test_程序自己的错_堆栈在标准错误_JSON仍是一份(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("内部")

    monkeypatch.setattr(reading.judge, "goals", broken)
    ran = command(*GOALS, "--format", "json")
    assert ran.code == 3
    assert ran.data["error"]["code"] == "internal"
    assert "ZeroDivisionError" in ran.err
    assert command(*GOALS).out == ""


@pytest.mark.usefixtures("world")
def test_按了停止(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(upkeep.keep, "backup", stopped)
    assert command("backup", "x.tar").code == 130


@pytest.mark.usefixtures("world")
def test_读的一方先走了不报错() -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    with os.fdopen(writing_end, "wb") as closed:
        done = subprocess.run([sys.executable, "-m", "dashboard", *GOALS], stdout=closed, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.usefixtures("world")
def test_不论终端是什么编码_输出都是UTF8() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "dashboard", *GOALS], capture_output=True, env=environment, timeout=60, check=True)
    assert done.stdout.decode("utf-8").startswith("苏州市 数据截至2025年6月（收数中）第2版\n")


def test_档案改错了_继续用上一版_问题在标准错误里(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    goals = _copied(tmp_path) / "goals.toml"
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(tmp_path / "cities"))
    assert command.json(*GOALS)
    goals.write_text(goals.read_text("utf-8").replace('basis = "年度"', 'basis = "年年"'), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *GOALS, "--format", "json"], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    assert len(json.loads(done.stdout)) == len(Dashboard(data_dir).profile("suzhou", 1).goals)
    assert "suzhou的档案没有发布，继续用上一版。城市档案有" in done.stderr
    assert "goals.toml" in done.stderr
    assert "年年" in done.stderr


def test_改了目标_旧版仍是旧口径(town: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """改TOML是一版：之前的版用之前的目标，之后的用之后的。"""
    goals = _copied(tmp_path) / "goals.toml"
    before = town.dash.version()
    text = goals.read_text("utf-8")
    first = text.index(f'id = "{SME}"')
    target = text.index("targets = [{ value = ", first) + len("targets = [{ value = ")
    goals.write_text(text[:target] + "1" + text[target:], "utf-8")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(tmp_path / "cities"))

    def goal(*more: str) -> dict[str, object]:
        run = [sys.executable, "-m", "dashboard", *GOALS, "--format", "json", *more]
        done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
        return {g["id"]: g for g in json.loads(done.stdout)}[SME]

    now, then = goal(), goal("--as-of", str(before))
    assert now["actual"] == then["actual"] == 700
    assert str(now["target"]) == f"1{then['target']}"
    assert now["completion"] != then["completion"]
    assert town.dash.version() == before + 1

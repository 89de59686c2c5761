"""时限的命令：报送情况、催报清单、开锁、时钟；JSON 的字段，文字，退出码。"""

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from tests.cli.running import Command
from tests.intake.workbench import Bench
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import ledger

LOCKED = datetime(2026, 12, 18, 9, 0, tzinfo=BEIJING)


@pytest.fixture
def locked(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """钟拨到2026年11月月报锁定以后。"""
    monkeypatch.setattr(ledger, "now", lambda: LOCKED)
    return world


@pytest.mark.usefixtures("town")
def test_报送情况(command: Command) -> None:
    found = command.json("reporting", "--city", "suzhou", "--month", "2025-06")
    assert list(found) == ["city", "month", "at", "simulated", "deadlines", "senders", "this_month", "year_to_date"]
    assert found["deadlines"][0] == {
        "kind": "unit", "day": "2025-07-07", "ends": "2025-07-08T00:00:00+08:00", "timed": True, "calendar_known": True, "locks": None,
    }  # fmt: skip
    units = found["this_month"]["units"]
    assert list(units) == ["reported", "timely", "first_pass", "returns", "corrections"]
    assert (units["reported"]["numerator"], units["reported"]["denominator"], units["reported"]["value"]) == (2, 10, 0.2)
    assert units["reported"]["names"] == [{"owner": "太仓市", "month": "2025-06"}, {"owner": "昆山市", "month": "2025-06"}]
    assert len(units["reported"]["missing"]) == 8
    assert units["corrections"] == {"total": 1, "each": [{"owner": "昆山市", "month": "2025-06", "count": 1}]}
    assert {s["state"] for s in found["senders"]} == {"通过", "逾期"}
    assert command.json("reporting", "--city", "suzhou")["month"] == "2025-05", "不写月份取最近审定的月"
    assert "本月板块报送率 2/10（20.0%），未报：" in command("reporting", "--city", "suzhou", "--month", "2025-06").out


@pytest.mark.usefixtures("town")
def test_催报清单(command: Command, tmp_path: Path) -> None:
    found = command.json("reminders", "--city", "suzhou", "--month", "2025-06")
    assert list(found[0]) == ["owner", "kind", "month", "missing", "deadline", "days_late", "returned", "contact"]
    assert not [r for r in found if r["owner"] == "昆山市" and r["month"] in ("2025-05", "2025-06")]
    ran = command("reminders", "--city", "suzhou", "--month", "2025-06", "-o", str(tmp_path / "催报.xlsx"))
    assert ran.code == 0
    assert openpyxl.load_workbook(tmp_path / "催报.xlsx").active["B4"].value == found[0]["owner"]


@pytest.mark.usefixtures("locked")
def test_锁定_开锁_再报(command: Command, tmp_path: Path) -> None:
    book = tmp_path / "昆山市.xlsx"
    book.write_bytes(Bench(month=Month(2026, 11)).put("tech_sme_annual", 本年累计=1).content())
    refused = command("submit", str(book), "--by", "张三", "--format", "json")
    assert (refused.code, refused.data["problems"][0]["rule"]) == (1, "locked")
    which = ("--city", "suzhou", "--unit", "昆山", "--month", "2026-11")
    found = command.json("unlock", *which, "--by", "李四", "--reason", "统计局更正口径")
    assert list(found) == ["city", "owner", "month", "at", "until", "by", "reason"]
    assert (found["owner"], found["until"]) == ("昆山市", "2026-12-24T00:00:00+08:00")
    assert command("submit", str(book), "--by", "张三").code == 0
    assert command.json("locks", "--city", "suzhou") == [found]
    assert command("unlock", *which, "--by", "李四", "--reason", "再开到年底", "--until", "2026-12-31").out == "昆山市2026年11月已开锁，2026年12月31日24:00重新锁上\n"


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--unit", "昆山市", "--month", "2025-06"), 1, "没有锁上"),
        (("--unit", "昆山市"), 2, "请写--unit或--department，和--month"),
        (("--unit", "昆山市", "--department", "市科技局", "--month", "2026-11"), 2, "请写--unit或--department"),
        (("--unit", "天上", "--month", "2026-11"), 2, "苏州市没有板块天上"),
        (("--department", "天上", "--month", "2026-11"), 2, "没有部门天上"),
        (("--department", "市科技局", "--month", "2026-11", "--until", "明天"), 2, "日期写作2026-12-31这样，写的是明天"),
    ],
)
def test_开锁写错(command: Command, arguments: tuple[str, ...], code: int, message: str) -> None:
    ran = command("unlock", "--city", "suzhou", *arguments, "--by", "李四", "--reason", "统计局更正口径")
    assert (ran.code, message in ran.err) == (code, True)


def test_时钟倒退_认下(locked: World, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    locked.unit("昆山市", Month(2025, 6), {"tech_sme_annual": 1})
    assert command.json("clock")["behind"] is False
    monkeypatch.setattr(ledger, "now", lambda: LOCKED - timedelta(days=1))
    assert command("clock").out == "时钟倒退了，不能上报、审核：现在2026-12-17T09:00:00+08:00，上次记账2026-12-18T09:00:00+08:00\n"
    assert command.json("verify")["warnings"] == ["服务器的时钟倒退了：上次记账是2026-12-18 09:00，现在是2026-12-17 09:00"]
    assert command("finalize", "--city", "suzhou", "--month", "2025-06", "--by", "王五").code == 3
    assert command("clock", "--accept").code == 2
    assert command("clock", "--accept", "--by", "王五", "--reason", "对错").code == 1
    assert command("clock", "--accept", "--by", "王五", "--reason", "上次对错了时").code == 0
    assert command("finalize", "--city", "suzhou", "--month", "2025-06", "--by", "王五").code == 0


@pytest.mark.usefixtures("town")
def test_补板块别名(command: Command) -> None:
    where = ("--city", "suzhou", "--by", "李四", "--reason", "经开区归吴中区报")
    found = command.json("alias", *where, "--add", "吴中经开", "--unit", "吴中")
    assert list(found) == ["city", "alias", "unit", "at", "by", "reason", "ended"]
    assert command.json("alias", "--city", "suzhou") == [found]
    assert command("alias", *where, "--end", "吴中经开").out == "“吴中经开”不再认作吴中区\n"
    assert command("alias", *where, "--add", "甲", "--end", "乙", "--format", "json").code == 2

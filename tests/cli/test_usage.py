"""用法：全中文，退出码2，要JSON就只有一份JSON。"""

import json
import re
from pathlib import Path

import pytest
from tests.cli.running import Command

from dashboard.cli.parser import parser

CITY = ("--city", "suzhou")
WRONG = [
    ((), "缺少命令"),
    (("无此命令",), "命令不能是无此命令，可用：goals、leaderboard"),
    (("goals",), "缺少--city"),
    (("goals", "--city"), "--city后面要写一个值"),
    (("goals", *CITY, "--month", "2025-13"), "--month：没有第13月"),
    (("goals", *CITY, "--month", "六月"), "--month：月份应写作YYYY-MM，写的是六月"),
    (("goals", *CITY, "--as-of", "新"), "--as-of要写整数，写的是新"),
    (("goals", *CITY, "多余", "的"), "不认得多余 的"),
    (("goals", "--cit", "suzhou"), "缺少--city"),
    (("goals", *CITY, "--format", "xml"), "--format不能是xml，可用：text、json"),
    (("accept", "--by", "李四"), "缺少上报编号"),
    (("submit", "--by", "张三"), "缺少文件"),
    (("submit", "a.xlsx", "--by", "张三", "--accept=是"), "--accept后面不写值"),
    (("template", *CITY, "--kind", "别的", "-o", "x.xlsx"), "--kind不能是别的，可用：unit、department、targets"),
    (("trace", *CITY, "--unit", "昆山市"), "缺少--indicator、--month"),
]
UNKNOWN = [
    (("goals", "--city", "无锡"), "unknown_city", "没有城市无锡。可用：nantong、suzhou。"),
    (("carriers", "--city", "x"), "unknown_city", "没有城市x"),
    (("submissions", "--city", "x"), "unknown_city", "没有城市x"),
    (("finalize", "--city", "x", "--month", "2025-06", "--by", "李四"), "unknown_city", "没有城市x"),
    (("goals", *CITY, "--month", "2021-12"), "unknown_month", "苏州市的数据从2022-01到2026-12，没有2021-12"),
    (("submissions", *CITY, "--month", "2031-01"), "unknown_month", "没有2031-01"),
    (("finalize", *CITY, "--month", "2031-01", "--by", "李四"), "unknown_month", "没有2031-01"),
    (("events", *CITY, "--year", "1999"), "unknown_year", "没有1999年"),
    (("goals", *CITY, "--unit", "海安市"), "unknown_unit", "苏州市没有板块海安市。可用："),
    (("goals", *CITY, "--unit", "园区"), "unknown_unit", "“园区”可能是苏州工业园区，请写全称"),
    (("goals", *CITY, "--unit", ""), "unknown_unit", "没有板块"),
    (("goals", *CITY, "--as-of", "0"), "unknown_version", "没有第0版数据，现有第1版到第2版"),
    (("goals", *CITY, "--as-of", "99"), "unknown_version", "没有第99版数据"),
    (("goals", *CITY, "--as-of", "-1"), "unknown_version", "没有第-1版数据"),
    (("goals", *CITY, "--as-of", "1"), "unknown_version", "第1版还没有城市suzhou"),
    (("leaderboard", *CITY, "--group", "无此组"), "unknown_group", "苏州市没有分组无此组"),
    (("trace", *CITY, "--unit", "昆山市", "--indicator", "x", "--month", "2025-06"), "unknown_indicator", "苏州市没有指标x"),
    (("source", "无此号", "-o", "x.xlsx"), "unknown_submission", "没有编号为无此号的上报"),
    (("accept", "无此号", "--by", "李四"), "unknown_submission", "没有编号为无此号的上报"),
    (("check", "没有的文件.xlsx"), "no_file", "没有的文件.xlsx"),
    (("demo", "--months", "六月"), "usage", "--months写作起月:止月"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_写错了给一句中文(data_dir: Path, command: Command, arguments: tuple[str, ...], said: str) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith("用法不对：")
    assert "--help查看用法。" in ran.err
    assert not data_dir.exists()  # 用法不对时什么也不建


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("arguments", "code", "said"), UNKNOWN, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_没有这个城市_板块_月份_版本(command: Command, arguments: tuple[str, ...], code: str, said: str) -> None:
    plain = command(*arguments)
    assert (plain.code, plain.out) == (2, ""), plain
    assert said in plain.err
    ran = command(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (2, "")
    assert ran.data["error"]["code"] == code
    assert ran.data["error"]["message"] + "\n" == plain.err


@pytest.mark.usefixtures("data_dir")
@pytest.mark.parametrize("form", [("--format", "json"), ("--format=json",)])
@pytest.mark.parametrize("arguments", [("goals",), ("无此命令",), ("goals", *CITY, "--month", "x"), ("submit",)])
def test_要JSON时写错了也是一份JSON(command: Command, form: tuple[str, ...], arguments: tuple[str, ...]) -> None:
    ran = command(*arguments, *form)
    assert (ran.code, ran.err) == (2, "")
    assert set(ran.data) == {"error"}
    assert set(ran.data["error"]) == {"code", "message"}


def _helps() -> list[str]:
    root = parser()
    (commands,) = (a.choices for a in root._actions if a.dest == "command")
    assert isinstance(commands, dict)
    return [root.format_help(), *(sub.format_help() for sub in commands.values())]


def test_帮助全是中文() -> None:
    """除了命令、选项、占位的写法，没有英文。"""
    for text in _helps():
        assert text.startswith("用法：dashboard")
        assert ":\n" not in text
        plain = re.sub(r"--?[a-z-]+|dashboard( [a-z]+)?|^ {4}[a-z]+\b|[a-z]+\|[a-z|]+|suzhou|YYYY-MM|JSON|PDF|JPG|PNG", "", text, flags=re.MULTILINE)
        assert re.findall(r"[A-Za-z]{2,}", plain) == []


def test_帮助的退出码是零(capsys: pytest.CaptureFixture[str], command: Command) -> None:
    with pytest.raises(SystemExit) as stopped:
        command("goals", "--help")
    assert stopped.value.code == 0
    assert "板块的名称、全称或别名" in capsys.readouterr().out


@pytest.mark.usefixtures("world")
def test_空板块的JSON也只有一份(command: Command) -> None:
    ran = command("goals", *CITY, "--unit", "  ", "--format", "json")
    assert ran.code == 2
    assert json.loads(ran.out)["error"]["code"] == "unknown_unit"

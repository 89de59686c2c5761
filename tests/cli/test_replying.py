"""命令行上的答复：表名里有“!”“=”也认得，写不成样子的说怎样写。"""

import argparse

import pytest

from dashboard.cli.replying import add_options, replies
from dashboard.domain.problems import UsageError
from dashboard.domain.replies import Reply, ReplyKind


def parsed(*arguments: str, files: int = 1) -> tuple[Reply, ...]:
    parser = argparse.ArgumentParser()
    add_options(parser)
    found = replies(parser.parse_args(arguments), files)
    return found[0] if found else ()


@pytest.mark.parametrize(
    ("option", "text", "reply"),
    [
        ("--fix", "表!D14=3200", Reply(ReplyKind.FIX, "表", "D14", "3200")),
        ("--fix", "表!d14=", Reply(ReplyKind.FIX, "表", "D14", "")),
        ("--fix", "甲!乙=丙!C2=1=2", Reply(ReplyKind.FIX, "甲!乙=丙", "C2", "1=2")),
        ("--explain", "表!C22=集中签约", Reply(ReplyKind.EXPLAIN, "表", "C22", "集中签约")),
        ("--explain", "表=整张表都是", Reply(ReplyKind.EXPLAIN, "表", "", "整张表都是")),
        ("--answer", "scale:表!C9=0.32亿元", Reply(ReplyKind.ANSWER, "表", "C9", "0.32亿元", "scale")),
        ("--answer", "same_bytes:=没有传错", Reply(ReplyKind.ANSWER, "", "", "没有传错", "same_bytes")),
    ],
)
def test_写法(option: str, text: str, reply: Reply) -> None:
    assert parsed(option, text) == (reply,)


@pytest.mark.parametrize(("option", "text"), [("--fix", "表=3"), ("--fix", "D14"), ("--answer", "表!C9=填0"), ("--explain", "没有等号")])
def test_写不成样子的(option: str, text: str) -> None:
    with pytest.raises(UsageError, match="请写成"):
        parsed(option, text)


def test_一次几份文件不知说的哪一份() -> None:
    assert parsed(files=2) == ()
    with pytest.raises(UsageError, match="一份一份地报"):
        parsed("--fix", "表!D14=1", files=2)

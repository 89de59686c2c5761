"""命令行上的答复：--fix "表!D14=3200"、--explain "表!C22=说明"、--answer "RULE:表!C9=选项"。"""

import argparse
import re
from collections.abc import Sequence

from dashboard.domain.problems import UsageError
from dashboard.domain.replies import Reply, ReplyKind

_PLACED = re.compile(r"(?P<sheet>.+?)!(?P<cell>[A-Za-z]{1,3}[1-9]\d*)=(?P<text>.*)", re.DOTALL)
_WHOLE = re.compile(r"(?P<sheet>[^=]*)=(?P<text>.*)", re.DOTALL)
_RULE = re.compile(r"(?P<rule>[a-z_]+)[:：](?P<rest>.*)", re.DOTALL)


def add_options(parser: argparse.ArgumentParser) -> None:
    """加上三种答复的选项，都可重复。"""
    parser.add_argument("--fix", action="append", default=[], metavar="表!单元格=值", help="改正一格，收到的文件不变")
    parser.add_argument("--explain", action="append", default=[], metavar="表!单元格=说明", help="说明一处需说明；整表的不写单元格")
    parser.add_argument("--answer", action="append", default=[], metavar="规则:表!单元格=选项", help="在给出的选项里选一个")


def replies(options: argparse.Namespace, files: int) -> list[tuple[Reply, ...]]:
    """每份文件的答复；一次几份文件的不知说的是哪一份，抛 UsageError。"""
    found = (
        *(_reply(ReplyKind.FIX, text) for text in options.fix),
        *(_reply(ReplyKind.EXPLAIN, text) for text in options.explain),
        *(_reply(ReplyKind.ANSWER, text) for text in options.answer),
    )
    if found and files != 1:
        raise UsageError("usage", "--fix、--explain、--answer一次只能用于一份文件。请一份一份地报。")
    return [found] if found else []


def _reply(kind: ReplyKind, text: str) -> Reply:
    rule, rest = _ruled(text) if kind is ReplyKind.ANSWER else ("", text)
    placed = _PLACED.fullmatch(rest)
    whole = _WHOLE.fullmatch(rest) if placed is None and kind is not ReplyKind.FIX else None
    found = placed or whole
    if found is None:
        raise UsageError("usage", f"读不出“{text}”。请写成{_SHAPES[kind]}。")
    return Reply(kind, found["sheet"].strip(), found["cell"].upper() if placed else "", found["text"].strip(), rule)


def _ruled(text: str) -> tuple[str, str]:
    found: Sequence[str] | None = m.groups() if (m := _RULE.fullmatch(text)) else None
    if found is None:
        raise UsageError("usage", f"读不出“{text}”。请写成{_SHAPES[ReplyKind.ANSWER]}，规则见检查结果里的rule。")
    return found[0], found[1]


_SHAPES = {
    ReplyKind.FIX: "“表!D14=3200”",
    ReplyKind.EXPLAIN: "“表!C22=说明”，整表的写“表=说明”",
    ReplyKind.ANSWER: "“blank_or_zero:表!C9=填0”",
}

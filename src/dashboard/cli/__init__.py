"""命令行 `dashboard`：页面能做的，命令都能做，经过同一个流程。"""

import json
import os
import sys
from collections.abc import Sequence

from dashboard.cli.answer import Answer
from dashboard.cli.parser import parser
from dashboard.domain.problems import DashboardError, StoreError, UsageError

OK, BAD_INPUT, BAD_USAGE, STORE_FAILED = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """运行一条命令，返回退出码：0 成功，1 输入有阻断问题，2 用法不对，3 存储失败。"""
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = _wants_json(arguments)
    _speak_utf8()
    try:
        options = parser().parse_args(arguments)
        answer: Answer = options.run(options)
        _print(answer, as_json)
    except DashboardError as error:
        return _fail(error, as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return BAD_INPUT if answer.failed else OK


def _wants_json(arguments: Sequence[str]) -> bool:
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(a == "--format=json" or (a == "--format" and b == "json") for a, b in pairs)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(error: DashboardError, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": error.code, "message": error.message}}, ensure_ascii=False))
    else:
        print(error.message, file=sys.stderr)
    if isinstance(error, UsageError):
        return BAD_USAGE
    return STORE_FAILED if isinstance(error, StoreError) else BAD_INPUT


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.data, ensure_ascii=False, allow_nan=False))
    elif answer.text:
        print(answer.text)


__all__ = ["main"]

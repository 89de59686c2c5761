"""命令行 `dashboard`：页面能做的，命令都能做，经过同一个流程。"""

import json
import os
import sys
import traceback
from collections.abc import Sequence

from dashboard.cli.answer import Answer, Outcome
from dashboard.cli.parser import parser
from dashboard.domain.problems import DashboardError, StoreError, UsageError

_STOPPED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """运行一条命令，返回退出码：0 成功，1 输入有阻断问题，2 用法不对，3 存储失败。"""
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = _wants_json(arguments)
    _speak_utf8()
    try:
        return _answered(arguments, as_json)
    except BrokenPipeError:  # 读的一方（如 head）先走了
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Outcome.OK
    except KeyboardInterrupt:
        return _STOPPED


def _answered(arguments: Sequence[str], as_json: bool) -> int:
    try:
        options = parser().parse_args(arguments)
        answer: Answer = options.run(options)
        text = json.dumps(answer.data, ensure_ascii=False, allow_nan=False) if as_json else answer.text
    except DashboardError as error:
        return _fail(error, as_json)
    except Exception:  # 程序自己的错：堆栈留给修的人，JSON 仍是一份
        traceback.print_exc()
        return _fail(StoreError("internal", "程序出错了，没有做完。请把上面的内容发给维护人员。"), as_json)
    if text:
        print(text, flush=True)
    return answer.outcome


def _wants_json(arguments: Sequence[str]) -> bool:
    following = [*arguments[1:], ""] if arguments else []
    return any(a == "--format=json" or (a == "--format" and b == "json") for a, b in zip(arguments, following, strict=True))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(error: DashboardError, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": error.code, "message": error.message}}, ensure_ascii=False), flush=True)
    else:
        print(error.message, file=sys.stderr)
    if isinstance(error, UsageError):
        return Outcome.BAD_USAGE
    return Outcome.STORE_FAILED if isinstance(error, StoreError) else Outcome.BAD_INPUT


__all__ = ["main"]

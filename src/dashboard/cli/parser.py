"""命令行的语法。"""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.cli import reading, uploading, upkeep
from dashboard.cli.answer import Answer
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError


class Parser(argparse.ArgumentParser):
    """用法错误时给一句中文，退出码 2。"""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError("usage", f"用法不对：{message}。运行 dashboard --help 查看用法。")


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


_Add = Callable[[str, Callable[[argparse.Namespace], Answer], str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    root = Parser(prog="dashboard", description="科招看板：月度跟踪、双月点评、季度考核。")
    commands = root.add_subparsers(dest="command", required=True, metavar="命令", parser_class=Parser)

    def add(name: str, run: Callable[[argparse.Namespace], Answer], about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
        sub.set_defaults(run=run)
        return sub

    _add_views(add)
    _add_uploads(add)
    _add_upkeep(add)
    return root


def _add_views(add: _Add) -> None:
    goals = add("goals", reading.goals, "每个目标的判定")
    goals.add_argument("--city", required=True)
    goals.add_argument("--month", type=_month)
    goals.add_argument("--unit")
    goals.add_argument("--as-of", type=int)
    board = add("leaderboard", reading.leaderboard, "板块龙虎榜")
    board.add_argument("--city", required=True)
    board.add_argument("--month", type=_month)
    board.add_argument("--group")
    board.add_argument("--as-of", type=int)
    events = add("events", reading.events, "活动计划与成效")
    events.add_argument("--city", required=True)
    events.add_argument("--year", type=int)
    events.add_argument("--month", type=_month)
    carriers = add("carriers", reading.carriers, "载体、平台、园区")
    carriers.add_argument("--city", required=True)
    trace = add("trace", reading.trace, "一个数的来历")
    trace.add_argument("--city", required=True)
    trace.add_argument("--unit", required=True)
    trace.add_argument("--indicator", required=True)
    trace.add_argument("--month", type=_month, required=True)
    trace.add_argument("--as-of", type=int)


def _add_uploads(add: _Add) -> None:
    template = add("template", uploading.template, "下发空白模板")
    template.add_argument("--city", required=True)
    template.add_argument("--kind", required=True, choices=("unit", "department", "targets"))
    template.add_argument("--unit")
    template.add_argument("--department")
    template.add_argument("--month", type=_month)
    template.add_argument("--year", type=int)
    template.add_argument("-o", "--output", type=Path, required=True)
    check = add("check", uploading.check, "检查工作簿或整个文件夹，不写入")
    check.add_argument("path", type=Path)
    check.add_argument("--city")
    submit = add("submit", uploading.submit, "上报工作簿")
    submit.add_argument("files", type=Path, nargs="+")
    submit.add_argument("--by", required=True)
    submit.add_argument("--accept", action="store_true")
    submit.add_argument("--accept-by")
    submit.add_argument("--replaces")
    accept = add("accept", uploading.accept, "审核通过")
    accept.add_argument("ids", nargs="+")
    accept.add_argument("--by", required=True)
    finalize = add("finalize", uploading.finalize, "审定一个月")
    finalize.add_argument("--city", required=True)
    finalize.add_argument("--month", type=_month, required=True)
    finalize.add_argument("--by", required=True)
    submissions = add("submissions", uploading.submissions, "上报清单")
    submissions.add_argument("--city", required=True)
    submissions.add_argument("--month", type=_month)
    source = add("source", uploading.source, "取回上报的原文件")
    source.add_argument("id")
    source.add_argument("-o", "--output", type=Path, required=True)


def _add_upkeep(add: _Add) -> None:
    serve = add("serve", upkeep.serve, "启动看板")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--host", default="127.0.0.1")
    demo = add("demo", upkeep.demo, "在空存储里装入模拟数据")
    demo.add_argument("--months", help="起止月份，如2025-01:2025-06")
    add("verify", upkeep.verify, "核验存储")
    backup = add("backup", upkeep.backup, "备份到一个文件")
    backup.add_argument("file", type=Path)
    restore = add("restore", upkeep.restore, "由备份恢复到空的数据目录")
    restore.add_argument("file", type=Path)

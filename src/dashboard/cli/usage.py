"""命令行的中文：用法、帮助和用法错误。"""

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from dashboard.domain.problems import UsageError

_Said = Callable[[re.Match[str]], str]
_ERRORS: tuple[tuple[re.Pattern[str], _Said], ...] = (
    (re.compile(r"the following arguments are required: (.+)"), lambda m: f"缺少{'、'.join(m[1].split(', '))}"),
    (re.compile(r"unrecognized arguments: (.+)"), lambda m: f"不认得{m[1]}"),
    (re.compile(r"ambiguous option: (\S+) could match (.+)"), lambda m: f"{m[1]}可以是{'、'.join(m[2].split(', '))}，请写全"),
    (re.compile(r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)"), lambda m: f"{m[1]}不能是{_bare(m[2])}，可用：{_listed(m[3])}"),
    (re.compile(r"argument (.+?): expected one argument"), lambda m: f"{m[1]}后面要写一个值"),
    (re.compile(r"argument (.+?): expected at least one argument"), lambda m: f"{m[1]}后面至少写一个值"),
    (re.compile(r"argument (.+?): expected (\d+) arguments"), lambda m: f"{m[1]}后面要写{m[2]}个值"),
    (re.compile(r"argument (.+?): invalid int value: (.+)"), lambda m: f"{m[1]}要写整数，写的是{_bare(m[2])}"),
    (re.compile(r"argument (.+?): invalid \w+ value: (.+)"), lambda m: f"{m[1]}不能写{_bare(m[2])}"),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), lambda m: f"{m[1]}不能与{m[2]}同时写"),
    (re.compile(r"argument (.+?): ignored explicit argument (.+)"), lambda m: f"{m[1]}后面不写值"),
    (re.compile(r"argument (.+?): ([^a-z].*)"), lambda m: f"{m[1]}：{m[2]}"),
)


def in_chinese(message: str) -> str:
    """用法错误的一句中文；认不出的只说写法不对。"""
    found = next(((pattern.fullmatch(message), said) for pattern, said in _ERRORS if pattern.fullmatch(message)), None)
    return found[1](found[0]) if found and found[0] else "写法不对"


def _bare(text: str) -> str:
    return text.strip("'\"")


def _listed(text: str) -> str:
    return "、".join(_bare(one) for one in text.split(", "))


class _Help(argparse.HelpFormatter):
    """帮助的版式：开头是“用法”，选项的值写在尖括号里。"""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """帮助是中文；用法错误给一句中文，退出码2。"""

    def __init__(self, prog: str | None = None, description: str | None = None, **_: object) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Help, add_help=False, allow_abbrev=False)
        self._positionals.title = "要写的"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_help(self) -> str:
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def error(self, message: str) -> NoReturn:
        raise UsageError("usage", f"用法不对：{in_chinese(message)}。运行{self.prog} --help查看用法。")

"""问题：在哪里、写了什么、应写什么。"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """阻断、需说明、提示。"""

    ERROR = "error"
    EXPLAIN = "explain"
    HINT = "hint"


LEVEL_ZH = {Level.ERROR: "阻断", Level.EXPLAIN: "需说明", Level.HINT: "提示"}


@dataclass(frozen=True, slots=True)
class Problem:
    """一处问题。message 是完整的一句中文：哪里、写的是什么、为什么不行、请改成什么。

    column 为列名；cells 为同样问题的其余格子；options 为可选的读法；reply 为上报人的说明，没有说明为空。"""

    level: Level
    rule: str
    message: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    options: tuple[str, ...] = ()
    column: str = ""
    cells: tuple[str, ...] = ()
    reply: str = ""


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """档案里的一处问题：文件、条目、说明。"""

    file: str
    entry: str
    message: str


class DashboardError(Exception):
    """给人看的错误：code 是机器用的短名，message 是一句中文。"""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UsageError(DashboardError):
    """用法不对，或没有这座城市、这个板块、这个月份。"""


class InputError(DashboardError):
    """交来的东西有问题。"""

    def __init__(self, code: str, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(code, message)
        self.problems = problems


class StoreError(DashboardError):
    """存储出了问题；已确认的数据不受影响。"""

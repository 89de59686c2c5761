"""问题：在哪里、写了什么、应写什么。"""

from dataclasses import dataclass, field, replace
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

    column 为列名；cells 为同样问题的其余格子；options 为可选的读法；reply 为上报人的说明，没有说明为空；
    uom 为这一格的计量单位，understood 为读成的数，example 为应有的写法；impact 为牵动全市目标数的几成，越大越排在前。"""

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
    uom: str = field(default="", compare=False)
    understood: str = field(default="", compare=False)
    example: str = field(default="", compare=False)
    impact: float = field(default=0.0, compare=False)

    @property
    def why(self) -> str:
        """这句话里说为什么的一半：不带位置和改法。"""
        return self._said[0]

    @property
    def advice(self) -> str:
        """这句话里说怎么改的一半；没有改法为空。"""
        return self._said[1]

    def each(self) -> tuple["Problem", ...]:
        """并成一条的拆回逐格，一格一条；没有并的就是它自己。"""
        first, rest = f"”表{self.cell}", "同样的还有"
        text = self.message.partition(rest)[0]
        found = (replace(self, cell=c, cells=(), message=text.replace(first, f"”表{c}", 1)) for c in (self.cell, *self.cells))
        return tuple(found) if self.cells else (self,)

    @property
    def _said(self) -> tuple[str, str]:
        _, placed, text = self.message.partition("：")
        text = text if placed else self.message
        why, _, advice = text.rstrip("。").partition("。")
        return why, advice


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

"""一列数：一个板块一个，没有的为 NaN。一家和几千家走同一段程序，小数逐位相同。"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]
Numbers = npt.ArrayLike
"""一个数，或一列数。"""
NONE = float("nan")


def column(found: Iterable[float | None]) -> Column:
    """一列；None 为没有。"""
    return np.array([NONE if value is None else value for value in found], dtype=np.float64)


def empty(size: int) -> Column:
    """一列都没有。"""
    return np.full(size, NONE)


def known(found: Numbers) -> Mask:
    """有数的。"""
    has: Mask = ~np.isnan(found)
    return has


def where(true: Any, found: Numbers) -> Column:
    """true 的地方取 found，其余没有。"""
    kept: Column = np.where(true, found, NONE)
    return kept


def divided(top: Numbers, bottom: Numbers) -> Column:
    """相除；分母为0的没有。"""
    found: Column = np.divide(top, np.where(np.not_equal(bottom, 0), bottom, NONE))
    return found


def number(found: Column, at: int = 0) -> float | None:
    """第 at 个；没有为 None。"""
    value = float(found[at])
    return None if value != value else value


def numbers(found: Column) -> list[float | None]:
    """一个个的数；没有的为 None。"""
    return [None if value != value else value for value in found.tolist()]


def total(found: Column) -> float | None:
    """有数的从头加起；都没有为 None。"""
    values = found[known(found)].tolist()
    return sum(values) if values else None


def added(columns: Iterable[Column], size: int) -> Column:
    """几列逐个加起来，从第一列加起；没有的不加。"""
    found = np.zeros(size)
    for one in columns:
        found = found + np.where(np.isnan(one), 0.0, one)
    return found

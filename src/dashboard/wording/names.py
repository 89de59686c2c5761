"""列名字：列前几个，再多的写共几个。"""

from collections.abc import Sequence

UNITS = "个板块"


def few(names: Sequence[str], counter: str = UNITS, most: int = 2) -> str:
    """昆山市、太仓市；昆山市、太仓市等5个板块。"""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等{len(names)}{counter}"

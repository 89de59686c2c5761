"""载体在地图上的分类：哪些类型画成哪种形状，由城市档案写明。"""

from dataclasses import dataclass
from enum import StrEnum


class Symbol(StrEnum):
    """形状：方、星、三角、菱形、圆、六边形。"""

    SQUARE = "square"
    STAR = "star"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CIRCLE = "circle"
    HEXAGON = "hexagon"


@dataclass(frozen=True, slots=True)
class CarrierClass:
    """地图上的一类载体：名称、形状、包括名录里的哪些类型。"""

    name: str
    symbol: Symbol
    types: tuple[str, ...]

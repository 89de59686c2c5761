"""一叠画面：标题是一句结论，内容是一格一格的；一屏放几格由屏幕大小定。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.carriers import CarrierClass
from dashboard.domain.results import Light
from dashboard.flows.screens.shading import Step
from dashboard.flows.wall.ask import Kind


@dataclass(frozen=True, slots=True)
class Tile:
    """一个数：名称、数、单位；share 为完成率文字；when 为自己的截至月；light 为 None 即不亮灯；bar 为条子；later 为更正待审的话。"""

    name: str
    value: str
    uom: str
    bar: str = ""
    share: str = ""
    aim: str = ""
    note: str = ""
    when: str = ""
    light: Light | None = None
    later: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """榜上一行。change 为升降几位（正为升，没有为 None）；width 为条子占比（0—100）；boards 为四榜位次；later 为更正待审的话。"""

    rank: str
    change: int | None
    unit: str
    score: str
    width: float
    light: Light
    boards: tuple[tuple[str, str], ...]
    later: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """一项活动：时候、名称、主办与地点。soon 为本周的。"""

    when: str
    name: str
    where: str
    soon: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """一叠：title 是短结论，rest 是放得下时接着说的半句；items 每项一格；lit 为灯的办法和出处（没有灯的为空）；drawing 为整块的图，steps、kinds 为它的图例。"""

    kind: Kind
    topic: str
    title: str
    rest: str = ""
    items: Sequence[Tile | Rank | Entry] = ()
    drawing: str = ""
    steps: Sequence[Step] = ()
    kinds: Sequence[tuple[CarrierClass, int]] = ()
    note: str = ""
    lit: str = ""

"""地图注记的排布：名字互不相叠，尽量写在自己的面里，不压点位；写不下的挪到旁边，引一条线。

同样的输入总得到同样的排布。逐个放好，再按别人的位置重放两遍。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from dashboard.figures.map_ground import Area, Box, Point

_GAP = 4.0
_STEP = 14.0
_TURNS, _REACHES = 24, tuple(range(34, 340, 24))
_SPILL, _ASTRAY, _ON_MARK, _OVER_MARK, _LEADER, _FOREIGN, _CROSSED = 50.0, 170.0, 160.0, 25.0, 50.0, 70.0, 300.0
_PASSES = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """要放的一块注记：宽、高、指着哪里、在哪个面里（只是一个圆点的为 None，radius 为圆点的半径）。"""

    width: float
    height: float
    anchor: Point
    area: Area | None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """放好的一块注记；leader 为从注记到所指处的引线，不用引线为 None。"""

    box: Box
    leader: tuple[Point, Point] | None


@dataclass(frozen=True, slots=True)
class _Spot:
    label: Label
    cost: float


@dataclass(frozen=True, slots=True)
class Room:
    """能放注记的地方：图幅、不许压的框（图例）、最好不压的框（点位）、各个面。"""

    sheet: Box
    taken: tuple[Box, ...]
    marks: tuple[Box, ...]
    areas: tuple[Area, ...]


def arrange(wishes: Sequence[Wish], room: Room) -> list[Label | None]:
    """给每块注记一个位置，与 wishes 同序；一处也放不下的为 None。

    按三种先后各排一遍（小面在先、圆点在先、原来的顺序），取放下最多、总代价最小的一种。"""
    spots = [sorted(_spots(wish, room), key=lambda s: s.cost) for wish in wishes]
    numbers = range(len(wishes))
    orders = (
        sorted(numbers, key=lambda n: (_freedom(wishes[n]), n)),
        sorted(numbers, key=lambda n: (wishes[n].area is not None, n)),
        list(numbers),
    )
    found = min((_settled(spots, order) for order in orders), key=_burden)
    return [spot.label if spot else None for spot in found]


def _settled(spots: Sequence[Sequence[_Spot]], order: Sequence[int]) -> list[_Spot | None]:
    """逐个放好，再按别人的位置各重放两遍。"""
    found: list[_Spot | None] = [None] * len(spots)
    for _ in range(1 + _PASSES):
        for n in order:
            others = [spot.label for k, spot in enumerate(found) if spot is not None and k != n]
            found[n] = _best(spots[n], others)
    return found


def _burden(found: Sequence[_Spot | None]) -> tuple[int, float]:
    """放不下的个数，和总代价。"""
    placed = [spot for spot in found if spot is not None]
    tangles = sum(_tangled(a.label, b.label) for n, a in enumerate(placed) for b in placed[:n])
    return len(found) - len(placed), sum(spot.cost for spot in placed) + _CROSSED * tangles


def _freedom(wish: Wish) -> float:
    """余地：面越小越先放；只有一个点的，旁边都能放，排在小面之后。"""
    if wish.area is None:
        return wish.width * wish.height * 4
    box = wish.area.box
    return (box.right - box.left) * (box.bottom - box.top)


def _best(spots: Sequence[_Spot], others: Sequence[Label]) -> _Spot | None:
    """代价最小、不与别人相叠的一处；spots 已按自身代价排好，超过已知最好的就不必再看。"""
    best, least = None, float("inf")
    for spot in spots:
        if spot.cost >= least:
            break
        if any(spot.label.box.touches(other.box, _GAP) for other in others):
            continue
        cost = spot.cost + sum(_CROSSED for other in others if _tangled(spot.label, other))
        if cost < least:
            best, least = spot, cost
    return best


def _tangled(label: Label, other: Label) -> bool:
    """一方的引线穿过另一方的字，或两条引线相交。"""
    through = (label.leader and cuts(label.leader, other.box)) or (other.leader and cuts(other.leader, label.box))
    return bool(through or (label.leader and other.leader and meet(label.leader, other.leader)))


def _spots(wish: Wish, room: Room) -> Iterator[_Spot]:
    """可放的各处，连同它自身的代价：出面、压点位、离得远、要引线、压别的面。"""
    for label in (*_inner(wish), *_beside(wish), *_outer(wish)):
        box = label.box
        if box.within(room.sheet) and not any(box.touches(t) for t in room.taken):
            yield _Spot(label, _cost(wish, label, room))


def _cost(wish: Wish, label: Label, room: Room) -> float:
    box = label.box
    away = hypot(box.centre[0] - wish.anchor[0], box.centre[1] - wish.anchor[1])
    cost = 0.12 * away + _ON_MARK * sum(box.touches(m, 1.0) for m in room.marks)
    foreign = sum(a.share_of(box) for a in room.areas if a is not wish.area and a.box.touches(box))
    if label.leader is not None:
        crossed = sum(cuts(label.leader, m) for m in room.marks if not _at(m, wish.anchor))
        return cost + _LEADER + 0.15 * away + _OVER_MARK * crossed + _FOREIGN * foreign
    if wish.area is None:
        return cost + _FOREIGN * foreign
    return cost + _SPILL * (1 - wish.area.share_of(box)) + _ASTRAY * foreign


def _at(mark: Box, point: Point) -> bool:
    return mark.left - 1 <= point[0] <= mark.right + 1 and mark.top - 1 <= point[1] <= mark.bottom + 1


def _inner(wish: Wish) -> Iterator[Label]:
    """面里的各处，以及以所指处为中心。"""
    if wish.area is None:
        return
    yield Label(Box.around(wish.anchor, wish.width, wish.height), None)
    box = wish.area.box
    for row in range(int((box.bottom - box.top) // _STEP) + 1):
        for column in range(int((box.right - box.left) // _STEP) + 1):
            centre = (box.left + (column + 0.5) * _STEP, box.top + (row + 0.5) * _STEP)
            if wish.area.holds(centre):
                yield Label(Box.around(centre, wish.width, wish.height), None)


def _beside(wish: Wish) -> Iterator[Label]:
    """紧挨着一个点的右、左、下、上。"""
    if wish.area is not None:
        return
    x, y = wish.anchor
    wide, high = wish.width / 2 + wish.radius + 4, wish.height / 2 + wish.radius + 3
    for dx, dy in ((wide, 0), (-wide, 0), (0, high), (0, -high), (wide, high - 6), (wide, 6 - high), (-wide, high - 6), (-wide, 6 - high)):
        yield Label(Box.around((x + dx, y + dy), wish.width, wish.height), None)


def _outer(wish: Wish) -> Iterator[Label]:
    """四周由近到远，带引线。"""
    for reach in _REACHES:
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            centre = (
                wish.anchor[0] + cos(angle) * (reach + wish.width / 2),
                wish.anchor[1] + sin(angle) * (reach + wish.height / 2),
            )
            box = Box.around(centre, wish.width, wish.height)
            yield Label(box, _leader(box, wish))


def _leader(box: Box, wish: Wish) -> tuple[Point, Point]:
    """从框上最近的一点到所指处；指着圆点的停在圆边上。"""
    x, y = wish.anchor
    start = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    away = hypot(start[0] - x, start[1] - y)
    short = min(1.0, wish.radius / away) if away else 0.0
    return start, (x + (start[0] - x) * short, y + (start[1] - y) * short)


def cuts(line: tuple[Point, Point], box: Box) -> bool:
    """线段穿不穿过框。"""
    (x0, y0), (x1, y1) = line
    if max(x0, x1) < box.left or min(x0, x1) > box.right or max(y0, y1) < box.top or min(y0, y1) > box.bottom:
        return False
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    sides = [(x1 - x0) * (cy - y0) - (y1 - y0) * (cx - x0) for cx, cy in corners]
    return min(sides) <= 0 <= max(sides)


def meet(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    """两条线段相交（端点相接不算）。"""

    def side(line: tuple[Point, Point], point: Point) -> float:
        (x0, y0), (x1, y1) = line
        return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)

    return side(one, two[0]) * side(one, two[1]) < 0 and side(two, one[0]) * side(two, one[1]) < 0

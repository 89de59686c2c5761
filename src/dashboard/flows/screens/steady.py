"""位次稳不稳：权重变一变、未报的补上，综合榜上各板块的位次怎样变。"""

from dataclasses import dataclass

from dashboard.domain.results import EVERYONE
from dashboard.domain.steadiness import Firmness
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.firm import Steadiness, steadiness
from dashboard.flows.screens.boards import table
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.leaderboard import collecting, group_choices
from dashboard.flows.screens.where import Where
from dashboard.metrics.firmness import SAMPLES
from dashboard.wording import steady
from dashboard.wording.numbers import percent

_LABELLED = 0.12


@dataclass(frozen=True, slots=True)
class Row:
    """一个板块：位次、不变的占比、各位次的占比（位次、百分数宽、窄的不写字、是不是现在的位次）、几句说明。"""

    unit: str
    rank: int
    held: str
    spread: tuple[tuple[int, float, bool, bool], ...]
    swap: str
    reach: str
    href: str
    chosen: bool


def firm(dash: Dashboard, where: Where) -> Picture:
    """一个分组综合榜的稳不稳。"""
    where, at = stand(dash, where)
    if not at.finalized:
        return collecting(dash, where, at)
    group = table(dash, at, where, 1).group
    found = steadiness(dash, at, group)
    name = f"{group}：" if len(at.profile.groups) > 1 or group == EVERYONE else ""
    return framed(
        dash,
        where,
        at,
        "steady.html",
        f"{name}{steady.headline(found.firm, found.reach if found.gaps else None)}",
        back=where.but(view=None, unit=None).href,
        groups=group_choices(at, where, group),
        rows=[_row(where, found, f) for f in found.firm],
        gaps=steady.unreported(found.gaps),
        samples=SAMPLES,
        rules=at.profile.rules_at(at.month),
    )


def _row(where: Where, found: Steadiness, firm: Firmness) -> Row:
    return Row(
        unit=firm.unit,
        rank=firm.rank,
        held=percent(firm.held),
        spread=tuple((rank, share * 100, share >= _LABELLED, rank == firm.rank) for rank, share in firm.spread.items()),
        swap=steady.swap(firm.swap),
        reach=steady.reach(found.reach.get(firm.unit) if found.gaps else None, found.kept.get(firm.unit)),
        href=where.but(view=None, unit=firm.unit).href,
        chosen=firm.unit == where.pick("unit"),
    )


def sentence(dash: Dashboard, where: Where, group: str, unit: str) -> str:
    """一个板块的一句；没有综合位次为空。"""
    _, at = stand(dash, where)
    found = steadiness(dash, at, group)
    mine = next((f for f in found.firm if f.unit == unit), None)
    if mine is None:
        return ""
    reach = found.reach.get(unit)
    tail = f"；未报的{len(found.gaps)}处补上后{steady.reach(reach, found.kept.get(unit))}" if found.gaps and reach else ""
    return f"{steady.sentence(mine)}{tail}"

"""比质量的一项打开来：计入这个板块的科创项目逐个列出，各按几成计，来自哪一格。"""

from collections.abc import Sequence
from math import fsum

from dashboard.domain.assessment import PROJECT_QUALITIES, Contest
from dashboard.domain.problems import UsageError
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.recognising import Entered, entered
from dashboard.flows.screens.frame import Choice
from dashboard.flows.screens.project_rows import listed
from dashboard.flows.screens.where import Where
from dashboard.flows.units import unit_named
from dashboard.wording.numbers import percent

EVERY = "all"
_NAMES = {**dict(zip(PROJECT_QUALITIES, ("高成长型", "转高企", "带资落户", "重点产业链"), strict=True)), EVERY: "全部计入的"}


def entering(dash: Dashboard, where: Where, at: Moment) -> Picture:
    """有 of 这个属性的（all 为全部计入的）；地址写得不对抛 UsageError。"""
    of = where.pick("of")
    if of not in _NAMES:
        raise UsageError("unknown_choice", f"地址里的of不认得“{of}”。可用：{'、'.join(_NAMES)}。")
    unit = unit_named(at.profile, where.pick("unit"))
    every = entered(dash, at, unit)
    rows = [(e.path, e.factor) for e in having(every, of)]
    choices = [Choice(f"{name}（{len(having(every, key))}）", where.but(of=key, all=None).href, key == of) for key, name in _NAMES.items()]
    back = where.but(view=None, of=None, all=None, board=str(Contest.QUALITY))
    return listed(dash, where, at, headline(unit, of, every), rows, choices, back, f"{unit}比质量")


def having(every: Sequence[Entered], of: str) -> list[Entered]:
    """有这个属性的；all 为全部。"""
    return [e for e in every if of == EVERY or of in e.qualities]


def headline(unit: str, of: str, every: Sequence[Entered]) -> str:
    """结论：分子、分母各按系数加起来，与比质量那一项写的一样。"""
    total, mine = fsum(e.factor for e in every), fsum(e.factor for e in having(every, of))
    if of == EVERY or not total:
        return f"比质量计入{unit}{total:g}个科创项目（共建的按分成系数）"
    return f"{unit}计入的{total:g}个科创项目里{_NAMES[of]}{mine:g}个，占{percent(mine / total)}（共建的按分成系数）"


__all__ = ["entering", "having", "headline"]

"""科创项目走到认定的路：一行一个，申报、初审、联审、公示、认定（或不予认定）、撤销各在哪天，来自哪一格。"""

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.facts import PathStep, ProjectPath
from dashboard.domain.problems import UsageError
from dashboard.figures.picture import Picture
from dashboard.flows import recognising
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens import entering
from dashboard.flows.screens.frame import Choice, stand
from dashboard.flows.screens.project_rows import listed
from dashboard.flows.screens.where import Where
from dashboard.flows.units import unit_named
from dashboard.wording.numbers import with_uom

_EVERY = "全部"


def projects(dash: Dashboard, where: Where) -> Picture:
    """一个板块（没选为全市）走上认定的路的项目；还在线索、在谈的不列。选了 of 的是比质量计入的。"""
    where, at = stand(dash, where)
    if where.pick("of"):
        return entering.entering(dash, where, at)
    unit = unit_named(at.profile, where.pick("unit")) if where.pick("unit") else ""
    found = of(dash, at, unit)
    rows = [(p, None) for p in chosen(found, where.pick("step"))]
    title = headline(unit or at.profile.name, found)
    return listed(dash, where, at, title, rows, choices(where, found), where.but(view=None, step=None, all=None), unit or "板块龙虎榜")


def of(dash: Dashboard, at: Moment, unit: str) -> list[ProjectPath]:
    """一个板块的；没选为全市，共建的只列牵头板块的那一行。"""
    return [p for p in recognising.paths(dash, at) if (p.unit == unit if unit else p.lead)]


def chosen(found: Sequence[ProjectPath], step: str) -> list[ProjectPath]:
    """停在 step 那一步的；没选为全部，不认得抛 UsageError。"""
    if step and step not in set(PathStep):
        raise UsageError("unknown_choice", f"地址里的step不认得“{step}”。可用：{'、'.join(PathStep)}。")
    return [p for p in found if step in ("", p.reached)]


def headline(who: str, found: Sequence[ProjectPath]) -> str:
    """结论：几个，各停在哪一步。"""
    if not found:
        return f"{who}还没有申报认定的科创项目"
    counts = Counter(p.reached for p in found)
    order = (PathStep.RECOGNISED, *(s for s in PathStep if s is not PathStep.RECOGNISED))
    parts = "，".join(f"{_standing(step)}{with_uom(counts[step], '个')}" for step in order if counts[step])
    return f"{who}{with_uom(len(found), '个')}科创项目申报过认定：{parts}"


def _standing(step: PathStep) -> str:
    """停在这一步怎么说。"""
    return f"已{step}" if step in (PathStep.RECOGNISED, PathStep.WITHDRAWN) else str(step) if step is PathStep.REJECTED else f"到{step}"


def choices(where: Where, found: Sequence[ProjectPath]) -> list[Choice]:
    """按停在哪一步筛；没有的不列。"""
    counts, picked = Counter(p.reached for p in found), where.pick("step")
    steps = [Choice(f"{_standing(s)}（{counts[s]}）", where.but(step=s, all=None).href, s == picked) for s in PathStep if counts[s]]
    return [Choice(_EVERY, where.but(step=None, all=None).href, not picked), *steps]


__all__ = ["headline", "of", "projects"]

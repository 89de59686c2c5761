"""大屏上的成效：办了几场活动、认定几个项目、有多少载体；都是个数，没有金额。"""

from collections.abc import Sequence

from dashboard.domain.city import Scope
from dashboard.domain.facts import Stop
from dashboard.flows.activities import HELD
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence, project_shares
from dashboard.flows.moments import Moment
from dashboard.flows.wall.ask import KIND_ZH, Kind
from dashboard.flows.wall.decks import Deck, Tile
from dashboard.wording.periods import elapsed_zh, month_zh

_MOST = 8


def deck(dash: Dashboard, at: Moment) -> Deck:
    """成效一叠。"""
    tiles = [*_projects(dash, at), *_activities(dash, at), _carriers(at)]
    held = next((t for t in tiles if t.name == "科技招商活动"), None)
    title = f"{elapsed_zh(at.month)}办了{held.value}场活动" if held else f"{at.profile.name}科技招商成效"
    return Deck(Kind.COUNTS, f"{at.profile.name}科技招商 · {KIND_ZH[Kind.COUNTS]}", title, items=tuple(tiles[:_MOST]))


def _projects(dash: Dashboard, at: Moment) -> list[Tile]:
    """科创项目按认定日期计，合作项目只在牵头板块计一次。"""
    lead = [p for p in project_shares(dash, at) if p.lead and p.recognised and not p.withdrawn]
    if not lead:
        return []
    year = sum(p.recognised is not None and p.recognised.year == at.month.year for p in lead)
    since = f"{month_zh(at.profile.start)}以来"
    grown = sum(p.high_growth for p in lead)
    return [
        _tile("认定科创项目", len(lead), "个", f"{since}，{at.month.year}年{year:,}个"),
        _tile("高成长型科创项目", grown, "个", since),
        _tile("成长为高企", sum(p.became_hte is not None for p in lead), "个", since),
    ]


def _activities(dash: Dashboard, at: Moment) -> list[Tile]:
    stops = evidence(dash, at).held.stops
    held = [s for s in stops if s.state == HELD and s.held and s.held.year == at.month.year and s.period <= at.month]
    if not held:
        return []
    when = f"{at.month.year}年{elapsed_zh(at.month)}"
    scopes = (("市外活动", Scope.AWAY), ("境外活动", Scope.ABROAD))
    return [
        _tile("科技招商活动", len(held), "场", when),
        *(_tile(name, n, "场", when) for name, scope in scopes if (n := sum(s.scope is scope for s in held))),
        *_results(held, when),
    ]


def _results(held: Sequence[Stop], when: str) -> list[Tile]:
    found = (("活动签约项目", sum(s.signed or 0 for s in held)), ("活动落地项目", sum(s.landed or 0 for s in held)))
    return [_tile(name, n, "个", when) for name, n in found if n]


def _carriers(at: Moment) -> Tile:
    counted = [c for c in at.profile.carriers if c.counts]
    return _tile("载体、平台、园区", len(counted), "个", "档案所列")


def _tile(name: str, value: int, uom: str, note: str) -> Tile:
    return Tile(name, f"{value:,}", uom, note=note)

"""数据上报·审计：谁、何时、做了什么，可按板块、类别、人、月份筛，可导出。"""

from collections.abc import Sequence

from dashboard.domain.problems import InputError
from dashboard.figures.picture import Picture, render
from dashboard.flows import auditing
from dashboard.flows.auditing import ACTIONS, Wanted
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import Choice
from dashboard.flows.screens.where import Where
from dashboard.wording.deadlines import until_zh

_SHOWN = 200


def wanted(where: Where) -> Wanted:
    """地址里要看的。"""
    return Wanted(where.pick("who"), where.pick("what"), where.pick("person"), where.pick("id"), where.pick("when"))


def log(dash: Dashboard, where: Where, at: Moment, by: str) -> Picture:
    """审计记录；无权看的说为什么。by 为看的人。"""
    asked = wanted(where)
    try:
        found = auditing.entries(dash, at.city, by, asked, _SHOWN)
        total = auditing.faces(dash, at.city, by, asked).total
        every = auditing.faces(dash, at.city, by, Wanted())
    except InputError as error:
        return Picture("审计", render("auditing.html", denied=error.message, rows=[], menus=[], total=0, shown=0))
    rows = [(e.number, until_zh(e.at), e.by or "系统", e.owner or "—", auditing.kind_of(e), e.detail) for e in found]
    menus = [
        ("板块或部门", *_menu(where, "who", "全部", every.owners)),
        ("类别", *_menu(where, "what", "全部", tuple(ACTIONS))),
        ("谁做的", *_menu(where, "person", "全部", every.people)),
        ("月份", *_menu(where, "when", "全部", every.months)),
    ]
    return Picture("审计", render("auditing.html", denied="", rows=rows, menus=menus, total=total, shown=len(rows)))


def _menu(where: Where, key: str, every: str, options: Sequence[str]) -> tuple[str, list[Choice]]:
    picked = where.pick(key)
    found = [Choice(every, where.but(**{key: None}).href, not picked)]
    found += [Choice(o, where.but(**{key: o}).href, o == picked) for o in options]
    return picked or every, found

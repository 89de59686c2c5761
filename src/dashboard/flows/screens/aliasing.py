"""板块别名：档案里有的和补的，谁、何时、为什么。"""

from dashboard.figures.picture import Picture
from dashboard.flows import aliases
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import framed
from dashboard.flows.screens.where import Where
from dashboard.wording.deadlines import until_zh


def aliasing(dash: Dashboard, where: Where, at: Moment, **common: object) -> Picture:
    """各板块认得的叫法，和补的记录；common 为本页的标签。"""
    added = aliases.added(dash, at.city)
    used = [a for a in added if a.ended is None]
    rows = [(u.name, "、".join((u.official_name, *u.aliases)), "、".join(a.text for a in used if a.unit == u.name), "、".join(u.ask_aliases)) for u in at.profile.assessed_units]
    records = [(a.text, a.unit, until_zh(a.at), a.by, a.reason, until_zh(a.ended) if a.ended else "在用") for a in added]
    head = f"补了{len(used)}个板块别名" if used else "没有补过板块别名，只认档案里的"
    return framed(dash, where, at, "aliasing.html", head, rows=rows, records=records, **common)

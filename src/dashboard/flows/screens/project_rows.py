"""科创项目的一张表：一行一个，画在哪一页都是这张。"""

from collections.abc import Sequence

from dashboard.domain.facts import PathStep, ProjectPath
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import Choice, framed
from dashboard.flows.screens.where import Where

SHOWN = 60
"""先列几行；地址写着 all 的全列。"""

Row = tuple[ProjectPath, float | None]
"""一个项目和它按几成计；不论几成的为 None。"""


def listed(dash: Dashboard, where: Where, at: Moment, title: str, rows: Sequence[Row], choices: Sequence[Choice], back: Where, back_to: str) -> Picture:
    """画成一页；choices 为表上面的几种看法，back 为回到哪里、back_to 为那里叫什么。"""
    shown = rows if where.pick("all") else rows[:SHOWN]
    return framed(
        dash,
        where,
        at,
        "projects.html",
        title,
        rows=shown,
        hidden=len(rows) - len(shown),
        every=where.but(all="1").href,
        steps=list(PathStep),
        choices=choices,
        back=back.href,
        back_to=back_to,
    )

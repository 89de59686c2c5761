"""大屏页：预览一块屏，给出各城市、各用途的地址，抄到屏幕盒子里用。"""

from dataclasses import dataclass, replace

from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.frame import Choice, city_ids, framed, stand
from dashboard.flows.screens.where import Where
from dashboard.flows.wall.ask import AUDIENCE_ZH, KIND_ZH, OFFERED, Ask, Audience
from dashboard.wording.periods import month_zh

_SCALES = (1.0, 1.3, 1.6, 2.0)
_LOCAL = ("//127.", "//localhost", "//[::1]")
_SHAPES = {"": ("16∶9", "normal"), "wide": ("32∶9", "wide")}


@dataclass(frozen=True, slots=True)
class Address:
    """一个大屏地址：城市、用途、放哪几叠、完整地址、打开用的链接。"""

    city: str
    audience: str
    shows: str
    text: str
    href: str


def wall(dash: Dashboard, where: Where, origin: str = "") -> Picture:
    """大屏页；origin 为浏览器看到的服务器地址（到最后一个“/”），写进给屏幕盒子的完整地址。"""
    where, at = stand(dash, where)
    ask = replace(Ask.parse({"profile": where.pick("profile"), "scale": where.pick("scale")}), city=at.city)
    shape = where.pick("shape") if where.pick("shape") in _SHAPES else ""
    return framed(
        dash,
        where,
        at,
        "wall.html",
        headline(dash, at),
        preview=ask.href,
        shape=_SHAPES[shape][1],
        options=options(where, ask, shape),
        addresses=addresses(dash, ask.scale, origin),
        scale=f"{ask.scale:g}",
        address=origin + ask.href,
        local=any(host in origin for host in _LOCAL),
    )


def headline(dash: Dashboard, at: Moment) -> str:
    """结论：大屏现在到哪个月。"""
    finalized = dash.store.finalized_months(at.city, at.version)
    if not finalized:
        return f"{at.profile.name}还没有审定的月份，大屏上只有活动"
    return f"{at.profile.name}大屏现在是{month_zh(max(finalized))}的审定数"


def options(where: Where, ask: Ask, shape: str) -> list[tuple[str, list[Choice]]]:
    """预览的三样选择：用途、字号倍数、屏幕形状。"""
    audiences = [Choice(AUDIENCE_ZH[a], where.but(profile=None if a is Audience.PUBLIC else str(a)).href, a is ask.audience) for a in Audience]
    scales = [Choice(f"{s:g}倍", where.but(scale=None if s == 1 else f"{s:g}").href, s == ask.scale) for s in _SCALES]
    shapes = [Choice(text, where.but(shape=key or None).href, key == shape) for key, (text, _) in _SHAPES.items()]
    return [("用途", audiences), ("字号", scales), ("屏幕", shapes)]


def addresses(dash: Dashboard, scale: float, origin: str) -> list[Address]:
    """每座城市、每种用途一个地址，字号倍数按现选的。"""
    version = dash.version()
    found = []
    for city in city_ids(dash):
        name = dash.profile(city, version).name
        for audience, zh in AUDIENCE_ZH.items():
            href = Ask(city, audience, scale).href
            shows = "、".join(KIND_ZH[kind] for kind in OFFERED[audience])
            found.append(Address(name, zh, shows, origin + href, href))
    return found

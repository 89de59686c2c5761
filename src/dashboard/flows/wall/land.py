"""大屏上的地图：内部的按综合完成率填色，公开的只画载体。"""

from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.carrier_map import NO_CARRIERS, CityMap, Look, city_map, classes, counted
from dashboard.flows.screens.shading import headline
from dashboard.flows.screens.where import Where
from dashboard.flows.wall.ask import KIND_ZH, Audience, Kind
from dashboard.flows.wall.decks import Deck

_WIDTH, _HEIGHT, _LETTER, _SYMBOL = 1180.0, 880.0, 40.0, 32.0
_LARGEST = 1.6  # 再大名字就放不下了


def deck(dash: Dashboard, at: Moment, audience: Audience, scale: float) -> Deck:
    """地图一叠；图上的字跟着字号倍数走，审图号和示意说明印在图例下面。"""
    public = audience is Audience.PUBLIC
    kind = "" if public else NO_CARRIERS
    times = min(_LARGEST, max(1.0, scale))
    look = Look(plain=public, kind=kind, width=_WIDTH, height=_HEIGHT, letter=_LETTER * times, symbol=_SYMBOL * times)
    found = city_map(dash, at, Where("carriers", at.city, at.month), look)
    return Deck(
        Kind.MAP,
        f"{at.profile.name} · {KIND_ZH[Kind.MAP]}",
        *_finding(at, found),
        drawing=found.draw(),
        steps=found.shading.steps if found.shading else (),
        kinds=tuple(classes(at.profile)) if public else (),
        note="；".join(filter(None, (found.shading.note if found.shading else "空心为约略位置", at.profile.map_note, at.profile.map_approval))),
    )


def _finding(at: Moment, found: CityMap) -> tuple[str, str]:
    """内部的第一句是结论，其余接着说；公开的说有多少载体。"""
    if found.shading is None:
        shown = counted(at.profile)
        units = len({c.unit for c in shown if c.unit})
        return f"{len(shown)}个载体、平台、园区", f"，在{units}个板块"
    text = headline(found.shading)
    cut = min((n for n in (text.find("，"), text.find("；")) if n >= 0), default=len(text))
    return text[:cut], text[cut:]

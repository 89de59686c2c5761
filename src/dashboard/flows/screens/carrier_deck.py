"""交互地图：页框、结论、图例和一句用法；下面的图由页面画。"""

from collections import Counter
from typing import Any

from dashboard.domain.city import CityProfile, Precision
from dashboard.figures.decks import city_deck
from dashboard.figures.map_symbols import icon
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.carrier_map import NO_CARRIERS, city_map, classes, counted
from dashboard.flows.screens.carriers import looking, plain
from dashboard.flows.screens.frame import framed, stand
from dashboard.flows.screens.shading import headline
from dashboard.flows.screens.where import Where


def framing(dash: Dashboard, where: Where) -> Picture:
    """只有页框、标题和图例。"""
    where, at = stand(dash, where)
    look = looking(at.profile, where)
    found = city_map(dash, at, plain(where), look)
    assert found.shading is not None
    return framed(
        dash,
        where,
        at,
        "carrier_deck.html",
        headline(found.shading),
        back=where.but(view=None).href,
        shading=found.shading,
        kinds=classes(at.profile) if look.kind != NO_CARRIERS else [],
        icon=icon,
        corner="",
        note=f"{at.profile.map_note}。{at.profile.map_approval}。",
    )


def deck(dash: Dashboard, where: Where) -> Any:
    """交互地图（pydeck.Deck），按看法缓存。"""
    where, at = stand(dash, where)
    look = looking(at.profile, where)
    found = city_map(dash, at, plain(where), look)
    shapes = at.profile.legal_shapes if look.legal else at.profile.unit_shapes
    return dash.keep(("deck", *at.key, look), lambda: city_deck(found.plan, shapes, tips(at.profile)))


def tips(profile: CityProfile) -> dict[str, str]:
    """板块 → 有几个载体，哪些只知道在本板块。"""
    found = counted(profile)
    tally = Counter(c.unit for c in found)
    loose = {u: [c.short_name for c in found if c.unit == u and c.precision is Precision.DISTRICT] for u in profile.unit_names}
    return {u: f"载体{tally[u]}个" + (f"，其中只知道板块的：{'、'.join(loose[u])}" if loose[u] else "") for u in profile.unit_names}

"""载体名录全表：每个载体的类型、级别、板块、产业链、点位精度、出处；下面是示意带和名录里的其他条目。"""

from collections import Counter
from dataclasses import dataclass

from dashboard.domain.carriers import Symbol
from dashboard.domain.city import Carrier, CityProfile, Precision
from dashboard.domain.problems import UsageError
from dashboard.figures.map_symbols import icon
from dashboard.figures.picture import Picture
from dashboard.flows import registering
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.registering import Balance
from dashboard.flows.screens.carrier_map import classes, counted
from dashboard.flows.screens.city_card import NOWHERE, belt_rows
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.where import Where

_PLACED = {"有点位": (Precision.EXACT, Precision.APPROX), "仅到板块": (Precision.DISTRICT,), "没有点位": (Precision.UNKNOWN, Precision.NONE)}


@dataclass(frozen=True, slots=True)
class ListRow:
    """名录的一行：形状、载体、分类、板块的链接（不参加考核或未明确的没有）。"""

    symbol: Symbol
    carrier: Carrier
    kind: str
    unit: str
    href: str


def listed(dash: Dashboard, where: Where) -> Picture:
    """名录全表。"""
    where, at = stand(dash, where)
    rows = chosen(at.profile, where)
    return framed(
        dash,
        where,
        at,
        "carrier_list.html",
        headline(where, rows),
        rows=rows,
        choices=choices(at, where),
        icon=icon,
        belts=belt_rows(at.profile, where.but(view=None)),
        others=others(at.profile),
        aliases=aliases(at.profile),
        balances=[(b, where.but(unit=b.unit).href) for b in _balances(dash, at, where)],
        reported=[c for c in registering.register(dash, at) if c.unit == where.pick("unit")],
        back=where.but(view=None, placed=None).href,
    )


def _balances(dash: Dashboard, at: Moment, where: Where) -> list[Balance]:
    """名录与月报的对账；选了板块只列它的。"""
    unit = where.pick("unit")
    return [b for b in registering.balances(dash, at) if unit in ("", b.unit)]


def chosen(profile: CityProfile, where: Where) -> list[ListRow]:
    """按分类、板块、点位筛过的载体，分类在前的在前，同类按板块。"""
    order = {c.name: n for n, (c, _) in enumerate(classes(profile))}
    units = {name: n for n, name in enumerate(profile.unit_names)}
    rows = [_row(profile, c, where) for c in counted(profile)]
    kind, unit, placed = where.pick("type"), where.pick("unit"), where.pick("placed")
    if placed and placed not in _PLACED:
        raise UsageError("unknown_choice", f"地址里的placed不认得“{placed}”。可用：{'、'.join(_PLACED)}。")
    found = [
        r
        for r in rows
        if (not kind or r.kind == kind) and (not unit or r.unit == unit) and (not placed or r.carrier.precision in _PLACED[placed])
    ]
    return sorted(found, key=lambda r: (order[r.kind], units.get(r.unit, len(units))))


def _row(profile: CityProfile, carrier: Carrier, where: Where) -> ListRow:
    kind = profile.class_of(carrier)
    href = where.but(view=None, placed=None, unit=carrier.unit).href if carrier.unit in profile.unit_names else ""
    return ListRow(kind.symbol, carrier, kind.name, carrier.unit or NOWHERE, href)


def headline(where: Where, rows: list[ListRow]) -> str:
    """结论：几个载体，几个有点位，几个只知道板块，几个没有。"""
    who = f"{where.pick('unit')}{where.pick('type')}"
    if not rows:
        return f"{who}没有符合所选的载体"
    tally = Counter(name for r in rows for name, precisions in _PLACED.items() if r.carrier.precision in precisions)
    parts = [(tally[name], word) for name, word in zip(_PLACED, ("有点位", "只知道板块", "没有点位"), strict=True) if tally[name]]
    split = "，".join(f"{n}个{word}" for n, word in parts) if len(parts) > 1 else f"都{parts[0][1]}"
    return f"{who}{len(rows)}个{'' if where.pick('type') else '载体与园区'}：{split}"


def choices(at: Moment, where: Where) -> list[tuple[str, str, list[Choice]]]:
    """分类、板块、点位三个菜单。"""
    units = Counter(c.unit or NOWHERE for c in counted(at.profile))
    menus = (
        ("分类", "type", "全部分类", [c.name for c, _ in classes(at.profile)]),
        ("板块", "unit", "全部板块", [*(u for u in at.profile.unit_names if units[u]), *(u for u in units if u not in at.profile.unit_names)]),
        ("点位", "placed", "不限", list(_PLACED)),
    )
    return [_menu(where, *menu) for menu in menus]


def _menu(where: Where, name: str, key: str, every: str, options: list[str]) -> tuple[str, str, list[Choice]]:
    picked = where.pick(key)
    found = [Choice(every, where.but(**{key: None}).href, not picked)]
    found += [Choice(o, where.but(**{key: o}).href, o == picked) for o in options]
    return name, picked or every, found


def others(profile: CityProfile) -> list[tuple[str, list[str]]]:
    """名录里不计入载体的：角色和名称。"""
    found: dict[str, list[str]] = {}
    for carrier in profile.carriers:
        if not carrier.counts and carrier.same_as is None and not carrier.along:
            found.setdefault(carrier.role, []).append(carrier.name)
    return list(found.items())


def aliases(profile: CityProfile) -> list[tuple[str, str]]:
    """同一处的别名：别名（或重复出现）与正名。"""
    return [(c.name, c.same_as) for c in profile.carriers if c.same_as is not None and c.same_as != c.name]

"""载体地图：板块填色、载体点位；右边是全市或选中板块的一栏；另有名录全表和交互地图。"""

from dashboard.domain.city import CityProfile, Precision
from dashboard.domain.problems import UsageError
from dashboard.figures.map_symbols import icon
from dashboard.figures.maps import Belt
from dashboard.figures.picture import Picture
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.carrier_map import NO_CARRIERS, CityMap, Look, belts, city_map, classes, counted
from dashboard.flows.screens.city_card import city_card
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.shading import OVERALL, goals_to_show, headline
from dashboard.flows.screens.unit_card import unit_card
from dashboard.flows.screens.where import Where
from dashboard.flows.units import unit_named

_LEGEND = (240.0, 356.0)


def carriers(dash: Dashboard, where: Where) -> Picture:
    """载体地图。"""
    where, at = stand(dash, where)
    look = looking(at.profile, where)
    unit = chosen_unit(at.profile, where)
    found = city_map(dash, at, plain(where), look)
    assert found.shading is not None
    return framed(
        dash,
        where,
        at,
        "carriers.html",
        headline(found.shading),
        drawing=found.draw(unit, drawn_belts(at.profile, where)),
        corner=found.plan.ground.corner,
        shading=found.shading,
        kinds=classes(at.profile) if look.kind != NO_CARRIERS else [],
        icon=icon,
        choices=choices(at, where, look),
        notes=notes(at.profile, found, look),
        card=unit_card(dash, at, where, unit, found.shading) if unit else None,
        texts={s.unit: s.text for s in found.shading.shades},
        city=None if unit else city_card(at, where),
        closed=where.but(unit=None, goals=None).href,
        every_goal=where.but(goals="all").href,
        unit_list=where.but(view="list").href,
        whole_list=where.but(view="list", unit=None).href,
        total=len(counted(at.profile)),
        deck=where.but(view="deck", goals=None, belt=None).href,
        links=links(where, unit),
    )


def plain(where: Where) -> Where:
    """图里的链接用的地址：换板块时收起展开的东西。"""
    return where.but(unit=None, goals=None, belt=None)


def looking(profile: CityProfile, where: Where) -> Look:
    """地址所选的看法；写得不对抛 UsageError。"""
    grade, area, kind = where.pick("grade"), where.pick("area"), where.pick("type")
    for name, value, allowed in (
        ("grade", grade, ("", "light")),
        ("area", area, ("", "legal")),
        ("type", kind, ("", NO_CARRIERS, *(c.name for c, _ in classes(profile)))),
    ):
        if value not in allowed:
            raise UsageError("unknown_choice", f"地址里的{name}不认得“{value}”。请从地图上方的菜单里选。")
    return Look(where.pick("by"), grade == "light", legal=area == "legal", kind=kind, legend=_LEGEND)


def chosen_unit(profile: CityProfile, where: Where) -> str:
    """选中的板块（名称或别名）；没选为空。"""
    text = where.pick("unit")
    return unit_named(profile, text) if text else ""


def drawn_belts(profile: CityProfile, where: Where) -> list[Belt]:
    """所选的示意带。"""
    return [b for b in belts(profile) if b.name == where.pick("belt")]


def choices(at: Moment, where: Where, look: Look) -> list[tuple[str, str, list[Choice]]]:
    """指标、分级、单元、载体四个菜单：名称、现选、各项。"""
    menus = (
        ("指标", "by", [("", OVERALL), *((g.id, g.short_name) for g in goals_to_show(at))], look.goal),
        ("分级", "grade", [("", "按完成率"), ("light", "按亮灯")], "light" if look.by_light else ""),
        ("单元", "area", [("", "考核单元"), ("legal", "法定区划")], "legal" if look.legal else ""),
        ("载体", "type", [("", "全部类型"), *((c.name, f"{c.name}（{n}）") for c, n in classes(at.profile)), (NO_CARRIERS, NO_CARRIERS)], look.kind),
    )
    return [(name, *_menu(where, key, options, chosen)) for name, key, options, chosen in menus]


def _menu(where: Where, key: str, options: list[tuple[str, str]], chosen: str) -> tuple[str, list[Choice]]:
    found = [Choice(text, where.but(**{key: value or None}).href, value == chosen) for value, text in options]
    return next(c.text for c in found if c.chosen), found


def links(where: Where, unit: str) -> list[tuple[str, str]]:
    """选中的板块还能去哪里看。"""
    if not unit:
        return []
    return [("龙虎榜得分", where.to("leaderboard", unit=unit).href), ("活动", where.to("timeline", unit=unit).href)]


def notes(profile: CityProfile, found: CityMap, look: Look) -> list[str]:
    """图下的说明：示意、审图号、坐标系、示意边界、没画出的。"""
    starred = [u.name for u in profile.assessed_units if u.schematic]
    dots = [u.name for u in profile.assessed_units if not u.polygon]
    lines = [f"{profile.map_note}。{profile.map_approval}。坐标系WGS-84，平面示意。"]
    if look.legal:
        lines.append("法定区划里填的是同代码考核单元的数；没有法定区划的板块画成圆点，与区划并列，不重复计。")
    elif starred:
        lines.append(f"*{'、'.join(starred)}没有民政边界，按示意范围绘制。")
    if dots and not look.legal:
        lines.append(f"{'、'.join(dots)}没有边界，画成圆点，与所在区县并列，不重复计。")
    if any(c.precision is Precision.DISTRICT for c in counted(profile)):
        lines.append("只知道所在板块的载体随板块名字排列，不代表位置。")
    return [*lines, *_missing(found)]


def _missing(found: CityMap) -> list[str]:
    """没画出、没写名字的都点名。"""
    plan = found.plan
    lines = [("没有边界和注记点、没画出的板块", plan.left_out), ("点位在图外、没画出的载体", plan.outside), ("名字放不下的板块", plan.unnamed)]
    return [f"{what}：{'、'.join(names)}。" for what, names in lines if names]

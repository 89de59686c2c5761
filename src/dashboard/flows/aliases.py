"""板块的别名：档案里有的，和审核的人补的；检查时都认得（INTAKE R14）。"""

from dataclasses import replace

from dashboard.access.people import named
from dashboard.domain.aliases import Alias
from dashboard.domain.city import CityProfile
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.units import unit_named
from dashboard.storage.contracts.aliasing import NewAlias

_LONGEST, _LEAST_WORDS = 30, 4


def add(dash: Dashboard, city: str, text: str, unit: str, by: str, reason: str) -> Alias:
    """补一个别名；已经认得的、要先问的简称不能补。"""
    person, why, alias = named(by, "认下的人"), _why(reason), "".join(text.split())
    require(dash, person, Action.ADD_ALIAS, city)
    profile = dash.profile(city, dash.version())
    name = unit_named(profile, unit)
    if not 2 <= len(alias) <= _LONGEST:
        raise InputError("alias", f"别名写2到{_LONGEST}个字，写的是“{alias}”。")
    known = profile.find_unit(alias)
    if known is not None:
        raise InputError("alias", f"“{alias}”在档案里就是{known}，不用补。")
    asked = profile.ask_units(alias)
    if asked:
        raise InputError("alias", f"“{alias}”可能是{'或'.join(asked)}，写的人说清楚才行，不能设成别名。")
    return dash.store.add_alias(NewAlias(city, alias, name, person, why))


def end(dash: Dashboard, city: str, text: str, by: str, reason: str) -> Alias:
    """停用一个补的别名；以前照它读的不变。"""
    person, why = named(by, "停用的人"), _why(reason)
    require(dash, person, Action.ADD_ALIAS, city)
    dash.profile(city, dash.version())
    return dash.store.end_alias(city, "".join(text.split()), person, why)


def added(dash: Dashboard, city: str) -> tuple[Alias, ...]:
    """补过的全部，新的在前。"""
    dash.profile(city, dash.version())
    return tuple(dash.store.aliases(city))


def known_to(dash: Dashboard, profile: CityProfile) -> CityProfile:
    """检查用的档案：各板块的别名加上补的。"""
    used = {a.text: a.unit for a in dash.store.aliases(profile.id) if a.ended is None}
    if not used:
        return profile

    def known() -> CityProfile:
        units = (replace(u, aliases=(*u.aliases, *(text for text, name in used.items() if name == u.name))) for u in profile.units)
        return replace(profile, units=tuple(units))

    return dash.keep(("aliases", profile.id, dash.version(), tuple(sorted(used.items()))), known)


def _why(reason: str) -> str:
    why = " ".join(reason.split())
    if len(why) < _LEAST_WORDS:
        raise InputError("reason_missing", f"请写明理由，至少{_LEAST_WORDS}个字。")
    return why


__all__ = ["add", "added", "end", "known_to"]

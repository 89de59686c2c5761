"""板块的叫法：名称、全称、别名都认得，说不清的问清楚。"""

from dashboard.domain.city import CityProfile
from dashboard.domain.problems import UsageError


def unit_named(profile: CityProfile, text: str) -> str:
    """板块的名称、全称或别名 → 板块名；不认得、或要问清楚是哪一个的抛 UsageError。"""
    found = profile.find_unit(text.strip())
    if found is None:
        asked = profile.ask_units(text.strip())
        hint = f"“{text}”可能是{'或'.join(asked)}，请写全称。" if asked else f"可用：{'、'.join(profile.unit_names)}。"
        raise UsageError("unknown_unit", f"{profile.name}没有板块{text}。{hint}")
    return found

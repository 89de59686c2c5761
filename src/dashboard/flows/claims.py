"""疑似重复或共建：几个板块报了同一个项目编号、同一家企业；市级看得到两边，板块只知道有这回事（INTAKE R23）。"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.facts import ProjectShare
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.queries import reports

_CLOSE = 1e-4


@dataclass(frozen=True, slots=True)
class Claim:
    """一处疑似：key 为项目编号或统一社会信用代码；why 说为什么；shares 为各板块报的那一行。"""

    key: str
    why: str
    shares: tuple[ProjectShare, ...]


def claims(dash: Dashboard, at: Moment) -> tuple[Claim, ...]:
    """到 at.month 为止的全部疑似；at 盖着待审的上报时连它一起看。只给市级审核的人看。"""
    shares = reports.project_shares(dash.cache.at(at.version, at.draft), at.city, at.month)
    numbers = _grouped((s.number, s) for s in shares)
    codes = _grouped((s.credit_code, s) for s in shares if s.credit_code)
    found = [Claim(key, why, tuple(mine)) for key, mine in numbers.items() if (why := _same_number(mine))]
    found += [Claim(key, "同一家企业，项目编号不同", tuple(mine)) for key, mine in codes.items() if _apart(mine)]
    return tuple(found)


def of_unit(dash: Dashboard, at: Moment, unit: str) -> tuple[Claim, ...]:
    """牵涉一个板块的疑似。"""
    return tuple(c for c in claims(dash, at) if any(s.unit == unit for s in c.shares))


def _grouped(pairs: Iterable[tuple[str, ProjectShare]]) -> dict[str, list[ProjectShare]]:
    found: dict[str, list[ProjectShare]] = {}
    for key, share in pairs:
        found.setdefault(key, []).append(share)
    return found


def _same_number(shares: list[ProjectShare]) -> str:
    if len({s.unit for s in shares}) < 2:
        return ""
    total, leads = sum(s.factor for s in shares), sum(s.lead for s in shares)
    reasons = [f"系数合计{total:.15g}，超过1"] if total > 1 + _CLOSE else []
    reasons += [f"{leads}个板块都报了牵头"] if leads > 1 else []
    return "；".join(reasons)


def _apart(shares: list[ProjectShare]) -> bool:
    return len({s.unit for s in shares}) > 1 and len({s.number for s in shares}) > 1

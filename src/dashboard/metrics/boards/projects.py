"""比质量的输入：已认定、没有撤销的项目有几个，高成长型、转高企、带资、重点产业链的各几个。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.domain.assessment import PROJECT_QUALITIES
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.month import Month
from dashboard.metrics import TOLERANCE
from dashboard.metrics.projects import last_day, recognised


@dataclass(slots=True)
class Tally:
    """一家（或全市）的项目数，按分成系数折算：total 为全部，counts 为有各属性的。"""

    total: float = 0.0
    counts: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PROJECT_QUALITIES, 0.0))

    def rate(self, key: str) -> float | None:
        """某属性的占比；没有项目为 None。"""
        return self.counts[key] / self.total if self.total > TOLERANCE else None


@dataclass(frozen=True, slots=True)
class Tallies:
    """到一个月末，全市和各板块的项目数。"""

    city: Tally
    units: Mapping[str, Tally]

    def of(self, unit: str) -> Tally:
        """一个板块的；没有项目为0个。"""
        return self.units.get(unit) or Tally()


def tallies(profile: CityProfile, shares: Iterable[ProjectShare], month: Month) -> Tallies:
    """从城市的起始月到 month 末认定、没有撤销的项目。"""
    city, units = Tally(), dict[str, Tally]()
    for share, qualities in counted(profile, shares, month):
        mine = units.get(share.unit)
        if mine is None:
            mine = units[share.unit] = Tally()
        _add(share, qualities, city, mine)
    return Tallies(city, units)


def counted(profile: CityProfile, shares: Iterable[ProjectShare], month: Month) -> Iterator[tuple[ProjectShare, list[str]]]:
    """计入的每一行项目，和它有的属性。"""
    first, last = date(profile.start.year, profile.start.month, 1), last_day(month)
    chains = frozenset(profile.key_chains)
    for share in shares:
        if recognised(share, first, last):
            yield share, _qualities(share, last, chains)


def _add(share: ProjectShare, qualities: Sequence[str], *tallies: Tally) -> None:
    for tally in tallies:
        tally.total += share.factor
        for key in qualities:
            tally.counts[key] += share.factor


def _qualities(share: ProjectShare, last: date, chains: frozenset[str]) -> list[str]:
    found = (
        ("highgrowth", share.high_growth),
        ("to_hte", share.became_hte is not None and share.became_hte <= last),
        ("funded", share.funded),
        ("key_chain", share.chain in chains),
    )
    return [key for key, has in found if has]


def small(small_sample: int, total: float) -> bool:
    """项目太少，占比只作参考：样本少。"""
    return total < small_sample - TOLERANCE

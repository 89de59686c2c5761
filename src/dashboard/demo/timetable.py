"""模拟的时间表：每份何时上报、何时审核；按档案里的时限排，由种子定，与真的时钟无关。

按时的在截止以前的几个工作日里，迟报的在截止以后，更正在审定以后、锁定以前。"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta

from dashboard.demo.chance import Chance
from dashboard.domain.city import CityProfile
from dashboard.domain.submissions import Header
from dashboard.domain.timing import Simulated
from dashboard.metrics.deadlines import BEIJING, deadline
from dashboard.metrics.workdays import is_workday, nth_workday

_OPENS, _CLOSES = 9 * 60, 17 * 60
_ON_TIME, _LATE, _CORRECTING = (-4, 0), (1, 4), (5, 6)
"""截止日前后几天。"""
Times = Callable[[Sequence[Header]], Simulated]


class Timetable:
    """一座城市一个月的时间表。late 为迟报的板块，again 为退回以后重报的板块。"""

    def __init__(self, profile: CityProfile, seed: str, late: Collection[str] = (), again: Collection[str] = ()) -> None:
        self._profile, self._seed = profile, seed
        self._days = {**dict.fromkeys(late, _LATE), **dict.fromkeys(again, _CORRECTING)}

    def first(self, headers: Sequence[Header]) -> Simulated:
        """上报：按时的在截止日或它以前几天，迟报的、退回后重报的在截止以后几天；最后一份报来的下一个工作日审核。"""
        return self._of([(h, self._days.get(h.owner, _ON_TIME)) for h in headers])

    def correcting(self, headers: Sequence[Header]) -> Simulated:
        """更正：比迟报的还晚。"""
        return self._of([(h, _CORRECTING) for h in headers])

    def _of(self, planned: Sequence[tuple[Header, tuple[int, int]]]) -> Simulated:
        sent = tuple(self._sent(header, *days) for header, days in planned)
        reviewed = nth_workday(self._profile.timing, max(sent).date(), 1)
        header, days = planned[0]
        return Simulated(sent, _at(reviewed, Chance(self._seed, "审核", header.city, header.kind, header.owner, header.period, days)))

    def _sent(self, header: Header, first: int, last: int) -> datetime:
        """截止日前后 first 到 last 天里的一刻，落在休息日的换到最近的工作日，但不跨过截止。"""
        due = deadline(self._profile.timing, header.kind, header.period).day
        chance = Chance(self._seed, "上报", header.city, header.kind, header.owner, header.period, first)
        return _at(self._workday(due + timedelta(chance.whole(first, last)), late=first > 0), chance)

    def _workday(self, day: date, *, late: bool) -> date:
        """最近的工作日：迟报的往后找，按时的往前找。"""
        while not is_workday(self._profile.timing, day):
            day += timedelta(1 if late else -1)
        return day


def _at(day: date, chance: Chance) -> datetime:
    minutes = chance.whole(_OPENS, _CLOSES)
    return datetime.combine(day, time(minutes // 60, minutes % 60), BEIJING)

"""存储的约定：开锁与服务器的钟。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dashboard.domain.timing import Unlock


@dataclass(frozen=True, slots=True)
class NewUnlock:
    """要开的一次锁：哪座城市、谁、哪一期（YYYYMM 或 YYYY00）、开到何时、谁批准、为什么。"""

    city: str
    owner: str
    period: int
    until: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Clock:
    """服务器的钟和上次记账的时间；还没有记过为 None。"""

    now: datetime
    recorded: datetime | None
    behind: bool


class TimingStore(Protocol):
    """开锁的记录只添不改，到时自己锁上。"""

    def unlock(self, item: NewUnlock) -> Unlock:
        """记一次开锁，同时进审计。"""

    def unlocks(self, city: str) -> Sequence[Unlock]:
        """一座城市的全部开锁，新的在前。"""

    def clock(self) -> Clock:
        """钟现在对不对。"""

    def accept_clock(self, by: str, reason: str) -> Clock:
        """上次记的时间是错的：认下现在的时间，进审计。"""

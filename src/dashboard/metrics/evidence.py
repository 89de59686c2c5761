"""判定所需的全部证据。"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.domain.month import Month
from dashboard.metrics.counting import Held
from dashboard.metrics.readings import Readings


@dataclass(frozen=True)
class Evidence:
    """一座城市某一版的证据：读数；年度任务（板块或全市、指标、年 → 数）；活动与洽谈；每月有已接收报表的报送者。"""

    readings: Readings = field(default_factory=lambda: Readings(()))
    tasks: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    held: Held = field(default_factory=Held)
    reporting: Mapping[Month, frozenset[str]] = field(default_factory=dict)

"""补的别名：表里写的板块叫法，审核的人认下以后，再写就认得。"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alias:
    """一个补的别名：指哪个板块、谁、何时、为什么；停用的有停用的时间，没停用为 None。"""

    number: int
    city: str
    text: str
    unit: str
    at: datetime
    by: str
    reason: str
    ended: datetime | None = None

"""考核是一件事：草稿、公示、申诉、复核、公布；冻结数据版本、规则和结果。"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.month import Month


class Stage(StrEnum):
    """一次考核走到哪一步；公布以后不再变，公布以前可以作废。"""

    DRAFT = "草稿"
    NOTICE = "公示"
    REVIEWED = "复核"
    PUBLISHED = "公布"
    CANCELLED = "作废"


@dataclass(frozen=True, slots=True)
class Assessment:
    """一次考核。month 为考核期的末月；version 为冻结的数据版本，rules 为规则，result 为冻结的结果（一份写法固定的JSON）；
    by 为出这份结果的人：起草的，复核时改用新数重算的是复核的；notice_until 为公示到哪天24:00，还没公示为 None。"""

    number: int
    city: str
    name: str
    month: Month
    version: int
    rules: str
    result: str
    stage: Stage
    by: str
    at: datetime
    notice_until: date | None


@dataclass(frozen=True, slots=True)
class StageStep:
    """走的一步：到哪一步、谁、何时、说明。"""

    stage: Stage
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """一次申诉：哪个板块、谁、何时、说什么；答复，还没有答复为空。"""

    number: int
    assessment: int
    unit: str
    by: str
    at: datetime
    text: str
    reply: str = ""
    replied_by: str = ""
    replied_at: datetime | None = None

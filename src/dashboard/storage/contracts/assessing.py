"""存储的约定：考核。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dashboard.domain.assessing import Appeal, Assessment, Stage, StageStep
from dashboard.domain.month import Month


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """要起草的一次考核：城市、名称、末月、冻结的版本、规则、结果、谁。"""

    city: str
    name: str
    month: Month
    version: int
    rules: str
    result: str
    by: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """冻结的：数据版本、规则、结果。"""

    version: int
    rules: str
    result: str


@dataclass(frozen=True, slots=True)
class Move:
    """走一步：从哪一步（不是这一步的不走）到哪一步、谁、说明；公示给出到哪天；复核改用新数据的给出重新冻结的。"""

    before: Stage
    after: Stage
    by: str
    reason: str = ""
    notice_until: date | None = None
    frozen: Frozen | None = None


class AssessmentStore(Protocol):
    """考核只往前走，公布了的不再变；每一步都进审计。"""

    def draft_assessment(self, item: NewAssessment) -> Assessment:
        """起草；同城同月已有没作废的抛 InputError。"""

    def move_assessment(self, number: int, move: Move) -> Assessment:
        """走一步；已不在那一步的抛 InputError，说明谁、何时走的；还有申诉没有答复的不能复核。重新冻结的，结果算在这一步的人名下。"""

    def assessments(self, city: str) -> Sequence[Assessment]:
        """一座城市的全部考核，新的在前。"""

    def assessment(self, number: int) -> Assessment:
        """一次考核；没有抛 UsageError。"""

    def assessment_steps(self, number: int) -> Sequence[StageStep]:
        """走过的步，先后为序。"""

    def add_appeal(self, number: int, unit: str, by: str, text: str) -> Appeal:
        """一次申诉，进审计；不在公示的抛 InputError。"""

    def reply_appeal(self, appeal: int, by: str, text: str) -> Appeal:
        """答复一次申诉，进审计；答复过的抛 InputError。"""

    def appeals(self, number: int) -> Sequence[Appeal]:
        """一次考核的全部申诉，先后为序。"""

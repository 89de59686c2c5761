"""存储的约定：审核时的进退。"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from dashboard.domain.submissions import Turn
from dashboard.storage.audit import EVERY, Entry, Faces, Sought


class ReviewStore(Protocol):
    """待审的上报可退回、撤回、由板块审核；每一步都进审计，什么也不删。"""

    def return_(self, submission: str, by: str, reason: str, simulated_at: datetime | None = None) -> None:
        """退回一份待审的；不是待审、是自己报的，抛 InputError，说明谁、何时已经办了。simulated_at 为模拟的审核人假定的时间。"""

    def withdraw(self, submission: str, by: str, reason: str) -> None:
        """上报人撤回自己还没有审、板块也还没有审的一份；否则抛 InputError。"""

    def endorse(self, submission: str, by: str) -> None:
        """板块审核通过一份待审的，交市级验收；不是待审、是自己报的、已经审过的抛 InputError。"""

    def turns(self, city: str) -> Sequence[Turn]:
        """一座城市的全部进退，先后为序。"""

    def note(self, by: str, action: str, city: str, owner: str = "", subject: str = "", detail: str = "") -> None:
        """只进审计的一笔：取回原文件、导出之类。"""

    def audit(self, city: str, sought: Sought = EVERY, most: int | None = None) -> Sequence[Entry]:
        """一座城市合要求的审计记录，新的在前；most 为最多几条，None 为全部。"""

    def audit_faces(self, city: str, sought: Sought = EVERY) -> Faces:
        """合要求的记录有几条，里面出现过哪些板块、人、月份。"""

    def last_entry(self) -> int:
        """审计里改了什么的最新一条的号（登录、取走不算），没有为0；号没变，画面上会有的就什么也没变过。"""

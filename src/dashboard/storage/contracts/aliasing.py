"""存储的约定：补的别名。"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.domain.aliases import Alias


@dataclass(frozen=True, slots=True)
class NewAlias:
    """要补的一个别名：哪座城市、怎么写的、指哪个板块、谁认下、为什么。"""

    city: str
    text: str
    unit: str
    by: str
    reason: str


class AliasStore(Protocol):
    """别名只添、只停用，不删。"""

    def add_alias(self, item: NewAlias) -> Alias:
        """补一个别名，同时进审计；同样的叫法正用着的抛 InputError。"""

    def end_alias(self, city: str, text: str, by: str, reason: str) -> Alias:
        """停用一个补的别名，同时进审计；没有的抛 UsageError。"""

    def aliases(self, city: str) -> Sequence[Alias]:
        """一座城市补过的全部别名，新的在前，停用的也在。"""

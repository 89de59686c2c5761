"""存储的约定：城市档案和保存的考核规则。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dashboard.domain.month import Month


@dataclass(frozen=True, slots=True)
class NewRules:
    """要保存的一套规则：哪座城市、从哪个月起用、加上它以后的整份档案和指纹、在哪一份档案上加的、谁、进审计的一句话。"""

    city: str
    start: Month
    contents: Mapping[str, bytes] = field(repr=False)
    content_hash: str
    onto: Path
    by: str
    detail: str


class ProfileStore(Protocol):
    """档案一改就是一版；发布过的副本不变。"""

    def cities(self, version: int) -> tuple[str, ...]:
        """该版已有档案的城市。"""

    def has_profile(self, city: str, content_hash: str) -> bool:
        """这座城市现行档案的指纹是否就是它。"""

    def publish_profile(self, city: str, contents: Mapping[str, bytes], content_hash: str, onto: Path | None = None) -> int:
        """发布城市档案，返回版本；与现行相同则不产生新版。给出 onto 而现行的已不是它，抛 InputError。"""

    def profile_folder(self, city: str, version: int) -> Path | None:
        """该版有效的档案（不可变的副本）；没有为 None。"""

    def save_rules(self, item: NewRules) -> int:
        """保存一套规则，发布成一版，进审计。

        起用的月份已经审定、考核过，或现行的档案已不是 onto，抛 InputError，什么也不存。"""

    def closed_until(self, city: str) -> Month | None:
        """审定了、考核过的最后一个月；新规则只能从它以后起用。都没有为 None。"""

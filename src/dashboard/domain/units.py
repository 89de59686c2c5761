"""报送的单位：板块、部门。"""

from dataclasses import dataclass

from dashboard.domain.month import Month


@dataclass(frozen=True, slots=True)
class Unit:
    """板块：报送并排名的单位。label 为注记点 WGS-84（经度、纬度）；start、end 为设立、撤并的月份，一直设着为 None。"""

    name: str
    official_name: str
    kind: str
    group: str
    adcode: str
    parents: tuple[str, ...]
    aliases: tuple[str, ...]
    ask_aliases: tuple[str, ...]
    old_codes: str
    assessed: bool
    polygon: str | None
    label: tuple[float, float] | None
    schematic: bool
    note: str
    start: Month | None = None
    end: Month | None = None

    def active(self, month: Month) -> bool:
        """那个月设着没有：年中新设的从 start 起应报，撤并的到 end 为止。"""
        return (self.start is None or self.start <= month) and (self.end is None or month <= self.end)


@dataclass(frozen=True, slots=True)
class Department:
    """市级部门：上报，不排名。"""

    name: str
    short_name: str
    duty: str
    source: str

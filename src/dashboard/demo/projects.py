"""科创项目：每个板块每月认定几个、从线索走到落地、后来转高企或撤销；有变化的月份各留一行。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.demo.allotting import split
from dashboard.demo.chance import Chance
from dashboard.demo.codes import credit_code
from dashboard.demo.numbers import Numbers
from dashboard.domain.month import Month, month_range

Row = dict[str, Any]
Rows = Mapping[tuple[str, Month], list[Row]]
_STAGES = {"clue_date": "线索", "talk_date": "在谈", "sign_date": "签约", "land_date": "落地"}
_PATH = {"first_review": 20, "joint_review": 13, "publicity": 8}
"""认定以前几天走到初审、联审、公示。"""
_FACTORS = (("0.6", "0.4"), ("0.5", "0.5"), ("0.7", "0.3"), ("0.5", "0.3", "0.2"))


def project_rows(numbers: Numbers) -> Rows:
    """每个板块每个月的科创项目行。"""
    found: dict[tuple[str, Month], list[Row]] = defaultdict(list)
    for project in _projects(numbers):
        for month, row in project.rows():
            if numbers.city.first <= month <= numbers.city.last:
                for unit, factor in project.shares.items():
                    found[unit, month].append({**row, "lead": unit == project.unit, "factor": float(factor)})
    return {key: sorted(rows, key=lambda row: str(row["number"])) for key, rows in found.items()}


@dataclass(frozen=True, slots=True)
class _Project:
    """一个项目：不变的各列、各列从哪天起有值、各板块的分成系数。"""

    unit: str
    fixed: Row
    dated: Mapping[str, date]
    shares: Mapping[str, str]
    listed: tuple[date, ...]

    def rows(self) -> Iterator[tuple[Month, Row]]:
        """每个有变化的月份一行，写到那个月末为止的情形。"""
        for month in sorted({Month(day.year, day.month) for day in self.listed}):
            known = {name: day for name, day in self.dated.items() if (day.year, day.month) <= (month.year, month.month)}
            stage = [word for name, word in _STAGES.items() if name in known]
            batch = self.fixed["batch"] if "recognised" in known else None
            yield month, {**self.fixed, **known, "stage": stage[-1] if stage else "线索", "batch": batch}


def _projects(numbers: Numbers) -> Iterator[_Project]:
    for month in month_range(numbers.city.first, numbers.city.last):
        for index, (unit, count) in enumerate(_recognised(numbers, month).items()):
            for serial in range(1, count + 1):
                yield _Maker(numbers, unit, month, f"{index + 1:02d}", serial).recognised()
            for serial in range(1, count // 4 + 2):
                yield _Maker(numbers, unit, month, f"{index + 1:02d}", 500 + serial).pending()


def _recognised(numbers: Numbers, month: Month) -> dict[str, int]:
    """各板块当月认定几个：目标自带台账的就是它的本月数，否则按设置分。"""
    goal = next((g for g in numbers.profile.goals if g.ledger), None)
    units = numbers.profile.unit_names
    if goal is not None:
        shared = numbers.of(goal)
        before = month + -1
        return {u: shared.ticks(u, month) - (shared.ticks(u, before) if month.month > 1 else 0) for u in units}
    sizes = numbers.city.weights.get("size", {})
    chance = Chance(numbers.settings.seed, numbers.city.city, "项目", month)
    weights = {u: sizes.get(u, 100) * (1000 + chance.bell(400)) for u in units}
    season = numbers.settings.shapes["rising"][month.month - 1]
    return split(numbers.city.projects.per_month * 12 * season // 1000, weights)


class _Maker:
    """造一个项目；一切由城市、板块、月份、序号决定。"""

    def __init__(self, numbers: Numbers, unit: str, month: Month, place: str, serial: int) -> None:
        self.numbers, self.unit, self.month, self.serial = numbers, unit, month, serial
        self.mine = numbers.city.projects
        self.chance = Chance(numbers.settings.seed, numbers.city.city, "项目", unit, month, serial)
        self.number = f"{self.mine.prefix}{month.code}-{place}-{serial:03d}"
        self.extra = self.mine.noise_by_unit.get(unit, 0)

    def recognised(self) -> _Project:
        fixed = self._fixed()
        dated = self._dates()
        early = self.chance.hits(300)
        listed = [dated["recognised"], *((dated["sign_date"],) if early else ())]
        for name, permille, low, high in (
            ("became_hte", self.mine.became_hte + self.extra // 2, 8, 24),
            ("became_scale", self.mine.became_scale, 12, 30),
            ("withdrawn", self.mine.withdrawn, 4, 14),
        ):
            if self.chance.hits(permille):
                dated[name] = self._later(dated["recognised"], low, high)
                listed.append(dated[name])
        return _Project(self.unit, fixed, dated, self._shares(), tuple(listed))

    def pending(self) -> _Project:
        """还没有认定的：停在线索、在谈或签约。"""
        reached = self.chance.pick(("clue_date", "talk_date", "talk_date", "sign_date"))
        day = self._day(self.month)
        order = list(_STAGES)
        names = order[: order.index(reached) + 1]
        dated = {name: day - timedelta(days=25 * (len(names) - 1 - n)) for n, name in enumerate(names)}
        return _Project(self.unit, self._fixed(), dated, {self.unit: "1"}, (day,))

    def _fixed(self) -> Row:
        words, chance = self.numbers.settings.words, self.chance
        chains = self.numbers.profile.key_chains
        key = chance.hits(self.mine.key_chain + self.extra // 3)
        chain = chance.pick(chains) if key and chains else "其他"
        funded = chance.hits(self.mine.funded + self.extra)
        topic = chain if chain != "其他" else "科创"
        unit = next(u for u in self.numbers.profile.units if u.name == self.unit)
        return {
            "number": self.number,
            "name": f"{chance.pick(words['project_heads'])}{topic}{chance.pick(words['project_tails'])}",
            "credit_code": credit_code(unit.adcode, chance.whole(0, 99_999)),
            "chain": chain,
            "high_growth": chance.hits(self.mine.high_growth + self.extra),
            "source_place": chance.pick(words["source_places"]),
            "batch": f"{self.month.year}年{words['project_batches'][self.month.quarter - 1]}",
            "has_tech": chance.hits(960),
            "has_talent": chance.hits(800),
            "has_growth": chance.hits(720),
            "has_capital": funded,
            "funding": chance.whole(10, 300) * 10 if funded else None,
        }

    def _dates(self) -> dict[str, date]:
        recognised = self._day(self.month)
        gaps = {"apply_date": 25, "land_date": 45, "sign_date": 80, "talk_date": 130, "clue_date": 180}
        found = {name: recognised - timedelta(days=gap + self.chance.whole(0, 18)) for name, gap in gaps.items()}
        path = {name: recognised - timedelta(days=gap) for name, gap in _PATH.items()}
        return {**dict(reversed(found.items())), **path, "recognised": recognised}

    def _day(self, month: Month) -> date:
        return date(month.year, month.month, self.chance.whole(3, 27))

    def _later(self, day: date, low: int, high: int) -> date:
        month = Month(day.year, day.month) + self.chance.whole(low, high)
        return self._day(month)

    def _shares(self) -> dict[str, str]:
        if not self.chance.hits(self.mine.joint):
            return {self.unit: "1"}
        factors = self.chance.pick(_FACTORS)
        others = [u for u in self.numbers.profile.unit_names if u != self.unit]
        partners: list[str] = []
        while len(partners) < len(factors) - 1:
            partners.append(self.chance.pick([u for u in others if u not in partners]))
        return dict(zip((self.unit, *partners), factors, strict=True))

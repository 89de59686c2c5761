"""排名要多久：十二个板块的整张榜；2,900个板块、30个指标的一个月，和120个月的位次。数照种子造，跑几次都一样。

用法：python benchmarks/leaderboard.py   逐项打印实测与目标，达不到也照写。各项打印几轮的中位数：用时；本进程占CPU的时间（别的活在跑时看它）；
和“2,900×30个数各列排一遍”相比的倍数（每轮紧挨着量，机器快慢不影响）。"""

import os
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure, ProjectShare
from dashboard.domain.goals import Basis, Status
from dashboard.domain.month import Month, month_range
from dashboard.metrics import places, ranking
from dashboard.metrics.evidence import Evidence
from dashboard.metrics.places import Ring
from dashboard.metrics.projects import Ledger
from dashboard.metrics.readings import Panel, Readings, Written
from dashboard.metrics.summary import columns_of

SEED, ROUNDS = 2025, 7
FEW, MANY, GROUPS = 12, 2900, ("县（市、区）", "园区")
BASES = (Basis.NEW,) * 10 + (Basis.CUMULATIVE,) * 5 + (Basis.ANNUAL,) * 10 + (Basis.STOCK,) * 5
MONTHS = tuple(month_range(Month(2016, 1), Month(2025, 12)))
LATE, PROJECTS = 0.03, 10
"""没有报的占多少；一个板块有几个项目。"""


def main() -> None:
    print(f"{os.cpu_count()}核，负载{os.getloadavg()[0]:.1f}，{len(BASES)}个指标，{len(MONTHS)}个月，分{len(GROUPS)}组、另有全部板块，{ROUNDS}轮")
    few = City(FEW)
    print(f"\n{few}")
    few.board(MONTHS[-ROUNDS - 1])
    aim("一个月的整张榜（判定、得分、位次、各项的说明）", few.board, 50)
    many = City(MANY)
    print(f"\n{many}")
    started, busy = time.perf_counter(), time.process_time()
    scores = [[ring.scores for ring in many.rings(month)] for month in MONTHS]
    print(f"  预先算好各月四榜的得分：{time.perf_counter() - started:.2f}秒，CPU {time.process_time() - busy:.2f}秒")
    aim("一个月的得分和位次，从读数算起", many.rings, 250)
    rules = many.profile.rules_at(MONTHS[-1])
    aim(f"预先算好以后，{len(MONTHS)}个月的综合和五张榜的位次", lambda _: [places.ranked(rules, ring) for month in scores for ring in month], 1000)
    print(f"  一个月的整张榜，每家每项都写说明：{timed(lambda: many.board(MONTHS[-1]))[0] / 1000:.1f}秒")
    print(f"最多用内存{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}MB")


def aim(what: str, work: Callable[[Month], object], most: float) -> None:
    """一项：用时、目标、达到没有，占CPU的时间，是排一遍的几倍；每轮换一个月。"""
    table = np.random.default_rng(SEED).random((MANY, len(BASES)))
    rounds = [(*timed(lambda month=month: work(month)), timed(lambda: np.sort(table, axis=0))[0]) for month in MONTHS[-ROUNDS:]]
    spent, busy = (statistics.median(column) for column in list(zip(*rounds, strict=True))[:2])
    ratio = statistics.median(mine / bare for mine, _, bare in rounds)
    print(f"  {what}：{spent:.1f}毫秒（目标≤{most:g}毫秒，{'达到' if spent <= most else '没有达到'}），CPU {busy:.1f}毫秒，排一遍的{ratio:.1f}倍")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """用时、占CPU的时间，毫秒。"""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000


class City:
    """造出来的一座城市：count 个板块，几组；读数、任务、项目都在内存里。"""

    def __init__(self, count: int) -> None:
        self._random = np.random.default_rng(SEED)
        self.profile = profile(count)
        self.cells = 0
        readings = Readings(panels={g.indicator: self._panel(g.basis) for g in self.profile.goals})
        self._evidence = Evidence(readings, self._tasks())
        self.projects = self._shares()
        self._ledger = Ledger(self.projects)

    def _panel(self, basis: Basis) -> Panel:
        """逐月累计（总数逐月增减），有的月没有报；一半另有部门核定的数。"""
        count = len(self.profile.reporters)
        steps = self._random.integers(0, 100, (count, len(MONTHS))).astype(float)
        years = steps.reshape(count, -1, 12).cumsum(axis=2).reshape(count, -1)
        levels = 1000 + steps.cumsum(axis=1) / 10 if basis is Basis.STOCK else years
        measure = Measure.STOCK if basis is Basis.STOCK else Measure.YEAR_TO_DATE
        kinds = {(measure, Status.FIRST): LATE, (measure, Status.FINAL): 0.5}
        return Panel({u: n for n, u in enumerate(self.profile.reporters)}, {kind: self._written(levels, lacking) for kind, lacking in kinds.items()})

    def _written(self, levels: np.ndarray, lacking: float) -> Written:
        rows, months = np.nonzero(self._random.random(levels.shape) >= lacking)
        self.cells += len(rows)
        return Written(rows, months + MONTHS[0].ordinal, levels[rows, months])

    def _tasks(self) -> Mapping[tuple[str, str, int], float]:
        years = range(MONTHS[0].year, MONTHS[-1].year + 1)
        stock = {g.indicator for g in self.profile.goals if g.basis is Basis.STOCK}
        return {
            (unit, goal.indicator, year): (1000.0 + 60 * (year - years[0] + 1) if goal.indicator in stock else 600.0)
            for unit in self.profile.unit_names
            for goal in self.profile.goals
            for year in years
        }

    def _shares(self) -> list[ProjectShare]:
        found = []
        chains = self.profile.chains
        for number, unit in enumerate(self.profile.unit_names * PROJECTS):
            month = MONTHS[int(self._random.integers(len(MONTHS)))]
            high, hte, funded = (self._random.random(3) < 0.3).tolist()
            day = date(month.year, month.month, 15)
            found.append(ProjectShare(unit, str(number), "", "", True, 1.0, chains[number % len(chains)], high, day, None, day if hte else None, funded, month))
        return found

    def __str__(self) -> str:
        return f"{len(self.profile.unit_names):,}个板块，{self.cells:,}个数，{len(self.projects):,}个项目"

    def rings(self, month: Month) -> tuple[Ring, ...]:
        """一个月的得分和位次。"""
        rules = self.profile.rules_at(month)
        columns = columns_of(self.profile, month, self._evidence)
        return places.rings(self.profile, month, self._evidence, self._ledger.at(month), rules, columns)

    def board(self, month: Month) -> object:
        """一个月的整张榜。"""
        return ranking.leaderboard(self.profile, month, self._evidence, self._ledger.at(month), True)


def profile(count: int) -> CityProfile:
    """南通的规则；板块平分到各组，指标照 BASES 各造一个。"""
    whole = profiles.read(paths.cities_dir() / "nantong")
    goal, unit = whole.goal_by_id["sci_project_new"], whole.assessed_units[0]
    goals = tuple(
        replace(goal, id=f"g{n}", indicator=f"g{n}", short_name=f"指标{n}", basis=basis, start=MONTHS[0], end=MONTHS[-1], ledger=False)
        for n, basis in enumerate(BASES)
    )
    units = tuple(replace(unit, name=f"板块{n:04}", group=GROUPS[n % len(GROUPS)], parents=()) for n in range(count))
    return replace(whole, goals=goals, units=units, start=MONTHS[0])


if __name__ == "__main__":
    main()

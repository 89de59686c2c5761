"""一张榜：哪个分组、哪一榜、近几个月的位次；龙虎榜和板块两个画面同用。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.results import EVERYONE, LIGHT_ZH, Leaderboard, Light, Standing
from dashboard.figures.bumps import Climb
from dashboard.flows import rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.where import Where

MONTHS = 6
Board = tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """所看的一张榜：分组、榜、近几个月（旧的在前）的龙虎榜；只有审定的月份有位次。"""

    group: str
    contest: Contest
    boards: tuple[Leaderboard, ...]

    @property
    def name(self) -> str:
        return CONTEST_ZH[self.contest]

    def of(self, contest: Contest, back: int = 0) -> Board:
        """这个分组的另一张榜；back 为往前几个月。没有的为空。"""
        if back >= len(self.boards):
            return ()
        return board(self.boards[-1 - back], self.group, contest)

    @property
    def now(self) -> Board:
        return self.of(self.contest)

    @property
    def before(self) -> Board:
        return self.of(self.contest, 1)

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(b.month for b in self.boards)


def table(dash: Dashboard, at: Moment, where: Where, months: int | None = MONTHS) -> Table:
    """地址所指的榜；榜名、分组、板块写得不对抛 UsageError。"""
    return Table(_group(at, where), _contest(where), rank.history(dash, at, months))


def board(found: Leaderboard, group: str, contest: Contest) -> Board:
    """一个月里一个分组的一张榜。收数中的月份不排名，没有这张榜。"""
    mine = found.of(group)
    return mine.boards.get(contest, ()) if mine is not None and found.finalized else ()


def climbs(found: Table, where: Where, chosen: str | None) -> list[Climb]:
    """近几个月每个板块的位次，按本月的榜排。"""
    ranks = [{s.unit: s.rank for s in board(b, found.group, found.contest)} for b in found.boards]
    return [
        Climb(
            unit=s.unit,
            ranks=tuple(month.get(s.unit) for month in ranks),
            last_word=LIGHT_ZH[Light.UNREPORTED] if s.light is Light.UNREPORTED else "未排名",
            href=where.but(unit=s.unit).href,
            chosen=s.unit == chosen,
        )
        for s in found.now
    ]


def mean_score(standings: Sequence[Standing]) -> float | None:
    """参加排名的板块的平均得分。"""
    scores = [s.score for s in standings if s.rank is not None and s.score is not None]
    return sum(scores) / len(scores) if scores else None


def mean_name(at: Moment, group: str) -> str:
    """平均线叫什么：只有一组、全部板块一起排的是全市平均，否则是本组平均。"""
    return "全市平均" if len(at.profile.groups) == 1 or group == EVERYONE else "本组平均"


def _contest(where: Where) -> Contest:
    name = where.pick("board", str(Contest.TOTAL))
    if name not in set(Contest):
        raise UsageError("unknown_board", f"没有这张榜：{name}。可用：{'、'.join(CONTEST_ZH.values())}。")
    return Contest(name)


def _group(at: Moment, where: Where) -> str:
    """选了板块就是它的分组（看全部板块的照旧）；否则是所选的分组，默认第一组。"""
    unit = where.pick("unit")
    if unit and unit not in at.profile.unit_names:
        raise UsageError("unknown_unit", f"{at.profile.name}没有板块{unit}。可用：{'、'.join(at.profile.unit_names)}。")
    chosen = rank.check_group(at, where.pick("group") or None)
    if unit and chosen != EVERYONE:
        return next(name for name, units in at.profile.groups.items() if unit in units)
    return chosen or next(iter(at.profile.groups))

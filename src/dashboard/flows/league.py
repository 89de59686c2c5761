"""龙虎榜写成工作簿：照机关印发的样子，一张A4横向的表；规则、亮灯的办法和出处印在表头下面。"""

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.problems import InputError
from dashboard.domain.results import GroupBoards, Standing
from dashboard.exports.tables import Sheet, Value
from dashboard.exports.tables import workbook as written
from dashboard.flows import rank
from dashboard.flows.corrections import corrected_units
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.reviewing import exported
from dashboard.wording.lights import light_text, other_text, rule_text
from dashboard.wording.numbers import score
from dashboard.wording.periods import month_zh
from dashboard.wording.standings import shift_zh

_CONTESTS = (Contest.TOTAL, *(c for c in Contest if c is not Contest.TOTAL))
HEAD = ("分组", "位次", "板块", *(CONTEST_ZH[c] for c in _CONTESTS), "亮灯", "比上月", "比上次点评", "位次变化的主要原因")
_WIDTHS = (7, 4, 8, 4, 4, 4, 4, 4, 6, 4, 5, 20)


def workbook(dash: Dashboard, at: Moment, group: str | None = None) -> bytes:
    """该月的龙虎榜 .xlsx，只有一个分组的不列分组；收数中的月份不排名，抛 InputError。"""
    if not at.finalized:
        raise InputError("not_finalized", f"{month_zh(at.month)}还在收数，没有排名可导出。请等审定，或另写月份。")
    board = rank.leaderboard(dash, at)
    first = 0 if len(at.profile.groups) > 1 else 1
    rows = [row(g, s)[first:] for g in board.chosen(group) for s in g.boards[Contest.TOTAL]]
    title = f"{at.profile.name}板块龙虎榜（{month_zh(at.month)}）"
    return written(Sheet("龙虎榜", title, note(dash, at), HEAD[first:], rows, _WIDTHS[first:]))


def exported_book(dash: Dashboard, at: Moment, by: str, group: str | None = None) -> bytes:
    """同 workbook，导出记进审计。"""
    found = workbook(dash, at, group)
    exported(dash, by, at.city, "", str(at.month.code), f"导出{month_zh(at.month)}龙虎榜")
    return found


def file_name(at: Moment) -> str:
    """导出的文件叫什么。"""
    return f"{at.profile.name}板块龙虎榜_{month_zh(at.month)}.xlsx"


def note(dash: Dashboard, at: Moment) -> str:
    """表头下面的说明：数据、规则、亮灯、换了别的办法的记号。"""
    corrected = corrected_units(dash, at)
    corrections = f"，{'、'.join(corrected)}审定后更正" if corrected else ""
    data = f"数据截至{month_zh(at.month)}（{at.state}{corrections}），第{at.version}版"
    marks = [other_text(at.light, at.own_light)] if at.own_light else []
    marks += ["模拟数据"] if dash.simulated(at.city) else []
    return "　".join((data, at.profile.rules_at(at.month).name, rule_text(at.light), *marks))


def row(group: GroupBoards, standing: Standing) -> tuple[Value, ...]:
    """榜上一行；得分一位小数，没有得分的空着。"""
    mine = [next((s.score for s in group.boards[c] if s.unit == standing.unit), None) for c in _CONTESTS]
    scores = tuple(None if value is None else float(score(value)) for value in mine)
    place = standing.rank if standing.rank is not None else "未排名"
    return (group.name, place, standing.unit, *scores, light_text(standing.light), shift_zh(standing.rank_change), shift_zh(standing.review_change), standing.cause or standing.reason)

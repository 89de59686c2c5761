"""看数的命令：goals、leaderboard、events、carriers、register、projects、duties、trace。"""

import argparse
from collections.abc import Sequence
from typing import Any

from dashboard.cli.answer import Answer, table
from dashboard.cli.writing import write_file
from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.facts import PathStep
from dashboard.domain.problems import UsageError
from dashboard.domain.results import GoalResult, GroupBoards, Standing
from dashboard.flows import activities, documents, judge, league, list_documents, rank, recognising, registering
from dashboard.flows import duties as fulfilment
from dashboard.flows.activities import REPORTED, Activity
from dashboard.flows.corrections import corrected_units
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.moments import Moment, moment
from dashboard.flows.pending import awaiting
from dashboard.flows.trace import Origin, Step, origin
from dashboard.flows.units import unit_named
from dashboard.metrics import comparison
from dashboard.wording.lights import light_text, other_text, rule_text
from dashboard.wording.numbers import amount, percent, score, signed, with_uom
from dashboard.wording.periods import month_zh

_STATES = {"planned": "计划", "held": "已举办", "cancelled": "取消"}
_UNKNOWN = "—"


def goals(options: argparse.Namespace) -> Answer:
    """每个目标的判定。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of, lights=options.lights)
    unit = unit_named(at.profile, options.unit) if options.unit is not None else None
    results, pending = judge.goals(dash, at, unit), awaiting(dash, at)
    rows = [["指标", "完成", "目标", "完成率", "状态", "截至", "说明"], *(_goal_row(r) for r in results)]
    rule = documents.light_rule(at.light, at.own_light)
    return Answer([{**documents.goal(r, at.finalized, pending), "light_rule": rule} for r in results], "\n".join([_title(dash, at, unit), table(rows), *_lit(at)]))


def _lit(at: Moment) -> list[str]:
    """用的亮灯办法和出处；换了别的看的另写一句。"""
    return [rule_text(at.light), *([other_text(at.light, at.own_light)] if at.own_light else [])]


def _title(dash: Dashboard, at: Moment, unit: str | None = None) -> str:
    """谁、哪个月、什么状态、哪一版；审定后更正、模拟数据各有记号。"""
    corrected = corrected_units(dash, at)
    marks = [str(at.state), *([f"审定后更正：{'、'.join(corrected)}"] if corrected else [])]
    pending = awaiting(dash, at).names
    marks += [f"更正待审：{'、'.join(pending)}"] if pending else []
    who = f"{at.profile.name}{unit}" if unit in (CITY_LEVEL, WHOLE_CITY) else unit or at.profile.name
    title = f"{who} 数据截至{month_zh(at.month)}（{'，'.join(marks)}）第{at.version}版"
    return f"{title} 模拟数据" if dash.simulated(at.city) else title


def _goal_row(result: GoalResult) -> list[str]:
    uom = result.goal.uom
    return [
        result.goal.short_name,
        _UNKNOWN if result.actual is None else amount(result.actual, uom),
        _UNKNOWN if result.target is None else amount(result.target, uom),
        _UNKNOWN if result.completion is None else percent(result.completion),
        light_text(result.light),
        str(result.as_of_month or _UNKNOWN),
        result.reason,
    ]


def leaderboard(options: argparse.Namespace) -> Answer:
    """龙虎榜。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of, lights=options.lights)
    group = rank.check_group(at, options.group)
    board = rank.leaderboard(dash, at)
    shown = [_group_text(found) for found in board.chosen(group)]
    if options.output is not None:
        write_file(options.output, league.exported_book(dash, at, options.by or "", group))
    done = [f"已写出{options.output}"] if options.output is not None else []
    lit = _lights(at, board.chosen(group)) if options.lights else {}
    return Answer({**documents.leaderboard(board, group, awaiting(dash, at)), **lit}, "\n".join([_title(dash, at), f"考核规则{board.rules}", *shown, *_lit(at), *done]))


def _lights(at: Moment, groups: Sequence[GroupBoards]) -> dict[str, Any]:
    """写了 --lights 的，另给用的办法和各板块的灯。"""
    lights = {s.unit: str(s.light) for g in groups for s in g.boards[Contest.TOTAL]}
    return {"light_rule": documents.light_rule(at.light, at.own_light), "lights": lights}


def _group_text(found: GroupBoards) -> str:
    scores = {c: {s.unit: s.score for s in found.boards[c]} for c in Contest}
    rows = [["位次", "板块", *(CONTEST_ZH[c] for c in Contest), "亮灯", "说明"]]
    for standing in found.boards[Contest.TOTAL]:
        cells = [_score(scores[c].get(standing.unit)) for c in Contest]
        rows.append([_place(standing), standing.unit, *cells, light_text(standing.light), standing.cause or standing.reason])
    return f"{found.name}\n{table(rows)}"


def _place(standing: Standing) -> str:
    return str(standing.rank) if standing.rank is not None else _UNKNOWN


def _score(value: float | None) -> str:
    return _UNKNOWN if value is None else score(value)


def versus(options: argparse.Namespace) -> Answer:
    """两个板块逐项比；各项之差加起来即综合之差。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of)
    names = [unit_named(at.profile, text) for text in (options.unit, options.versus)]
    group = rank.check_group(at, options.group) or next(name for name, units in at.profile.groups.items() if names[0] in units)
    boards = rank.leaderboard(dash, at).of(group)
    found = comparison.compare(boards, names[0], names[1]) if boards and names[0] != names[1] else None
    if found is None:
        raise UsageError("other_group", f"{names[0]}与{names[1]}不能逐项比：须是同一分组的两个板块，或写--group 全部板块。")
    rows = [["榜", "项", names[0], names[1], "差"]]
    rows += [[CONTEST_ZH[g.contest], g.name, _score(g.mine), _score(g.theirs), signed(g.difference, 2)] for g in found.gaps]
    total = _UNKNOWN if found.difference is None else signed(found.difference, 2)
    text = [_title(dash, at), f"综合{_score(found.mine.score)}对{_score(found.theirs.score)}，差{total}（各项折合综合的分）", table(rows)]
    return Answer(list_documents.comparison(found), "\n".join(text))


def events(options: argparse.Namespace) -> Answer:
    """活动计划与成效。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month)
    year = options.year if options.year is not None else at.month.year
    first, last = at.profile.start.year, (at.profile.end + 12).year
    if not first <= year <= last:
        raise UsageError("unknown_year", f"{at.profile.name}的活动从{first}年到{last}年，没有{year}年。")
    found = activities.activities(dash, at, year)
    rows = [["编号", "活动", "主办", "计划", "状态"], *(_event_row(a) for a in found)]
    return Answer([documents.activity(a) for a in found], "\n".join([_title(dash, at), table(rows)]))


def _event_row(activity: Activity) -> list[str]:
    state = f"逾期{activity.overdue}场" if activity.overdue else _STATES[activity.state]
    return [activity.no if activity.source != REPORTED else _UNKNOWN, activity.name, activity.host, activity.planned.words or _UNKNOWN, state]


def carriers(options: argparse.Namespace) -> Answer:
    """载体名录。"""
    at = moment(open_dashboard(), options.city)
    found = [c for c in at.profile.carriers if c.counts]
    rows = [["名称", "角色", "类型", "板块", "点位"], *([c.name, c.role, c.type, c.unit or _UNKNOWN, str(c.precision)] for c in found)]
    return Answer([documents.carrier(c) for c in found], table(rows))


def register(options: argparse.Namespace) -> Answer:
    """板块报的载体名录，与月报对账。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month)
    found = registering.balances(dash, at)
    rows = [["板块", "指标", "月报的期末数", "名录加起来", "相差", "名录上"]]
    for b in found:
        gap = _UNKNOWN if b.gap is None else "相符" if b.agrees else amount(b.gap, b.goal.uom)
        rows.append([b.unit, b.goal.short_name, _UNKNOWN if b.reported is None else amount(b.reported, b.goal.uom), amount(b.listed, b.goal.uom), gap, f"{b.carriers}个"])
    data = {"balances": [list_documents.balance(b) for b in found], "carriers": [list_documents.listed_carrier(c) for c in registering.register(dash, at)]}
    return Answer(data, "\n".join([_title(dash, at), table(rows) if found else "没有板块报过载体名录"]))


def projects(options: argparse.Namespace) -> Answer:
    """科创项目走到认定的路，共建的每家一行。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month)
    found = recognising.paths(dash, at)
    rows = [["板块", "编号", "名称", "走到", *PathStep]]
    rows += [[p.unit, p.number, p.name, p.reached, *(p.days[s].isoformat() if s in p.days else _UNKNOWN for s in PathStep)] for p in found]
    return Answer([list_documents.project_path(p) for p in found], "\n".join([_title(dash, at), table(rows) if found else "没有申报认定的科创项目"]))


def duties(options: argparse.Namespace) -> Answer:
    """任务落实：任务×板块（部门）。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month)
    found = fulfilment.tasks(dash, at)
    rows = [["谁", "任务", "落实情况", "日期", "佐证"]]
    for task in found:
        for owner, report in task.reports.items():
            day = report.day.isoformat() if report and report.day else _UNKNOWN
            rows.append([owner, task.name, str(report.state) if report else "未报", day, (report.evidence if report else "") or _UNKNOWN])
    return Answer([list_documents.task(t) for t in found], "\n".join([_title(dash, at), table(rows)]))


def trace(options: argparse.Namespace) -> Answer:
    """一个数的来历。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of)
    unit = options.unit if options.unit in (CITY_LEVEL, WHOLE_CITY) else unit_named(at.profile, options.unit)
    found = origin(dash, at, unit, options.indicator)
    rows = [["板块", "月份", "文件", "单元格", "种类", "原文", "换算", "上报", "版本"], *(_step_row(s) for s in found.steps)]
    lines = [_title(dash, at, unit), _value(found), *([table(rows)] if found.steps else [])]
    return Answer(documents.origin(found), "\n".join(lines))


def _value(found: Origin) -> str:
    goal, base = found.goal, found.baseline
    if found.value is None:
        return f"{goal.name}：没有数"
    added = f"，含{month_zh(base.date)}的基期{with_uom(base.value, goal.uom)}" if base else ""
    return f"{goal.name}：{with_uom(found.value, goal.uom)}{added}"


def _step_row(step: Step) -> list[str]:
    version = f"第{step.version}版" if step.current else f"第{step.version}版，已更正"
    place = f"{step.sheet}!{step.cell}"
    return [step.unit, str(step.period), step.file, place, f"{step.measure}（{step.status}）", step.raw, step.conversion, step.by, version]

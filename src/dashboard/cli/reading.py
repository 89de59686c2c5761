"""看数的命令：goals、leaderboard、events、carriers、trace。"""

import argparse

from dashboard.cli.answer import Answer, table
from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.city import CITY_LEVEL, WHOLE_CITY
from dashboard.domain.results import GoalResult
from dashboard.flows import activities, documents, judge, rank
from dashboard.flows import trace as tracing
from dashboard.flows.dashboard import open_dashboard
from dashboard.flows.moments import moment
from dashboard.wording.lights import light_text
from dashboard.wording.numbers import amount, percent
from dashboard.wording.periods import month_zh


def goals(options: argparse.Namespace) -> Answer:
    """每个目标的判定。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of)
    unit = documents.unit_of(at.profile, options.unit)
    results = judge.goals(dash, at, unit)
    rows = [["指标", "完成", "目标", "完成率", "状态", "说明"], *(_goal_row(r) for r in results)]
    title = f"{unit or at.profile.name} 数据截至{month_zh(at.month)}（{at.state}）第{at.version}版"
    return Answer([documents.goal(r, at.finalized) for r in results], f"{title}\n{table(rows)}")


def _goal_row(result: GoalResult) -> list[str]:
    uom = result.goal.uom
    return [
        result.goal.short_name,
        "未报" if result.actual is None else amount(result.actual, uom),
        "—" if result.target is None else amount(result.target, uom),
        "—" if result.completion is None else percent(result.completion),
        light_text(result.light),
        result.reason,
    ]


def leaderboard(options: argparse.Namespace) -> Answer:
    """龙虎榜。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of)
    group = rank.check_group(at, options.group)
    board = rank.leaderboard(dash, at)
    lines = [f"{at.profile.name} {month_zh(at.month)}（{at.state}） 考核规则{board.rules}"]
    for found in board.groups:
        if group in (None, found.name):
            rows = [["位次", "板块", *(CONTEST_ZH[c] for c in Contest), "说明"]]
            scores = {c: {s.unit: s.score for s in found.boards[c]} for c in Contest}
            for standing in found.boards[Contest.TOTAL]:
                cells = [_score(scores[c].get(standing.unit)) for c in Contest]
                rows.append([str(standing.rank or "—"), standing.unit, *cells, standing.cause or standing.reason])
            lines += [found.name, table(rows)]
    return Answer(documents.leaderboard(board, group), "\n".join(lines))


def _score(score: float | None) -> str:
    return "—" if score is None else f"{score:.1f}"


def events(options: argparse.Namespace) -> Answer:
    """活动计划与成效。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month)
    found = activities.activities(dash, at, options.year or at.month.year)
    rows = [["编号", "活动", "主办", "计划", "状态"], *([a.no, a.name, a.host, a.planned.words, a.state] for a in found)]
    return Answer([documents.activity(a) for a in found], table(rows))


def carriers(options: argparse.Namespace) -> Answer:
    """载体名录。"""
    dash = open_dashboard()
    at = moment(dash, options.city)
    found = [c for c in at.profile.carriers if c.counts]
    rows = [["名称", "角色", "类型", "板块", "点位"], *([c.name, c.role, c.type, c.unit or "—", str(c.precision)] for c in found)]
    return Answer([documents.carrier(c) for c in found], table(rows))


def trace(options: argparse.Namespace) -> Answer:
    """一个数的来历。"""
    dash = open_dashboard()
    at = moment(dash, options.city, options.month, options.as_of)
    named = options.unit if options.unit in (CITY_LEVEL, WHOLE_CITY) else documents.unit_of(at.profile, options.unit)
    steps = tracing.trace(dash, at, named or "", options.indicator, options.month)
    value = tracing.headline_value(at, options.indicator, steps)
    rows = [["文件", "单元格", "种类", "原文", "读作", "上报", "版本"]]
    rows += [[s.file, f"{s.sheet}!{s.cell}", s.measure, s.raw, f"{s.value:g}", s.by, str(s.version)] for s in steps]
    return Answer({"value": value, "steps": [documents.step(s) for s in steps]}, table(rows))

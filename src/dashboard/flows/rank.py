"""排位：龙虎榜及其历史。"""

from dashboard.domain.month import month_range
from dashboard.domain.problems import UsageError
from dashboard.domain.results import EVERYONE, Leaderboard
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import columns, evidence, project_shares
from dashboard.flows.moments import Moment, on
from dashboard.metrics import movement, ranking


def leaderboard(dash: Dashboard, at: Moment) -> Leaderboard:
    """该月的龙虎榜（规则见该版档案），带与上月、与上次双月点评（须已审定）相比的位次变化。"""
    return dash.keep(("rank", *at.key), lambda: _ranked(dash, at))


def _ranked(dash: Dashboard, at: Moment) -> Leaderboard:
    now = _scored(dash, at)
    if at.month <= at.profile.start:
        return now
    found = movement.moved(now, _scored(dash, on(dash, at, at.month + -1)))
    month = movement.review_before(at.month)
    review = on(dash, at, month) if month >= at.profile.start else None
    return movement.reviewed(found, _scored(dash, review)) if review and review.finalized else found


def _scored(dash: Dashboard, at: Moment) -> Leaderboard:
    """只有得分和位次，没有与上月的比较；各月各算一次。"""
    return dash.keep(
        ("scored", *at.key),
        lambda: ranking.leaderboard(at.profile, at.month, evidence(dash, at), project_shares(dash, at), at.finalized, columns=columns(dash, at)),
    )


def history(dash: Dashboard, at: Moment, months: int | None = 6) -> tuple[Leaderboard, ...]:
    """最近几个月（None 为全部）的龙虎榜，旧的在前；都按该版数据。"""
    first = at.profile.start if months is None else max(at.profile.start, at.month + (1 - months))
    return tuple(leaderboard(dash, on(dash, at, month)) for month in month_range(first, at.month))


def check_group(at: Moment, group: str | None) -> str | None:
    """分组名须在档案里，或是“全部板块”（只有一个分组的没有）；None 为全部分组。"""
    names = [*at.profile.groups, *((EVERYONE,) if len(at.profile.groups) > 1 else ())]
    if group is not None and group not in names:
        raise UsageError("unknown_group", f"{at.profile.name}没有分组{group}。可用：{'、'.join(names)}。")
    return group

"""考核是一件事：审定的数上起草，公示，申诉有答复，复核，公布；公布了的不变，后来的更正列在它名下。"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import Any

from dashboard.access.people import named
from dashboard.domain.assessing import Appeal, Assessment, Stage
from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import Submission
from dashboard.flows import documents, rank
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.moments import Moment, moment
from dashboard.flows.reviewing import said
from dashboard.storage.contracts.assessing import Frozen, Move, NewAssessment
from dashboard.wording.periods import date_zh, month_zh

_LEAST_DAYS, _MOST_DAYS = 1, 30
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Place:
    """冻结的结果里一个板块在一张榜上：分组、榜、得分、位次。"""

    group: str
    contest: Contest
    unit: str
    score: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """公布（冻结）以后，按最新的数一个板块在一张榜上会怎样变：当时的和现在的得分、位次。"""

    then: Place
    now: Place


def draft(dash: Dashboard, city: str, month: Month, by: str, name: str = "") -> Assessment:
    """按现在的数、这个月有效的规则起草；没有审定的月份抛 InputError。"""
    person = named(by, "起草人")
    require(dash, person, Action.ASSESS, city)
    at = moment(dash, city, month)
    if not at.finalized:
        raise InputError("not_finalized", f"{month_zh(month)}还没有审定，不能考核。请先审定。")
    title = " ".join(name.split()) or f"{month.year}年第{'一二三四'[month.quarter - 1]}季度考核（{month_zh(month)}）"
    rules = at.profile.rules_at(month).id
    return dash.store.draft_assessment(NewAssessment(city, title, month, at.version, rules, frozen(dash, at), person))


def frozen(dash: Dashboard, at: Moment) -> str:
    """一个时刻的龙虎榜，写法固定：同样的数据版本、同样的规则永远写出同样的字节。"""
    board = rank.leaderboard(dash, at)
    whole = {**documents.leaderboard(board, None), "overall": documents.leaderboard(board, board.overall.name)["groups"] if board.overall else []}
    whole.pop("reviewed")
    for standing in (s for g in (*whole["groups"], *whole["overall"]) for standings in g["boards"].values() for s in standings):
        standing.pop("cause")  # 一句话的写法会改，不冻结
        standing.pop("review_change")  # 从来没有冻结过的不加，先前冻结的才能重算得一字节不差
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def notice(dash: Dashboard, number: int, by: str, days: int) -> Assessment:
    """公示几天，到那天24:00。"""
    found, person = _mine(dash, number, by, "公示的人")
    if not _LEAST_DAYS <= days <= _MOST_DAYS:
        raise InputError("days", f"公示{_LEAST_DAYS}到{_MOST_DAYS}天，写的是{days}天。")
    until = now().date() + timedelta(days)
    return dash.store.move_assessment(found.number, Move(Stage.DRAFT, Stage.NOTICE, person, f"到{date_zh(until)}24:00", notice_until=until))


def appeal(dash: Dashboard, number: int, unit: str, by: str, text: str) -> Appeal:
    """板块申诉；只在公示期内。"""
    found = dash.store.assessment(number)
    person, why = named(by, "申诉人"), said(text)
    require(dash, person, Action.APPEAL, found.city, unit)
    if unit not in dash.profile(found.city, found.version).unit_names:
        raise InputError("unit", f"“{found.name}”里没有板块{unit}。")
    if found.stage is not Stage.NOTICE or found.notice_until is None or now().date() > found.notice_until:
        raise InputError("not_open", f"“{found.name}”不在公示期内，不能申诉。")
    return dash.store.add_appeal(number, unit, person, why)


def reply(dash: Dashboard, number: int, appeal_number: int, by: str, text: str) -> Appeal:
    """答复一次申诉。"""
    _, person = _mine(dash, number, by, "答复的人")
    if all(a.number != appeal_number for a in dash.store.appeals(number)):
        raise InputError("unknown_appeal", f"第{number}次考核没有第{appeal_number}号申诉。")
    return dash.store.reply_appeal(appeal_number, person, said(text))


def review(dash: Dashboard, number: int, by: str, reason: str, refresh: bool = False) -> Assessment:
    """复核：公示期满、申诉都答复了；refresh 为真即改用现在的数重算一次，说明里写明版本和几家的位次变了。"""
    found, person = _mine(dash, number, by, "复核的人")
    why = said(reason)
    if found.stage is Stage.NOTICE and found.notice_until is not None and now().date() <= found.notice_until:
        raise InputError("notice", f"“{found.name}”公示到{date_zh(found.notice_until)}24:00，还不能复核。")
    if not refresh:
        return dash.store.move_assessment(number, Move(Stage.NOTICE, Stage.REVIEWED, person, why))
    at = moment(dash, found.city, found.month)
    again = Frozen(at.version, at.profile.rules_at(found.month).id, frozen(dash, at))
    moved = len({s.then.unit for s in _shifts(found.result, again.result) if s.then.rank != s.now.rank})
    rules = "" if again.rules == found.rules else f"、{again.rules}（原{found.rules}）"
    why = f"{why}；改用第{at.version}版数据（原第{found.version}版）{rules}，{moved}家位次有变"
    return dash.store.move_assessment(number, Move(Stage.NOTICE, Stage.REVIEWED, person, why, frozen=again))


def publish(dash: Dashboard, number: int, by: str) -> Assessment:
    """公布：须不是出这份结果的人（起草的；复核时重算的是复核的）。"""
    found, person = _mine(dash, number, by, "公布的人")
    if found.by == person:
        raise InputError("same_person", f"出这份结果的和公布的都是{person}。请由另一人公布。")
    return dash.store.move_assessment(number, Move(Stage.REVIEWED, Stage.PUBLISHED, person))


def cancel(dash: Dashboard, number: int, by: str, reason: str) -> Assessment:
    """公布以前作废，说明为什么。"""
    found, person = _mine(dash, number, by, "作废的人")
    if found.stage in (Stage.PUBLISHED, Stage.CANCELLED):
        raise InputError("stage", f"“{found.name}”已{found.stage}，不能作废。")
    return dash.store.move_assessment(number, Move(found.stage, Stage.CANCELLED, person, said(reason)))


def _mine(dash: Dashboard, number: int, by: str, role: str) -> tuple[Assessment, str]:
    found, person = dash.store.assessment(number), named(by, role)
    require(dash, person, Action.ASSESS, found.city)
    return found, person


def places(result: str, contest: Contest = Contest.TOTAL) -> list[Place]:
    """冻结的结果里各组一张榜的位次，按组、按位次。"""
    whole: Mapping[str, Any] = json.loads(result)
    return [Place(g["group"], contest, s["unit"], s["score"], s["rank"]) for g in whole["groups"] for s in g["boards"][str(contest)]]


def since(dash: Dashboard, found: Assessment) -> list[Shift]:
    """冻结以后的更正使哪些板块在哪张榜上的得分、位次会变，综合在前；规则是现在的档案里那个月的，改过没有见 rules_changed。一家也没变为空。"""
    return _shifts(found.result, frozen(dash, moment(dash, found.city, found.month)))


def later(dash: Dashboard, found: Assessment) -> list[Submission]:
    """冻结以后审核通过的、考核的那个月和以前的上报，先后为序；位次没有因它变的也在其中。"""
    sent = dash.store.submissions(found.city)
    return [s for s in reversed(sent) if s.version is not None and s.version > found.version and s.header.period <= found.month.code]


def rules_changed(dash: Dashboard, found: Assessment) -> bool:
    """冻结以后，那个月的考核规则在档案里改过。"""
    then, now_ = (dash.profile(found.city, v).rules_at(found.month) for v in (found.version, dash.version()))
    return then != now_


def _shifts(before: str, after: str) -> list[Shift]:
    order = (Contest.TOTAL, *(c for c in Contest if c is not Contest.TOTAL))
    then = {(c, p.unit): p for c in order for p in places(before, c)}
    pairs = [Shift(then[c, p.unit], p) for c in order for p in places(after, c) if (c, p.unit) in then]
    return [s for s in pairs if s.then.rank != s.now.rank or abs((s.then.score or 0.0) - (s.now.score or 0.0)) > _SAME]


def reproduced(dash: Dashboard, found: Assessment) -> bool:
    """用冻结的数据版本和那一版的规则重算，与存着的一字节不差。"""
    return frozen(dash, moment(dash, found.city, found.month, found.version)) == found.result


def year_scores(dash: Dashboard, city: str, year: int) -> dict[str, list[tuple[Assessment, float | None]]]:
    """高质量发展综合考核的年度得分表：板块 → 当年公布的各次考核的综合得分，先后为序。"""
    published = [a for a in reversed(dash.store.assessments(city)) if a.stage is Stage.PUBLISHED and a.month.year == year]
    scores = [(a, {p.unit: p.score for p in places(a.result)}) for a in sorted(published, key=lambda a: a.month)]
    names = dash.profile(city, dash.version()).unit_names
    return {unit: [(a, found.get(unit)) for a, found in scores] for unit in names}


def year_mean(scores: Sequence[float | None]) -> float | None:
    """当年各次综合得分的平均；有一次没有得分的没有。"""
    known = [s for s in scores if s is not None]
    return fsum(known) / len(known) if scores and len(known) == len(scores) else None


__all__ = [
    "Place", "Shift", "appeal", "cancel", "draft", "frozen", "later", "notice", "places", "publish", "reply", "reproduced", "review", "rules_changed", "since", "year_mean", "year_scores",
]

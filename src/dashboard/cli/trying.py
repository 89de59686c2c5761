"""试算的命令：whatif。"""

import argparse
from collections.abc import Sequence
from typing import Any

from dashboard import profiles
from dashboard.cli.answer import Answer, table
from dashboard.domain.assessment import AssessmentRules, Contest
from dashboard.domain.problems import UsageError
from dashboard.domain.results import GroupBoards, Standing
from dashboard.flows import documents, rank, whatif
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.moments import Moment, moment
from dashboard.flows.whatif import Saving, Trial
from dashboard.wording import trial as words
from dashboard.wording.lights import light_text, rule_text
from dashboard.wording.numbers import score
from dashboard.wording.periods import month_zh

_UNKNOWN = "—"


def try_out(options: argparse.Namespace) -> Answer:
    """试算；--save 存成新的一套。"""
    dash = open_dashboard()
    if options.save and options.as_of is not None:
        raise UsageError("usage", "--save存在最新的一版上，不能与--as-of同写。")
    at = moment(dash, options.city, options.month, options.as_of)
    group = rank.check_group(at, options.group)
    changes = [profiles.change(text) for text in options.set]
    found = whatif.tried(dash, at, changes)
    saved = _saved(dash, at, found, options) if options.save else None
    text = [f"{at.profile.name} {month_zh(at.month)} 由{found.base.name}试算", *_listed(found), *_lit(found)]
    text += [_group_text(found, g) for g in found.tried.chosen(group)]
    text += [f"已保存“{saved.name}”，{words.since(saved.start)}用"] if saved else []
    return Answer(_document(found, group, saved), "\n".join(text))


def _saved(dash: Dashboard, at: Moment, found: Trial, options: argparse.Namespace) -> AssessmentRules:
    missing = [name for name, value in (("--from", options.start), ("--by", options.by), ("--reason", options.reason)) if not value]
    if missing:
        raise UsageError("usage", f"保存还须写{'、'.join(missing)}。")
    return whatif.save(dash, at, found.changes, Saving(options.start, options.by, options.reason))


def _listed(found: Trial) -> list[str]:
    """改了哪几处；没有改的列出可改的各处。"""
    old, new = (profiles.knobs(profiles.table_of(r)) for r in (found.base, found.rules))
    if not found.changes:
        return ["没有写--set。可改的各处和现在的值：", table([[path, str(knob.value)] for path, knob in old.items()])]
    return [table([["改动", "现行", "试算"], *([path, _value(old, path), _value(new, path)] for path in _moved(old, new))])]


def _moved(old: dict[str, profiles.Knob], new: dict[str, profiles.Knob]) -> list[str]:
    return [path for path in new if path not in old or old[path].value != new[path].value]


def _value(knobs: dict[str, profiles.Knob], path: str) -> str:
    value = knobs[path].value if path in knobs else _UNKNOWN
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _lit(found: Trial) -> list[str]:
    """亮灯的办法和出处；换了的两个都印。"""
    now, tried = found.lights
    return [f"现行的{rule_text(now)}", *([f"试算的{rule_text(tried)}，不是本市现行的"] if tried != now else [])]


def _group_text(found: Trial, group: GroupBoards) -> str:
    then, now = _boards(found, group.name, Contest.TOTAL)
    rows = [["试算", "现行", "板块", "试算得分", "现行得分", "亮灯", "为什么"]]
    for before, after in _pairs(then, now):
        rows.append([_place(after), _place(before), after.unit, _score(after), _score(before), _lights(before, after), words.why(before, after, then, now)])
    return f"{group.name} {words.headline(then, now, found.changed)}\n{table(rows)}"


def _boards(found: Trial, group: str, contest: Contest) -> tuple[Sequence[Standing], Sequence[Standing]]:
    boards = [b.of(group) for b in (found.now, found.tried)]
    then, now = (b.boards[contest] if b else () for b in boards)
    return then, now


def _pairs(then: Sequence[Standing], now: Sequence[Standing]) -> list[tuple[Standing, Standing]]:
    before = {s.unit: s for s in then}
    return [(before[s.unit], s) for s in now]


def _place(standing: Standing) -> str:
    return str(standing.rank) if standing.rank is not None else _UNKNOWN


def _score(standing: Standing) -> str:
    return _UNKNOWN if standing.score is None else score(standing.score)


def _lights(before: Standing, after: Standing) -> str:
    now = light_text(after.light)
    return now if before.light is after.light else f"{light_text(before.light)}→{now}"


def _document(found: Trial, group: str | None, saved: AssessmentRules | None) -> dict[str, Any]:
    old, new = (profiles.knobs(profiles.table_of(r)) for r in (found.base, found.rules))
    return {
        "base": found.base.id,
        "month": str(found.now.month),
        "changes": [{"path": p, "now": old[p].value if p in old else None, "tried": new[p].value} for p in _moved(old, new)],
        "knobs": {path: knob.value for path, knob in new.items()},
        "groups": [{"group": g.name, "boards": {str(c): _board(found, g.name, c) for c in Contest}} for g in found.tried.chosen(group)],
        "saved": {"id": saved.id, "name": saved.name, "from": str(saved.start), "note": saved.note} if saved else None,
        "lights": {"now": documents.light_rule(found.lights[0]), "tried": documents.light_rule(found.lights[1], found.lights[0] if found.lights[1] != found.lights[0] else None)},
    }


def _board(found: Trial, group: str, contest: Contest) -> list[dict[str, Any]]:
    then, now = _boards(found, group, contest)
    return [_swing(before, after, then, now) for before, after in _pairs(then, now)]


def _swing(before: Standing, after: Standing, then: Sequence[Standing], now: Sequence[Standing]) -> dict[str, Any]:
    return {
        "unit": after.unit,
        "now": {"rank": before.rank, "score": before.score, "light": str(before.light)},
        "tried": {"rank": after.rank, "score": after.score, "light": str(after.light)},
        "rank_change": before.rank - after.rank if before.rank is not None and after.rank is not None else None,
        "why": words.why(before, after, then, now),
    }


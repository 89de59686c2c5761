"""地图填什么色：综合完成率、一个目标的完成率，或亮灯；每个板块一级，图例带个数，未报不判另成一类。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.goals import Breakdown, Goal
from dashboard.domain.problems import UsageError
from dashboard.domain.results import LIGHT_ZH, GoalResult, Light
from dashboard.figures.maps import HATCHED
from dashboard.flows import judge
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.wording import findings, phrases
from dashboard.wording.numbers import percent

OVERALL = "综合完成率"
_FULL, _NEAR, _FAIR = 1.0, 0.9, 0.75
_TOLERANCE = 1e-9
_UNKNOWN = (Light.UNREPORTED, Light.UNJUDGED)
_ORDER = (Light.REACHED, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.MISSED, Light.UNREPORTED, Light.UNJUDGED)


@dataclass(frozen=True, slots=True)
class Shade:
    """一个板块：分级用的比（完成进度÷序时进度，未报不判为 None）、亮灯、写在图上的数、填色的样式名。"""

    unit: str
    ratio: float | None
    light: Light
    text: str
    grade: str


@dataclass(frozen=True, slots=True)
class Step:
    """图例的一级：写法、样式名、个数、亮灯（按亮灯分级时）。"""

    text: str
    grade: str
    count: int
    light: Light | None


@dataclass(frozen=True, slots=True)
class Shading:
    """一幅图的填色。goal 为 None 即综合完成率；note 说明数怎么来、分级按什么。"""

    goal: Goal | None
    by_light: bool
    shades: tuple[Shade, ...]
    steps: tuple[Step, ...]
    note: str

    @property
    def name(self) -> str:
        return self.goal.short_name if self.goal else OVERALL

    def of(self, unit: str) -> Shade:
        return next(s for s in self.shades if s.unit == unit)


def goals_to_show(at: Moment) -> tuple[Goal, ...]:
    """可以分板块看的目标。"""
    return tuple(g for g in at.profile.goals if not g.is_commitment and g.breakdown is Breakdown.BY_UNIT)


def shading(dash: Dashboard, at: Moment, goal_id: str = "", by_light: bool = False) -> Shading:
    """按综合完成率（goal_id 为空）或一个目标填色；没有这个目标抛 UsageError。"""
    goal = _goal(at, goal_id)
    found = _overall(dash, at) if goal is None else [_one(dash, at, goal, u) for u in at.profile.unit_names]
    shades = tuple(Shade(u, ratio, light, text, _grade(ratio, light, by_light)) for u, ratio, light, text in found)
    return Shading(goal, by_light, shades, _by_light(shades) if by_light else _by_ratio(shades, goal), note(goal))


def _goal(at: Moment, goal_id: str) -> Goal | None:
    if not goal_id:
        return None
    found = next((g for g in goals_to_show(at) if g.id == goal_id), None)
    if found is None:
        raise UsageError("unknown_goal", f"{at.profile.name}没有可以分板块看的目标{goal_id}。请从“指标”菜单里选。")
    return found


_Found = tuple[str, float | None, Light, str]


def _overall(dash: Dashboard, at: Moment) -> list[_Found]:
    """综合完成率；当月没有报的板块为未报，不沿用旧值。"""
    sent = judge.evidence(dash, at).reporting.get(at.month, frozenset())
    found: list[_Found] = []
    for summary in judge.unit_summaries(dash, at):
        light = summary.light if summary.unit in sent else Light.UNREPORTED
        ratio = summary.completion if light not in _UNKNOWN else None
        found.append((summary.unit, ratio, light, percent(ratio) if ratio is not None else LIGHT_ZH[light]))
    return found


def _one(dash: Dashboard, at: Moment, goal: Goal, unit: str) -> _Found:
    result = next(r for r in judge.goals(dash, at, unit) if r.goal.id == goal.id)
    ratio = result.progress / result.phase if result.progress is not None and result.phase else None
    if result.light in _UNKNOWN:
        ratio = None
    return unit, ratio, result.light, _text(result)


def _text(result: GoalResult) -> str:
    """完成率；没有任务的写完成数，未报写未报。"""
    return phrases.share(result) if result.completion is not None else phrases.done(result)


def _grade(ratio: float | None, light: Light, by_light: bool) -> str:
    if ratio is None:
        return HATCHED
    if by_light:
        return f"mp-light {light}"
    return f"mp-grade-{1 + sum(ratio >= bound - _TOLERANCE for bound in (_FAIR, _NEAR, _FULL))}"


def _by_ratio(shades: Sequence[Shade], goal: Goal | None) -> tuple[Step, ...]:
    """四级加未报不判，高的在上；没有板块的级也列出，未报不判只在有时列。"""
    counted = Counter(s.grade for s in shades)
    words = ("低于75%", "75%—90%", "90%—100%", "100%以上") if goal is None else ("低于序时的75%", "序时的75%—90%", "序时的90%—100%", "达到序时")
    steps = [Step(word, f"mp-grade-{n}", counted[f"mp-grade-{n}"], None) for n, word in enumerate(words, 1)]
    return (*reversed(steps), *_unknown(shades))


def _by_light(shades: Sequence[Shade]) -> tuple[Step, ...]:
    counted = Counter(s.light for s in shades if s.ratio is not None)
    known = [Step(LIGHT_ZH[light], f"mp-light {light}", counted[light], light) for light in _ORDER if counted[light]]
    return (*known, *_unknown(shades))


def _unknown(shades: Sequence[Shade]) -> list[Step]:
    counted = Counter(s.light for s in shades if s.ratio is None)
    return [Step(LIGHT_ZH[light], HATCHED, counted[light], light) for light in _UNKNOWN if counted[light]]


def note(goal: Goal | None) -> str:
    """图上的数怎么来。"""
    if goal is None:
        return "综合完成率＝有年度任务的各项目标“完成进度÷序时进度”的平均"
    return f"图上的数为{goal.short_name}占本板块年度任务的完成率，颜色按与序时进度之比"


def headline(found: Shading) -> str:
    """结论：几个板块达到、谁最低、谁未报。"""
    known = [s for s in found.shades if s.ratio is not None]
    head = f"{found.name}：" if found.goal else ""
    missing = findings.missing([s.unit for s in found.shades if s.light is Light.UNREPORTED], len(found.shades))
    if not known:
        return f"{head}{missing or '各板块都没有年度任务，不判'}"
    first = findings.lights([s.light for s in known], _ORDER) if found.by_light else _reached(found, known)
    return "；".join(filter(None, (f"{head}{first}", missing)))


def _reached(found: Shading, known: Sequence[Shade]) -> str:
    full = sum(s.ratio is not None and s.ratio >= _FULL - _TOLERANCE for s in known)
    lowest = min(s.ratio or 0.0 for s in known)
    last = [s for s in known if (s.ratio or 0.0) <= lowest + _TOLERANCE]
    of, word = ("", "达到序时") if found.goal else ("完成率", "达到100%")
    return findings.reached(of, word, full, len(known), [s.unit for s in last], last[0].text)


def place_zh(found: Shading, unit: str) -> str:
    """一个板块按完成率的位置：10个板块中第2、并列第2；未报不判为空。"""
    mine = found.of(unit).ratio
    if mine is None:
        return ""
    known = [s.ratio for s in found.shades if s.ratio is not None]
    tied = sum(abs(r - mine) <= _TOLERANCE for r in known) > 1
    return f"{len(known)}个板块中{'并列' if tied else ''}第{1 + sum(r > mine + _TOLERANCE for r in known)}"

"""四榜的得分：比进度、比质量、赛成绩、争贡献；一家一榜给出各项，项分已乘权重，各项之和即得分。

出处：通政办发〔2023〕11号五（二）“比进度、比质量、赛成绩、争贡献”；算法为考核规则“2025-1”（assessment.toml）。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.domain.assessment import AssessmentRules, QualityShare
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Part
from dashboard.metrics import TOLERANCE
from dashboard.metrics.actuals import value_at
from dashboard.metrics.evidence import Evidence
from dashboard.wording.numbers import percent, with_uom

_COUNTED = (Basis.NEW, Basis.CUMULATIVE, Basis.ANNUAL)


@dataclass(frozen=True, slots=True)
class Points:
    """一项加权前的得分（0—120分）与它的输入；weight 为原始权重，别项缺了按比例放大。"""

    indicator: str
    name: str
    weight: float
    value: float | None
    points: float
    note: str


def parts(found: Sequence[Points]) -> tuple[Part, ...]:
    """各项按权重放大到合计为1，项分乘上权重；一项也没有则为空。"""
    total = sum(p.weight for p in found)
    if total <= TOLERANCE:
        return ()
    return tuple(Part(p.indicator, p.name, p.weight / total, p.value, p.points * p.weight / total, p.note) for p in found)


# 比进度 ------------------------------------------------------------------


def pace(rules: AssessmentRules, results: Sequence[GoalResult]) -> tuple[Part, ...]:
    """比进度：有年度任务的各目标 100×min(封顶, 完成进度÷max(序时, 1/12)) 的平均。"""
    return parts([p for r in results if (p := _pace(rules, r)) is not None])


def _pace(rules: AssessmentRules, result: GoalResult) -> Points | None:
    if result.goal.is_commitment or result.task is None or result.progress is None or result.phase is None:
        return None
    ratio = result.progress / max(result.phase, rules.min_phase)
    capped = f"，封顶{rules.cap:g}" if ratio > rules.cap else ""
    note = f"完成进度{percent(result.progress)}÷序时{percent(max(result.phase, rules.min_phase))}＝{ratio:.3f}{capped}"
    return Points(result.goal.indicator, result.goal.short_name, 1.0, ratio, 100 * min(rules.cap, ratio), note)


# 比质量 ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quality:
    """一家（或全市）已认定未撤销项目的折算数：total 为系数之和，counts 为各属性的系数之和。"""

    total: float
    counts: Mapping[str, float]

    def rate(self, key: str) -> float | None:
        """某属性的占比；没有项目为 None。"""
        return self.counts[key] / self.total if self.total > TOLERANCE else None


def quality_of(profile: CityProfile, shares: Sequence[ProjectShare], month: Month, unit: str | None = None) -> Quality:
    """到 month 末已认定、未撤销的项目；unit 为 None 即全市。"""
    following = month + 1
    last = date(following.year, following.month, 1) - timedelta(days=1)
    mine = [
        s
        for s in shares
        if unit in (None, s.unit) and s.recognised and s.recognised <= last and not (s.withdrawn and s.withdrawn <= last)
    ]
    chains = set(profile.key_chains)
    return Quality(
        sum(s.factor for s in mine),
        {
            "highgrowth": sum(s.factor for s in mine if s.high_growth),
            "to_hte": sum(s.factor for s in mine if s.became_hte and s.became_hte <= last),
            "funded": sum(s.factor for s in mine if s.funded),
            "key_chain": sum(s.factor for s in mine if s.chain in chains),
        },
    )


def quality(rules: AssessmentRules, mine: Quality, city: Quality) -> tuple[Part, ...]:
    """比质量：各占比向全市收缩 (k+10c)/(n+10)，再与全市比 c 得 100×min(封顶, 占比÷c)。"""
    return parts([p for item in rules.quality if (p := _quality(rules, item, mine, city)) is not None])


def _quality(rules: AssessmentRules, item: QualityShare, mine: Quality, city: Quality) -> Points | None:
    rate = city.rate(item.key)
    if rate is None or rate <= TOLERANCE:
        return None
    count = mine.counts[item.key]
    share = (count + rules.shrink * rate) / (mine.total + rules.shrink)
    small = "，样本少" if mine.total < rules.small_sample - TOLERANCE else ""
    note = f"{count:g}/{mine.total:g}个，收缩后{percent(share)}，全市{percent(rate)}{small}"
    return Points(item.key, item.name, item.weight, share, 100 * min(rules.cap, share / rate), note)


# 赛成绩、争贡献 ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Level:
    """一家一个指标：本年累计 now 与去年同月累计 before（没有为 None），计量单位同指标。"""

    unit: str
    now: float
    before: float | None

    @property
    def growth(self) -> float | None:
        """同比增幅；去年没有或为0的算没有去年。"""
        if self.before is None or abs(self.before) <= TOLERANCE:
            return None
        return (self.now - self.before) / self.before


Levels = Mapping[str, tuple[Goal, Mapping[str, Level]]]


def levels(results: Mapping[str, Sequence[GoalResult]], evidence: Evidence) -> Levels:
    """一组板块在各新增、累计、年度指标上的数：指标 → （目标, 板块 → 数）。没报的板块不在其中。"""
    found: dict[str, tuple[Goal, dict[str, Level]]] = {}
    for unit, mine in results.items():
        for r in mine:
            if r.goal.is_commitment or r.goal.basis not in _COUNTED or r.actual is None or r.as_of_month is None:
                continue
            before = value_at(r.goal, evidence.readings, unit, r.as_of_month + -12)
            found.setdefault(r.goal.indicator, (r.goal, {}))[1][unit] = Level(unit, r.actual, before)
    return found


def result(rules: AssessmentRules, found: Levels, unit: str) -> tuple[Part, ...]:
    """赛成绩：各指标 0.4×水平的功效系数＋0.6×增幅的功效系数；没有去年只看水平。"""
    return parts([p for goal, group in found.values() if unit in group and (p := _result(rules, goal, group, unit)) is not None])


def _result(rules: AssessmentRules, goal: Goal, group: Mapping[str, Level], unit: str) -> Points | None:
    mine = group[unit]
    level = efficacy(rules, mine.now, [v.now for v in group.values()])
    grown = [g for v in group.values() if (g := v.growth) is not None]
    growth = efficacy(rules, mine.growth, grown) if mine.growth is not None else None
    scored = [(w, s) for w, s in ((rules.level_weight, level), (rules.growth_weight, growth)) if s is not None]
    if not scored:
        return None
    points = sum(w * s for w, s in scored) / sum(w for w, _ in scored)
    tail = f"，同比{percent(mine.growth)}得{growth:.1f}" if growth is not None and mine.growth is not None else "，没有去年同期，只看水平"
    note = f"{with_uom(mine.now, goal.uom)}得{level:.1f}{tail}" if level is not None else f"水平不计{tail}"
    return Points(goal.indicator, goal.short_name, 1.0, mine.now, points, note)


def efficacy(rules: AssessmentRules, x: float, group: Sequence[float]) -> float | None:
    """功效系数 60＋40×(x−最小)÷(最大−最小)；全都一样得100；不足4家用 100×x÷最大，最大不为正则不计（None）。"""
    low, high = min(group), max(group)
    if high - low <= TOLERANCE:
        return 100.0
    if len(group) < rules.small_group:
        return 100 * x / high if high > TOLERANCE else None
    return rules.efficacy_floor + (100 - rules.efficacy_floor) * (x - low) / (high - low)


def contribution(rules: AssessmentRules, found: Levels, unit: str) -> tuple[Part, ...]:
    """争贡献：各指标 100×(0.5×份额÷最大份额＋0.5×min(封顶, 份额÷去年份额)÷封顶)；没有去年只看前一半。"""
    return parts([p for goal, group in found.values() if unit in group and (p := _contribution(rules, goal, group, unit)) is not None])


def _contribution(rules: AssessmentRules, goal: Goal, group: Mapping[str, Level], unit: str) -> Points | None:
    total, largest = sum(v.now for v in group.values()), max(v.now for v in group.values())
    if total <= TOLERANCE or largest <= TOLERANCE:
        return None
    mine, share = group[unit], group[unit].now / total
    before = _share_before(group, mine)
    note = f"{with_uom(mine.now, goal.uom)}，占{percent(share)}，最大{percent(largest / total)}"
    if before is None:
        return Points(goal.indicator, goal.short_name, 1.0, share, 100 * mine.now / largest, f"{note}，没有去年份额")
    kept = min(rules.cap, share / before) / rules.cap
    return Points(goal.indicator, goal.short_name, 1.0, share, 100 * (0.5 * mine.now / largest + 0.5 * kept), f"{note}，去年占{percent(before)}")


def _share_before(group: Mapping[str, Level], mine: Level) -> float | None:
    """去年同月的份额；没有去年、去年为0的为 None。"""
    total = sum(v.before for v in group.values() if v.before is not None)
    if mine.before is None or mine.before <= TOLERANCE or total <= TOLERANCE:
        return None
    return mine.before / total

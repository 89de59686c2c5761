"""计分方法：每个是几个数的纯函数，给一列数就各板块一起算；得分满分100（封顶更高的可超过）；算不出的没有（NaN），这一项去掉、其余权重放大。

公式取自公开的考核办法，出处逐个写在函数里；边角情形见 docs/metrics.md。"""

from collections.abc import Sequence

import numpy as np

from dashboard.metrics import TOLERANCE
from dashboard.metrics.columns import Column, Numbers, divided, known, where


def completion(actual: Numbers, target: Numbers, cap: float) -> Column:
    """完成率计分：100×min(A÷T, 封顶)；负数得0，任务不为正的算不出。

    出处：“得分=当年投资额÷当年目标任务金额×50，最高得50分”；2024年度某市招商引资考核公示封顶120%。"""
    return where(np.greater(target, TOLERANCE), 100 * np.minimum(cap, np.maximum(0.0, divided(actual, target))))


def pace(progress: Numbers, phase: Numbers, cap: float, floor: float) -> Column:
    """序时完成率：100×min(封顶, 完成进度÷max(序时, 最小序时))；进度为负的得负分。

    出处：“完成时序目标任务的得满分，未完成的按比例得分”。"""
    return 100 * np.minimum(cap, divided(progress, np.maximum(phase, floor)))


def efficacy(x: Numbers, group: Numbers, floor: float, small_group: int) -> Column:
    """功效系数：底分＋(100－底分)×(x－最小)÷(最大－最小)；都一样得100；组太小用100×x÷最大，下降的得0，最大不为正算不出。

    出处：“最大的计100分，最小的计60分，其他…用公式计算：[(本…值-最小值)]/(最大值-最小值)×40+60”（高安市商务局2021年度）。"""
    found: Column = np.asarray(x, dtype=np.float64)
    all_of_them = np.asarray(group, dtype=np.float64)
    low, high = float(all_of_them.min(initial=np.inf)), float(all_of_them.max(initial=-np.inf))
    if high - low <= TOLERANCE:
        return where(known(found), 100.0)
    if len(all_of_them) < small_group:
        return np.maximum(0.0, divided(100 * found, high)) if high > TOLERANCE else where(False, found)
    return floor + (100 - floor) * (found - low) / (high - low)


def city_mean(x: Numbers, city: float, every: float, points: float, limit: float) -> Column:
    """对照全市增减：100＋points×(x－全市)÷every，加减都不超过 limit，不低于0。

    出处：“主要经济指标报告期实际值每高于（低于）全市水平0.1个百分点，加（扣）0.1分”（滁州市季度考核），另设上下限。"""
    found: Column = np.maximum(-limit, np.minimum(limit, points * np.subtract(x, city) / every))
    return np.maximum(0.0, 100 + found)


def shrunk(count: Numbers, total: Numbers, rate: float, prior: float) -> Column:
    """小样本的占比向全市收缩：(k＋m·c)÷(n＋m)，m 为收缩样本数；m、n 都为0即全市占比。"""
    whole = np.add(total, prior)
    return np.where(whole > TOLERANCE, divided(np.add(count, prior * rate), whole), rate)


def city_rate(share: Numbers, rate: float, cap: float) -> Column:
    """对照全市占比：100×min(封顶, 占比÷全市占比)；全市为0的算不出。"""
    return where(rate > TOLERANCE, 100 * np.minimum(cap, divided(share, rate)))


def own_base(growth: Numbers, level: float, every: float, points: float, cap: float) -> Column:
    """自身基数：与去年持平得 level，每增（减）满 every 加（减）points，不低于0、不超过 cap。

    出处：“以2010年实绩为基数，持平得基本分值的80%，每项指标每超5%加1分，加分最高不超过基本分值的50%”（开发区考核）。"""
    found = np.asarray(growth, dtype=np.float64)
    whole = np.trunc((np.abs(found) + TOLERANCE) / every)
    return np.maximum(0.0, np.minimum(cap, level + points * np.where(found >= 0, whole, -whole)))


def rank_steps(x: Numbers, group: Numbers, step: float) -> Column:
    """位次递减：第1名100，以后每名少 step，不低于0；并列同分。

    出处：“完成实绩最高的县市区得该项指标总分值…第二位得总分值的95%…以后按5%依次递减”。"""
    return np.maximum(0.0, 100 - step * (place(x, group) - 1))


def place(x: Numbers, group: Numbers) -> Column:
    """在组内第几；并列的一样。"""
    found, ordered = np.asarray(x, dtype=np.float64), np.sort(np.asarray(group, dtype=np.float64))
    return where(known(found), 1.0 + len(ordered) - np.searchsorted(ordered, found + TOLERANCE, side="right"))


def largest_share(share: Numbers, largest: float) -> Column:
    """份额对照最大：100×份额÷组内最大份额；组内都为0的算不出。"""
    return where(largest > TOLERANCE, divided(np.multiply(100, share), largest))


def kept_share(share: Numbers, before: Numbers, cap: float) -> Column:
    """份额对照去年：100×min(封顶, 份额÷去年份额)÷封顶；没有去年的算不出。"""
    return where(np.greater(before, TOLERANCE), 100 * np.minimum(cap, divided(share, before)) / cap)


def base_share(share: Numbers, base: Numbers, cap: float) -> Column:
    """份额对照基数：100×min(封顶, 贡献份额÷基数份额)÷封顶；大单位天然份额高，用它占别的数（如企业数）的份额修正。"""
    return kept_share(share, base, cap)


def fit(share: Numbers) -> Column:
    """契合度：100×占比。出处：“产业契合度=新引进产业项目个数/新引进项目数；得分=产业契合度×分值”。"""
    return np.multiply(100.0, share)


def steps(x: Numbers, ladder: Sequence[tuple[float, float]]) -> Column:
    """阶梯：够到哪一级得哪一级的分，一级也不够得0。

    出处：“完成招商工作任务80%以上…75分”，“>=50%得50分，<50%不得分”。"""
    found = np.asarray(x, dtype=np.float64)
    points = np.zeros(found.shape)
    for at, value in reversed(ladder):
        points = np.where(found >= at - TOLERANCE, value, points)
    return where(known(found), points)


def extra(count: Numbers, every: float, points: float, ceiling: float) -> Column:
    """加分、扣分：每满 every 个 points 分，绝对值不超过 ceiling。

    出处：“每提请1个企业加0.5分，最高不超过3分”；“每少报1个月报表扣1分”。"""
    found = points * np.trunc((np.maximum(0.0, count) + TOLERANCE) / every)
    return np.maximum(-ceiling, np.minimum(ceiling, found))

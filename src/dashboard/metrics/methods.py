"""计分方法：每个是几个数的纯函数，得分满分100（封顶更高的可超过）；算不出为 None，这一项去掉、其余权重放大。

公式取自公开的考核办法，出处逐个写在函数里；边角情形见 docs/metrics.md。"""

from collections.abc import Sequence

from dashboard.metrics import TOLERANCE


def completion(actual: float, target: float, cap: float) -> float | None:
    """完成率计分：100×min(A÷T, 封顶)；负数得0，任务不为正的算不出。

    出处：“得分=当年投资额÷当年目标任务金额×50，最高得50分”；2024年度某市招商引资考核公示封顶120%。"""
    return 100 * min(cap, max(0.0, actual / target)) if target > TOLERANCE else None


def pace(progress: float, phase: float, cap: float, floor: float) -> float:
    """序时完成率：100×min(封顶, 完成进度÷max(序时, 最小序时))；进度为负的得负分。

    出处：“完成时序目标任务的得满分，未完成的按比例得分”。"""
    return 100 * min(cap, progress / max(phase, floor))


def efficacy(x: float, group: Sequence[float], floor: float, small_group: int) -> float | None:
    """功效系数：底分＋(100－底分)×(x－最小)÷(最大－最小)；都一样得100；组太小用100×x÷最大，下降的得0，最大不为正算不出。

    出处：“最大的计100分，最小的计60分，其他…用公式计算：[(本…值-最小值)]/(最大值-最小值)×40+60”（高安市商务局2021年度）。"""
    low, high = min(group), max(group)
    if high - low <= TOLERANCE:
        return 100.0
    if len(group) < small_group:
        return max(0.0, 100 * x / high) if high > TOLERANCE else None
    return floor + (100 - floor) * (x - low) / (high - low)


def city_mean(x: float, city: float, every: float, points: float, limit: float) -> float:
    """对照全市增减：100＋points×(x－全市)÷every，加减都不超过 limit，不低于0。

    出处：“主要经济指标报告期实际值每高于（低于）全市水平0.1个百分点，加（扣）0.1分”（滁州市季度考核），另设上下限。"""
    return max(0.0, 100 + max(-limit, min(limit, points * (x - city) / every)))


def shrunk(count: float, total: float, rate: float, prior: float) -> float:
    """小样本的占比向全市收缩：(k＋m·c)÷(n＋m)，m 为收缩样本数；m、n 都为0即全市占比。"""
    return (count + prior * rate) / (total + prior) if total + prior > TOLERANCE else rate


def city_rate(share: float, rate: float, cap: float) -> float | None:
    """对照全市占比：100×min(封顶, 占比÷全市占比)；全市为0的算不出。"""
    return 100 * min(cap, share / rate) if rate > TOLERANCE else None


def own_base(growth: float, level: float, every: float, points: float, cap: float) -> float:
    """自身基数：与去年持平得 level，每增（减）满 every 加（减）points，不低于0、不超过 cap。

    出处：“以2010年实绩为基数，持平得基本分值的80%，每项指标每超5%加1分，加分最高不超过基本分值的50%”（开发区考核）。"""
    steps = int((abs(growth) + TOLERANCE) / every)
    return max(0.0, min(cap, level + points * (steps if growth >= 0 else -steps)))


def rank_steps(x: float, group: Sequence[float], step: float) -> float:
    """位次递减：第1名100，以后每名少 step，不低于0；并列同分。

    出处：“完成实绩最高的县市区得该项指标总分值…第二位得总分值的95%…以后按5%依次递减”。"""
    rank = 1 + sum(v > x + TOLERANCE for v in group)
    return max(0.0, 100 - step * (rank - 1))


def largest_share(share: float, largest: float) -> float | None:
    """份额对照最大：100×份额÷组内最大份额；组内都为0的算不出。"""
    return 100 * share / largest if largest > TOLERANCE else None


def kept_share(share: float, before: float | None, cap: float) -> float | None:
    """份额对照去年：100×min(封顶, 份额÷去年份额)÷封顶；没有去年的算不出。"""
    return 100 * min(cap, share / before) / cap if before is not None and before > TOLERANCE else None


def base_share(share: float, base: float | None, cap: float) -> float | None:
    """份额对照基数：100×min(封顶, 贡献份额÷基数份额)÷封顶；大单位天然份额高，用它占别的数（如企业数）的份额修正。"""
    return kept_share(share, base, cap)


def fit(share: float) -> float:
    """契合度：100×占比。出处：“产业契合度=新引进产业项目个数/新引进项目数；得分=产业契合度×分值”。"""
    return 100 * share


def steps(x: float, ladder: Sequence[tuple[float, float]]) -> float:
    """阶梯：够到哪一级得哪一级的分，一级也不够得0。

    出处：“完成招商工作任务80%以上…75分”，“>=50%得50分，<50%不得分”。"""
    return next((points for at, points in ladder if x >= at - TOLERANCE), 0.0)


def extra(count: float, every: float, points: float, ceiling: float) -> float:
    """加分、扣分：每满 every 个 points 分，绝对值不超过 ceiling。

    出处：“每提请1个企业加0.5分，最高不超过3分”；“每少报1个月报表扣1分”。"""
    found = points * int((max(0.0, count) + TOLERANCE) / every)
    return max(-ceiling, min(ceiling, found))

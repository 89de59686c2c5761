"""assessment.toml：亮灯预设和考核规则。"""

from dashboard.domain.assessment import AssessmentRules, Contest, LightMethod, LightPreset, QualityShare
from dashboard.profiles.entry import Entry

_QUALITY_KEYS = ("highgrowth", "to_hte", "funded", "key_chain")
_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)
_SAME = 1e-9


def light(entry: Entry) -> LightPreset:
    """读一个亮灯预设；严重滞后的界限须比滞后的更远（“比例”为更低）。"""
    found = LightPreset(
        name=entry.text("name"),
        version=entry.text("version"),
        method=entry.word("method", LightMethod),
        behind=entry.number("behind"),
        far_behind=entry.number("far_behind"),
        source=entry.text("source"),
    )
    if entry.sound:
        _check_limits(entry, found)
    return found


def _check_limits(entry: Entry, found: LightPreset) -> None:
    lower = found.method is LightMethod.RATE
    if (found.far_behind > found.behind) if lower else (found.far_behind < found.behind):
        entry.wrong("far_behind", f"严重滞后的界限{found.far_behind:g}应{'低' if lower else '高'}于滞后的{found.behind:g}。")
    if min(found.behind, found.far_behind) < 0:
        entry.wrong("behind", "界限不能是负数，落后10个百分点写0.10。")


def rules(entry: Entry) -> AssessmentRules:
    """读一套考核规则；各组权重之和须为1。"""
    weights = entry.entry("weights")
    found = AssessmentRules(
        id=entry.text("id"),
        name=entry.text("name"),
        weights={c: weights.number(str(c)) for c in _BOARDS} if weights else {},
        cap=entry.number("cap"),
        min_phase=entry.number("min_phase"),
        shrink=entry.number("shrink"),
        small_sample=entry.optional_whole("small_sample") or 0,
        quality=tuple(_quality(q) for q in entry.entries("quality")),
        level_weight=entry.number("level_weight"),
        growth_weight=entry.number("growth_weight"),
        efficacy_floor=entry.number("efficacy_floor"),
        small_group=entry.optional_whole("small_group") or 0,
        note=entry.text("note", ""),
    )
    if entry.sound:
        _check_weights(entry, found)
    return found


def _check_weights(entry: Entry, found: AssessmentRules) -> None:
    groups = {
        "weights": list(found.weights.values()),
        "quality": [q.weight for q in found.quality],
        "level_weight、growth_weight": [found.level_weight, found.growth_weight],
    }
    for key, weights in groups.items():
        if abs(sum(weights) - 1) > _SAME:
            entry.wrong(key, f"权重之和为{sum(weights):g}，应为1。")
        elif min(weights) < 0:
            entry.wrong(key, "权重不能是负数。")
    if found.cap <= 0 or not 0 < found.min_phase <= 1:
        entry.wrong("cap、min_phase", "封顶倍数应大于0，最小序时应在0到1之间。")


def _quality(entry: Entry) -> QualityShare:
    key = entry.text("key")
    if key and key not in _QUALITY_KEYS:
        entry.wrong("key", f"没有“{key}”这一项。可用：{'、'.join(_QUALITY_KEYS)}。")
    return QualityShare(key, entry.text("name"), entry.number("weight"))

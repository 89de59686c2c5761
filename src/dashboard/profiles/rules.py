"""assessment.toml：亮灯预设和考核规则。"""

from dashboard.domain.assessment import AssessmentRules, Contest, LightMethod, LightPreset, QualityShare
from dashboard.profiles.entry import Entry

_QUALITY_KEYS = ("highgrowth", "to_hte", "funded", "key_chain")
_BOARDS = (Contest.PACE, Contest.QUALITY, Contest.RESULT, Contest.CONTRIBUTION)


def light(entry: Entry) -> LightPreset:
    """读一个亮灯预设。"""
    return LightPreset(
        name=entry.text("name"),
        version=entry.text("version"),
        method=entry.word("method", LightMethod),
        behind=entry.number("behind"),
        far_behind=entry.number("far_behind"),
        source=entry.text("source"),
    )


def rules(entry: Entry) -> AssessmentRules:
    """读一套考核规则；权重之和须为1。"""
    weights = entry.entry("weights")
    quality = tuple(_quality(q) for q in entry.entries("quality"))
    found = {c: weights.number(str(c)) for c in _BOARDS} if weights else {}
    for key, total in (("weights", sum(found.values())), ("quality", sum(q.weight for q in quality))):
        if abs(total - 1) > 1e-9:
            entry.wrong(key, f"权重之和为{total:g}，应为1。")
    return AssessmentRules(
        id=entry.text("id"),
        name=entry.text("name"),
        weights=found,
        cap=entry.number("cap"),
        min_phase=entry.number("min_phase"),
        shrink=entry.number("shrink"),
        small_sample=int(entry.number("small_sample")),
        quality=quality,
        level_weight=entry.number("level_weight"),
        growth_weight=entry.number("growth_weight"),
        efficacy_floor=entry.number("efficacy_floor"),
        small_group=int(entry.number("small_group")),
        note=entry.text("note", ""),
    )


def _quality(entry: Entry) -> QualityShare:
    key = entry.text("key")
    if key not in _QUALITY_KEYS:
        entry.wrong("key", f"没有“{key}”这一项。可用：{'、'.join(_QUALITY_KEYS)}。")
    return QualityShare(key, entry.text("name"), entry.number("weight"))

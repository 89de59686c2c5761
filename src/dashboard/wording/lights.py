"""灯的写法：形状＋词＋颜色，从不只靠颜色。"""

from dashboard.domain.assessment import LightPreset
from dashboard.domain.results import LIGHT_ZH, Light

SHAPES = {
    Light.ON_PACE: "●",
    Light.BEHIND: "▲",
    Light.FAR_BEHIND: "■",
    Light.UNREPORTED: "○",
    Light.REACHED: "✓",
    Light.MISSED: "✕",
    Light.UNJUDGED: "—",
}

ON_WHITE = {
    Light.ON_PACE: "#00796B",
    Light.BEHIND: "#B8860B",
    Light.FAR_BEHIND: "#A61C1C",
    Light.UNREPORTED: "#9AA4AF",
    Light.REACHED: "#00796B",
    Light.MISSED: "#A61C1C",
    Light.UNJUDGED: "#5F6B78",
}

ON_DARK = {
    Light.ON_PACE: "#21C7A8",
    Light.BEHIND: "#FFD24A",
    Light.FAR_BEHIND: "#F0503C",
    Light.UNREPORTED: "#75849A",
    Light.REACHED: "#21C7A8",
    Light.MISSED: "#F0503C",
    Light.UNJUDGED: "#9DB0C8",
}


def rule_text(preset: LightPreset) -> str:
    """印在用到它的画面和文件上：亮灯：百分点v1，出处：银川市重点项目“红黄绿灯”推进机制（2025年3月）。"""
    return f"亮灯：{preset.label}，出处：{preset.document or preset.source}"


def other_text(preset: LightPreset, own: LightPreset) -> str:
    """换了别的预设看的记号。"""
    return f"换成“{preset.label}”的亮灯办法看，不是本市的（本市用“{own.label}”）"


def light_text(light: Light) -> str:
    """“● 正常”这样的写法。"""
    return f"{SHAPES[light]} {LIGHT_ZH[light]}"

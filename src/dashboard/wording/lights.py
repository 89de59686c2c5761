"""灯的写法：形状＋词＋颜色，从不只靠颜色。"""

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


def light_text(light: Light) -> str:
    """“● 正常”这样的写法。"""
    return f"{SHAPES[light]} {LIGHT_ZH[light]}"

"""状态的形状：● ▲ ■ ○ ✓ ✕ —，画成 SVG，颜色由样式的 --c 给出。"""

from markupsafe import Markup

from dashboard.domain.results import LIGHT_ZH, Light

_SHAPES = {
    Light.ON_PACE: '<circle cx="8" cy="8" r="6.5"/>',
    Light.BEHIND: '<path d="M8 1.5 15 14.5H1z"/>',
    Light.FAR_BEHIND: '<path d="M2 2h12v12H2z"/>',
    Light.UNREPORTED: '<circle class="line" cx="8" cy="8" r="6"/>',
    Light.REACHED: '<path class="line thick" d="M2 8.5 6.3 13 14 3"/>',
    Light.MISSED: '<path class="line thick" d="M3 3l10 10M13 3 3 13"/>',
    Light.UNJUDGED: '<path class="line thick" d="M2 8h12"/>',
}


def shape(light: Light) -> Markup:
    """一个 16×16 坐标里的形状，供别的 SVG 引用。"""
    return Markup(_SHAPES[light])


def later(said: str) -> Markup:
    """更正待审的记号，放在数旁边；said 为鼠标停住时的话，为空不画。"""
    return Markup('<span class="later" title="{0}" aria-label="{0}">更</span>').format(said) if said else Markup("")


def mark(light: Light, word: bool = False) -> Markup:
    """状态标记；word 为真时后面跟状态词（词用正文色，只有形状带状态色）。"""
    found = Markup('<svg class="mark {0}" viewBox="0 0 16 16" role="img" aria-label="{1}">{2}</svg>').format(
        light, LIGHT_ZH[light], shape(light)
    )
    return found + Markup('<span class="word">{}</span>').format(LIGHT_ZH[light]) if word else found

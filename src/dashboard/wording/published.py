"""公开数的写法：限定词放在该放的地方。"""

from dashboard.domain.city import Figure
from dashboard.wording.numbers import amount

_BETWEEN = ("余",)
_AFTER = ("以上", "左右")
_IN_BRACKETS = ("推算",)


def stated(figure: Figure) -> str:
    """超800.0亿元、约22,300家、11,000余家、60.0%以上（预计）、600个（推算）。"""
    number, word, uom = amount(figure.value, figure.uom), figure.qualifier, figure.uom
    if word in _BETWEEN:
        return f"{number}{word}{uom}"
    if word.startswith(_AFTER):
        return f"{number}{uom}{word}"
    return f"{number}{uom}（{word}）" if word in _IN_BRACKETS else f"{word}{number}{uom}"

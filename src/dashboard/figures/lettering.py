"""字宽：SVG 里的文字放不放得下，放不下截去。"""

_NARROW = 0.56


def width(text: str, size: float) -> float:
    """一行字大约多宽（与 size 同单位）：汉字和全角标点一字宽，其余约半字。"""
    return sum(size if ord(letter) > 0x2E7F or letter in "—…“”‘’·" else size * _NARROW for letter in text)


def fit(text: str, room: float, size: float) -> str:
    """放得下照写，放不下截去末尾加省略号。"""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept}…"

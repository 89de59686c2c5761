"""导出的文字：不会被表格软件当成公式，也没有控制字符（INTAKE R38）。"""

import re

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def neutral(text: str) -> str:
    """开头像公式的前面加一个撇号，控制字符去掉。"""
    plain = _CONTROL.sub("", text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain.replace("\t", " ").replace("\r", " ")

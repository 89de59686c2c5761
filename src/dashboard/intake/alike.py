"""字的比较：去掉无关的写法再比，找出最像的。"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_LOOSE = re.compile(r"[\s*＊　]+")
_WIDE = str.maketrans("（）［］【】：％", "()[][]:%")
_UNIT = re.compile(r"(.+?)[(\[]([^()\[\]]+)[)\]]")
_ENOUGH = 0.4
UOMS = frozenset(["家", "个", "户", "项", "件", "场", "次", "场次", "人", "人次", "名", "元", "千元", "万元", "亿元", "万美元", "亿美元", "平方米", "万平方米", "亩", "%", "只", "支", "期"])


def plain(text: str) -> str:
    """比较用的写法：不分全角半角括号，不看空格、星号、换行。"""
    return _LOOSE.sub("", text).translate(_WIDE)


def split(text: str) -> tuple[str, str]:
    """比较用的名称和括号里的计量单位：技术合同成交额（亿元）→ 技术合同成交额、亿元；没有写单位的单位为空。"""
    found = _UNIT.fullmatch(plain(text))
    return (found[1], found[2]) if found and found[2] in UOMS else (plain(text), "")


def ranked(text: str, known: Iterable[str]) -> list[str]:
    """最像的在前。"""
    return sorted(dict.fromkeys(known), key=lambda k: -_ratio(text, k))


def near(text: str, known: Iterable[str], most: int = 2) -> list[str]:
    """像到可以一提的几个。"""
    return [k for k in ranked(text, known)[:most] if _ratio(text, k) >= _ENOUGH] if text else []


def _ratio(text: str, known: str) -> float:
    return SequenceMatcher(None, plain(text), plain(known)).ratio()

"""读数：只认写得清楚的数，能替人改的改并记下，拿不准的一律不猜（INTAKE R15—R17）。"""

import re
from dataclasses import dataclass
from decimal import Decimal

_FULLWIDTH = str.maketrans("０１２３４５６７８９．，－＋％　", "0123456789.,-+% ")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00a0]")
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_DASHES = {"-", "—", "——", "－", "/", "／", "无", "没有", "未统计", "N/A", "n/a", "暂无"}
_LOOKALIKES = str.maketrans("OoＯｏlIｌＩ", "00001111")
_LETTERS = {"O": "字母O", "o": "字母o", "l": "字母l", "I": "字母I"}


class NotANumber(Exception):
    """不是能收的数：reason 为什么，advice 请改成什么。"""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Number:
    """读出的数；conversion 说明替人改了什么，没改为空。"""

    value: Decimal
    conversion: str = ""


def parse(raw: str | float, uom: str = "") -> Number:
    """读一个单元格里的数；文字按固定规则改写，不行的抛 NotANumber。uom 为应有的计量单位。"""
    if isinstance(raw, bool):
        raise NotANumber(f"写的是{'TRUE' if raw else 'FALSE'}，不是数字", "请改成数字")
    if isinstance(raw, int | float):
        return _from_number(float(raw))
    text, done = _cleaned(raw, uom)
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        if "," in text:
            done.append("千分位逗号")
        return Number(_limited(Decimal(text.replace(",", ""))), f"按{'、'.join(done)}读作{text.replace(',', '')}" if done else "")
    raise _refused(raw.strip(), text)


def _from_number(value: float) -> Number:
    if value != value or value in (float("inf"), float("-inf")):
        raise NotANumber("不是有限的数", "请改成数字")
    return Number(_limited(Decimal(f"{value:.15g}")))


def _limited(value: Decimal) -> Decimal:
    if abs(value) >= Decimal(10) ** 13:
        raise NotANumber("数太大，超过13位", "请检查计量单位")
    return value


def _cleaned(raw: str, uom: str) -> tuple[str, list[str]]:
    done: list[str] = []
    text = _INVISIBLE.sub("", raw)
    if text != raw:
        done.append("看不见的字符")
    half = text.translate(_FULLWIDTH)
    if half.strip() != text.strip():
        done.append("全角字符")
    text = half.strip()
    for tail in (uom, "%") if uom else ():
        if tail and text.endswith(tail) and (tail != "%" or uom == "%"):
            text = text.removesuffix(tail).strip()
            done.append(f"单位“{tail}”")
            break
    return text, done


def _refused(raw: str, text: str) -> NotANumber:
    if raw in _DASHES or text in _DASHES:
        return NotANumber("分不清是零还是没报", "没有请填0，没报请留空")
    guessed = text.translate(_LOOKALIKES)
    if guessed != text and (_PLAIN.fullmatch(guessed) or _GROUPED.fullmatch(guessed)):
        letters = "、".join(dict.fromkeys(_LETTERS[c] for c in text if c in _LETTERS)) or "字母"
        return NotANumber(f"写的是{raw}（{letters}），不是数字", f"请改成{guessed.replace(',', '')}")
    if _CHINESE.fullmatch(text):
        return NotANumber("写的是中文数字", "请改成阿拉伯数字")
    if re.search(r"[约超近余多上下左右><≥≤~～]|-\d|—\d", text) and re.search(r"\d", text):
        return NotANumber("是约数或区间", "请填一个确切的数")
    if text.endswith("%"):
        return NotANumber("这一格要的不是百分数", "请改成数，不带%")
    if re.search(r"\d[万亿千百]", text):
        return NotANumber("带了别的单位", "请换算成表头写的计量单位，只填数")
    return NotANumber("不是数字", "请改成数字，没报请留空")

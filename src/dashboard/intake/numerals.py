"""读数：只认写得清楚的数，能替人改的改并记下，拿不准的一律不猜（INTAKE R15—R17）。"""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, BLANK = "填0", "留空（未报）"
_PLACES = 6
_DIGITS = 13
_FULLWIDTH = str.maketrans("０１２３４５６７８９．，－＋％　\u00a0", "0123456789.,-+%  ")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_ABOUT = re.compile(r"[约近超余多上下左右><＞＜≥≤~～±]|\d\s*[-—–至到]\s*\d")
_OTHER_UNIT = re.compile(r"\d\s*[万亿千百]")
_DASHES = {"-", "—", "——", "－", "–", "/", "／", "\\", "无", "没有", "暂无", "未统计", "不适用", "N/A", "n/a"}
_WORDS = {"nan", "null", "none", "inf", "-inf", "infinity"}
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "Ｏ": "0", "l": "1", "I": "1", "Ｉ": "1"})
_LETTERS = {"O": "字母O", "Ｏ": "字母O", "o": "字母o", "l": "字母l", "I": "字母I", "Ｉ": "字母I"}


class NotANumber(Exception):
    """不是能收的数：reason 为什么，advice 请改成什么；options 不为空即要人选一种读法。"""

    def __init__(self, reason: str, advice: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.advice, self.options = reason, advice, options


@dataclass(frozen=True, slots=True)
class Number:
    """读出的数；conversion 说明替人改了什么，没改为空。"""

    value: Decimal
    conversion: str = ""


def parse(raw: str | float, uom: str = "", percent: bool = False) -> Number:
    """读一个单元格里的数；文字按固定规则改写，不行的抛 NotANumber。

    uom 为应有的计量单位；percent 为单元格是百分比格式（看到的是存的数的100倍）。"""
    if isinstance(raw, bool):
        raise NotANumber("是TRUE或FALSE，不是数字", "请改成数字")
    if isinstance(raw, int | float):
        return _from_cell(float(raw), uom, percent)
    text, done = _cleaned(raw, uom)
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise _refused(raw.strip(), text)
    if "," in text:
        done.append("千分位逗号")
    return _number(Decimal(text.replace(",", "")), done)


def _from_cell(value: float, uom: str, percent: bool) -> Number:
    if not math.isfinite(value):
        raise NotANumber("不是有限的数", "请改成数字")
    exact = Decimal(f"{value:.15g}")
    if not percent:
        return _number(exact, [])
    if uom != "%":
        raise NotANumber(f"单元格是百分比格式，看到的是{_plain(exact * 100)}%，存的是{_plain(exact)}", "请把格式改成“常规”，重新填数")
    return _number(exact * 100, ["百分比格式"])


def _number(value: Decimal, done: list[str]) -> Number:
    if abs(value) >= Decimal(10) ** _DIGITS:
        raise NotANumber(f"数太大，超过{_DIGITS}位", "请核对计量单位")
    rounded = value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP)
    if rounded != value:
        done = [*done, f"四舍五入到{_PLACES}位小数"]
    return Number(rounded.normalize() + 0, f"按{'、'.join(done)}读作{_plain(rounded)}" if done else "")


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _cleaned(raw: str, uom: str) -> tuple[str, list[str]]:
    """去掉可以去的，记下去了什么。"""
    done: list[str] = []
    text = _INVISIBLE.sub("", raw)
    if text != raw:
        done.append("看不见的字符")
    half = text.translate(_FULLWIDTH)
    if half.strip() != half or text.strip() != text:
        done.append("前后空格")
    if half.strip() != text.strip():
        done.append("全角字符")
    text = half.strip()
    if uom and text.endswith(uom):
        text = text.removesuffix(uom).strip()
        done.append(f"单位“{uom}”")
    return text, done


def _refused(raw: str, text: str) -> NotANumber:
    """拒收的原因；能看出本意的给出改法。"""
    if raw in _DASHES or text in _DASHES:
        return NotANumber("分不清是零还是没报", "是零请填0，没报请留空", (ZERO, BLANK))
    guess = _guess(text)
    letters = "、".join(dict.fromkeys(_LETTERS[c] for c in text if c in _LETTERS))
    if guess and letters:
        return NotANumber(f"（{letters}），不是数字", f"请改成{guess}")
    for pattern, reason, advice in _REASONS:
        if pattern.search(text):
            return NotANumber(reason, advice)
    if text.lower() in _WORDS:
        return NotANumber("是文字，不是数字", "请改成数字，没报请留空")
    return NotANumber("不是数字", f"请改成{guess}" if guess else "请改成数字，没报请留空")


_REASONS = (
    (re.compile(rf"^{_CHINESE.pattern}$"), "是中文数字", "请改成阿拉伯数字"),
    (_ABOUT, "是约数或区间", "请填一个确切的数"),
    (re.compile("%$"), "这一格要的不是百分数", "请改成数，不带%"),
    (_OTHER_UNIT, "带了别的单位", "请换算成表头写的计量单位，只填数"),
    (re.compile("[²³¹⁰-⁹₀-₉]"), "带了上标或下标", "请填一个普通的数"),
)


def _guess(text: str) -> str:
    """看得出本意的数：字母当数字、逗号空格放错、少了一边的小数点；看不出为空。"""
    fixed = re.sub(r"(?<=\d)[ ,_](?=\d)", "", text.translate(_LOOKALIKES))
    fixed = re.sub(r"^([+-]?)\.", r"\g<1>0.", fixed).removesuffix(".")
    return fixed if _PLAIN.fullmatch(fixed) else ""

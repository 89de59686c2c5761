"""读数：只认写得清楚的数，能替人改的改并记下，拿不准的一律不猜（INTAKE R15—R17）。"""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, BLANK, NA = "填0", "留空（未报）", "不适用"
_PLACES = 6
_DIGITS = 13
_FULLWIDTH = str.maketrans("０１２３４５６７８９．，－＋％　\u00a0", "0123456789.,-+%  ")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_ABOUT = re.compile(r"[约近超余多上下左右><＞＜≥≤~～±]|\d\s*[-—–至到]\s*\d")
_SCALED = re.compile(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[+-]?[0-9]+(?:\.[0-9]+)?)\s*([千万亿]*)([^0-9千万亿]*)")
_OTHER_UNIT = re.compile(r"\d\s*[万亿千百]")
_DASHES = {"-", "—", "——", "－", "–", "/", "／", "\\", "无", "没有", "暂无", "未统计", "不适用", "N/A", "n/a"}
_WORDS = {"nan", "null", "none", "inf", "-inf", "infinity"}
_NUMERALS = {**{ch: n for n, ch in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TIMES = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "Ｏ": "0", "l": "1", "I": "1", "Ｉ": "1"})
_LETTERS = {"O": "字母O", "Ｏ": "字母O", "o": "字母o", "l": "字母l", "I": "字母I", "Ｉ": "字母I"}


class NotANumber(Exception):
    """不是能收的数：reason 为什么，advice 请改成什么；options 不为空即要人选一种读法；rule 为规则名。"""

    def __init__(self, reason: str, advice: str, options: tuple[str, ...] = (), rule: str = "number") -> None:
        super().__init__(reason)
        self.reason, self.advice, self.options, self.rule = reason, advice, options, rule


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
        raise _refused(raw.strip(), text, uom)
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


def is_dash(raw: str) -> bool:
    """写的是横线、“无”之类：零、未报、不适用，看不出是哪一样。"""
    return raw.strip() in _DASHES


def _refused(raw: str, text: str, uom: str) -> NotANumber:
    """拒收的原因；能看出本意的给出改法。"""
    if is_dash(raw) or text in _DASHES:
        return NotANumber("分不清是零、没报还是不适用", "是零请填0，没报请留空，不适用请写不适用", (ZERO, BLANK, NA), "blank_or_zero")
    asked = _asked(text, uom)
    if asked is not None:
        return asked
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
    (_ABOUT, "是约数或区间", "请填一个确切的数"),
    (re.compile("%$"), "这一格要的不是百分数", "请改成数，不带%"),
    (_OTHER_UNIT, "带了别的单位", "请换算成表头写的计量单位，只填数"),
    (re.compile("[²³¹⁰-⁹₀-₉]"), "带了上标或下标", "请填一个普通的数"),
)


def _asked(text: str, uom: str) -> NotANumber | None:
    """看得懂、但要人确认的：中文数字，要换算的计量单位（INTAKE R15）。"""
    chinese = chinese_number(text)
    if chinese is not None:
        return NotANumber("是中文数字", f"请确认是不是{chinese}", (f"{chinese}{uom}",), "chinese_number")
    options = _rescaled(text, uom)
    if options:
        return NotANumber("带了别的单位", f"请确认是不是{'或'.join(options)}", options, "scale")
    return None


def _rescaled(text: str, uom: str) -> tuple[str, ...]:
    """带着“万、亿”的数换算到应有的计量单位，有几种读法给几种；不是同一种东西的为空。"""
    found = _SCALED.fullmatch(text)
    if found is None or not uom or not (found[2] or found[3]):
        return ()
    own, base = _scale(uom)
    value, times = Decimal(found[1].replace(",", "")), _times(found[2])
    if found[3] not in (base, ""):
        return ()
    readings = [value * times / own] if found[3] or own in (1, times) else [value * times / own, value * times]
    return tuple(dict.fromkeys(f"{_plain(r)}{uom}" for r in readings))


def _scale(uom: str) -> tuple[Decimal, str]:
    """计量单位拆成几倍的什么：万平方米 → 10000、平方米。"""
    rest = uom.lstrip("千万亿")
    return _times(uom.removesuffix(rest) if rest else uom), rest


def _times(word: str) -> Decimal:
    found = Decimal(1)
    for ch in word:
        found *= _TIMES[ch]
    return found


def chinese_number(text: str) -> int | None:
    """中文数字的值：三百二十 → 320，二〇二五 → 2025；不是为 None。"""
    if not _CHINESE.fullmatch(text):
        return None
    if all(ch in _NUMERALS for ch in text):
        return int("".join(str(_NUMERALS[ch]) for ch in text))
    total, part, section, digit = 0, 0, 0, 0
    for ch in text:
        if ch in _NUMERALS:
            digit = _NUMERALS[ch]
        elif ch in "十百千":
            section, digit = section + (digit or int(ch == "十")) * int(_TIMES[ch]), 0
        elif ch == "万":
            part, section, digit = part + (section + digit) * int(_TIMES[ch]), 0, 0
        else:
            total, part, section, digit = (total + part + section + digit) * int(_TIMES[ch]), 0, 0, 0
    return total + part + section + digit or None


def _guess(text: str) -> str:
    """看得出本意的数：字母当数字、逗号空格放错、少了一边的小数点；看不出为空。"""
    fixed = re.sub(r"(?<=\d)[ ,_](?=\d)", "", text.translate(_LOOKALIKES))
    fixed = re.sub(r"^([+-]?)\.", r"\g<1>0.", fixed).removesuffix(".")
    return fixed if _PLAIN.fullmatch(fixed) else ""

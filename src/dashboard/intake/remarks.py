"""格子上的标记：涂色、批注；填报人自己的批注留在上面（子进程里用）。"""

import re
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake.parts import percent

FILLS = {"error": "F4B6B2", "explain": "FCE49A", "hint": "D5DEEA"}
"""阻断、需说明、提示的底色：彩色、黑白打印都分得开。"""
_ORDER = ("error", "explain", "hint")
TAG = "【科招看板】"
_AUTHOR = "科招看板"
_MOST = 30
"""同样的问题最多给几格加批注；其余只涂色。"""
_WIDE, _LINE, _HIGHEST = 20, 18, 420
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def plain(text: str) -> str:
    """去掉工作簿里不能有的控制字符。"""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def put(sheet: Worksheet, mark: dict[str, Any]) -> dict[str, str]:
    """标一处：返回 格子 → 涂色以前的底色（没有为空），下次标时照它还原。"""
    was = {}
    cells = [cell for cell in (mark["cell"], *mark["cells"]) if _ADDRESS.fullmatch(cell)]
    for number, name in enumerate(cells):
        cell = anchor(sheet, name)
        was[cell.coordinate] = _painted(cell, mark["level"])
        if number < _MOST:
            _remark(cell, mark["comment"])
    return was


def change(sheet: Worksheet, item: dict[str, Any]) -> None:
    """页面上改过的一格：写上改成的，批注里说原来是什么。"""
    cell, text = anchor(sheet, item["cell"]), plain(item["text"])
    if percent(cell.number_format):  # 改的是看到的数，不是存的小数
        cell.number_format = "General"
    if _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    else:
        cell.value = text or None
        cell.data_type = "s" if text else "n"
    _remark(cell, item["comment"])


def anchor(sheet: Worksheet, name: str) -> Cell:
    """一格；在合并的格子里的，取左上角那格。"""
    cell = sheet[name]
    if not isinstance(cell, MergedCell):
        return cell
    area = next(a for a in sheet.merged_cells.ranges if name in a)
    return sheet.cell(area.min_row, area.min_col)


def _painted(cell: Cell, level: str) -> str:
    """涂上底色，更重的不盖；返回原来的底色。"""
    was = fill_of(cell)
    worse = next((name for name in _ORDER if FILLS[name] == was), None)
    if worse is None or _ORDER.index(level) < _ORDER.index(worse):
        cell.fill = PatternFill("solid", fgColor=FILLS[level])
    return "" if worse else was


def fill_of(cell: Cell) -> str:
    """底色的六位十六进制；没有、或是主题色的为空。"""
    color = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else ""
    return color[-6:] if isinstance(color, str) else ""


def _remark(cell: Cell, text: str) -> None:
    """在原有批注下面接着写。"""
    before = cell.comment.text.rstrip() if cell.comment else ""
    joined = f"{before}\n{text}" if TAG in before else f"{before}\n\n{TAG}\n{text}" if before else f"{TAG}\n{text}"
    cell.comment = _comment(joined, cell.comment.author if cell.comment else _AUTHOR)


def _comment(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // _WIDE for line in text.split("\n"))
    return Comment(text, author or _AUTHOR, width=330, height=min(_HIGHEST, 24 + _LINE * lines))


def clear(cell: Cell, fill: str) -> None:
    """去掉上一次的标记：底色还原，批注只留填报人自己的。"""
    if fill_of(cell) in FILLS.values():
        cell.fill = PatternFill("solid", fgColor=fill) if fill else PatternFill()
    if cell.comment and TAG in cell.comment.text:
        kept = cell.comment.text.partition(TAG)[0].rstrip()
        cell.comment = _comment(kept, cell.comment.author) if kept else None


__all__ = ["FILLS", "TAG", "anchor", "change", "clear", "fill_of", "plain", "put"]

"""下发工作簿的样子：字体按名称给出，颜色克制，白格可填、灰格锁着。"""

from dashboard.intake.columns import Kind
from dashboard.intake.spreadsheet import Look

FONT = "微软雅黑"
_SOFT, _DEEP = "5F6B78", "14304F"
_SHADE, _HEAD, _BAND = "F0F2F5", "DCE6F2", "EEF3F9"

LOOKS: dict[str, Look] = {
    "plain": Look(),
    "title": Look(size=16, bold=True, ink=_DEEP),
    "meta": Look(),
    "hint": Look(size=10, ink=_SOFT, indent=1),
    "section": Look(size=12, bold=True, ink=_DEEP, fill=_BAND),
    "band": Look(fill=_BAND),
    "head": Look(bold=True, ink=_DEEP, fill=_HEAD, across="center", wrap=True, box=True),
    "label": Look(wrap=True, box=True, indent=1),
    "again": Look(ink=_SOFT, wrap=True, box=True, indent=1),
    "open": Look(across="right", box=True, locked=False),
    "shut": Look(ink=_SOFT, fill=_SHADE, across="right", box=True),
    "last": Look(ink=_SOFT, fill=_SHADE, across="right", box=True, format="#,##0"),
    "last_exact": Look(ink=_SOFT, fill=_SHADE, across="right", box=True, format="#,##0.00"),
    "note": Look(box=True, locked=False),
    "tick": Look(bold=True, across="center", box=True, locked=False),
    "text": Look(box=True, format="@", locked=False),
    "pick": Look(box=True, locked=False),
    "figure": Look(across="right", box=True, locked=False),
    "day": Look(across="center", box=True, format="yyyy-mm-dd", locked=False),
    "text_column": Look(format="@", locked=False),
    "pick_column": Look(locked=False),
    "figure_column": Look(across="right", locked=False),
    "day_column": Look(across="center", format="yyyy-mm-dd", locked=False),
    "free": Look(locked=False),
    "sample": Look(ink=_DEEP, across="right", box=True),
}

OF_KIND = {
    Kind.TEXT: "text",
    Kind.CHOICES: "text",
    Kind.CHOICE: "pick",
    Kind.FLAG: "pick",
    Kind.DATE: "day",
    Kind.COUNT: "figure",
    Kind.NUMBER: "figure",
}
"""清单里一列的样子，加“_column”是整列的（没有边框，画在已备好的行之外）。"""

"""认出数表的各行：先凭隐藏的编号，再凭指标、板块、填报项的字；别名照认，拿不准的要问。"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.domain.problems import Level
from dashboard.intake import columns, headings
from dashboard.intake.book import address
from dashboard.intake.headings import Heading, plain
from dashboard.intake.layout import GridRow

if TYPE_CHECKING:
    from dashboard.intake.grids import GridCheck


def recognised(check: "GridCheck", heading: Heading) -> Iterator[tuple[int, GridRow]]:
    """认出的各行（行号、应有的行）；重复的、不认得而有数的记为问题，少了的给提示。"""
    finder = _Finder(check, heading)
    seen: dict[str, int] = {}
    for number in sorted(n for n in check.sheet.rows if n > heading.row):
        row = finder.row(number)
        if row is None:
            continue
        if row.key in seen:
            finder.problem(Level.ERROR, "repeated", number, columns.INDICATOR, f"与第{seen[row.key]}行重复。请只留一行")
            continue
        seen[row.key] = number
        finder.check_uom(number, row)
        yield number, row
    gone = [r for r in check.part.rows if r.key not in seen]
    if gone:
        names = "、".join(dict.fromkeys(r.goal.short_name for r in gone[:5]))
        check.problem(Level.HINT, "row_gone", "", "", "", f"表里少了{len(gone)}行（{names}{'等' if len(gone) > 5 else ''}），按未报处理")


class _Finder:
    """一张表里找行。"""

    def __init__(self, check: "GridCheck", heading: Heading) -> None:
        self.check, self.heading, self.part = check, heading, check.part
        known = (*self.part.rows, *self.part.spare)
        self.by_key = {r.key: r for r in known}
        placed = columns.UNIT in self.part.labels
        self.by_name = {(plain(name), r.unit if placed else "", str(r.measure or "")): r for r in known for name in _names(r)}
        self.units = {r.unit for r in known}

    def problem(self, level: Level, rule: str, number: int, header: str, text: str, options: tuple[str, ...] = ()) -> None:
        """在某行某列报一处问题。"""
        at = self.heading.places.get(header, 1)
        self.check.problem(level, rule, address(number, at), header, self.text(number, header), text, options)

    def text(self, number: int, header: str) -> str:
        """一行里某列的字；没有这一列为空。"""
        at = self.heading.places.get(header)
        return self.check.sheet.text(number, at) if at else ""

    def row(self, number: int) -> GridRow | None:
        """第 number 行是哪一行；不是、或认不出的为 None。"""
        keyed = self.by_key.get(self.text(number, columns.KEY))
        if keyed is None and not self._filled(number):
            return None
        if keyed is None and self._foreign(number):
            return None
        if self._total(number):
            self.problem(Level.HINT, "total_row", number, columns.INDICATOR, "合计行不计入数据")
            return None
        unit = self._unit(number) if columns.UNIT in self.part.labels else ""
        if unit is None:
            return None
        name = self.text(number, columns.INDICATOR)
        named = self.by_name.get((plain(name), unit, self.text(number, columns.ITEM)))
        if keyed is not None and named is not None and named is not keyed:
            self.problem(Level.ERROR, "row_moved", number, columns.INDICATOR, f"这一行是{_said(keyed)}，写成了{_said(named)}。请恢复原来的字，不要改指标和板块")
            return None
        if keyed is None and named is None:
            self._unknown(number, name)
        return named or keyed

    def check_uom(self, number: int, row: GridRow) -> None:
        """计量单位写的须与要求的一致。"""
        text = self.text(number, columns.UOM)
        if text and plain(text) != plain(row.uom):
            self.problem(Level.ERROR, "uom", number, columns.UOM, f"写的是{text}，应是{row.uom}。请按{row.uom}填数，把计量单位改回{row.uom}")

    def _foreign(self, number: int) -> bool:
        """隐藏的编号说这一行是别的板块的：多半是从别家的表里拷来的。"""
        _, _, rest = self.text(number, columns.KEY).partition("|")
        owner = next((u for u in self.check.profile.unit_names if u == rest and u not in self.units), None)
        if owner:
            self.problem(Level.ERROR, "row_moved", number, columns.INDICATOR, f"这一行是从{owner}的表里拷来的。请用自己的模板，只粘贴数")
        return owner is not None

    def _filled(self, number: int) -> bool:
        """这一行填了数。"""
        places = (self.check.place(self.heading, c) for c in self.part.columns)
        return any(self.check.sheet.text(number, at) for at in places if at)

    def _total(self, number: int) -> bool:
        name, unit = self.text(number, columns.INDICATOR), self.text(number, columns.UNIT)
        return name in headings.TOTALS or (unit in headings.TOTALS and unit not in self.units)

    def _unit(self, number: int) -> str | None:
        """一行的板块：认别名；要先问的、不认得的记为问题，返回 None。"""
        text = self.text(number, columns.UNIT)
        found = text if text in self.units else self.check.profile.find_unit(text)
        if found in self.units:
            return found
        asked = self.check.profile.ask_units(text)
        if asked:
            self.problem(Level.ERROR, "ask_unit", number, columns.UNIT, f"写的是{text}，可能是{'或'.join(asked)}。请写全称", asked)
        else:
            near = f"是不是{'或'.join(close)}？" if (close := _near(text, [u for u in self.units if u])) else ""
            said = f"没有“{text}”这个板块" if text else "没有写板块"
            self.problem(Level.ERROR, "unknown_unit", number, columns.UNIT, f"{said}。{near}请写{'、'.join(u for u in self.units if u)}中的一个")
        return None

    def _unknown(self, number: int, name: str) -> None:
        if not name:
            text = "这一行有数，但没写指标名。请写上模板里的指标名，或清空这一行"
        elif near := _near(name, [r.goal.short_name for r in self.part.rows]):
            text = f"没有“{name}”这个指标，是不是{'或'.join(near)}？请用模板里的指标名"
        else:
            text = f"没有“{name}”这个指标。请用模板里的指标名，或清空这一行"
        self.problem(Level.ERROR, "unknown_row", number, columns.INDICATOR, text)


def _names(row: GridRow) -> tuple[str, ...]:
    return (row.goal.short_name, row.goal.name, row.label(columns.INDICATOR))


def _said(row: GridRow) -> str:
    place = f"{row.unit}的" if row.unit else ""
    return f"{place}{row.goal.short_name}{f'（{row.measure}）' if row.measure else ''}"


def _near(text: str, known: list[str]) -> list[str]:
    """字最像的两个。"""
    scored = sorted(known, key=lambda k: -len(set(k) & set(text)) / len(set(k) | set(text)))
    return [k for k in dict.fromkeys(scored[:2]) if len(set(k) & set(text)) >= max(1, len(set(k)) // 2)] if text else []

"""认出数表的各行：先凭隐藏的编号，再凭指标、板块、填报项的字；别名照认，拿不准的要问。"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.domain.problems import Level
from dashboard.intake import columns, headings, hiding
from dashboard.intake.alike import near, plain, ranked, split
from dashboard.intake.book import address
from dashboard.intake.headings import Heading
from dashboard.intake.known import ROW, SKIP_ROW
from dashboard.intake.layout import GridRow

if TYPE_CHECKING:
    from dashboard.intake.grids import GridCheck


def recognised(check: "GridCheck", heading: Heading) -> Iterator[tuple[int, GridRow]]:
    """认出的各行（行号、应有的行）；重复的、不认得而有数的记为问题，少了的给提示。"""
    finder = _Finder(check, heading)
    seen: dict[str, int] = {}
    below = sorted(n for n in check.sheet.rows if n > heading.row)
    passed = hiding.rows(check.sheet, filter(finder.filled, below), check.findings, check.known)
    for number in below:
        row = finder.row(number) if number not in passed else None
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
        self.above = ""
        """外来的表里上一行的指标名：合并成一格的，只有最上一行写着。"""
        self.part_units = tuple(dict.fromkeys(r.unit for r in known))

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
        self.above = self.text(number, columns.INDICATOR) or self.above
        if keyed is None and not self.filled(number):
            return None
        if keyed is None and self._foreign(number):
            return None
        if self._total(number):
            self.problem(Level.HINT, "total_row", number, columns.INDICATOR, "合计行不计入数据")
            self._checksum(number)
            return None
        unit = self._unit(number) if columns.UNIT in self.part.labels else ""
        if unit is None:
            return None
        name = self._name(number)
        if name == SKIP_ROW:
            return None
        named = self.by_name.get((plain(name), unit, self.text(number, columns.ITEM))) or self.by_name.get((split(name)[0], unit, self.text(number, columns.ITEM)))
        if keyed is not None and named is not None and named is not keyed:
            self.problem(Level.ERROR, "row_moved", number, columns.INDICATOR, f"这一行是{_said(keyed)}，写成了{_said(named)}。请恢复原来的字，不要改指标和板块")
            return None
        if keyed is None and named is None:
            self._unknown(number, name)
        return named or keyed

    def _name(self, number: int) -> str:
        """指标的写法：这次选了的、以前确认过的照办。"""
        name = self.text(number, columns.INDICATOR) or self._merged(number)
        known = self.check.known
        place = (ROW, self.check.part.name, address(number, self.heading.places.get(columns.INDICATOR, 1)))
        chosen, before = known.answers.of(*place), known.before(*place, known.remembered.rows.get(plain(name), ""))
        if before and not any(plain(name) == key[0] for key in self.by_name):
            self.problem(Level.HINT, "remembered", number, columns.INDICATOR, f"照以前确认的，{before if before == SKIP_ROW else f'读作“{before}”'}")
            return before
        return chosen or name

    def _merged(self, number: int) -> str:
        """外来的表里合并在上面的指标名。"""
        if not (self.check.known.foreign and self.above and self.text(number, columns.UNIT)):
            return ""
        self.problem(Level.HINT, "merged_name", number, columns.INDICATOR, f"这一格是空的，照上面合并的“{self.above}”读")
        return self.above

    def check_uom(self, number: int, row: GridRow) -> None:
        """计量单位写的须与要求的一致。"""
        written = (self.text(number, columns.UOM), split(self.text(number, columns.INDICATOR))[1])
        wrong = next((text for text in written if text and plain(text) != plain(row.uom)), "")
        if wrong:
            header = columns.UOM if wrong == written[0] else columns.INDICATOR
            self.problem(Level.ERROR, "uom", number, header, f"写的是{wrong}，应是{row.uom}。请按{row.uom}填数，把计量单位改回{row.uom}")
        for header, uom in self.heading.uoms.items():
            if uom != row.uom and self.text(number, header):
                self.problem(Level.ERROR, "uom", number, header, f"列名里写的计量单位是{uom}，应是{row.uom}。请按{row.uom}填数，改正列名")

    def _foreign(self, number: int) -> bool:
        """隐藏的编号说这一行是别的板块的：多半是从别家的表里拷来的。"""
        _, _, rest = self.text(number, columns.KEY).partition("|")
        owner = next((u for u in self.check.profile.unit_names if u == rest and u not in self.units), None)
        if owner:
            self.problem(Level.ERROR, "row_moved", number, columns.INDICATOR, f"这一行是从{owner}的表里拷来的。请用自己的模板，只粘贴数")
        return owner is not None

    def filled(self, number: int) -> bool:
        """这一行填了数。"""
        places = (self.heading.places.get(c.header) for c in self.part.columns)
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
            known = [u for u in self.part_units if u]
            hint = f"是不是{'或'.join(close)}？" if (close := near(text, known)) else ""
            said = f"没有“{text}”这个板块" if text else "没有写板块"
            self.problem(Level.ERROR, "unknown_unit", number, columns.UNIT, f"{said}。{hint}请写{'、'.join(known)}中的一个", tuple(ranked(text, known)) if text else ())
        return None

    def _unknown(self, number: int, name: str) -> None:
        names = [r.goal.short_name for r in self.part.rows]
        if not name:
            text = "这一行有数，但没写指标名。请写上模板里的指标名，或清空这一行"
        elif close := near(name, names):
            text = f"没有“{name}”这个指标，是不是{'或'.join(close)}？请选一个，或用模板里的指标名"
        else:
            text = f"没有“{name}”这个指标。请选一个，或用模板里的指标名，或清空这一行"
        options = (*ranked(name, names), SKIP_ROW) if name else ()
        self.problem(Level.ERROR, ROW, number, columns.INDICATOR, text, options)

    def _checksum(self, number: int) -> None:
        """一个指标各板块的合计行，留着与各行之和对照。"""
        name = self._name(number)
        goals = {r.goal.indicator for r in self.part.rows if plain(name) in map(plain, _names(r)) or split(name)[0] in map(plain, _names(r))}
        if len(goals) == 1 and columns.UNIT in self.part.labels:
            self.check.totals.append((number, goals.pop()))


def _names(row: GridRow) -> tuple[str, ...]:
    return (row.goal.short_name, row.goal.name, row.label(columns.INDICATOR))


def _said(row: GridRow) -> str:
    place = f"{row.unit}的" if row.unit else ""
    return f"{place}{row.goal.short_name}{f'（{row.measure}）' if row.measure else ''}"


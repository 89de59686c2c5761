"""几个人填的同一份：各表由谁填了什么，合在一起；两份填得不一样的格子、清单要问（INTAKE R42）。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain.city import CityProfile
from dashboard.intake import columns, headings, rows, wanted
from dashboard.intake.book import Book, Sheet, Value, address, written
from dashboard.intake.grids import GridCheck
from dashboard.intake.layout import NONE_CELL, GridSheet, Layout, ListSheet
from dashboard.intake.report import Findings
from dashboard.intake.templates import Cell, Filling

BOTH = "接起来"
"""两份清单都要：一份接在另一份后面。"""
_Key = tuple[str, ...]
_Given = dict[_Key, tuple[str, Value]]
"""一张数表里填了的：哪一格（目标编号、列，或备注）→ 地址、原样的值。"""
_Entries = list[dict[str, Cell]] | None
"""一张清单的各行；没有人填为 None。"""


@dataclass(frozen=True, slots=True)
class Clash:
    """两份填得不一样的一处：表、地址（清单为空）、各文件写的；options 为可选的。"""

    sheet: str
    cell: str
    said: Mapping[str, str]
    options: tuple[str, ...]

    @property
    def key(self) -> str:
        """表!格；清单只有表。"""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(slots=True)
class Joined:
    """合在一起的：填什么，各表由哪几份填了几处，哪些还要选。"""

    filling: Filling
    filled: dict[str, dict[str, int]] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def join(profile: CityProfile, plan: Layout, books: Sequence[Book], blank: Book, chosen: Mapping[str, str]) -> Joined:
    """合成一份。books 为各人填的，文件名各不同；blank 为没填的模板，与它一样的不算填了；chosen 为 Clash.key → 选的文件名。"""
    found = Joined(Filling())
    values: dict[tuple[str, str, str, str], Cell] = {}
    notes: dict[tuple[str, str], str] = {}
    lists: dict[str, list[dict[str, Cell]]] = {}
    unticked: set[str] = set()
    for part in plan.sheets:
        if isinstance(part, GridSheet):
            for key, value in _grid(profile, plan, part, books, blank, chosen, found):
                if key[0] == columns.NOTE:
                    notes[part.name, key[1]] = written(value)
                else:
                    values[part.name, key[0], key[1], key[2]] = value
        else:
            mine = _list(profile, part, books, blank, chosen, found)
            lists[part.name] = mine or []
            unticked |= {part.name} if mine is None else set()
    found.filling = Filling(values, lists, notes=notes, unticked=frozenset(unticked))
    return found


def _grid(
    profile: CityProfile, plan: Layout, part: GridSheet, books: Sequence[Book], blank: Book, chosen: Mapping[str, str], found: Joined
) -> Iterator[tuple[_Key, Value]]:
    """一张数表各格取谁的。"""
    empty = _given(profile, plan, part, blank)
    given = {book.file: {k: v for k, v in _given(profile, plan, part, book).items() if written(v[1]) != written(empty.get(k, ("", None))[1])} for book in books}
    found.filled[part.name] = {file: len(mine) for file, mine in given.items() if mine}
    for key in dict.fromkeys(k for mine in given.values() for k in mine):
        said = {file: mine[key] for file, mine in given.items() if key in mine}
        texts = {file: written(value) for file, (_, value) in said.items()}
        file = next(iter(said))
        if len(set(texts.values())) > 1:
            clash = Clash(part.name, said[file][0], texts, tuple(texts))
            found.clashes.append(clash)
            file = chosen.get(clash.key, file)
        yield key, said[file if file in said else next(iter(said))][1]


def _given(profile: CityProfile, plan: Layout, part: GridSheet, book: Book) -> _Given:
    """一份里这张表填了的格子，和备注。"""
    sheet = book.sheet(part.name)
    check = GridCheck(profile, plan.header, part, sheet or Sheet(part.name, False, {}), Findings(book.file))
    heading = headings.find(check.sheet, wanted.of(profile, part), check.findings) if sheet else None
    found: _Given = {}
    for number, row in rows.recognised(check, heading) if heading else ():
        for column in part.columns:
            at = heading.places.get(column.header) if heading else None
            if at and check.sheet.text(number, at):
                found[part.key(row, column)] = (address(number, at), check.sheet.value(number, at))
        note = heading.places.get(columns.NOTE) if heading else None
        if note and check.sheet.text(number, note):
            found[columns.NOTE, row.key] = (address(number, note), check.sheet.value(number, note))
    return found


def _list(
    profile: CityProfile, part: ListSheet, books: Sequence[Book], blank: Book, chosen: Mapping[str, str], found: Joined
) -> _Entries:
    """一张清单取谁的：只有一份填了就是它；几份不一样的要选一份，或接起来。选了“本月无”也算填了。"""
    empty = _entries(profile, part, blank)
    given = {book.file: mine for book in books if (mine := _entries(profile, part, book)) is not None and mine != empty}
    found.filled[part.name] = {file: len(mine) for file, mine in given.items()}
    if not given:
        return empty or [] if part.optional else None
    file = next(iter(given))
    if any(mine != given[file] for mine in given.values()):
        said = {name: f"{len(mine)}行" if mine else columns.NONE_LABEL for name, mine in given.items()}
        clash = Clash(part.name, "", said, (*given, BOTH) if sum(map(bool, given.values())) > 1 else tuple(given))
        found.clashes.append(clash)
        file = chosen.get(clash.key, file)
        if file == BOTH:
            every = [row for mine in given.values() for row in mine]
            return [row for place, row in enumerate(every) if row not in every[:place]]
    return given.get(file, given[next(iter(given))])


def _entries(profile: CityProfile, part: ListSheet, book: Book) -> list[dict[str, Cell]] | None:
    """一张清单的各行，原样的值；没有行、也没有选“本月无”的为 None。"""
    sheet = book.sheet(part.name)
    heading = headings.find(sheet, wanted.of(profile, part), Findings(book.file)) if sheet else None
    if sheet is None or heading is None:
        return None
    places = [(c.field, heading.places[c.header]) for c in part.columns if c.header in heading.places]
    below = (n for n in sorted(sheet.rows) if n > heading.row)
    found: list[dict[str, Cell]] = [{field: sheet.value(n, at) for field, at in places if sheet.text(n, at)} for n in below]
    ticked = sheet.text(*NONE_CELL) == columns.YES
    return [row for row in found if row] or ([] if ticked else None)

"""找表头：前30行里认得的列名最多的一处，可以有几行；列名去掉空格、星号、换行、括号里的计量单位再比（INTAKE R9、R10）。

认不出的列由人指给模板的列，指过的记住；隐藏的列读不读也由人定。"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from dashboard.domain.problems import Level
from dashboard.intake import hiding
from dashboard.intake.alike import plain, ranked, split
from dashboard.intake.book import Sheet, address, letters
from dashboard.intake.known import COLUMN, NOTHING, SKIP_COLUMN, Known
from dashboard.intake.report import Findings
from dashboard.intake.wanted import Wanted

_WITHIN, _DEEPEST, _FEWEST = 30, 3, 2
TOTALS = ("合计", "小计", "总计", "全市合计", "全市")
_ASIDE = ("序号", "备注", "说明", "排名", "名次", "同比", "环比", "增幅", "增速", "填报人", "联系", "电话", "签字")
"""不问是什么的列。"""


@dataclass(frozen=True, slots=True)
class Label:
    """一列的列名：cell 为写着它的格子，own 为最下面一行的字，full 为连同上面各行的字。"""

    cell: str
    own: str
    full: str


@dataclass(frozen=True, slots=True)
class Heading:
    """表头最后一行为第 row 行；places 为模板的列 → 列号；uoms 为列名里写明的计量单位；totals 为合计列。"""

    row: int
    places: dict[str, int]
    uoms: dict[str, str] = field(default_factory=dict)
    totals: tuple[int, ...] = ()


def hits(sheet: Sheet, wanted: Wanted) -> int:
    """一张表里认得出几列。"""
    return _Names(wanted).best(sheet)[0]


def find(sheet: Sheet, wanted: Wanted, findings: Findings, known: Known = NOTHING) -> Heading | None:
    """找到表头；找不到、重复列、缺必要的列都记为问题，不能往下读时返回 None。"""
    return _Finder(sheet, wanted, findings, known).run()


class _Names:
    """认列名。"""

    def __init__(self, wanted: Wanted) -> None:
        self._exact = {plain(text): name for text, name in wanted.names.items()}
        bare = Counter(split(text)[0] for text in wanted.names)
        self._bare = {split(text)[0]: name for text, name in wanted.names.items() if bare[split(text)[0]] == 1}

    def match(self, label: Label) -> tuple[str, str]:
        """列名 → 模板的列、另写的计量单位；不认得为空。"""
        for text in (label.own, label.full):
            if (name := self._exact.get(plain(text))) is not None:
                return name, ""
        for text in (label.own, label.full):
            name, uom = self._bare.get(split(text)[0], ""), split(text)[1]
            if name:
                return name, uom if uom != split(name)[1] else ""
        return "", ""

    def best(self, sheet: Sheet) -> tuple[int, int, int]:
        """认得的列最多的一处：几列、最后一行、共几行；一样多的取行数少的、在上面的。"""
        rows = [n for n in sorted(sheet.rows) if n <= _WITHIN]
        scored = ((self._count(sheet, row, depth), row, depth) for depth in range(1, _DEEPEST + 1) for row in rows if row >= depth)
        return max(scored, key=lambda found: (found[0], -found[2], -found[1]), default=(0, 0, 1))

    def _count(self, sheet: Sheet, row: int, depth: int) -> int:
        return len({name for label in labels(sheet, row, depth).values() if (name := self.match(label)[0])})


def labels(sheet: Sheet, row: int, depth: int) -> dict[int, Label]:
    """从下往上 depth 行的列名；上面合并成一格的，归它下面的各列。"""
    found = {}
    for column in sorted({c for n in range(row - depth + 1, row + 1) for c in sheet.rows.get(n, {})}):
        at = next((n for n in range(row, row - depth, -1) if sheet.text(n, column)), None)
        if at is not None:
            above = [_over(sheet, n, column, row) for n in range(row - depth + 1, at)]
            own = sheet.text(at, column)
            found[column] = Label(address(at, column), own, "".join((*above, own)))
    return found


def _over(sheet: Sheet, row: int, column: int, last: int) -> str:
    """一列在上面某行的字；空着的取左边合并过来的那格，它下面也得有字才是盖着几列的。"""
    if sheet.text(row, column):
        return sheet.text(row, column)
    left = next((c for c in range(column - 1, 0, -1) if sheet.text(row, c)), None)
    covers = left is not None and any(sheet.text(n, left) for n in range(row + 1, last + 1))
    return sheet.text(row, left) if left is not None and covers else ""


class _Finder:
    """在一张表里找表头。"""

    def __init__(self, sheet: Sheet, wanted: Wanted, findings: Findings, known: Known) -> None:
        self.sheet, self.wanted, self.findings, self.known = sheet, wanted, findings, known
        self.name = sheet.name.strip()
        self.names = _Names(wanted)
        self.places: dict[str, int] = {}
        self.uoms: dict[str, str] = {}
        self.asked = False

    def run(self) -> Heading | None:
        count, row, depth = self.names.best(self.sheet)
        if count < _FEWEST:
            row, depth = self._likely(), 1
        row, depth = self._deeper(row, depth)
        if not row:
            listed = "、".join(self.wanted.open[:5])
            self._say(Level.ERROR, "heading", "", "", "", f"前{_WITHIN}行里没找到表头（{listed}…）。请用下发的模板填报")
            return None
        shown, filled = labels(self.sheet, row, depth), dict(_first_filled(self.sheet, row))
        self._match(shown)
        self._ask(shown, filled)
        self.places = hiding.columns(self.sheet, row, self.places, self.findings, self.known)
        if not self._complete(row):
            return None
        totals = tuple(c for c in shown if c not in self.places.values() and plain(shown[c].own) in TOTALS)
        self._leftovers(shown, filled, totals)
        if self.known.foreign:
            self._tell(row, shown)
        return Heading(row, self.places, self.uoms, totals)

    def _say(self, level: Level, rule: str, cell: str, column: str, value: str, text: str, options: tuple[str, ...] = ()) -> None:
        self.findings.add(level, rule, self.name, cell, column, value, text, options)

    def _likely(self) -> int:
        """外来的表一列也认不出：文字最多、下一行有数的一行当作表头，各列由人来指。"""
        rows = sorted(self.sheet.rows) if self.known.foreign else []
        followed = [n for n, below in pairwise(rows) if n <= _WITHIN and any(isinstance(v, int | float) for v in self.sheet.rows[below].values())]
        worded = {n: sum(isinstance(v, str) for v in self.sheet.rows[n].values()) for n in followed}
        best = max(followed, key=lambda n: worded[n], default=0)
        return best if worded.get(best, 0) >= _FEWEST else 0

    def _deeper(self, row: int, depth: int) -> tuple[int, int]:
        """外来的表：表头下面一行全是字、左边第一列空着的，是合并的表头的下一行。"""
        below = self.sheet.rows.get(row + 1, {}) if self.known.foreign and row and depth < _DEEPEST else {}
        first = min(self.sheet.rows.get(row, {}), default=0)
        if below and first not in below and all(isinstance(value, str) for value in below.values()):
            return self._deeper(row + 1, depth + 1)
        return row, depth

    def _match(self, shown: Mapping[int, Label]) -> None:
        for column, label in shown.items():
            name, uom = self.names.match(label)
            if not name:
                continue
            if name in self.places:
                self._say(Level.ERROR, "heading", label.cell, name, name, "表头里出现了两次。请只留一列")
                continue
            self.places[name] = column
            if uom:
                self.uoms[name] = uom

    def _ask(self, shown: Mapping[int, Label], filled: Mapping[int, int]) -> None:
        """认不出的列：以前指过的照旧，这次指了的照办，没有指的问。"""
        alike = Counter(plain(label.own) for label in shown.values())
        for column, label in shown.items():
            lacking = [name for name in self.wanted.open if name not in self.places]
            aside = column not in filled or plain(label.own) in TOTALS or self.names.match(label)[0]
            if not lacking or aside or any(word in label.own for word in _ASIDE):
                continue
            chosen = self.known.answers.of(COLUMN, self.name, label.cell)
            before = self.known.before(COLUMN, self.name, label.cell, self._remembered(label, lacking)) if alike[plain(label.own)] == 1 else ""
            if chosen in lacking or before:
                self.places[chosen or before] = column
                if before:
                    self._say(Level.HINT, "remembered", label.cell, label.own, "", f"照以前确认的，读作“{before}”")
            elif chosen != SKIP_COLUMN:
                self.asked = True
                options = (*ranked(label.full, lacking), SKIP_COLUMN)
                self._say(Level.ERROR, COLUMN, label.cell, label.own, label.own, f"模板里没有“{label.own}”这一列。请选它是哪一列", options)

    def _remembered(self, label: Label, lacking: list[str]) -> str:
        return next((name for name in lacking if (plain(label.own), name) in self.known.remembered.columns), "")

    def _complete(self, row: int) -> bool:
        """必要的列都在；还在问的先不说缺。"""
        lacking = [n for n in self.wanted.required if n not in self.places]
        lacking = lacking or ([] if not self.wanted.any_of or self.places.keys() & set(self.wanted.any_of) else list(self.wanted.any_of[:1]))
        if lacking and not self.asked:
            named = "”“".join(lacking)
            self._say(Level.ERROR, "heading", address(row, 1), "", "", f"表头里缺少“{named}”。请用下发的模板，不要删列、改列名")
        return not lacking

    def _leftovers(self, shown: Mapping[int, Label], filled: Mapping[int, int], totals: tuple[int, ...]) -> None:
        """表头之下、认得的列以外还有内容的列：不读，但要说一声。"""
        asked = {p.cell for p in self.findings.problems if p.rule == COLUMN and p.sheet == self.name}
        for column, at in sorted(filled.items()):
            label = shown.get(column)
            if column in self.places.values() or column in totals or (label and label.cell in asked):
                continue
            what = f"模板里没有“{label.own}”这一列" if label else "这一列没有表头"
            self._say(Level.HINT, "ignored_column", address(at, column), label.own if label else "", self.sheet.text(at, column), f"{what}，没有读入")

    def _tell(self, row: int, shown: Mapping[int, Label]) -> None:
        """外来的表说明照什么读的。"""
        read = [f"{letters(at)}列“{shown[at].own}”{'' if shown[at].own == name else f'作“{name}”'}" for name, at in self.places.items()]
        lacking = [n for n in self.wanted.any_of if n not in self.places]
        gone = f"；没有{'、'.join(lacking)}，按未报" if lacking else ""
        self._say(Level.HINT, "foreign_read", address(row, 1), "", "", f"不是下发的模板，照第{row}行的表头读：{'、'.join(read)}{gone}")


def _first_filled(sheet: Sheet, after: int) -> Iterator[tuple[int, int]]:
    """after 行之后每列第一个有内容的格子（列、行）。"""
    seen: dict[int, int] = {}
    for row in sorted(n for n in sheet.rows if n > after):
        for column in sheet.rows[row]:
            seen.setdefault(column, row)
    return iter(seen.items())


"""模板的各表在收到的工作簿里是哪一张：同名的就是；外来的看表头认；认不准的问，答过的记住（INTAKE R8、R12）。"""

from collections.abc import Mapping

from dashboard.domain.city import CityProfile
from dashboard.domain.problems import Level
from dashboard.intake import columns, headings, hiding, wanted
from dashboard.intake.book import Book, Sheet
from dashboard.intake.guide import NAME as GUIDE
from dashboard.intake.known import SHEET, Known
from dashboard.intake.layout import CONTROL, OPTIONAL, GridSheet, Layout, ListSheet
from dashboard.intake.report import Findings

_FEWEST = 3


def sheets(book: Book, profile: CityProfile, plan: Layout, findings: Findings, known: Known) -> dict[str, Sheet | None]:
    """模板的表名 → 工作簿里的表；没有的、不读的为 None，该说的都记进 findings。"""
    return _Adopting(book, profile, plan, findings, known).run()


class _Adopting:
    """给每张表找到它。"""

    def __init__(self, book: Book, profile: CityProfile, plan: Layout, findings: Findings, known: Known) -> None:
        self.book, self.profile, self.plan, self.findings, self.known = book, profile, plan, findings, known
        named = {part.name for part in plan.sheets}
        self.spare = {s.name.strip(): s for s in book.sheets if s.rows and s.name.strip() not in (named | {CONTROL, GUIDE})}

    def run(self) -> dict[str, Sheet | None]:
        found = {part.name: self.book.sheet(part.name) or self._chosen(part.name) for part in self.plan.sheets}
        if self.known.foreign:
            self._by_heading(found)
        for part in self.plan.sheets:
            sheet = found[part.name]
            if sheet is None:
                self._missing(part)
            elif not hiding.sheet(sheet, self.findings, self.known):
                found[part.name] = None
        self._leftovers()
        return found

    def _chosen(self, part: str) -> Sheet | None:
        """这次选了的，或以前确认过的表名。"""
        answer = self.known.answers.of(SHEET, part)
        before = self.known.before(SHEET, part, "", self.known.remembered.sheets.get(part, ""))
        found = self.spare.pop(answer or before, None)
        if found is not None and before:
            self.findings.add(Level.HINT, "remembered", before, "", "", "", f"照以前确认的，读作“{part}”")
        return found

    def _by_heading(self, found: dict[str, Sheet | None]) -> None:
        """外来的表：表头认得最多、又只有它这么多的一张；只剩一张数表、一张表的，就是它。"""
        lacking = [part for part in self.plan.sheets if found[part.name] is None and not self.known.answers.of(SHEET, part.name)]
        scores = {(part.name, name): self._score(part, sheet) for part in lacking for name, sheet in self.spare.items()}
        for (part, name), score in sorted(scores.items(), key=lambda item: -item[1]):
            rivals = [n for (p, n), s in scores.items() if p == part and s == score and n != name and n in self.spare]
            if score >= _FEWEST and found[part] is None and name in self.spare and not rivals:
                found[part] = self.spare.pop(name)
        grids = [part for part in lacking if isinstance(part, GridSheet) and found[part.name] is None and part.name not in OPTIONAL]
        shown = [name for name, sheet in self.spare.items() if not sheet.hidden]
        if len(grids) == len(shown) == 1:
            found[grids[0].name] = self.spare.pop(shown[0])

    def _score(self, part: GridSheet | ListSheet, sheet: Sheet) -> int:
        return headings.hits(sheet, wanted.of(self.profile, part, foreign=True))

    def _missing(self, part: GridSheet | ListSheet) -> None:
        """缺的表：要人指一张，清单也可以说本月没有；外来的，可以不填的表不用有。"""
        none = (columns.NONE_LABEL,) if isinstance(part, ListSheet) else ()
        if isinstance(part, ListSheet) and part.optional:
            return
        if self.known.answers.of(SHEET, part.name) in none or (self.known.foreign and part.name in OPTIONAL):
            return
        names = "、".join(s.name for s in self.book.sheets if s.name != CONTROL) or "无"
        options = (*none, *self.spare)
        advice = "请选是哪一张" if self.spare else "请用下发的模板，不要删表、改表名"
        if none:
            advice = f"本月没有的请选“{columns.NONE_LABEL}”" + ("，有的请选是哪一张" if self.spare else "")
        self.findings.add(Level.ERROR, SHEET, part.name, "", "", "", f"缺少这张表（现有：{names}）。{advice}", options)

    def _leftovers(self) -> None:
        for name, sheet in self.spare.items():
            hidden = "（隐藏的）" if sheet.hidden else ""
            self.findings.add(Level.HINT, "spare_sheet", name, "", "", "", f"模板里没有这张表{hidden}，没有读入")


def named(part: GridSheet | ListSheet, found: Mapping[str, Sheet | None]) -> str:
    """一张表在工作簿里的名称；没有的照模板。"""
    sheet = found.get(part.name)
    return sheet.name.strip() if sheet is not None else part.name

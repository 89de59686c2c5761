"""任务落实在页面上填一项：以这家这个月最近报的那份为底，改几格再报，收到的文件不变，照样要审。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import DutyState
from dashboard.domain.problems import InputError
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header, Kind, State, Submission
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.intake import columns, headings, wanted
from dashboard.intake.book import Sheet, address
from dashboard.intake.guard import read_books
from dashboard.intake.layout import layout
from dashboard.intake.replies import overlaid
from dashboard.intake.report import Findings

_BASES = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Done:
    """填的一项：落实情况、佐证、落实日期、备注。"""

    state: DutyState
    evidence: str = ""
    day: date | None = None
    note: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """列名 → 写的字。"""
        day = self.day.isoformat() if self.day else ""
        return {"落实情况": str(self.state), "佐证": self.evidence.strip(), "落实日期": day, "备注": self.note.strip()}


def header_of(at: Moment, owner: str) -> Header:
    """一家这个月的月报（报表）。"""
    unit = owner in at.profile.unit_names
    return Header(Kind.UNIT if unit else Kind.DEPARTMENT, at.city, owner if unit else None, None if unit else owner, at.month.code)


def fill(dash: Dashboard, at: Moment, owner: str, duty: str, done: Done, by: str) -> Submission:
    """填一项任务，返回新报的那一次；还没报过这个月的、文件里没有这张表的抛 InputError。"""
    header = header_of(at, owner)
    sent = (s for s in dash.store.submissions(at.city, at.month.code) if s.state in _BASES)
    base = next((s for s in sent if s.header == header or (s.header.kind is Kind.DUTIES and s.header.within(header))), None)
    if base is None:
        raise InputError("no_base", f"{owner}{at.month.year}年{at.month.month}月还没有报过。请先上报这个月的工作簿，再在这里改任务落实。")
    header = base.header
    source, before = dash.store.source(base.id), dash.store.replies(base.id)
    (book,) = read_books([(base.file_name, source)])
    sheet = overlaid(book, before).sheet(columns.DUTIES)
    if sheet is None:
        raise InputError("no_sheet", f"《{base.file_name}》里没有“{columns.DUTIES}”这张表（下发得早）。请下载新模板，填好再报。")
    fixed = [Reply(ReplyKind.FIX, columns.DUTIES, cell, text) for cell, text in _cells(at, header, sheet, duty, done)]
    kept = [r for r in before if (r.kind, r.sheet, r.cell) not in {(f.kind, f.sheet, f.cell) for f in fixed}]
    (outcome,) = uploads.submit(dash, [(base.file_name, source)], by=by, city=at.city, expected=header, replies=[[*kept, *fixed]])
    if outcome.submission is None:
        blocking = next(p for p in outcome.report.problems if not p.reply)
        raise InputError("not_ready", f"没有报上去：{blocking.message}", outcome.report.problems)
    return outcome.submission


def _cells(at: Moment, header: Header, sheet: Sheet, duty: str, done: Done) -> Iterator[tuple[str, str]]:
    """要写的格子：这项任务的那一行；表里没有这一行就接在最后。"""
    part = next((p for p in layout(at.profile, header).lists if p.name == columns.DUTIES), None)
    heading = headings.find(sheet, wanted.of(at.profile, part), Findings("")) if part else None
    if heading is None:
        raise InputError("no_sheet", f"“{columns.DUTIES}”这张表的表头认不出。请下载新模板，填好再报。")
    places = heading.places
    known = (n for n in sorted(sheet.rows) if n > heading.row)
    row = next((n for n in known if sheet.text(n, places["任务"]) == duty), 0)
    if not row:
        row = max(sheet.last_row, heading.row) + 1
        yield address(row, places["任务"]), duty
    for name, text in done.cells.items():
        if name in places and sheet.text(row, places[name]) != text:
            yield address(row, places[name]), text


__all__ = ["Done", "fill", "header_of"]

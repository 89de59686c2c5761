"""上报：下发模板、检查、上报；审核在 reviewing。"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.access.people import different, named
from dashboard.domain.city import CityProfile
from dashboard.domain.facts import Measure
from dashboard.domain.goals import Status
from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import UsageError
from dashboard.domain.replies import Reply
from dashboard.domain.submissions import OF_UNIT, STATE_ZH, Header, Kind, State, Submission
from dashboard.domain.timing import Simulated
from dashboard.flows import aliases, attaching, due, duties, elsewhere, locks, registering, reviewing, singles, twice
from dashboard.flows.accounts import barred, require
from dashboard.flows.confirmed import confirmed
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import check_month, moment
from dashboard.flows.past import history
from dashboard.flows.reporting import kind_deadline
from dashboard.flows.reporting_words import due_printed
from dashboard.intake import checking, columns, guard, headers, rules
from dashboard.intake.book import Book
from dashboard.intake.history import History
from dashboard.intake.layout import layout
from dashboard.intake.queue import Waiting, unheard
from dashboard.intake.report import CheckReport
from dashboard.intake.templates import Cell, Filling, write
from dashboard.storage.contract import NewSubmission, RefusedFile
from dashboard.storage.contracts.attaching import NewAttachment

Replies = Sequence[Reply]
Explain = Callable[[CheckReport], Replies]
"""看了检查结果再作的答复。"""

_FOREIGN = "这不是本系统下发的模板，认不出是谁的、哪一期的。请先选好报送单位和月份，一次只传这一份；或下载模板，把数据粘贴过去再上传"
_SHOWN_LAST = {Measure.YEAR_TO_DATE, Measure.STOCK}


@dataclass(frozen=True, slots=True)
class Outcome:
    """一份文件上报的结果。submission 为 None 即有阻断问题、或需说明的没有说明，没有上报；repeated 为真即与已报过的一字不差，没有新增。"""

    report: CheckReport
    submission: Submission | None
    repeated: bool = False


def template(dash: Dashboard, city: str, kind: Kind, unit: str | None, department: str | None, period: int) -> bytes:
    """空白模板，带上期数作参考；板块、部门、期间不对抛 UsageError。"""
    version = dash.version()
    profile = dash.profile(city, version)
    header = header_of(profile, kind, unit, department, period)
    plan = layout(profile, header)
    if not plan.sheets:
        raise UsageError("nothing_due", f"{header.owner}{period // 100}年{period % 100}月没有应报的指标，不用报。")
    last = _last_shown(dash, profile, header) if kind is not Kind.TARGETS else {}
    return write(plan, Filling(lists=_carried(dash, profile, header), last=last, due=due_printed(kind_deadline(profile, kind, header.period))), blank=True)


def _carried(dash: Dashboard, profile: CityProfile, header: Header) -> dict[str, list[dict[str, Cell]]]:
    """模板里先写好的两张清单：该办的任务和上次报的，名录上还在的载体。"""
    if header.month is None or not (header.unit or header.department):
        return {}
    at = moment(dash, profile.id, header.month)
    fields = ("name", "type", "level", "area", "recognised", "address")
    carriers = [c for c in registering.register(dash, at) if c.unit == header.unit and c.withdrawn is None]
    return {
        columns.DUTIES: duties.carried(dash, at, header.unit or "", header.department or ""),
        columns.CARRIERS: [{name: getattr(c, name) or None for name in fields} for c in carriers],
    }


def header_of(profile: CityProfile, kind: Kind, unit: str | None, department: str | None, period: int) -> Header:
    """选好的报送者和期间；板块、部门、期间不对抛 UsageError。"""
    mine = kind in OF_UNIT
    if mine and unit not in profile.unit_names:
        raise UsageError("unknown_unit", f"请用--unit给出板块。可用：{'、'.join(profile.unit_names)}。")
    idle = due.not_due(profile, unit or "", Month(period // 100, period % 100 or 12)) if mine else ""
    if idle:
        raise UsageError("not_due", idle)
    found = profile.find_department(department or "") if kind is Kind.DEPARTMENT else None
    if kind is Kind.DEPARTMENT and found is None:
        names = "、".join(d.short_name for d in profile.departments)
        raise UsageError("unknown_department", f"请用--department给出部门。可用：{names}。")
    check_month(profile, Month(period // 100, period % 100 or 12))
    return Header(kind, profile.id, unit if mine else None, found, period)


def _last_shown(dash: Dashboard, profile: CityProfile, header: Header) -> dict[tuple[str, str], float]:
    """模板里灰色的上期数：同身份（板块的初报、部门的核定）的本年累计（当年的）或期末。"""
    month = Month.from_code(header.period)
    mine = Status.FIRST if header.kind is Kind.UNIT else Status.FINAL
    return {
        (indicator, unit): last.value
        for (unit, indicator, measure, status), last in history(dash, profile.id, month).last.items()
        if status is mine and measure in _SHOWN_LAST and (measure == Measure.STOCK or last.month.year == month.year)
    }


def check_books(
    dash: Dashboard,
    files: Sequence[tuple[str, bytes]],
    city: str | None = None,
    expected: Header | None = None,
    waiting: Waiting = unheard,
    replies: Sequence[Replies] = (),
    books: Sequence[Book] | None = None,
) -> list[CheckReport]:
    """检查一批（文件名、内容），不写入；在受限的子进程里读。

    city 为应是哪座城市的；expected 为选好的报送者和期间，文件须与它一致，不是下发的模板就照它读；waiting 在排队时被告知前面还有几批；
    replies 为每份的改正、说明、选择，与 files 一一对应；books 为已由 read_books 读好的同一批。"""
    return _check_all(dash, files, read_books(files, waiting) if books is None else books, city, expected, replies)


def answered(dash: Dashboard, found: Sequence[CheckReport], replies: Sequence[Replies]) -> list[CheckReport]:
    """检查过的一批，答复之后再检查；不再读文件。found 须是没有答复过的检查结果。"""
    return [_again(dash, report, mine) if mine and not _held(report) else report for report, mine in zip(found, replies, strict=True)]


def _again(dash: Dashboard, report: CheckReport, mine: Replies) -> CheckReport:
    """照答复再检查一份；要不要问“传错没有”照上一次。"""
    if report.book is None or report.header is None:
        return report
    found = _check(dash, report.book, report.header.city, report.header, mine)
    question = next((p for p in report.problems if p.rule == elsewhere.RULE), None)
    return elsewhere.settled(found, question, mine) if question else found


def read_books(files: Sequence[tuple[str, bytes]], waiting: Waiting = unheard) -> list[Book]:
    """只在受限的子进程里读；批量装入时可先读好下一批。"""
    return guard.read_books(files, waiting)


def receive(
    dash: Dashboard, files: Sequence[tuple[str, bytes]], city: str, expected: Header | None = None, waiting: Waiting = unheard, by: str | None = None
) -> list[CheckReport]:
    """页面收到的一批：同 check_books，有阻断问题的连字节一起留下，供查证（INTAKE R5）；by 为登录的人，别家的不给他查。"""
    found = [report if by is None else own(dash, by, report) for report in check_books(dash, files, city, expected, waiting)]
    _keep_refused(dash, files, found)
    return found


def own(dash: Dashboard, by: str, report: CheckReport) -> CheckReport:
    """by 无权查的，只说这一句：别家往期的数不能从检查里看出来。"""
    wrong = barred(dash, by, Action.CHECK, report.header.city, report.header.owner) if report.header else ""
    return checking.refused(Book(report.file), "no_right", wrong) if wrong else report


def _keep_refused(dash: Dashboard, files: Sequence[tuple[str, bytes]], found: Sequence[CheckReport]) -> None:
    """有阻断问题的连字节一起留下。"""
    pairs = [(file, report) for file, report in zip(files, found, strict=True) if not report.ok]
    if pairs:
        dash.store.keep_refused([RefusedFile(name, content, report.problems[0].message) for (name, content), report in pairs])


def _check_all(
    dash: Dashboard,
    files: Sequence[tuple[str, bytes]],
    books: Sequence[Book],
    city: str | None,
    expected: Header | None,
    replies: Sequence[Replies] = (),
    at: Sequence[datetime] = (),
) -> list[CheckReport]:
    """逐份检查；锁定了的不收；同一批里两份不同的文件报同一期的，不知听谁的，都不收。"""
    given = replies or [()] * len(books)
    found = [_check(dash, book, city, expected, mine) for book, mine in zip(books, given, strict=True)]
    found = [elsewhere.asked(dash, report, content, mine) for report, (_, content), mine in zip(found, files, given, strict=True)]
    found = [locks.barred(dash, report, when) for report, when in zip(found, at or (None,) * len(found), strict=True)]
    return twice.marked(found, [hashlib.sha256(content).hexdigest() for _, content in files])


def _held(report: CheckReport) -> bool:
    """答复也没有用的：同一批里有两份报同一期的，不是所选的，已经锁定的。"""
    return any(p.rule in (twice.RULE, "other_header", locks.RULE) for p in report.problems)


def _check(dash: Dashboard, book: Book, city: str | None, expected: Header | None, replies: Replies = ()) -> CheckReport:
    if book.refused:
        return checking.refused(book, "refused", book.refused)
    header = headers.of(book) or expected
    if header is None:
        return checking.refused(book, "foreign", _FOREIGN)
    wrong = _elsewhere(dash, header, city, expected)
    if wrong:
        return checking.refused(book, "other_header", wrong, header)
    profile = aliases.known_to(dash, dash.profile(header.city, dash.version()))
    year, month = divmod(header.period, 100)
    past = history(dash, header.city, Month(year, month)) if 1 <= month <= 12 else History()
    return singles.warned(dash, checking.check(book, profile, header, past, elsewhere.others(replies), confirmed(dash, header)))


def _elsewhere(dash: Dashboard, header: Header, city: str | None, expected: Header | None) -> str:
    """不是这里要的那一份：别的城市的、别的板块的、别的月份的。"""
    names = dash.cities()
    if header.city not in names:
        return f"这是城市{header.city}的模板，本系统没有这座城市。请重新下载模板"
    if city is not None and header.city != city:
        return f"这是{names[header.city]}的模板，现在选的是{dash.profile(city, dash.version()).name}。请换城市，或重新下载模板"
    if expected is not None and header != expected and not header.within(expected):
        return f"这是{headers.said(header)}，现在选的是{headers.said(expected)}。请换报送单位或月份，或重新下载模板"
    return ""


def submit(
    dash: Dashboard,
    files: Sequence[tuple[str, bytes]],
    by: str | Sequence[str],
    replaces: str | None = None,
    accept_by: str | None = None,
    city: str | None = None,
    books: Sequence[Book] | None = None,
    expected: Header | None = None,
    replies: Sequence[Replies] = (),
    explain: Explain | None = None,
    simulated: Simulated | None = None,
    attachments: Sequence[attaching.File] = (),
    originals: Sequence[attaching.File] = (),
) -> list[Outcome]:
    """上报一批：没有阻断问题、需说明的都说明了的才报；给出 accept_by 时随即审核通过，一起发布成一版。

    by 为上报人，各份不同人的与 files 一一对应；books 为已由 read_books 读好的同一批；city、expected、replies 同 check_books；
    explain 看了检查结果再作答复（没有答复过的才问它）；simulated 为模拟上报假定的时间；attachments 随每一份附上；originals 为合成以前各人的原件，一样附着。"""
    senders = [named(name, "上报人") for name in ([by] * len(files) if isinstance(by, str) else by)]
    if accept_by is not None:
        for sender in senders:
            different(sender, named(accept_by, "审核人"))
    found = _check_all(dash, files, read_books(files) if books is None else books, city, expected, replies, simulated.sent if simulated else ())
    if explain is not None:
        found = answered(dash, found, [() if report.ready or report.replies else explain(report) for report in found])
    _keep_refused(dash, files, found)
    papers = (*attaching.checked(attachments), *attaching.kept(originals))
    good = [n for n, report in enumerate(found) if report.ready]
    batch = [_new(found[n], files[n][1], senders[n], replaces, simulated.sent[n] if simulated else None, papers) for n in good]
    _may(dash, batch, accept_by)
    if simulated is None:
        attaching.required(dash, [item.header for item in batch], attachments)
    if replaces is not None:
        _replaceable(dash.store.submission(replaces), batch)
    known = {s.id for item in batch for s in dash.store.submissions(item.header.city, item.header.period)}
    sent = dict(zip(good, dash.store.submit(batch), strict=True)) if batch else {}
    for n, made in sent.items() if papers else ():  # 报过的同一份，这次多附的也附上
        dash.store.attach(made.id, senders[n], papers)
    fresh = list(dict.fromkeys(s.id for s in sent.values() if s.state is State.SUBMITTED))
    if accept_by is not None and fresh:
        reviewing.accept(dash, fresh, accept_by, simulated.accepted if simulated else None)
    return [
        Outcome(report, dash.store.submission(sent[n].id) if n in sent else None, n in sent and sent[n].id in known)
        for n, report in enumerate(found)
    ]


def _may(dash: Dashboard, batch: Sequence[NewSubmission], accept_by: str | None) -> None:
    """上报人有权报、审核人有权审。"""
    for item in batch:
        require(dash, item.by, Action.SUBMIT, item.header.city, item.header.owner)
        if accept_by is not None:
            require(dash, named(accept_by, "审核人"), Action.ACCEPT, item.header.city, item.header.owner)


def _replaceable(base: Submission, batch: Sequence[NewSubmission]) -> None:
    """要更正的那一次须已接收过，而且是同一报送者的同一期。"""
    if base.state not in (State.ACCEPTED, State.SUPERSEDED):
        raise UsageError("replaces", f"《{base.file_name}》的状态是{STATE_ZH[base.state]}，没有接收过，不用更正。请去掉--replaces。")
    for item in batch:
        if item.header != base.header and not (item.header.within(base.header) or base.header.within(item.header)):
            raise UsageError("replaces", f"{base.id}是{headers.said(base.header)}，这份文件是{headers.said(item.header)}，不能更正它。请核对--replaces。")


def _new(report: CheckReport, source: bytes, by: str, replaces: str | None, simulated_at: datetime | None, papers: tuple[NewAttachment, ...]) -> NewSubmission:
    assert report.header is not None
    return NewSubmission(report.header, report.file, source, by, report.tables, report.slices, replaces, report.replies, simulated_at, rules.VERSION, papers)


__all__ = [
    "CheckReport", "Outcome", "check_books", "history", "own", "read_books", "receive", "submit", "template",
]

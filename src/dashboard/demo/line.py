"""一条龙：按月份先后，把每座城市的工作簿交给真实的上报流程——读、检查、上报、审核、审定、更正。"""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from dashboard.demo.packets import Office, Packet
from dashboard.demo.settings import Settings
from dashboard.demo.timetable import Times, Timetable
from dashboard.domain.month import Month, month_range
from dashboard.domain.problems import InputError, Level
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import SIMULATED_BY, State, Submission
from dashboard.flows import reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.book import Book
from dashboard.wording.periods import month_zh

Progress = Callable[[str], None]
ALL = "全部"


_WRONG = "模拟退回：本年累计与台账对不上，请核对后重报"
_REASON = "模拟说明：模拟数据就这样设定，不是错报"

@dataclass(frozen=True, slots=True)
class _Batch:
    """一起上报的几份。accepted 为假即只报不审；books 为已读好的工作簿。"""

    packets: tuple[Packet, ...]
    books: tuple[Book, ...]
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class _Job:
    """一座城市一个月要办的事，按先后：报错了退回的、几批上报、审定与否、审定后的更正。"""

    office: Office
    month: Month
    returned: _Batch
    batches: tuple[_Batch, ...]
    finalized: bool
    corrections: _Batch


class Line:
    """把模拟数据办进一个看板。"""

    def __init__(self, dash: Dashboard, settings: Settings, progress: Progress) -> None:
        self.dash, self.settings, self.progress = dash, settings, progress
        self.reviewer = f"{SIMULATED_BY}{settings.audit_by}"
        self.finalizer = f"{SIMULATED_BY}{settings.finalize_by}"
        version = dash.version()
        known = dash.store.cities(version)
        self.offices = tuple(Office(dash.profile(c.city, version), settings, c) for c in settings.cities if c.city in known)
        self.done = 0

    def run(self, months: Collection[Month] | None = None) -> int:
        """办完 months（None 为全部），返回上报了几份。下一个月的工作簿在后台先写好、读好。"""
        wanted = self._wanted(months)
        if not wanted:
            raise InputError("demo_months", "没有可模拟的城市或月份。请核对--months，再看data/demo里有没有<城市id>.toml、起止月是哪几个月。")
        with ThreadPoolExecutor(1) as pool:
            ahead: Future[_Job] = pool.submit(self._prepared, *wanted[0])
            for number, (_, month, _) in enumerate(wanted, 1):
                job = ahead.result()
                if number < len(wanted):
                    ahead = pool.submit(self._prepared, *wanted[number])
                self._do(job)
                if number == len(wanted) or wanted[number][1].quarter != month.quarter:
                    self.progress(f"模拟数据：{month_zh(month)}为止，{self.done}份已上报、审核、审定")
        return self.done

    def _wanted(self, months: Collection[Month] | None) -> list[tuple[Office, Month, bool]]:
        """（城市、月份、是否先下达当年任务），按月份先后。"""
        every = {m for o in self.offices for m in month_range(o.city.first, o.city.last)}
        found: list[tuple[Office, Month, bool]] = []
        years: set[tuple[str, int]] = set()
        for month in sorted(every if months is None else every & set(months)):
            for office in self.offices:
                if office.city.first <= month <= office.city.last:
                    found.append((office, month, (office.city.city, month.year) not in years))
                    years.add((office.city.city, month.year))
        return found

    # 备好 -------------------------------------------------------------------

    def _prepared(self, office: Office, month: Month, tasks: bool) -> _Job:
        groups = list(self._groups(office, month, tasks))
        returned, corrections = tuple(office.returned(month)), tuple(office.corrections(month))
        everything = [*returned, *(p for packets, _ in groups for p in packets), *corrections]
        books = iter(uploads.read_books([(p.file, p.book) for p in everything]))
        first = _Batch(returned, tuple(next(books) for _ in returned), False)
        batches = tuple(_Batch(packets, tuple(next(books) for _ in packets), accepted) for packets, accepted in groups)
        return _Job(
            office, month, first, batches, not office.city.planted("collecting", month), _Batch(corrections, tuple(next(books) for _ in corrections))
        )

    def _groups(self, office: Office, month: Month, tasks: bool) -> Iterator[tuple[tuple[Packet, ...], bool]]:
        """先任务，再按时的，再迟报的和要等齐了才核定的；收数中的月份只有一部分，还有等着审的。"""
        if tasks:
            yield (office.tasks(month.year),), True
        packets = tuple(office.month(month))
        for plant in office.city.planted("collecting", month):
            yield tuple(p for p in packets if _named(p, plant.units, plant.departments)), True
            yield tuple(p for p in packets if _named(p, plant.waiting, ())), False
            return
        late = {p.unit for p in office.city.planted("late", month)} | {p.department for p in office.city.planted("audited", month)}
        yield tuple(p for p in packets if p.header.owner not in late), True
        yield tuple(p for p in packets if p.header.owner in late), True

    # 办 ---------------------------------------------------------------------

    def _do(self, job: _Job) -> None:
        late, again = ({p.unit for p in job.office.city.planted(kind, job.month)} for kind in ("late", "returned"))
        self._return(job)
        table = Timetable(job.office.profile, self.settings.seed, late, again)
        for batch in job.batches:
            self._send(batch, table.first)
        if job.finalized:
            reviewing.finalize(self.dash, job.office.profile.id, job.month, self.finalizer)
        for packet, book in zip(job.corrections.packets, job.corrections.books, strict=True):
            self._send(_Batch((packet,), (book,)), table.correcting, self._earlier(packet))

    def _return(self, job: _Job) -> None:
        """报错了的：按时报来，审核人退回；改好的随后一批再报。"""
        table = Timetable(job.office.profile, self.settings.seed)
        for sent in self._send(job.returned, table.first):
            reviewing.return_(self.dash, sent.id, self.reviewer, _WRONG, table.first([sent.header]).accepted)

    def _send(self, batch: _Batch, times: Times, replaces: str | None = None) -> list[Submission]:
        if not batch.packets:
            return []
        outcomes = uploads.submit(
            self.dash,
            [(p.file, p.book) for p in batch.packets],
            by=[p.by for p in batch.packets],
            replaces=replaces,
            accept_by=self.reviewer if batch.accepted else None,
            books=batch.books,
            explain=_explained,
            simulated=times([p.header for p in batch.packets]),
        )
        _refuse_bad(outcomes)
        self.done += len(outcomes)
        return [o.submission for o in outcomes if o.submission is not None]

    def _earlier(self, packet: Packet) -> str:
        """要更正的那一份：同一报送者同一期已接收的。"""
        sent = reviewing.submissions(self.dash, packet.header.city, packet.header.month)
        return next(s.id for s in sent if s.header == packet.header and s.state is State.ACCEPTED)


def _named(packet: Packet, units: Sequence[str], departments: Sequence[str]) -> bool:
    unit, department = packet.header.unit, packet.header.department
    return (unit is not None and (unit in units or ALL in units)) or department in departments


def _explained(report: uploads.CheckReport) -> list[Reply]:
    """每处需说明都写上模拟的说明。"""
    return [Reply(ReplyKind.EXPLAIN, p.sheet, p.cell, _REASON, p.rule) for p in report.unexplained]


def _refuse_bad(outcomes: Sequence[uploads.Outcome]) -> None:
    """模拟的工作簿也要过检查；不过就停下，说明哪一格。"""
    bad = [o.report for o in outcomes if o.submission is None]
    if bad:
        problems = tuple(p for report in bad for p in report.problems if p.level is Level.ERROR)
        raise InputError("demo_refused", f"模拟的工作簿有{len(bad)}份没有通过检查：{problems[0].message if problems else bad[0].file}", problems)

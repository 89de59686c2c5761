"""数据上报：谁报了谁没报，自己的工作簿有什么问题，审核前后差在哪里，这个月能不能审定。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.domain.people import Account, Action
from dashboard.domain.problems import LEVEL_ZH, Level, UsageError
from dashboard.domain.submissions import KIND_ZH, OF_UNIT, SINGLE, STATE_ZH, Header, Kind, MonthState, State, Submission, Table
from dashboard.figures.picture import Picture, render
from dashboard.flows import accounts, due, handing, locks, uploads
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.moments import Moment, known_months
from dashboard.flows.reporting import kind_deadline
from dashboard.flows.reporting_words import due_line
from dashboard.flows.screens import asking, changes, excerpt, problems, stepping
from dashboard.flows.screens.frame import Choice, framed, stand
from dashboard.flows.screens.reporting import reporting
from dashboard.flows.screens.where import Where
from dashboard.wording.deadlines import until_zh
from dashboard.wording.periods import month_zh

FILL, REVIEW, FINALIZE, REPORTING, AUDIT = "fill", "review", "finalize", "reporting", "audit"
_TABS = {FILL: "填报", REVIEW: "审核", FINALIZE: "审定", REPORTING: "报送情况", AUDIT: "审计"}
_STEPS = ("下载模板", "填写后上传", "核对问题", "上报", "审核")
_TABLE_ZH = {Table.FACTS: "指标数", Table.PROJECTS: "科创项目", Table.EVENTS: "活动", Table.TALKS: "洽谈", Table.TARGETS: "任务数", Table.DUTIES: "任务落实", Table.CARRIERS: "载体名录"}


@dataclass(frozen=True, slots=True)
class Desk:
    """上报台：在哪一月、做什么、替谁填。owner 为空即还没选。"""

    where: Where
    at: Moment
    doing: str
    kind: Kind
    owner: str

    @property
    def period(self) -> int:
        """模板的期间：月报为 YYYYMM，指标分解为 YYYY00。"""
        return self.at.month.year * 100 if self.kind is Kind.TARGETS else self.at.month.code


def desk(dash: Dashboard, where: Where, account: Account | None = None) -> Desk:
    """由地址定下上报台；没给月份取正在收数的月份；登录的填报人只替本单位填。"""
    where, at = stand(dash, with_month(dash, where))
    doing = where.pick("do", FILL)
    kind = Kind(where.pick("kind", Kind.UNIT)) if where.pick("kind", Kind.UNIT) in list(Kind) else Kind.UNIT
    owner = where.pick("owner")
    if account is not None and account.owner:
        owner, mine = account.owner, OF_UNIT if account.owner in at.profile.unit_names else (Kind.DEPARTMENT,)
        kind = kind if kind in mine else mine[0]
    return Desk(where, at, doing if doing in _TABS else FILL, kind, owner)


def unable(dash: Dashboard, here: Desk, account: Account | None) -> str:
    """登录的人为什么不能填报；能填为空。"""
    if account is None:
        return ""
    return accounts.barred(dash, account.name, Action.CHECK, here.at.city, account.owner or here.owner)


def with_month(dash: Dashboard, where: Where) -> Where:
    """没给月份时补上正在收数的月份：最早的收数中月份，没有就是最近审定月的下一月。"""
    if where.month is not None:
        return where
    _, at = stand(dash, where)
    months = known_months(dash, at.city)
    collecting = sorted(m for m, state in months.items() if state is MonthState.COLLECTING)
    finalized = [m for m, state in months.items() if state is MonthState.FINALIZED]
    latest = max(finalized, default=None)
    after = [m for m in collecting if latest is None or m > latest]
    if after:
        return replace(where, city=at.city, month=after[0])
    following = latest + 1 if latest is not None else at.profile.start
    return replace(where, city=at.city, month=min(following, at.profile.end + 12))


def top(dash: Dashboard, here: Desk, files: Sequence[tuple[str, bytes]], reports: Sequence[uploads.CheckReport]) -> Picture:
    """页框、结论、标签、步骤、下一步。"""
    where, found = here.where, due.senders(dash, here.at.profile, here.at.month)
    sent = stepping.all_sent(dash, files, reports)
    waiting = due.waiting(dash, here.at.city)
    tabs = [Choice(_tab(name, len(waiting)), where.but(do=name, id=None, view=None, who=None, what=None, person=None).href, name == here.doing) for name in _TABS]
    if here.doing == REPORTING:
        return reporting(dash, where, here.at, tabs)
    return framed(
        dash,
        where,
        here.at,
        "submissions.html",
        headline(here, found, waiting, reports, sent),
        tabs=tabs,
        owners=_owners(here) if here.doing == FILL else [],
        chosen=here.owner if here.kind is not Kind.TARGETS else "指标分解",
        kind_name=KIND_ZH[here.kind],
        due=due_note(dash, here) if here.doing == FILL else "",
        steps=list(zip(_STEPS, _progress(here, reports, sent), strict=True)) if here.doing == FILL else [],
        step=stepping.step(dash, chosen(here), barred(dash, here), reports, sent) if here.doing == FILL else None,
    )


def due_note(dash: Dashboard, here: Desk) -> str:
    """这份报表何时截止、还有几天，锁了没有、开锁到何时。"""
    header = chosen(here)
    found = locks.lock(dash, header) if header is not None else None
    line = due_line(kind_deadline(here.at.profile, here.kind, here.period), now().date())
    if found is not None and found.locked:
        return f"{line}（已锁上）"
    return f"{line}，已开锁到{until_zh(found.opened.until)}" if found is not None and found.opened is not None else line


def headline(
    here: Desk, found: Sequence[due.Sender], waiting: Sequence[Submission], reports: Sequence[uploads.CheckReport], sent: bool
) -> str:
    """结论：传了文件说问题、报了没有，没传说报了几家。"""
    if sent and here.doing == FILL:
        return f"{_named(reports[0])}已上报，等另一人审核" if len(reports) == 1 else f"{len(reports)}份都已上报，等另一人审核"
    if reports and here.doing == FILL:
        return _verdicts(reports)
    month = month_zh(here.at.month)
    if here.doing == REVIEW:
        return f"{len(waiting)}份待审" if waiting else "没有待审的上报"
    if here.doing == AUDIT:
        return "谁、何时、做了什么，只添不改"
    missing = [s.owner for s in found if s.found is None or s.found.state not in (State.SUBMITTED, State.ACCEPTED)]
    if not missing:
        return f"{month}应报{len(found)}家全部已报"
    return f"{month}应报{len(found)}家，还有{len(missing)}家没报：{'、'.join(missing[:4])}{'等' if len(missing) > 4 else ''}"


def _verdicts(reports: Sequence[uploads.CheckReport]) -> str:
    """一两份逐份说；再多只说几份能报、几份要改。"""
    if len(reports) <= 2:
        return "；".join(_verdict(r) for r in reports)
    good, bad = sum(r.ready for r in reports), sum(not r.ok for r in reports)
    waiting = len(reports) - good - bad
    said = [f"{good}份可以上报" if good else "", f"{waiting}份要说明" if waiting else "", f"{bad}份有必须改的" if bad else ""]
    return f"{len(reports)}份工作簿：{'，'.join(filter(None, said))}"


def _verdict(report: uploads.CheckReport) -> str:
    counts = Counter(p.level for p in report.problems)
    name = _named(report)
    if counts[Level.ERROR]:
        explain = f"，{counts[Level.EXPLAIN]}处需说明" if counts[Level.EXPLAIN] else ""
        return f"{name}：{counts[Level.ERROR]}处必须改{explain}{_rest(report)}"
    if report.unexplained:
        return f"{name}没有必须改的，{len(report.unexplained)}处说明了就能上报"
    return f"{name}没有问题，可以上报"


def _rest(report: uploads.CheckReport) -> str:
    """其余的格子都过了。"""
    troubled = {(p.sheet, c) for p in report.problems if p.level is not Level.HINT and p.cell for c in (p.cell, *p.cells)}
    rest = report.cells - len(troubled)
    return f"，其余{rest:,}格已通过" if rest > 0 else ""


def _named(report: uploads.CheckReport) -> str:
    return f"{report.header.owner}{KIND_ZH[report.header.kind]}" if report.header else f"《{report.file}》"


def blocked(reports: Sequence[uploads.CheckReport]) -> str:
    """为什么还不能上报。"""
    return "还有必须改的，不能上报" if any(not r.ok for r in reports) else "先把需说明的说明了"


def _tab(name: str, waiting: int) -> str:
    return f"{_TABS[name]}（{waiting}份待审）" if name == REVIEW and waiting else _TABS[name]


def _owners(here: Desk) -> list[tuple[str, list[Choice]]]:
    profile, where = here.at.profile, here.where

    def choices(kind: Kind, names: Sequence[str]) -> list[Choice]:
        return [Choice(n, where.but(kind=kind, owner=n).href, here.kind is kind and here.owner == n) for n in names]

    year = f"{here.at.month.year}年指标分解"
    return [
        (KIND_ZH[Kind.UNIT], choices(Kind.UNIT, profile.unit_names)),
        (KIND_ZH[Kind.DEPARTMENT], choices(Kind.DEPARTMENT, due.departments_open(profile, here.at.month))),
        (KIND_ZH[Kind.TARGETS], [Choice(year, where.but(kind=Kind.TARGETS, owner=None).href, here.kind is Kind.TARGETS)]),
        *([(f"{here.owner}只报一张清单", [Choice(KIND_ZH[k], where.but(kind=k).href, here.kind is k) for k in SINGLE])] if here.owner in profile.unit_names else []),
    ]


def _progress(here: Desk, reports: Sequence[uploads.CheckReport], sent: bool) -> list[str]:
    """每一步的样子：done 做完、now 正在做、later 还没到。"""
    ready = here.owner or here.kind is Kind.TARGETS
    checked = 2 if any(not r.ready for r in reports) else 3
    now = 4 if sent else checked if reports else int(bool(ready))
    return ["done" if n < now else "now" if n == now else "ahead" for n in range(len(_STEPS))]


def sifts(here: Desk, reports: Sequence[uploads.CheckReport]) -> Picture:
    """问题的筛选。"""
    return Picture("筛选", render("sifts.html", filters=problems.filters(reports, here.where)))


def findings(
    dash: Dashboard, here: Desk, place: int, content: bytes, before: uploads.CheckReport, now: uploads.CheckReport, sent: bool = False
) -> Picture:
    """第 place 份文件读到了什么、有什么问题；类别、表由地址筛。before 为没有答复时的检查结果；sent 为已报上来，不再问。"""
    listing = problems.listing(place, now, {} if sent else problems.boxes(content, before, now), here.where)
    context = {"list": listing, "report": now, "excerpts": excerpt.excerpts(now), "digest": asking.digest(content)}
    more, moved = problems.filters([now], here.where).more, changes.changes(dash, now)
    return Picture("核对问题", render("findings.html", **context, more=more, changes=moved, level_zh=LEVEL_ZH, kind_zh=KIND_ZH, table_zh=_TABLE_ZH))


def board(dash: Dashboard, here: Desk) -> Picture:
    """当月报送情况：应报的每一家报到哪一步。"""
    found = due.senders(dash, here.at.profile, here.at.month)
    rows = [(s, here.where.but(kind=s.kind, owner=s.owner, do=FILL, id=None).href) for s in found]
    targets = next(
        (s for s in dash.store.submissions(here.at.city, here.at.month.year * 100) if s.state is not State.SUPERSEDED), None
    )
    return Picture("报送情况", render("board.html", rows=rows, targets=targets, year=here.at.month.year, kind_zh=KIND_ZH, state_zh=STATE_ZH))


def finalizing(dash: Dashboard, here: Desk) -> Picture:
    """审定之前：还缺谁、还有几份待审。"""
    found = due.senders(dash, here.at.profile, here.at.month)
    missing = [s.owner for s in found if s.found is None or s.found.state is not State.ACCEPTED]
    waiting = [s for s in due.waiting(dash, here.at.city) if s.header.month == here.at.month]
    return Picture(
        "审定",
        render("finalize.html", month=here.at.month, finalized=here.at.finalized, missing=missing, waiting=waiting, total=len(found)),
    )


def template_name(here: Desk) -> str:
    """模板的文件名。"""
    if here.kind is Kind.TARGETS:
        return f"{here.at.profile.short_name}_{here.at.month.year}年指标分解.xlsx"
    return f"{here.owner}_{month_zh(here.at.month)}_{KIND_ZH[here.kind]}.xlsx"


def may_download(here: Desk) -> bool:
    """选好了替谁填才有模板。"""
    profile = here.at.profile
    known = due.units_due(profile, here.at.month) if here.kind in OF_UNIT else due.departments_open(profile, here.at.month)
    return here.kind is Kind.TARGETS or here.owner in known


def barred(dash: Dashboard, here: Desk) -> str:
    """选好了却不能报的原因：还没设立、已经撤并、已经锁定；能报为空。"""
    idle = due.not_due(here.at.profile, here.owner, here.at.month) if here.kind in OF_UNIT else ""
    header = chosen(here)
    found = locks.lock(dash, header) if header is not None else None
    if header is not None and found is not None and found.locked and found.since is not None:
        return locks.locked_text(header, found.since)
    return idle


def chosen(here: Desk) -> Header | None:
    """选好的报送者和期间；还没选为 None。"""
    if not may_download(here):
        return None
    unit, department = (here.owner, None) if here.kind in OF_UNIT else (None, here.owner or None)
    return Header(here.kind, here.at.city, unit, department, here.period)


def blank(dash: Dashboard, here: Desk, by: str) -> bytes:
    """交给 by 的空白模板；还没选报送者抛 UsageError。"""
    header = chosen(here)
    if header is None:
        raise UsageError("no_owner", "请先选报送单位。")
    return handing.template(dash, header, by)


__all__ = [
    "FILL", "FINALIZE", "REPORTING", "REVIEW", "Desk", "barred", "blank", "blocked", "board", "chosen", "desk", "finalizing", "findings",
    "may_download", "sifts", "template_name", "top", "with_month",
]

"""审核：审核通过、退回、撤回、板块审核、审定、旧版重报、取回原文件、审计记录。"""

from collections.abc import Sequence
from datetime import datetime

from dashboard.access.people import named
from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import Header, State, Submission, Turn, TurnKind
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import check_month

LEAST = 4
"""理由至少写几个字，标点、空白不算。"""


def accept(dash: Dashboard, ids: Sequence[str], by: str, simulated_at: datetime | None = None) -> int:
    """审核通过，返回发布的版本；审核人须不是上报人。两级审核的城市，板块的报表要板块先审。

    simulated_at 为模拟的审核人假定的时间。"""
    reviewer = named(by, "审核人")
    for submission in (dash.store.submission(i) for i in dict.fromkeys(ids)):
        _allowed(dash, reviewer, Action.ACCEPT, submission)
        _endorsed(dash, submission)
    return dash.store.accept(ids, reviewer, simulated_at)


def accept_several(dash: Dashboard, ids: Sequence[str], by: str) -> int:
    """几份一起审核通过：有需说明、改正、选择的须逐份看，抛 InputError，说明是哪几份（INTAKE R28）。"""
    distinct = list(dict.fromkeys(ids))
    explained = [dash.store.submission(i).file_name for i in distinct if len(distinct) > 1 and dash.store.replies(i)]
    if explained:
        raise InputError("bulk", f"{'、'.join(f'《{name}》' for name in explained)}有说明、改正或选择，不能几份一起审核通过。请逐份看了再通过。")
    return accept(dash, distinct, by)


def _endorsed(dash: Dashboard, submission: Submission) -> None:
    header = submission.header
    if header.unit is None or not dash.profile(header.city, dash.version()).two_levels:
        return
    if submission.state is State.SUBMITTED and TurnKind.ENDORSED not in {t.kind for t in turns(dash, submission)}:
        raise InputError("not_endorsed", f"《{submission.file_name}》还没有经{header.owner}审核，不能验收。请先由板块审核（dashboard endorse）。")


def return_(dash: Dashboard, identity: str, by: str, reason: str, simulated_at: datetime | None = None) -> Submission:
    """退回一份待审的，说明理由；返回退回后的样子。simulated_at 同 accept。"""
    reviewer, why = named(by, "审核人"), said(reason)
    _allowed(dash, reviewer, Action.RETURN, dash.store.submission(identity))
    dash.store.return_(identity, reviewer, why, simulated_at)
    return dash.store.submission(identity)


def _allowed(dash: Dashboard, by: str, action: Action, submission: Submission) -> None:
    require(dash, by, action, submission.header.city, submission.header.owner)


def withdraw(dash: Dashboard, identity: str, by: str, reason: str) -> Submission:
    """上报人撤回自己还没有审的一份，说明理由。"""
    sender, why = named(by, "上报人"), said(reason)
    _allowed(dash, sender, Action.WITHDRAW, dash.store.submission(identity))
    dash.store.withdraw(identity, sender, why)
    return dash.store.submission(identity)


def endorse(dash: Dashboard, identity: str, by: str) -> Submission:
    """板块审核一份待审的，交市级验收；没有设两级审核的城市抛 UsageError。"""
    submission = dash.store.submission(identity)
    if not dash.profile(submission.header.city, dash.version()).two_levels:
        raise UsageError("one_level", "这座城市没有设两级审核，请直接审核通过。")
    reviewer = named(by, "审核人")
    _allowed(dash, reviewer, Action.ENDORSE, submission)
    dash.store.endorse(identity, reviewer)
    return dash.store.submission(identity)


def said(reason: str) -> str:
    """理由须写清，至少几个字。"""
    text = " ".join(reason.split())
    if sum(ch.isalnum() for ch in text) < LEAST:
        raise InputError("reason", f"请写明理由，至少{LEAST}个字。")
    return text


def turns(dash: Dashboard, submission: Submission) -> tuple[Turn, ...]:
    """一份上报的退回、撤回、板块审核，先后为序。"""
    return tuple(t for t in dash.store.turns(submission.header.city) if t.submission == submission.id)


def ordinals(dash: Dashboard, city: str) -> dict[str, int]:
    """每份上报是同一报送者同一期同一种报表的第几版。"""
    counts: dict[Header, int] = {}
    found = {}
    for submission in reversed(dash.store.submissions(city)):
        counts[submission.header] = counts.get(submission.header, 0) + 1
        found[submission.id] = counts[submission.header]
    return found


def finalize(dash: Dashboard, city: str, month: Month, by: str) -> int:
    """审定一个月，返回版本。还有待审的上报时抛 InputError。"""
    reviewer = named(by, "审定人")
    require(dash, reviewer, Action.FINALIZE, city)
    check_month(dash.profile(city, dash.version()), month)
    pending = [s for s in dash.store.submissions(city, month.code) if s.state is State.SUBMITTED]
    if pending:
        names = "、".join(s.header.owner for s in pending[:5])
        raise InputError("pending", f"{month.year}年{month.month}月还有{len(pending)}份没有审核（{names}），不能审定。请先审核。")
    return dash.store.finalize(city, month, reviewer)


def submissions(dash: Dashboard, city: str, month: Month | None = None) -> tuple[Submission, ...]:
    """上报清单，新的在前；month 为 None 即全部。"""
    profile = dash.profile(city, dash.version())
    if month is not None:
        check_month(profile, month)
    return dash.store.submissions(city, month.code if month else None)


def listed(dash: Dashboard, city: str, by: str, month: Month | None = None) -> tuple[Submission, ...]:
    """给 by 看的上报清单：市级看全市，板块、部门的人只看自己的，无权的抛 InputError。"""
    account = dash.store.accounts().get(by)
    owner = account.owner if account else ""
    require(dash, by, Action.LIST_SUBMISSIONS, city, owner)
    return tuple(s for s in submissions(dash, city, month) if owner in ("", s.header.owner))


def source(dash: Dashboard, identity: str) -> tuple[Submission, bytes]:
    """一次上报和它的原文件，一字节不变；程序自己用。"""
    return dash.store.submission(identity), dash.store.source(identity)


def fetch(dash: Dashboard, identity: str, by: str) -> tuple[Submission, bytes]:
    """把原文件交给 by，进审计；无权的抛 InputError。"""
    submission, content = source(dash, identity)
    _allowed(dash, by, Action.FETCH_SOURCE, submission)
    exported(dash, by, submission.header.city, submission.header.owner, identity, f"取原文件《{submission.file_name}》")
    return submission, content


def exported(dash: Dashboard, by: str, city: str, owner: str, subject: str, what: str) -> None:
    """导出、取走的记进审计。"""
    dash.store.note(by, "export", city, owner, subject, what)


def clean(dash: Dashboard, city: str, by: str) -> tuple[Submission, ...]:
    """可以一起审核通过的待审：没有需说明、没有改正和选择、不是 by 自己报的，by 有权审（INTAKE R28）。"""
    found = []
    for submission in dash.store.submissions(city):
        if submission.state is not State.SUBMITTED or submission.by == by or dash.store.replies(submission.id):
            continue
        if _may(dash, by, Action.ACCEPT, submission):
            found.append(submission)
    return tuple(found)


def _may(dash: Dashboard, by: str, action: Action, submission: Submission) -> bool:
    try:
        _allowed(dash, by, action, submission)
        _endorsed(dash, submission)
    except InputError:
        return False
    return True


def accept_clean(dash: Dashboard, city: str, by: str) -> tuple[int, int]:
    """把没有要看的待审一起审核通过，发布成一版；返回（版本, 几份）。一份也没有抛 InputError。"""
    found = clean(dash, city, named(by, "审核人"))
    if not found:
        raise InputError("none_clean", "没有可以一起审核通过的：待审的都有说明、改正或选择，或是你自己报的。请逐份看。")
    return accept(dash, [s.id for s in found], by), len(found)

"""审核：待审清单、审核通过、退回、撤回、审定、取回原文件。"""

from collections.abc import Sequence
from datetime import datetime

from dashboard.access.people import named
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import State, Submission
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import check_month


def accept(dash: Dashboard, ids: Sequence[str], by: str, simulated_at: datetime | None = None) -> int:
    """审核通过，返回发布的版本；审核人须不是上报人。simulated_at 为模拟的审核人假定的时间。"""
    return dash.store.accept(ids, named(by, "审核人"), simulated_at)


def finalize(dash: Dashboard, city: str, month: Month, by: str) -> int:
    """审定一个月，返回版本。还有待审的上报时抛 InputError。"""
    reviewer = named(by, "审定人")
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


def source(dash: Dashboard, identity: str) -> tuple[Submission, bytes]:
    """一次上报和它的原文件，一字节不变。"""
    return dash.store.submission(identity), dash.store.source(identity)

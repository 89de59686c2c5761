"""任务落实在页面上填：以最近报的那份为底改几格，照样要审，来历看得到改正。"""

from datetime import date
from pathlib import Path

import pytest
from tests.flows.test_duties import DUTY, JUNE, bench, sent, state

from dashboard.domain.facts import DutyState
from dashboard.domain.problems import InputError
from dashboard.domain.replies import ReplyKind
from dashboard.domain.submissions import State
from dashboard.flows import filling, judge, reviewing
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.filling import Done
from dashboard.flows.moments import moment

DONE = Done(DutyState.DONE, "昆委办〔2025〕3号", date(2025, 6, 3))


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def filled(dash: Dashboard, done: Done = DONE, duty: str = DUTY) -> str:
    return filling.fill(dash, moment(dash, "suzhou", JUNE), "昆山市", duty, done, "张三").id


def test_改一项_要审_别的数不变(dash: Dashboard) -> None:
    sent(dash, bench(JUNE).add("任务落实", duty=DUTY, state="推进中"))
    identity = filled(dash)
    assert (dash.store.submission(identity).state, state(dash, JUNE)) == (State.SUBMITTED, DutyState.UNDER_WAY)
    reviewing.accept(dash, [identity], by="李四")
    assert state(dash, JUNE) is DutyState.DONE
    at = moment(dash, "suzhou", JUNE)
    assert next(g.actual for g in judge.goals(dash, at, "昆山市") if g.goal.id == "tech_sme_annual") == 5
    assert {(r.kind, r.cell) for r in dash.store.replies(identity)} == {(ReplyKind.FIX, c) for c in ("B5", "C5", "D5")}


def test_表里没有这一行就接在最后(dash: Dashboard) -> None:
    sent(dash, bench(JUNE))
    reviewing.accept(dash, [filled(dash)], by="李四")
    assert state(dash, JUNE) is DutyState.DONE


def test_接着改_以待审的那份为底(dash: Dashboard) -> None:
    sent(dash, bench(JUNE))
    filled(dash)
    last = filled(dash, Done(DutyState.UNDER_WAY), "一把手抓科技招商机制")
    assert len(dash.store.replies(last)) == 6


def test_没报过的_写得不对的(dash: Dashboard) -> None:
    with pytest.raises(InputError, match="昆山市2025年6月还没有报过"):
        filled(dash)
    sent(dash, bench(JUNE))
    with pytest.raises(InputError, match=r"没有报上去：.*没有填佐证"):
        filled(dash, Done(DutyState.DONE))

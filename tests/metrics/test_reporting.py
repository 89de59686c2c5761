"""报送情况：每一格的状态，报送率、及时率、一次通过率，退回、更正，逾期的单子。"""

from datetime import date, datetime, timedelta

import pytest

from dashboard.domain.submissions import Header, Kind, State, Submission
from dashboard.domain.timing import Deadline
from dashboard.metrics.deadlines import BEIJING
from dashboard.metrics.reporting import Mark, Slot, overdue, reporting

DUE = Deadline(date(2025, 7, 7), True)
IN_TIME = datetime(2025, 7, 7, 23, 59, 59, tzinfo=BEIJING)
TOO_LATE = IN_TIME + timedelta(seconds=1)
BEFORE, AFTER = IN_TIME, datetime(2025, 7, 10, 9, 0, tzinfo=BEIJING)


def sent(state: State, at: datetime = IN_TIME, version: int | None = None, number: int = 1) -> Submission:
    header = Header(Kind.UNIT, "suzhou", "昆山市", None, 202506)
    passed = (version, "李四", at) if version else (None, None, None)
    return Submission(f"{number}", header, state, passed[0], "a.xlsx", "", 1, "张三", at, passed[1], passed[2], None, "")


def slot(*versions: Submission, owner: str = "昆山市", deadline: Deadline | None = DUE) -> Slot:
    return Slot(Kind.UNIT, owner, 202506, deadline, versions)


@pytest.mark.parametrize(
    ("versions", "now", "mark"),
    [
        ((), BEFORE, Mark.MISSING),
        ((), TOO_LATE, Mark.OVERDUE),
        ((sent(State.SUBMITTED),), AFTER, Mark.SENT),
        ((sent(State.RETURNED),), AFTER, Mark.RETURNED),
        ((sent(State.RETURNED), sent(State.SUBMITTED)), AFTER, Mark.SENT),
        ((sent(State.ACCEPTED, version=3),), AFTER, Mark.PASSED),
        ((sent(State.SUPERSEDED, version=3), sent(State.ACCEPTED, version=4)), AFTER, Mark.PASSED),
        ((sent(State.ACCEPTED, version=3), sent(State.RETURNED)), AFTER, Mark.PASSED),
        ((sent(State.WITHDRAWN),), AFTER, Mark.OVERDUE),
        ((sent(State.DRAFT),), BEFORE, Mark.MISSING),
    ],
)
def test_一格的状态(versions: tuple[Submission, ...], now: datetime, mark: Mark) -> None:
    assert slot(*versions).mark(now) is mark


def test_补录的不逾期() -> None:
    found = slot(deadline=None)
    assert (found.mark(AFTER), found.days_late(AFTER), found.is_timely, found.is_late) == (Mark.MISSING, 0, False, False)


def test_及时看第一次_前后一秒() -> None:
    assert slot(sent(State.SUBMITTED, IN_TIME)).is_timely
    late = slot(sent(State.SUBMITTED, TOO_LATE))
    assert (late.is_timely, late.is_late, late.days_late(AFTER)) == (False, True, 1)


def test_退回以后迟报不影响及时() -> None:
    """第一次按时报来，退回以后截止日已过才重报：仍是及时，但不是一次通过。"""
    found = slot(sent(State.RETURNED, IN_TIME), sent(State.ACCEPTED, AFTER, 5, 2))
    assert (found.is_timely, found.is_first_pass, found.returns) == (True, False, 1)


def test_撤回的不算第一次() -> None:
    found = slot(sent(State.WITHDRAWN, IN_TIME), sent(State.ACCEPTED, AFTER, 5, 2))
    assert (found.is_timely, found.is_first_pass) == (False, True)


def test_审核以前自己换了一份_不是一次通过() -> None:
    found = slot(sent(State.SUPERSEDED, IN_TIME), sent(State.ACCEPTED, IN_TIME, 5, 2))
    assert (found.is_first_pass, found.corrections) == (False, 0)


def test_各项有分子分母名单() -> None:
    once = slot(sent(State.ACCEPTED, IN_TIME, 3), owner="甲")
    again = slot(sent(State.SUPERSEDED, TOO_LATE, 3), sent(State.ACCEPTED, AFTER, 4, 2), owner="乙")
    waiting = slot(sent(State.SUBMITTED, IN_TIME), owner="丙")
    back = slot(sent(State.RETURNED, IN_TIME), owner="丁")
    none = slot(owner="戊")
    found = reporting((once, again, waiting, back, none), AFTER)
    shown = {
        name: ([s.owner for s in rate.counted], [s.owner for s in rate.others], rate.value)
        for name, rate in (("报送", found.reported), ("及时", found.timely), ("一次通过", found.first_pass))
    }
    assert shown == {
        "报送": (["甲", "乙", "丙"], ["丁", "戊"], 0.6),
        "及时": (["甲", "丙", "丁"], ["乙", "戊"], 0.6),
        "一次通过": (["甲", "乙"], [], 1.0),
    }
    assert [(s.owner, n) for s, n in found.returns.each] == [("丁", 1)]
    assert [(s.owner, n) for s, n in found.corrections.each] == [("乙", 1)]
    assert [s.owner for s in overdue((once, again, waiting, back, none), AFTER)] == ["丁", "戊"]
    assert overdue((back, none), BEFORE) == ()


def test_没有应报的没有比率() -> None:
    found = reporting((), AFTER)
    assert (found.reported.value, found.timely.value, found.first_pass.value) == (None, None, None)


def test_补录的不进及时率() -> None:
    found = reporting((slot(sent(State.ACCEPTED, AFTER, 1), deadline=None),), AFTER)
    assert (found.reported.value, found.timely.denominator) == (1.0, 0)

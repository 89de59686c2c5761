"""每种角色对每件事：自己的、别家的、全市的、别的城市的，能不能做，一张表说清；流程和命令都照它。"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from tests.access.staff import ALLOWED, LOOK, account, waiting
from tests.cli.running import Command
from tests.flows.test_uploads import JUNE, book
from tests.worlds import cities_but

from dashboard.access.rights import MAY, require
from dashboard.cli import main
from dashboard.domain.month import Month
from dashboard.domain.people import Account, Action, Role
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import State
from dashboard.flows import accounts, aliases, assessing, attaching, handing, joining, locks, reviewing, uploads, whatif
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.screens import review


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_角色与事(role: Role, action: Action) -> None:
    mine = account(role)

    def may(city: str, owner: str) -> bool:
        try:
            require({"某人": mine}, "某人", action, city, owner)
        except InputError:
            return False
        return True

    expected = action in ALLOWED[role]
    assert (action in MAY[role]) == expected
    assert may("suzhou", mine.owner) == expected
    bound = bool(mine.owner) and action not in LOOK
    assert may("suzhou", "太仓市") == (expected and not bound)
    assert may("nantong", mine.owner) == (expected and not mine.city)


def test_没有的_停用的账户什么也不能做() -> None:
    for found in ({}, {"某人": Account("某人", Role.CITY_REVIEWER, "suzhou", active=False)}):
        known = {"别人": Account("别人", Role.LEADER), **found}
        with pytest.raises(InputError, match="没有“某人”这个账户，或已停用"):
            require(known, "某人", Action.ACCEPT, "suzhou")


def test_还没有账户时人人可做() -> None:
    require({}, "某人", Action.FINALIZE, "suzhou")


@dataclass(frozen=True)
class Act:
    """一件事：流程里怎样做，命令里怎样做。"""

    action: Action
    flow: Callable[[Dashboard, str, str], object]
    command: Callable[[str, str, Path], list[str]]
    named: str = ""

    def __str__(self) -> str:
        return f"{self.action}{self.named}"


WHY = "与台账对不上"
KUNSHAN = ["template", "--city", "suzhou", "--kind", "unit", "--unit", "昆山市", "--month", "2025-06"]
MONTH = ("--city", "suzhou", "--month", "2025-06")
RULES = ["whatif", *MONTH, "--set", "boards.pace=0.4", "--save", "--from", "2025-08", "--reason", WHY]
ACTS = (
    Act(Action.SUBMIT, lambda d, _, by: uploads.submit(d, [book(77)], by=by), lambda _, by, f: ["submit", str(f), "--by", by]),
    Act(
        Action.CHECK,
        lambda d, _, by: joining.join(d, [book(77), book(77)], {}, by),
        lambda _, by, f: ["join", str(f), str(f), "-o", str(f.with_suffix(".out")), "--by", by],
        "合成一份",
    ),
    Act(Action.WITHDRAW, lambda d, i, by: reviewing.withdraw(d, i, by, WHY), lambda i, by, _: ["withdraw", i, "--by", by, "--reason", WHY]),
    Act(Action.RETURN, lambda d, i, by: reviewing.return_(d, i, by, WHY), lambda i, by, _: ["return", i, "--by", by, "--reason", WHY]),
    Act(Action.ACCEPT, lambda d, i, by: reviewing.accept(d, [i], by), lambda i, by, _: ["accept", i, "--by", by]),
    Act(Action.FINALIZE, lambda d, _, by: reviewing.finalize(d, "suzhou", JUNE, by), lambda _, by, __: ["finalize", *MONTH, "--by", by]),
    Act(
        Action.ASSESS,
        lambda d, _, by: assessing.draft(d, "suzhou", JUNE, by),
        lambda _, by, __: ["assess", "draft", "--city", "suzhou", "--month", "2025-06", "--by", by],
    ),
    Act(
        Action.APPEAL,
        lambda d, _, by: assessing.appeal(d, 1, "昆山市", by, WHY),
        lambda _, by, __: ["assess", "appeal", "1", "--unit", "昆山市", "--by", by, "--reason", WHY],
    ),
    Act(Action.SET_RULES, lambda d, _, by: whatif.save(d, moment(d, "suzhou", JUNE), [whatif.Change("boards.pace", "0.4")], whatif.Saving(Month(2025, 8), by, WHY)), lambda _, by, __: [*RULES, "--by", by]),
    Act(Action.PREVIEW, lambda d, i, by: _previewed(d, i, by), lambda i, by, _: ["preview", i, "--by", by]),
    Act(Action.TEMPLATE, lambda d, i, by: handing.template(d, d.store.submission(i).header, by), lambda _, by, f: [*KUNSHAN, "--by", by, "-o", str(f)]),
    Act(Action.FETCH_SOURCE, lambda d, i, by: reviewing.fetch(d, i, by), lambda i, by, f: ["source", i, "--by", by, "-o", str(f.with_suffix(".out"))]),
    Act(
        Action.FETCH_SOURCE,
        lambda d, i, by: handing.marked_source(d, i, by),
        lambda i, by, f: ["source", i, "--annotated", "--by", by, "-o", str(f.with_suffix(".out"))],
        "带标记的",
    ),
    Act(Action.FETCH_SOURCE, lambda d, i, by: attaching.listed(d, i, by), lambda i, by, _: ["attachments", i, "--by", by], "附件清单"),
    Act(Action.FETCH_SOURCE, lambda d, i, by: attaching.fetch(d, i, 1, by), lambda i, by, f: ["attachments", i, "--by", by, "-o", str(f.parent)], "附件"),
    Act(
        Action.ADD_ALIAS,
        lambda d, _, by: aliases.add(d, "suzhou", "昆山经开", "昆山市", by, WHY),
        lambda _, by, __: ["alias", "--city", "suzhou", "--add", "昆山经开", "--unit", "昆山市", "--by", by, "--reason", WHY],
    ),
)


def _previewed(dash: Dashboard, identity: str, by: str) -> None:
    """页面上打开一份待审的：打不开的当作没有权。"""
    if not review.openable(dash, dash.store.submission(identity), dash.store.accounts()[by]):
        raise InputError("no_right", "不能做这件事")


def prepared(dash: Dashboard, act: Act) -> str:
    """办这件事之前的样子。"""
    identity = waiting(dash)
    if act.action in (Action.FINALIZE, Action.ASSESS, Action.APPEAL):
        reviewing.accept(dash, [identity], "city_reviewer")
    if act.action in (Action.ASSESS, Action.APPEAL):
        reviewing.finalize(dash, "suzhou", JUNE, "city_reviewer")
    if act.action is Action.APPEAL:
        assessing.notice(dash, assessing.draft(dash, "suzhou", JUNE, "city_reviewer").number, "city_reviewer", 3)
    return identity


@pytest.mark.parametrize(("role", "act"), list(product(Role, ACTS)), ids=str)
def test_流程照那张表(staffed: Dashboard, role: Role, act: Act) -> None:
    identity = prepared(staffed, act)
    by = str(role)
    owned = role in (Role.UNIT_REPORTER, Role.UNIT_REVIEWER, Role.CITY_REVIEWER)
    if act.action in ALLOWED[role] and owned:
        act.flow(staffed, identity, by)
    else:
        with pytest.raises(InputError, match=r"不能做这件事|不能替"):
            act.flow(staffed, identity, by)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", ACTS, ids=str)
def test_命令照那张表(staffed: Dashboard, role: Role, act: Act, tmp_path: Path, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    identity = prepared(staffed, act)
    file = tmp_path / "昆山市.xlsx"
    file.write_bytes(book(77)[1])
    owned = role in (Role.UNIT_REPORTER, Role.UNIT_REVIEWER, Role.CITY_REVIEWER)
    found = Command(data_dir, capsys)(*act.command(identity, str(role), file))
    assert (found.code == 0) == (act.action in ALLOWED[role] and owned), found.err


def test_别家的填报人动不了(staffed: Dashboard) -> None:
    identity = waiting(staffed)
    with pytest.raises(InputError, match="another是太仓市的，不能替昆山市办"):
        reviewing.withdraw(staffed, identity, "another", WHY)
    assert staffed.store.submission(identity).state is State.SUBMITTED


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_只有管理员管账户(staffed: Dashboard, role: Role) -> None:
    with pytest.raises(InputError, match="不能做这件事"):
        accounts.reset_password(staffed, "another", str(role))
    assert main(["user", "disable", "another", "--by", str(role)]) == 1
    assert staffed.store.accounts()["another"].active
    assert main(["user", "disable", "another", "--by", "administrator"]) == 0
    assert not staffed.store.accounts()["another"].active


@pytest.mark.parametrize("by", ["unit_reporter", "city_reviewer"])
def test_谁也不审自己报的(staffed: Dashboard, by: str) -> None:
    (found,) = uploads.submit(staffed, [book(5)], by=by)
    assert found.submission is not None
    with pytest.raises(InputError):
        reviewing.accept(staffed, [found.submission.id], by)
    assert staffed.store.submission(found.submission.id).state is State.SUBMITTED


@pytest.mark.parametrize("role", list(Role))
def test_开锁照那张表(staffed: Dashboard, role: Role, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    """没有锁上的：有权的说不用开，无权的先说无权。"""
    header = staffed.store.submission(waiting(staffed)).header
    said = "没有锁上" if Action.UNLOCK in ALLOWED[role] else "不能做这件事"
    with pytest.raises(InputError, match=said):
        locks.unlock(staffed, header, str(role), WHY)
    given = ("--unit", "昆山市", "--month", "2025-06", "--by", str(role), "--reason", WHY)
    assert said in Command(data_dir, capsys)("unlock", "--city", "suzhou", *given).err


@pytest.mark.parametrize("role", list(Role))
def test_板块审核照那张表(staffed: Dashboard, role: Role, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """两级审核的城市里，板块审核的人审本单位的。"""
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities_but(tmp_path, "two_levels = true")))
    staffed.publish_profiles()
    identity = waiting(staffed)
    if role is Role.UNIT_REVIEWER:
        reviewing.endorse(staffed, identity, str(role))
        return
    with pytest.raises(InputError, match=r"不能做这件事|不能替"):
        reviewing.endorse(staffed, identity, str(role))

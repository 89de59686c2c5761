"""每种角色对每件事：自己的、别家的、全市的、别的城市的，能不能做，一张表说清；流程和命令都照它。"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.cli.running import Command
from tests.flows.test_uploads import JUNE, book
from tests.worlds import cities_but

from dashboard.access import passwords
from dashboard.access.rights import MAY, require
from dashboard.cli import main
from dashboard.domain.month import Month
from dashboard.domain.people import Account, Action, Role
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import State
from dashboard.flows import accounts, aliases, assessing, attaching, auditing, handing, locks, reviewing, uploads, whatif
from dashboard.flows.accounts import NewAccount
from dashboard.flows.auditing import Wanted
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.screens import review
from dashboard.flows.screens import submissions as desk
from dashboard.flows.screens.where import Where
from dashboard.storage.audit import Sought

PASSWORD = "一段 好记的 长密码"
LOOK = {Action.WATCH, Action.VIEW}
REPORT = {*LOOK, Action.APPEAL, Action.TEMPLATE, Action.CHECK, Action.SUBMIT, Action.WITHDRAW, Action.FETCH_SOURCE, Action.READ_AUDIT}
ALLOWED: Mapping[Role, set[Action]] = {
    Role.UNIT_REPORTER: REPORT,
    Role.DEPARTMENT_REPORTER: REPORT,
    Role.UNIT_REVIEWER: {*LOOK, Action.APPEAL, Action.FETCH_SOURCE, Action.ENDORSE, Action.RETURN, Action.PREVIEW, Action.READ_AUDIT},
    Role.CITY_REVIEWER: {a for a in Action if a not in (Action.MANAGE_ACCOUNTS, Action.WITHDRAW, Action.ENDORSE)},
    Role.LEADER: LOOK,
    Role.SCREEN: {Action.WATCH},
    Role.ADMINISTRATOR: {*LOOK, Action.MANAGE_ACCOUNTS, Action.READ_AUDIT},
}
"""题面写的，与程序里的那张各写各的。"""


def account(role: Role) -> Account:
    owner = {Role.UNIT_REPORTER: "昆山市", Role.UNIT_REVIEWER: "昆山市", Role.DEPARTMENT_REPORTER: "市科技局"}.get(role, "")
    return Account("某人", role, "" if role in (Role.ADMINISTRATOR, Role.SCREEN) else "suzhou", owner)


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


# 流程与命令 ---------------------------------------------------------------


@pytest.fixture
def staffed(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Dashboard:
    """每种角色一个账户，账户名就是角色。哈希调到最快，这里不比快慢。"""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    dash = Dashboard(data_dir)
    accounts.add(dash, NewAccount("administrator", Role.ADMINISTRATOR), PASSWORD, "", temporary=False)
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            made = account(role)
            accounts.add(dash, NewAccount(str(role), role, made.city, made.owner), PASSWORD, "administrator", temporary=False)
    accounts.add(dash, NewAccount("another", Role.UNIT_REPORTER, "suzhou", "太仓市"), PASSWORD, "administrator")
    return dash


def waiting(dash: Dashboard) -> str:
    """昆山市的一份待审。"""
    (found,) = uploads.submit(dash, [book(len(dash.store.submissions("suzhou")) + 5)], by="unit_reporter", attachments=[PAPER])
    assert found.submission is not None
    return found.submission.id


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
PAPER = ("盖章.pdf", b"%PDF-1.7 one %%EOF")
KUNSHAN = ["template", "--city", "suzhou", "--kind", "unit", "--unit", "昆山市", "--month", "2025-06"]
MONTH = ("--city", "suzhou", "--month", "2025-06")
RULES = ["whatif", *MONTH, "--set", "boards.pace=0.4", "--save", "--from", "2025-08", "--reason", WHY]
ACTS = (
    Act(Action.SUBMIT, lambda d, _, by: uploads.submit(d, [book(77)], by=by), lambda _, by, f: ["submit", str(f), "--by", by]),
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
def test_没有收下的文件_只有市级审核的人看得到(staffed: Dashboard, role: Role, capsys: pytest.CaptureFixture[str], data_dir: Path, tmp_path: Path) -> None:
    uploads.receive(staffed, [("坏.xlsx", b"PK\x03\x04")], "suzhou", by="unit_reporter")
    (kept,) = staffed.store.refused()
    command, allowed = Command(data_dir, capsys), role is Role.CITY_REVIEWER
    listed = command("refused", "--by", str(role))
    fetched = command("refused", kept.sha256, "-o", str(tmp_path / "一份"), "--by", str(role))
    assert ((listed.code == 0), (fetched.code == 0)) == (allowed, allowed), listed.err
    assert ("坏.xlsx" in listed.out) == allowed
    assert [e.by for e in staffed.store.audit("suzhou", Sought(actions=("export",)))] == (["city_reviewer"] if allowed else [])


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


@pytest.mark.parametrize("role", list(Role))
def test_看审计照那张表(staffed: Dashboard, role: Role, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    """板块、部门的人只看自己的，所以各自都看得到自己的。"""
    waiting(staffed)
    allowed = Action.READ_AUDIT in ALLOWED[role]
    found = Command(data_dir, capsys)("audit", "--city", "suzhou", "--by", str(role))
    assert (found.code == 0) == allowed, found.err
    if allowed:
        owner = account(role).owner
        assert {e.owner for e in auditing.entries(staffed, "suzhou", str(role), Wanted())} - {owner} == (set() if owner else {"昆山市", "太仓市", "市科技局"})


@pytest.mark.parametrize("role", list(Role))
def test_页面上各角色看到的(staffed: Dashboard, role: Role) -> None:
    """填报：只有填报的人和市级能传；审核：市级全看，板块、部门只看自己的，别的角色一份也看不到。"""
    waiting(staffed)
    (other,) = uploads.submit(staffed, [book(5, "太仓市")], by="another")
    assert other.submission is not None
    mine = account(role)
    here = desk.desk(staffed, Where.parse("submissions", {"city": "suzhou", "month": "2025-06", "kind": "unit", "owner": "太仓市"}), mine)
    able = not desk.unable(staffed, here, replace(mine, name=str(role)))
    assert able == (Action.CHECK in ALLOWED[role])
    assert here.owner == (mine.owner or "太仓市"), "填报的人换不成别家"
    owners = {s.header.owner for s in review.seen(staffed, "suzhou", mine)}
    assert owners == ({"昆山市", "太仓市"} if role is Role.CITY_REVIEWER else {"昆山市"} if mine.owner == "昆山市" else set())
    html = review.queue(staffed, here.where, moment(staffed, "suzhou", JUNE), mine).html
    assert ("太仓市" in html) == (role is Role.CITY_REVIEWER)


def test_别家的文件传上来_不给查(staffed: Dashboard) -> None:
    """检查会对照往期，所以别家的一份只说不是本单位的。"""
    files = [book(5, "太仓市"), book(6)]
    taicang, kunshan = uploads.receive(staffed, files, "suzhou", by="unit_reporter")
    assert [p.rule for p in taicang.problems] == ["no_right"]
    assert taicang.header is None
    assert kunshan.header is not None
    assert [r.header is not None for r in uploads.receive(staffed, files, "suzhou", by="city_reviewer")] == [True, True]

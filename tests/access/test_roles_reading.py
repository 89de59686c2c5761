"""每种角色看得到什么：审计、上报清单、检查、没有收下的文件、页面上的待审。"""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.access.staff import ALLOWED, account, waiting
from tests.cli.running import Command
from tests.flows.test_uploads import JUNE, book

from dashboard.domain.people import Action, Role
from dashboard.flows import auditing, uploads
from dashboard.flows.auditing import Wanted
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.screens import review
from dashboard.flows.screens import submissions as desk
from dashboard.flows.screens.where import Where
from dashboard.storage.audit import Sought

MONTH = ("--city", "suzhou", "--month", "2025-06")


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
def test_上报清单照那张表(staffed: Dashboard, role: Role, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    """市级看全市的，板块、部门的人只看自己的。"""
    waiting(staffed)
    uploads.submit(staffed, [book(5, "太仓市")], by="another")
    command, seen = Command(data_dir, capsys), {Role.CITY_REVIEWER: {"昆山市", "太仓市"}, Role.DEPARTMENT_REPORTER: set[str]()}
    found = command("submissions", *MONTH, "--by", str(role), "--format", "json")
    assert (found.code == 0) == (Action.LIST_SUBMISSIONS in ALLOWED[role]), found.err
    if found.code == 0:
        assert {s["unit"] for s in found.data} == seen.get(role, {"昆山市"})
    assert "no_account" in command("submissions", *MONTH, "--format", "json").out


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("staffed")
def test_检查照那张表(role: Role, capsys: pytest.CaptureFixture[str], data_dir: Path, tmp_path: Path) -> None:
    """一个文件夹里，无权查的那几份只说无权。"""
    for file, content in (book(5), book(5, "太仓市")):
        (tmp_path / file).write_bytes(content)
    found = Command(data_dir, capsys)("check", str(tmp_path), "--by", str(role), "--format", "json").data
    able = {"昆山市", "太仓市"} if role is Role.CITY_REVIEWER else {"昆山市"} if role is Role.UNIT_REPORTER else set()
    assert {r["unit"] for r in found if r["ok"]} == able
    assert {p["rule"] for r in found if not r["ok"] for p in r["problems"]} == (set() if len(able) == 2 else {"no_right"})


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

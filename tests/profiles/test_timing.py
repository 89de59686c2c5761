"""档案里的报送时限和放假安排：读得对，写错的说清。"""

from datetime import date

import pytest
from tests.profiles.folders import Folder

from dashboard import profiles
from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind
from dashboard.domain.timing import DueRule

_NEXT_YEAR = '\n[[calendar]]\nyear = 2027\nholidays = ["2027-01-01", "2027-02-06/2027-02-08"]\nworkdays = ["2027-02-14"]\n'


def _append(folder: Folder, text: str) -> Folder:
    path = folder.path / "profile.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return folder


def test_各种报表的规则(nantong_copy: Folder) -> None:
    found = profiles.read(nantong_copy.path).timing
    assert found.rule(Kind.UNIT) == DueRule(workday=5)
    assert found.rule(Kind.DEPARTMENT) == DueRule(workday=8)
    assert found.rule(Kind.TARGETS) == DueRule(day=15, month=2)
    assert (found.start, found.lock_days, found.lock_from, found.unlock_workdays) == (Month(2023, 1), 10, Month(2026, 11), 3)


def test_没写时限的档案照样读得通(nantong_copy: Folder) -> None:
    path = nantong_copy.path / "profile.toml"
    path.write_text(path.read_text("utf-8").split("[reporting]")[0], "utf-8")
    found = profiles.read(nantong_copy.path).timing
    assert (found.start, found.rule(Kind.UNIT), found.lock_days) == (Month(2023, 1), DueRule(workday=5), None)


def test_补一年的放假安排(nantong_copy: Folder) -> None:
    found = profiles.read(_append(nantong_copy, _NEXT_YEAR).path).timing.calendar[2027]
    assert found.holidays == {date(2027, 1, 1), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)}
    assert found.workdays == {date(2027, 2, 14)}


def test_板块的设立和撤并月份(nantong_copy: Folder) -> None:
    nantong_copy.edit("districts.csv", "schematic,note", "schematic,note,start,end")
    lines = (nantong_copy.path / "districts.csv").read_text("utf-8").splitlines()
    lines = [lines[0], *(line + (",2024-07,2025-03" if line.startswith("海安市") else ",,") for line in lines[1:])]
    (nantong_copy.path / "districts.csv").write_text("\n".join(lines), "utf-8")
    unit = profiles.read(nantong_copy.path).units[0]
    assert [unit.active(m) for m in (Month(2024, 6), Month(2024, 7), Month(2025, 3), Month(2025, 4))] == [False, True, True, False]


MISTAKES = [
    ("workday = 5 ", "workday = 0 ", "reporting workday", "应为1到60的整数，写的是0。"),
    ("workday = 5 ", "workday = 5\nday = 7 ", "reporting workday、day", "第几个工作日（workday）和次月几日（day）两者写一个。"),
    ("lock_days = 10", "lock_days = -1", "reporting lock_days", "应为0到366的整数，写的是-1。"),
    ("lock_days = 10", "lock_day = 10", "reporting lock_day", "不认得这一项，请核对拼写，或删去。"),
    ('lock_from = "2026-11"', 'lock_from = "11月"', "reporting lock_from", "读不出月份，写的是11月。请写成YYYY-MM，如2023-01。"),
    ('kind = "department"', 'kind = "office"', "reporting deadlines第2项 kind", "没有“office”这个词。"),
    ('kind = "department"', 'kind = "unit"', "reporting deadlines第2项 kind", "“unit”写了两次，请只留一条。"),
    ("month = 2, day = 15", "month = 13, day = 15", "reporting deadlines第3项 month", "应为1到12的整数，写的是13。"),
    ("month = 2, day = 15", "month = 2", "reporting deadlines第3项 workday、day", "两者写一个。"),
]


@pytest.mark.parametrize(("old", "new", "entry", "message"), MISTAKES)
def test_时限写错(nantong_copy: Folder, old: str, new: str, entry: str, message: str) -> None:
    (found,) = nantong_copy.edit("profile.toml", old, new).problems()
    assert (found.file, found.entry) == ("profile.toml", entry)
    assert message in found.message


CALENDAR_MISTAKES = [
    ('"2027-01-01"', '"1月1日"', "holidays", "读不出日期，写的是1月1日。"),
    ('"2027-01-01"', '"2026-01-01"', "holidays", "2026-01-01应在2027年里"),
    ("2027-02-06/2027-02-08", "2027-02-08/2027-02-06", "holidays", "先写起日，再写止日。"),
    ("2027-02-14", "2027-02-07", "workdays", "2027-02-07既放假又上班，请核对。"),
    ("2027-02-14", "2027-02-15", "workdays", "2027-02-15不是周末"),
    ("year = 2027", "year = 1027", "year", "应为2000到2999的整数，写的是1027。"),
    ("year = 2027\n", "", "year", "缺少这一项，请填哪一年。"),
]


@pytest.mark.parametrize(("old", "new", "key", "message"), CALENDAR_MISTAKES)
def test_放假安排写错(nantong_copy: Folder, old: str, new: str, key: str, message: str) -> None:
    found = _append(nantong_copy, _NEXT_YEAR).edit("profile.toml", old, new).problems()
    assert any(p.entry == f"calendar第1项 {key}" and message in p.message for p in found)

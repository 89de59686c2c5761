"""一箱工作簿另写成 .ods、.xls：读出的与 .xlsx 一格不差，所以检查也一样。"""

from dataclasses import replace

import pytest
from tests.corpus import foreign, listings, relations, sheets, values
from tests.corpus.case import Case
from tests.intake.rewriting import to_ods, to_xls
from tests.intake.workbench import read, saved

from dashboard.intake import child
from dashboard.intake.book import Sheet
from dashboard.intake.copying import copied
from dashboard.intake.limits import Limits

ALL = [*sheets.cases(), *values.cases(), *listings.cases(), *relations.cases(), *foreign.cases()]
CASES = [case for case in ALL if case.wrong.get("") != "refused"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_另写的读得一样(case: Case) -> None:
    book = read(case.make())
    for made in (to_ods(book), to_xls(book)):
        again = read(made)
        assert again.refused == ""
        assert list(again.sheets) == list(book.sheets)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_发回时另存的一份读得一样(case: Case) -> None:
    """公式成了值；没有算过的写成错误值，再上传照样拦下。"""
    book = read(case.make())
    again = read(saved(copied(child.read(to_xls(book), Limits()))[0]))
    assert [rounded(sheet) for sheet in again.sheets] == [rounded(settled(sheet)) for sheet in book.sheets]


def settled(sheet: Sheet) -> Sheet:
    errors = {**sheet.errors, **dict.fromkeys(sheet.uncached, "#VALUE!")}
    return replace(sheet, formulas=frozenset(), uncached=frozenset(), errors=errors)


def rounded(sheet: Sheet) -> Sheet:
    """数取15位有效数字，Excel 也只有这么多。"""
    rows = {n: {c: float(f"{v:.15g}") if isinstance(v, float) else v for c, v in row.items()} for n, row in sheet.rows.items()}
    return replace(sheet, rows=rows)

"""照读到的另写一份：再读回来，值、百分比、错误值、隐藏的都一样；没有算过的公式仍旧拦下。"""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.intake import oldbooks
from tests.intake.documents import cell, ods
from tests.intake.test_formats import file, parquet
from tests.intake.workbench import read, saved

from dashboard.intake import child
from dashboard.intake.book import Book
from dashboard.intake.copying import copied
from dashboard.intake.limits import Limits


def again(content: bytes) -> Book:
    """另写一份再读。"""
    return read(saved(copied(child.read(content, Limits()))[0]))


@pytest.mark.parametrize("name", ["各种.xls", "各种.ods", "月报.xls", "月报.ods"])
def test_旧格式_OpenDocument(name: str) -> None:
    before, after = read(file(name)).sheets, again(file(name)).sheets
    assert [replace(s, formulas=frozenset()) for s in before] == list(after)


FILES: dict[str, bytes] = {
    "CSV": '甲,乙\n=1+1, 12 \n"一\n二",+86\n'.encode("gb18030"),
    "Parquet": parquet(甲=[1, None], 乙=["=x", "'y"], 丙=[True, False], 丁=[9007199254740993, 2]),
    "旧格式": oldbooks.book(oldbooks.number(0, 0, 0.1, 0) + oldbooks.label(3, 2, " 甲 "), oldbooks.styles("0.0%")),
    "表名很长": ods(f"<table:table-row>{cell('甲')}</table:table-row></table:table><table:table table:name='{'长' * 31}'>"),
}


@pytest.mark.parametrize("name", FILES)
def test_读回来一样(name: str) -> None:
    assert again(FILES[name]).sheets == read(FILES[name]).sheets


def test_没有算过的公式_别的软件的错误值_仍旧拦下() -> None:
    old = again(oldbooks.book(oldbooks.formula(0, 0, None)))
    assert old.sheets[0].errors == {"A1": "#VALUE!"}
    found = '<table:table-cell office:value-type="string" table:formula="of:=X"><text:p>Err:502</text:p></table:table-cell>'
    assert again(ods(f"<table:table-row>{found}</table:table-row>")).sheets[0].errors == {"A1": "#VALUE!"}


def test_不是数的数_太早的日期_写成文字() -> None:
    assert again(parquet(甲=[float("nan")])).sheets[0].value(2, 1) == "nan"
    early = '<table:table-cell office:value-type="date" office:date-value="1900-01-05"/>'
    assert again(ods(f"<table:table-row>{early}</table:table-row>")).sheets[0].value(1, 1) == "1900-01-05"


def test_表名里有Excel不许的字() -> None:
    content = ods(f"<table:table-row>{cell('甲')}</table:table-row></table:table><table:table table:name='6/7月[初报]'>")
    book, sheets = copied(child.read(content, Limits()))
    assert (book.sheetnames, sheets["6/7月[初报]"].title) == (["表", "6_7月_初报_"], "6_7月_初报_")


def test_公式模样的文字不成为公式() -> None:
    sheet: Any = load_workbook(BytesIO(saved(copied(child.read(FILES["CSV"], Limits()))[0])))["数据"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")

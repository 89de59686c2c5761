"""一箱工作簿：每份都由代码造出，经真的子进程读、真的流程检查；应当收下成什么数、在哪一格报什么，一一对上。

整箱只开一个子进程读一次。"""

import re
from dataclasses import dataclass

import pytest
from tests.corpus import foreign, listings, receiving, relations, sheets, values
from tests.corpus.case import Case

from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.book import Book

CASES = [*receiving.cases(), *sheets.cases(), *values.cases(), *listings.cases(), *relations.cases(), *foreign.cases()]
_SHOWN = {*range(1, 4), *range(8, 26)} - {4, 5, 6, 7}
"""一份工作簿看得出来的要求；R4—R7 是收的过程，另有测试。"""


@dataclass(frozen=True)
class Box:
    """看板，里面已有往期；和读好的整箱。"""

    dash: Dashboard
    books: dict[str, tuple[bytes, Book]]


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    dash = Dashboard(tmp_path_factory.mktemp("箱"))
    past = [("往期.xlsx", bench.content()) for bench in relations.history()]
    for file, book in zip(past, uploads.read_books(past), strict=True):
        (outcome,) = uploads.submit(dash, [file], by="张三", accept_by="李四", books=[book])
        assert outcome.submission is not None
    files = [(case.file, case.make()) for case in CASES]
    read = uploads.read_books(files)
    return Box(dash, {case.name: (content, book) for case, (_, content), book in zip(CASES, files, read, strict=True)})


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_每份都如所料(case: Case, box: Box) -> None:
    content, book = box.books[case.name]
    (report,) = uploads.check_books(box.dash, [(case.file, content)], expected=case.expected, books=[book], replies=[case.replies])
    assert case.differences(report) == [], [p.message for p in report.problems]
    assert report.ready == (not case.wrong)


def test_名字各不相同_不少于八十份() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


def test_看得出来的要求都有() -> None:
    covered = {int(number) for case in CASES for number in re.findall(r"R(\d+)", case.rules)}
    assert sorted(_SHOWN - covered) == []


def test_每份的话都说全(box: Box) -> None:
    """每个问题是一整句；在格子上的说得出为什么。"""
    for case in CASES:
        content, book = box.books[case.name]
        (report,) = uploads.check_books(box.dash, [(case.file, content)], expected=case.expected, books=[book], replies=[case.replies])
        for problem in report.problems:
            assert problem.message.endswith("。"), problem
            assert not problem.cell or problem.why, problem

"""南通附件4逐行对照；苏州点名的展会和每年的活动。"""

import re

import pytest
from tests.profiles.documents import AnnexRow, annex, document, plain, profile

from dashboard.domain.city import PlannedEvent, Scope
from dashboard.domain.month import Month
from dashboard.domain.spans import Grain

NANTONG = profile("nantong")
ROWS = [pytest.param(row, event, id=row.no) for row, event in zip(annex(), NANTONG.events, strict=True)]

# 序号 起月 止月 写到多细 场次（“—”为文件没写）
DATES = """
1 2 3 月区间 1
2 2 3 逐场月份 2
3 1 3 周期 —
4 3 3 单月 1
5 3 3 单月 1
6 3 3 单月 1
7 2 2 单月 1
8 1 3 月区间 1
9 1 3 月区间 1
10 1 2 月区间 1
11 3 3 单月 1
12 3 3 单月 1
13 5 5 单月 1
14 4 6 逐场月份 3
15 5 5 单月 1
16 4 6 季度 2
17 4 6 周期 —
18 5 5 单月 1
19 5 5 单月 1
20 6 6 单月 1
21 5 5 单月 1
22 5 5 单月 1
23 5 5 单月 1
24 6 6 单月 1
25 7 9 季度 3
26 7 9 逐场月份 3
27 7 9 季度 2
28 7 9 周期 —
29 7 7 单月 1
30 7 9 季度 1
31 7 9 月区间 2
32 7 9 逐场月份 2
33 7 9 月区间 1
34 9 9 单月 1
35 9 9 单月 1
36 6 7 月区间 1
37 10 11 月区间 1
38 10 11 逐场月份 2
39 10 10 单月 1
40 10 12 周期 —
41 12 12 单月 1
42 10 10 单月 1
43 11 11 单月 1
44 11 11 单月 1
45 11 11 单月 1
46 11 11 单月 1
47 1 12 全年 —
48 10 11 月区间 2
"""
EXPECTED = [line.split() for line in DATES.strip().split("\n")]


@pytest.mark.parametrize(("row", "event"), ROWS)
def test_附件4逐行(row: AnnexRow, event: PlannedEvent) -> None:
    """序号、名称、内容、日期原话、主办、承办、类型、季度一字不差。"""
    printed = (row.no, row.name, row.content, row.dates, row.host, row.co_host.removeprefix("—"), row.quarter)
    kept = (event.no, event.name, event.content, event.planned.words, event.host, event.co_host)
    assert (*map(plain, kept), event.quarter) == printed
    assert event.type + (f"（{event.theme}）" if event.theme else "") == row.type
    assert (event.year, event.yearly, event.source) == (2023, False, f"附件4第{row.no}行")


@pytest.mark.parametrize(("row", "event"), ROWS)
def test_地点是附件的原词(row: AnnexRow, event: PlannedEvent) -> None:
    """“开发区”即南通开发区；“华南”名称写明粤港澳。"""
    words = {"南通开发区": "开发区", "华南（粤港澳）": "华南"}
    assert "".join(words.get(p, p) for p in event.places) == row.place


def test_类型沿用合并单元格() -> None:
    """写了类型的14行，其余34行沿用上一个。"""
    printed = [row.no for row in annex() if row.printed_type]
    assert len(annex()) == 48
    assert printed == ["1", "2", "3", "4", "10", "13", "14", "17", "18", "25", "26", "28", "29", "34", "37", "38", "40", "41"]
    counted = {kind: sum(e.type == kind for e in NANTONG.events) for kind in dict.fromkeys(e.type for e in NANTONG.events)}
    assert counted == {"季度主题活动": 4, "市级统筹活动": 8, "市级服务活动": 4, "板块招商活动": 32}
    assert [e.theme for e in NANTONG.events if e.theme] == ["科技成果", "科创项目", "平台载体", "科技人才"]


@pytest.mark.parametrize(("no", "first", "last", "grain", "stops"), EXPECTED)
def test_日期读成月份(no: str, first: str, last: str, grain: str, stops: str) -> None:
    event = next(e for e in NANTONG.events if e.no == no)
    assert (event.planned.first, event.planned.last) == (Month(2023, int(first)), Month(2023, int(last)))
    assert event.planned.precision == grain
    assert event.stops == (None if stops == "—" else int(stops))


@pytest.mark.parametrize(
    ("no", "months"),
    [
        ("2", [(2, 2), (3, 3)]),
        ("14", [(4, 4), (5, 5), (6, 6)]),
        ("26", [(7, 7), (8, 8), (9, 9)]),
        ("32", [(9, 9), (7, 9)]),
        ("38", [(10, 10), (11, 11)]),
    ],
)
def test_逐场的月份按序配对(no: str, months: list[tuple[int, int]]) -> None:
    event = next(e for e in NANTONG.events if e.no == no)
    assert [(s.first.month, s.last.month) for s in event.each] == months
    assert len(event.each) == event.stops


def test_场次合计56场() -> None:
    """市外25行30场，境外2行4场；第3、17、28、40、47行没写场次。"""
    assert sum(e.stops or 0 for e in NANTONG.events) == 56
    away, abroad = ([e for e in NANTONG.events if e.scope is s] for s in (Scope.AWAY, Scope.ABROAD))
    assert (len(away), sum(e.stops or 0 for e in away)) == (25, 30)
    assert (len(abroad), sum(e.stops or 0 for e in abroad)) == (2, 4)
    assert [e.no for e in NANTONG.events if e.stops is None] == ["3", "17", "28", "40", "47"]


def test_归属的板块() -> None:
    """主办是板块的归主办；第9行市科技局在海门办、海门区科技局承办，归海门区；其余归市级。"""
    for event in NANTONG.events:
        assert event.unit == (NANTONG.find_unit(event.host) or ("海门区" if event.no == "9" else "市级"))


def test_主办都认得() -> None:
    """主办是板块或市级部门，写全称、带城市名的也认得。"""
    hosts = {h for e in NANTONG.events for h in e.host.split()}
    assert all(NANTONG.find_unit(h) or NANTONG.find_department(h) for h in hosts)


SUZHOU = profile("suzhou")


def test_苏州点名的展会和活动() -> None:
    assert [e.name for e in SUZHOU.events] == ["苏州国际精英创业周", "智博会", "纳博会", "声博会", "各地重大科技招商活动"]
    assert all(e.yearly and e.year is None and e.stops is None for e in SUZHOU.events)
    for event in SUZHOU.events:
        assert event.content in document("suzhou")
        assert event.name in document("suzhou") or event.planned.words == "每年"


def test_没写日期的不编日期() -> None:
    fairs, yearly = SUZHOU.events[:4], SUZHOU.events[4]
    assert all((e.planned.first, e.planned.precision, e.each) == (None, Grain.UNSET, ()) for e in fairs)
    assert (yearly.planned.first, yearly.planned.precision) == (None, Grain.YEAR)


def test_数字与汉字之间没有空格() -> None:
    """PDF 的空格不进画面。"""
    for event in (*NANTONG.events, *SUZHOU.events):
        for text in (event.planned.words, event.name, event.content, event.note):
            assert not re.search(r"\d [\u4e00-\u9fff]|[\u4e00-\u9fff] \d(?!\d{3}年|\.)", text), text

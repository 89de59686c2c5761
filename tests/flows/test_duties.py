"""任务落实、载体名录：报了就上表，同一项以最近报的为准；名录与月报对得上对不上都说。"""

from datetime import date
from pathlib import Path

import pytest
from tests.intake.workbench import Bench

from dashboard.domain.facts import DutyState
from dashboard.domain.month import Month
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Kind, Table
from dashboard.flows import duties, registering, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.screens import carrier_list
from dashboard.flows.screens.where import Where
from dashboard.intake.guard import read_books

MARCH, JUNE = Month(2025, 3), Month(2025, 6)
DUTY = "明确科技招商工作机构"
LISTED = {"type": "众创空间", "level": "省级", "recognised": date(2024, 5, 1)}


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def bench(month: Month, owner: str = "昆山市") -> Bench:
    return Bench(owner=owner, month=month).put("tech_sme_annual", 本年累计=5)


def sent(dash: Dashboard, found: Bench) -> None:
    (outcome,) = uploads.submit(dash, [("月报.xlsx", found.content())], by="张三", accept_by="李四")
    assert outcome.submission is not None, [p.message for p in outcome.report.problems]


def state(dash: Dashboard, month: Month, owner: str = "昆山市") -> DutyState | None:
    task = next(t for t in duties.tasks(dash, moment(dash, "suzhou", month)) if t.name == DUTY)
    found = task.reports[owner]
    return found.state if found else None


def test_以最近报的为准_没报的是没报(dash: Dashboard) -> None:
    sent(dash, bench(MARCH).add("任务落实", duty=DUTY, state="推进中"))
    sent(dash, bench(JUNE).add("任务落实", duty=DUTY, state="已落实", evidence="昆委办〔2025〕3号", day=date(2025, 6, 3)))
    assert [state(dash, m) for m in (MARCH, Month(2025, 5), JUNE)] == [DutyState.UNDER_WAY, DutyState.UNDER_WAY, DutyState.DONE]
    assert state(dash, JUNE, "太仓市") is None
    tally = duties.tally([t for t in duties.tasks(dash, moment(dash, "suzhou", JUNE)) if t.name == DUTY])
    assert (tally[DutyState.DONE], tally[None]) == (1, 9)


def test_下发的模板带着该办的任务和上次报的(dash: Dashboard) -> None:
    sent(dash, bench(MARCH).add("任务落实", duty=DUTY, state="推进中").add("载体名录", name="甲园", **LISTED))
    (book,) = read_books([("模板.xlsx", uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, 202506))])
    tasks, carriers = book.sheet("任务落实"), book.sheet("载体名录")
    assert tasks is not None
    assert carriers is not None
    assert [tasks.text(5, c) for c in (1, 2)] == [DUTY, "推进中"]
    assert len([r for r in tasks.rows if r >= 5]) == 8
    assert [carriers.text(5, c) for c in (1, 2, 3)] == ["甲园", "众创空间", "省级"]


def test_只有任务可填的部门也有模板(dash: Dashboard) -> None:
    at = moment(dash, "nantong", JUNE)
    (name,) = [d.short_name for d in at.profile.departments if d.short_name == "市教育局"]
    found = Bench(Kind.DEPARTMENT, name, JUNE, "nantong")
    duty = next(d.duty for d in at.profile.departments if d.short_name == name)
    sent(dash, found.add("任务落实", duty=duty, state="未启动"))
    task = next(t for t in duties.tasks(dash, moment(dash, "nantong", JUNE)) if t.name == duty)
    assert task.count(DutyState.NOT_STARTED) == 1


def test_下发的任务一项没填_照样报得进() -> None:
    report = bench(JUNE).add("任务落实", duty=DUTY).check()
    assert report.ready
    assert report.tables[Table.DUTIES] == ()


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"state": "已落实", "day": date(2025, 6, 3)}, "duty_proof"),
        ({"state": "已落实", "evidence": "文件"}, "duty_proof"),
        ({"state": "快了"}, "field"),
        ({"state": "推进中", "day": date(2025, 7, 3)}, "future"),
    ],
)
def test_任务报错的(row: dict[str, object], rule: str) -> None:
    assert [p.rule for p in bench(JUNE).add("任务落实", duty=DUTY, **row).problems()] == [rule]


def test_一项任务写两行() -> None:
    found = bench(JUNE).add("任务落实", duty=DUTY, state="推进中").add("任务落实", duty=DUTY, state="未启动")
    assert [p.rule for p in found.problems()] == ["repeated"]


def listed(month: Month, area: float, count: int) -> Bench:
    """名录两个省级的各3万平方米、一个撤销了的；月报另写。"""
    found = bench(month).put("carrier_area", 期末=area).put("incubator_province", 期末=count)
    found.add("载体名录", name="甲园", area=3, **LISTED).add("载体名录", name="乙园", area=3, **LISTED)
    return found.add("载体名录", name="丙园", area=9, **{**LISTED, "withdrawn": date(2025, 1, 5)})


def test_名录与月报对得上(dash: Dashboard) -> None:
    assert listed(MARCH, 6, 2).problems() == []
    sent(dash, listed(MARCH, 6, 2))
    found = registering.balances(dash, moment(dash, "suzhou", MARCH))
    assert [(b.unit, b.reported, b.listed, b.agrees, b.carriers) for b in found] == [("昆山市", 6, 6, True, 2), ("昆山市", 2, 2, True, 2)]


def test_名录里选一个板块_列出它报的载体的认定和撤销日期(dash: Dashboard) -> None:
    sent(dash, listed(MARCH, 6, 2))
    where = Where("carriers", "suzhou", MARCH, picks={"view": "list"})
    mine, whole = (carrier_list.listed(dash, w).html for w in (where.but(unit="昆山市"), where))
    (line,) = (text for text in mine.split("<tr>") if "丙园" in text)
    assert [text in line for text in ("2024年5月1日", "<b>2025年1月5日</b>", "2025年3月载体名录!A7")] == [True, True, True]
    assert ("丙园" in whole, where.but(unit="昆山市").href.replace("&", "&amp;") in whole) == (False, True)


def test_月报在前_名录又变了的_照月报那时的名录对(dash: Dashboard) -> None:
    sent(dash, listed(MARCH, 6, 2))
    more = bench(JUNE)
    for name in ("甲园", "乙园"):
        more.add("载体名录", name=name, area=5, **LISTED)
    uploads.submit(dash, [("六月.xlsx", more.content())], by="张三", accept_by="李四", explain=lambda report: [
        Reply(ReplyKind.EXPLAIN, p.sheet, p.cell, "六月起扩建，月报下次改") for p in report.problems
    ])
    found = registering.balances(dash, moment(dash, "suzhou", JUNE))
    assert [(b.month, b.reported, b.listed, b.agrees) for b in found] == [(MARCH, 6, 6, True), (MARCH, 2, 2, True)]


def test_名录与月报对不上要说明_两处都说出() -> None:
    area, count = listed(MARCH, 7, 3).problems()
    assert (area.rule, count.rule) == ("register", "register")
    assert "写的是7，载体名录的面积合计是6万平方米（“载体名录”表A5等3行" in area.message
    assert count.cell.startswith("H")


def test_以后不写名录的也与以前报的对(dash: Dashboard) -> None:
    sent(dash, listed(MARCH, 6, 2))
    (report,) = uploads.check_books(dash, [("月报.xlsx", bench(JUNE).put("carrier_area", 期末=8).content())])
    (problem,) = [p for p in report.problems if p.rule == "register"]
    assert "以前报的“载体名录”" in problem.message


def test_认定的路() -> None:
    row = {"number": "KC1", "name": "甲", "lead": True, "factor": 1, "stage": "落地", "apply_date": date(2025, 5, 1)}
    path = {"first_review": date(2025, 5, 8), "joint_review": date(2025, 5, 12), "recognised": date(2025, 6, 8)}

    def rules(**more: object) -> list[str]:
        return [p.rule for p in bench(JUNE).add("科创项目", **{**row, **path, **more}).problems() if p.rule != "ledger"]

    assert rules() == ["path_gap"]
    assert rules(publicity=date(2025, 5, 20)) == []
    assert rules(publicity=date(2025, 5, 10)) == ["stages"]
    assert rules(publicity=date(2025, 5, 20), rejected=date(2025, 6, 1)) == ["stages"]
    assert rules(publicity=date(2025, 5, 20), apply_date=None) == ["path_gap"]
    assert rules(publicity=date(2025, 5, 20), recognised=None, rejected=date(2025, 5, 19)) == ["stages"]
    assert rules(publicity=date(2025, 5, 20), recognised=None, rejected=date(2025, 5, 21)) == []
    assert rules(first_review=None, joint_review=None) == [], "一步也没写的是以前的台账"


def test_撤销了的载体要有认定日期() -> None:
    row = {**LISTED, "recognised": None, "withdrawn": date(2025, 1, 5)}
    assert "stages" in [p.rule for p in bench(MARCH).add("载体名录", name="甲园", area=3, **row).problems()]

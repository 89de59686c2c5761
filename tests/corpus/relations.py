"""数与数、与往期、与台账的关系（R19—R24）。往期见 history：昆山市二月到五月每月各25家。"""

from typing import Any

from tests.corpus.case import AREA, CONTRACT, FACTS, PROJECTS, SME, Case, filled, one
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind

MONTHS = (2, 3, 4, 5)
TOLD = "集中申报了一批，情况属实"


def history() -> list[Bench]:
    """先收下的往期：昆山市的四个月、太仓市五月的一个共建项目、常熟等五月的数。"""
    found = [Bench(month=Month(2025, m)).put(SME, 本月=25, 本年累计=25 * (m - 1)).put(CONTRACT, 本年累计=100 * m) for m in MONTHS]
    found[1].put(AREA, 期末=50)
    found.append(Bench(owner="太仓市", month=Month(2025, 5)).put(SME, 本年累计=20).add(PROJECTS, **shared(number="GJ-1", factor=0.6)))
    found += [Bench(owner=u, month=Month(2025, 5)).put(SME, 本年累计=20) for u in ("常熟市", "张家港市", "吴江区")]
    return found


def shared(**more: Any) -> dict[str, Any]:
    """一个共建项目。"""
    return {"number": "GJ-1", "name": "共建", "credit_code": "91320583MA1ABCDE1X", "lead": True, "factor": 0.4, "stage": "在谈", **more}


def kunshan(**numbers: Any) -> Bench:
    """有往期的昆山市，科技型中小企业一行：五月的本年累计是100。"""
    return Bench().put(SME, **numbers)


def cases() -> list[Case]:
    return [*_sums(), *_falls(), *_explained(), *_ratio(), *_ledger(), *_tasks()]


def _sums() -> list[Case]:
    return [
        filled("本月加上月累计等于累计", "R19", kunshan(本月=25, 本年累计=125), reads={"D10": 25, "E10": 125}),
        filled("加起来不等", "R19", kunshan(本月=25, 本年累计=130), wrong={"E10": "adds_up"}),
        filled("核增核减算在内", "R19", kunshan(本月=25, 本年累计=123, 核增=2, 核减=4), reads={"E10": 123, "F10": 2, "G10": 4}),
        filled("只有本月没有累计", "R19", kunshan(本月=25), wrong={"D10": "no_total"}),
        filled("本月是负数", "R19", kunshan(本月=-5, 本年累计=95), wrong={"D10": "negative", "E10": "fall"}),
        filled("一月从头累计", "R19", Bench(month=Month(2026, 1)).put(SME, 本月=20, 本年累计=20), reads={"E6": 20}),
        filled("一月累计不等于本月", "R19", Bench(month=Month(2026, 1)).put(SME, 本月=20, 本年累计=120), wrong={"E6": "adds_up"}),
        filled("与往期相差太多", "R24", kunshan(本月=2500, 本年累计=2600), wrong={"E10": "unusual"}),
        filled("往期不足三期不下结论", "R24", Bench(owner="太仓市").put(SME, 本年累计=300), reads={"E10": 300}),
        filled("比各板块大得多", "R23", Bench(owner="吴中区").put(SME, 本年累计=90_000), wrong={"E10": "siblings"}),
    ]


def _falls() -> list[Case]:
    return [
        filled("累计比上月少", "R19", kunshan(本年累计=90), wrong={"E10": "fall"}),
        filled("核减说明了少", "R19", kunshan(本月=0, 本年累计=95, 核减=5), reads={"E10": 95}, hints={"E10": "fall"}),
        filled("核减抵不上少的", "R19", kunshan(本年累计=80, 核减=5), wrong={"E10": "fall"}),
        filled("面积比三月少", "R19", kunshan(本年累计=125).put(AREA, 期末=40), wrong={"H13": "fall"}),
        filled("与上月一字不差", "R24", _same(), wrong={"D10": "same_as_last", "E10": "adds_up", "E12": "unusual"}),
    ]


def _same() -> Bench:
    return kunshan(本月=25, 本年累计=100).put(CONTRACT, 本年累计=500)


def _explained() -> list[Case]:
    fallen = {"本年累计": 90}
    return [
        filled("需说明的说明了", "R20 R22", kunshan(**fallen).explain("E10", TOLD), reads={"E10": 90}),
        filled("说明得太短", "R20", kunshan(**fallen).explain("E10", "属实"), wrong={"E10": "fall reply"}),
        filled("说明了不用说明的", "R20", kunshan(本年累计=125).explain("E10", TOLD), wrong={"E10": "reply"}),
        filled("说明写错了地方", "R20", kunshan(**fallen).explain("E11", TOLD), wrong={"E10": "fall", "E11": "reply"}),
        filled("改正一格", "R22", kunshan(本年累计="12O").fix("E10", "120"), reads={"E10": 120}),
        filled("改正还是写错", "R22", kunshan(本年累计="1O5").fix("E10", "约105"), wrong={"E10": "number"}),
        filled("改正没有的表", "R22", kunshan(本年累计=125).fix("E10", "1", "月报"), wrong={"月报!E10": "reply"}),
        filled("改正成空白是未报", "R22", kunshan(本年累计="见附件").put(AREA, 期末=60).fix("E10", ""), reads={"H13": 60}),
    ]


def _ratio() -> list[Case]:
    bench = lambda **n: Bench(Kind.DEPARTMENT, "市统计局").put("hitech_output_share", "部门报表", "昆山市", **n)  # noqa: E731
    return [
        filled("占比两格都填", "R19", bench(分子=50, 分母=100), reads={}),
        filled("占比只填分子", "R19", bench(分子=50), wrong={_part("分子"): "half_ratio"}),
        filled("占比分母是零", "R19", bench(分子=50, 分母=0), wrong={_part("分母"): "zero_denominator"}),
        filled("占比超过一", "R19", bench(分子=150, 分母=100), wrong={_part("分子"): "over_one"}),
    ]


def _part(measure: str) -> str:
    """部门报表里昆山市那一行的一格。"""
    part = Bench(Kind.DEPARTMENT, "市统计局").layout.grids[0]
    number = next(n for n, row in enumerate(part.rows, 5) if row.unit == "昆山市" and row.goal.indicator == "hitech_output_share")
    return f"部门报表!{measure}{number}"


def _ledger() -> list[Case]:
    project = {"number": "KC001", "name": "甲", "lead": True, "factor": 1, "stage": "落地"}
    haimen = Bench(owner="海门区", city="nantong").put("sci_project_new", 本月=2, 本年累计=2).add(PROJECTS, **project)
    return [
        filled("台账与本月数不等", "R23", haimen, wrong={f"{FACTS}!本月{_ledger_row(haimen)}": "ledger"}),
        filled("系数合计超过一", "R23", kunshan(本年累计=125).add(PROJECTS, **shared(lead=False, factor=0.9)), wrong={f"{PROJECTS}!分成系数5": "shares"}),
        filled("两处牵头", "R23", kunshan(本年累计=125).add(PROJECTS, **shared()), wrong={f"{PROJECTS}!是否牵头5": "two_leads"}),
        filled("共建的系数对得上", "R23", kunshan(本年累计=125).add(PROJECTS, **shared(lead=False)), reads={f"{PROJECTS}!项目名称5": "共建"}),
        filled(
            *("别处用另一编号报过的企业", "R23"),
            kunshan(本年累计=125).add(PROJECTS, **shared(number="KS-2", factor=1)),
            wrong={f"{PROJECTS}!统一社会信用代码5": "claimed"},
        ),
    ]


def _ledger_row(bench: Bench) -> int:
    return next(n for n, row in enumerate(bench.layout.grids[0].rows, 5) if row.goal.indicator == "sci_project_new")


def _tasks() -> list[Case]:
    bench = Bench(Kind.TARGETS, "", Month(2025, 12)).put(SME, "指标分解", "昆山市", 年度任务=300).put(SME, "指标分解", "全市", 年度任务=1000)
    number = next(n for n, row in enumerate(bench.layout.grids[0].rows, 5) if row.goal.indicator == SME)
    return [
        filled("任务之和与全市不等", "R11", bench, reads={f"指标分解!昆山市{number}": 300}, hints={f"指标分解!全市{number}": "target_sum"}),
        filled("一份月报只有一个数", "R25", one(5), reads={"E10": 5}),
    ]

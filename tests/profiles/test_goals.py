"""34项目标和15项承诺：每一条的数、词、口径，与文件原文对得上。"""

import re

import pytest
from tests.profiles.documents import CITIES, aims, document, plain, profile

from dashboard.domain.goals import Basis, Bound, Breakdown, Counting, Frequency, Goal, Status
from dashboard.domain.month import Month
from dashboard.profiles.goal_checks import LONGEST_SHORT_NAME

# 目标 基准 限定 目标数 频率 谁报 牵头部门 目标或承诺
SUZHOU = """
hitech_output_share 占比 左右 55 季 部门 市统计局 目标
top_talent 累计 以上 10 季 部门 市人才办 目标
major_innovation_team 累计 左右 60 季 部门 市人才办 目标
foreign_talent_new 新增 以上 4000 月 部门 市科技局 目标
leading_talent 新增 左右 10000 季 部门 市人才办 目标
outstanding_engineer 新增 左右 10000 季 部门 市人社局 目标
national_platform 累计 左右 10 季 板块 市科技局 目标
innovation_consortium 累计 以上 10 季 板块 市科技局 目标
new_rd_institute 累计 左右 160 季 板块 市科技局 目标
unicorn_cultivated_new 新增 以上 100 年 板块 市科技局 目标
tech_listed_new 新增 以上 100 月 部门 市金融监管局 目标
foreign_rd_center_new 新增 以上 100 月 板块 市商务局 目标
gazelle_annual 年度 以上 500 年 板块 市科技局 目标
hte_certified_annual 年度 以上 5000 季 板块 市科技局 目标
tech_sme_annual 年度 以上 28000 月 板块 市科技局 目标
tech_broker 累计 突破 5000 季 板块 市科技局 目标
tech_contract_value 年度 突破 1000 月 板块 市科技局 目标
vc_fund_new 新增 以上 2500 季 部门 市财政局 目标
kedaitong_firms 总数 以上 15000 月 部门 市科技局 目标
carrier_area 总数 以上 3500 季 板块 市科技局 目标
incubator_province 总数 以上 600 季 板块 市科技局 目标
tech_service_revenue 年度 以上 2500 季 部门 市统计局 目标
iur_projects_annual 年度 突破 1000 月 板块 市科技局 承诺
district_annual_event 频次 以上 — 年 板块 市科技局 承诺
special_meeting 计数 以上 — 月 部门 市政府办 承诺
district_org_coverage 占比 以上 100 年 板块 市科技局 承诺
"""
NANTONG = """
sci_project_new 新增 以上 3300 月 板块 市科技局 目标
hte_total 总数 突破 4300 季 板块 市科技局 目标
growth_firm_total 总数 突破 600 季 板块 市科技局 目标
tech_listed_new 新增 左右 20 月 部门 市金融局 目标
national_talent_new 新增 以上 100 季 部门 市人才办 目标
provincial_talent_new 新增 以上 400 季 部门 市人才办 目标
foreign_talent_new 新增 以上 300 月 部门 市科技局 目标
iur_projects_new 新增 以上 5000 月 板块 市科技局 目标
tech_contract_value_new 新增 以上 1200 月 板块 市科技局 目标
high_value_patent_new 新增 以上 3000 月 部门 市市场监管局 目标
colab_platform 总数 突破 50 季 板块 市科技局 目标
incubator_province 总数 突破 200 季 板块 市科技局 目标
activity_per_year 年度 左右 40 月 板块 市科技局 承诺
cadence_quarter_theme 频次 以上 — 季 部门 市科技局 承诺
cadence_month_activity 频次 以上 — 月 板块 市科技局 承诺
cadence_week_talk 频次 以上 — 月 板块 市科技局 承诺
overseas_activity 计数 以上 — 年 板块 市科技局 承诺
assess_monthly_tracking 频次 以上 — 月 部门 市科技局 承诺
assess_bimonthly_review 频次 以上 — 双月 部门 市科技局 承诺
assess_quarterly 频次 以上 — 季 部门 市科技局 承诺
district_org_coverage 占比 以上 100 年 板块 市科技局 承诺
fund_tour 频次 以上 — 双月 部门 市金融局 承诺
training_camp 计数 以上 — 年 部门 市科技局 承诺
"""
EXPECTED = [(city, *line.split()) for city, table in zip(CITIES, (SUZHOU, NANTONG), strict=True) for line in table.split("\n") if line]
GOALS = [pytest.param(city, goal, id=f"{city}-{goal.id}") for city in CITIES for goal in profile(city).goals]
NUMERIC = [p for p in GOALS if not p.values[1].is_commitment]


@pytest.mark.parametrize(("city", "id", "basis", "bound", "target", "frequency", "collector", "owner", "kind"), EXPECTED)
def test_每一条的口径(
    city: str, id: str, basis: str, bound: str, target: str, frequency: str, collector: str, owner: str, kind: str
) -> None:
    goal = profile(city).goal_by_id[id]
    found = goal.target_at(Month(2025, 12))
    assert (goal.basis, goal.bound, goal.frequency, goal.collected_from) == (basis, bound, frequency, collector)
    assert found == (None if target == "—" else float(target))
    assert goal.owner_at(Month(2025, 12)) == owner
    assert goal.is_commitment == (kind == "承诺")
    assert goal.indicator == goal.id


def test_一条不多一条不少() -> None:
    """苏州22项目标4项承诺，南通12项目标11项承诺，顺序同文件。"""
    assert [(city, g.id) for city in CITIES for g in profile(city).goals] == [row[:2] for row in EXPECTED]
    counted = [(sum(not g.is_commitment for g in profile(c).goals), sum(g.is_commitment for g in profile(c).goals)) for c in CITIES]
    assert counted == [(22, 4), (12, 11)]


@pytest.mark.parametrize(("city", "goal"), GOALS)
def test_条款一字不差地在原文里(city: str, goal: Goal) -> None:
    assert goal.clause == plain(goal.clause)
    assert goal.clause in document(city)
    assert goal.basis_word
    assert goal.basis_word in document(city)
    assert goal.heading in document(city)


@pytest.mark.parametrize(("city", "goal"), NUMERIC)
def test_目标数连着计量单位和限定词写在条款里(city: str, goal: Goal) -> None:
    """达5000家、超5000人、突破4300家、10名以上、60个左右；“达55%左右”以左右为准。"""
    (target,) = goal.targets
    number = f"{target.value:g}{goal.uom}"
    suffix = goal.bound_word in ("以上", "左右")
    assert (number + goal.bound_word if suffix else goal.bound_word + number) in goal.clause
    assert target.source == profile(city).document
    if not suffix:
        assert re.search(rf"{number}(?!以上|左右)", document(city)), "原文后面还有限定词"
        before = goal.clause[goal.clause.index(number) - 2 : goal.clause.index(number)]
        assert goal.bound_word or not re.search("达|超|突破", before)


@pytest.mark.parametrize("city", CITIES)
def test_发展目标里的每一个数都是一条目标(city: str) -> None:
    """按文件顺序，一个不漏。"""
    printed = [float(n) for n in re.findall(r"(\d+)(?=[%名个人家项亿万件])", aims(city))]
    assert printed == [g.targets[0].value for g in profile(city).goals if not g.is_commitment]


@pytest.mark.parametrize("city", CITIES)
def test_每条目标在它那一句发展目标里(city: str) -> None:
    for goal in profile(city).goals:
        if goal.heading:
            rest = aims(city).split(f"——{goal.heading}。")[1].split("——")[0]
            assert goal.clause in rest, goal.id


def test_承诺的数在条款里() -> None:
    """千项、40场；其余承诺文件没给数。"""
    given = {g.id: g.targets[0].value for c in CITIES for g in profile(c).goals if g.is_commitment and g.targets}
    assert given == {"iur_projects_annual": 1000, "activity_per_year": 40, "district_org_coverage": 100}
    assert "超千项" in profile("suzhou").goal_by_id["iur_projects_annual"].clause
    assert "40场左右" in profile("nantong").goal_by_id["activity_per_year"].clause


@pytest.mark.parametrize(("city", "goal"), GOALS)
def test_限定词与判法一致(city: str, goal: Goal) -> None:
    words = {Bound.AT_LEAST: ("", "以上", "达"), Bound.MORE_THAN: ("超", "突破"), Bound.ABOUT: ("左右",)}
    assert goal.bound_word in words[goal.bound], city


def test_基期() -> None:
    """文件都没写基期；这三个由公开数补上，只有新型研发机构计入完成数。"""
    found = {g.id: (g.baseline.value, str(g.baseline.date), g.baseline.counted) for c in CITIES for g in profile(c).goals if g.baseline}
    assert found == {
        "hitech_output_share": (52.7, "2021-09", False),
        "new_rd_institute": (78, "2021-12", True),
        "hte_total": (2180, "2020-12", False),
    }


@pytest.mark.parametrize("city", CITIES)
def test_基期就是公开数(city: str) -> None:
    for goal in profile(city).goals:
        if goal.baseline:
            published = [f for f in profile(city).figures if f.indicator == goal.id and f.month == goal.baseline.date]
            assert [f.value for f in published] == [goal.baseline.value]


@pytest.mark.parametrize(("city", "start"), [("suzhou", "2022-01"), ("nantong", "2023-01")])
def test_起点是设置不是文件写的(city: str, start: str) -> None:
    for goal in profile(city).goals:
        assert (str(goal.start), str(goal.end)) == (start, "2025-12")
        assert bool(goal.start_note) == (goal.basis in (Basis.NEW, Basis.CUMULATIVE))


@pytest.mark.parametrize(("city", "goal"), GOALS)
def test_应报月由频率定(city: str, goal: Goal) -> None:
    """月报每月，双月报双数月，季报季末，年报12月。"""
    months = {Frequency.MONTHLY: range(1, 13), Frequency.BIMONTHLY: range(2, 13, 2), Frequency.QUARTERLY: range(3, 13, 3)}
    assert goal.due_months == tuple(months.get(goal.frequency, (12,))), city
    assert goal.authority is Status.FINAL


def test_承诺从哪里数() -> None:
    """市外、境外、主题季度、活动月、洽谈周由活动和洽谈数；训练营、创投行、各地活动看“计入”；月度跟踪看审定。"""
    found = {g.id: g.counting for c in CITIES for g in profile(c).goals if g.is_commitment and g.counts_events}
    assert found == {
        "district_annual_event": Counting.TALLY_UNITS,
        "activity_per_year": Counting.STOPS_AWAY,
        "cadence_quarter_theme": Counting.THEME_QUARTERS,
        "cadence_month_activity": Counting.ACTIVITY_MONTHS,
        "cadence_week_talk": Counting.TALK_WEEKS,
        "overseas_activity": Counting.STOPS_ABROAD,
        "assess_monthly_tracking": Counting.FINALIZED_MONTHS,
        "fund_tour": Counting.TALLY_PERIODS,
        "training_camp": Counting.TALLY,
    }
    reported = [g.id for c in CITIES for g in profile(c).goals if g.is_commitment and not g.counts_events]
    assert reported == [
        "iur_projects_annual",
        "special_meeting",
        "district_org_coverage",
        "assess_bimonthly_review",
        "assess_quarterly",
        "district_org_coverage",
    ]


def test_频次一年几期() -> None:
    found = {g.id: g.periods_per_year for c in CITIES for g in profile(c).goals if g.periods_per_year}
    assert found == {
        "cadence_quarter_theme": 4,
        "cadence_month_activity": 12,
        "assess_monthly_tracking": 12,
        "assess_bimonthly_review": 6,
        "assess_quarterly": 4,
        "fund_tour": 6,
    }


def test_只有全市数的是频次和会议() -> None:
    whole = [g.id for c in CITIES for g in profile(c).goals if g.breakdown is Breakdown.CITY_ONLY]
    assert whole == [
        "special_meeting",
        "cadence_quarter_theme",
        "cadence_month_activity",
        "cadence_week_talk",
        "assess_monthly_tracking",
        "assess_bimonthly_review",
        "assess_quarterly",
        "fund_tour",
        "training_camp",
    ]


def test_创新联合体只计省级() -> None:
    goal = profile("suzhou").goal_by_id["innovation_consortium"]
    assert "只计省级" in goal.note
    assert not [f for f in profile("suzhou").figures if f.indicator == goal.id and f.same_definition]


def test_能写小数的是金额面积和占比() -> None:
    found = {g.id for c in CITIES for g in profile(c).goals if not g.integer}
    assert found == {
        "hitech_output_share",
        "tech_contract_value",
        "vc_fund_new",
        "carrier_area",
        "tech_service_revenue",
        "tech_contract_value_new",
    }
    assert [g.id for c in CITIES for g in profile(c).goals if g.ledger] == ["sci_project_new"]


def test_占比写明分子分母() -> None:
    share = profile("suzhou").goal_by_id["hitech_output_share"]
    assert (share.numerator, share.denominator, share.parts_uom) == ("高新技术产业产值", "规模以上工业总产值", "亿元")
    assert f"{share.numerator}占{share.denominator}比重" in document("suzhou")


@pytest.mark.parametrize(("city", "goal"), GOALS)
def test_短名画面放得下且不重样(city: str, goal: Goal) -> None:
    assert 2 <= len(goal.short_name) <= LONGEST_SHORT_NAME - 1
    assert sum(g.short_name == goal.short_name for g in profile(city).goals) == 1


@pytest.mark.parametrize(
    ("city", "groups"),
    [
        ("suzhou", {"载体与总述": 4, "高端创新人才": 5, "企业创新主体": 6, "创新创业生态": 7, "持续承诺": 4}),
        ("nantong", {"企业创新主体": 4, "科技创新人才": 3, "科技成果转化": 3, "创新平台载体": 2, "持续承诺": 11}),
    ],
)
def test_分组(city: str, groups: dict[str, int]) -> None:
    found = profile(city)
    assert {name: sum(g.group == name for g in found.goals) for name in found.goal_groups} == groups
    assert all(len(name) <= 6 for name in found.goal_groups)

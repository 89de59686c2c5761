"""各表的列：下发模板和检查都只认这里。"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.city import CityProfile, Scope
from dashboard.domain.facts import DutyState, Measure
from dashboard.domain.goals import Basis, Counting, Goal
from dashboard.domain.submissions import Table

KEY = "编号"
INDICATOR, UNIT, ITEM, UOM, NOTE, LAST = "指标", "板块", "填报项", "计量单位", "备注", "上期数（参考）"
NONE_LABEL = "本月无"
YES, NO = "是", "否"
TASK = "年度任务"
"""指标分解里的数是这一种。"""

FLOW_MEASURES = (Measure.MONTH, Measure.YEAR_TO_DATE, Measure.ADDED, Measure.REMOVED)
MEASURES = (*FLOW_MEASURES, Measure.STOCK, Measure.NUMERATOR, Measure.DENOMINATOR)

_NEEDED: dict[Basis, tuple[Measure, ...]] = {
    Basis.STOCK: (Measure.STOCK,),
    Basis.RATIO: (Measure.NUMERATOR, Measure.DENOMINATOR),
}


def needed(goal: Goal, checked: bool = False) -> tuple[Measure, ...]:
    """一个目标要填的几种数；checked 为核定表，只填判定要用的。

    新增、累计、年度填本年累计和核增、核减，按月报的另填本月；频次、计数只填本年累计。"""
    fixed = _NEEDED.get(goal.basis)
    if fixed is not None:
        return fixed
    if checked or goal.basis in (Basis.CADENCE, Basis.COUNT):
        return (Measure.YEAR_TO_DATE,)
    return FLOW_MEASURES if len(goal.due_months) == 12 else FLOW_MEASURES[1:]


def uom_of(goal: Goal) -> str:
    """格子里的数的计量单位：占比填分子、分母，用它们的单位；其余同目标。"""
    return goal.parts_uom if goal.basis is Basis.RATIO else goal.uom


def indicator_label(goal: Goal) -> str:
    """“指标”一列写的字；占比写明分子、分母各是什么。"""
    if goal.basis is Basis.RATIO:
        return f"{goal.short_name}（分子：{goal.numerator}；分母：{goal.denominator}）"
    return goal.short_name


class Kind(StrEnum):
    """清单里一列的类型。"""

    TEXT = "文字"
    CHOICE = "选项"
    CHOICES = "多选"
    FLAG = "是否"
    DATE = "日期"
    COUNT = "整数"
    NUMBER = "数"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """清单的一列：字段名、表头、类型、选项、是否必填、列宽（字符）。"""

    field: str
    header: str
    kind: Kind = Kind.TEXT
    options: tuple[str, ...] = ()
    required: bool = False
    width: int = 11


INCUBATORS = ("科技企业孵化器", "众创空间", "加速器")
LEVELS = ("国家级", "省级", "市级", "区级")
PROVINCIAL = LEVELS[:2]
"""省级以上。"""
CITY_DUTY = "市级"
DUTIES, CARRIERS = "任务落实", "载体名录"
"""两张可不填的清单。"""
STAGES = ("线索", "在谈", "签约", "落地")
SHEET_NAMES = {Table.FACTS: "指标月报", Table.PROJECTS: "科创项目", Table.EVENTS: "活动", Table.TALKS: "洽谈", Table.TARGETS: "指标分解", Table.DUTIES: DUTIES, Table.CARRIERS: CARRIERS}
STATES = ("已举办", "计划", "取消")


def project_columns(profile: CityProfile) -> tuple[ListColumn, ...]:
    """科创项目：一行一个项目，只填本月新增或有变化的。"""
    flag, day = Kind.FLAG, Kind.DATE
    return (
        ListColumn("number", "项目编号", required=True, width=16),
        ListColumn("name", "项目名称", required=True, width=26),
        ListColumn("credit_code", "统一社会信用代码", width=21),
        ListColumn("lead", "是否牵头", flag, required=True, width=9),
        ListColumn("factor", "分成系数", Kind.NUMBER, required=True, width=9),
        ListColumn("chain", "产业链", Kind.CHOICE, (*profile.chains, "其他"), width=16),
        ListColumn("high_growth", "高成长型", flag, width=9),
        ListColumn("source_place", "来源地", width=10),
        ListColumn("stage", "阶段", Kind.CHOICE, STAGES, required=True, width=8),
        ListColumn("clue_date", "线索日期", day),
        ListColumn("talk_date", "在谈日期", day),
        ListColumn("sign_date", "签约日期", day),
        ListColumn("land_date", "落地日期", day),
        ListColumn("apply_date", "申报日期", day),
        ListColumn("first_review", "初审日期", day),
        ListColumn("joint_review", "联审日期", day),
        ListColumn("publicity", "公示日期", day),
        ListColumn("recognised", "认定日期", day),
        ListColumn("rejected", "不予认定日期", day, width=13),
        ListColumn("withdrawn", "撤销日期", day),
        ListColumn("batch", "认定批次", width=10),
        ListColumn("became_hte", "转高企日期", day),
        ListColumn("became_scale", "升规日期", day),
        ListColumn("listed", "上市日期", day),
        ListColumn("has_tech", "高科技含量", flag, width=8),
        ListColumn("has_talent", "高层次人才", flag, width=8),
        ListColumn("has_growth", "高成长潜力", flag, width=8),
        ListColumn("has_capital", "社会资本关注", flag, width=9),
        ListColumn("funding", "到账资金（万元）", Kind.NUMBER, width=16),
    )


def event_columns(profile: CityProfile) -> tuple[ListColumn, ...]:
    """活动：一行一站（一场）。"""
    return (
        ListColumn("no", "计划编号", width=9),
        ListColumn("name", "活动名称", required=True, width=34),
        ListColumn("host", "主办单位", required=True, width=16),
        ListColumn("type", "活动类型", Kind.CHOICE, event_types(profile), width=15),
        ListColumn("theme", "主题", width=12),
        ListColumn("place", "地点", required=True, width=12),
        ListColumn("scope", "范围", Kind.CHOICE, tuple(str(s) for s in Scope), required=True, width=8),
        ListColumn("state", "状态", Kind.CHOICE, STATES, required=True, width=9),
        ListColumn("planned_words", "计划日期（原文）", width=17),
        ListColumn("held", "举办日期", Kind.DATE),
        ListColumn("tallies", "计入承诺", Kind.CHOICES, tuple(tally_goals(profile)), width=18),
        ListColumn("talks", "洽谈项目数", Kind.COUNT, width=11),
        ListColumn("signed", "签约项目数", Kind.COUNT, width=11),
        ListColumn("landed", "落地项目数", Kind.COUNT, width=11),
    )


def talk_columns() -> tuple[ListColumn, ...]:
    """洽谈：一行一次。"""
    return (
        ListColumn("day", "日期", Kind.DATE, required=True, width=13),
        ListColumn("topic", "洽谈内容", required=True, width=60),
        ListColumn("partner", "对方", width=40),
    )


def duty_columns(names: tuple[str, ...]) -> tuple[ListColumn, ...]:
    """任务落实：一行一项任务，names 为这家该办的各项。"""
    return (
        ListColumn("duty", "任务", Kind.CHOICE, names, required=True, width=44),
        ListColumn("state", "落实情况", Kind.CHOICE, tuple(str(s) for s in DutyState), required=True, width=11),
        ListColumn("evidence", "佐证", width=46),
        ListColumn("day", "落实日期", Kind.DATE, width=13),
        ListColumn("note", "备注", width=24),
    )


def carrier_columns(profile: CityProfile) -> tuple[ListColumn, ...]:
    """载体名录：一行一个载体。"""
    known = dict.fromkeys(c.type for c in profile.carriers if c.counts and c.type)
    return (
        ListColumn("name", "载体名称", required=True, width=34),
        ListColumn("type", "载体类型", Kind.CHOICE, (*INCUBATORS, *(t for t in known if t not in INCUBATORS), "其他"), required=True, width=14),
        ListColumn("level", "级别", Kind.CHOICE, LEVELS, width=9),
        ListColumn("area", "面积（万平方米）", Kind.NUMBER, width=16),
        ListColumn("recognised", "认定日期", Kind.DATE, width=13),
        ListColumn("withdrawn", "撤销日期", Kind.DATE, width=13),
        ListColumn("address", "地址", width=30),
    )


def duties_of(profile: CityProfile, unit: str = "", department: str = "", lead: bool = False) -> tuple[str, ...]:
    """一家该办的任务：板块的、开发区的；部门的职责；牵头部门另有市级的。"""
    if unit:
        return tuple(d.duty for d in profile.duties if d.who != CITY_DUTY)
    own = tuple(d.duty for d in profile.departments if d.short_name == department and d.duty)
    return (*own, *(d.duty for d in profile.duties if d.who == CITY_DUTY and lead))


def event_types(profile: CityProfile) -> tuple[str, ...]:
    """档案里出现过的活动类型，按出现的先后；最后是“其他”。"""
    return (*dict.fromkeys(e.type for e in profile.events if e.type), "其他")


def tally_goals(profile: CityProfile) -> dict[str, str]:
    """可由活动“计入”的承诺：简称 → id。"""
    counted = (Counting.TALLY, Counting.TALLY_PERIODS, Counting.TALLY_UNITS)
    return {g.short_name: g.id for g in profile.goals if g.counting in counted}

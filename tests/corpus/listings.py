"""清单：项目、活动、洽谈一行一条，逐格按列的类型读（R17、R18、R21、R25）。"""

from datetime import date
from typing import Any

from tests.corpus.case import EVENTS, FACTS, PROJECTS, TALKS, Case, filled, one
from tests.intake.workbench import Bench

_DAY = date(2025, 6, 8)
_PROJECT = {"number": "KC001", "name": "甲", "lead": True, "factor": 1, "stage": "落地", "recognised": _DAY}
_EVENT = {"name": "对接会", "host": "吴中区", "place": "上海", "scope": "市外", "state": "已举办", "held": _DAY}
_TALK = {"day": _DAY, "topic": "中试基地", "partner": "某研究院"}
_DATES = [
    ("文字日期", "2025-06-08", _DAY),
    ("斜线日期", "2025/6/8", _DAY),
    ("年月日", "2025年6月8日", _DAY),
    ("点号日期", "2025.6.8", _DAY),
]
_NOT_DATES = [("只有月日", "6/8"), ("连写", "20250608"), ("日期的序号", 45816), ("年月", "2025年6月"), ("带小数的年", 2025.6), ("没有这一天", "2025-02-30"), ("上旬", "6月上旬")]


def project(**more: Any) -> Bench:
    return one(5).add(PROJECTS, **{**_PROJECT, **more})


def event(**more: Any) -> Bench:
    return one(5).add(EVENTS, **{**_EVENT, **more})


def talk(**more: Any) -> Bench:
    return one(5).add(TALKS, **{**_TALK, **more})


def cases() -> list[Case]:
    return [*_dates(), *_projects(), *_events(), *_talks()]


def _dates() -> list[Case]:
    at = f"{PROJECTS}!认定日期5"
    return [
        *(filled(f"{name}照读", "R18", project(recognised=raw), reads={at: day}) for name, raw, day in _DATES),
        *(filled(f"{name}不猜", "R18", project().cell(PROJECTS, _cell(at), raw, "General"), wrong={at: "field"}) for name, raw in _NOT_DATES),
    ]


def _cell(text: str) -> str:
    return Case("", "", bytes, bench=one(5)).place(text)[1]


def _projects() -> list[Case]:
    p = PROJECTS
    twice = project().add(PROJECTS, **_PROJECT)
    return [
        filled("一个项目", "R25", project(), reads={f"{p}!项目编号5": "KC001", f"{p}!分成系数5": 1, f"{p}!是否牵头5": True}),
        filled("没有项目编号", "R21", project(number=None), wrong={f"{p}!项目编号5": "required"}),
        filled("编号重复", "R25", twice, wrong={f"{p}!项目编号6": "repeated"}),
        filled("长编码存成了数", "R17", project().cell(p, _cell(f"{p}!项目编号5"), 320583202506080001), wrong={f"{p}!项目编号5": "field"}),
        filled("信用代码少几位", "R20", project(credit_code="9132058"), wrong={f"{p}!统一社会信用代码5": "credit_code"}),
        filled("系数大于一", "R17", project(factor=1.5), wrong={f"{p}!分成系数5": "factor"}),
        filled("系数写成约数", "R15", project(factor="约0.5"), wrong={f"{p}!分成系数5": "field"}),
        filled("阶段不在选项里", "R21", project(stage="洽谈中"), wrong={f"{p}!阶段5": "field"}),
        filled("牵头写成未定", "R21", project(lead="未定"), wrong={f"{p}!是否牵头5": "field"}),
        filled("认定在下个月", "R18", project(recognised=date(2025, 7, 1)), wrong={f"{p}!认定日期5": "future"}),
        filled("年份写错", "R18", project(recognised=date(1925, 6, 1)), wrong={f"{p}!认定日期5": "ancient"}),
        filled("先撤销后认定", "R21", project(withdrawn=date(2025, 5, 1)), wrong={f"{p}!撤销日期5": "stages"}),
        filled("不牵头系数却是一", "R23", project(lead=False), wrong={f"{p}!是否牵头5": "no_lead"}),
        filled("选了本月无又有行", "R21", project().cell(p, "B3", "是"), wrong={f"{p}!B3": "none_ticked"}),
        filled("没有行也没选本月无", "R16", one(5).cell(p, "B3", None), wrong={f"{p}!B3": "none_unticked"}),
        filled("信用代码里有空格", "R15", project(credit_code="9132 0583 MA1A BCDE 1Y"), reads={f"{p}!统一社会信用代码5": "91320583MA1ABCDE1Y"}),
        filled("三十个项目编号全空，并成一条", "R21", _empty_numbers(), wrong={f"{p}!项目编号{n}": "required" for n in range(5, 35)}),
    ]


def _empty_numbers() -> Bench:
    bench = one(5)
    for n in range(30):
        bench.add(PROJECTS, **{**_PROJECT, "number": None, "name": f"项目{n}"})
    return bench


def _events() -> list[Case]:
    e = EVENTS
    return [
        filled("一场活动", "R25", event(), reads={f"{e}!活动名称5": "对接会", f"{e}!举办日期5": _DAY}),
        filled("已举办没有日期", "R21", event(held=None), wrong={f"{e}!举办日期5": "held"}),
        filled("计划的写了成效", "R21", event(state="计划", held=None, signed=2), wrong={f"{e}!签约项目数5": "results"}),
        filled("没有的计划编号", "R21", event(no="99"), wrong={f"{e}!计划编号5": "unknown_plan"}),
        filled("洽谈项目数有小数", "R17", event(talks=1.5), wrong={f"{e}!洽谈项目数5": "field"}),
        filled("洽谈项目数写横线", "R16", event(talks="—"), wrong={f"{e}!洽谈项目数5": "field"}),
        filled("同一站两行", "R25", event().add(e, **_EVENT), wrong={f"{e}!活动名称6": "repeated"}),
        filled("以前月份的活动", "R18", event(held=date(2025, 5, 30)), reads={f"{e}!举办日期5": date(2025, 5, 30)}, hints={f"{e}!举办日期5": "late"}),
    ]


def _talks() -> list[Case]:
    t = TALKS
    return [
        filled("一次洽谈", "R25", talk(), reads={f"{t}!日期5": _DAY, f"{t}!对方5": "某研究院"}),
        filled("洽谈没有日期", "R21", talk(day=None), wrong={f"{t}!日期5": "required"}),
        filled("同一次两行", "R25", talk().add(t, **_TALK), wrong={f"{t}!洽谈内容6": "repeated"}),
        filled("一格错，整份不收", "R25", talk(day="昨天").put("carrier_area", 期末=1), wrong={f"{t}!日期5": "field"}),
        filled("文字以等号开头只是字", "R38", talk(topic="=1+1的项目"), reads={f"{t}!洽谈内容5": "=1+1的项目"}),
        filled("指标表空着，只有洽谈", "R16", Bench(owner="吴中区").add(t, **_TALK), wrong={f"{FACTS}!": "empty"}),
    ]

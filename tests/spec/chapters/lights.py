"""亮灯。"""

from collections.abc import Iterator

from tests.metrics.making import UNITS, alike, cells, city, evidence, goal, preset, small
from tests.spec.book import Chapter, Example

from dashboard.domain.assessment import LightMethod
from dashboard.domain.goals import Basis, Goal
from dashboard.domain.month import Month
from dashboard.domain.results import LIGHT_ZH
from dashboard.metrics.judging import judge_city
from dashboard.metrics.lights import light_of
from dashboard.metrics.summary import columns_of, overalls
from dashboard.wording import why
from dashboard.wording.numbers import percent

CHAPTER = Chapter(
    "三、亮灯",
    "七种状态：正常、滞后、严重滞后、未报、已达成、未达成、不判。预设写在城市档案里，有名称、版本和出处的文件，印在每个用到它的画面和文件上；默认“百分点”。画面、命令可以换一个看，写明不是本市的，数、得分和位次不变。界限上取轻的一档。",
)
JUNE, DECEMBER = Month(2025, 6), Month(2025, 12)


def seen(found: Goal, value: float, month: Month) -> str:
    """全市合计 value 时的灯和原因。"""
    result = judge_city(small(found), found, month, evidence(alike(found, value, month)))
    return LIGHT_ZH[result.light] + (f"（{result.reason}）" if result.reason else "")


@CHAPTER.rule("百分点（银川）", "达到序时为正常，落后10个百分点以内为滞后，再多为严重滞后。")
def _() -> Iterator[Example]:
    for progress, work, expect in ((0.5, "差距0", "正常"), (0.499, "差距－0.1个百分点", "滞后"), (0.4, "差距－10个百分点", "滞后"), (0.399, "差距－10.1个百分点", "严重滞后")):
        yield Example(f"序时50%，完成进度{percent(progress)}", work, expect, LIGHT_ZH[light_of(preset(LightMethod.POINTS), progress, 0.5)])


@CHAPTER.rule("比例（武汉）", "完成进度低于序时的80%为滞后，低于60%为严重滞后。")
def _() -> Iterator[Example]:
    for progress, work, expect in ((0.4, "40÷50＝80%", "正常"), (0.39, "39÷50＝78%", "滞后"), (0.29, "29÷50＝58%", "严重滞后")):
        yield Example(f"序时50%，完成进度{percent(progress)}", work, expect, LIGHT_ZH[light_of(preset(LightMethod.RATE, 0.8, 0.6), progress, 0.5)])


@CHAPTER.rule("连续（三亚）", "一次未达序时为滞后，上一应报月也未达的为严重滞后。")
def _() -> Iterator[Example]:
    for previous, work, expect in ((0.01, "上月达到", "滞后"), (-0.01, "上月也未达", "严重滞后"), (None, "上月没有数", "滞后")):
        yield Example("本月落后序时2个百分点", work, expect, LIGHT_ZH[light_of(preset(LightMethod.STREAK), 0.48, 0.5, previous)])


@CHAPTER.rule("且不低于全市平均（天津）", "板块须达到序时，且差距不低于各板块差距的平均；低于平均的为滞后。全市自己的目标没有可比的平均，同“百分点”。")
def _() -> Iterator[Example]:
    for mean, work, expect in ((0.04, "5 ≥ 4", "正常"), (0.06, "5 ＜ 6", "滞后")):
        yield Example(f"超序时5个百分点，各板块平均超{mean * 100:g}个百分点", work, expect, LIGHT_ZH[light_of(preset(LightMethod.CITY_MEAN), 0.55, 0.5, None, mean)])


@CHAPTER.rule("到期以前已到数", "新增、累计：已达成。总数、年度、占比可能回落或还在当年：正常，写“已达”。")
def _() -> Iterator[Example]:
    for basis, expect in ((Basis.NEW, "已达成"), (Basis.CUMULATIVE, "已达成"), (Basis.STOCK, "正常（已达）"), (Basis.ANNUAL, "正常（已达）")):
        yield Example(f"{basis}目标3,600个，6月末3,600个", "到数，期末以前", expect, seen(goal(basis), 3600, JUNE))


@CHAPTER.rule("到期和期末以后", "从期末那月起判已达成、未达成；期末以后的月份停在期末的判定上。99.96%也是未达成，写99.9%，绝不写100%。")
def _() -> Iterator[Example]:
    found = goal(Basis.NEW, 10000)
    late = judge_city(small(found), found, Month(2026, 3), evidence(alike(found, 9996, DECEMBER)))
    yield Example("目标10,000个，2025年12月末9,996个", "9996÷10000＝99.96%", "未达成", seen(found, 9996, DECEMBER))
    yield Example("同上，完成率的写法", "不进位", "99.9%", percent(late.completion or 0))
    yield Example("同上，看2026年3月", "截至2025年12月", "未达成，截至2025-12", f"{LIGHT_ZH[late.light]}，截至{late.as_of_month}")


@CHAPTER.rule("不判", "没有基期的总数、占比；没有年度任务的年度目标（期末那年以前）；没有任务的板块；一年报一次的在两次之间；只计数的承诺。原因写在旁边。")
def _() -> Iterator[Example]:
    annual = goal(Basis.ANNUAL)
    yield Example("2025年的年度目标，看2024年6月，没有2024年任务", "两个目标不混", "不判（对照的是2025目标，本年没有年度任务，不判）", seen(annual, 2000, Month(2024, 6)))
    yearly = goal(due_months=(12,))
    between = judge_city(small(yearly), yearly, JUNE, evidence(alike(yearly, 1200, Month(2024, 12))))
    yield Example("一年报一次，看6月", "2024年12月报过，2025年12月再判", "不判（年度指标，12月判定），截至2024-12", f"{LIGHT_ZH[between.light]}（{between.reason}），截至{between.as_of_month}")


@CHAPTER.rule("板块自己的灯", "预设用在它有任务、有序时的各目标差距的平均上（“比例”用在综合完成率上）。综合完成率＝各目标完成进度÷序时进度的平均。当月应由板块报的一个数都没有：未报。")
def _() -> Iterator[Example]:
    one, two = goal(id="one", indicator="one"), goal(Basis.ANNUAL, id="two", indicator="two")
    name = UNITS[0]
    profile = small(one, two)
    tasks = {(name, g.indicator, 2025): 100.0 for g in (one, two)}
    known = evidence([*cells(one, {name: {JUNE: 60}}), *cells(two, {name: {JUNE: 30}})], tasks)
    found = overalls(profile, JUNE, known, columns_of(profile, JUNE, known))[name]
    yield Example("6月末，两个目标任务各100，完成60和30", "差距＋10、－20，平均－5个百分点", "滞后", LIGHT_ZH[found.light], (found.gap, -0.05))
    yield Example("同上，综合完成率", "(60÷50＋30÷50)÷2", "90.0%", percent(found.completion or 0), (found.completion, 0.9))


def presets() -> str:
    """附录：两座城市的预设，先列本市用的。"""
    every = [(p, light) for p in (city("suzhou"), city()) for light in sorted(p.lights, key=lambda found, own=p.light: found != own)]
    rows = [f"| {p.name} | {x.label}{'（本市用）' if x == p.light else ''} | {why.rule(x)} | {x.document} | {x.source} |" for p, x in every]
    return "\n".join(["| 城市 | 预设 | 规则 | 出处 | 出处的做法 |", "|---|---|---|---|---|", *rows])

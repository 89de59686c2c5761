"""龙虎榜。"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tests.metrics.making import CITY_LEVEL, Value, cells, city, evidence, field, goal, parts, small
from tests.spec.book import Chapter, Example

from dashboard.domain.assessment import CONTEST_ZH, Contest, Extra, ExtraRule, Item, Missing, Period, Quantity
from dashboard.domain.facts import ProjectShare
from dashboard.domain.goals import Goal
from dashboard.domain.month import Month
from dashboard.domain.results import Leaderboard, Part, Standing
from dashboard.metrics import methods
from dashboard.metrics.boards import scoring
from dashboard.metrics.boards.field import Field
from dashboard.metrics.boards.projects import Tallies, Tally
from dashboard.metrics.boards.races import Level
from dashboard.metrics.judging import judge_city
from dashboard.metrics.movement import moved
from dashboard.metrics.ranking import leaderboard
from dashboard.wording.numbers import percent, score, signed

CHAPTER = Chapter(
    "六、龙虎榜",
    "考核规则“2025-1”，参数在城市档案的 assessment.toml。各分组各排；四榜各占四分之一，缺一榜没有综合；当月未报的不排名。一项的分母为0或缺数就去掉，其余权重按比例放大。得分不取整，差在1e-9以内并列（1、2、2、4）。每项得分已乘权重，各项之和就是得分。",
)
A, B, C, D = UNITS = ("甲市", "乙市", "丙市", "丁市")
MAY, JUNE, THEN = Month(2025, 5), Month(2025, 6), Month(2024, 6)
NEW = goal()
PROJECT = ProjectShare(A, "KC1", "", "项目", True, 1.0, "新材料", False, date(2025, 3, 1), None, None, False, Month(2025, 3))
Values = dict[str, dict[Month, Value]]


def total(parts: Sequence[Part]) -> float:
    return sum(p.score for p in parts)


def paced(value: float, task: float, month: Month) -> Part:
    """一个板块一个目标的比进度。"""
    profile = small(NEW, units=(A,))
    known = evidence(cells(NEW, {A: {month: value}}), {(A, NEW.indicator, month.year): task})
    (part,) = parts(field(profile, month, known), Contest.PACE, A)
    return part


def raced(values: Values, found: Goal = NEW, units: tuple[str, ...] = UNITS, shares: Sequence[ProjectShare] = (), period: Period = Period.YEAR) -> Field:
    first = small(NEW, units=units).rules_at(JUNE)
    rules = replace(first, boards=tuple(replace(b, period=period) for b in first.boards))
    return field(small(found, units=units), JUNE, evidence(cells(found, values)), shares, values, rules=rules)


def quality(mine: Tally, whole: Tally) -> tuple[Part, ...]:
    return parts(field(small(NEW, units=(A,)), JUNE, evidence(), counted=Tallies(whole, {A: mine})), Contest.QUALITY, A)


def ranked(values: Values, month: Month = JUNE) -> Leaderboard:
    tasks = {(u, NEW.indicator, 2025): 100.0 for u in UNITS}
    return leaderboard(small(NEW, units=UNITS), month, evidence(cells(NEW, values), tasks), (PROJECT,), True)


def board(found: Leaderboard, contest: Contest) -> tuple[Standing, ...]:
    return found.groups[0].boards[contest]


@CHAPTER.rule("比进度", "有年度任务的各目标，100×min(1.2, 完成进度÷max(序时, 1/12))，取平均。没有任务、没有序时的不在其中，名字写在旁边；低于上年末的总数得负分。")
def _() -> Iterator[Example]:
    september = paced(1279, 1200, Month(2025, 9))
    yield Example("任务1,200个，9月末1,279个", "1279÷1200÷75%", "1.42", f"{september.value:.2f}", (september.value, 1279 / 1200 / 0.75))
    yield Example("同上，得分", "100×min(1.2, 1.42)", "120.0", score(september.score), (september.score, 120))
    january = paced(5, 100, Month(2025, 1))
    yield Example("任务100个，1月5个", "5%÷(1/12)＝0.6", "60.0", score(january.score), (january.score, 60))


@CHAPTER.rule(
    "比质量",
    "起始月以来认定、没有撤销的项目，按分成系数计：高成长型（权重0.4）、转高企（0.2）、带资落户（0.2）、重点产业链（0.2）各占几成。项目少时占比不可靠，先向全市占比c收缩：(k＋10c)÷(n＋10)，再得100×min(1.2, 收缩后÷c)。不足10个的写样本少；全市一个也没有的属性去掉。",
)
def _() -> Iterator[Example]:
    mine, whole = Tally(60), Tally(300)
    mine.counts["highgrowth"], whole.counts["highgrowth"] = 13, 60
    yield Example("启东市60个项目，高成长型13个", "13÷60", "21.7%", percent(mine.rate("highgrowth") or 0), (mine.rate("highgrowth"), 13 / 60))
    (part,) = quality(mine, whole)
    yield Example("同上，全市占20%，收缩后", "(13＋10×20%)÷(60＋10)＝15÷70", "21.4%", percent(part.value or 0), (part.value, 15 / 70))
    yield Example("同上，得分（别的属性全市都没有，权重放大到1）", "100×(15/70)÷20%", "107.1", score(part.score), (part.score, 1500 / 14))
    (none,) = quality(Tally(), whole)
    yield Example("一个项目也没有的板块", "(0＋10×20%)÷10＝20%＝c", "100.0，样本少", f"{score(none.score)}，{none.note[-3:]}", (none.score, 100))
    hte, three_years = Tally(3411), Tally(3411)
    hte.counts["to_hte"] = three_years.counts["to_hte"] = 209
    (nantong,) = quality(hte, three_years)
    yield Example("南通2022年到2024年前三季度3,411个，其中209个转高企", "209÷3411", "6.1%", percent(nantong.value or 0), (nantong.value, 209 / 3411))


@CHAPTER.rule(
    "赛成绩",
    "新增、累计、年度各指标（由活动数出的不算），组内功效系数60＋40×(x－最小)÷(最大－最小)：本年累计的水平占0.4，比去年同月累计的增幅占0.6。没有去年、去年为0的只看水平；都一样的得100；不足4家的用100×x÷最大，下降的得0，最大的也没有增长时这一半去掉。",
)
def _() -> Iterator[Example]:
    yield Example("四家本年累计10、20、30、50，得20的那家", "60＋40×(20－10)÷(50－10)", "70.0", score(float(methods.efficacy(20, [10, 20, 30, 50], 60, 4))))
    yield Example("三家10、20、50，得20的那家", "不足4家：100×20÷50", "40.0", score(float(methods.efficacy(20, [10, 20, 50], 60, 4))))
    yield Example("四家都是7", "最大＝最小", "100.0", score(float(methods.efficacy(7, [7, 7, 7, 7], 60, 4))))
    values: Values = {A: {THEN: 10, JUNE: 20}, B: {THEN: 10, JUNE: 30}, C: {THEN: 20, JUNE: 40}, D: {THEN: 20, JUNE: 60}}
    found = raced(values)
    mine = total(parts(found, Contest.RESULT, B))
    yield Example("去年同月10、10、20、20，今年20、30、40、60，第二家", "水平60＋40×10÷40＝70；增幅200%最大得100；0.4×70＋0.6×100", "88.0", score(mine), (mine, 88))
    first = total(parts(raced({**values, A: {JUNE: 20}}), Contest.RESULT, A))
    yield Example("同上，第一家没有去年", "只看水平：最小", "60.0", score(first), (first, 60))


@CHAPTER.rule(
    "争贡献",
    "同样的指标，份额＝占全市（含组外和市级）的几成。100×(0.5×份额÷组内最大份额＋0.5×min(1.2, 份额÷去年同月份额)÷1.2)，取平均；没有去年只看前一半。合作项目报数时牵头板块整个计、合作方报0，全市只有一次；争贡献按分成系数分。",
)
def _() -> Iterator[Example]:
    alone = raced({A: {JUNE: 120}, CITY_LEVEL: {JUNE: 880}}, units=(A,))
    (part,) = parts(alone, Contest.CONTRIBUTION, A)
    yield Example("甲市120个，市级880个", "120÷1000", "12.0%", percent(part.value or 0), (part.value, 0.12))
    found = raced({A: {THEN: 20, JUNE: 30}, B: {THEN: 30, JUNE: 50}, C: {THEN: 30, JUNE: 15}, D: {THEN: 20, JUNE: 5}})
    mine = total(parts(found, Contest.CONTRIBUTION, A))
    yield Example("今年30、50、15、5，去年同月20、30、30、20，第一家", "份额30%，最大50%，去年20%：100×(0.5×0.6＋0.5×1.2÷1.2)", "80.0", score(mine), (mine, 80))
    third = total(parts(found, Contest.CONTRIBUTION, C))
    yield Example("同上，第三家", "100×(0.5×0.3＋0.5×0.5÷1.2)", "35.8", score(third), (third, 100 * (0.15 + 0.25 / 1.2)))
    joint = [replace(PROJECT, factor=0.6), replace(PROJECT, unit=B, lead=False, factor=0.4)]
    shared = parts(raced({A: {JUNE: 10}, B: {JUNE: 5}}, goal(ledger=True), (A, B), joint), Contest.CONTRIBUTION, A)[0]
    yield Example("甲市报10个，其中1个与乙市合作、系数0.6；乙市报5个", "(10－1＋0.6)÷15", "64.0%", percent(shared.value or 0), (shared.value, 0.64))


@CHAPTER.rule("位次与升降", "并列同位，下一名顺延。升降＝上月位次－本月位次，正数为上升，有一个月没有位次的不算；比上次双月点评（以前最近的双数月，须已审定）同样算。位次变了，写明主要原因。")
def _() -> Iterator[Example]:
    even = ranked({A: {JUNE: 60}, B: {JUNE: 50}, C: {JUNE: 50}, D: {JUNE: 40}})
    yield Example("比进度得分120、100、100、80", "并列第2，下一名第4", "1、2、2、4", "、".join(str(s.rank) for s in board(even, Contest.PACE)))
    late = ranked({A: {JUNE: 60}, B: {MAY: 50}})
    yield Example("乙市6月没有报", "不排名", "当月未报，不参加排名", next(s.reason for s in board(late, Contest.TOTAL) if s.unit == B))
    before: Values = {A: {MAY: 30}, B: {MAY: 35}}
    now = moved(ranked({A: {MAY: 30, JUNE: 55}, B: {MAY: 35, JUNE: 44}}), ranked(before, MAY))
    up, down = board(now, Contest.PACE)[:2]
    yield Example("甲市由5月30个到6月55个，乙市由35个到44个（任务各100个），甲市", "72.0→110.0，第2→第1", "+1；升1位：科创项目+38.0分", f"{signed(up.rank_change or 0, 0)}；{up.cause}")
    yield Example("同上，乙市", "84.0→88.0，第1→第2", "−1；降1位：被甲市超过，自身得分+4.0，科创项目+4.0分", f"{signed(down.rank_change or 0, 0)}；{down.cause}")

@CHAPTER.rule("看多长", "period：本年累计；当季、当月为本年累计减去季前、上月末的累计，1月从零起。那个月没有报，期内有多少就不知道，这一项不计；去年同期同样减。")
def _() -> Iterator[Example]:
    mine: dict[Month, Value] = {Month(2025, 3): 10, MAY: 14, JUNE: 20, Month(2024, 3): 4, THEN: 10}
    level = {p: raced({A: mine}, units=(A,), period=p).races(p)[0].units[A] for p in Period}
    year, quarter, month = (level[p] for p in (Period.YEAR, Period.QUARTER, Period.MONTH))
    yield Example("3月末10个、5月末14个、6月末20个，去年3月末4个、6月末10个，本年累计", "20；20÷10－1", "20个，同比100.0%", _grown(year), (year.now, 20))
    yield Example("同上，当季", "20－10＝10；10÷(10－4)－1", "10个，同比66.7%", _grown(quarter), (quarter.growth, 2 / 3))
    yield Example("同上，当月", "20－14＝6；去年5月没有报", "6个，没有同比", _grown(month), (month.now, 6))


def _grown(found: Level) -> str:
    return f"{found.now:g}个，{'没有同比' if found.growth is None else f'同比{percent(found.growth)}'}"


@CHAPTER.rule(
    "公平",
    "分组各排；全部板块一起的另算一次，不由各组的得分合成。认定标准变过的，变化前后不可比，只看水平。基数低的，去年同期的数写在增幅旁边。缺一项不算0分，权重分给其余各项；当月未报的不排名（规则也可写记零分）。园区在法定区里，仍各报各的，全市只加一次。加分、扣分另加。",
)
def _() -> Iterator[Example]:
    base = small(NEW, units=UNITS)
    two = replace(base, units=tuple(replace(u, group="一组" if u.name in (A, B) else "二组") for u in base.units))
    found = leaderboard(two, JUNE, evidence(cells(NEW, {u: {JUNE: v} for u, v in zip(UNITS, (10, 20, 30, 50), strict=True)})), (), True)
    assert found.overall is not None
    inside, overall = (next(s.score or 0 for s in g.boards[Contest.RESULT] if s.unit == A) for g in (found.groups[0], found.overall))
    yield Example("甲10、乙20在一组，丙30、丁50在二组，都没有去年；甲在一组的赛成绩", "不足4家：100×10÷20", "50.0", score(inside), (inside, 50))
    yield Example("同上，甲在全部板块", "四家里最小", "60.0", score(overall), (overall, 60))
    values: Values = {u: {THEN: 10, JUNE: v} for u, v in zip(UNITS, (10, 20, 30, 50), strict=True)}
    (part,) = parts(raced(values, replace(NEW, redefined=Month(2025, 1))), Contest.RESULT, B)
    yield Example("四家去年同月都是10，2025年1月认定标准变了，得20的那家", "只看水平：60＋40×10÷40", "70.0", score(part.score), (part.score, 70))
    (part,) = parts(raced({**values, A: {THEN: 1, JUNE: 10}}), Contest.RESULT, A)
    yield Example("去年同月1个，今年10个，增幅在四家里最大", "水平最小得60，增幅900%得100，写明去年只有1个", "水平10个（组内10个～50个）得60.0；去年同期1个，同比900.0%（组内100.0%～900.0%）得100.0", part.note)
    zero = replace(base.rules_at(JUNE), missing=Missing.ZERO)
    absent = leaderboard(base, JUNE, evidence(cells(NEW, {A: {JUNE: 10}})), (), True, zero).groups[0].boards[Contest.RESULT][-1]
    yield Example("规则写记零分，乙市未报", "0分照排", "第2；当月未报，记0分", f"第{absent.rank}；{absent.reason}", (absent.score, 0))
    zone = replace(base, units=tuple(replace(u, parents=(A,) if u.name == B else ()) for u in base.units))
    whole = judge_city(zone, NEW, JUNE, evidence(cells(NEW, {A: {JUNE: 10}, B: {JUNE: 5}})))
    yield Example("甲市10个；乙园区在甲市的法定界内，5个", "10＋5", "15个", f"{whole.actual:g}个", (whole.actual, 15))
    bonus = ExtraRule("超额", Extra.OVER_TASK, NEW.indicator, 1, 2, 6)
    board_rules = replace(base.rules_at(JUNE).board(Contest.RESULT), extras=(bonus,))
    tasked = evidence(cells(NEW, {A: {JUNE: 12}}), {(A, NEW.indicator, 2025): 10.0})
    added = scoring.board(field(small(NEW, units=(A,)), JUNE, tasked), board_rules).parts(0)
    yield Example("任务10个完成12个，只有一家，每超1个加2分、最多6分", "100＋2×2", "104.0", score(total(added)), (total(added), 104))


def rules() -> str:
    """附录：考核规则的参数。"""
    rows = []
    for profile in (city("suzhou"), city()):
        for found in profile.rule_sets:
            groups = "；".join(f"{name}{len(units)}个" for name, units in profile.groups.items())
            boards = "；".join(f"{CONTEST_ZH[b.contest]}{b.weight:g}（{'、'.join(_item(i) for i in b.items)}）" for b in found.boards)
            rows.append(f"| {profile.name} | {found.id} | {boards} | {found.ties} | {found.missing} | {found.small_sample} | {found.small_group} | {groups} |")
    head = "| 城市 | 规则 | 各榜的权重和各项 | 并列 | 未报 | 样本少于 | 组小于 | 分组 |\n|---|---|---|---|---|---|---|---|"
    return "\n".join([head, *rows])


def _item(item: Item) -> str:
    terms = "＋".join(f"{t.method}{'' if t.on is Quantity.LEVEL else f'（{t.on}）'}{t.weight:g}" for t in item.terms)
    return f"{item.name or item.of}{item.weight:g}：{terms}"

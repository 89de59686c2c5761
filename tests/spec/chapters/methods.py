"""计分方法。"""

from collections.abc import Iterator

from tests.spec.book import Chapter, Example

from dashboard.domain.assessment import Ties
from dashboard.metrics import methods
from dashboard.metrics.boards.parts import blended
from dashboard.metrics.columns import NONE, Column, column, number
from dashboard.metrics.places import ranks
from dashboard.wording.numbers import percent, score

CHAPTER = Chapter(
    "七、计分方法",
    "assessment.toml 里每种算法（method）的公式、出处和边角情形。得分满分100，再乘一项的权重。算不出的（没有任务、没有去年、分母为0）这种算法去掉，其余按权重放大；全都算不出，这一项去掉。",
)


def _example(case: str, work: str, expect: str, got: Column, exact: float | None = None) -> Example:
    """得分一位小数；算不出写“不计”。"""
    points = number(got.reshape(-1))
    said = "不计" if points is None else score(points)
    return Example(case, work, expect, said, None if exact is None else (points, exact))


@CHAPTER.rule(
    "完成率",
    "100×min(A÷T, cap)，cap为封顶倍数。A为负得0，没有任务、任务不为正的不计。出处：“得分=当年…投资额÷当年…目标任务金额×50，最高得50分”；2024年度某市招商引资考核公示“外商直接投资完成率120%×0.5=0.6”（封顶120%）。",
)
def _() -> Iterator[Example]:
    yield _example("任务1,200个，完成1,279个，封顶1.0", "min(1.066, 1.0)×100", "100.0", methods.completion(1279, 1200, 1.0), 100)
    yield _example("同上，封顶1.2", "1279÷1200×100", "106.6", methods.completion(1279, 1200, 1.2), 127900 / 1200)
    yield _example("任务27个，完成28个，封顶1.2", "28÷27×100", "103.7", methods.completion(28, 27, 1.2), 2800 / 27)
    yield _example("任务100个，净减5个", "负数得0", "0.0", methods.completion(-5, 100, 1.2), 0)
    yield _example("任务为0", "分母为0", "不计", methods.completion(3, 0, 1.2))


@CHAPTER.rule(
    "序时完成率",
    "100×min(cap, 完成进度÷max(序时, floor))。floor为最小序时，免得1月一有数就封顶。进度为负（总数低于上年末）得负分。出处：“得分=（新引进项目个数/时序目标任务）×分值，完成时序目标任务的得满分”。",
)
def _() -> Iterator[Example]:
    yield _example("南通2024年前三季度1,279个，当年任务1,200个，已过75%", "1279÷1200÷75%＝1.42，封顶1.2", "120.0", methods.pace(1279 / 1200, 0.75, 1.2, 1 / 12), 120)
    yield _example("同上，不封顶（封顶10）", "1279÷1200÷0.75×100", "142.1", methods.pace(1279 / 1200, 0.75, 10, 1 / 12), 127900 / 900)
    yield _example("1月完成3%，序时按政府性的年初安排只有2%", "3%÷max(2%, 1/12)", "36.0", methods.pace(0.03, 0.02, 1.2, 1 / 12), 36)
    yield _example("总数比上年末少，进度−25%，序时50%", "−25%÷50%", "−50.0", methods.pace(-0.25, 0.5, 1.2, 1 / 12), -50)


@CHAPTER.rule(
    "功效系数",
    "floor＋(100－floor)×(x－最小)÷(最大－最小)，在组内比。都一样得100；组内不足small_group家用100×x÷最大，下降的得0，最大的不为正不计。出处：“最大的计100分，最小的计60分，其他…用公式计算”（高安市商务局2021年度）；静态40%、动态60%（滁州市季度考核）。",
)
def _() -> Iterator[Example]:
    yield _example("四家10、20、30、50，得20的", "60＋40×10÷40", "70.0", methods.efficacy(20, [10, 20, 30, 50], 60, 4), 70)
    yield _example("底分0", "100×10÷40", "25.0", methods.efficacy(20, [10, 20, 30, 50], 0, 4), 25)
    yield _example("五家都是0", "最大＝最小", "100.0", methods.efficacy(0, [0] * 5, 60, 4), 100)
    yield _example("三家10、20、50，得20的", "不足4家：100×20÷50", "40.0", methods.efficacy(20, [10, 20, 50], 60, 4), 40)
    yield _example("三家增幅−10%、−20%、−30%", "最大不为正", "不计", methods.efficacy(-0.1, [-0.1, -0.2, -0.3], 60, 4))
    mixed = blended([(0.4, column([70.0])), (0.6, column([100.0]))])
    yield _example("水平得70、增幅得100，静态四成动态六成", "0.4×70＋0.6×100", "88.0", mixed, 88)
    yield _example("同上，没有去年", "只看水平", "70.0", blended([(0.4, column([70.0])), (0.6, column([None]))]), 70)


@CHAPTER.rule(
    "对照全市增减",
    "100＋points×(x－全市)÷every，加减各不超过limit，不低于0。看增幅或任务完成率，都是小数。出处：“主要经济指标报告期实际值每高于(低于)全市水平0.1个百分点，加(扣)0.1分”（滁州市季度考核）；上下限为本系统所加。",
)
def _() -> Iterator[Example]:
    yield _example("增幅8.5%，全市7.0%，每0.1个百分点0.1分", "100＋0.1×15", "101.5", methods.city_mean(0.085, 0.07, 0.001, 0.1, 20), 101.5)
    yield _example("增幅−30%，全市7%，最多扣20", "100－min(37, 20)", "80.0", methods.city_mean(-0.30, 0.07, 0.001, 0.1, 20), 80)
    yield _example("每个百分点扣10分、不设限到不够扣", "不低于0", "0.0", methods.city_mean(0.0, 0.5, 0.01, 10, 1000), 0)


@CHAPTER.rule(
    "对照全市占比",
    "占比先向全市占比c收缩：(k＋shrink×c)÷(n＋shrink)，再得100×min(cap, 收缩后÷c)。全市为0的不计；不足small_sample个的写样本少。",
)
def _() -> Iterator[Example]:
    share = methods.shrunk(13, 60, 0.2, 10)
    yield Example("启东市2025年一季度60个项目，高成长型13个", "13÷60", "21.7%", percent(13 / 60))
    yield _example("同上，全市20%，收缩样本10", "(13＋2)÷70÷20%×100", "107.1", methods.city_rate(share, 0.2, 1.2), 1500 / 14)
    yield _example("2个项目2个高成长型，全市20%", "(2＋2)÷12÷20%，封顶1.2", "120.0", methods.city_rate(methods.shrunk(2, 2, 0.2, 10), 0.2, 1.2), 120)
    yield _example("一个项目也没有", "就是全市占比", "100.0", methods.city_rate(methods.shrunk(0, 0, 0.2, 10), 0.2, 1.2), 100)
    yield _example("全市一个也没有", "分母为0", "不计", methods.city_rate(0, 0, 1.2))
    yield Example("南通2022年到2024年前三季度3,411个项目，转高企209个", "209÷3411", "6.1%", percent(209 / 3411))


@CHAPTER.rule(
    "自身基数",
    "与去年同期持平得level，每增满every加points、每减满every减points，不低于0、不超过cap。出处：“持平得基本分值的80%，每项指标每超5%加1分，加分最高不超过基本分值的50%”（开发区考核）。",
)
def _() -> Iterator[Example]:
    yield _example("增12%，持平80，每5%加1分", "80＋1×2", "82.0", methods.own_base(0.12, 80, 0.05, 1, 130), 82)
    yield _example("正好增5%", "满一个5%", "81.0", methods.own_base(0.05, 80, 0.05, 1, 130), 81)
    yield _example("减7%", "80－1×1", "79.0", methods.own_base(-0.07, 80, 0.05, 1, 130), 79)
    yield _example("增400%", "80＋80，封顶130", "130.0", methods.own_base(4.0, 80, 0.05, 1, 130), 130)


@CHAPTER.rule(
    "位次递减",
    "第1名100分，以后每名少step分，不低于0；并列同分。出处：“完成实绩最高的县市区得该项指标总分值…第二位得总分值的95%…以后按5%依次递减”。",
)
def _() -> Iterator[Example]:
    yield _example("四家50、30、30、10，得30的", "并列第2：100－5", "95.0", methods.rank_steps(30, [50, 30, 30, 10], 5), 95)
    yield _example("同上，得10的", "第4：100－15", "85.0", methods.rank_steps(10, [50, 30, 30, 10], 5), 85)


@CHAPTER.rule(
    "份额对照最大、去年、基数",
    "贡献份额＝板块÷全市（含组外和市级），各板块与市级的份额之和为1。对照最大：100×份额÷组内最大份额；对照去年：100×min(cap, 份额÷去年同期份额)÷cap；对照基数：100×min(cap, 份额÷它占against那个指标的份额)÷cap，大单位天然份额高，用它修正。",
)
def _() -> Iterator[Example]:
    yield _example("份额6.1%，组内最大12.2%", "6.1÷12.2", "50.0", methods.largest_share(0.061, 0.122), 50)
    yield _example("份额30%，去年20%，封顶1.2", "min(1.2, 1.5)÷1.2", "100.0", methods.kept_share(0.3, 0.2, 1.2), 100)
    yield _example("没有去年", "", "不计", methods.kept_share(0.3, NONE, 1.2))
    yield _example("占全市科创项目6.1%，占全市高企10%", "0.61÷1.2", "50.8", methods.base_share(0.061, 0.1, 1.2), 61 / 1.2)


@CHAPTER.rule("契合度", "100×占比，不收缩。出处：“产业契合度=新引进产业项目个数/新引进项目数；得分=产业契合度×分值”。")
def _() -> Iterator[Example]:
    yield _example("60个项目，重点产业链45个", "45÷60×100", "75.0", methods.fit(45 / 60), 75)


@CHAPTER.rule("阶梯", "够到哪一级得哪一级的分，一级也不够得0。出处：“完成招商工作任务80%以上…75分”，“>=50%得50分，<50%不得分”。")
def _() -> Iterator[Example]:
    ladder = ((0.8, 75.0), (0.5, 50.0))
    yield _example("完成80%", "够第一级", "75.0", methods.steps(0.8, ladder), 75)
    yield _example("完成79.9%", "够第二级", "50.0", methods.steps(0.799, ladder), 50)
    yield _example("完成49%", "一级也不够", "0.0", methods.steps(0.49, ladder), 0)


@CHAPTER.rule(
    "加分、扣分",
    "每满every个points分，合计不超过ceiling；另加在榜的得分上，不占权重。可数：超任务数（超过当年任务的数量）、未报月数（当年到本月没有已接收报表的月数）。出处：“每超目标任务引进1个…加2分，最高不超过6分”；“每少报1个月报表扣1分”。",
)
def _() -> Iterator[Example]:
    yield _example("超任务2个，每个加2分，最多6分", "2×2", "4.0", methods.extra(2, 1, 2, 6), 4)
    yield _example("超任务79个", "158，最多6", "6.0", methods.extra(79, 1, 2, 6), 6)
    yield _example("少报3个月，每月扣1分，最多5分", "−1×3", "−3.0", methods.extra(3, 1, -1, 5), -3)


@CHAPTER.rule("并列", "得分差在1e-9以内同位。并列顺延：下一名空出位次；并列不空位：下一名紧接。")
def _() -> Iterator[Example]:
    found = [90.0, 80.0, 80.0, 70.0]
    yield Example("90、80、80、70，并列顺延", "1、2、2、4", "1、2、2、4", "、".join(map(str, ranks(found, Ties.SKIP))))
    yield Example("同上，并列不空位", "1、2、2、3", "1、2、2、3", "、".join(map(str, ranks(found, Ties.DENSE))))

"""结论标题：先说最要紧的，数得对，词用得对。"""

from dataclasses import replace

from tests.metrics.making import goal, result

from dashboard.domain.goals import Basis
from dashboard.domain.month import Month
from dashboard.domain.results import GoalResult, Light
from dashboard.wording import findings


def of(name: str, light: Light, gap: float | None = 0.0) -> GoalResult:
    return result(goal(short_name=name), light=light, gap=gap)


MIXED = [
    of("A", Light.FAR_BEHIND, -0.12),
    of("B", Light.FAR_BEHIND, -0.30),
    of("C", Light.FAR_BEHIND, -0.11),
    of("D", Light.BEHIND, -0.02),
    of("E", Light.ON_PACE, 0.1),
    of("F", Light.REACHED, 0.2),
    of("G", Light.UNJUDGED, None),
]


def test_总览先说落后10个百分点以上的_差距大的在前() -> None:
    assert findings.overview(MIXED) == "3项指标落后序时10个百分点以上：B、A、C；7项中2项达到序时"


def test_总览只列三个名字_未报写在后面() -> None:
    more = [*MIXED, of("H", Light.FAR_BEHIND, -0.5), of("I", Light.UNREPORTED, None)]
    assert findings.overview(more) == "4项指标落后序时10个百分点以上：H、B、A等4项；9项中2项达到序时，1项未报"


def test_别的亮灯规则判的严重滞后不说10个百分点() -> None:
    streak = [of("A", Light.FAR_BEHIND, -0.01), of("E", Light.ON_PACE)]
    assert findings.overview(streak) == "1项指标严重滞后：A；2项中1项达到序时"


def test_没有严重滞后的说落后序时的_都好只说几项() -> None:
    assert findings.overview([of("A", Light.BEHIND, -0.05), of("E", Light.ON_PACE)]) == "1项指标落后序时：A；2项中1项达到序时"
    assert findings.overview([of("E", Light.ON_PACE), of("F", Light.REACHED)]) == "2项中2项达到序时"


def test_到期以后说达成没有() -> None:
    ended = [of("A", Light.MISSED, -0.02), of("F", Light.REACHED), of("G", Light.REACHED)]
    assert findings.overview(ended) == "1项未达成：A；3项中2项已达成"
    assert findings.short(ended) == ("1项目标未达成", "，2项已达成")


def test_一项也没有报() -> None:
    assert findings.overview([of("A", Light.UNREPORTED, None)] * 3) == "3项指标都还没有报数"
    assert findings.overview([of("G", Light.UNJUDGED, None)]) == "1项中0项达到序时"


VC = result(
    goal(short_name="创投基金规模", uom="亿元", integer=False),
    target=2500.0,
    actual=1520.0,
    completion=0.608,
    gap=0.608 - 0.875,
)


def test_一个目标照近3个月的速度能到多少() -> None:
    assert findings.goal(VC, 500 / 6, 6) == "创投基金规模落后序时26.7个百分点，照近3个月的速度，年底约完成2,020亿元、缺480亿元"
    assert findings.goal(VC, 200.0, 6) == "创投基金规模落后序时26.7个百分点，照近3个月的速度，年底约完成2,720亿元，可以完成"


def test_期末不在今年的写明哪年底() -> None:
    early = replace(VC, as_of_month=Month(2024, 6))
    assert findings.goal(early, 10.0, 18).endswith("2025年底约完成1,700亿元、缺800亿元")


def test_算不出速度_没有剩余月份的只说差距() -> None:
    assert findings.goal(VC, None, 6) == "创投基金规模落后序时26.7个百分点"
    assert findings.goal(VC, 10.0, 0) == "创投基金规模落后序时26.7个百分点"


def test_到期_未报_不判各有说法() -> None:
    missed = replace(VC, light=Light.MISSED, actual=2499.0, completion=0.9996)
    assert findings.goal(missed, None, 0) == "创投基金规模未达成：完成2,499.0亿元，完成率99.9%"
    even = replace(missed, actual=2500.0, completion=1.0, reason="持平未突破")
    assert findings.goal(even, None, 0).endswith("完成率100.0%，持平未突破")
    assert findings.goal(replace(VC, actual=None, light=Light.UNREPORTED), None, 6) == "创投基金规模未报"
    unjudged = replace(VC, gap=None, light=Light.UNJUDGED, reason="无基期，不判")
    assert findings.goal(unjudged, None, 6) == "创投基金规模完成1,520.0亿元，完成率60.8%，无基期，不判"


def test_一个板块的目标写明板块() -> None:
    assert findings.goal(replace(VC, unit="昆山市"), None, 6).startswith("昆山市·创投基金规模落后序时")


def test_人数照速度只写整数() -> None:
    people = result(goal(Basis.NEW, short_name="人才"), target=100.0, actual=40.0, gap=-0.2)
    assert findings.goal(people, 2.5, 5) == "人才落后序时20.0个百分点，照近3个月的速度，2025年11月底约完成52个、缺48个"


def test_大屏短句() -> None:
    assert findings.short(MIXED) == ("3项目标严重滞后", "，2项达到序时")
    assert findings.short([of("E", Light.ON_PACE)]) == ("1项目标都达到序时", "")
    assert findings.short([of("G", Light.UNJUDGED)]) == ("各项目标还没有可判的数", "")


def test_公开的大屏不说谁落后() -> None:
    done, half = result(completion=1.0), result(completion=0.6)
    assert findings.public([done, half, result(completion=0.1)]) == ("1项已达到2025目标数", "，1项完成过半")
    assert findings.public([half]) == ("1项目标完成过半", "")
    assert findings.public([result(completion=0.1)]) == ("1项目标正在推进", "")


def test_亮灯矩阵() -> None:
    assert findings.matrix(0, 220, "", 0) == "220格里没有一格严重滞后"
    assert findings.matrix(12, 220, "创投基金规模", 6) == "220格里12格严重滞后，最多的是创投基金规模（6个板块）"


def test_载体地图_几个达到_谁最低() -> None:
    of, word = "完成率", "达到100%"
    assert findings.reached(of, word, 2, 9, ["姑苏区"], "69.0%") == "2个板块完成率达到100%，姑苏区69.0%最低"
    assert findings.reached("", "达到序时", 0, 9, ["姑苏区", "太仓市"], "69.0%") == "没有板块达到序时，姑苏区、太仓市69.0%并列最低"
    assert findings.reached(of, word, 9, 9, ["姑苏区"], "101.0%") == "9个板块完成率都达到100%"
    assert findings.reached(of, word, 1, 1, ["姑苏区"], "101.0%") == "1个板块完成率达到100%"


def test_载体地图_按亮灯() -> None:
    order = [Light.ON_PACE, Light.BEHIND]
    assert findings.lights([Light.BEHIND, Light.ON_PACE, Light.BEHIND], order) == "3个板块中1个正常、2个滞后"
    assert findings.lights([Light.BEHIND] * 2, order) == "2个板块都滞后"


def test_谁未报() -> None:
    assert findings.missing([], 10) == ""
    assert findings.missing(["相城区"], 10) == "相城区未报"
    assert findings.missing(["甲", "乙", "丙"], 10) == "甲、乙等3个板块未报"
    assert findings.missing(["甲", "乙", "丙"], 3) == "3个板块都未报"


def test_活动时间轴() -> None:
    assert findings.timeline("上半年", 17, 86, 1, "市外活动落后序时3场") == "上半年举办17场、签约86个项目；1场逾期未报；市外活动落后序时3场"
    assert findings.timeline("1—2月", 0, 0, 0) == "1—2月还没有举办活动"

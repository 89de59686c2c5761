"""一个判定的几句短语。"""

from tests.metrics.making import city, goal, result

from dashboard.domain.goals import Basis, Bound
from dashboard.domain.results import Light
from dashboard.wording import findings, phrases, reasons, why
from dashboard.wording.lights import light_text
from dashboard.wording.names import few


def test_完成_目标_完成率() -> None:
    found = result(goal(bound=Bound.AT_LEAST))
    assert (phrases.done(found), phrases.aim(found), phrases.against(found), phrases.share(found)) == ("1,800个", "3,600个以上", "1,800/3,600个以上", "50.0%")


def test_板块的任务_频次的期数不带限定词() -> None:
    assert phrases.aim(result(unit="海安市", target=100.0)) == "100个"
    assert phrases.aim(result(goal(Basis.CADENCE), target=4.0)) == "4个"


def test_未报_未定() -> None:
    missing = result(actual=None, completion=None)
    assert (phrases.done(missing), phrases.against(missing), phrases.share(missing)) == ("未报", "未报/3,600个以上", "—")
    assert phrases.aim(result(target=None)) == "未定"
    assert phrases.against(result(target=None)) == "1,800个"


def test_不适用不写成未报() -> None:
    absent = result(actual=None, completion=None, gap=None, light=Light.UNJUDGED, reason=reasons.NOT_APPLICABLE)
    assert (phrases.done(absent), phrases.against(absent), phrases.lag(absent)) == ("不适用", "不适用/3,600个以上", "不适用")
    assert findings.goal(absent, None, 6).endswith("不适用")
    assert why.division(absent).endswith("月不适用")


def test_差距_没有序时的写原因() -> None:
    assert phrases.lag(result()) == "落后序时33.3个百分点"
    assert phrases.lag(result(gap=None, reason=reasons.NO_BASELINE)) == "无基期，不判"
    assert phrases.lag(result(gap=None)) == "不判"


def test_需月均() -> None:
    assert phrases.need(result()) == "需月均300个"
    assert phrases.need(result(need_per_month=0.0)) == "已到目标数"
    assert phrases.need(result(need_per_month=None)) == ""
    assert phrases.need(result(light=Light.REACHED)) == ""


def test_灯是形状加词() -> None:
    assert [light_text(light) for light in Light] == ["● 正常", "▲ 滞后", "■ 严重滞后", "○ 未报", "✓ 已达成", "✕ 未达成", "— 不判"]


def test_原因带月份() -> None:
    yearly = city("suzhou").goal_by_id["gazelle_annual"]
    assert reasons.yearly(yearly) == "年度指标，12月判定"


def test_名字多了只列前几个() -> None:
    assert few(["甲", "乙"]) == "甲、乙"
    assert few(["甲", "乙", "丙"]) == "甲、乙等3个板块"
    assert few(["甲", "乙", "丙", "丁"], "项", 3) == "甲、乙、丙等4项"

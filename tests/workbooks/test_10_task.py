"""十、年度任务：与2025目标各判各的；正好落后10个百分点还是滞后；没有任务的板块不判。

南通技术合同成交额2025年任务：全市500、海门60。2025年6月海门、通州各报24。

    海门对任务：完成率 ＝ 24／60 ＝ 0.4   序时 ＝ 6／12   差距 ＝ −0.1（正好10个百分点：滞后）   需月均 ＝ (60−24)／6 ＝ 6
    全市对任务：48／500 ＝ 0.096          差距 ＝ −0.404（严重滞后）
    全市对2025目标：48／1200 ＝ 0.04      序时 ＝ 30／36
    通州没有任务：目标、完成率、差距都没有，不判
"""

from tests.workbooks.desk import Desk, shows

CONTRACT = "tech_contract_value_new"


def test_年度任务(nantong: Desk) -> None:
    tasks = nantong.targets(2025).put(CONTRACT, "指标分解", "全市", 年度任务=500).put(CONTRACT, "指标分解", "海门区", 年度任务=60)
    (outcome,) = nantong.submit(tasks)
    assert [p["rule"] for p in outcome["problems"]] == ["target_sum"]
    nantong.submit(*(nantong.unit(u, "2025-06").put(CONTRACT, 本年累计=24) for u in ("海门区", "通州区")))
    haimen = nantong.goal(CONTRACT, "2025-06", "海门")
    shows(haimen, target=60, actual=24, completion=0.4, progress=0.4, phase=0.5, gap=-0.1, expected=30, need_per_month=6, light="BEHIND")
    city = nantong.goal(CONTRACT, "2025-06")
    shows(city, target=1200, actual=48, completion=0.04, phase=30 / 36, light="FAR_BEHIND")
    shows(city["task"], year=2025, target=500, actual=48, completion=0.096, phase=0.5, gap=0.096 - 0.5, light="FAR_BEHIND")
    tongzhou = nantong.goal(CONTRACT, "2025-06", "通州区")
    shows(tongzhou, actual=24, target=None, completion=None, gap=None, light="UNJUDGED", task=None)

"""九、一月：本年累计从零起，不算减少；新增目标把往年的加上。

南通技术合同成交额，三年新增1200亿元以上，2023年1月起。海门：

    2023年12月累计 300.5     2024年12月累计 420.25     2025年1月 本月30、累计30（不与去年12月比）

    全市 ＝ 300.5 ＋ 420.25 ＋ 30 ＝ 750.75       完成率 ＝ 750.75／1200 ＝ 0.625625
    序时 ＝ 25／36      差距 ＝ 0.625625 − 0.69444… ＝ −0.068819…（滞后，10个百分点以内）
    应有数 ＝ 1200×25／36      需月均 ＝ (1200−750.75)／11
"""

from tests.workbooks.desk import Desk, shows

CONTRACT = "tech_contract_value_new"


def test_一月(nantong: Desk) -> None:
    nantong.submit(nantong.unit("海门区", "2023-12").put(CONTRACT, 本年累计=300.5), nantong.unit("海门区", "2024-12").put(CONTRACT, 本年累计=420.25))
    (outcome,) = nantong.submit(nantong.unit("海门区", "2025-01").put(CONTRACT, 本月=30, 本年累计=30))
    assert outcome["problems"] == []
    found = nantong.goal(CONTRACT, "2025-01")
    shows(found, actual=750.75, completion=0.625625, phase=25 / 36, gap=0.625625 - 25 / 36, expected=1200 * 25 / 36)
    shows(found, need_per_month=(1200 - 750.75) / 11, light="BEHIND", light_zh="滞后")
    shows(nantong.goal(CONTRACT, "2025-01", "海门区"), actual=30)
    (wrong,) = nantong.submit(nantong.unit("通州区", "2025-01").put(CONTRACT, 本月=30, 本年累计=31), code=1)
    assert [p["rule"] for p in wrong["problems"]] == ["adds_up"]

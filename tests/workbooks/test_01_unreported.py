"""一、未报的板块：沿用上月的数，不算在已报里；报零是零。

目标：科技型中小企业年度入库，28000家以上，按年，每月报，十个板块。

             张家港 常熟 太仓 昆山 吴江 吴中 相城 姑苏 高新 园区
    五月累计   500  500  500  500  500  500  500   0   500  500
    六月累计  1000 1000 1000  未报 1000 1000 1000   0  1000 1000

    全市六月 ＝ 8×1000 ＋ 0 ＋ 500（昆山沿用五月）＝ 8500        已报 9／10
    完成率  ＝ 8500／28000 ＝ 0.303571…    序时 ＝ 6／12    差距 ＝ 0.303571… − 0.5 ＝ −0.196428…（严重滞后）
    应有数  ＝ 28000×0.5 ＝ 14000          需月均 ＝ (28000−8500)／6 ＝ 3250
"""

from tests.workbooks.desk import Desk, shows

SME = "tech_sme_annual"


def test_未报(suzhou: Desk) -> None:
    units = suzhou.unit("昆山市", "2025-06").profile.unit_names
    zero = {"姑苏区": 0}
    suzhou.submit(*(suzhou.unit(u, "2025-05").put(SME, 本年累计=zero.get(u, 500)) for u in units))
    june = [suzhou.unit(u, "2025-06").put(SME, 本月=zero.get(u, 500), 本年累计=zero.get(u, 1000)) for u in units if u != "昆山市"]
    for outcome in suzhou.submit(*june):
        assert outcome["problems"] == []
    city = suzhou.goal(SME, "2025-06")
    shows(city, actual=8500, target=28000, completion=8500 / 28000, phase=0.5, gap=8500 / 28000 - 0.5, expected=14000, need_per_month=3250)
    shows(city, reported=9, reporters=10, light="FAR_BEHIND", light_zh="严重滞后")
    shows(suzhou.goal(SME, "2025-06", "昆山市"), actual=None, light="UNREPORTED", reported=0)
    shows(suzhou.goal(SME, "2025-06", "姑苏区"), actual=0, reported=1)

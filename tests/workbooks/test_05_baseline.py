"""五、计入的基期：累计 ＝ 基期 ＋ 历年最后一次的本年累计；进度从基期走起。

目标：市级以上新型研发机构160家左右，2021年末78家计入，2022年1月起。

    2022年底 昆山10        2023年底 昆山8        2024年底 昆山4、太仓6        2025年9月 昆山12

    2025年9月全市 ＝ 78 ＋ 10 ＋ 8 ＋ (4＋6) ＋ 12 ＝ 118（已报1／10）
    完成率 ＝ 118／160 ＝ 0.7375          进度 ＝ (118−78)／(160−78) ＝ 40／82
    序时  ＝ 45／48 ＝ 0.9375             应有数 ＝ 78 ＋ 82×0.9375 ＝ 154.875
    差距  ＝ 40／82 − 45／48 ＝ −0.4497…  需月均 ＝ (160−118)／3 ＝ 14
"""

from tests.workbooks.desk import Desk, shows

LAB = "new_rd_institute"


def test_计入的基期(suzhou: Desk) -> None:
    for month, unit, total in (("2022-12", "昆山市", 10), ("2023-12", "昆山市", 8), ("2024-12", "昆山市", 4), ("2024-12", "太仓市", 6), ("2025-09", "昆山市", 12)):
        (outcome,) = suzhou.submit(suzhou.unit(unit, month).put(LAB, 本年累计=total))
        assert outcome["problems"] == []
    found = suzhou.goal(LAB, "2025-09")
    shows(found, actual=118, completion=118 / 160, progress=40 / 82, phase=45 / 48, gap=40 / 82 - 45 / 48, expected=154.875, need_per_month=14)
    shows(found, light="FAR_BEHIND", reported=1)
    shows(suzhou.goal(LAB, "2025-09", "昆山市"), actual=12)

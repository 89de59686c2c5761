"""六、占比：分子之和除以分母之和，不是各板块占比的平均。

目标：高新技术产业产值占比55%左右，市统计局按季报；基期2021年9月52.7%（只定起点，不计入）。

             张家港   常熟    市级        和
    分子       30      20      5         55
    分母       50     100     10        160        （各占60%、20%、50%，平均43.3%，不用）

    占比  ＝ 55／160 ＝ 34.375%            完成率 ＝ 34.375／55 ＝ 0.625
    进度  ＝ (34.375−52.7)／(55−52.7) ＝ −18.325／2.3
    序时  ＝ 2021年10月到2025年9月 48／51   应有数 ＝ 52.7 ＋ 2.3×48／51      需月均：占比没有
"""

from tests.workbooks.desk import Desk, shows

SHARE = "hitech_output_share"


def test_占比(suzhou: Desk) -> None:
    office = suzhou.department("市统计局", "2025-09").put(SHARE, "部门报表", "张家港市", 分子=30, 分母=50)
    office.put(SHARE, "部门报表", "常熟市", 分子=20, 分母=100).put(SHARE, "部门报表", "市级", 分子=5, 分母=10)
    (outcome,) = suzhou.submit(office)
    assert outcome["problems"] == []
    found = suzhou.goal(SHARE, "2025-09")
    shows(found, actual=34.375, completion=0.625, progress=-18.325 / 2.3, phase=48 / 51, expected=52.7 + 2.3 * 48 / 51)
    shows(found, gap=-18.325 / 2.3 - 48 / 51, need_per_month=None, light="FAR_BEHIND", reported=2, reporters=10)
    shows(suzhou.goal(SHARE, "2025-09", "张家港市"), actual=60)

"""七、正好4300：“突破4300家”要大于4300，正好4300是100%而未达成；多一家即达成。

南通高新技术企业总数，2025年12月（截止月）：七个县（市、区）各500，四个园区各200。

    7×500 ＋ 4×200 ＝ 4300 → 完成率1，未达成（持平未突破）
    海门更正为501 → 4301 → 完成率4301／4300，已达成
    进度：基期2020年底2180，(4300−2180)／(4300−2180) ＝ 1
"""

from tests.workbooks.desk import Desk, shows

HTE = "hte_total"


def test_正好4300(nantong: Desk) -> None:
    profile = nantong.unit("海门区", "2025-12").profile
    numbers = {u.name: 200 if u.group == "园区榜" else 500 for u in profile.assessed_units}
    assert sorted(numbers.values()) == [200] * 4 + [500] * 7
    sent = nantong.submit(*(nantong.unit(u, "2025-12").put(HTE, 期末=n) for u, n in numbers.items()))
    found = nantong.goal(HTE, "2025-12")
    shows(found, actual=4300, completion=1, progress=1, phase=1, gap=0, light="MISSED", light_zh="未达成", bound="MORE_THAN", reported=11)
    assert "持平未突破" in found["reason"]
    haimen = sent[list(numbers).index("海门区")]["submission"]
    nantong.submit(nantong.unit("海门区", "2025-12").put(HTE, 期末=501), replaces=haimen)
    shows(nantong.goal(HTE, "2025-12"), actual=4301, completion=4301 / 4300, light="REACHED", light_zh="已达成")

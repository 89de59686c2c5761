"""四、会减少的存量：少了要说明，说明了就收；没有基期的存量不判。

目标：科创载体面积3500万平方米，按季，期末数，没有基期。

              昆山     太仓
    三月期末   60.5    40
    六月期末   50.5    45      昆山比三月少10 → 需说明，说明了才收

    六月全市 ＝ 50.5 ＋ 45 ＝ 95.5（已报2／10）  完成率 ＝ 95.5／3500，没有基期，进度即完成率；没有序时，不判
    需月均  ＝ (3500 − 95.5)／6 ＝ 567.41666…
"""

from tests.workbooks.desk import Desk, shows

AREA = "carrier_area"


def test_会减少的存量(suzhou: Desk) -> None:
    suzhou.submit(suzhou.unit("昆山市", "2025-03").put(AREA, 期末=60.5), suzhou.unit("太仓市", "2025-03").put(AREA, 期末=40))
    fallen, grown = suzhou.submit(suzhou.unit("昆山市", "2025-06").put(AREA, 期末=50.5), suzhou.unit("太仓市", "2025-06").put(AREA, 期末=45), code=1)
    assert [(p["level"], p["rule"], p["cell"]) for p in fallen["problems"]] == [("explain", "fall", "H13")]
    assert "比2025年3月的60.5少10" in fallen["problems"][0]["message"]
    assert (fallen["state"], grown["state"], grown["problems"]) == (None, "accepted", [])
    (fallen,) = suzhou.submit(suzhou.unit("昆山市", "2025-06").put(AREA, 期末=50.5), explain="指标月报!H13=一处载体腾退，面积核减")
    assert fallen["state"] == "accepted"
    assert fallen["problems"][0]["reply"] == "一处载体腾退，面积核减"
    found = suzhou.goal(AREA, "2025-06")
    shows(found, actual=95.5, completion=95.5 / 3500, need_per_month=(3500 - 95.5) / 6, reported=2, reporters=10)
    shows(found, progress=95.5 / 3500, phase=None, gap=None, expected=None, light="UNJUDGED")
    shows(suzhou.goal(AREA, "2025-03"), actual=100.5)

"""八、共建的项目：只由牵头的板块计一个，全市只算一次；比质量按系数分。

南通2025年6月认定三个科创项目：
    KC1 高成长型，海门牵头0.6、通州0.4；  KC2 海门独有，到账100万元；  KC3 通州独有。产业链都是“其他”，都不是高企。

    上报数：海门本年累计2（KC1、KC2），通州1（KC3；KC1 不牵头计0）   全市 ＝ 3

比质量（系数折算的个数 n，收缩 (k＋10c)／(n＋10)，得分 100×min(1.2, 收缩后／c)）：
    n：海门 0.6＋1 ＝ 1.6，通州 0.4＋1 ＝ 1.4，全市 3
    高成长：全市 c ＝ 1／3；海门 k＝0.6 → (0.6＋10／3)／11.6；通州 k＝0.4 → (0.4＋10／3)／11.4
    社会资本：全市 c ＝ 1／3；海门 k＝1 → (1＋10／3)／11.6；通州 k＝0 → (10／3)／11.4
    转高企、重点产业链：全市一个也没有，这两项去掉，权重0.4、0.2换算成2／3、1／3

    海门 ＝ 2／3×100×(0.6＋10／3)／11.6×3 ＋ 1／3×100×(1＋10／3)／11.6×3 ＝ 105.1724…
    通州 ＝ 2／3×100×(0.4＋10／3)／11.4×3 ＋ 1／3×100×(10／3)／11.4×3 ＝  94.7368…
"""

from datetime import date
from typing import Any

import pytest
from tests.workbooks.desk import Desk, shows

PROJECT = "sci_project_new"


def project(number: str, **more: Any) -> dict[str, Any]:
    """本月认定的一个项目。"""
    return {"number": number, "name": f"项目{number}", "lead": True, "factor": 1, "chain": "其他", "stage": "落地", "recognised": date(2025, 6, 10), **more}


def test_共建的项目(nantong: Desk) -> None:
    haimen = nantong.unit("海门区", "2025-06").put(PROJECT, 本月=2, 本年累计=2)
    haimen.add("科创项目", **project("KC1", factor=0.6, high_growth=True)).add("科创项目", **project("KC2", funding=100))
    tongzhou = nantong.unit("通州区", "2025-06").put(PROJECT, 本月=1, 本年累计=1)
    tongzhou.add("科创项目", **project("KC1", lead=False, factor=0.4, high_growth=True)).add("科创项目", **project("KC3"))
    (first,) = nantong.submit(haimen)
    (second,) = nantong.submit(tongzhou)
    assert [p["rule"] for p in first["problems"]] == ["shares_open"]
    assert second["problems"] == []
    shows(nantong.goal(PROJECT, "2025-06"), actual=3, reported=2, reporters=11)
    shows(nantong.goal(PROJECT, "2025-06", "通州"), actual=1)
    board = nantong.run("leaderboard", "--city", "nantong", "--month", "2025-06")
    quality = {s["unit"]: s for s in next(g for g in board["groups"] if g["group"] == "县（市、区）榜")["boards"]["quality"]}
    assert quality["海门区"]["score"] == pytest.approx(200 * (0.6 + 10 / 3) / 11.6 + 100 * (1 + 10 / 3) / 11.6)
    assert quality["通州区"]["score"] == pytest.approx(200 * (0.4 + 10 / 3) / 11.4 + 100 * (10 / 3) / 11.4)
    assert sum(p["score"] for p in quality["海门区"]["parts"]) == pytest.approx(quality["海门区"]["score"])

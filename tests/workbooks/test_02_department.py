"""二、部门与板块之和：核定的板块用核定数，市级另加一行，部门的数不代替各板块之和。

目标：科技型中小企业年度入库（核定为准）。十个板块六月各初报1000；市科技局核定昆山900，市级另有30。

    全市 ＝ 9×1000 ＋ 900 ＋ 30 ＝ 9930        已报 10／10（市级不在其中）
    昆山 ＝ 900
"""

from tests.workbooks.desk import Desk, shows

SME = "tech_sme_annual"


def test_部门与各板块之和(suzhou: Desk) -> None:
    units = suzhou.unit("昆山市", "2025-06").profile.unit_names
    suzhou.submit(*(suzhou.unit(u, "2025-06").put(SME, 本年累计=1000) for u in units))
    shows(suzhou.goal(SME, "2025-06"), actual=10000)
    office = suzhou.department("市科技局", "2025-06").put(SME, "核定", "昆山市", 本年累计=900).put(SME, "市级", "市级", 本年累计=30)
    (outcome,) = suzhou.submit(office)
    assert outcome["problems"] == []
    shows(suzhou.goal(SME, "2025-06"), actual=9930, reported=10, reporters=10, completion=9930 / 28000)
    shows(suzhou.goal(SME, "2025-06", "昆山市"), actual=900)
    shows(suzhou.goal(SME, "2025-06", "太仓市"), actual=1000)

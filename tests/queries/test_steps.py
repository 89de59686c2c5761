"""增量：本年累计与同年上一期比、年初从零起；期末与上一期比，第一期没有。"""

from tests.worlds import World

from dashboard.domain.facts import Measure
from dashboard.domain.month import Month
from dashboard.queries.steps import Steps, steps


def test_历次增量(world: World) -> None:
    for month, total in ((Month(2024, 11), 50), (Month(2024, 12), 60), (Month(2025, 1), 7), (Month(2025, 3), 20), (Month(2025, 6), 99)):
        world.unit("昆山市", month, {"tech_sme_annual": total})
    for month, stock in ((Month(2024, 12), 30), (Month(2025, 3), 28.5)):
        world.department("市科技局", month, {"太仓市": {"carrier_area": {Measure.STOCK: stock}}})
    found = steps(world.dash.cache.at(world.dash.version()), "suzhou", Month(2025, 6))
    assert found == [
        Steps("太仓市", "carrier_area", "期末", "核定", (-1.5,)),
        Steps("昆山市", "tech_sme_annual", "本年累计", "初报", (50, 10, 7, 13)),
    ]

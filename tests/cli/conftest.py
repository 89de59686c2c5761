"""命令行测试的命令和小世界。"""

from datetime import date
from pathlib import Path

import pytest
from tests.cli.running import Command
from tests.worlds import World

from dashboard.domain.facts import Measure
from dashboard.domain.month import Month

MAY, JUNE = Month(2025, 5), Month(2025, 6)
SME, TALENT, SHARE = "tech_sme_annual", "top_scientist", "hitech_output_share"


@pytest.fixture
def command(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """在测试的数据目录上运行一条命令。"""
    return Command(data_dir, capsys)


@pytest.fixture
def town(world: World) -> World:
    """苏州：昆山、太仓报了5、6月，5月审定；昆山6月更正过一次；有任务、占比、活动。"""
    world.tasks(2025, {"昆山市": {SME: 1200}, "全市": {SME: 9000}})
    for month, kunshan in ((MAY, 500), (JUNE, 590)):
        event = {"no": "", "name": "昆山上海推介会", "host": "昆山市", "type": "板块招商活动", "place": "上海", "scope": "市外"}
        held = {**event, "state": "已举办", "held": date(2025, month.month, 8), "talks": 6, "signed": None, "sheet": "活动", "cell": "A4"}
        ratio = {Measure.NUMERATOR: 55.0, Measure.DENOMINATOR: 100.0}
        world.unit("昆山市", month, {SME: kunshan, SHARE: ratio}, events=[held])
        world.unit("太仓市", month, {SME: 100})
    world.finalize(MAY)
    world.unit("昆山市", JUNE, {SME: 600, SHARE: {Measure.NUMERATOR: 60.0, Measure.DENOMINATOR: 100.0}}, events=[held])
    return world

"""板块的别名：审核的人认下以后就认得，停用以后又不认；谁、何时、为什么都在审计里。"""

from pathlib import Path

import pytest
from tests.corpus.foreign import OFFICE, OWN, made

from dashboard.domain.problems import DashboardError, InputError, UsageError
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.flows import aliases, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.report import CheckReport


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def checked(dash: Dashboard, unit: str, *replies: Reply) -> CheckReport:
    """部门自己的表，板块写成 unit。"""
    content = made([["指标", "板块", "分子", "分母"], ["高新技术产业产值占比", unit, 5, 10]])()
    (found,) = uploads.check_books(dash, [("占比.xlsx", content)], "suzhou", OFFICE, replies=[replies])
    return found


def test_不认得的先问_选了就认(dash: Dashboard) -> None:
    (problem,) = [p for p in checked(dash, "吴中经开").problems if p.rule == "unknown_unit"]
    assert problem.options[0] == "吴中区"
    answer = Reply(ReplyKind.ANSWER, OWN, problem.cell, "吴中区", "unknown_unit")
    assert {r["unit"] for r in checked(dash, "吴中经开", answer).tables["facts"]} == {"吴中区"}


def test_认下以后就认得_停用以后又不认(dash: Dashboard) -> None:
    aliases.add(dash, "suzhou", " 吴中经开 ", "吴中区", "李四", "经开区归吴中区报")
    assert checked(dash, "吴中经开").ready
    assert aliases.known_to(dash, dash.profile("nantong", dash.version())).find_unit("吴中经开") is None
    aliases.end(dash, "suzhou", "吴中经开", "李四", "认错了板块")
    assert not checked(dash, "吴中经开").ok
    assert [(a.text, a.ended is None) for a in aliases.added(dash, "suzhou")] == [("吴中经开", False)]
    assert [(e.by, e.action, e.owner, e.detail) for e in dash.store.audit("suzhou")][:2] == [
        ("李四", "alias_end", "吴中区", "“吴中经开”不再认作吴中区：认错了板块"),
        ("李四", "alias", "吴中区", "“吴中经开”认作吴中区：经开区归吴中区报"),
    ]
    assert dash.store.verify().ok


@pytest.mark.parametrize(
    ("text", "unit", "reason", "said"),
    [
        ("吴中", "吴中区", "理由写了", "“吴中”在档案里就是吴中区，不用补"),
        ("园区", "苏州工业园区", "理由写了", "“园区”可能是苏州工业园区"),
        ("吴", "吴中区", "理由写了", "别名写2到30个字"),
        ("吴中经开", "吴钟区", "理由写了", "没有板块吴钟区"),
        ("吴中经开", "吴中区", "嗯", "请写明理由，至少4个字"),
    ],
)
def test_不能补的(dash: Dashboard, text: str, unit: str, reason: str, said: str) -> None:
    with pytest.raises(DashboardError, match=said):
        aliases.add(dash, "suzhou", text, unit, "李四", reason)


def test_同一个叫法不能认两次_没有的停用不了(dash: Dashboard) -> None:
    aliases.add(dash, "suzhou", "吴中经开", "吴中区", "李四", "经开区归吴中区报")
    with pytest.raises(InputError, match="“吴中经开”已由李四认作吴中区"):
        aliases.add(dash, "suzhou", "吴中经开", "昆山市", "王五", "经开区归昆山市报")
    with pytest.raises(UsageError, match="没有正用着的补的别名“昆山经开”"):
        aliases.end(dash, "suzhou", "昆山经开", "李四", "认错了板块")

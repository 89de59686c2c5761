"""考核是一件事：起草、公示、申诉、答复、复核、公布；公布了的不变，后来的更正列在它名下。"""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.worlds import REVIEWER, World, cities_but

from dashboard.domain.assessing import Stage
from dashboard.domain.month import Month
from dashboard.domain.problems import DashboardError
from dashboard.flows import assessing
from dashboard.flows import dashboard as clocks
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.assessing import assessment
from dashboard.flows.screens.where import Where
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import ledger
from dashboard.storage.contracts.assessing import Move

JUNE = Month(2025, 6)
SME = "tech_sme_annual"
NOW = datetime(2026, 7, 10, 9, 0, tzinfo=BEIJING)
SetTo = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def set_to(monkeypatch: pytest.MonkeyPatch) -> SetTo:
    """把钟拨到一个时间。"""

    def dial(moment: datetime) -> None:
        for module in (ledger, clocks, assessing):
            monkeypatch.setattr(module, "now", lambda: moment)

    dial(NOW)
    return dial


@pytest.fixture
def dash(world: World) -> Dashboard:
    for n, unit in enumerate(("昆山市", "太仓市", "常熟市")):
        world.unit(unit, JUNE, {SME: 600 - 100 * n})
    world.finalize(JUNE)
    return world.dash


def drafted(dash: Dashboard) -> int:
    return assessing.draft(dash, "suzhou", JUNE, "张三").number


def published(dash: Dashboard, set_to: SetTo) -> int:
    number = drafted(dash)
    assessing.notice(dash, number, "张三", 3)
    set_to(NOW + timedelta(days=4))
    assessing.review(dash, number, "张三", "没有申诉，照草稿")
    assessing.publish(dash, number, REVIEWER)
    return number


def test_走完全程_每一步都记着(dash: Dashboard, set_to: SetTo) -> None:
    number = drafted(dash)
    found = assessing.notice(dash, number, "张三", 3)
    assert found.notice_until == date(2026, 7, 13)
    appeal = assessing.appeal(dash, number, "太仓市", "太仓小王", "任务数与下达的不符")
    set_to(NOW + timedelta(days=4))
    with pytest.raises(DashboardError, match=r"还有1件申诉没有答复（太仓市）"):
        assessing.review(dash, number, "张三", "复核完了")
    assessing.reply(dash, number, appeal.number, "张三", "已核对，任务数无误")
    assessing.review(dash, number, "张三", "申诉不成立，照草稿")
    with pytest.raises(DashboardError, match="出这份结果的和公布的都是张三"):
        assessing.publish(dash, number, "张三")
    assert assessing.publish(dash, number, REVIEWER).stage is Stage.PUBLISHED
    assert [s.stage for s in dash.store.assessment_steps(number)] == [Stage.DRAFT, Stage.NOTICE, Stage.REVIEWED, Stage.PUBLISHED]
    assert {"assess", "appeal", "appeal_reply"} <= {e.action for e in dash.store.audit("suzhou")}
    assert dash.store.verify().ok


def test_公布了的不变_后来的更正列在它名下(dash: Dashboard, world: World, set_to: SetTo) -> None:
    number = published(dash, set_to)
    before = dash.store.assessment(number)
    assert assessing.since(dash, before) == []
    world.unit("常熟市", JUNE, {SME: 900})
    after = dash.store.assessment(number)
    assert after == before
    assert assessing.reproduced(dash, after), "旧数据、旧规则重算，一字节不差"
    assert "常熟市" in {s.then.unit for s in assessing.since(dash, after)}
    assert [(s.header.owner, s.header.period) for s in assessing.later(dash, after)] == [("常熟市", 202506)]
    world.unit("常熟市", JUNE + 1, {SME: 950})
    assert len(assessing.later(dash, after)) == 1, "以后月份的不算更正"
    html = assessment(dash, Where("leaderboard", "suzhou", JUNE, picks={"view": "assess"})).html
    assert ("2025年6月板块月报" in html, "2025年年度得分表" in html) == (True, True)
    assert json.loads(after.result)["month"] == "2025-06"


def test_复核可以改用新数(dash: Dashboard, world: World, set_to: SetTo) -> None:
    number = drafted(dash)
    assessing.notice(dash, number, "张三", 1)
    world.unit("常熟市", JUNE, {SME: 900})
    set_to(NOW + timedelta(days=2))
    found = assessing.review(dash, number, "李四", "更正已审核通过", refresh=True)
    assert (found.version, found.rules) == (dash.version(), dash.profile("suzhou", dash.version()).rules_at(JUNE).id)
    assert assessing.since(dash, found) == []
    assert not assessing.rules_changed(dash, found)
    assert "改用第" in dash.store.assessment_steps(number)[-1].reason
    with pytest.raises(DashboardError, match="出这份结果的和公布的都是李四"):
        assessing.publish(dash, number, "李四")
    assert assessing.publish(dash, number, "张三").stage is Stage.PUBLISHED


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d, _: assessing.draft(d, "suzhou", Month(2025, 5), "张三"), "2025年5月还没有审定"),
        (lambda d, _: assessing.draft(d, "suzhou", JUNE, "李四"), "这个月已有张三起草的"),
        (lambda d, n: assessing.notice(d, n, "张三", 0), "公示1到30天"),
        (lambda d, n: assessing.appeal(d, n, "太仓市", "小王", "任务数不符"), "不在公示期内"),
        (lambda d, n: assessing.review(d, n, "张三", "复核完了"), "不是公示"),
        (lambda d, n: assessing.publish(d, n, "李四"), "不是复核"),
        (lambda d, n: assessing.cancel(d, n, "张三", "错"), "请写明理由"),
        (lambda d, _: assessing.publish(d, 99, "李四"), "没有第99次考核"),
    ],
)
def test_走不得的(dash: Dashboard, act: Callable[[Dashboard, int], object], said: str) -> None:
    number = drafted(dash)
    with pytest.raises(DashboardError, match=said):
        act(dash, number)
    assert dash.store.assessment(number).stage is Stage.DRAFT


def test_公示期最后一天还能申诉_过了不能(dash: Dashboard, set_to: SetTo) -> None:
    number = drafted(dash)
    assessing.notice(dash, number, "张三", 3)
    set_to(datetime(2026, 7, 13, 23, 59, 59, tzinfo=BEIJING))
    assessing.appeal(dash, number, "太仓市", "小王", "任务数不符")
    set_to(datetime(2026, 7, 14, 0, 0, 0, tzinfo=BEIJING))
    with pytest.raises(DashboardError, match="不在公示期内"):
        assessing.appeal(dash, number, "太仓市", "小王", "再说一遍")


def test_规则也改了的_复核重算后写新的规则(dash: Dashboard, set_to: SetTo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted(dash)
    before = dash.store.assessment(number)
    assessing.notice(dash, number, "张三", 1)
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities_but(tmp_path, "", "name = ")))
    rules = tmp_path / "cities" / "suzhou" / "assessment.toml"
    rules.write_text(rules.read_text("utf-8").replace(f'id = "{before.rules}"', 'id = "改过的"'), encoding="utf-8")
    dash.publish_profiles()
    assert assessing.rules_changed(dash, before)
    set_to(NOW + timedelta(days=2))
    after = assessing.review(dash, number, "李四", "规则已修订", refresh=True)
    assert (before.rules != after.rules, after.rules) == (True, "改过的")
    assert json.loads(after.result)["rules"] == "改过的"
    assert assessing.reproduced(dash, after)


def test_申诉和复核撞在一起_存储里也把关(dash: Dashboard) -> None:
    """流程看过以后、写进去以前，别人走了一步：存储在事务里再看一遍。"""
    number = drafted(dash)
    with pytest.raises(DashboardError, match="已到草稿，不在公示，不能申诉"):
        dash.store.add_appeal(number, "太仓市", "小王", "任务数不符")
    assessing.notice(dash, number, "张三", 1)
    dash.store.add_appeal(number, "太仓市", "小王", "任务数不符")
    with pytest.raises(DashboardError, match=r"还有1件申诉没有答复（太仓市）"):
        dash.store.move_assessment(number, Move(Stage.NOTICE, Stage.REVIEWED, "张三", "复核完了"))
    assert dash.store.assessment(number).stage is Stage.NOTICE


def test_作废了可以重来(dash: Dashboard) -> None:
    assessing.cancel(dash, drafted(dash), "张三", "口径要改")
    assert assessing.draft(dash, "suzhou", JUNE, "张三").number == 2


def test_年度得分表只有公布了的(dash: Dashboard, set_to: SetTo) -> None:
    drafted_only = assessing.year_scores(dash, "suzhou", 2025)
    assert set(map(len, drafted_only.values())) == {0}
    number = published(dash, set_to)
    table = assessing.year_scores(dash, "suzhou", 2025)
    assert {len(scores) for scores in table.values()} == {1}
    assert {a.number for scores in table.values() for a, _ in scores} == {number}
    assert [assessing.year_mean(s) for s in ([80.0, 90.0], [80.0, None], [])] == [85, None, None]


@pytest.mark.usefixtures("dash")
def test_命令(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.cli.running import Command

    command = Command(data_dir, capsys)
    assert command("assess", "draft", "--city", "suzhou", "--period", "2025Q2", "--by", "张三").out == "第1次考核“2025年第二季度考核（2025年6月）”：草稿\n"
    assert command.json("assess", "notice", "1", "--days", "2", "--by", "张三")["stage"] == "公示"
    assert command("assess", "appeal", "1", "--unit", "太仓", "--by", "小王", "--reason", "任务数不符").code == 0
    assert command("assess", "reply", "1", "--appeal", "1", "--by", "张三", "--reason", "已核对无误").code == 0
    shown = command.json("assess", "show", "1")
    assert (shown["reproduced"], shown["since"], len(shown["appeals"])) == (True, [], 1)
    assert shown["corrections"] == []
    assert command("assess", "review", "1", "--by", "张三", "--reason", "复核完了").code == 1
    assert "1" in command("assess", "list", "--city", "suzhou").out
    assert command("assess", "year", "--city", "suzhou", "--year", "2025").out == "这一年还没有公布的考核\n"
    assert command("assess", "notice", "--by", "张三").code == 2
    assert command("assess", "draft", "--city", "suzhou", "--period", "2025Q5", "--by", "张三").code == 2

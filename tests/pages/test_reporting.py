"""数据上报页的报送情况：墙、催报清单和它的下载；填报处说截止还有几天，锁定了说怎样开。"""

import json
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest
from tests.pages.opened import opened
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind
from dashboard.flows import locks
from dashboard.metrics.deadlines import BEIJING
from dashboard.storage import ledger

HERE = {"city": "suzhou", "month": "2025-06"}


def shown(app: AppTest) -> str:
    """页面上各块画面的 HTML，接成一串。"""
    assert not app.exception, app.exception
    return "".join(str(json.loads(block.proto.json)["html"]) for block in app.get("bidi_component"))


def clock(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int, hour: int) -> None:
    at = datetime(year, month, day, hour, tzinfo=BEIJING)
    monkeypatch.setattr(ledger, "now", lambda: at)


def test_报送墙和催报清单(world: World) -> None:
    world.unit("昆山市", Month(2025, 6), {"tech_sme_annual": 1})
    wall = opened("submissions", **HERE, do="reporting")
    assert "报送率" in shown(wall)
    assert not wall.get("download_button")
    listed = opened("submissions", **HERE, do="reporting", view="reminders")
    assert "催报清单" in shown(listed)
    assert [b.proto.label for b in listed.get("download_button")] == ["下载催报清单（.xlsx）"]


def test_填报处说还有几天(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.unit("太仓市", Month(2025, 5), {"tech_sme_annual": 1})
    clock(monkeypatch, 2025, 7, 4, 9)
    assert "6月板块月报：7月7日24:00截止，还有3天" in shown(opened("submissions", **HERE, owner="昆山市"))


def test_填报处说锁定_开锁(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 12, 18, 9)
    world.unit("太仓市", Month(2026, 10), {"tech_sme_annual": 1})
    here = {"city": "suzhou", "month": "2026-11", "owner": "昆山市"}
    assert "昆山市2026年11月板块月报已于2026年12月17日24:00锁定" in shown(opened("submissions", **here))
    locks.unlock(world.dash, Header(Kind.UNIT, "suzhou", "昆山市", None, 202611), "李四", "统计局更正口径")
    assert "已开锁到2026年12月23日24:00" in shown(opened("submissions", **here))


def test_页面上开锁(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 12, 18, 9)
    world.unit("太仓市", Month(2026, 10), {"tech_sme_annual": 1})
    here = {"city": "suzhou", "month": "2026-11", "do": "reporting", "view": "locks"}
    assert not opened("submissions", **here).button
    page = opened("submissions", **here, kind="unit", owner="昆山市")
    page.text_input(key="unlocker").set_value("李四")
    page.text_input(key="unlock_reason").set_value("补报").run()
    page.button[0].click().run()
    assert "至少4个字" in page.error[0].value
    page.text_input(key="unlock_reason").set_value("统计局更正口径")
    page.text_input(key="unlock_until").set_value("2026-12-20").run()
    page.button[0].click().run()
    assert page.success[0].value.startswith("已开锁")
    (made,) = world.dash.store.unlocks("suzhou")
    assert (made.owner, made.by, made.reason, made.until.isoformat()) == ("昆山市", "李四", "统计局更正口径", "2026-12-21T00:00:00+08:00")

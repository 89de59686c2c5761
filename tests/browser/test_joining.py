"""几个人填一份：一起传上来，说出谁填了哪张表，填得不一样的选一个，合成一份再检查、上报；各人的原件留着。"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.office import copied, pick
from tests.browser.reading import drawn, settled
from tests.browser.serverproc import Server
from tests.browser.test_story import CONTRACT, UNIT, explain_all, hand_in, press
from tests.browser.town import COLLECTING
from tests.intake.workbench import Bench

from dashboard.domain.submissions import State
from dashboard.flows.dashboard import Dashboard

pytestmark = pytest.mark.browser


def part(folder: Path, who: str, bench: Bench, none: tuple[str, ...] = ()) -> Path:
    """一个人填的；none 为选了“本月无”的清单，别的没有填的不选，那是别人的事。"""
    for sheet in ("科创项目", "活动", "洽谈"):
        if sheet not in (*bench.lists, *none):
            bench.cell(sheet, "B3", None)
    found = folder / f"{who}.xlsx"
    found.write_bytes(bench.content())
    return found


def test_合成一份(started: Callable[[Path], Server], page: Page, data_folder: Path, tmp_path: Path) -> None:
    folder = copied(data_folder, tmp_path)
    server = started(folder)

    def bench(total: int) -> Bench:
        return Bench(owner=UNIT, month=COLLECTING).put(CONTRACT, 本年累计=total)

    mine = part(tmp_path, "张三", bench(900))
    talk = part(tmp_path, "李四", bench(950).add("洽谈", day=date(2025, 7, 3), topic="中试基地"))
    none = part(tmp_path, "王五", Bench(owner=UNIT, month=COLLECTING), ("科创项目", "活动"))
    page.goto(f"{server.url}/submissions?city=suzhou&month={COLLECTING}&kind=unit&owner={UNIT}")
    drawn(page)
    settled(page)
    page.locator("input[type=file]").set_input_files([mine, talk, none])
    card = page.locator("section", has=page.get_by_role("heading", name="可以合成一份", exact=False))
    expect(card).to_contain_text("1处填得不一样")
    expect(card.locator("tr", has_text="洽谈")).to_contain_text("《李四.xlsx》1")
    press(page, "合成一份，再检查")
    expect(page.get_by_text("还有1处没有选", exact=False)).to_be_visible()
    pick(page, "取哪一份", "李四.xlsx")
    press(page, "合成一份，再检查")
    expect(card).to_have_count(0)
    explain_all(page)
    hand_in(page, "张三")

    dash = Dashboard(folder)
    (sent,) = (s for s in dash.store.submissions("suzhou", COLLECTING.code, State.SUBMITTED))
    papers = {p.file_name: dash.store.attachment(sent.id, p.number) for p in dash.store.attachments(sent.id)}
    assert papers == {file.name: file.read_bytes() for file in (mine, talk, none)}
    assert "（合成）" in sent.file_name
    dash.close()

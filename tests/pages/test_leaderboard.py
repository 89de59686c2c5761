"""板块龙虎榜页：画面上的名次和得分就是流程算出的；收数中不排名。"""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from tests.pages.opened import opened, picture
from tests.worlds import World, cities_but

from dashboard.domain.assessment import CONTEST_ZH, Contest
from dashboard.domain.month import Month
from dashboard.flows import firm, rank
from dashboard.flows.moments import moment
from dashboard.wording import steady
from dashboard.wording.numbers import score

MAY, JUNE = Month(2025, 5), Month(2025, 6)
SUZHOU = ("昆山市", "太仓市", "常熟市", "张家港市", "吴江区")
NANTONG = ("海安市", "如皋市", "南通开发区", "南通创新区")


def fill(world: World, units: tuple[str, ...], last: Month = JUNE) -> None:
    """各板块去年同期、5月、6月报了高企和外资研发机构；昆山一类的6月反超，最后一家6月没报。"""
    goals = ("hte_total", "foreign_rd_center_new", "tech_sme_annual") if world.city == "suzhou" else ("sci_project_new", "foreign_talent_new", "tech_contract_value_new")
    known = {g.indicator for g in world.dash.profile(world.city, world.dash.version()).goals}
    names = [g for g in goals if g in known]
    for month in (Month(2024, 6), MAY, JUNE):
        for n, unit in enumerate(units):
            if month == JUNE and unit == units[-1]:
                continue
            jump = 40 if month == JUNE and n == 2 else 0
            values = dict.fromkeys(names, 10 + month.month * 2 + n * 3 + jump)
            projects = [project(f"KC{month.code}{n}{k}", month, high=k == 0, key=k % 2 == 0) for k in range(n + 2)]
            world.unit(unit, month, values, projects=projects)
    world.tasks(2025, {unit: dict.fromkeys(names, 60) for unit in units})
    world.finalize(Month(2024, 6), MAY)
    if last == JUNE:
        world.finalize(JUNE)


def project(number: str, month: Month, high: bool, key: bool) -> dict[str, object]:
    day = date(month.year, month.month, 9)
    found = {"number": number, "credit_code": "", "name": f"项目{number}", "lead": True, "factor": 1, "chain": "生物医药" if key else "其他"}
    return {**found, "high_growth": high, "recognised": day, "has_capital": high, "stage": "落地", "sheet": "科创项目", "cell": "A4"}


def drawn(world: World, **params: str) -> str:
    return unescape(picture(opened("leaderboard", city=world.city, **{"month": "2025-06", **params})))


def ranked_rows(html: str) -> list[tuple[str, str]]:
    """表里每行的（位次，板块）。"""
    found = re.findall(r'<td class="lb-rank">(?:<b>(\d+)</b>|未排名).*?<b>([^<]+)</b><small>', html, re.S)
    return [(number, unit) for number, unit in found]


@pytest.mark.parametrize("contest", list(Contest))
def test_每张榜的名次和得分就是流程算出的(world: World, contest: Contest) -> None:
    fill(world, SUZHOU)
    html = drawn(world, board=str(contest))
    (group,) = rank.leaderboard(world.dash, moment(world.dash, "suzhou", JUNE)).groups
    board = group.boards[contest]
    assert ranked_rows(html) == [(str(s.rank) if s.rank is not None else "", s.unit) for s in board]
    for standing in board:
        assert standing.score is None or f"<b>{score(standing.score)}</b></span></td>" in html
    assert f"{CONTEST_ZH[contest]}得分" in html


def test_条从零起_平均线在平均分处_未排名的在最后写原因(world: World) -> None:
    fill(world, SUZHOU)
    html = drawn(world)
    (group,) = rank.leaderboard(world.dash, moment(world.dash, "suzhou", JUNE)).groups
    board = group.boards[Contest.TOTAL]
    scores = [s.score for s in board if s.rank is not None and s.score is not None]
    assert scores
    assert f"全市平均{score(sum(scores) / len(scores))}" in html
    widths = [float(w) for w in re.findall(r'lb-track"><i style="width:([\d.]+)%', html)]
    full = max(100.0, -(-max(scores) // 10) * 10)
    assert widths == pytest.approx([s * 100 / full for s in scores], abs=0.01)
    last = board[-1]
    assert last.rank is None
    assert last.reason
    assert last.reason in html


def test_打开一个板块_每张榜的各项都在_加起来是得分(world: World) -> None:
    fill(world, SUZHOU)
    html = drawn(world, unit="常熟市")
    (group,) = rank.leaderboard(world.dash, moment(world.dash, "suzhou", JUNE)).groups
    for contest, board in group.boards.items():
        mine = next(s for s in board if s.unit == "常熟市")
        assert CONTEST_ZH[contest] in html
        assert mine.score is not None
        assert sum(p.score for p in mine.parts) == pytest.approx(mine.score)
        for part in mine.parts:
            assert part.name in html
            assert f"<b>{score(part.score)}</b>" in html
    assert "目标总览" in html
    assert re.search(r'href="\./\?city=suzhou&month=2025-06&goal=\w+&unit=', html)


def test_得分从哪里来的瀑布就是各项(world: World) -> None:
    fill(world, SUZHOU)
    html = drawn(world, unit="常熟市", board="result")
    steps = re.findall(r'lb-what">([^<]+)</span>.*?<span class="num">([^<]+)</span>', html, re.S)
    (group,) = rank.leaderboard(world.dash, moment(world.dash, "suzhou", JUNE)).groups
    mine = next(s for s in group.boards[Contest.RESULT] if s.unit == "常熟市")
    assert steps == [(p.name, f"+{score(p.score)}") for p in mine.parts]


def test_收数中的月份不排名(world: World) -> None:
    fill(world, SUZHOU, last=MAY)
    html = drawn(world)
    assert "2025年6月还在收数，审定后排名；已报4/10个板块" in html
    assert "lb-rank" not in html
    assert "看最近审定的2025年5月" in html
    assert "2025年6月还在收数" in drawn(world, unit="昆山市")


def test_南通两组各排各的(nantong: World) -> None:
    fill(nantong, NANTONG)
    groups = rank.leaderboard(nantong.dash, moment(nantong.dash, "nantong", JUNE)).groups
    assert len(groups) == 2
    for group in groups:
        html = drawn(nantong, group=group.name)
        assert [unit for _, unit in ranked_rows(html)] == [s.unit for s in group.boards[Contest.TOTAL]]
        assert f"<h1>{group.name}：" in html
        assert "本组平均" in html
    assert f"<h1>{groups[1].name}：" not in drawn(nantong)
    assert "南通开发区" in drawn(nantong, unit="南通开发区")


def test_规则的名称和版本印在画面上(world: World) -> None:
    fill(world, SUZHOU)
    assert "考核规则2025-1" in drawn(world)
    assert "考核规则2025-1" in drawn(world, unit="昆山市")


def test_历年位次是可缩放的图(world: World) -> None:
    fill(world, SUZHOU)
    app = opened("leaderboard", city="suzhou", month="2025-06", view="history")
    assert "第1" in picture(app)
    assert len(app.get("plotly_chart")) == 1


def test_写得不对的榜_分组_板块说一句中文(world: World) -> None:
    fill(world, SUZHOU)
    for params in ({"board": "best"}, {"group": "没有这组"}, {"unit": "无锡市"}, {"unit": "无锡市", "view": "history"}):
        assert "这个画面打不开" in drawn(world, **params)


def test_空的存储也画得出(world: World) -> None:
    html = drawn(world)
    assert "还在收数" in html


def test_只有一个板块报过也画得出(world: World) -> None:
    world.unit("昆山市", JUNE, {"tech_sme_annual": 30})
    world.finalize(JUNE)
    for params in ({}, {"unit": "昆山市"}, {"unit": "太仓市", "board": "quality"}, {"view": "history"}):
        html = drawn(world, **params)
        assert "考核规则2025-1" in html or params.get("view") == "history"
        assert "这个画面打不开" not in html


def test_位次稳不稳_画面就是流程算出的(world: World) -> None:
    fill(world, SUZHOU)
    at = moment(world.dash, "suzhou", JUNE)
    (group,) = at.profile.groups
    found = firm.steadiness(world.dash, at, group)
    html = drawn(world, view="firm")
    rows = re.findall(r'<td class="sf-rank">(\d+)</td>\s*<td class="sf-unit"><a [^>]+>([^<]+)</a>', html)
    assert rows == [(str(f.rank), f.unit) for f in found.firm] != []
    assert steady.headline(found.firm, found.reach) in html
    assert [g.unit for g in found.gaps if g.unit not in SUZHOU] == []
    assert SUZHOU[-1] in {g.unit for g in found.gaps}
    assert set(found.reach) >= {f.unit for f in found.firm}
    assert set(found.kept) == {f.unit for f in found.firm}
    assert all(found.kept[f.unit] == 1.0 for f in found.firm if len(set(found.reach[f.unit])) == 1), "怎样补都是一个位次的，都不变"
    assert all(best <= f.rank <= worst for f in found.firm for best, worst in [found.reach[f.unit]])
    assert f"综合{steady.sentence(found.firm[0])}" in drawn(world, unit=found.firm[0].unit)


def test_全部板块一起排(nantong: World) -> None:
    fill(nantong, NANTONG)
    at = moment(nantong.dash, "nantong", JUNE)
    overall = rank.leaderboard(nantong.dash, at).overall
    assert overall is not None
    shown = [unit for number, unit in ranked_rows(drawn(nantong, group="全部板块")) if number]
    assert shown == [s.unit for s in overall.boards[Contest.TOTAL] if s.rank is not None] != []
    assert {"海安市", "南通开发区"} <= set(shown)


def test_考核_起草以后冻结(world: World) -> None:
    """审定了的月份能起草；起草以后看得到得分表，申诉要等公示。"""
    world.unit("昆山市", JUNE, {"tech_sme_annual": 600})
    world.finalize(JUNE)
    app = opened("leaderboard", city="suzhou", month="2025-06", view="assess")
    assert "审定了的月份可以起草考核" in picture(app)
    app.text_input(key="assess_by").set_value("张三")
    next(b for b in app.button if b.label.startswith("起草")).click().run()
    assert "已起草" in app.success[0].value
    app = opened("leaderboard", city="suzhou", month="2025-06", view="assess")
    assert "2025年第二季度考核（2025年6月）：草稿" in picture(app)
    assert "用冻结的数据和规则重算，结果一字不差" in picture(app)
    assert {b.label for b in app.button} >= {"公示", "作废"}


def test_换一个亮灯预设看_各链接带着_考核的画面不换(world: World) -> None:
    fill(world, SUZHOU)
    html = drawn(world, lights="连续")
    assert "换成“连续v1”的亮灯办法看，不是本市的" in html
    inside = re.findall(r'href="(leaderboard\?[^"]*(?:unit=|board=|view=)[^"]*)"', html)
    assert inside
    assert all("lights=" in href for href in inside)
    frozen = drawn(world, lights="连续", view="assess")
    assert "不是本市的" not in frozen
    assert "亮灯：百分点v1" in frozen


def test_换到没有这个预设的城市_不带去(nantong: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(nantong, NANTONG)
    nantong.dash.close()
    cities = cities_but(tmp_path, "")
    rules = cities / "suzhou" / "assessment.toml"
    rules.write_text(rules.read_text("utf-8").replace('name = "连续"', 'name = "两次"', 1), "utf-8")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities))
    here = drawn(nantong, lights="连续")
    assert re.search(r'href="leaderboard\?city=suzhou"', here)
    assert re.search(r'href="leaderboard\?city=suzhou&lights=', drawn(nantong, lights="比例"))


def test_点了导出才有下载的按钮_收数中没有(world: World) -> None:
    fill(world, SUZHOU)
    assert not opened("leaderboard", city="suzhou", month="2025-06").get("download_button")
    app = opened("leaderboard", city="suzhou", month="2025-06", view="export", lights="连续")
    assert "不是本市的" in picture(app)
    assert [b.proto.label for b in app.get("download_button")] == ["导出龙虎榜（.xlsx）"]

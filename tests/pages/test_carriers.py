"""载体地图页：图上的数就是流程算出的数，个数与名录对得上；怪数据、第三座城市、空存储都画得出。"""

import csv
import json
import re
import shutil
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.browser.town import settle
from tests.pages.opened import opened, picture
from tests.worlds import World

from dashboard import paths
from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.flows import judge, rank
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.wording import phrases

JUNE = Month(2025, 6)
GOAL = "foreign_rd_center_new"


def fill(world: World) -> None:
    """三个板块报了外资研发机构，其余没报；年度任务各20家。"""
    units = ("昆山市", "太仓市", "常熟市")
    world.tasks(2025, {u: {GOAL: 20} for u in units})
    for unit, value in zip(units, (12, 5, 9), strict=True):
        world.unit(unit, JUNE, {GOAL: value}, events=[event(unit)] if unit == "昆山市" else [])
    world.finalize(JUNE)


def event(unit: str, **more: Any) -> dict[str, Any]:
    row = {"no": "", "name": "昆山深圳推介会", "host": unit, "type": "板块招商活动", "theme": "", "place": "深圳", "scope": "市外"}
    state = {"state": "已举办", "held": date(2025, 5, 20), "planned_words": "", "tallies": "", "talks": 8, "signed": 12, "landed": 3}
    return {**row, **state, "sheet": "活动", "cell": "A4", **more}


def drawn(city: str = "suzhou", **params: str) -> str:
    return unescape(picture(opened("carriers", city=city, **{"month": "2025-06", **params})))


def named(html: str) -> dict[str, str]:
    """图上的名字 → 名字下面一行。"""
    pattern = r'<text class="mp-name"[^>]*>([^<]*)</text>(?:<g class="mp-mark.*?</g>)?(?:<text class="mp-value"[^>]*>([^<]*)</text>)?'
    return {name.rstrip("*"): value for name, value in re.findall(pattern, html)}


def test_标题和图上的数是流程算出的(world: World) -> None:
    fill(world)
    html = drawn()
    assert "<h1>1个板块完成率达到100%，太仓市50.0%最低；张家港市、吴江区等7个板块未报</h1>" in html
    values = named(html)
    for summary in judge.unit_summaries(world.dash, moment(world.dash, "suzhou", JUNE)):
        sent = summary.unit in ("昆山市", "太仓市", "常熟市")
        assert values[summary.unit] == (f"{(summary.completion or 0) * 100:.1f}%" if sent else "未报")
    assert "100%以上<em>（1）" in html
    assert "未报<em>（7）" in html


def test_未报的板块画斜线(world: World) -> None:
    fill(world)
    assert drawn().count('<path class="mp-none" fill="url(#mp-hatch)"') == 7


def test_载体的个数与名录对得上(world: World) -> None:
    """苏州：10个产业平台、4个国家级平台、5个增长极、3个重大载体、5个开放平台。"""
    html = drawn()
    for name, count in {"专业园区": 9, "研发社区": 1, "国家级平台": 4, "科学城/增长极": 5, "重大创新载体": 3, "开放平台": 5}.items():
        assert f"{name}<em>（{count}）" in html
    assert "载体与园区（27）" in html
    counted = Counter(c.unit for c in world.dash.profile("suzhou", world.dash.version()).carriers if c.counts)
    rows = re.findall(r'<tr><td><a href="[^"]*">([^<]+)</a></td><td class="num">[^<]*</td>(.*?)</tr>', html)
    totals = {name: int(re.findall(r"<b>(\d+)</b>", rest)[0]) for name, rest in rows}
    assert totals == {**{u: counted[u] for u in world.dash.profile("suzhou", world.dash.version()).unit_names}, "板块未明确": 1}
    assert sum(totals.values()) == 27


@pytest.mark.usefixtures("nantong")
def test_南通的载体和没有点位的() -> None:
    """附件1和公开名录：5个国家级、16个省级、1个功能区、3个创新平台、2个服务平台。"""
    html = drawn("nantong")
    for name, count in {"国家级开发区": 5, "省级开发区、园区": 16, "功能区": 1, "创新平台": 3, "服务平台": 2}.items():
        assert f"{name}<em>（{count}）" in html
    assert html.count('class="mp-pin"') == 24
    assert "没有点位（3）" in html
    assert "江苏省深远海海洋装备制造业创新中心" in html


def test_选中板块_它的任务载体活动(world: World) -> None:
    fill(world)
    html = drawn(unit="昆山")
    at = moment(world.dash, "suzhou", JUNE)
    result = next(r for r in judge.goals(world.dash, at, "昆山市") if r.goal.id == GOAL)
    assert 'class="mp-chosen"' in html
    assert "综合完成率120.0%，3个板块中第1；1项年度任务中没有滞后的。" in html
    assert phrases.against(result) in html
    assert "goal=foreign_rd_center_new&unit=" in html
    assert "载体与园区（5）" in html
    assert "海峡两岸（昆山）" in html
    assert "5月20日" in html
    assert "昆山深圳推介会（深圳），签约12个、落地3个" in html


@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_选中板块写出龙虎榜的位次(data_dir: Path, city: str) -> None:
    settle(data_dir)
    dash = Dashboard(data_dir)
    at = moment(dash, city, JUNE)
    groups = rank.leaderboard(dash, at).groups
    for group in groups:
        second = next(s for s in group.boards[Contest.TOTAL] if s.rank == 2)
        board = group.name if len(groups) > 1 else ""
        assert f"{board}综合第2" in drawn(city, unit=second.unit)


def test_收数中的月份不写位次(world: World) -> None:
    world.tasks(2025, {"昆山市": {GOAL: 20}})
    world.unit("昆山市", JUNE, {GOAL: 12})
    assert "综合第" not in drawn(unit="昆山市")


def test_未报的板块说未报(world: World) -> None:
    fill(world)
    assert "2025年6月未报，不参加比较；没有下达年度任务。" in drawn(unit="相城区")


def test_按一个目标填色_按亮灯分级(world: World) -> None:
    fill(world)
    html = drawn(by=GOAL)
    assert "外资研发机构（新增）：1个板块达到序时，太仓市25.0%最低" in html
    assert named(html)["昆山市"] == "60.0%"
    lights = drawn(grade="light")
    assert re.search(r'class="mp-light (ON_PACE|REACHED)" d="M', lights)
    assert "3个板块中1个正常、1个滞后、1个严重滞后；" in lights


def test_法定区划_园区是点_不重复计(world: World) -> None:
    fill(world)
    html = drawn(area="legal")
    values = named(html)
    assert set(values) == {"张家港市", "常熟市", "太仓市", "昆山市", "吴江区", "吴中区", "相城区", "姑苏区", "虎丘区", "苏州工业园区"}
    assert html.count('class="mp-dot"') == 1
    assert "未报<em>（7）" in html, "图例仍是10个板块"
    assert "虎丘区（考核单元：苏州高新区）" in html
    assert 'class="mp-chosen"' in drawn(area="legal", unit="苏州高新区")


@pytest.mark.usefixtures("nantong")
def test_没有边界的园区是并列的点() -> None:
    html = drawn("nantong")
    assert html.count('class="mp-dot"') == 4
    assert html.count('class="mp-area"') == 7
    assert "未报<em>（11）" in html
    assert "南通开发区、苏锡通园区、通州湾示范区、南通创新区没有边界" in html


@pytest.mark.usefixtures("world")
def test_图下写明示意_审图号_坐标系() -> None:
    html = drawn()
    assert "示意图，不作为划界依据。审图号：待填写。坐标系WGS-84" in html
    assert "*苏州工业园区没有民政边界，按示意范围绘制。" in html
    assert "苏州工业园区*</text>" in html


@pytest.mark.usefixtures("world")
def test_按载体类型筛_不画载体() -> None:
    html = drawn(type="科学城/增长极")
    assert html.count('class="mp-pin"') == 1, "只有太湖科学城有点位"
    assert 'class="mp-pin"' not in drawn(type="不画载体")
    assert "空心：位置为约略" not in drawn(type="不画载体")


@pytest.mark.usefixtures("world")
def test_示意带点了才画() -> None:
    assert 'class="mp-belt"' not in drawn()
    html = drawn(belt="沿江发展带")
    assert html.count('class="mp-belt"') == 1
    assert "张家港市—常熟市—太仓市" in html


@pytest.mark.usefixtures("world")
def test_名录全表_每个载体一行_可筛() -> None:
    html = drawn(view="list")
    assert "27个载体与园区：6个有点位，19个只知道板块，2个没有点位" in html
    rows = re.findall(r"<tr><td><svg.*?</svg> ([^<]+)</td>", html, re.DOTALL)
    assert len(rows) == 27
    assert "机构与机制（不计入载体）" in html
    assert "市产业技术研究院" in html
    assert "昆山市5个载体与园区：4个只知道板块，1个没有点位" in drawn(view="list", unit="昆山市")
    assert "国家级平台4个：都只知道板块" in drawn(view="list", type="国家级平台")
    assert "没有符合所选的载体" in drawn(view="list", unit="姑苏区", type="国家级平台")


@pytest.mark.usefixtures("nantong")
def test_名录里的别名只计一次() -> None:
    html = drawn("nantong", view="list")
    assert "27个载体与园区：24个有点位，3个没有点位" in html
    assert "苏锡通科技产业园区即江苏南通苏锡通科技产业园区，只计一次" in html


@pytest.mark.usefixtures("world")
def test_交互地图_上面是页框下面是图() -> None:
    app = opened("carriers", city="suzhou", month="2025-06", view="deck")
    html = picture(app)
    assert "没有开启三维绘图" in html
    assert "审图号" in html
    assert len(app.get("deck_gl_json_chart")) == 1
    assert len(opened("carriers", city="suzhou", month="2025-06").get("deck_gl_json_chart")) == 0


@pytest.mark.usefixtures("world")
def test_地址写得不对说一句中文() -> None:
    for wrong in ({"unit": "没有区"}, {"by": "没有"}, {"type": "没有"}, {"area": "x"}, {"grade": "x"}, {"view": "list", "placed": "x"}):
        assert "这个画面打不开" in drawn(**wrong)


@pytest.mark.usefixtures("data_dir")
@pytest.mark.parametrize("city", ["suzhou", "nantong"])
def test_空的存储也画得出(city: str) -> None:
    html = picture(opened("carriers", city=city))
    assert re.search(r"<h1>1[01]个板块都未报</h1>", html)
    assert set(named(html).values()) == {"未报"}


def third_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """复制南通的档案，板块改名。"""
    folder = tmp_path / "cities" / "wuxi"
    shutil.copytree(paths.root() / "data" / "cities" / "nantong", folder)
    for file in [*folder.glob("*.csv"), *folder.glob("*.toml"), *folder.glob("boundaries/*.geojson")]:
        text = file.read_text("utf-8").replace("南通市", "无锡市").replace("启东市", "江阴市").replace("如东县", "<b>滨湖</b>区")
        file.write_text(text, "utf-8")
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(tmp_path / "cities"))
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path / "var"))
    return folder


def add_carriers(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "carriers.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        fields, found = list(reader.fieldnames or ()), list(reader)
    with (folder / "carriers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, restval="")
        writer.writeheader()
        writer.writerows([*found, *rows])


def carrier(name: str, **more: str) -> dict[str, str]:
    row = {"name": name, "role": "载体", "type": "功能区", "unit": "江阴市", "on_map": "Y", "in_document": "N", "precision": "准确"}
    return {**row, "lon": "121.6", "lat": "31.9", "coord_system": "WGS-84", **more}


def test_第三座城市_改名的板块_四百个载体(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = third_city(tmp_path, monkeypatch)
    here = [carrier(f"园{n}") for n in range(200)]
    inside = [carrier(f"院{n}", precision="仅到板块", type="新类型") for n in range(200)]
    add_carriers(folder, [*here, *inside, carrier("边外园", lon="122.05", lat="31.6", unit="")])
    World(tmp_path / "var", "wuxi")
    html = picture(opened("carriers", city="wuxi"))
    assert "江阴市" in html
    assert "&lt;b&gt;滨湖&lt;/b&gt;区" in html
    assert "<b>滨湖" not in html
    assert "载体与园区（428）" in html
    assert re.search(r"×200</text>", html)
    assert len(html.encode()) < 120_000
    assert "载体（200）" in re.sub(r"<[^>]+>", "", html), "没有分类的类型按角色自成一类"


def test_图外的点位列出来(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = third_city(tmp_path, monkeypatch)
    add_carriers(folder, [carrier("边外园", lon="122.07", lat="31.6", unit="")])
    World(tmp_path / "var", "wuxi")
    assert "点位在图外、没画出的载体：边外园。" in picture(opened("carriers", city="wuxi"))


def test_没有形状的板块画成点(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = third_city(tmp_path, monkeypatch)
    units = (folder / "districts.csv").read_text("utf-8")
    (folder / "districts.csv").write_text(units.replace(",江阴市,121.6749", ",,121.6749"), "utf-8")
    shapes = (folder / "boundaries" / "units.geojson").read_text("utf-8")
    found = json.loads(shapes)
    found["features"] = [f for f in found["features"] if f["properties"]["name"] != "江阴市"]
    (folder / "boundaries" / "units.geojson").write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    assert not Dashboard(tmp_path / "var").profile_problems
    html = picture(opened("carriers", city="wuxi"))
    assert html.count('class="mp-dot"') == 5
    assert html.count('class="mp-area"') == 6

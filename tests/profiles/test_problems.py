"""写错的档案：每处错误都说出文件、条目、写的是什么、应写什么，一次说完，互不遮挡。"""

import re
from pathlib import Path

import pytest
from tests.profiles.folders import Folder

from dashboard import profiles
from dashboard.profiles import ProfileError


def test_没写错就没有问题(nantong_copy: Folder, suzhou_copy: Folder) -> None:
    assert nantong_copy.problems() == suzhou_copy.problems() == ()


def _ten_mistakes(folder: Folder) -> None:
    folder.goal("sci_project_new", 'basis = "新增"', 'basis = "总和"')
    folder.goal("hte_total", 'targets = [{ value = 4300, source = "通政办发〔2023〕11号" }]\n', "")
    folder.goal("iur_projects_new", "市科技局", "市科委")
    folder.goal("foreign_talent_new", 'start = "2023-01"', 'start = "2023年1月"')
    folder.edit("goals.toml", 'id = "colab_platform"', 'id = "incubator_province"')
    folder.edit("districts.csv", "海安|海安县", "海安|海安县|如皋")
    folder.edit("assessment.toml", 'board = "pace"\nweight = 0.25', 'board = "pace"\nweight = 0.35')
    folder.edit("carriers.csv", "海安经开区,开发区,国家级开发区,国家级,海安市", "海安经开区,开发区,国家级开发区,国家级,海安镇")
    folder.edit("events.csv", "2023年7-9月,2", "2023年9-7月,2")
    folder.edit("boundaries/units.geojson", '"海门区"', '"海门"')


def test_十处错误报十个问题(nantong_copy: Folder) -> None:
    """十处在六个文件里，一次说完，多一个少一个都不行。"""
    _ten_mistakes(nantong_copy)
    assert sorted((p.file, p.entry, p.message) for p in nantong_copy.problems()) == sorted(
        [
            ("goals.toml", "[[goal]]第1条（sci_project_new） basis", "没有“总和”这个词。可用：新增、累计、年度、总数、占比、频次、计数。"),
            ("goals.toml", "[[goal]]第2条（hte_total） targets", "没有目标数，请写出文件的数和出处。"),
            ("goals.toml", "[[goal]]第7条（foreign_talent_new） start", "读不出月份，写的是2023年1月。请写成YYYY-MM，如2023-01。"),
            ("goals.toml", "[[goal]]第8条（iur_projects_new） owners", "departments.csv的short_name里没有“市科委”。"),
            ("goals.toml", "incubator_province", "出现了2次，请只留一条。"),
            ("districts.csv", "第3行（如皋市） aliases", "“如皋”已是海安市的名称，请删去，或改入ask_aliases。"),
            ("assessment.toml", "[[rules]]第1条（2025-1） boards", "权重之和为1.1，应为1。"),
            ("carriers.csv", "第29行（海安经济技术开发区） unit", "districts.csv里没有板块“海安镇”。"),
            (
                "events.csv",
                "第32行（31） words",
                "读不出“2023年9-7月”是哪几个月。可写2023年3月、2023年2-3月、三季度、每两月、2023年全年；没定的留空。",
            ),
            ("districts.csv", "第8行（海门区） polygon", "boundaries/units.geojson里没有“海门区”。"),
        ]
    )


def test_问题写成给人看的几行(nantong_copy: Folder) -> None:
    _ten_mistakes(nantong_copy)
    with pytest.raises(ProfileError) as caught:
        profiles.read(nantong_copy.path)
    lines = str(caught.value).splitlines()
    assert lines[0] == "城市档案有10处问题："
    assert "districts.csv 第8行（海门区） polygon：boundaries/units.geojson里没有“海门区”。" in lines
    assert len(lines) == 11


def test_一个文件写坏了别的照样报(nantong_copy: Folder) -> None:
    """写坏的文件只报一处，不因为读不到它而牵连出别的问题。"""
    nantong_copy.edit("profile.toml", 'name = "南通市"', 'name = "南通市')
    nantong_copy.edit("districts.csv", "unit,official_name", "unit,full_name")
    nantong_copy.edit("departments.csv", "市教育局,市教育局", "市教育局,市教育局,多一格")
    nantong_copy.edit("boundaries/legal.geojson", '"features"', '"feature"')
    nantong_copy.edit("goals.toml", "value = 3300", 'value = "三千三"')
    assert [(p.file, p.entry, p.message) for p in nantong_copy.problems()] == [
        ("profile.toml", "", "第2行第12个字写法不对，请核对引号、括号和等号。"),
        ("goals.toml", "[[goal]]第1条（sci_project_new） targets第1项 value", "应为数，写的是三千三。请只写数字，不带逗号和单位。"),
        ("districts.csv", "表头", "缺少列：official_name。"),
        ("departments.csv", "第4行（市教育局）", "列数与表头不符，请检查逗号和引号。"),
        ("boundaries/legal.geojson", "", "应为要素集（FeatureCollection）。"),
    ]


def test_缺文件(nantong_copy: Folder) -> None:
    for name in ("assessment.toml", "places.csv", "boundaries/units.geojson"):
        (nantong_copy.path / name).unlink()
    assert [(p.file, p.message) for p in nantong_copy.problems()] == [
        (name, "缺少这个文件，请从别的城市复制一份改写。") for name in ("assessment.toml", "places.csv", "boundaries/units.geojson")
    ]


def test_空文件夹(tmp_path: Path) -> None:
    found = Folder(tmp_path).problems()
    assert {p.message for p in found} == {"缺少这个文件，请从别的城市复制一份改写。"}
    assert len(found) == 12


GOAL_MISTAKES = [
    ("sci_project_new", 'uom = "个"\n', "", "uom", "缺少这一项，请补上。"),
    ("sci_project_new", 'name = "新招引科创项目"', 'name = " "', "name", "不能为空，请填写。"),
    ("sci_project_new", 'name = "新招引科创项目"', "name = 3", "name", "应为文字，写的是3，请加引号。"),
    ("sci_project_new", "phasing = ", "phaseing = ", "phaseing", "不认得这一项，请核对拼写，或删去。"),
    ("sci_project_new", "source = ", "since = ", "targets第1项 source", "缺少这一项"),
    ("sci_project_new", "value = 3300", "value = true", "targets第1项 value", "应为数，写的是True"),
    ("sci_project_new", "value = 3300", "value = nan", "targets第1项 value", "应为数，写的是nan"),
    ("sci_project_new", "value = 3300", "value = 0", "targets", "目标数应大于0。"),
    ("sci_project_new", 'group = "企业创新主体"', 'group = "企业"', "group", "goal_groups里没有“企业”"),
    ("sci_project_new", 'end = "2025-12"', 'end = "2022-12"', "end", "期末2022-12早于期初2023-01。"),
    ("sci_project_new", 'start = "2023-01"', 'start = "2022-01"', "start、end", "2022-01至2025-12超出了profile.toml的2023-01至2025-12。"),
    ("sci_project_new", 'frequency = "月"', 'frequency = "周"', "frequency", "没有“周”这个词。可用：月、双月、季、年。"),
    ("sci_project_new", "ledger = true", "ledger = 1", "ledger", "应为Y或N，写的是1。"),
    ("sci_project_new", "ledger = true", "due_months = [3, 13]", "due_months", "应为1到12的月份，写的是3、13。"),
    ("sci_project_new", "ledger = true", "due_months = 3", "due_months", "应为一组文字，写的是3。请写成[…]。"),
    ("sci_project_new", "ledger = true", 'milestones = ["一半"]', "milestones", "应为一组数，写的是一半。"),
    ("sci_project_new", "ledger = true", "milestones = [0.5]", "milestones", "序时“按节点”要写milestones，别的不写。"),
    ("sci_project_new", 'phasing = "按月线性"', 'phasing = "按节点"\nmilestones = [0.5, 0.2, 1]', "milestones", "从小到大"),
    ("sci_project_new", 'phasing = "按月线性"', 'phasing = "按节点"\nmilestones = [0.5, 0.9]', "milestones", "最后一个写1。"),
    ("sci_project_new", "ledger = true", 'counting = "市外场次"', "counting", "只有承诺可以由活动数出"),
    ("sci_project_new", "ledger = true", "tolerance = 5", "tolerance", "只有“左右”有容差"),
    ("sci_project_new", "ledger = true", "periods_per_year = 4", "periods_per_year", "这一条的期数不由它决定，请删去。"),
    ("sci_project_new", "ledger = true", "baseline = 78", "baseline", "应为{ … }。"),
    ("sci_project_new", 'owners = [{ department = "市科技局" }]\n', "", "owners", "没有牵头部门"),
    ("sci_project_new", '"市科技局" }]', '"市科技局" }, { department = "市财政局" }]', "owners", "第一版不写since，其后各版写since，一版比一版晚。"),
    ("sci_project_new", 'short_name = "科创项目（新招引）"', 'short_name = "二〇二三年以来新招引的科创项目"', "short_name", "有15个字"),
    ("hte_total", 'bound = "突破"', 'bound = "以上"', "bound", "原文“突破”对应的bound是“突破”，写的是“以上”。"),
    ("hte_total", "counted = false", "counted = true", "baseline counted", "总数、占比的基期不计入"),
    ("hte_total", "value = 2180", "value = 4300", "baseline value", "基期与目标数都是4300，没有进度可言。"),
    ("hte_total", 'date = "2020-12"', 'date = "2026-12"', "baseline date", "基期2026-12应早于期末2025-12。"),
    ("hte_total", 'basis = "总数"', 'basis = "占比"', "numerator、denominator、parts_uom", "占比要写明分子、分母"),
    ("tech_listed_new", 'indicator = "tech_listed_new"', 'indicator = "sci_project_new"', "indicator", "与sci_project_new共用指标sci_project_new"),
    ("activity_per_year", 'basis = "年度"', 'basis = "总数"', "counting", "总数不能由活动数出，请删去counting。"),
    ("activity_per_year", "commitment = true\n", "", "counting", "只有承诺可以由活动数出"),
    ("cadence_quarter_theme", "periods_per_year = 4", "periods_per_year = 6", "periods_per_year", "有主题活动的季度一年4期，请写4。"),
    ("assess_quarterly", "periods_per_year = 4", "periods_per_year = 5", "periods_per_year", "频次要写一年几期：1、2、3、4、6或12。"),
    ("assess_quarterly", "periods_per_year = 4", "periods_per_year = 4.5", "periods_per_year", "应为整数，写的是4.5。"),
    ("fund_tour", "commitment = true", 'commitment = true\ntargets = [{ value = 6, source = "附件4" }]', "targets", "频次不设目标数，请删去。"),
    ("training_camp", "commitment = true", "commitment = false", "basis", "只有承诺可以是计数，请写commitment = true。"),
]


@pytest.mark.parametrize(("id", "old", "new", "key", "message"), GOAL_MISTAKES)
def test_目标写错(nantong_copy: Folder, id: str, old: str, new: str, key: str, message: str) -> None:
    found = nantong_copy.goal(id, old, new).problems()
    assert any(p.file == "goals.toml" and f"（{id}）" in p.entry and p.entry.endswith(f" {key}") and message in p.message for p in found)


MISTAKES = [
    ("profile.toml", 'light = "百分点"', 'light = "红黄绿"', "light", "assessment.toml里没有亮灯预设“红黄绿”。"),
    ("profile.toml", 'light = "百分点"', 'light = "百分点"\nassessment_rules = "2026"', "assessment_rules", "assessment.toml里没有考核规则“2026”。"),
    ("profile.toml", '"持续承诺"]', '"持续承诺", "其他"]', "goal_groups", "“其他”里没有一个目标，请删去。"),
    ("profile.toml", 'map_note = "示意图，不作为划界依据"', 'map_note = ""', "map_note", "不能为空，请填写。"),
    ("profile.toml", 'short_name = "南通"', 'short = "南通"', "short_name", "缺少这一项，请补上。"),
    ("assessment.toml", "far_behind = 0.6", "far_behind = 0.9", "[[light]]第2条（比例） far_behind", "严重滞后的界限0.9应低于滞后的0.8。"),
    ("assessment.toml", 'on = "增幅", weight = 0.6', 'on = "增幅", weight = 0.7', "boards第3项 items第1项 terms", "权重之和为1.1，应为1。"),
    ("assessment.toml", 'of = "funded"', 'of = "capital"', "of", "没有“capital”这个指标。"),
    ("assessment.toml", 'of = "funded"', 'of = ""', "boards第2项 items第3项 of", "不能为空"),
    ("assessment.toml", "cap = 1.2, floor", "cap = 0, floor", "terms第1项 cap", "应大于0，写的是0。"),
    ("assessment.toml", 'method = "序时完成率"', 'method = "序时"', "terms第1项 method", "没有“序时”这个词。可用：完成率、序时完成率、"),
    ("assessment.toml", 'method = "序时完成率", cap', 'method = "序时完成率", on = "增幅", cap', "terms第1项 on", "“序时完成率”不能看增幅。可用：水平。"),
    ("assessment.toml", "cap = 1.2, floor", "cap = 1.2, steps = [{ at = 0.8, points = 75 }], floor", "terms第1项 steps", "只有“阶梯”要写steps"),
    ("assessment.toml", "floor = 0.08333333333333333", "floors = 0.1", "terms第1项 floor", "缺少这一项，请填一个数。"),
    ("assessment.toml", 'board = "contribution"', 'board = "result"', "[[rules]]第1条（2025-1） boards", "四榜应各有一张"),
    ("assessment.toml", 'missing = "不排名"', 'missing = "跳过"', "missing", "没有“跳过”这个词。可用：不排名、记零分。"),
    ("assessment.toml", 'board = "pace"\n', 'board = "pace"\nextras = [{ name = "超额", counting = "超任务数", of = "nothing", points = 2, ceiling = 6 }]\n', "of", "没有“nothing”这个指标。"),
    ("assessment.toml", 'board = "pace"\n', 'board = "pace"\nextras = [{ name = "少报", counting = "未报月数", points = -1, ceiling = 0 }]\n', "extras第1项 points", "最多几分应大于0"),
    ("assessment.toml", "[[rules]]\n", "[[rules]]\nid = \"again\"\nname = \"又一套\"\n\n[[rules]]\n", "[[rules]] from", "有2套规则都从一开始起用"),
    ("districts.csv", "如皋市,如皋市,县级市,县（市、区）榜", "如皋市,如皋市,县级市,", "第3行（如皋市） group", "参加考核的板块要写分组。"),
    ("districts.csv", "120.5893,32.2482", ",", "第3行（如皋市） lon、lat", "参加考核的板块要有注记点"),
    ("districts.csv", "120.5893,32.2482", "120.5893,", "第3行（如皋市） lon、lat", "经度、纬度要写就一起写。"),
    ("districts.csv", "120.5893,32.2482", "32.2482,120.5893", "第3行（如皋市） lon、lat", "不在本市范围内"),
    ("districts.csv", "县级市,县（市、区）榜,Y,320682", "县级市,县（市、区）榜,是,320682", "第3行（如皋市） assessed", "应为Y或N，写的是是。"),
    ("districts.csv", "园区榜,Y,,崇川区,经开区", "园区榜,Y,,崇川,经开区", "第9行（南通开发区） parents", "板块和法定区划里都没有“崇川”。"),
    ("districts.csv", "NETDA,开发区,", "NETDA,创新区|中创区,", "第9行（南通开发区） ask_aliases", "“中创区”已是南通创新区的名称"),
    ("districts.csv", "中创区|中央创新区", "中创区|市级", "第12行（南通创新区） aliases", "“市级”已是市级的名称"),
    ("districts.csv", ",如皋市,120.5893", ",海安市,120.5893", "第3行（如皋市） polygon", "“海安市”已是海安市的面"),
    ("districts.csv", ",如皋市,120.5893", ",,120.5893", "如皋市", "没有板块用到这个面"),
    ("departments.csv", "市教育局,市教育局", "市教育局,市发改委", "市发改委", "出现了2次，请只留一条。"),
    ("carriers.csv", "120.925,31.955,WGS-84", "120.925,31.955,CGCS2000", "第3行（南通创新区） coord_system", "没有“CGCS2000”坐标系"),
    ("carriers.csv", "120.925,31.955,WGS-84", "116.4,39.9,WGS-84", "第3行（南通创新区） lon、lat", "（116.4，39.9）不在本市范围内"),
    ("carriers.csv", "120.925,31.955,WGS-84", ",,", "第3行（南通创新区） precision", "精度“约略”要有坐标。"),
    ("carriers.csv", "120.925,31.955,WGS-84,约略", "120.925,31.955,WGS-84,未知", "第3行（南通创新区） precision", "精度“未知”不能有坐标。"),
    ("carriers.csv", "120.925,31.955,WGS-84,约略", ",,,未知", "第3行（南通创新区） on_map", "没有坐标，画不到地图上，请写N。"),
    ("carriers.csv", ",载体,功能区", ",孵化器,功能区", "第3行（南通创新区） role", "没有“孵化器”这个词。可用：载体、平台、开发区、开放平台、带"),
    ("carriers.csv", "如皋市|崇川区|", "如皋市|港闸区|", "第2行（沿江科创带） along", "districts.csv里没有板块“港闸区”。"),
    ("carriers.csv", ",N,市北高新区,", ",N,市北,", "same_as", "名录里没有正名“市北”。"),
    ("events.csv", "附件4第4行,", "附件4第4行,,", "第5行（4）", "列数与表头不符"),
    ("events.csv", "4,2023,1,", "4,2023,5,", "第5行（4） quarter", "应为1到4，写的是5。"),
    ("events.csv", "4,2023,1,", "4,,1,", "第5行（4） year、yearly", "一年的活动写年份"),
    ("events.csv", "2023年2月 2023年3月,2", "2023年2月 2023年3月,3", "第3行（2） stops", "日期写了2段，场次写的是3。"),
    ("events.csv", "如皋市,无锡,市外", "如皋市,常州,市外", "第5行（4） places", "places.csv里没有“常州”。"),
    ("events.csv", "如皋市,无锡,市外", "如皋市,无锡,境外", "第5行（4） scope", "“无锡”不在境外，范围写的是“境外”。"),
    ("events.csv", "市级,日韩|欧美,境外", "市级,日韩|欧美,市外", "第17行（16） scope", "“日韩”在境外，范围写的是“市外”。"),
    ("events.csv", "板块招商活动,,如皋市,无锡", "板块招商活动,,如皋,无锡", "第5行（4） unit", "districts.csv里没有板块“如皋”。"),
    ("events.csv", "5,2023,1,如东", "4,2023,1,如东", "4", "出现了2次，请只留一条。"),
    ("figures.csv", ",704,个,", ",七百零四,个,", "value", "应为数，写的是七百零四。"),
    ("figures.csv", ",704,个,,N,C,", ",704,个,,N,E,", "tier", "没有“E”这个词。可用：A、B、C、D。"),
    ("places.csv", "日本（东京）|韩国（首尔）", "日本（大阪）|韩国（首尔）", "same_as", "places.csv里没有“日本（大阪）”。"),
    ("duties.csv", "市级,定期汇总通报", "全市,定期汇总通报", "who", "没有“全市”这个词。可用：板块、开发区、市级。"),
    ("boundaries/units.geojson", '"MultiPolygon"', '"Point"', "第1个要素", "应有properties.name和Polygon或MultiPolygon的面。"),
]


@pytest.mark.parametrize(("file", "old", "new", "entry", "message"), MISTAKES)
def test_别的文件写错(nantong_copy: Folder, file: str, old: str, new: str, entry: str, message: str) -> None:
    found = nantong_copy.edit(file, old, new).problems()
    assert any(p.entry.endswith(entry) and message in p.message for p in found), found
    assert all(p.file == file or (p.file, file) == ("boundaries/units.geojson", "districts.csv") for p in found)


def test_问题里没有英文句子(nantong_copy: Folder) -> None:
    """文件名、列名、所写的字以外没有英文。"""
    _ten_mistakes(nantong_copy)
    nantong_copy.edit("profile.toml", 'name = "南通市"', "name = 南通市")
    nantong_copy.edit("boundaries/legal.geojson", "{", "")
    for problem in nantong_copy.problems():
        assert not re.search(r"[a-z]+ [a-z]+", problem.message), problem


def test_电子表格另存的编码也读得通(nantong_copy: Folder) -> None:
    """Excel 存的带 BOM 的 UTF-8、WPS 存的 GB18030。"""
    for name, encoding in (("districts.csv", "utf-8-sig"), ("carriers.csv", "gb18030")):
        file = nantong_copy.path / name
        file.write_bytes(file.read_text("utf-8").encode(encoding))
    assert nantong_copy.problems() == ()
    assert profiles.read(nantong_copy.path).find_unit("海安") == "海安市"


def test_GCJ02的坐标读进来就是WGS84(nantong_copy: Folder) -> None:
    nantong_copy.edit("carriers.csv", "120.925,31.955,WGS-84", "120.925,31.955,GCJ-02")
    found = next(c for c in profiles.read(nantong_copy.path).carriers if c.name == "南通创新区")
    assert found.lon == pytest.approx(120.925 - 0.00439, abs=0.0005)
    assert found.lat == pytest.approx(31.955 + 0.00208, abs=0.0005)

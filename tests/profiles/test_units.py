"""板块、部门、非数字要求。"""

import pytest
from tests.profiles.documents import CITIES, document, profile

SUZHOU, NANTONG = profile("suzhou"), profile("nantong")


def test_苏州10个板块一榜() -> None:
    """发文对象：各县级市（区），苏州工业园区、苏州高新区管委会。"""
    names = ("张家港市", "常熟市", "太仓市", "昆山市", "吴江区", "吴中区", "相城区", "姑苏区", "苏州高新区", "苏州工业园区")
    assert SUZHOU.unit_names == names
    assert SUZHOU.groups == {"全市10个板块一榜": names}
    assert "苏州工业园区、苏州高新区管委会" in document("suzhou")


def test_南通11个板块两榜() -> None:
    """附件1的成员：7个县（市、区）和4个园区。"""
    counties = ("海安市", "如皋市", "如东县", "启东市", "崇川区", "通州区", "海门区")
    zones = ("南通开发区", "苏锡通园区", "通州湾示范区", "南通创新区")
    assert NANTONG.groups == {"县（市、区）榜": counties, "园区榜": zones}
    members = document("nantong").split("推进领导小组办公室设在")[0].split("党委副书记、总经理、副董事长")[1]
    for unit in NANTONG.assessed_units:
        assert any(name in members for name in (unit.name, unit.official_name, *unit.aliases)), unit.name


@pytest.mark.parametrize(("city", "names"), [("suzhou", ["苏相合作区"]), ("nantong", ["南通高新区"])])
def test_不考核的列出但不计(city: str, names: list[str]) -> None:
    found = profile(city)
    assert [u.name for u in found.units if not u.assessed] == names
    assert all(found.find_unit(name) is None for name in names)


@pytest.mark.parametrize(
    ("city", "text", "name"),
    [
        ("suzhou", "昆山", "昆山市"),
        ("suzhou", "苏州市吴江区", "吴江区"),
        ("suzhou", "吴江市", "吴江区"),
        ("suzhou", "虎丘区", "苏州高新区"),
        ("suzhou", "工业园区", "苏州工业园区"),
        ("suzhou", "中新苏州工业园区", "苏州工业园区"),
        ("nantong", "海安", "海安市"),
        ("nantong", "港闸区", "崇川区"),
        ("nantong", "南通市通州区", "通州区"),
        ("nantong", "通州湾", "通州湾示范区"),
        ("nantong", "江苏省通州湾江海联动开发示范区", "通州湾示范区"),
        ("nantong", "南通经济技术开发区", "南通开发区"),
        ("nantong", "江苏南通苏锡通科技产业园区", "苏锡通园区"),
        ("nantong", "江苏南通苏通科技产业园区", "苏锡通园区"),
        ("nantong", "锡通科技产业园", "苏锡通园区"),
        ("nantong", "中央创新区", "南通创新区"),
    ],
)
def test_别名和全称直接认(city: str, text: str, name: str) -> None:
    assert profile(city).find_unit(text) == name


@pytest.mark.parametrize(
    ("city", "text", "name"),
    [("suzhou", "园区", "苏州工业园区"), ("suzhou", "高新区", "苏州高新区"), ("nantong", "开发区", "南通开发区"), ("nantong", "创新区", "南通创新区")],
)
def test_含糊的简称先问(city: str, text: str, name: str) -> None:
    found = profile(city)
    assert found.find_unit(text) is None
    assert found.ask_units(text) == (name,)


def test_法定归属() -> None:
    """区县归市；园区归所在的区，苏州工业园区跨两个区。"""
    found = {u.name: u.parents for c in CITIES for u in profile(c).units if not any(p.startswith("江苏省") for p in u.parents)}
    assert found == {
        "苏州工业园区": ("虎丘区", "吴中区"),
        "苏相合作区": ("相城区",),
        "南通开发区": ("崇川区",),
        "苏锡通园区": ("崇川区", "通州区", "海门区"),
        "通州湾示范区": ("通州区",),
        "南通创新区": ("崇川区",),
        "南通高新区": ("通州区",),
    }


def test_旧代码和同名的区记着() -> None:
    units = {u.name: u for u in NANTONG.units}
    assert (units["海安市"].adcode, units["海安市"].old_codes) == ("320685", "320621（海安县）")
    assert units["通州区"].adcode == "320612"
    assert "北京市通州区（110112）" in units["通州区"].note


def test_南通的部门和职责在附件1里() -> None:
    """12个成员单位有职责，另有市科技局（领导小组办公室）和附件4的主办市金融局。"""
    assert len(NANTONG.departments) == 14
    for department in NANTONG.departments:
        assert department.duty in document("nantong")
        assert department.name in document("nantong") or department.short_name in document("nantong")
    assert [d.short_name for d in NANTONG.departments if not d.duty] == ["市金融局"]
    numbered = document("nantong").split("二、成员单位职责")[1]
    assert all(f"{n}.{d.name}。{d.duty}" in numbered for n, d in enumerate(NANTONG.departments[:12], 1))


def test_苏州的部门由职能推定() -> None:
    expected = {"市统计局", "市人才办", "市科技局", "市人社局", "市金融监管局", "市商务局", "市财政局", "市政府办"}
    assert {d.short_name for d in SUZHOU.departments} == expected
    assert all(d.source == "文件未列部门，按职能推定" for d in SUZHOU.departments)


@pytest.mark.parametrize("city", CITIES)
def test_每个牵头部门都在名录里(city: str) -> None:
    found = profile(city)
    owners = {o.department for g in found.goals for o in g.owners}
    assert owners <= {d.short_name for d in found.departments}


def test_部门的全称和带城市名的写法() -> None:
    assert NANTONG.find_department("市科学技术局") == "市科技局"
    assert NANTONG.find_department("南通市科技局") == "市科技局"
    assert NANTONG.find_department("市委组织部") == "市人才办"
    assert NANTONG.find_department("苏州市科技局") is None


@pytest.mark.parametrize(("city", "count"), [("suzhou", 10), ("nantong", 14)])
def test_非数字要求引自原文(city: str, count: int) -> None:
    duties = profile(city).duties
    assert len(duties) == count
    assert all(d.quote in document(city) for d in duties)


def test_产业链在文件里() -> None:
    chains = "、".join(NANTONG.key_chains)
    assert f"{chains}等6条重点产业链及{'、'.join(NANTONG.future_chains)}等未来产业" in document("nantong")
    assert NANTONG.chains == NANTONG.key_chains + NANTONG.future_chains
    assert len(SUZHOU.key_chains) == 10


@pytest.mark.parametrize(
    ("city", "title", "number"), [("suzhou", "指导意见", "苏府办〔2022〕127号"), ("nantong", "实施意见", "通政办发〔2023〕11号")]
)
def test_文号和标题(city: str, title: str, number: str) -> None:
    found = profile(city)
    assert found.document == number
    assert number in document(city)
    assert found.document_title in document(city)
    assert found.document_title.endswith(title)

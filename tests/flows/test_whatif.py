"""试算与保存：与现行的并排看；存成从某月起用的新的一套，以前的月份一字节不变；档案再发布也留着。"""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.worlds import World

from dashboard import paths, profiles
from dashboard.domain.assessment import Contest
from dashboard.domain.month import Month
from dashboard.domain.problems import InputError, UsageError
from dashboard.flows import assessing, documents, judge, rank, whatif
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.flows.whatif import Saving
from dashboard.metrics import ranking
from dashboard.profiles import Change

MAY, JUNE, AUGUST = Month(2025, 5), Month(2025, 6), Month(2025, 8)
SME, FOREIGN = "tech_sme_annual", "foreign_rd_center_new"
UNITS = ("昆山市", "太仓市", "常熟市", "吴江区")
WHY = "主要领导要求突出进度"


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    """可以改的城市档案，只有苏州。"""
    place = tmp_path / "cities"
    shutil.copytree(paths.root() / "data" / "cities" / "suzhou", place / "suzhou")
    return place


@pytest.fixture
def office(data_dir: Path, cities: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """用可改的档案的苏州：5月、6月审定，四家的进度和项目各不相同。"""
    monkeypatch.setenv("DASHBOARD_CITIES_DIR", str(cities))
    world = World(data_dir)
    for month in (MAY, JUNE):
        for n, unit in enumerate(UNITS):
            projects = [_project(f"KC{month.code}{n}{k}", month, k < n) for k in range(4)]
            world.unit(unit, month, {SME: (400 - 60 * n) * (month.month - 3), FOREIGN: 4 - n}, projects=projects)
    world.tasks(2025, {unit: {SME: 1200, FOREIGN: 6} for unit in UNITS})
    world.finalize(MAY, JUNE)
    yield world
    world.dash.close()


def _project(number: str, month: Month, good: bool) -> dict[str, object]:
    head = {"number": number, "credit_code": "", "name": number, "lead": True, "factor": 1, "chain": "生物医药" if good else "其他"}
    return {**head, "high_growth": good, "recognised": date(month.year, month.month, 9), "has_capital": good, "stage": "落地", "sheet": "科创项目", "cell": "A4"}


def changes(*texts: str) -> list[Change]:
    return [profiles.change(text) for text in texts]


def printed(dash: Dashboard, month: Month, as_of: int | None = None) -> str:
    """龙虎榜的JSON，一字节一字节地比。"""
    return json.dumps(documents.leaderboard(rank.leaderboard(dash, moment(dash, "suzhou", month, as_of)), None), ensure_ascii=False)


def lights(dash: Dashboard, month: Month) -> list[tuple[str, str]]:
    return [(r.goal.id, str(r.light)) for r in judge.goals(dash, moment(dash, "suzhou", month))]


def saved(dash: Dashboard, *texts: str, start: Month = AUGUST, by: str = "张三", reason: str = WHY) -> str:
    return whatif.save(dash, moment(dash, "suzhou", JUNE), changes(*texts), Saving(start, by, reason)).id


def test_试算用同一段程序_与现行的并排(office: World) -> None:
    dash = office.dash
    at = moment(dash, "suzhou", JUNE)
    found = whatif.tried(dash, at, changes("boards.quality=0.7"))
    assert found.now == rank.leaderboard(dash, at)
    assert found.rules.weights[Contest.QUALITY] == 0.7
    again = ranking.leaderboard(at.profile, JUNE, judge.evidence(dash, at), judge.project_shares(dash, at), True, found.rules)
    assert [g.boards[Contest.TOTAL] for g in found.tried.groups] == [g.boards[Contest.TOTAL] for g in again.groups]
    assert found.tried.groups[0].boards[Contest.TOTAL] != found.now.groups[0].boards[Contest.TOTAL]


def test_没有改的就是现行的(office: World) -> None:
    found = whatif.tried(office.dash, moment(office.dash, "suzhou", JUNE), [])
    assert not found.changed
    assert found.tried is found.now
    same = whatif.tried(office.dash, moment(office.dash, "suzhou", JUNE), changes("boards.pace=0.25"))
    assert not same.changed


_PATHS = st.sampled_from(["boards.pace", "boards.quality", "boards.result", "boards.quality.funded", "boards.result.可比的指标.1"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_PATHS, st.floats(0.05, 0.3), min_size=1), st.sampled_from(["", "比例", "连续"]), st.integers(7, 12))
def test_保存以后_起用以前的月份一字节不变(office: World, weights: dict[str, float], light: str, first: int) -> None:
    dash = office.dash
    before = [(printed(dash, m), lights(dash, m)) for m in (MAY, JUNE)]
    version = dash.version()
    identity = saved(dash, *(f"{p}={w!r}" for p, w in weights.items()), f"light={light}", f"small_sample={version}", start=Month(2025, first))
    assert dash.version() == version + 1
    assert [(printed(dash, m), lights(dash, m)) for m in (MAY, JUNE)] == before
    assert printed(dash, JUNE, version) == before[1][0], "回看旧版也一样"
    profile = dash.profile("suzhou", dash.version())
    assert profile.rules_at(Month(2025, first)).id == identity
    assert profile.rules_at(Month(2025, first) + -1).id != identity


def test_从起用的月份起按新的排_理由印在规则的说明里_进审计(office: World) -> None:
    dash = office.dash
    identity = saved(dash, "boards.pace=0.4", "light=比例")
    profile = dash.profile("suzhou", dash.version())
    rules = profile.rules_at(AUGUST)
    assert (identity, rules.id, rules.name) == ("2025-2", "2025-2", "季度考核规则2025-2")
    assert rules.note == f"{WHY}（张三保存，由2025-1改来）"
    assert [profile.light_at(m).name for m in (JUNE, AUGUST)] == ["百分点", "比例"]
    entry = dash.store.audit("suzhou")[0]
    assert (entry.action, entry.by, entry.subject) == ("rules", "张三", "202508")
    assert entry.detail == f"保存“季度考核规则2025-2”，从2025年8月起用：{WHY}，第{dash.version()}版"
    assert dash.store.verify().ok


def test_同一个月另存的代替前一套_号不重用(office: World) -> None:
    dash = office.dash
    assert [saved(dash, f"boards.pace={w}") for w in (0.4, 0.5, 0.6)] == ["2025-2", "2025-3", "2025-4"]
    assert [r.id for r in whatif.versions(dash.profile("suzhou", dash.version()))] == ["2025-4", "2025-1"]
    assert "代替“季度考核规则2025-3”" in dash.store.audit("suzhou")[0].detail


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d: saved(d, "boards.pace=0.4", start=JUNE), "2025年6月已经审定或考核，规则不能从那个月改。最早从2025年7月起"),
        (lambda d: saved(d, "boards.pace=0.4", start=Month(2031, 1)), "没有2031-01"),
        (lambda d: saved(d, "boards.pace=0.4", reason="改"), "请写明理由"),
        (lambda d: saved(d, "boards.pace=0.4", by=" "), "请填写保存的人姓名"),
        (lambda d: saved(d), "没有可保存的改动"),
        (lambda d: saved(d, "boards.pace=0.25"), "没有可保存的改动"),
        (lambda d: saved(d, "boards.pace=1.5"), "权重之和为2.25，应为1"),
        (lambda d: saved(d, "light=红绿灯"), "没有亮灯预设“红绿灯”"),
        (lambda d: saved(d, "ties=随便"), "没有“随便”这个词"),
    ],
)
def test_存不得的什么也没有变(office: World, act: Callable[[Dashboard], object], said: str) -> None:
    version, audited = office.dash.version(), len(office.dash.store.audit("suzhou"))
    with pytest.raises((InputError, UsageError), match=said):
        act(office.dash)
    assert (office.dash.version(), len(office.dash.store.audit("suzhou"))) == (version, audited)


def test_考核过的月份也不能改_作废了的可以(office: World) -> None:
    dash = office.dash
    assert whatif.open_from(dash, "suzhou") == Month(2025, 7)
    number = assessing.draft(dash, "suzhou", JUNE, "张三").number
    assert assessing.reproduced(dash, dash.store.assessment(number))
    saved(dash, "boards.pace=0.4", start=Month(2025, 7))
    assert assessing.reproduced(dash, dash.store.assessment(number)), "规则改了，冻结的重算仍一字节不差"
    assert assessing.since(dash, dash.store.assessment(number)) == []


def test_改着改着档案另有一版_不盖掉别人的(office: World, cities: Path) -> None:
    dash = office.dash
    folder = dash.store.profile_folder("suzhou", dash.version())
    assert folder is not None
    saved(dash, "boards.pace=0.4")
    with pytest.raises(InputError, match="城市档案刚刚另有一版"):
        dash.store.publish_profile("suzhou", profiles.contents(cities / "suzhou"), "另一份", folder)


class Test档案再发布:
    def test_没有改的不出新版_改了别处的保存的规则照留(self, office: World, cities: Path) -> None:
        saved(office.dash, "boards.pace=0.4")
        version = office.dash.version()
        office.dash.publish_profiles()
        assert office.dash.version() == version
        head = cities / "suzhou" / "profile.toml"
        head.write_text(head.read_text("utf-8").replace('light = "百分点"', 'light = "比例"', 1), "utf-8")
        office.dash.publish_profiles()
        profile = office.dash.profile("suzhou", office.dash.version())
        assert office.dash.version() == version + 1
        assert (profile.light.name, profile.rules_at(AUGUST).id) == ("比例", "2025-2")

    def test_文件里写了同月份的_不发布_说明是保存的(self, office: World, cities: Path) -> None:
        saved(office.dash, "boards.pace=0.4")
        version = office.dash.version()
        file = cities / "suzhou" / "assessment.toml"
        text = file.read_text("utf-8")
        later = "[[rules]]" + text.split("[[rules]]", 1)[1].replace('id = "2025-1"', 'id = "2025-9"\nfrom = "2025-08"')
        file.write_text(f"{text}\n{later}", "utf-8")
        office.dash.publish_profiles()
        assert "“2025-2”是在看板里保存的" in str(office.dash.profile_problems["suzhou"])
        assert office.dash.version() == version
        assert office.dash.profile("suzhou", version).rules_at(AUGUST).id == "2025-2"

    def test_文件夹里改保存过的那一份_不发布(self, office: World, cities: Path) -> None:
        saved(office.dash, "boards.pace=0.4")
        (cities / "suzhou" / "rules").mkdir()
        (cities / "suzhou" / "rules" / "2025-2.toml").write_text("[[rules]]\n", "utf-8")
        office.dash.publish_profiles()
        assert "与看板里保存的不同" in str(office.dash.profile_problems["suzhou"])

    def test_档案写明只用一套的_不存(self, office: World, cities: Path) -> None:
        head = cities / "suzhou" / "profile.toml"
        head.write_text(head.read_text("utf-8").replace('light = "百分点"', 'light = "百分点"\nassessment_rules = "2025-1"', 1), "utf-8")
        office.dash.publish_profiles()
        with pytest.raises(InputError, match="写明只用一套规则"):
            saved(office.dash, "boards.pace=0.4")


def test_命令(office: World, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.cli.running import Command

    command = Command(data_dir, capsys)
    here = ("whatif", "--city", "suzhou", "--month", "2025-06")
    shown = command.json(*here, "--set", "boards.比质量=0.7")
    assert list(shown) == ["base", "month", "changes", "knobs", "groups", "saved", "lights"]
    assert [c["path"] for c in shown["changes"]] == [f"boards.{b}" for b in ("pace", "quality", "result", "contribution")]
    assert (shown["base"], shown["saved"], shown["knobs"]["boards.quality"]) == ("2025-1", None, 0.7)
    for board in shown["groups"][0]["boards"].values():
        ranked = [s for s in board if s["rank_change"] is not None]
        assert all(s["now"]["rank"] - s["tried"]["rank"] == s["rank_change"] and s["why"] for s in ranked)
    assert any(s["rank_change"] for s in shown["groups"][0]["boards"]["total"])
    assert "可改的各处" in command(*here).out
    version = office.dash.version()
    assert command(*here, "--set", "boards.pace=0.4", "--save", "--from", "2025-08").err.startswith("保存还须写--by、--reason")
    assert office.dash.version() == version
    done = command.json(*here, "--set", "boards.pace=0.4", "--save", "--from", "2025-08", "--by", "张三", "--reason", WHY)
    assert done["saved"] == {"id": "2025-2", "name": "季度考核规则2025-2", "from": "2025-08", "note": f"{WHY}（张三保存，由2025-1改来）"}
    assert command(*here, "--set", "boards.pace=0.4", "--save", "--from", "2025-06", "--by", "张三", "--reason", WHY).code == 1
    assert command(*here, "--set", "pace").code == 2

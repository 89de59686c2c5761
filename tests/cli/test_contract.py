"""JSON 是约定：字段名、字段的意思，一个不少。"""

import re

import pytest
from tests.cli.conftest import JUNE, SHARE, SME
from tests.cli.running import Command
from tests.worlds import REVIEWER, SENDER, World

GOAL = [
    *("id", "name", "class", "indicator", "basis", "bound", "uom", "target", "actual", "completion", "progress", "phase", "gap"),
    *("expected", "light", "light_zh", "as_of_month", "reported", "reporters", "need_per_month", "finalized", "clause", "reason", "task", "pending"),
]
TASK = ["year", "target", "actual", "completion", "phase", "gap", "light"]
STANDING = ["unit", "score", "rank", "rank_change", "cause", "parts", "pending"]
PART = ["indicator", "weight", "value", "score"]
EVENT = ["no", "name", "host", "type", "theme", "unit", "places", "planned", "stops", "scope", "state", "results"]
CARRIER = ["name", "role", "type", "level", "unit", "lon", "lat", "precision", "chain", "on_map"]
SUBMISSION = ["submission", "kind", "unit", "department", "month", "state", "version", "file", "by", "at", "accepted_by"]
STEP = ["submission", "file", "sheet", "cell", "raw", "value", "conversion", "by", "at", "version"]
LIGHTS = {"ON_PACE", "BEHIND", "FAR_BEHIND", "UNREPORTED", "REACHED", "MISSED", "UNJUDGED"}
_MONTH = re.compile(r"\d{4}-\d{2}")


class Test目标:
    def test_字段和取值(self, town: World, command: Command) -> None:
        found = command.json("goals", "--city", "suzhou", "--month", "2025-06")
        assert all(list(g)[: len(GOAL)] == GOAL for g in found)
        assert {g["class"] for g in found} == {"goal", "commitment"}
        assert {g["basis"] for g in found} <= {"NEW", "CUMULATIVE", "ANNUAL", "STOCK", "RATIO", "CADENCE", "COUNT"}
        assert {g["bound"] for g in found} <= {"AT_LEAST", "MORE_THAN", "ABOUT"}
        assert {g["light"] for g in found} <= LIGHTS
        assert all(g["as_of_month"] is None or _MONTH.fullmatch(g["as_of_month"]) for g in found)
        assert [g["id"] for g in found] == [goal.id for goal in town.dash.profile("suzhou", town.dash.version()).goals]

    @pytest.mark.usefixtures("town")
    def test_板块对照年度任务_小数是比例_数不取整(self, command: Command) -> None:
        found = {g["id"]: g for g in command.json("goals", "--city", "suzhou", "--month", "2025-06", "--unit", "昆山市")}
        sme = found[SME]
        assert (sme["target"], sme["actual"], sme["completion"], sme["phase"], sme["gap"]) == (1200, 600, 0.5, 0.5, 0.0)
        assert (sme["need_per_month"], sme["light"], sme["light_zh"], sme["finalized"]) == (100, "ON_PACE", "正常", False)
        assert list(sme["task"])[: len(TASK)] == TASK
        assert sme["task"]["year"] == 2025
        assert found[SHARE]["actual"] == 60  # 占比60%就是60
        assert found[SHARE]["task"] is None

    @pytest.mark.usefixtures("town")
    def test_全市是各板块之和_未报是空不是零(self, command: Command) -> None:
        found = {g["id"]: g for g in command.json("goals", "--city", "suzhou", "--month", "2025-06")}
        assert (found[SME]["actual"], found[SME]["reported"], found[SME]["reporters"]) == (700, 2, 10)
        unreported = found["carrier_area"]
        assert (unreported["actual"], unreported["light"], unreported["reported"]) == (None, "UNREPORTED", 0)

    @pytest.mark.usefixtures("town")
    def test_不写月份取最近审定的月(self, command: Command) -> None:
        found = {g["id"]: g for g in command.json("goals", "--city", "suzhou")}
        assert (found[SME]["as_of_month"], found[SME]["finalized"]) == ("2025-05", True)

    def test_没有审定的取最近有上报的月(self, world: World, command: Command) -> None:
        world.unit("昆山市", JUNE, {SME: 1})
        assert {g["id"]: g for g in command.json("goals", "--city", "suzhou")}[SME]["as_of_month"] == "2025-06"

    @pytest.mark.usefixtures("world")
    def test_什么都没有取目标期末月(self, command: Command) -> None:
        found = command.json("goals", "--city", "suzhou")
        assert {g["as_of_month"] for g in found if g["basis"] != "RATIO"} >= {"2025-12"}
        assert {g["actual"] for g in found} <= {None, 0.0}

    def test_回看旧版(self, town: World, command: Command) -> None:
        now = command.json("goals", "--city", "suzhou", "--month", "2025-06", "--unit", "昆山")
        last = town.dash.version()
        before = command.json("goals", "--city", "suzhou", "--month", "2025-06", "--unit", "昆山", "--as-of", str(last - 1))
        assert [{g["id"]: g["actual"] for g in found}[SME] for found in (now, before)] == [600, 590]


@pytest.mark.usefixtures("town")
def test_龙虎榜(command: Command) -> None:
    found = command.json("leaderboard", "--city", "suzhou", "--month", "2025-06")
    assert list(found) == ["rules", "month", "finalized", "groups", "reviewed"]
    assert (found["rules"], found["month"], found["finalized"]) == ("2025-1", "2025-06", False)
    for group in found["groups"]:
        assert list(group) == ["group", "boards"]
        assert list(group["boards"]) == ["pace", "quality", "result", "contribution", "total"]
        for standing in (s for board in group["boards"].values() for s in board):
            assert list(standing)[: len(STANDING)] == STANDING
            assert all(list(part)[: len(PART)] == PART for part in standing["parts"])
            if standing["score"] is not None:
                assert sum(part["score"] for part in standing["parts"]) == pytest.approx(standing["score"], rel=0, abs=1e-9)


@pytest.mark.usefixtures("nantong")
def test_龙虎榜_只看一个分组(command: Command) -> None:
    found = command.json("leaderboard", "--city", "nantong", "--group", "园区榜")
    assert [g["group"] for g in found["groups"]] == ["园区榜"]


class Test活动:
    @pytest.mark.usefixtures("town")
    def test_上报新增的(self, command: Command) -> None:
        found = command.json("events", "--city", "suzhou", "--month", "2025-06")
        (event,) = (e for e in found if e["name"] == "昆山上海推介会")
        assert list(event)[: len(EVENT)] == EVENT
        assert (event["no"], event["unit"], event["scope"], event["state"], event["stops"]) == (None, "昆山市", "市外", "held", 2)
        assert event["results"] == {"held": 2, "dates": ["2025-05-08", "2025-06-08"], "talks": 12, "signed": None, "landed": None}

    @pytest.mark.usefixtures("nantong")
    def test_南通附件的四十八行(self, command: Command) -> None:
        found = command.json("events", "--city", "nantong", "--year", "2023")
        rows = [e for e in found if e["no"] is not None]
        assert [int(e["no"]) for e in rows] == list(range(1, 49))
        assert sum(e["stops"] or 0 for e in rows) == 56
        assert {e["no"] for e in rows if e["stops"] is None} == {"3", "17", "28", "40", "47"}
        assert [sum(e["scope"] == scope for e in rows) for scope in ("市外", "境外")] == [25, 2]
        assert list(rows[0]["planned"]) == ["words", "from", "to", "precision"]
        assert rows[0]["planned"] == {"words": "2023年2-3月", "from": "2023-02", "to": "2023-03", "precision": "月区间"}
        assert {e["state"] for e in rows} == {"planned"}
        assert {str(e["results"]) for e in rows} == {"None"}


@pytest.mark.usefixtures("world")
def test_载体(command: Command) -> None:
    found = command.json("carriers", "--city", "suzhou")
    assert all(list(c) == CARRIER for c in found)
    assert {c["role"] for c in found} <= {"载体", "平台", "开发区", "开放平台"}
    assert {c["precision"] for c in found} <= {"exact", "approx", "approx-district", "line", "unknown", "n/a"}
    assert {type(c["on_map"]) for c in found} == {bool}
    assert len({c["name"] for c in found}) == len(found)


@pytest.mark.usefixtures("town")
def test_上报清单(command: Command) -> None:
    found = command.json("submissions", "--city", "suzhou", "--month", "2025-06")
    assert all(list(s) == SUBMISSION for s in found)
    assert [(s["unit"], s["state"]) for s in found] == [("昆山市", "accepted"), ("太仓市", "accepted"), ("昆山市", "superseded")]
    assert (found[0]["kind"], found[0]["month"], found[0]["by"], found[0]["accepted_by"]) == ("unit", "2025-06", SENDER, REVIEWER)
    assert found[0]["at"].endswith("+08:00")
    every = command.json("submissions", "--city", "suzhou")
    assert [(s["kind"], s["month"]) for s in every][-1] == ("targets", "2025")


class Test来历:
    def test_现行的在前_更正前的在后(self, town: World, command: Command) -> None:
        found = command.json("trace", "--city", "suzhou", "--unit", "昆山", "--indicator", SME, "--month", "2025-06")
        assert list(found) == ["value", "steps"]
        assert found["value"] == 600
        assert all(list(s)[: len(STEP)] == STEP for s in found["steps"])
        assert [(s["value"], s["raw"], s["sheet"], s["cell"], s["current"]) for s in found["steps"]] == [
            (600, "600", "指标月报", "D4", True),
            (590, "590", "指标月报", "D4", False),
        ]
        assert found["steps"][0]["file"].endswith(".xlsx")
        assert found["steps"][0]["version"] == town.dash.version()

    @pytest.mark.usefixtures("town")
    def test_没报的没有来历(self, command: Command) -> None:
        found = command.json("trace", "--city", "suzhou", "--unit", "常熟市", "--indicator", SME, "--month", "2025-06")
        assert found == {"value": None, "steps": []}


def test_核验(town: World, command: Command) -> None:
    found = command.json("verify")
    assert list(found) == ["ok", "versions", "submissions", "files", "problems"]
    assert (found["ok"], found["versions"], found["submissions"], found["problems"]) == (True, town.dash.version(), 6, [])


class Test任务落实和载体名录:
    @pytest.mark.usefixtures("town")
    def test_任务_没报的为空(self, command: Command) -> None:
        found = command.json("duties", "--city", "suzhou")
        assert list(found[0]) == ["who", "duty", "section", "evidence_asked", "reports"]
        assert set(found[0]["reports"].values()) == {None}
        assert "明确科技招商工作机构" in command("duties", "--city", "suzhou").out

    @pytest.mark.usefixtures("town")
    def test_没有名录(self, command: Command) -> None:
        assert command.json("register", "--city", "suzhou") == {"balances": [], "carriers": []}
        assert "没有板块报过载体名录" in command("register", "--city", "suzhou").out


class Test逐项比:
    @pytest.mark.usefixtures("town")
    def test_各项之差加起来是总差(self, command: Command) -> None:
        found = command.json("versus", "--city", "suzhou", "--month", "2025-05", "--unit", "昆山", "--versus", "太仓市")
        assert list(found) == ["unit", "versus", "scores", "difference", "gaps"]
        if found["difference"] is not None:
            assert abs(sum(g["difference"] for g in found["gaps"]) - found["difference"]) < 1e-9
        assert command("versus", "--city", "suzhou", "--unit", "昆山", "--versus", "昆山市").code == 2

"""三、更正：审定以后改小，现在的版本是新数，回看旧版仍是旧数，来历两步都查得到。

昆山六月先报100，审定；更正为80。旧版 100，新版 80。
"""

from tests.workbooks.desk import Desk, shows

SME = "tech_sme_annual"


def test_更正(suzhou: Desk) -> None:
    (first,) = suzhou.submit(suzhou.unit("昆山市", "2025-06").put(SME, 本年累计=100))
    finalized = suzhou.run("finalize", "--city", "suzhou", "--month", "2025-06", "--by", "王五")["version"]
    (second,) = suzhou.submit(suzhou.unit("昆山市", "2025-06").put(SME, 本年累计=80), replaces=first["submission"])
    assert second["version"] == finalized + 1
    shows(suzhou.goal(SME, "2025-06"), actual=80, finalized=True)
    shows(suzhou.goal(SME, "2025-06", as_of=finalized), actual=100)
    trace = suzhou.run("trace", "--city", "suzhou", "--unit", "昆山", "--indicator", SME, "--month", "2025-06")
    assert trace["value"] == 80
    steps = [(s["submission"], s["file"], s["sheet"], s["cell"], s["raw"], s["value"], s["version"]) for s in trace["steps"]]
    assert steps == [
        (second["submission"], "昆山市_202506.xlsx", "指标月报", "E10", "80", 80, second["version"]),
        (first["submission"], "昆山市_202506.xlsx", "指标月报", "E10", "100", 100, first["version"]),
    ]
    states = {s["submission"]: s["state"] for s in suzhou.run("submissions", "--city", "suzhou", "--month", "2025-06")}
    assert states == {first["submission"]: "superseded", second["submission"]: "accepted"}

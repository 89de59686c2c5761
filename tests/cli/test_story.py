"""一个月的全程，只用命令：报一份乱的，改两格、说明一处，退回，再报，看位次，审核，审定，追到那一格。"""

from pathlib import Path

from tests.cli.running import Command
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind

SME, CONTRACT = "tech_sme_annual", "tech_contract_value"
MAY, JUNE = Month(2025, 5), Month(2025, 6)
CITY, MONTH = ("--city", "suzhou"), ("--month", "2025-06")


def written(folder: Path, name: str, bench: Bench) -> str:
    path = folder / name
    path.write_bytes(bench.content())
    return str(path)


def sent(command: Command, *arguments: str) -> str:
    """上报成功的编号。"""
    found = command.json("submit", *arguments)
    assert found["submission"], found
    return str(found["submission"])


def test_一个月的全程(tmp_path: Path, command: Command) -> None:
    accept = ("--accept", "--accept-by", "李四")
    tasks = Bench(Kind.TARGETS, "", Month(2025, 12)).put(SME, "指标分解", "昆山市", 年度任务=100).put(SME, "指标分解", "太仓市", 年度任务=100)
    sent(command, written(tmp_path, "分解.xlsx", tasks), "--by", "张三", *accept)
    sent(command, written(tmp_path, "昆山5月.xlsx", Bench(month=MAY).put(SME, 本年累计=40).put(CONTRACT, 本年累计=9)), "--by", "张三", *accept)
    sent(command, written(tmp_path, "太仓6月.xlsx", Bench(owner="太仓市").put(SME, 本年累计=60)), "--by", "赵六", *accept)

    messy = written(tmp_path, "昆山6月.xlsx", Bench().put(SME, 本月="1O", 本年累计="约50").put(CONTRACT, 本年累计=8))
    refused = command("submit", messy, "--by", "张三")
    assert refused.code == 1
    assert "D10" in refused.out
    assert "未上报，请改正后再报" in refused.out
    fixes = ("--fix", "指标月报!D10=10", "--fix", "指标月报!E10=50")
    asked = command("submit", messy, "--by", "张三", *fixes)
    assert asked.code == 1
    assert "请逐处说明（--explain）后再报" in asked.out
    first = sent(command, messy, "--by", "张三", *fixes, "--explain", "指标月报!E12=合同登记处核减一笔")

    assert command("return", first, "--by", "张三", "--reason", "合同额与台账对不上").code == 1
    assert command.json("return", first, "--by", "李四", "--reason", "合同额与台账对不上") == {"submission": first, "state": "returned"}
    again = written(tmp_path, "昆山6月改.xlsx", Bench().put(SME, 本月=30, 本年累计=70).put(CONTRACT, 本年累计=10))
    second = sent(command, again, "--by", "张三")

    preview = command.json("preview", second)
    assert {(c["cell"], c["old"], c["new"]) for c in preview["cells"]} >= {("E10", None, 70)}
    changed = {(r["board"], r["unit"]): (r["before"]["rank"], r["after"]["rank"]) for r in preview["ranks"]}
    assert changed["result", "昆山市"] == (None, 1)
    assert changed["result", "太仓市"] == (1, 2)
    command.json("accept", second, "--by", "李四")
    command.json("finalize", *CITY, *MONTH, "--by", "王五")

    found = {g["id"]: g["actual"] for g in command.json("goals", *CITY, *MONTH)}
    assert found[SME] == 130
    (step,) = command.json("trace", *CITY, *MONTH, "--unit", "昆山市", "--indicator", SME)["steps"]
    assert (step["submission"], step["cell"], step["raw"], step["value"], step["by"]) == (second, "E10", "70", 70, "张三")
    assert [e["action"] for e in command.json("audit", *CITY)][:5] == ["finalize", "accept", "submit", "return", "submit"]
    assert command.json("verify")["ok"]

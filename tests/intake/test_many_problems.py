"""一张坏表有几万处问题：全都数到，只记前面的，内存不涨。"""

import tracemalloc

from dashboard.domain.problems import Level
from dashboard.intake.report import Findings


def full(count: int, level: Level) -> Findings:
    found = Findings("坏.xlsx")
    for number in range(count):
        found.add(level, "field", "科创项目", f"A{number}", "项目名称", f"第{number}个", f"写的是第{number}个，不在选项里。请改")
    return found


def test_说出共有几处_先列几处() -> None:
    problems = full(50_000, Level.ERROR).sorted()
    assert [p.rule for p in problems] == ["field", "capped"]
    assert len(problems[0].cells) == 1999
    assert problems[1].message == "《坏.xlsx》：另有48,000处同样的没有逐一列出。请改好后再检查一次。"


def test_需说明的一处不少() -> None:
    found = full(3_000, Level.EXPLAIN)
    assert len(found.problems) == 3_000
    assert "共有3,000处问题，先列500处" in found.sorted()[-1].message


def test_内存不随问题涨() -> None:
    full(10, Level.HINT)
    tracemalloc.start()
    kept = full(100_000, Level.HINT)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(kept.problems) == 2_000
    assert used < 4_000_000

"""办公桌：把手做的工作簿交给命令行，再用命令行看数。除了写文件，什么都经过 `dashboard`。"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.intake.workbench import Bench

from dashboard.cli import main
from dashboard.domain.month import Month
from dashboard.domain.submissions import Kind


class Desk:
    """一座城市的办公桌。"""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], city: str) -> None:
        self.folder, self.capsys, self.city = folder, capsys, city

    def unit(self, name: str, month: str) -> Bench:
        """一个板块某月的月报。"""
        return Bench(Kind.UNIT, name, Month.parse(month), self.city)

    def department(self, name: str, month: str) -> Bench:
        """一个部门某月的报表。"""
        return Bench(Kind.DEPARTMENT, name, Month.parse(month), self.city)

    def targets(self, year: int) -> Bench:
        """某年的指标分解。"""
        return Bench(Kind.TARGETS, "", Month(year, 12), self.city)

    def run(self, *arguments: str, code: int = 0) -> Any:
        """运行一条命令，返回它打印的 JSON。"""
        assert main([*arguments, "--format", "json"]) == code
        return json.loads(self.capsys.readouterr().out)

    def write(self, bench: Bench) -> Path:
        """把工作簿存成文件。"""
        header = bench.header
        path = self.folder / f"{header.owner or '指标分解'}_{header.period}.xlsx"
        path.write_bytes(bench.content())
        return path

    def submit(self, *benches: Bench, replaces: str | None = None, explain: str = "", code: int = 0) -> list[dict[str, Any]]:
        """上报并审核通过，返回每份的结果；explain 为“表!单元格=说明”。"""
        paths = [str(self.write(b)) for b in benches]
        more = [*(["--replaces", replaces] if replaces else []), *(["--explain", explain] if explain else [])]
        found = self.run("submit", *paths, "--by", "张三", "--accept", "--accept-by", "李四", *more, code=code)
        return found if isinstance(found, list) else [found]

    def goal(self, identity: str, month: str, unit: str | None = None, as_of: int | None = None) -> dict[str, Any]:
        """一个目标的判定。"""
        more = [*(["--unit", unit] if unit else []), *(["--as-of", str(as_of)] if as_of else [])]
        return next(g for g in self.run("goals", "--city", self.city, "--month", month, *more) if g["id"] == identity)


def shows(found: dict[str, Any], **expected: Any) -> None:
    """判定里的这些字段等于纸上算出的数（差在十亿分之一以内）；不等的逐个列出。"""
    wrong = {name: (found[name], value) for name, value in expected.items() if found[name] != _near(value)}
    assert wrong == {}, f"（看到的，纸上的）：{wrong}"


def _near(value: Any) -> Any:
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value

"""一份作业：怎样造出来，应当收下成什么数，或在哪一格报什么问题。"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.intake.workbench import Bench

from dashboard.domain.problems import Level
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.domain.submissions import Header
from dashboard.intake.book import letters
from dashboard.intake.columns import ListColumn
from dashboard.intake.layout import GridSheet
from dashboard.intake.report import CheckReport

SME, CONTRACT, AREA = "tech_sme_annual", "tech_contract_value", "carrier_area"
FACTS, PROJECTS, EVENTS, TALKS = "指标月报", "科创项目", "活动", "洽谈"
GONE = object()
"""这一格没有读成数：留空、合计、不读的列。"""
_PLACE = re.compile(r"(?:(?P<sheet>[^!]+)!)?(?P<head>.*?)(?P<row>\d+)")


@dataclass(frozen=True)
class Case:
    """reads：收下的数，格子 → 值；wrong：全部阻断与需说明，格子 → 规则；hints：应有的提示。

    格子写成 E10（指标月报）、科创项目!认定日期5（按列名）、洽谈!A5；整表的写“表!”，整份的写空；expected 为选好的报送者和期间。"""

    name: str
    rules: str
    make: Callable[[], bytes]
    reads: Mapping[str, Any] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    replies: Sequence[Reply] = ()
    file: str = "月报.xlsx"
    bench: Bench | None = None
    expected: Header | None = None

    def place(self, text: str) -> tuple[str, str]:
        """一处写法 → 表、地址。"""
        if text.endswith("!") or not text:
            return text.removesuffix("!"), ""
        found = _PLACE.fullmatch(text)
        assert found is not None, text
        sheet = found["sheet"] or FACTS
        return sheet, f"{self._column(sheet, found['head'])}{found['row']}"

    def _column(self, sheet: str, head: str) -> str:
        if head.isascii() or self.bench is None:
            return head
        part = next(s for s in self.bench.layout.sheets if s.name == sheet)
        heads = part.headers if isinstance(part, GridSheet) else tuple(c.header for c in part.columns)
        return letters(heads.index(head) + 1)

    def differences(self, report: CheckReport) -> list[str]:
        """与应当的不同之处；一处没有即对。"""
        blocked = {(p.sheet, c, p.rule) for p in report.problems if p.level is not Level.HINT and not p.reply for c in (p.cell, *p.cells)}
        wanted = {(*self.place(k), rule) for k, rules in self.wrong.items() for rule in rules.split()}
        found = [f"没报{at}" for at in sorted(wanted - blocked)] + [f"多报{at}" for at in sorted(blocked - wanted)]
        hinted = {(p.sheet, c, p.rule) for p in report.problems if p.level is Level.HINT for c in (p.cell, *p.cells)}
        found += [f"应提示{rule}：{at}" for at, rule in ((self.place(k), r) for k, r in self.hints.items()) if (*at, rule) not in hinted]
        return [*found, *self._misread(report)]

    def _misread(self, report: CheckReport) -> list[str]:
        read = {(row["sheet"], row["cell"]): row for rows in report.tables.values() for row in rows}
        found = []
        for text, value in self.reads.items():
            sheet, cell = self.place(text)
            row = read.get((sheet, cell), {})
            got = row["value"] if "value" in row else self._field(report, text)
            if got is not value and (got is GONE or value is GONE or got != value):
                found.append(f"{text}应读作{value}，读成{got}")
        return found

    def _field(self, report: CheckReport, text: str) -> Any:
        """清单里一格读出的值：科创项目!认定日期5；没有读成为 GONE。"""
        found = _PLACE.fullmatch(text)
        assert found is not None
        rows = [r for rows in report.tables.values() for r in rows if r["sheet"] == found["sheet"] and r["cell"] == f"A{found['row']}"]
        if not rows or self.bench is None:
            return GONE
        part = next(s for s in self.bench.layout.sheets if s.name == found["sheet"])
        return rows[0][next(c.field for c in part.columns if isinstance(c, ListColumn) and c.header == found["head"])]


def filled(name: str, rules: str, bench: Bench, **more: Any) -> Case:
    """照模板填的一份。"""
    return Case(name, rules, bench.content, bench=bench, replies=tuple(bench.replies), **more)


def received(name: str, rules: str, make: Callable[[], bytes], **more: Any) -> Case:
    """照字节造的一份。"""
    return Case(name, rules, make, **more)


def one(value: Any, month: Any = None) -> Bench:
    """没有往期的吴中区，只填科技型中小企业一行：本年累计在E10，本月在D10。"""
    return Bench(owner="吴中区").put(SME, 本年累计=value, **({"本月": month} if month is not None else {}))


def money(value: Any) -> Bench:
    """没有往期的吴中区，只填技术合同成交额的本年累计：E12，亿元。"""
    return Bench(owner="吴中区").put(CONTRACT, 本年累计=value)


def told(rule: str, cell: str, text: str, sheet: str = FACTS) -> Reply:
    """选一个选项。"""
    return Reply(ReplyKind.ANSWER, sheet, cell, text, rule)

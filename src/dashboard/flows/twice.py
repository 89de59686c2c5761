"""同一批里两份不同的文件报同一期：不知听谁的，都不收。"""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import Header
from dashboard.intake import headers
from dashboard.intake.report import CheckReport

RULE = "twice"


def marked(found: Sequence[CheckReport], digests: Sequence[str]) -> list[CheckReport]:
    """digests 为各份内容的指纹，与 found 一一对应；已经标过的不重复标。"""
    seen: dict[Header, set[str]] = {}
    for report, digest in zip(found, digests, strict=True):
        if report.header is not None:
            seen.setdefault(report.header, set()).add(digest)
    return [_marked(report, report.header) if report.header and len(seen[report.header]) > 1 else report for report in found]


def _marked(report: CheckReport, header: Header) -> CheckReport:
    if any(p.rule == RULE for p in report.problems):
        return report
    text = f"《{report.file}》：这一批里还有一份也是{headers.said(header)}，内容不同。请只留要报的那一份。"
    return replace(report, problems=(Problem(Level.ERROR, RULE, text), *report.problems))

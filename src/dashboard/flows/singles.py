"""板块月报里的清单空着，可同一期已经单独报过：审核通过以后那几行就没有了，先说一声。"""

from dataclasses import replace

from dashboard.domain.problems import Level, Problem
from dashboard.domain.submissions import SINGLE, Kind, Slice, State, Submission
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.columns import SHEET_NAMES
from dashboard.intake.report import CheckReport
from dashboard.queries import review


def warned(dash: Dashboard, report: CheckReport) -> CheckReport:
    """加上每张要没了的清单；不是板块月报的、收不了的原样返回。"""
    header = report.header
    if header is None or header.kind is not Kind.UNIT or not report.slices:
        return report
    listed = (s for s in dash.store.submissions(header.city, header.period, State.ACCEPTED) if s.header.within(header))
    lost = [_problem(dash, report, s) for s in listed if not report.tables.get(SINGLE[s.header.kind])]
    return replace(report, problems=(*report.problems, *lost)) if lost else report


def _problem(dash: Dashboard, report: CheckReport, listed: Submission) -> Problem:
    table = SINGLE[listed.header.kind]
    part = Slice(listed.header.city, table, listed.header.owner, listed.header.period)
    count, sheet = len(review.slice_rows(dash.cache.at(dash.version()), part)), SHEET_NAMES[table]
    text = f"是空的，可这一期已单独报过《{listed.file_name}》{count}行，这份审核通过以后那{count}行就没有了。请把要留的填进来，或先报月报再报清单。"
    return Problem(Level.HINT, "listed_apart", f"《{report.file}》“{sheet}”表：{text}", sheet)

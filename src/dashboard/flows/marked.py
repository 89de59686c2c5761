"""带标记的原表：填报人自己的工作簿，问题格涂了色、加了批注，前面一张问题清单（INTAKE R22、R38）。"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from dashboard.domain.people import Action
from dashboard.domain.problems import LEVEL_ZH, InputError, Level, Problem
from dashboard.domain.replies import ReplyKind
from dashboard.domain.submissions import State, Submission, Turn, TurnKind
from dashboard.exports.plain_text import neutral
from dashboard.flows import reviewing, uploads
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.row_names import row_name
from dashboard.intake import headers
from dashboard.intake.layout import layout
from dashboard.intake.marking import Change, Mark, Marking
from dashboard.intake.marking import marked as marked_book
from dashboard.intake.numerals import BLANK, ZERO
from dashboard.intake.replies import CELL_QUESTIONS
from dashboard.intake.report import CheckReport
from dashboard.intake.templates import Filling, write
from dashboard.wording.periods import moment_zh

_TAIL = "（已标问题）"
_HEAD = ("编号", "级别", "表", "单元格", "行·列", "写的是", "读成", "为什么", "怎么改", "已作的说明")
_MARKS = {Level.ERROR: "必须改", Level.EXPLAIN: "需说明", Level.HINT: "提示"}
_HOW = "改好涂色的格子后，把这份文件直接上传即可；这张清单不用删，不会当作数据。"
_VALUES = {ZERO: "0", BLANK: ""}


@dataclass(frozen=True, slots=True)
class Marked:
    """发回的一份：文件名和内容。"""

    name: str
    content: bytes


def name(file: str) -> str:
    """原名（已标问题）.xlsx；已经标过的不重复写。"""
    stem = PurePath(file.replace("\\", "/")).name
    stem = stem.rpartition(".")[0] or stem
    return f"{stem.removesuffix(_TAIL)}{_TAIL}.xlsx"


def markable(report: CheckReport) -> bool:
    """有没有可标的：读出来了的才有。"""
    return report.book is not None and not report.book.refused


def marked(dash: Dashboard, content: bytes, report: CheckReport, first: Sequence[str] = ()) -> Marked:
    """检查过的一份发回去。report 为它的检查结果，问题和先后与页面一样；first 为清单最上面要说的。

    太大标不成的只给清单，清单上说明；读不出的没有可标的，抛 InputError。"""
    if not markable(report):
        raise InputError("cannot_mark", f"《{report.file}》读不出，没有可标的原表：{report.problems[0].why}。请先照这句话改好文件再上传。")
    simulated = report.header is not None and dash.simulated(report.header.city)
    marking = Marking(
        title=neutral(f"问题清单　{headers.said(report.header) if report.header else report.file}"),
        notes=tuple(neutral(text) for text in (*first, _counted(report), _HOW)),
        head=_HEAD,
        marks=tuple(_mark(number, p, row_name(report, p)) for number, p in enumerate(report.problems, 1)),
        changes=_changes(report),
        mark="模拟数据" if simulated else "",
    )
    try:
        return Marked(name(report.file), marked_book(content, marking, _base(dash, report)))
    except InputError as error:
        bare = replace(marking, notes=(error.message, *marking.notes), bare=True)
        return Marked(name(report.file), marked_book(b"", bare))


def _base(dash: Dashboard, report: CheckReport) -> bytes:
    """原件是下发的模板另存的，另写时版式照那份模板；别的表没有。"""
    if report.book is None or report.header is None or not report.counts or headers.of(report.book) is None:
        return b""
    plan = layout(dash.profile(report.header.city, dash.version()), report.header)
    return write(plan, Filling(), blank=True) if plan.sheets else b""


def of_submission(dash: Dashboard, identity: str) -> Marked:
    """上报过的一份照现在的规则再检查，做成带标记的；退回的，理由写在最上面。交给人走 handing。"""
    sent = dash.store.submission(identity)
    content = dash.store.source(identity)
    files = [(sent.file_name, content)]
    (report,) = uploads.check_books(dash, files, sent.header.city, sent.header, replies=[dash.store.replies(identity)])
    back = returned(dash, sent)
    return marked(dash, content, report, (returned_words(back),) if back else ())


def may_fetch(dash: Dashboard, sent: Submission, by: str) -> bool:
    """退回的一份 by 取不取得了；没有启用账户的人人取得。"""
    if sent.state is not State.RETURNED:
        return False
    try:
        require(dash, by, Action.FETCH_SOURCE, sent.header.city, sent.header.owner)
    except InputError:
        return False
    return True


def returned(dash: Dashboard, sent: Submission) -> Turn | None:
    """一份上报被谁、何时、为什么退回；没有退回为 None。"""
    if sent.state is not State.RETURNED:
        return None
    return next((t for t in reversed(reviewing.turns(dash, sent)) if t.kind is TurnKind.RETURNED), None)


def returned_words(turn: Turn) -> str:
    """退回的话：理由、谁、何时。"""
    return f"退回的理由：{turn.reason}（{turn.by}，{moment_zh(turn.at)}）"


def _counted(report: CheckReport) -> str:
    """几处必须改、几处需说明、几处提示。"""
    counts = Counter(p.level for p in report.problems)
    found = [f"{counts[level]}处{_MARKS[level]}" for level in _MARKS if counts[level]]
    return f"《{report.file}》有{'、'.join(found)}。" if found else f"《{report.file}》没有问题。"


def _mark(number: int, problem: Problem, row_label: str) -> Mark:
    """一处问题：批注说第几条、为什么、怎么改，清单里一行。"""
    said = [f"{number}.{LEVEL_ZH[problem.level]}：{problem.why}。"]
    said += [f"怎么改：{problem.advice}。"] if problem.advice else []
    said += [f"可选：{'／'.join(problem.options)}。"] if problem.options else []
    said += [f"已说明：{problem.reply}"] if problem.reply else []
    cell = f"{problem.cell}等{len(problem.cells) + 1}格" if problem.cells else problem.cell
    advice = "。".join(filter(None, (problem.advice, f"可选：{'／'.join(problem.options)}" if problem.options else "")))
    read = f"{problem.understood}{problem.uom}" if problem.understood else ""
    column = "·".join(filter(None, (row_label, problem.column)))
    row = (LEVEL_ZH[problem.level], problem.sheet, cell, column, problem.value, read, problem.why, advice, problem.reply)
    return Mark(str(problem.level), problem.sheet, problem.cell, problem.cells, neutral("\n".join(said)), tuple(map(neutral, row)))


def _changes(report: CheckReport) -> tuple[Change, ...]:
    """页面上改过、选过的格子：写进发回的工作簿，免得再改一遍。"""
    found = []
    for reply in report.replies:
        answer = reply.kind is ReplyKind.ANSWER and reply.rule in CELL_QUESTIONS
        if (reply.kind is ReplyKind.FIX or answer) and reply.cell:
            text = _VALUES.get(reply.text.strip(), reply.text.strip()) if answer else reply.text.strip()
            said = f"已在页面上改成{text or '空白'}，原来写的是{reply.old or '空白'}。"
            found.append(Change(reply.sheet, reply.cell, text, neutral(said)))
    return tuple(found)


__all__ = ["Marked", "markable", "marked", "may_fetch", "name", "of_submission", "returned", "returned_words"]

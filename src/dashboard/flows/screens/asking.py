"""数据上报·答复：哪些问题可以在页面上答，怎样答。"""

import hashlib
import json
from dataclasses import dataclass

from dashboard.domain.problems import Level, Problem
from dashboard.domain.replies import Reply, ReplyKind
from dashboard.flows import uploads
from dashboard.flows.row_names import row_name
from dashboard.intake.replies import least

_EDIT = {"file", "sheet", "cell", "text"}
MOST = 20
"""一份文件最多在页面上答几处；更多的在 Excel 里改更快。"""



@dataclass(frozen=True, slots=True)
class Question:
    """一处要答的：key 认它是哪一处，said 给人看，options 为可选的（没有即写字）。"""

    kind: ReplyKind
    rule: str
    sheet: str
    cell: str
    said: str
    options: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """改正一格只问一次，不论它有几处问题；说明、选择按规则分开。"""
        return (str(self.kind), "" if self.kind is ReplyKind.FIX else self.rule, self.sheet, self.cell)

    @property
    def hint(self) -> str:
        """框里的提示。"""
        if self.kind is ReplyKind.EXPLAIN:
            return f"为什么是这个数，至少{least()}个字；例：集中签约两个项目"
        return "改成什么；留空即不改" if self.kind is ReplyKind.FIX else ""


def questions(before: uploads.CheckReport, now: uploads.CheckReport) -> list[Question]:
    """没有答复时的问题，和答复以后新有的；阻断在前，需说明在后。多得列不下的，能在原表位置里改的排到后面。"""
    found: dict[tuple[str, str, str, str], Question] = {}
    every = ((report, each) for report in (before, now) for p in report.problems for each in p.each())
    for report, problem in sorted(every, key=lambda found: found[1].level is not Level.ERROR):
        question = _question(problem, row_name(report, problem))
        if question is not None:
            found.setdefault(question.key, question)
    asked = list(found.values())
    return asked if len(asked) <= MOST else sorted(asked, key=lambda q: q.kind is ReplyKind.FIX)


def _question(problem: Problem, row: str) -> Question | None:
    """页面上答得了的：有选项的选，需说明的说明，指着一格的改。"""
    if problem.level is Level.HINT or not (problem.sheet or problem.options) or problem.rule == "reply":
        return None
    kind = ReplyKind.ANSWER if problem.options else ReplyKind.EXPLAIN if problem.level is Level.EXPLAIN else ReplyKind.FIX
    if kind is ReplyKind.FIX and not problem.cell:
        return None
    said = problem.message.split("》", 1)[-1]
    said = f"{row}，{said}" if row else said
    return Question(kind, problem.rule, problem.sheet, problem.cell, said, problem.options)


def digest(content: bytes) -> str:
    """一份文件的指纹，认答复是哪一份的。"""
    return hashlib.sha256(content).hexdigest()[:16]


def anchor(found: str, question: Question) -> str:
    """答复框的锚；found 为文件的指纹。"""
    return f"answer-{hashlib.sha256('·'.join((found, *question.key)).encode()).hexdigest()[:10]}"


Edit = tuple[str, str, str, str]
"""在原表位置里改的一格：文件的指纹、表、格、改成的字。"""


def edits(text: str) -> list[Edit]:
    """浏览器交来的改动；写法不对的不认。"""
    found = json.loads(text)
    return [(str(e["file"]), str(e["sheet"]), str(e["cell"]), str(e["text"]).strip()) for e in found if set(e) >= _EDIT]


def replied(question: Question, text: str) -> Reply:
    """写的字成为一句答复。"""
    return Reply(question.kind, question.sheet, question.cell, text, "" if question.kind is ReplyKind.FIX else question.rule)

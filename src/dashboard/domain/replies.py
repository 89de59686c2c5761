"""答复：上报人对问题格的改正、说明、选择，随上报存下；收到的文件一字节不动（INTAKE R20、R22）。"""

from dataclasses import dataclass
from enum import StrEnum


class ReplyKind(StrEnum):
    """改正一格的值；说明一处“需说明”；在给出的选项里选一个。"""

    FIX = "fix"
    EXPLAIN = "explain"
    ANSWER = "answer"


REPLY_ZH = {ReplyKind.FIX: "改正", ReplyKind.EXPLAIN: "说明", ReplyKind.ANSWER: "选择"}


@dataclass(frozen=True, slots=True)
class Reply:
    """对一格的一句答复。sheet、cell 为原工作簿里的位置，整表的问题 cell 为空；rule 为所答的规则，改正为空。

    text 是改成的值、说明的话或选中的选项；old 为改正以前的原文。"""

    kind: ReplyKind
    sheet: str
    cell: str
    text: str
    rule: str = ""
    old: str = ""

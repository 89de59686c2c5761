"""存储的约定：附件。"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.domain.attachments import Attachment, AttachmentKind


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """要附上的一份：原来的名字、由内容认出的种类、字节。"""

    file_name: str
    kind: AttachmentKind
    content: bytes = field(repr=False)


class AttachmentStore(Protocol):
    """附件只添不删。"""

    def attach(self, submission: str, by: str, items: Sequence[NewAttachment]) -> tuple[Attachment, ...]:
        """附上几份，进审计；同一份内容附过的不再添。撤回了的上报抛 InputError。返回这次上报的全部附件。"""

    def attachments(self, submission: str) -> tuple[Attachment, ...]:
        """一次上报的附件，先附的在前。"""

    def attachment(self, submission: str, number: int) -> bytes:
        """一份附件的字节，一字节不变；没有抛 UsageError。"""

"""附件：盖章扫描件、佐证材料，随一次上报原样存着，不解析（INTAKE R41）。"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AttachmentKind(StrEnum):
    """能附的三种，由内容认出；另有合成一份时留下的各人的原件。"""

    PDF = "PDF"
    JPEG = "JPG"
    PNG = "PNG"
    WORKBOOK = "原件"


@dataclass(frozen=True, slots=True)
class Attachment:
    """一份附件：哪次上报的第几份、原来的名字（只是数据，不当路径用）、种类、字节数、指纹、谁、何时附上。"""

    submission: str
    number: int
    file_name: str
    kind: AttachmentKind
    size: int
    sha256: str
    by: str
    at: datetime

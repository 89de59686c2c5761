"""附件：盖章扫描件、佐证材料随上报附上，原样存着；只有有权取原件的人取得（INTAKE R41）。"""

from collections.abc import Sequence

from dashboard.access.people import named
from dashboard.domain.attachments import Attachment, AttachmentKind
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import KIND_ZH, Header, Kind
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.intake.limits import MB, Limits
from dashboard.storage.contracts.attaching import NewAttachment

_MARKS = ((b"%PDF-", AttachmentKind.PDF), (b"\xff\xd8\xff", AttachmentKind.JPEG), (b"\x89PNG\r\n\x1a\n", AttachmentKind.PNG))
_ENDS = {AttachmentKind.PDF: b"%%EOF", AttachmentKind.JPEG: b"\xff\xd9", AttachmentKind.PNG: b"IEND"}
_TAIL = 2048
_MOST = 20

File = tuple[str, bytes]


def most_mb() -> tuple[int, int]:
    """工作簿、附件每份最大几兆字节。"""
    limits = Limits.configured()
    return limits.file_bytes // MB, limits.attachment_bytes // MB


def checked(files: Sequence[File]) -> list[NewAttachment]:
    """几份附件各是什么，由内容认出；不收的抛 InputError，说明是哪一份、为什么。"""
    if len(files) > _MOST:
        raise InputError("attachment", f"一次最多附{_MOST}份，现在有{len(files)}份。请合并成一份PDF。")
    return [_checked(name, content) for name, content in files]


def _checked(name: str, content: bytes) -> NewAttachment:
    most = Limits.configured().attachment_bytes
    if len(content) > most:
        raise InputError("attachment", f"附件《{name}》有{len(content) / MB:.1f}MB，超过{most // MB}MB。请压缩或分开。")
    kind = next((kind for mark, kind in _MARKS if content.startswith(mark)), None)
    if kind is None:
        raise InputError("attachment", f"附件《{name}》不是PDF、JPG或PNG（看内容，不看名字）。请转成PDF再附。")
    if _ENDS[kind] not in content[-_TAIL:]:
        raise InputError("attachment", f"附件《{name}》不完整（可能没有传完）。请重新保存一份再附。")
    return NewAttachment(name, kind, content)


def kept(files: Sequence[File]) -> list[NewAttachment]:
    """合成以前各人的原件，一字节不变地随上报留着。"""
    return [NewAttachment(name, AttachmentKind.WORKBOOK, content) for name, content in files]


def attach(dash: Dashboard, submission: str, files: Sequence[File], by: str) -> tuple[Attachment, ...]:
    """给一次上报附上几份，返回它的全部附件；附过的同一份不再添。"""
    person, items = named(by, "上报人"), checked(files)
    header = dash.store.submission(submission).header
    require(dash, person, Action.SUBMIT, header.city, header.owner)
    return dash.store.attach(submission, person, items)


def required(dash: Dashboard, headers: Sequence[Header], files: Sequence[File]) -> None:
    """这种报表须带附件而没有带的抛 InputError。"""
    for header in headers:
        if not files and must(dash, header.city, header.kind):
            raise InputError("attachment_required", f"{KIND_ZH[header.kind]}须带附件（盖章扫描件或佐证材料）。请附上再报。")


def must(dash: Dashboard, city: str, kind: Kind) -> bool:
    """这座城市的这种报表是不是须带附件。"""
    return kind in dash.profile(city, dash.version()).timing.attachments


def listed(dash: Dashboard, submission: str, by: str) -> tuple[Attachment, ...]:
    """一次上报的附件；无权取原件的人连名字也看不到，抛 InputError。"""
    header = dash.store.submission(submission).header
    require(dash, by, Action.FETCH_SOURCE, header.city, header.owner)
    return dash.store.attachments(submission)


def fetch(dash: Dashboard, submission: str, number: int, by: str) -> tuple[Attachment, bytes]:
    """取一份附件，一字节不变，进审计；无权的抛 InputError。"""
    header = dash.store.submission(submission).header
    require(dash, by, Action.FETCH_SOURCE, header.city, header.owner)
    content = dash.store.attachment(submission, number)
    found = next(a for a in dash.store.attachments(submission) if a.number == number)
    dash.store.note(by, "fetch_attachment", header.city, header.owner, submission, f"取附件《{found.file_name}》")
    return found, content


__all__ = ["attach", "checked", "fetch", "kept", "listed", "most_mb", "must", "required"]

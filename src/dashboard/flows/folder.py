"""检查一个文件夹：一组一组读、查、放下，文件再多内存也不涨；超过上限的不读进来（INTAKE R4）。"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import Header
from dashboard.flows import twice, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.intake import guard
from dashboard.intake.limits import Limits
from dashboard.intake.report import CheckReport
from dashboard.wording.faults import system_fault

_AT_ONCE = 16
"""一组几份；每份至多 file_bytes。"""

File = tuple[str, bytes]
Look = Callable[[Sequence[File], Sequence[CheckReport]], None]
"""看一组刚查完的（文件、结果）；看完就放下。"""


def check(
    dash: Dashboard,
    paths: Sequence[Path],
    city: str | None,
    expected: Header | None,
    replies: Sequence[uploads.Replies],
    look: Look,
    by: str = "",
) -> list[CheckReport]:
    """检查这些文件，不写入；返回的结果里不再有读出的工作簿和行。expected、replies 只用于一份文件；by 无权查的那几份只说这一句。"""
    found: list[tuple[CheckReport, str]] = []
    for group in _groups(paths):
        found += _looked(dash, group, city, expected, replies, look, by)
    return twice.marked([report for report, _ in found], [digest for _, digest in found])


def _looked(
    dash: Dashboard, group: Sequence[Path], city: str | None, expected: Header | None, replies: Sequence[uploads.Replies], look: Look, by: str
) -> list[tuple[CheckReport, str]]:
    """一组读了、查了、看了，只留下结果和内容的指纹。"""
    sizes = [_size(path) for path in group]
    files = [(path.name, b"" if _over(size) else _content(path)) for path, size in zip(group, sizes, strict=True)]
    reports = [uploads.own(dash, by, report) for report in _checked(dash, files, sizes, city, expected, replies)]
    look(files, reports)
    light = [replace(report, book=None, tables={}) for report in reports]
    return [(report, hashlib.sha256(content).hexdigest()) for report, (_, content) in zip(light, files, strict=True)]


def _groups(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    return (paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE))


def _checked(
    dash: Dashboard,
    files: Sequence[File],
    sizes: Sequence[int],
    city: str | None,
    expected: Header | None,
    replies: Sequence[uploads.Replies],
) -> list[CheckReport]:
    """一组；太大的没有读进来，直接说太大。"""
    read = iter(uploads.read_books([file for file, size in zip(files, sizes, strict=True) if not _over(size)]))
    books = [guard.too_big(name, size) or next(read) for (name, _), size in zip(files, sizes, strict=True)]
    return uploads.check_books(dash, files, city, expected, replies=replies, books=books)


def _over(size: int) -> bool:
    return size > Limits.configured().file_bytes


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(error) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> UsageError:
    return UsageError("no_file", f"打不开{error.filename}：{system_fault(error)}。")

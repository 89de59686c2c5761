"""几个人填的同一份合成一份：谁填了哪张表，填得不一样的选一个；各人的原件随附件留着（INTAKE R42）。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import Header
from dashboard.flows import uploads
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.intake import headers, joining
from dashboard.intake.book import Book
from dashboard.intake.guard import read_books
from dashboard.intake.joining import BOTH, Clash
from dashboard.intake.layout import layout
from dashboard.intake.templates import write

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Draft:
    """合成的一份：谁的、文件名、内容（还有没选的为空），各表由哪几份填了几处，填得不一样的各处。"""

    header: Header
    name: str
    content: bytes
    filled: Mapping[str, Mapping[str, int]]
    clashes: tuple[Clash, ...]
    waiting: tuple[Clash, ...]


def join(dash: Dashboard, files: Sequence[File], chosen: Mapping[str, str], by: str, books: Sequence[Book] | None = None) -> Draft:
    """合成一份；不是同一单位同一期的、不是下发的模板的、by 无权查这个单位的抛 InputError。chosen 为“表!格”（清单只写表）→ 选的文件名，或“接起来”。"""
    read = named_apart(files, read_books(files) if books is None else books)
    header = _same(read)
    require(dash, by, Action.CHECK, header.city, header.owner)
    blank = uploads.template(dash, header.city, header.kind, header.unit, header.department, header.period)
    (empty,) = read_books([("模板.xlsx", blank)])
    profile = dash.profile(header.city, dash.version())
    plan = layout(profile, header)
    found = joining.join(profile, plan, read, empty, chosen)
    waiting = tuple(c for c in found.clashes if chosen.get(c.key) not in c.options)
    content = b"" if waiting else write(plan, found.filling)
    return Draft(header, f"{headers.said(header)}（合成）.xlsx", content, found.filled, tuple(found.clashes), waiting)


def named_apart(files: Sequence[File], books: Sequence[Book]) -> list[Book]:
    """同名的几份加上序号，才分得清谁填的。"""
    names = [name for name, _ in files]
    return [Book(f"{n}.{name}" if names.count(name) > 1 else name, book.sheets, book.refused) for n, (name, book) in enumerate(zip(names, books, strict=True), 1)]


def _same(books: Sequence[Book]) -> Header:
    if len(books) < 2:
        raise InputError("join", "合成要两份以上。")
    found: dict[str, Header] = {}
    for book in books:
        header = headers.of(book)
        if book.refused or header is None:
            raise InputError("join", f"《{book.file}》{f'：{book.refused}' if book.refused else '不是本系统下发的模板，不能合成。请用下发的模板分头填'}")
        found[book.file] = header
    if len(set(found.values())) > 1:
        said = "；".join(f"《{file}》是{headers.said(header)}" for file, header in found.items())
        raise InputError("join", f"不是同一单位同一期的，不能合成：{said}。")
    return next(iter(found.values()))


__all__ = ["BOTH", "Clash", "Draft", "join", "named_apart"]

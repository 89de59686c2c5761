"""预检：在任何读表的库看到工作簿之前，流式数清各部分的大小、地址、个数（INTAKE R2、R3）。"""

import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from dashboard.intake import unpacking
from dashboard.intake.limits import Limits
from dashboard.intake.parts import Budget, Part, Refused, SheetFacts, place

_BROKEN = "文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。"
_MARKED = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """工作簿里的一张表：名称、是否隐藏、它在压缩包里的部件名。"""

    name: str
    hidden: bool
    part: str


def scan(book: bytes, limits: Limits) -> list[tuple[SheetPart, SheetFacts]]:
    """预检整份工作簿，返回各表和它的事实；超限、带 DOCTYPE、地址离谱、内部坏了的抛 Refused。"""
    try:
        found = unpacking.entries(book)
        if len(found) > limits.entries:
            raise Refused(f"文件里有{len(found):,}个部件，超过{limits.entries:,}个。请新建一份模板，把数据粘贴过去再上传。")
        if any(e.flag_bits & 1 for e in found):
            raise Refused("文件里的内容加了密，读不了。请去掉密码后再上传。")
        parts = _parts(book, found, Budget(limits, time.process_time() + limits.scan_seconds))
    except unpacking.Broken as error:
        raise Refused(_BROKEN) from error
    sheets = list(_sheets(parts))
    if len(sheets) > limits.sheets:
        raise Refused(f"工作簿有{len(sheets)}张表，超过{limits.sheets}张。请只留模板里的表。")
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise Refused(_BROKEN)
    return list(_with_facts(sheets, parts))


def _parts(book: bytes, found: list[zipfile.ZipInfo], budget: Budget) -> dict[str, Part]:
    """逐个部件读；样式最先，后面才认得百分比格式。部件名不分大小写。"""
    ordered = sorted(found, key=lambda e: not e.filename.lower().endswith("styles.xml"))
    return {e.filename.lower().replace("\\", "/"): _part(book, e, budget) for e in ordered}


def _part(book: bytes, entry: zipfile.ZipInfo, budget: Budget) -> Part:
    """读一个部件：边解边数。不是 XML 的（图片、宏）只数大小。"""
    part, size, readable = Part(budget), 0, True
    must = entry.filename.lower().endswith(_MARKED)
    for chunk in unpacking.chunks(book, entry):
        size += len(chunk)
        budget.unpack(len(chunk))
        budget.swollen(size, entry.compress_size)
        readable = readable and _fed(part, chunk, must)
    if readable:
        _fed(part, b"", must, last=True)
    return part


def _fed(part: Part, chunk: bytes, must: bool, last: bool = False) -> bool:
    try:
        part.feed(chunk, last)
    except expat.ExpatError as error:
        if must:
            raise Refused("文件内部的格式坏了，打不开。请用Excel或WPS打开后重新保存，再上传。") from error
        part.root = ""
        return False
    return True


def _sheets(parts: dict[str, Part]) -> Iterator[SheetPart]:
    """workbook.xml 里的各表，按顺序。"""
    workbook, relations = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    targets = {a.get("Id", ""): a.get("Target", "") for a in relations.relations} if relations else {}
    for attributes in workbook.sheets if workbook else ():
        relation = next((v for k, v in attributes.items() if k.rpartition(" ")[2] == "id"), "")
        target = targets.get(relation, "").replace("\\", "/")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield SheetPart(attributes.get("name", ""), attributes.get("state", "visible") != "visible", name.lower())


def _with_facts(sheets: list[SheetPart], parts: dict[str, Part]) -> Iterator[tuple[SheetPart, SheetFacts]]:
    """每张数据表和它的事实；图表页略过，找不到内容的当作坏了。"""
    for sheet in sheets:
        part = parts.get(sheet.part)
        if part is None or part.root not in ("worksheet", "chartsheet", "dialogsheet"):
            raise Refused(_BROKEN)
        if part.root == "worksheet":
            yield sheet, part.facts


__all__ = ["Refused", "SheetFacts", "SheetPart", "place", "scan"]

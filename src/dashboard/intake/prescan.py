"""预检：在任何读表的库看到工作簿之前，流式数清各部分的大小、地址、个数（INTAKE R2、R3）。"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from dashboard.intake.limits import MB, Limits

_CHUNK = 256 * 1024
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


class Refused(Exception):
    """预检不通过；文字是给人看的一句话。"""


@dataclass(slots=True)
class SheetFacts:
    """一张表里读表的库看不出的事：没有缓存值的公式、错误值、隐藏的行和列（A1 地址、行号、列号）。"""

    uncached: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """工作簿里的一张表：名称、是否隐藏、它在压缩包里的部件名。"""

    name: str
    hidden: bool
    part: str


def scan(book: bytes, limits: Limits) -> list[tuple[SheetPart, SheetFacts]]:
    """预检整份工作簿，返回各表和它的事实；超限、带 DOCTYPE、地址离谱的抛 Refused。"""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        entries = archive.infolist()
        if len(entries) > limits.entries:
            raise Refused(f"文件里有{len(entries):,}个部件，超过{limits.entries:,}个。请新建一份模板，把数据粘贴过去再上传。")
        if any(e.flag_bits & 1 for e in entries):
            raise Refused("文件里的内容加了密，读不了。请去掉密码后再上传。")
        budget = _Budget(limits)
        facts = {e.filename: _part(archive, e, budget) for e in entries}
        sheets = list(_sheets(archive))
    if len(sheets) > limits.sheets:
        raise Refused(f"工作簿有{len(sheets)}张表，超过{limits.sheets}张。请只留模板里的表。")
    return [(s, found) for s in sheets if isinstance(found := facts.get(s.part), SheetFacts)]


class _Budget:
    """全工作簿共用的额度。"""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.cells = 0
        self.merges = 0

    def unpack(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_bytes:
            raise Refused(f"文件解开后超过{self.limits.unpacked_bytes // MB}MB，不是正常的报表。请新建一份模板，把数据粘贴过去再上传。")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> SheetFacts | None:
    """读一个部件：边解边数，文件头里写的大小不作数。"""
    reader = _reader(entry.filename, budget)
    size = 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                budget.unpack(len(chunk))
                if size > budget.limits.part_bytes and size > budget.limits.part_ratio * max(1, entry.compress_size):
                    raise Refused("文件里有一部分压缩得离谱（像压缩炸弹），不收。请新建一份模板，把数据粘贴过去再上传。")
                if reader:
                    reader.feed(chunk)
        if reader:
            reader.close()
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Refused("文件不完整（可能没有传完或拷坏了），打不开。请重新保存一份再上传。") from error
    except expat.ExpatError as error:
        raise Refused("文件内部的格式坏了，打不开。请用Excel或WPS打开后重新保存，再上传。") from error
    return reader.facts if isinstance(reader, _SheetReader) else None


def _reader(name: str, budget: _Budget) -> "_PartReader | None":
    if _WORKSHEET.fullmatch(name):
        return _SheetReader(budget)
    if name == "xl/sharedStrings.xml":
        return _CountReader(budget, "si", budget.limits.shared_strings, "不同的文字")
    if name == "xl/styles.xml":
        return _CountReader(budget, "xf", budget.limits.styles, "单元格样式")
    return _PartReader(budget) if name.endswith((".xml", ".rels")) else None


class _PartReader:
    """一个 XML 部件：只看有没有 DOCTYPE。"""

    def __init__(self, budget: _Budget) -> None:
        self.budget = budget
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise Refused("文件里带有外部引用声明（DOCTYPE），不收。请用Excel或WPS打开后重新保存，再上传。")


class _CountReader(_PartReader):
    """数一种元素的个数。"""

    def __init__(self, budget: _Budget, name: str, most: int, what: str) -> None:
        super().__init__(budget)
        self._name, self._most, self._what, self._count = f" {name}", most, what, 0
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name.endswith(self._name):
            self._count += 1
            if self._count > self._most:
                raise Refused(f"文件里的{self._what}超过{self._most:,}个，不是正常的报表。请新建一份模板，把数据粘贴过去再上传。")


class _SheetReader(_PartReader):
    """一张表：核对每个真实单元格的地址，数合并区，记下公式、错误值、隐藏行。"""

    def __init__(self, budget: _Budget) -> None:
        super().__init__(budget)
        self.facts = SheetFacts()
        self._address = ""
        self._kind = ""
        self._formula = self._value = False
        self._text: list[str] = []
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.buffer_text = True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._value = not self._formula
            self._text = []
            self._parser.CharacterDataHandler = self._characters if self._formula or self._kind == "e" else None
        elif tag == "row" and attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(int(attributes.get("r", "0")))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _characters(self, text: str) -> None:
        self._value = True
        self._text.append(text)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._address, self._kind = attributes.get("r", ""), attributes.get("t", "n")
        self._formula = self._value = False

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "v":
            self._parser.CharacterDataHandler = None
        elif tag == "c" and (self._formula or self._value):
            self._count(self._address)
            self._note()

    def _note(self) -> None:
        if self._formula:
            self.facts.formulas.add(self._address)
            if not self._value:
                self.facts.uncached.add(self._address)
        if self._kind == "e":
            self.facts.errors[self._address] = "".join(self._text) or "错误值"

    def _count(self, address: str) -> None:
        limits = self.budget.limits
        self.budget.cells += 1
        if self.budget.cells > limits.cells:
            raise Refused(f"工作簿里有数的单元格超过{limits.cells:,}个，不是正常的报表。请只留模板里的表。")
        column, row = place(address) if address else (1, 1)
        if row > limits.row or column > limits.column:
            raise Refused(f"{address}这样远的位置也有内容（最多{limits.row:,}行、{limits.column}列）。请删去数据区以外的单元格再上传。")

    def _merge(self, ref: str) -> None:
        limits = self.budget.limits
        self.budget.merges += 1
        if self.budget.merges > limits.merges:
            raise Refused(f"合并单元格超过{limits.merges:,}处，不是正常的报表。请取消合并再上传。")
        column, row = place(ref.rpartition(":")[2])
        if row > limits.row or column > limits.column:
            raise Refused(f"合并单元格{ref}占了整张表。请取消合并再上传。")


def place(address: str) -> tuple[int, int]:
    """A1 地址 → 列号、行号（从1起）；写得不对的当作离谱的位置。"""
    found = _ADDRESS.fullmatch(address.replace("$", ""))
    if found is None:
        return 1 << 20, 1 << 20
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def _sheets(archive: zipfile.ZipFile) -> Iterator[SheetPart]:
    """workbook.xml 里的各表，按顺序。"""
    targets = _relations(archive)
    found: list[tuple[str, bool, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "sheet":
            relation = next((v for k, v in attributes.items() if k.rpartition(" ")[2] == "id" and k != "sheetId"), "")
            found.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", relation))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.Parse(archive.read("xl/workbook.xml"), True)
    for name, hidden, relation in found:
        yield SheetPart(name, hidden, targets.get(relation, ""))


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    name = "xl/_rels/workbook.xml.rels"
    if name in archive.namelist():
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = start
        parser.Parse(archive.read(name), True)
    return found

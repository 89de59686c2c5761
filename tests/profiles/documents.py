"""两份文件的原文：去掉一切空白（PDF 的换行和空格没有意义），附件4读成一行一项活动。"""

import re
from dataclasses import dataclass
from functools import cache

from dashboard import paths, profiles
from dashboard.domain.city import CityProfile

CITIES = ("suzhou", "nantong")
_AIMS = {
    "suzhou": ("高新技术产业产值占规模以上工业总产值比重达", "二、精准锚定科技招商工作重点"),
    "nantong": ("——企业创新主体地位更加突出。", "二、健全科技招商生态网络"),
}


def plain(text: str) -> str:
    """去掉一切空白。"""
    return re.sub(r"\s", "", text)


@cache
def profile(city: str) -> CityProfile:
    return profiles.read(paths.root() / "data" / "cities" / city)


@cache
def raw(city: str) -> str:
    (file,) = (paths.root() / "data" / "cities" / city / "source").glob("*.txt")
    return file.read_text("utf-8")


@cache
def document(city: str) -> str:
    """全文，没有空白。"""
    return plain(raw(city))


def aims(city: str) -> str:
    """“发展目标”里写数字的那一段。"""
    first, end = _AIMS[city]
    text = document(city)
    return text[text.index(first) : text.index(end)]


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """附件4的一行，没有空白；type 沿用合并单元格。"""

    no: str
    place: str
    name: str
    content: str
    dates: str
    host: str
    co_host: str
    type: str
    printed_type: str
    quarter: int


@cache
def annex() -> tuple[AnnexRow, ...]:
    """附件4的各行；活动类型空着的沿用上一个写了的。"""
    rows: list[AnnexRow] = []
    quarter, kind = 0, ""
    for line in raw("nantong").split("附件 4\n")[1].splitlines():
        quarter += bool(re.fullmatch(r"第.季度", plain(line)))
        if not re.match(r"\d+\t", line):
            continue
        cells = [plain(cell) for cell in line.split("\t")]
        kind = cells[7] or kind
        rows.append(AnnexRow(*cells[:7], kind, cells[7], quarter))
    return tuple(rows)

"""真的文件在路上坏了：翻了几位、少了一段、断了、接错了。一批一批地过受限的子进程，每份要么读得出，要么一句话。"""

import random
import time
import zipfile
from io import BytesIO

import pytest
from tests.intake import hostile
from tests.intake.test_formats import file, parquet
from tests.intake.workbench import Bench

from dashboard.intake.guard import read_books

COUNT = 40
WHOLE = {
    "xls": file("月报.xls"),
    "ods": file("月报.ods"),
    "ods里的字": file("月报.ods"),
    "parquet": parquet(指标=["甲", "乙"] * 50, 本月=[1, None] * 50),
    "xlsx": Bench().content(),
    "xlsx里的字": hostile.book(),
    "csv": "指标,本月\n科技型中小企业年度入库,12\n".encode("gb18030") * 40,
}


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """坏一处到几处。"""
    found = bytearray(whole)
    for _ in range(chance.choice((1, 1, 3, 12))):
        at, size = chance.randrange(len(found)), chance.randrange(1, 60)
        how = chance.choice(("翻", "抹", "少", "多", "断"))
        if how == "翻":
            found[at] ^= 1 << chance.randrange(8)
        elif how == "抹":
            found[at : at + size] = chance.choice((b"\0", b"\xff")) * len(found[at : at + size])
        elif how == "少":
            del found[at : at + size]
        elif how == "多":
            found[at:at] = found[at : at + size]
        elif len(found) > 600:
            del found[max(600, at) :]
    return bytes(found)


def inside(whole: bytes, chance: random.Random) -> bytes:
    """压缩包好好的，里面的字坏了。"""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            bad = name == "content.xml" or name.endswith("sheet1.xml")
            archive.writestr(name, damaged(content, chance) if bad else content)
    return target.getvalue()


@pytest.mark.parametrize("kind", WHOLE)
def test_每份都有结果(kind: str) -> None:
    chance = random.Random(kind)
    spoil = inside if kind.endswith("里的字") else damaged
    files = [(f"{n}.{kind}", spoil(WHOLE[kind], chance)) for n in range(COUNT)]
    started = time.monotonic()
    books = read_books(files)
    assert len(books) == COUNT
    assert [b.refused for b in books if not b.sheets and not b.refused.endswith("。")] == []
    assert time.monotonic() - started < 120

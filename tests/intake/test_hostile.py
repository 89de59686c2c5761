"""坏文件：每份10秒内得到一句说得清的中文，进程内存不涨，别的文件照读。"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from tests.intake import hostile

from dashboard.intake.guard import TOO_HARD, read_books
from dashboard.intake.limits import MB

GOOD = hostile.book()
_LAUGHS = '<!ENTITY z "哈"><!ENTITY a "&z;&z;&z;">'

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "最远的一格": (hostile.far_cell, "XFD1048576也有内容"),
    "1MB胀到1GB": (hostile.bomb, "压缩炸弹"),
    "1GB谎称1千字节": (lambda: hostile.bomb(1000), "压缩炸弹"),
    "两百万个字符串": (hostile.many_strings, "不同的文字超过1,000,000个"),
    "整张表合并": (hostile.merged_whole, "A1:XFD1048576占了整张表"),
    "十万处合并": (hostile.merged_often, "合并单元格超过5,000处"),
    "中间大片空白": (hostile.sparse, "中间大片是空的"),
    "不写地址排到很远": (hostile.unnumbered, "KO1也有内容"),
    "藏在图片名下的表": (hostile.disguised, "XFD1048576也有内容"),
    "外部实体": (lambda: hostile.dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
    "层层展开的实体": (lambda: hostile.dtd(_LAUGHS), "DOCTYPE"),
    "截断": (lambda: GOOD[:-40], "文件不完整"),
    "中段坏了": (lambda: GOOD[:200] + b"\0" * 60 + GOOD[260:], "文件不完整"),
    "XML写坏": (lambda: hostile.book("<row><c></row>"), "内部的格式坏了"),
    "没有表的内容": (lambda: hostile.package({}), "文件不完整"),
    "设了打开密码": (lambda: hostile.ole("EncryptionInfo", "EncryptedPackage"), "设了打开密码"),
    "旧格式": (lambda: hostile.ole("Workbook"), "旧格式的文件坏了"),
    "旧版Word": (lambda: hostile.ole("WordDocument"), "旧版Word文档"),
    "改名的图片": (hostile.png, "PNG图片"),
    "网页另存": (lambda: "<html><table><tr><td>1</td></tr></table></html>".encode("gb18030"), "网页另存的文件"),
    "单一网页": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页另存的文件"),
    "PDF": (lambda: b"%PDF-1.7\n", "PDF文件"),
    "空文件": (lambda: b"", "文件是空的"),
    "乱码": (lambda: bytes(range(256)) * 20, "认不出这是什么文件"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_坏文件得到一句话(name: str) -> None:
    make, expected = REFUSED[name]
    content = make()
    started = time.monotonic()
    (found,) = read_books([("坏.xlsx", content)])
    assert expected in found.refused
    assert found.refused.endswith("。")
    assert time.monotonic() - started < 10
    assert not found.sheets


def test_读坏文件时本进程的内存不涨() -> None:
    files = [(name, make()) for name, (make, _) in REFUSED.items() if name in ("最远的一格", "1MB胀到1GB", "两百万个字符串", "十万处合并")]
    read_books([("好.xlsx", GOOD)])
    before = psutil.Process().memory_info().rss
    read_books(files)
    assert psutil.Process().memory_info().rss - before < 30 * MB


def test_一份坏文件不连累同批的好文件() -> None:
    books = read_books([("一.xlsx", GOOD), ("坏.xlsx", hostile.far_cell()), ("二.xlsx", GOOD)])
    assert [bool(b.refused) for b in books] == [False, True, False]
    assert books[2].sheets[0].value(1, 1) == 1


def test_超过大小的文件不用打开(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_FILE_BYTES", str(MB))
    (found,) = read_books([("大.xlsx", GOOD + b"\0" * MB)])
    assert found.refused == "文件有1.0MB，超过1MB。请删去图片和多余的表再上传。"


def test_看太久的预检自己停下(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_PART_RATIO", "100000")
    monkeypatch.setenv("DASHBOARD_LIMIT_SCAN_SECONDS", "0")
    (found,) = read_books([("坏.xlsx", hostile.empty_cells())])
    assert found.refused.startswith("文件太繁杂，0秒也没有看完")


def test_用时太多的被系统结束而后面的照读(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_PART_RATIO", "100000")
    monkeypatch.setenv("DASHBOARD_LIMIT_CPU_SECONDS", "1")
    bad, good = read_books([("坏.xlsx", hostile.empty_cells()), ("好.xlsx", GOOD)])
    assert bad.refused == TOO_HARD
    assert good.sheets[0].value(1, 1) == 1


def test_内存太多的被系统结束而后面的照读(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_AREA", "20000000")
    monkeypatch.setenv("DASHBOARD_LIMIT_MEMORY_BYTES", str(256 * MB))
    bad, good = read_books([("坏.xlsx", hostile.sparse()), ("好.xlsx", GOOD)])
    assert bad.refused == TOO_HARD
    assert good.sheets[0].value(1, 1) == 1


def test_迟迟不答的不等(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_LIMIT_WALL_SECONDS", "0")
    (found,) = read_books([("好.xlsx", GOOD)])
    assert found.refused == TOO_HARD


def test_同时最多两个子进程_其余排队() -> None:
    batch = [(f"{n}.xlsx", hostile.many_strings()) for n in range(3)]
    most = 0
    with ThreadPoolExecutor(5) as pool:
        running = [pool.submit(read_books, batch) for _ in range(5)]
        while not all(r.done() for r in running):
            most = max(most, _readers())
            time.sleep(0.01)
    assert most == 2
    assert all("不同的文字" in book.refused for r in running for book in r.result())


def _readers() -> int:
    """本进程现有几个读表的子进程（别的测试留下的进程不算）。"""
    found = 0
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            found += "dashboard.intake.child" in child.cmdline()
    return found


def test_文件名只是名字(tmp_path: Path) -> None:
    (found,) = read_books([("../../etc/passwd", GOOD)])
    assert found.file == "../../etc/passwd"
    assert not found.refused
    assert not list(tmp_path.iterdir())

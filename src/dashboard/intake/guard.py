"""守着读表的子进程：限时、限内存、限个数；它死了也只是这一份读不出（INTAKE R4）。"""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from dashboard import paths
from dashboard.domain.problems import StoreError
from dashboard.intake.book import Book, from_answer
from dashboard.intake.limits import MB, Limits
from dashboard.intake.queue import QUEUE, Waiting, unheard
from dashboard.wording.faults import system_fault

_AT_ONCE = 40
"""一个子进程一口气读几份；读完让出位置，别人的一份不用等整批。"""
_CHUNK = 1 << 20
TOO_HARD = "读这份文件用的时间或内存太多，已停下，没有影响别人。请新建一份模板，把数据粘贴过去再上传。"

File = tuple[str, bytes]
Answer = dict[str, Any]


def read_books(files: Sequence[File], waiting: Waiting = unheard) -> list[Book]:
    """读一批（文件名、内容），每份各有上限，读不成的 refused 里有一句话；同时最多 at_once 个子进程，其余排队。

    waiting 在排队时被告知前面还有几批，轮到时为 0；一批多于40份的要几个子进程，不报位置。"""
    limits = Limits.configured()
    groups = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    if len(groups) < 2:
        return [book for group in groups for book in _read_group(group, limits, waiting)]
    with ThreadPoolExecutor(limits.at_once) as pool:
        return [book for found in pool.map(lambda group: _read_group(group, limits), groups) for book in found]


def _read_group(files: Sequence[File], limits: Limits, waiting: Waiting = unheard) -> list[Book]:
    books = {n: big for n, (name, book) in enumerate(files) if (big := too_big(name, len(book)))}
    wanted = [n for n in range(len(files)) if n not in books]
    with QUEUE.turn(limits.at_once, waiting):
        answers = _answers([files[n][1] for n in wanted], limits)
    for n, answer in zip(wanted, answers, strict=True):
        books[n] = from_answer(files[n][0], answer)
    return [books[n] for n in range(len(files))]


def too_big(name: str, size: int) -> Book | None:
    """一份文件的字节数超过上限的，不用打开；没有超过为 None。"""
    limits = Limits.configured()
    if size <= limits.file_bytes:
        return None
    return Book(name, refused=f"文件有{size / MB:.1f}MB，超过{limits.file_bytes // MB}MB。请删去图片和多余的表再上传。")


def _answers(books: Sequence[bytes], limits: Limits) -> list[Answer]:
    """每份一个回答；子进程在某一份上死了，这一份记为读不出，换一个子进程接着读。"""
    found: list[Answer] = []
    try:
        with tempfile.TemporaryDirectory(prefix="kezhao-") as folder:
            for number, book in enumerate(books):
                (Path(folder) / str(number)).write_bytes(book)
            while len(found) < len(books):
                found += _one_child(folder, len(found), len(books), limits)
                if len(found) < len(books):
                    found.append({"refused": TOO_HARD})
    except OSError as error:
        raise StoreError("scratch", f"临时目录用不了：{system_fault(error)}。数据没有变化。") from error
    return found


def _one_child(folder: str, first: int, count: int, limits: Limits) -> list[Answer]:
    return started("dashboard.intake.child", (folder, str(first), str(count)), count - first, limits.wall_seconds)


def started(module: str, arguments: Sequence[str], count: int, seconds: int) -> list[Answer]:
    """起一个子进程跑 module，收它的至多 count 个回答；一个回答超过 seconds 秒就不等了。"""
    command = [sys.executable, "-P", "-m", module, *arguments]
    sources = os.pathsep.join(filter(None, (str(paths.root() / "src"), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": sources}
    with subprocess.Popen(
        command, bufsize=0, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            return _lines(child, count, seconds)
        finally:
            child.kill()


def _lines(child: "subprocess.Popen[bytes]", count: int, seconds: int) -> list[Answer]:
    """逐行收；一份超过 seconds 秒没有回答就不等了。"""
    assert child.stdout is not None
    stream, pending = child.stdout.fileno(), bytearray()
    found: list[Answer] = []
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        deadline = time.monotonic() + seconds
        while len(found) < count and selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(stream, _CHUNK)
            if not chunk:
                break
            pending += chunk
            if b"\n" in chunk:
                *lines, rest = pending.split(b"\n")
                found += [json.loads(line) for line in lines]
                pending, deadline = rest, time.monotonic() + seconds
    return found

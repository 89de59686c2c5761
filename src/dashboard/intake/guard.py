"""守着读表的子进程：限时、限内存、限个数；它死了也只是这一份读不出（INTAKE R4）。"""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from dashboard import paths
from dashboard.intake.book import Book, from_answer
from dashboard.intake.limits import MB, Limits

_SLOTS: dict[int, threading.BoundedSemaphore] = {}
_SLOTS_LOCK = threading.Lock()
_TOO_HARD = "读这份文件用的时间或内存太多，已停下，没有影响别人。请新建一份模板，把数据粘贴过去再上传。"


def read_books(files: Sequence[tuple[str, bytes]]) -> list[Book]:
    """读一批（文件名、内容），一个子进程依次读，每份各有上限；同时最多两个子进程，其余排队。"""
    limits = Limits.configured()
    found: dict[int, Book] = {n: too_big for n, (name, book) in enumerate(files) if (too_big := _too_big(name, book, limits))}
    wanted = [n for n in range(len(files)) if n not in found]
    with _slots(limits), tempfile.TemporaryDirectory(prefix="kezhao-") as folder:
        for place, n in enumerate(wanted):
            (Path(folder) / str(place)).write_bytes(files[n][1])
        answers = _answers(folder, len(wanted), limits)
        for place, n in enumerate(wanted):
            found[n] = from_answer(files[n][0], answers[place])
    return [found[n] for n in range(len(files))]


def _slots(limits: Limits) -> threading.BoundedSemaphore:
    with _SLOTS_LOCK:
        return _SLOTS.setdefault(limits.at_once, threading.BoundedSemaphore(limits.at_once))


def _too_big(name: str, book: bytes, limits: Limits) -> Book | None:
    if len(book) <= limits.file_bytes:
        return None
    return Book(name, refused=f"文件有{len(book) / MB:.1f}MB，超过{limits.file_bytes // MB}MB。请删去图片和多余的表再上传。")


def _answers(folder: str, count: int, limits: Limits) -> list[dict[str, object]]:
    """每份一个回答；子进程在某一份上死了，这一份记为读不出，换一个子进程接着读。"""
    found: list[dict[str, object]] = []
    while len(found) < count:
        found += _one_child(folder, len(found), count, limits)
        if len(found) < count:
            found.append({"refused": _TOO_HARD})
    return found


def _one_child(folder: str, first: int, count: int, limits: Limits) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "dashboard.intake.child", folder, str(first), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(paths.root() / "src"), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            return _lines(child, count - first, limits.wall_seconds)
        finally:
            child.kill()


def _lines(child: "subprocess.Popen[bytes]", count: int, seconds: int) -> list[dict[str, object]]:
    """逐行收；一份超过 seconds 秒没有回答就不等了。"""
    assert child.stdout is not None
    stream, pending = child.stdout, b""
    found: list[dict[str, object]] = []
    os.set_blocking(stream.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        deadline = time.monotonic() + seconds
        while len(found) < count and selector.select(max(0.0, deadline - time.monotonic())):
            chunk = stream.read(1 << 20)
            if not chunk:
                break
            *lines, pending = (pending + chunk).split(b"\n")
            found += [json.loads(line) for line in lines]
            if lines:
                deadline = time.monotonic() + seconds
    return found

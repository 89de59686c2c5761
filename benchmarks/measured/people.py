"""许多人同时打开：各自取网页、取它点了名的脚本、连上会话等第一遍跑完。"""

import http.client
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from gzip import decompress

from measured.asking import PACKED
from measured.session import Session

_NAMED = re.compile(r"(?:src|href)=\"\./(static/[^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Person:
    """一个人等了多少毫秒：网页到手，全部脚本到手，会话的第一遍跑完（都从他开始算）。"""

    html: float
    files: float
    session: float


def crowd(port: int, paths: Sequence[str], people: int, within: float) -> list[Person]:
    """people 个人在 within 秒里陆续来，轮流打开 paths。"""
    with ThreadPoolExecutor(people) as pool:
        started = time.monotonic()
        asked = [pool.submit(_open, port, paths[i % len(paths)], started + within * i / people) for i in range(people)]
        return [one.result() for one in asked]


def _open(port: int, path: str, at: float) -> Person:
    time.sleep(max(0.0, at - time.monotonic()))
    began, link = time.perf_counter(), http.client.HTTPConnection("127.0.0.1", port)
    html = _get(link, f"/{path}")
    got = time.perf_counter()
    for name in sorted(set(_NAMED.findall(html))):
        _get(link, f"/{name}")
    link.close()
    whole = time.perf_counter()
    page, _, query = path.partition("?")
    with Session(port, page.strip("./"), query):
        ready = time.perf_counter()
    return Person((got - began) * 1000, (whole - began) * 1000, (ready - began) * 1000)


def _get(link: http.client.HTTPConnection, path: str) -> str:
    link.request("GET", path, headers=PACKED)
    answer = link.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}回了{answer.status}")
    return (decompress(body) if answer.getheader("content-encoding") == "gzip" else body).decode("utf-8", "replace")

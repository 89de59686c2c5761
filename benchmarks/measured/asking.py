"""不用浏览器问服务器：取一个地址要多少毫秒，服务器用了多少CPU；和写出一列数的中位与范围。"""

import http.client
import statistics
import time
from collections.abc import Sequence

import psutil

PACKED = {"Accept": "text/html", "Accept-Encoding": "gzip"}


def cpu(process: psutil.Process) -> float:
    """这个进程到现在用了多少秒CPU。"""
    found = process.cpu_times()
    return float(found.user + found.system)


def fetch(port: int, path: str, times: int = 20) -> list[float]:
    """在一条连接上取若干次，各用多少毫秒。"""
    link, found = http.client.HTTPConnection("127.0.0.1", port), []
    for _ in range(times):
        started = time.perf_counter()
        link.request("GET", path, headers=PACKED)
        link.getresponse().read()
        found.append((time.perf_counter() - started) * 1000)
    link.close()
    return found


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def high(values: Sequence[float]) -> float:
    """p95：二十个里最慢的那一个开始的地方。"""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def spread(values: Sequence[float]) -> str:
    return f"{median(values):.0f}（{min(values):.0f}—{max(values):.0f}）"

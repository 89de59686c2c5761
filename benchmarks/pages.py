"""量页面：重跑用的服务器CPU、大屏、空闲会话的内存、带数据的冷启动（首屏另见 first_picture.py）。如实打印，达不到也照写。

用法：python benchmarks/pages.py [--rounds 7] [--city suzhou]；数据用 DASHBOARD_DATA_DIR（默认 var/），空的先装入模拟数据。
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
from measured import browsing, servers
from measured.asking import cpu, fetch, median, spread
from measured.session import Session
from playwright.sync_api import sync_playwright

from dashboard import paths
from dashboard.flows.screens.where import FRONT, PAGES

RERUNS, SESSIONS, STARTS, WARMING = 30, 20, 3, 8.0  # 末一个：后台预热的秒数
AIMS = {FRONT: 40.0}
OTHER_AIM, MEMORY_AIM, START_AIM = 120.0, 1.0, 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--city", default="suzhou")
    options = parser.parse_args()
    env = {**os.environ, "DASHBOARD_DATA_DIR": str(paths.data_dir().resolve())}
    if not (paths.data_dir() / "ledger.sqlite").is_file():
        subprocess.run([sys.executable, "-m", "dashboard", "demo"], env=env, check=True)
    print(f"{os.cpu_count()}核，负载{os.getloadavg()[0]:.1f}，数据{paths.data_dir()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold_starts(env, folder)
        port = servers.free_port()
        with servers.running(servers.dashboard(port), port, folder, env, "/healthz") as process:
            time.sleep(WARMING)
            memory(port, psutil.Process(process.pid), options.city)
            reruns(port, psutil.Process(process.pid), options.city)
            screens(port, folder, env, options)


def page_path(page: str, city: str) -> str:
    return f"{'' if page == FRONT else page}?city={city}"


def cold_starts(env: dict[str, str], folder: Path) -> None:
    """从起进程到第一个页面地址打得开。"""
    times = []
    for _ in range(STARTS):
        port, started = servers.free_port(), time.monotonic()
        with servers.running(servers.dashboard(port), port, folder, env, "/healthz"):
            times.append(time.monotonic() - started)
    print(f"\n冷启动：{median(times):.1f}秒（{min(times):.1f}—{max(times):.1f}，{STARTS}次；目标≤{START_AIM:g}秒）")


def reruns(port: int, process: psutil.Process, city: str) -> None:
    """一个真的会话里重跑，看服务器进程用了多少CPU。"""
    print(f"\n热重跑（{RERUNS}次平均，{city}）\n{'页面':<8}{'CPU毫秒':>8}{'用时毫秒':>9}{'送出KB':>8}{'目标':>6}")
    for page, title in PAGES.items():
        with Session(port, "" if page == FRONT else page, f"city={city}") as session:
            session.rerun()
            before, started = cpu(process), time.monotonic()
            for _ in range(RERUNS):
                session.rerun()
            used, took = (cpu(process) - before) * 1000 / RERUNS, (time.monotonic() - started) * 1000 / RERUNS
            print(f"{title:<8}{used:>10.1f}{took:>12.1f}{session.bytes / 1024:>9.1f}{AIMS.get(page, OTHER_AIM):>8g}")


def memory(port: int, process: psutil.Process, city: str) -> None:
    """开着不动的会话，每个占多少内存；先开过一个，模块和缓存都已装好。"""
    Session(port, "", f"city={city}").__exit__(None, None, None)
    before = process.memory_info().rss
    sessions = [Session(port, "", f"city={city}") for _ in range(SESSIONS)]
    time.sleep(1)
    each = (process.memory_info().rss - before) / SESSIONS / 2**20
    for session in sessions:
        session.__exit__(None, None, None)
    print(f"\n空闲会话：每个{each:.2f}MB（{SESSIONS}个；目标≤{MEMORY_AIM:g}MB）；进程共{process.memory_info().rss / 2**20:.0f}MB")


def screens(port: int, folder: Path, env: dict[str, str], options: argparse.Namespace) -> None:
    """大屏与同一内容的静态文件：取一次的用时，和在 Chromium 里画出来的用时，交错着量。"""
    address = f"/screen?city={options.city}&profile=internal"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
        (folder / "screen.html").write_bytes(answer.read())
    static = servers.free_port()
    got: dict[str, list[float]] = {"大屏": [], "静态文件": []}
    drawn: dict[str, list[float]] = {"大屏": [], "静态文件": []}
    with servers.running(servers.static_folder(static), static, folder, env, "/screen.html"), sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        for _ in range(options.rounds):
            for name, host, path in (("大屏", port, address), ("静态文件", static, "/screen.html")):
                got[name] += fetch(host, path)
                within = browsing.context(browser)
                drawn[name].append(browsing.drawn(within, f"http://127.0.0.1:{host}{path}"))
                within.close()
        browser.close()
    print("\n大屏与同样内容的静态文件（毫秒）")
    for name in got:
        print(f"{name}：取一次{median(got[name]):.2f}，画出来{spread(drawn[name])}")
    print(f"画出来{median(drawn['大屏']) / median(drawn['静态文件']):.2f}倍")
    asked = fetch(port, f"/screen/version?city={options.city}")
    print(f"问一次版本：{median(asked):.2f}")


if __name__ == "__main__":
    main()

"""量首屏：何时画上了屏、何时活了、取了几次多少字节、跳没跳、服务器CPU；二十人同时打开。如实打印，达不到也照写。

每一页与一张空的 Streamlit 页（`streamlit run`）、与同一画面的静态文件，在一次运行里交错着量；冷为空的浏览器缓存，热为第二次打开。
网页里 id 为 first 的元素是首屏画（没有就写“—”），Streamlit 主区里的 .kz 是活的画面。

用法：python benchmarks/first_picture.py [--rounds 5] [--city suzhou]；数据用 DASHBOARD_DATA_DIR（默认 var/），空的先装入模拟数据。
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from measured import browsing, servers, visiting
from measured.asking import cpu, fetch, high, median, spread
from measured.people import crowd
from measured.visiting import Visit
from playwright.sync_api import Browser, sync_playwright

from dashboard import paths

WARMING, TIMES, PEOPLE, WITHIN = 8.0, 100, 20, 2.0  # 头一个：后台预热的秒数
PAINTED_AIM, LIVE_AIM, SHIFT_AIM, CPU_AIM, HTML_AIM = 0.3, 1.0, 0.02, 5.0, 200.0
EMPTY, BARE = "空页（streamlit run）", "空页（uvicorn）"


@dataclass(frozen=True, slots=True)
class Target:
    """要打开的一处；still 为只有画面的静态文件。"""

    name: str
    url: str
    server: psutil.Process
    still: bool = False
    cold: list[Visit] = field(default_factory=list)
    warm: list[Visit] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--city", default="suzhou")
    options = parser.parse_args()
    env = {**os.environ, "DASHBOARD_DATA_DIR": str(paths.data_dir().resolve())}
    if not (paths.data_dir() / "ledger.sqlite").is_file():
        subprocess.run([sys.executable, "-m", "dashboard", "demo"], env=env, check=True)
    print(f"{os.cpu_count()}核，负载{os.getloadavg()[0]:.1f}，数据{paths.data_dir()}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), servers.free_port()
        with servers.running(servers.dashboard(port), port, folder, env, "/healthz") as process:
            time.sleep(WARMING)
            browser = browsing.launch(playwright)
            pages = addresses(browser, port, options.city)
            with beside(browser, folder, env, pages, port, psutil.Process(process.pid)) as targets:
                rounds(browser, targets, options.rounds)
            browser.close()
            report(targets)
            html(port, psutil.Process(process.pid), pages)
            together(port, list(pages.values()), options.rounds)


def addresses(browser: Browser, port: int, city: str) -> dict[str, str]:
    """各页的地址；目标、板块取总览和龙虎榜上的头一个。"""
    within = visiting.context(browser)
    found = {"目标总览": f"?city={city}"}
    found["一项目标"] = _link(within, f"http://127.0.0.1:{port}/{found['目标总览']}", "goal=")
    found |= {title: f"{page}?city={city}" for page, title in (("carriers", "载体地图"), ("timeline", "活动时间轴"), ("leaderboard", "板块龙虎榜"))}
    found["一个板块"] = _link(within, f"http://127.0.0.1:{port}/{found['板块龙虎榜']}", "unit=")
    within.close()
    return found


def _link(within: visiting.BrowserContext, url: str, has: str) -> str:
    page = visiting.live(within, url)
    found = page.evaluate("(has) => window.livePicture().querySelector(`a[href*='${has}']`).getAttribute('href')", has)
    page.close()
    return str(found).removeprefix("./")


@contextmanager
def beside(browser: Browser, folder: Path, env: dict[str, str], pages: dict[str, str], port: int, ours: psutil.Process) -> Iterator[list[Target]]:
    """看板的各页，和比着量的：两种空页，各页画面的静态文件。"""
    within = visiting.context(browser)
    for number, path in enumerate(pages.values()):
        page = visiting.live(within, f"http://127.0.0.1:{port}/{path}")
        (folder / f"{number}.html").write_text(page.evaluate("window.saved()"), "utf-8")
        page.close()
    within.close()
    with ExitStack() as stack:

        def start(command: Callable[[int], list[str]], path: str) -> tuple[int, psutil.Process]:
            at = servers.free_port()
            return at, psutil.Process(stack.enter_context(servers.running(command(at), at, folder, env, path)).pid)

        run, run_server = start(lambda at: servers.empty_page(folder, at, "streamlit"), "/_stcore/health")
        bare, bare_server = start(lambda at: servers.empty_page(folder, at, "uvicorn"), "/_stcore/health")
        still, still_server = start(servers.static_folder, "/0.html")
        found = [Target(EMPTY, f"http://127.0.0.1:{run}/", run_server), Target(BARE, f"http://127.0.0.1:{bare}/", bare_server)]
        for number, (title, path) in enumerate(pages.items()):
            found.append(Target(title, f"http://127.0.0.1:{port}/{path}", ours))
            found.append(Target(f"{title}·静态文件", f"http://127.0.0.1:{still}/{number}.html", still_server, still=True))
        yield found


def rounds(browser: Browser, targets: list[Target], times: int) -> None:
    """先各打开一次不计；以后每轮每处一次冷、一次热。"""
    for number in range(times + 1):
        for target in targets:
            within = visiting.context(browser)
            cold = visiting.visit(within, target.url, target.server, target.still)
            warm = visiting.visit(within, target.url, target.server, target.still, click=not target.still)
            within.close()
            if number:
                target.cold.append(cold)
                target.warm.append(warm)


def report(targets: list[Target]) -> None:
    empty = targets[0]
    for kind, of in (("冷", lambda t: t.cold), ("热", lambda t: t.warm)):
        base = median([v.readable for v in of(empty)])
        print(f"\n{kind}的浏览器缓存，毫秒（中位，最小—最大；{len(empty.cold)}轮交错；倍数对{EMPTY}的{base:.0f}）")
        print(f"目标：画上屏≤{PAINTED_AIM:g}倍，活≤{LIVE_AIM:g}倍，跳动≤{SHIFT_AIM:g}")
        for target in targets:
            print(f"{target.name}：{'；'.join(parts(of(target), base))}")


def parts(visits: list[Visit], base: float) -> list[str]:
    """一处的各项；没有的不写（没有首屏画、静态文件没有活的画面、没有可点的月份）。"""
    found = [timed("画上屏", [v.painted for v in visits], base), timed("活", [v.live for v in visits], base)]
    found += [f"浏览器说首次有内容{median([v.fcp for v in visits]):.0f}、最大内容{median([v.lcp for v in visits]):.0f}"]
    answered, moved = ([v for v in values if v is not None] for values in ([v.answered for v in visits], [v.moved for v in visits]))
    found += [f"点另一个月{median(answered):.0f}换好" if answered else ""]
    found += [f"取{median([v.requests for v in visits]):.0f}次{median([v.size for v in visits]) / 1024:.0f}KB"]
    found += [f"连接里{median([v.wire for v in visits]) / 1024:.0f}KB（未压缩）" if visits[0].wire else ""]
    found += [f"服务器CPU{sum(v.cpu for v in visits) / len(visits):.0f}", f"跳动{max(v.shift for v in visits):.3f}"]
    found += [("换上时元素对不上" if min(moved) < 0 else f"换上时最多挪{max(moved):.0f}像素") if moved else ""]
    return [part for part in found if part]


def timed(name: str, values: list[float | None], base: float) -> str:
    found = [v for v in values if v is not None]
    return f"{name}{spread(found)}，{median(found) / base:.2f}倍" if found else ""


def html(port: int, server: psutil.Process, pages: dict[str, str]) -> None:
    """只取网页（首屏画在里面）用的服务器CPU。"""
    print(f"\n取一次网页（热，{TIMES}次；目标CPU≤{CPU_AIM:g}毫秒）")
    for title, path in pages.items():
        fetch(port, f"/{path}")
        before = cpu(server)
        took = fetch(port, f"/{path}", TIMES)
        print(f"{title}：CPU{(cpu(server) - before) * 1000 / TIMES:.1f}，用时{median(took):.1f}，p95 {high(took):.1f}")


def together(port: int, asked: list[str], times: int) -> None:
    """二十个人两秒之内都来，每人都是空的浏览器缓存。"""
    everyone = [person for _ in range(times) for person in crowd(port, asked, PEOPLE, WITHIN)]
    print(f"\n{PEOPLE}人在{WITHIN:g}秒内打开（{times}遍；目标：网页p95≤{HTML_AIM:g}毫秒）")
    for name, values in (
        ("网页到手", [p.html for p in everyone]),
        ("脚本全到手", [p.files for p in everyone]),
        ("会话第一遍跑完", [p.session for p in everyone]),
    ):
        print(f"{name}：中位{median(values):.0f}，p95 {high(values):.0f}，最慢{max(values):.0f}")


if __name__ == "__main__":
    main()

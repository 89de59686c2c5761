"""由模拟数据重拍 README 和说明书里的图：起一个服务器，逐页打开，存成这个文件夹里的 PNG。"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
PICTURES = {
    "目标总览": "?city=suzhou",
    "目标": "?city=suzhou&goal=vc_fund_new",
    "亮灯矩阵": "?city=suzhou&view=matrix",
    "载体地图": "carriers?city=suzhou&unit=昆山市",
    "活动时间轴": "timeline?city=nantong&month=2023-09",
    "板块龙虎榜": "leaderboard?city=suzhou",
    "数据上报": "submissions?city=suzhou",
    "大屏": "screen?city=suzhou&profile=internal",
}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """拍全部的图。"""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DASHBOARD_DATA_DIR": str(Path(folder) / "var")}
        command = [sys.executable, "-m", "dashboard"]
        subprocess.run([*command, "demo"], env=environment, check=True)
        port = _free_port()
        with subprocess.Popen([*command, "serve", "--port", str(port)], env=environment) as server:
            try:
                _wait(port)
                _shoot(port)
            finally:
                server.terminate()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(port: int) -> None:
    """等服务器应答，至多一分钟。"""
    for _ in range(120):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("服务器一分钟没有应答")


def _shoot(port: int) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        for name, address in PICTURES.items():
            page.goto(f"http://127.0.0.1:{port}/{address}")
            _settled(page)
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


def _settled(page: Page) -> None:
    page.wait_for_selector("html:not(.first)", state="attached")
    page.wait_for_selector("h1")
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()

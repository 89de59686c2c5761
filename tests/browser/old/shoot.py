"""在旧内核里打开每一页和大屏，各拍一张。不在 make test 里；要联网取一次旧的 Chromium。

用法：python tests/browser/old/shoot.py [版本 …] [--out 目录] [--data 数据目录]
版本是 npm 包 @sparticuz/chromium 的版本，如 109.0.6、103.0.0、92.0.0；要有 node 和 npm。
"""

import argparse
import base64
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.browser.old.devtools import Tab, listening  # noqa: E402
from tests.browser.serverproc import Server  # noqa: E402
from tests.browser.town import settle  # noqa: E402

from dashboard.flows.screens.where import FRONT, PAGES  # noqa: E402

PACKAGE = "@sparticuz/chromium"
UNPACK = "const z=require('zlib'),f=require('fs');f.writeFileSync(process.argv[2],z.brotliDecompressSync(f.readFileSync(process.argv[1])))"
FLAGS = ("--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", "about:blank")
DRAWN = """(function () {
  if (document.documentElement.classList.contains("first") && !window.tooOld) return "";
  var found = document.querySelector(".deck.on h1") || document.querySelector(".kz h1") || document.querySelector("body > div > h1");
  each(document);
  function each(root) {
    Array.prototype.forEach.call(root.querySelectorAll("*"), function (e) {
      if (!e.shadowRoot) return;
      found = found || e.shadowRoot.querySelector(".kz h1");
      each(e.shadowRoot);
    });
  }
  return found ? found.textContent.trim() : "";
})()"""


def fetch(version: str, folder: Path) -> Path:
    """取来并解开一个旧的 Chromium，返回可执行文件；解开过的不再取。"""
    program = folder / version / "package" / "bin" / "chromium"
    if not program.is_file():
        if not shutil.which("npm") or not shutil.which("node"):
            sys.exit("要有 node 和 npm：apt-get install nodejs npm")
        folder.mkdir(parents=True, exist_ok=True)
        name = subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        (folder / version).mkdir(exist_ok=True)
        shutil.unpack_archive(folder / name, folder / version)
        for packed in program.parent.glob("*.br"):
            subprocess.run(["node", "-e", UNPACK, str(packed), str(packed.with_suffix(""))], check=True)
        for bundle in program.parent.glob("*.tar"):
            for place in (program.parent, program.parent / "swiftshader"):  # 软件绘图的库，各版找的地方不同
                shutil.unpack_archive(bundle, place)
    program.chmod(0o755)
    return program


@contextmanager
def opened(program: Path) -> Iterator[Tab]:
    """起一个旧浏览器，给出它的一个标签页。"""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen([program, *FLAGS, f"--user-data-dir={profile}"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            with Tab(listening(Path(profile))) as tab:
                yield tab
        finally:
            process.terminate()
            process.wait(20)


def shoot(tab: Tab, url: str, file: Path, width: int, height: int) -> str:
    """打开 url，等画面画好（等不到也拍），存成 file；返回画面的标题。"""
    tab.resize(width, height)
    tab.go(url)
    title, until = "", time.monotonic() + 25
    while not title and time.monotonic() < until:
        time.sleep(0.5)
        title = str(tab.ask(DRAWN) or "")
    time.sleep(1.5)
    file.write_bytes(base64.b64decode(tab.call("Page.captureScreenshot", format="png")["data"]))
    return title


def places() -> list[tuple[str, str, int, int]]:
    """文件名、地址、宽、高。"""
    found = [(name, f"{'' if name == FRONT else name}?city=suzhou", 1366, 768) for name in PAGES]
    extra = [("carriers-deck", "carriers?city=suzhou&view=deck", 1366, 768), ("timeline-zoom", "timeline?city=nantong&view=zoom", 1366, 768), ("goal-trend", "?city=suzhou&goal=foreign_rd_center_new&view=trend", 1366, 768)]
    walls = [("screen", "screen?city=suzhou&profile=internal", 1920, 1080), ("screen-wide", "screen?city=nantong&profile=internal", 3840, 1080)]
    return [*found, *extra, *walls]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="*", default=["109.0.6"])
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "旧浏览器")
    parser.add_argument("--data", type=Path, help="数据目录；不写用一个小存储")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder) / "var"
        if options.data is None:
            settle(data)
        server = Server(data.resolve(), Path(folder) / "serve.log").start()
        try:
            for version in options.versions or ["109.0.6"]:
                failed += run(version, server, options.out)
        finally:
            server.stop()
    return 1 if failed else 0


def run(version: str, server: Server, out: Path) -> int:
    """一个版本拍一遍，每页起一个新的浏览器；返回没画出来的页数。"""
    blank, program = 0, fetch(version, out / "浏览器")
    (out / version).mkdir(parents=True, exist_ok=True)
    print(f"== {version}")
    for name, path, width, height in places():
        with opened(program) as tab:
            title = shoot(tab, f"{server.url}/{path}", out / version / f"{name}.png", width, height)
            errors = tab.errors()
        blank += not title
        print(f"{name}：{title or '没有画出来'}{'；出错：' + '；'.join(errors) if errors else ''}")
    print(f"图在{out / version}")
    return blank


if __name__ == "__main__":
    sys.exit(main())

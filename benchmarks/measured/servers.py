"""几个服务器进程：看板、一张空的 Streamlit 页、一个静态文件夹。"""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EMPTY = 'import streamlit as st\n\nst.html("<p id=drawn>空</p>")\n'
EMPTY_APP = 'import streamlit as st\n\napp = st.App("empty.py")\n'
CONFIG = '[browser]\ngatherUsageStats = false\nserverAddress = "localhost"\n[server]\nheadless = true\nfileWatcherType = "none"\n'


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path, env: dict[str, str], path: str) -> Iterator[subprocess.Popen[bytes]]:
    """起一个进程，等 path 打得开；用完停掉。"""
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}{path}", process)
            yield process
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """等到打得开；进程先没了就报出来。"""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                sys.exit(f"{url}没有起来")
            time.sleep(0.05)


def dashboard(port: int) -> list[str]:
    return [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]


def empty_page(folder: Path, port: int, by: str) -> list[str]:
    """一张只有一行字的 Streamlit 页；by 为 uvicorn（与看板同样地送）或 streamlit（`streamlit run`）。"""
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "config.toml").write_text(CONFIG, "utf-8")
    (folder / "empty.py").write_text(EMPTY, "utf-8")
    (folder / "empty_app.py").write_text(EMPTY_APP, "utf-8")
    if by == "uvicorn":
        return [sys.executable, "-m", "uvicorn", "empty_app:app", "--port", str(port), "--log-level", "warning", "--no-access-log"]
    return [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.port", str(port)]


def static_folder(port: int) -> list[str]:
    return [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]

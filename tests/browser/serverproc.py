"""真的起一个服务器进程：起、停、杀、在同一端口再起。"""

import os
import socket
import subprocess
import sys
from pathlib import Path

BREAKING = """
import sys
from importlib import import_module
from dashboard.cli import main

def page():
    raise ZeroDivisionError("除以零")

import_module("dashboard.views." + sys.argv.pop(1)).page = page
sys.exit(main())
"""


class Server:
    """`dashboard serve` 的一个进程；端口自己挑，重起时不变。broken 为一运行就出错的那一页。"""

    def __init__(self, data_dir: Path, log: Path | None = None, broken: str = "") -> None:
        self._run = [sys.executable, "-c", BREAKING, broken] if broken else [sys.executable, "-m", "dashboard"]
        self._env = {**os.environ, "DASHBOARD_DATA_DIR": str(data_dir)}
        self._log = log or data_dir.parent / "serve.log"
        self.port = _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        """起好才返回；起不来断言失败，带上它说的话。"""
        with self._log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [*self._run, "serve", "--port", str(self.port)],
                env=self._env,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line == f"打开 {self.url}\n", f"{line}\n{self.log}"
        return self

    def stop(self) -> None:
        """停掉；没起过、已停的不算错。"""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.communicate(timeout=15)
        finally:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def kill(self) -> None:
        """断电一样地停。"""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()

    @property
    def log(self) -> str:
        """服务器写下的错误和警告。"""
        return self._log.read_text("utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

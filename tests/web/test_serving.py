"""启动：端口被占说中文；从任何目录起都认得配置；收到停止信号收尾退出。"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from dashboard import paths
from dashboard.domain.problems import UsageError
from dashboard.web.serving import listen


def test_端口被占时说一句中文和换法() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"监听不了127.0.0.1:{port}：端口已被占用.*--port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 8501), ("127.0.0.1", 70000)])
def test_地址或端口不对说一句中文(host: str, port: int) -> None:
    with pytest.raises(UsageError, match="监听不了"):
        listen(host, port)


def test_套接字写明TCP() -> None:
    """不写明，asyncio 不关 Nagle，每个小回答慢44毫秒。"""
    with listen("127.0.0.1", 0) as found:
        assert found.proto == socket.IPPROTO_TCP


def test_从别的目录起也认得配置和相对的数据目录(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "DASHBOARD_DATA_DIR": "我的数据"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        line = server.stdout.readline()
        assert line.startswith("打开 http://127.0.0.1:"), server.stderr.read() if server.stderr and server.poll() is not None else line
        url = line.removeprefix("打开 ").strip()
        with urllib.request.urlopen(f"{url}/app/static/topo/world_110m.json", timeout=20) as answer:
            assert answer.status == 200, "enableStaticServing 来自 .streamlit/config.toml"
        with urllib.request.urlopen(f"{url}/", timeout=20) as answer:
            assert answer.headers["server"] is None
        assert (tmp_path / "我的数据" / "ledger.sqlite").is_file()
        started = time.monotonic()
        server.send_signal(signal.SIGTERM)
        output, errors = server.communicate(timeout=20)
    finally:
        server.kill()
        server.communicate()
    assert server.returncode == 0, errors
    assert "看板已停止" in output
    assert time.monotonic() - started < 10
    assert errors == ""


def test_streamlit_run_也起得来_一样有首屏画(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=paths.root(),
        env={**os.environ, "DASHBOARD_DATA_DIR": str(tmp_path / "var")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        html = answered(server, f"http://127.0.0.1:{port}/?city=suzhou")
        assert '<div id="first">' in html
        assert "苏州市" in html
    finally:
        server.terminate()
        server.wait(20)


def answered(server: subprocess.Popen[bytes], url: str) -> str:
    """等它起来，取回网页；起不来断言失败。"""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return str(answer.read().decode("utf-8"))
        except URLError:
            time.sleep(0.2)
    raise AssertionError(url)

"""启动服务器：先开存储、占端口，再起 uvicorn；收到停止信号后收尾退出。"""

import logging
import os
import signal
import socket
import sys
import time
from pathlib import Path

import uvicorn

from dashboard import paths
from dashboard.domain.problems import UsageError
from dashboard.flows.dashboard import open_dashboard

_BACKLOG = 512
_GRACE_SECONDS = 5
_LAST_PORT = 65535
_PLACES = ("DASHBOARD_DATA_DIR", "DASHBOARD_CITIES_DIR")


def serve(host: str, port: int) -> None:
    """在 host:port 上提供看板，直到收到停止信号。端口被占用抛 UsageError，存储打不开抛 StoreError。"""
    _stand_in_root()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    open_dashboard()
    listener = listen(host, port)
    try:
        _Server(_loaded(), listener).run(sockets=[listener])
    finally:
        listener.close()


def _stand_in_root() -> None:
    """站到安装根目录：Streamlit 从当前目录读 .streamlit/config.toml；相对路径先定死。"""
    for name in _PLACES:
        if os.environ.get(name):
            os.environ[name] = str(Path(os.environ[name]).resolve())
    os.chdir(paths.root())
    os.environ.setdefault("TZ", "Asia/Shanghai")
    time.tzset()
    if str(paths.root()) not in sys.path:
        sys.path.insert(0, str(paths.root()))


def _loaded() -> uvicorn.Config:
    """先装入 app 再定日志：Streamlit 装入时会把 uvicorn 的日志改回逐条访问记录。"""
    found = uvicorn.Config(
        "app:app",
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    found.load()
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return found


def listen(host: str, port: int) -> socket.socket:
    """占住端口。套接字写明 TCP，否则 asyncio 不关 Nagle，每个小回答要多等 44 毫秒。"""
    family, address = _resolved(host, port)
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise UsageError("port_taken", _refusal(error, host, port)) from error
    return found


def _resolved(host: str, port: int) -> tuple[int, tuple[object, ...]]:
    """主机名与端口 → 地址；端口超出范围时系统会悄悄折算成另一个，所以先看。"""
    try:
        if not 0 <= port <= _LAST_PORT:
            raise OSError(f"没有{port}端口")
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise UsageError("bad_address", f"监听不了{host}:{port}：没有这个地址。本机用127.0.0.1，全部网卡用0.0.0.0，端口1—{_LAST_PORT}。") from error
    return family, address


def _refusal(error: OSError, host: str, port: int) -> str:
    if isinstance(error, PermissionError):
        return f"没有权限监听{port}端口。请用1024以上的端口，如--port 8501。"
    return f"监听不了{host}:{port}：端口已被占用，或本机没有这个地址。请换一个端口，如dashboard serve --port {port + 1 if port < _LAST_PORT else 8501}。"


class _Server(uvicorn.Server):
    """起好后报出网址；停止信号只用来收尾，不再把进程杀掉一次。"""

    def __init__(self, config: uvicorn.Config, listener: socket.socket) -> None:
        super().__init__(config)
        self._listener = listener
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.handle_exit)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            print(f"打开 {_url(self._listener)}", flush=True)


def _url(listener: socket.socket) -> str:
    """本机打开用的网址。"""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

"""经 DevTools 的 WebSocket 开一个标签页：旧内核 Playwright 已经不认。"""

import json
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect


def listening(profile: Path) -> str:
    """浏览器在哪个端口听命令：等它写下 DevToolsActivePort，取第一个标签页的地址。"""
    file, until = profile / "DevToolsActivePort", time.monotonic() + 30
    while not file.is_file() or not file.read_text().strip():
        if time.monotonic() > until:
            raise TimeoutError("旧浏览器没有起来")
        time.sleep(0.2)
    port = file.read_text().split()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=10) as answer:
        targets = json.load(answer)
    return str(next(t["webSocketDebuggerUrl"] for t in targets if t["type"] == "page"))


class Tab:
    """一个标签页；出错的话记着，随取随清。"""

    def __init__(self, address: str) -> None:
        self._socket = connect(address, max_size=None)
        self._serial = 0
        self._errors: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """发一条命令，等它的回答；其间的事件记下。"""
        self._serial += 1
        self._socket.send(json.dumps({"id": self._serial, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._serial:
                return dict(message.get("result", {}))
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self._errors.append(details.get("exception", {}).get("description") or details["text"])
        if message.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
            self._errors.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")

    def ask(self, expression: str) -> object:
        """算一个表达式。"""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True).get("result", {}).get("value")

    def go(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def resize(self, width: int, height: int) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def errors(self) -> list[str]:
        """上次取过以后的错。"""
        self.ask("0")
        found, self._errors = self._errors, []
        return found

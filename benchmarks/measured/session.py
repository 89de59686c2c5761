"""一个真的会话，不用浏览器：照 Streamlit 前端的约定连上 WebSocket，要求重跑，等它跑完。"""

from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


class Session:
    """开在 port 上的一个会话；page 为页名（首页为空串），query 为地址参数。"""

    def __init__(self, port: int, page: str, query: str) -> None:
        self._socket = connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        self._page, self._query, self._hash = page, query, ""
        self.bytes = 0
        self.rerun()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()

    def rerun(self) -> None:
        """重跑一次，跑完才返回；bytes 记下这一次收到多少字节。"""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.page_name = "" if self._hash else self._page
        self._socket.send(message.SerializeToString())
        self.bytes = 0
        while True:
            data = self._socket.recv(timeout=60)
            assert isinstance(data, bytes)
            self.bytes += len(data)
            answer = ForwardMsg()
            answer.ParseFromString(data)
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            if kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return

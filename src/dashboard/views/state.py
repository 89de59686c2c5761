"""地址与会话：全部键都在这里。地址说了算，会话只记住点过的链接。"""

import streamlit as st

from dashboard.domain.replies import Reply, ReplyKind
from dashboard.flows.screens.where import Where, follow

CLICKED, REPLIES, TOLD = "clicked", "replies", "told"


def where(page: str) -> Where:
    """本页的地址；写得不对抛 UsageError。"""
    return Where.parse(page, st.query_params.to_dict())


def remember_click(key: str) -> None:
    """画面里点了一个链接。"""
    st.session_state[CLICKED] = st.session_state[_told(key)] = st.session_state[key].go


def catch_up(key: str, go: str | None) -> None:
    """服务器重启后的第一下：新会话还不认得这块画面，回调没有跑，链接在这里补上。"""
    told = st.session_state.pop(_told(key), None)
    if go and go != told:
        st.session_state[CLICKED] = go
        st.rerun()


def _told(key: str) -> str:
    return f"{key}·已记"


def clicked() -> Where | None:
    """刚点过的链接所指的地址；取一次即清。"""
    href = st.session_state.pop(CLICKED, None)
    return follow(href) if href else None


def show_in_address(target: Where) -> None:
    """让地址栏与画面一致，收藏和转发都对。"""
    if st.query_params.to_dict() != target.params:
        st.query_params.from_dict(target.params)


def replies(digest: str) -> dict[tuple[str, str, str, str], Reply]:
    """一份文件（由指纹认）已经作的答复。"""
    found: dict[str, dict[tuple[str, str, str, str], Reply]] = st.session_state.get(REPLIES, {})
    return found.get(digest, {})


def reply(digest: str, key: tuple[str, str, str, str], given: Reply | None) -> None:
    """记下或取消一处答复。"""
    mine = {**replies(digest)}
    mine.pop(key, None)
    if given is not None:
        mine[key] = given
    st.session_state[REPLIES] = {**st.session_state.get(REPLIES, {}), digest: mine}


def fixed(digest: str, sheet: str, cell: str) -> Reply | None:
    """一格已经作的改正。"""
    mine = (r for r in replies(digest).values() if r.kind is ReplyKind.FIX)
    return next((r for r in mine if (r.sheet, r.cell) == (sheet, cell)), None)


def fix(digest: str, sheet: str, cell: str, text: str | None) -> None:
    """改正一格，一格只留最后一次；None 为取消。"""
    given = None if text is None else Reply(ReplyKind.FIX, sheet, cell, text)
    reply(digest, (str(ReplyKind.FIX), "", sheet, cell), given)


def tell(said: list[tuple[bool, str]]) -> None:
    """留到重画以后再说的话：（没有新增，一句话）。"""
    st.session_state[TOLD] = said


def told() -> list[tuple[bool, str]]:
    """留着的话；取一次即清。"""
    found: list[tuple[bool, str]] = st.session_state.pop(TOLD, [])
    return found


def uploaded(key: str) -> list[tuple[str, bytes]]:
    """上传框里的文件（名、内容），在画上传框之前就能取到。"""
    return [(file.name, file.getvalue()) for file in st.session_state.get(key) or []]

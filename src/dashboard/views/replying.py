"""数据上报页的答复：要改、要选、要说明的各一个框，填好一起再检查；收到的文件不变。"""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain.replies import Reply, ReplyKind
from dashboard.flows import uploads
from dashboard.flows.screens.asking import MOST, Question, anchor, digest, edits, questions, replied
from dashboard.views import state
from dashboard.views.plain import plain

_UNCHOSEN = "（还没有选）"


def given(files: Sequence[tuple[str, bytes]]) -> list[tuple[Reply, ...]]:
    """每份文件已经作的答复。"""
    return [tuple(state.replies(digest(content)).values()) for _, content in files]


def edit(text: str) -> None:
    """在原表位置里改过的格子，记成改正；同一格的答复框跟着变。"""
    for found, sheet, cell, now in edits(text):
        state.fix(found, sheet, cell, now)
        for key in [k for k in st.session_state if _is_box(str(k), found, sheet, cell)]:
            st.session_state[key] = now


def _is_box(key: str, found: str, sheet: str, cell: str) -> bool:
    return f"·{found}·{ReplyKind.FIX}·" in key and key.endswith(f"·{sheet}·{cell}")


def ask(content: bytes, before: uploads.CheckReport, now: uploads.CheckReport) -> None:
    """一份文件的答复框，两栏；没有要答的不画。before 为没有答复时的检查结果。"""
    found, asked = digest(content), questions(before, now)
    if not asked:
        return
    with st.form(f"answers-{found}"):
        st.markdown(f"**{plain(now.file)}**：在这里改、选、说明，不用回到Excel；收到的文件不变，答复随上报存下")
        for start in range(0, min(len(asked), MOST), 2):
            for place, question in zip(st.columns(2, vertical_alignment="bottom"), asked[start : min(start + 2, MOST)], strict=False):
                with place:
                    _box(found, question)
        if len(asked) > MOST:
            st.markdown(f"共{len(asked)}处，先答{MOST}处。处数多的请下载带标记的原表，在Excel里改好再传。")
        st.form_submit_button("记下答复，再检查一次", on_click=_keep, args=(found, asked[:MOST]), type="primary")


def _box(found: str, question: Question) -> None:
    """一处一个框：有选项的选，其余的写。"""
    key, before = _key(found, question), _given(found, question)
    text = before.text if before else ""
    if question.options:
        options = [_UNCHOSEN, *question.options]
        st.selectbox(plain(question.said), options, index=options.index(text) if text in options else 0, key=key)
    else:
        st.text_input(plain(question.said), value=text, placeholder=question.hint, key=key)


def _given(found: str, question: Question) -> Reply | None:
    """这一处已经答的；改正认格子，不认规则。"""
    if question.kind is ReplyKind.FIX:
        return state.fixed(found, question.sheet, question.cell)
    return state.replies(found).get(question.key)


def _keep(found: str, asked: Sequence[Question]) -> None:
    """记下各框里写的；清空的即取消那一处答复。"""
    for question in asked:
        text = str(st.session_state.get(_key(found, question)) or "").strip()
        given = text if text and text != _UNCHOSEN else None
        if question.kind is ReplyKind.FIX:
            state.fix(found, question.sheet, question.cell, given)
        else:
            state.reply(found, question.key, replied(question, given) if given else None)


def _key(found: str, question: Question) -> str:
    return f"{anchor(found, question)}·{found}·{'·'.join(question.key)}"

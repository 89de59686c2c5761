"""数据上报页的答复：要改、要选、要说明的各一个框，填好一起再检查；收到的文件不变。"""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain.replies import Reply
from dashboard.flows import uploads
from dashboard.flows.screens.asking import MOST, Question, anchor, digest, edits, questions, replied
from dashboard.views import state
from dashboard.views.plain import plain

_UNCHOSEN = "（还没有选）"


def given(files: Sequence[tuple[str, bytes]]) -> list[tuple[Reply, ...]]:
    """每份文件已经作的答复。"""
    return [tuple(state.replies(digest(content)).values()) for _, content in files]


def edit(text: str) -> None:
    """在原表位置里改过的格子，记成改正；改回原文的取消。"""
    for found, sheet, cell, now in edits(text):
        state.fix(found, sheet, cell, now)


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
    key, before = _key(found, question), state.replies(found).get(question.key)
    text = before.text if before else ""
    if question.options:
        options = [_UNCHOSEN, *question.options]
        st.selectbox(plain(question.said), options, index=options.index(text) if text in options else 0, key=key)
    else:
        st.text_input(plain(question.said), value=text, placeholder=question.hint, key=key)


def _keep(found: str, asked: Sequence[Question]) -> None:
    """记下各框里写的；清空的即取消那一处答复。"""
    for question in asked:
        text = str(st.session_state.get(_key(found, question)) or "").strip()
        state.reply(found, question.key, replied(question, text) if text and text != _UNCHOSEN else None)


def _key(found: str, question: Question) -> str:
    return f"{anchor(found, question)}·{'·'.join(question.key)}"

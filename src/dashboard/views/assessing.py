"""考核页的按钮：起草、公示、申诉、答复、复核、公布、作废；走到哪一步就给哪一步的。"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.assessing import Assessment, Stage
from dashboard.flows import assessing
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens import assessing as screen
from dashboard.flows.screens.frame import stand
from dashboard.flows.screens.where import Where
from dashboard.views import people
from dashboard.views.acting import act, done

_BY, _TEXT = "assess_by", "assess_text"


def buttons(dash: Dashboard, where: Where) -> None:
    """所选的那一次现在能做的。"""
    where, at = stand(dash, where)
    found = screen.chosen(dash, where, at)
    fresh = at.finalized and all(a.month != at.month or a.stage is Stage.CANCELLED for a in dash.store.assessments(at.city))
    done()
    name, text, *rest = st.columns([1.2, 2.4, 1.2, 1, 1, 1], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "办理人姓名", _BY)
    said = text.text_input("说明（申诉、答复、复核、作废的话）", key=_TEXT, placeholder="至少4个字")
    if fresh and rest[0].button(f"起草{at.month.year}年{at.month.month}月的", width="stretch"):
        act(lambda: f"已起草“{assessing.draft(dash, at.city, at.month, by).name}”。")
    if found is not None and found.stage in _STEPS:
        _STEPS[found.stage](dash, at, found, by, said, rest)
    if found is not None and found.stage not in (Stage.PUBLISHED, Stage.CANCELLED) and rest[3].button("作废", width="stretch"):
        act(lambda: f"“{assessing.cancel(dash, found.number, by, said).name}”已作废。")


def _draft(dash: Dashboard, _at: Moment, found: Assessment, by: str, _said: str, rest: list[DeltaGenerator]) -> None:
    days = rest[1].number_input("公示几天", 1, 30, 5, key="assess_days")
    if rest[2].button("公示", type="primary", width="stretch"):
        act(lambda: f"“{assessing.notice(dash, found.number, by, int(days)).name}”已公示。")


def _notice(dash: Dashboard, at: Moment, found: Assessment, by: str, said: str, rest: list[DeltaGenerator]) -> None:
    waiting = [a for a in dash.store.appeals(found.number) if not a.reply]
    what = rest[0].selectbox("做什么", ["申诉", *(f"答复{a.number}号（{a.unit}）" for a in waiting), "复核", "复核，改用现在的数"], key="assess_what")
    unit = rest[1].selectbox("申诉的板块", at.profile.unit_names, key="assess_unit") if what == "申诉" else ""
    if not rest[2].button("办理", type="primary", width="stretch"):
        return
    if what == "申诉":
        act(lambda: f"{assessing.appeal(dash, found.number, unit, by, said).number}号申诉已记下。")
    elif what.startswith("答复"):
        number = next(a.number for a in waiting if what == f"答复{a.number}号（{a.unit}）")
        act(lambda: f"{assessing.reply(dash, found.number, number, by, said).number}号申诉已答复。")
    else:
        act(lambda: f"“{assessing.review(dash, found.number, by, said, what != '复核').name}”已复核。")


def _reviewed(dash: Dashboard, _at: Moment, found: Assessment, by: str, _said: str, rest: list[DeltaGenerator]) -> None:
    if rest[2].button("公布", type="primary", width="stretch"):
        act(lambda: f"“{assessing.publish(dash, found.number, by).name}”已公布。")


_STEPS = {Stage.DRAFT: _draft, Stage.NOTICE: _notice, Stage.REVIEWED: _reviewed}

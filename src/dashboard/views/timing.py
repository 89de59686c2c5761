"""报送情况要按的：填任务落实，下载催报清单，开锁，补板块别名。"""

from functools import partial

import streamlit as st

from dashboard.domain.facts import DutyState
from dashboard.flows import aliases, duties, filling, locks, reminding
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens import locking
from dashboard.flows.screens.reporting import ALIASES, DUTIES, LOCKS, REMINDERS
from dashboard.flows.screens.where import Where
from dashboard.views import people
from dashboard.views.acting import act, done
from dashboard.views.plain import plain
from dashboard.wording.deadlines import until_zh

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BY, _REASON, _UNTIL = "unlocker", "unlock_reason", "unlock_until"
_DUTY_BY = "duty_by"
_ALIAS_BY, _ALIAS, _UNIT, _WHY = "alias_by", "alias", "alias_unit", "alias_reason"


def reporting(dash: Dashboard, where: Where, at: Moment) -> None:
    """画面都在上面；这里是它下面的按钮。"""
    done()
    view = where.pick("view")
    if view == REMINDERS:
        name = f"{at.profile.short_name}_{at.month}_催报清单.xlsx"
        account = people.person(dash)
        make = partial(reminding.exported_book, dash, at.city, at.month, account.name if account else "")
        st.download_button("下载催报清单（.xlsx）", make, name, _XLSX, on_click="ignore")
    if view == DUTIES and where.pick("duty"):
        _duty(dash, where, at)
    if view == LOCKS:
        _unlock(dash, where, at)
    if view == ALIASES:
        _alias(dash, at)


def _unlock(dash: Dashboard, where: Where, at: Moment) -> None:
    header = locking.chosen_header(dash, where, at)
    if header is None:
        return
    name, why, until, go = st.columns([1.2, 2.4, 1.2, 1], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "批准人姓名", _BY)
    reason = why.text_input(f"为什么开{plain(header.owner or '全市')}的锁", key=_REASON, placeholder="至少4个字")
    day = until.text_input("开到哪天24:00", key=_UNTIL, placeholder=f"不写为{at.profile.timing.unlock_workdays}个工作日")
    if go.button("开锁", type="primary", width="stretch"):
        act(lambda: f"已开锁，{until_zh(locks.unlock(dash, header, by, reason, locks.day(day)).until)}重新锁上。")


def _duty(dash: Dashboard, where: Where, at: Moment) -> None:
    """填选中的一项：框里先写着表上的，以这家这个月最近报的那份为底，照样要审。"""
    owner, duty = where.pick("owner"), where.pick("duty")
    shown = duties.report(dash, at, owner, duty)
    key, states = f"duty·{at.month}·{owner}·{duty}", [str(s) for s in DutyState]
    name, state, proof, day, note, go = st.columns([1.2, 1, 2.4, 1.1, 1.6, 0.8], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, f"{plain(owner)}的上报人姓名", _DUTY_BY)
    chosen = state.selectbox("落实情况", states, index=states.index(shown.state) if shown else 0, key=f"{key}·state")
    evidence = proof.text_input("佐证", shown.evidence if shown else "", key=f"{key}·proof", placeholder="文件名、次数等；已落实的须填")
    when = day.text_input("落实日期", shown.day.isoformat() if shown and shown.day else "", key=f"{key}·day", placeholder="如2025-06-18")
    said = note.text_input("备注", shown.note if shown else "", key=f"{key}·note")
    if go.button("填上", type="primary", width="stretch"):
        act(lambda: _filled(dash, at, owner, duty, filling.Done(DutyState(chosen), evidence, locks.day(when), said), by))


def _filled(dash: Dashboard, at: Moment, owner: str, duty: str, report: filling.Done, by: str) -> str:
    filling.fill(dash, at, owner, duty, report, by)
    return "已上报，请另一人审核；审核通过以后表上就变。"


def _alias(dash: Dashboard, at: Moment) -> None:
    name, text, unit, why, add, end = st.columns([1.2, 1.2, 1.2, 2, 0.8, 0.8], vertical_alignment="bottom")
    with name:
        by = people.name_of(dash, "认下的人姓名", _ALIAS_BY)
    alias = text.text_input("表里写的叫法", key=_ALIAS, placeholder="如：吴中经开区")
    chosen = unit.selectbox("是哪个板块", at.profile.unit_names, key=_UNIT)
    reason = why.text_input("为什么", key=_WHY, placeholder="至少4个字")
    added, ended = add.button("认下", type="primary", width="stretch"), end.button("停用", width="stretch")
    if added:
        act(lambda: "“{0.text}”以后认作{0.unit}。".format(aliases.add(dash, at.city, alias, chosen, by, reason)))
    if ended:
        act(lambda: "“{0.text}”不再认作{0.unit}。".format(aliases.end(dash, at.city, alias, by, reason)))

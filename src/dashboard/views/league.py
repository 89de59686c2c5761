"""点了导出，龙虎榜下面有下载的按钮。"""

from functools import partial

import streamlit as st

from dashboard.flows import league
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.screens.frame import stand
from dashboard.flows.screens.where import Where
from dashboard.views import people

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(dash: Dashboard, where: Where) -> None:
    """审定了的月份可以导出；换了亮灯办法看的照换的写，写明不是本市的。"""
    where, at = stand(dash, where)
    if at.finalized:
        make = partial(league.exported_book, dash, at, people.account_name(dash), where.pick("group") or None)
        st.download_button("导出龙虎榜（.xlsx）", data=make, file_name=league.file_name(at), mime=_XLSX, on_click="ignore")

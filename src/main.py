"""路由：有哪些页，点过的链接去哪一页。"""

import streamlit as st

from dashboard import paths
from dashboard.flows.screens.where import FRONT, PAGES
from dashboard.views import state

st.set_page_config(page_title="科招看板", page_icon="📊", layout="wide", initial_sidebar_state="collapsed")
pages = {
    name: st.Page(paths.root() / "pages" / f"{name}.py", title=title, url_path=name, default=name == FRONT)
    for name, title in PAGES.items()
    if (paths.root() / "pages" / f"{name}.py").is_file()
}
chosen = st.navigation(list(pages.values()), position="hidden")
target = state.clicked()
if target is not None:
    if pages[target.page] != chosen:
        st.switch_page(pages[target.page], query_params=target.params)
    state.show_in_address(target)
chosen.run()

"""启动处：只装配，不做别的。`dashboard serve`、`uvicorn app:app`、`streamlit run app.py` 都从这里起。"""

import streamlit as st

from dashboard import paths
from dashboard.views.launch import failed, load
from dashboard.web.middleware import middleware
from dashboard.web.plain import broken_page
from dashboard.web.routes import routes
from dashboard.web.warming import warming

base = str(st.get_option("server.baseUrlPath") or "").strip("/")
app = st.App(
    paths.root() / "src" / "main.py",
    routes=routes(base),
    middleware=middleware(base),
    lifespan=warming(load),
    on_script_error=failed,
    exception_handlers={Exception: broken_page},
)

"""启动处：只装配，不做别的。`dashboard serve`、`uvicorn app:app`、`streamlit run app.py` 都从这里起。"""

import streamlit as st

app = st.App("src/main.py")

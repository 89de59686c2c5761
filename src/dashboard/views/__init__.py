"""页面：把流程给出的画面放上 Streamlit；唯一引用 streamlit 的包。"""

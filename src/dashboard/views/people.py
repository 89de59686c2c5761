"""是谁在看：由登录的凭据认出账户；没有启用账户的，由本人写姓名。"""

import streamlit as st

from dashboard.domain.people import Account
from dashboard.flows import accounts
from dashboard.flows.dashboard import Dashboard

_COOKIE = "kezhao"


def person(dash: Dashboard) -> Account | None:
    """登录的账户；没有启用账户的为 None。"""
    return accounts.who(dash, st.context.cookies.get(_COOKIE, ""))


def account_name(dash: Dashboard) -> str:
    """登录的账户名；没有启用账户的为空。"""
    account = person(dash)
    return account.name if account is not None else ""


def name_of(dash: Dashboard, label: str, key: str) -> str:
    """办事的人：登录的就是那个账户，不能改；没有启用账户的写姓名。"""
    account = person(dash)
    if account is not None:
        st.text_input(label, value=account.name, disabled=True, key=f"{key}·{account.name}")
        return account.name
    return st.text_input(label, key=key)

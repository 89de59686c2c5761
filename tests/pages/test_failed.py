"""页面出了没料到的错：屏上一句中文和编号，同一编号和堆栈在日志里。"""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.views.launch import load


def broken() -> None:
    from dashboard.views.launch import failed as handle

    try:
        raise ZeroDivisionError("除以零")
    except ZeroDivisionError as error:
        handle(error)


def test_屏上有编号_日志里有同一编号和堆栈(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(broken).run()
    text = app.error[0].value
    number = re.search("编号([0-9A-F]{8})", text)
    assert number
    assert "ZeroDivisionError" not in text
    assert number[1] in caplog.text
    assert "ZeroDivisionError: 除以零" in caplog.text


def test_每次的编号不同(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        texts = {AppTest.from_function(broken).run().error[0].value for _ in range(3)}
    assert len(texts) == 3


def test_全部页面模块装得上() -> None:
    load()

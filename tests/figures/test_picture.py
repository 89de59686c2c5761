"""模板：用过的留在内存里，程序开着时换了文件不混着用。"""

import pytest
from jinja2 import PackageLoader, Template

from dashboard.figures.picture import render


def test_用过的模板_文件换了也不再读(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render("forbidden.html", page="账户", error="", done="")

    def gone(*_: object) -> None:
        raise AssertionError("又读了一遍模板")

    monkeypatch.setattr(Template, "is_up_to_date", property(lambda _: False))
    monkeypatch.setattr(PackageLoader, "get_source", gone)
    assert render("forbidden.html", page="账户", error="", done="") == first

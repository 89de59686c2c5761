"""地址：读、写、换页、改选。"""

import pytest

from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows.screens.where import Where, follow


def test_读出城市月份版本和所选() -> None:
    where = Where.parse("carriers", {"city": "suzhou", "month": "2025-06", "version": "12", "unit": "昆山市", "view": ""})
    assert (where.city, where.month, where.as_of, dict(where.picks)) == ("suzhou", Month(2025, 6), 12, {"unit": "昆山市"})


def test_链接写出再还原是同一个地址() -> None:
    where = Where("leaderboard", "nantong", Month(2024, 12), 7, {"board": "pace", "unit": "海安市"})
    assert follow(where.href) == where


def test_首页的链接在根上其余与它同级() -> None:
    assert Where("overview", "suzhou").href == "./?city=suzhou"
    assert Where("timeline").href == "timeline"


def test_换页只带城市月份版本和置顶() -> None:
    where = Where("overview", "suzhou", Month(2025, 6), 3, {"pin": "top_talent", "goal": "vc_fund_new"})
    assert where.to("carriers", unit="太仓市") == Where("carriers", "suzhou", Month(2025, 6), 3, {"pin": "top_talent", "unit": "太仓市"})


def test_改选一项去掉一项() -> None:
    where = Where("overview", picks={"goal": "a", "view": "trend"})
    assert dict(where.but(view=None, unit="昆山市").picks) == {"goal": "a", "unit": "昆山市"}


@pytest.mark.parametrize("params", [{"month": "2025-13"}, {"month": "六月"}, {"version": "最新"}, {"version": "²"}, {"version": "١"}])
def test_月份或版本写得不对说清楚(params: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="地址里的"):
        Where.parse("overview", params)


def test_太长的地址不认() -> None:
    assert Where.parse("leaderboard", {"set": "改" * 3000}).pick("set")
    with pytest.raises(UsageError, match="地址太长，最多4000个字"):
        Where.parse("leaderboard", {"set": "改" * 4000})


def test_不认得的页回首页() -> None:
    assert follow("secret?city=suzhou").page == "overview"

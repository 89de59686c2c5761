"""虚构的信用代码校验位正确，又不会与真的相同。"""

from dashboard.demo import codes


def test_校验位与国标例子一致() -> None:
    """GB 32100—2015 附录的例子：91350100M000100Y43。"""
    assert codes._check("91350100M000100Y4") == "3"
    assert codes._body_check("M000100Y") == "4"


def test_十八位_主体以DEM开头() -> None:
    found = codes.credit_code("320583", 42)
    assert (len(found), found[:8], found[8:11]) == (18, "91320583", "DEM")
    assert codes._check(found[:17]) == found[17]

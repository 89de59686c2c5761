"""亮灯的写法：印名称、版本和出处的文件；没写文件的印出处的做法；换了的写明不是本市的。"""

from dataclasses import replace

from tests.metrics.making import preset

from dashboard.domain.assessment import LightMethod
from dashboard.wording.lights import other_text, rule_text

OWN = replace(preset(LightMethod.POINTS), name="百分点", version="v1", source="银川：落后多少", document="《某市办法》（2024年）")
OTHER = replace(preset(LightMethod.STREAK), name="连续", version="v2", source="三亚：连续两次未达序时", document="")


def test_印名称版本和出处的文件() -> None:
    assert rule_text(OWN) == "亮灯：百分点v1，出处：《某市办法》（2024年）"


def test_没写文件的印出处的做法() -> None:
    assert rule_text(OTHER) == "亮灯：连续v2，出处：三亚：连续两次未达序时"


def test_换了别的写明不是本市的_本市用哪个() -> None:
    assert other_text(OTHER, OWN) == "换成“连续v2”的亮灯办法看，不是本市的（本市用“百分点v1”）"

"""字宽：放得下照写，放不下截到放得下。"""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.lettering import fit, width


def test_汉字一字宽_数字约半字() -> None:
    assert width("昆山市", 10) == 30
    assert width("12", 10) < width("昆", 10) * 1.5


@given(st.text(alphabet="昆山市工业园区（）12.5abc", max_size=40), st.floats(20, 300))
def test_截过的放得下(text: str, room: float) -> None:
    found = fit(text, room, 14)
    assert width(found, 14) <= room or found == "…"
    assert found == text if width(text, 14) <= room else found.endswith("…")

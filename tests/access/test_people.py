"""留名：写了姓名，审核的是另一个人。"""

import pytest

from dashboard.access.people import different, named
from dashboard.domain.problems import InputError


@pytest.mark.parametrize("text", ["张三", "  张三\n", "\u3000张三\u3000"])
def test_首尾的空白去掉(text: str) -> None:
    assert named(text, "上报人") == "张三"


@pytest.mark.parametrize("text", ["", "  ", "\u3000\t"])
def test_没写姓名(text: str) -> None:
    with pytest.raises(InputError, match="请填写审核人姓名") as caught:
        named(text, "审核人")
    assert caught.value.code == "name_missing"


def test_不能审核自己的上报() -> None:
    different("张三", "李四")
    with pytest.raises(InputError, match="上报人与审核人都是张三。请由另一人审核") as caught:
        different("张三", "张三")
    assert caught.value.code == "same_person"

"""别人写的字放进 Streamlit 的标签里：记号全部转义，不当排版、链接、图片。"""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")


def plain(text: str) -> str:
    """只当文字显示的写法。"""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))

"""外壳里点名要装的：Streamlit 的样式、脚本，和它画我们的画面时才想起要的几个，一起先要。"""

import re
from functools import cache
from importlib.resources import files

_TAG = re.compile(r'<(link|script)\b((?:\s+[\w-]+(?:="[^"]*")?)*)\s*/?>(?:</script>)?')
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')

Element = tuple[str, dict[str, str]]


def taken(html: str) -> tuple[str, list[Element]]:
    """取走外壳里的脚本、样式和预取，留到首屏画上屏以后再装；返回剩下的和取走的（脚本排最后）。"""
    found: list[Element] = []

    def take(match: re.Match[str]) -> str:
        element = (match[1], dict(_ATTRIBUTE.findall(match[2])))
        if element[1].get("rel") not in ("stylesheet", "modulepreload") and element[1].get("type") != "module":
            return match[0]
        found.append(element)
        return ""

    rest = _TAG.sub(take, html)
    found.sort(key=lambda element: element[0] == "script")
    named = {attributes.get("href", attributes.get("src", "")) for _, attributes in found}
    late = [f"./static/js/{name}" for name in component()]
    return rest, [
        *(("link", {"rel": "modulepreload", "crossorigin": "", "href": href}) for href in late if href not in named),
        *found,
    ]


@cache
def component() -> tuple[str, ...]:
    """画 components v2 的脚本块，连同它一路要的；Streamlit 里找不到就没有。"""
    folder = files("streamlit") / "static" / "static" / "js"
    found = [file.name for file in folder.iterdir() if file.name.startswith("BidiComponent.")]
    for name in found:  # 边走边添
        found += [other for other in dict.fromkeys(_IMPORT.findall((folder / name).read_text("utf-8"))) if other not in found]
    return tuple(found)

"""压缩：按浏览器说的 accept-encoding 挑一种，压一份字节。"""

import gzip
from functools import lru_cache

import brotli
from starlette.types import Scope

OFFERED = ("br", "gzip")  # 一样愿意要时，先给前一种
PLAIN = "identity"
_UNSAID = 0.0005  # 没有提到“不压缩”：也要，但排在提到的后面（写得出的最小权重是0.001）
_BROTLI, _GZIP = 5, 6  # 全部静态文件各压一遍约一秒；再往上多费几倍，只小几个百分点


def packed(body: bytes, coding: str) -> bytes:
    """用 coding 压一份；PLAIN 原样返回。"""
    if coding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI))
    return gzip.compress(body, _GZIP, mtime=0) if coding == "gzip" else body


def wanted(scope: Scope) -> str:
    """这次请求该用哪一种；没有说，或者哪种都不要，为 PLAIN。"""
    return best(b",".join(value for name, value in scope["headers"] if name == b"accept-encoding").decode("latin-1"))


@lru_cache(maxsize=64)
def best(accept: str) -> str:
    """accept-encoding 里权重最大的；一样大取压得小的。"""
    said = _weights(accept)
    others = said.get("*")
    ranked = [(said.get(name, others or 0.0), name) for name in OFFERED]
    ranked.append((said.get(PLAIN, _UNSAID if others is None else others), PLAIN))
    weight, name = max(ranked, key=lambda pair: pair[0])
    return name if weight > 0 else PLAIN


def _weights(accept: str) -> dict[str, float]:
    """逐项的权重；写得不对的当作不要。"""
    found: dict[str, float] = {}
    for item in accept.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        found["gzip" if name == "x-gzip" else name] = _weight(parameters)
    return found


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            digits = parameter.removeprefix("q=")
            return float(digits) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else 0.0
    return 1.0

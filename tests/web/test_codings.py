"""压缩：照 accept-encoding 的权重挑；压过的解开是原文。"""

import gzip

import brotli
import pytest

from dashboard.web.codings import best, packed


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("", "identity"),
        ("identity", "identity"),
        ("deflate, zstd", "identity"),
        ("*", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("BR ; Q=0.4, GZip;q=0.3", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", "identity"),
        ("gzip;q=0.001", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0", "identity"),
        ("*;q=0", "identity"),
        ("br;q=0, gzip;q=0", "identity"),
        ("x-gzip", "gzip"),
        ("br;q=坏, gzip;q=, ;;, q=1", "identity"),
        ("br;q=-1", "identity"),
    ],
)
def test_照权重挑一种(accept: str, chosen: str) -> None:
    assert best(accept) == chosen


def test_解开是原文() -> None:
    body = "看板".encode() * 500
    assert brotli.decompress(packed(body, "br")) == body
    assert gzip.decompress(packed(body, "gzip")) == body
    assert packed(body, "identity") == body
    assert packed(body, "gzip") == packed(body, "gzip"), "两次压得一样，指纹才作数"

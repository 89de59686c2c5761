"""虚构项目的编号和统一社会信用代码：校验位正确，主体代码以“DEM”开头，不会与真实单位相同。"""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(area: str, serial: int) -> str:
    """统一社会信用代码（GB 32100—2015）：91、行政区划、主体代码（含校验位）、校验位。"""
    body = f"DEM{serial % 100_000:05d}"
    front = f"91{area or '320000'}{body}{_body_check(body)}"
    return front + _check(front)


def _body_check(body: str) -> str:
    """主体代码校验位（GB 11714—1997）。"""
    rest = 11 - sum(_BODY_ALPHABET.index(c) * w for c, w in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _check(front: str) -> str:
    rest = 31 - sum(_ALPHABET.index(c) * w for c, w in zip(front, _WEIGHTS, strict=True)) % 31
    return _ALPHABET[rest % 31]

"""画面：一页的标题和一整块 HTML（内含 SVG），页面、首屏和大屏画的是同一块。"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.domain.results import LIGHT_ZH, Light
from dashboard.figures import marks
from dashboard.wording import numbers, periods, phrases, published


@dataclass(frozen=True, slots=True)
class Picture:
    """title 是一句结论；html 是可直接放进 .kz 容器的整块，文字都已转义。"""

    title: str
    html: str

    @property
    def tag(self) -> str:
        """指纹：首屏画和活的画面指纹相同，就是同一块。"""
        return blake2b(self.html.encode(), digest_size=8).hexdigest()


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("dashboard.figures"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # 开着的时候换了文件，用过的模板不变：新模板不配旧程序
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"mark": marks.mark, "later": marks.later, "Light": Light, "LIGHT_ZH": LIGHT_ZH}
    found.filters |= {
        "percent": numbers.percent,
        "number": numbers.amount,
        "points": numbers.points,
        "score": numbers.score,
        "signed": numbers.signed,
        "with_uom": numbers.with_uom,
        "month_zh": periods.month_zh,
        "moment_zh": periods.moment_zh,
        "date_zh": periods.date_zh,
        "stated": published.stated,
        **{f.__name__: f for f in (phrases.done, phrases.aim, phrases.against, phrases.share, phrases.lag, phrases.need)},
    }
    return found


def render(template: str, **context: object) -> Markup:
    """用 templates/ 里的一个模板写出 HTML；模板里的一切文字自动转义。"""
    return Markup(_environment().get_template(template).render(context))


@cache
def css() -> str:
    """画面的样式（styles/ 里按名字顺序接起来）；只认 .kz 容器以内。"""
    sheets = sorted((files("dashboard.figures") / "styles").iterdir(), key=lambda sheet: sheet.name)
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)

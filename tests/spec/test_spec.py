"""口径：每条规则的例子在纸上算好，程序照着算；docs/metrics.md 由同一批例子写成，不许手改。"""

import os

import pytest
from tests.spec.book import Chapter, Rule, render
from tests.spec.chapters import CHAPTERS
from tests.spec.chapters.contests import rules
from tests.spec.chapters.lights import presets

from dashboard import paths

_DOC = paths.root() / "docs" / "metrics.md"
_WRITE = "DASHBOARD_WRITE_DOCS"
_INTRO = "怎样由上报的数得出完成数、序时、亮灯、得分和位次。每条规则带例子：左边是给出的数，中间是纸上的算式，右边是结果。本文由口径测试（tests/spec）写成，`make docs` 重写；程序算出来与纸上不同，测试就不通过。"
_RULES = [(chapter, rule) for chapter in CHAPTERS for rule in chapter.rules]


def _document() -> str:
    appendix = f"## 附：现用的设置\n\n文件没有写亮灯和得分的算法，下列都是设置，改 `data/cities/<城市>/assessment.toml` 即可。\n\n### 亮灯预设\n\n{presets()}\n\n### 考核规则\n\n{rules()}"
    return render("口径", _INTRO, CHAPTERS, appendix)


@pytest.mark.parametrize(("chapter", "rule"), _RULES, ids=[f"{c.title}-{r.title}" for c, r in _RULES])
def test_例子与纸上算的一致(chapter: Chapter, rule: Rule) -> None:
    found = list(rule.examples())
    assert found, f"{chapter.title}《{rule.title}》没有例子"
    for example in found:
        assert example.got == example.expect, example.case
        if example.exact is not None:
            got, paper = example.exact
            assert got == pytest.approx(paper, abs=1e-9), example.case


def test_文档就是例子写成的() -> None:
    written = _document()
    if os.environ.get(_WRITE):
        _DOC.write_text(written, encoding="utf-8")
    assert _DOC.exists(), "没有docs/metrics.md，请运行make docs"
    assert _DOC.read_text("utf-8") == written, "docs/metrics.md与口径测试不一致，请运行make docs，不要手改"

"""口径书：一章几条规则，一条规则几个在纸上算好的例子；测试核对例子，docs/metrics.md 由同一批例子写成。"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Examples = Callable[[], Iterator["Example"]]


@dataclass(frozen=True, slots=True)
class Example:
    """一个例子：case 为给出的数，work 为纸上的算式，expect 为纸上的结果，got 为程序的结果（同样写法）。

    exact 为（程序的数，纸上的数），不取整地再比一次。"""

    case: str
    work: str
    expect: str
    got: str
    exact: tuple[float | None, float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """一条规则：标题、正文、例子。"""

    title: str
    text: str
    examples: Examples


@dataclass(slots=True)
class Chapter:
    """一章；规则用 rule 登记，按登记的先后排。"""

    title: str
    intro: str
    rules: list[Rule] = field(default_factory=list)

    def rule(self, title: str, text: str) -> Callable[[Examples], Examples]:
        """登记一条规则，被装饰的函数给出它的例子。"""

        def add(examples: Examples) -> Examples:
            self.rules.append(Rule(title, text, examples))
            return examples

        return add


def render(title: str, intro: str, chapters: Sequence[Chapter], appendix: str) -> str:
    """整份文档的 Markdown。"""
    parts = [f"# {title}\n\n{intro}", *(_chapter(c) for c in chapters), appendix]
    return "\n\n".join(parts) + "\n"


def _chapter(chapter: Chapter) -> str:
    return "\n\n".join([f"## {chapter.title}\n\n{chapter.intro}", *(_rule(r) for r in chapter.rules)])


def _rule(rule: Rule) -> str:
    rows = [f"| {e.case} | {e.work} | {e.expect} |" for e in rule.examples()]
    return "\n".join([f"### {rule.title}", "", rule.text, "", "| 例 | 纸上算 | 结果 |", "|---|---|---|", *rows])

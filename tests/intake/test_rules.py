"""规则表：代码里用到的规则都在表里，类别与表一致。"""

import re
from pathlib import Path

import dashboard
from dashboard import paths
from dashboard.domain.problems import LEVEL_ZH, Level
from dashboard.intake.rules import RULES, VERSION

SOURCE = Path(dashboard.__file__).parent
_USED = re.compile(r'Level\.(ERROR|EXPLAIN|HINT), "([a-z_]+)"')


def test_用到的规则都在表里_类别一致() -> None:
    used = {
        (rule, Level[level])
        for folder in ("intake", "flows")
        for path in (SOURCE / folder).glob("*.py")
        for level, rule in _USED.findall(path.read_text("utf-8"))
    }
    assert len(used) > 40
    assert {(rule, level) for rule, level in used if rule not in RULES or level not in RULES[rule].levels} == set()


def test_每条规则有中文名和类别() -> None:
    assert all(rule.name and rule.levels for rule in RULES.values())


def test_文档里的规则表与代码一致() -> None:
    """docs/检查规则.md 的表由规则表写成。"""
    text = (paths.root() / "docs" / "检查规则.md").read_text("utf-8")
    rows = [f"| `{name}` | {rule.name} | {'、'.join(LEVEL_ZH[level] for level in rule.levels)} |" for name, rule in RULES.items()]
    assert [line for line in text.splitlines() if line.startswith("| `")] == rows
    assert VERSION in text

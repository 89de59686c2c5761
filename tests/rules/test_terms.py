"""docs/术语.md：每个代码名都存在，领域里每个公开的类型和固定词都在里面。"""

import importlib
import inspect
import pkgutil
import re
from enum import Enum

import pytest

import dashboard.domain
from dashboard import paths

TEXT = (paths.root() / "docs" / "术语.md").read_text("utf-8")
TABLE_ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| 中文")]
LISTED = sorted({name for row in TABLE_ROWS for name in re.findall(r"`([\w.]+)`", row)})


def _classes() -> dict[str, type]:
    """领域里公开的类型：名 → 类。"""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(dashboard.domain.__path__, "dashboard.domain."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if inspect.isclass(value) and value.__module__ == module.name and not name.startswith("_"):
                found[name] = value
    return found


CLASSES = _classes()


@pytest.mark.parametrize("name", LISTED)
def test_写到的代码名都存在(name: str) -> None:
    head, _, attribute = name.partition(".")
    assert head in CLASSES, f"领域里没有{head}"
    assert not attribute or attribute in _attributes(CLASSES[head]), f"{head}没有{attribute}"


def _attributes(kind: type) -> set[str]:
    return {*dir(kind), *getattr(kind, "__annotations__", {})}


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_公开的类型都写了(name: str) -> None:
    assert name in {listed.partition(".")[0] for listed in LISTED}, f"请在docs/术语.md写上{name}"


@pytest.mark.parametrize("name", sorted(f"{n}.{m.name}" for n, c in CLASSES.items() if issubclass(c, Enum) for m in c))
def test_固定词都写了(name: str) -> None:
    assert name in LISTED, f"请在docs/术语.md写上{name}"


def test_固定词的中文写对了() -> None:
    """枚举的值是中文的，那个词就在它那一行里。"""
    for name, kind in CLASSES.items():
        for member in kind if issubclass(kind, Enum) else ():
            if re.search(r"[\u4e00-\u9fff]", str(member.value)):
                row = next(r for r in TABLE_ROWS if f"`{name}.{member.name}`" in r)
                assert _plain(str(member.value)) in _plain(row), f"{name}.{member.name}是“{member.value}”"


def _plain(text: str) -> str:
    """“计入该项的场次、时段、板块”这样合写的行，也认得其中各项。"""
    return re.sub(r"有?计入(该项的|场次的)", "", text).replace("报", "")


def test_每行都有中文和代码() -> None:
    for row in TABLE_ROWS:
        chinese, code = row.strip("| ").split(" | ")[:2]
        assert re.search(r"[\u4e00-\u9fff]", chinese), row
        assert "`" in code, row

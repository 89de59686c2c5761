"""源码树里有哪些文件；规则测试都从这里看，不看生成物和运行数据。"""

import ast
from collections.abc import Iterator
from pathlib import Path

from dashboard import paths

ROOT = paths.root()
_SKIPPED = {".git", ".venv", "var", "build", "__pycache__", "node_modules"}
_TEXT = {".py", ".toml", ".csv", ".geojson", ".sql", ".js", ".css", ".html", ".json", ".md", ".txt", ".sh", ".cfg", ".ini", ".yml", ""}


def files(*suffixes: str, under: str = "") -> list[Path]:
    """树里的文本文件，按路径排；suffixes 为空即全部。"""
    found = (p for p in _walk(ROOT / under if under else ROOT) if p.suffix in (suffixes or _TEXT))
    return sorted(found)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in _SKIPPED and not path.name.endswith((".egg-info", "_cache")) and path.name != ".hypothesis":
                yield from _walk(path)
        elif not path.name.startswith(".ready"):
            yield path


def code() -> list[Path]:
    """产品的 Python 文件：src、pages、app.py。"""
    return [*files(".py", under="src"), *files(".py", under="pages"), ROOT / "app.py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(module: ast.AST) -> set[str]:
    """引用的模块全名（from a import b 记 a 和 a.b）。"""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """每个函数的名字和行数（不算装饰器）。"""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1

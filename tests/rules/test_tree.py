"""源码树的规矩：薄页面、短函数、没有外部地址、没有网络客户端，环境变量和命令都写进文档。"""

import argparse
import ast
import re
from pathlib import Path
from statistics import median, quantiles

from tests.rules.tree import ROOT, code, files, functions, imports, name, parsed

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
_NETWORK = {
    "requests", "httpx", "aiohttp", "httpcore", "urllib3", "websocket", "websockets",
    "urllib.request", "http.client", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc.client",
}  # fmt: skip
# XML 命名空间是名字，不是要访问的地址
_NAMESPACES = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "http://purl.org/dc/",
)
_HERE = re.compile(r"https?://(?:127\.0\.0\.1|localhost|\[::1\]|\[?\{)")
_ADDRESS = re.compile(r"https?://[^\s\"'`<>)]+")
_SETTINGS = (".py", ".toml", ".js", ".css", ".html", ".sql", ".json", ".cfg", ".ini", ".yml", ".sh", "")


def test_页面是薄的() -> None:
    """不超过60行，不定义函数，没有 SQL、CSS、会话状态、表格和图表库。"""
    for page in files(".py", under="pages"):
        text, tree = page.read_text("utf-8"), parsed(page)
        assert len(text.splitlines()) <= 60, name(page)
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef)]
        assert not {m.partition(".")[0] for m in imports(tree)} & {"pandas", "plotly", "pydeck", "duckdb", "sqlite3"}, name(page)
        assert not re.search(r"session_state|<style|\bSELECT\b|\bINSERT\b|unsafe_allow_html", text), name(page)


def test_每个页面都有一行中文说明() -> None:
    for page in files(".py", under="pages"):
        assert _HAN.search(ast.get_docstring(parsed(page)) or ""), name(page)


def test_启动和路由是短的() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 40
    assert len((ROOT / "src" / "main.py").read_text("utf-8").splitlines()) <= 80


def test_模块名说出它是什么() -> None:
    for path in files(".py"):
        assert not {path.stem, path.parent.name} & _BANNED_NAMES, name(path)


def test_每个模块有中文说明() -> None:
    for path in code():
        assert _HAN.search(ast.get_docstring(parsed(path)) or ""), name(path)


def test_函数是短的() -> None:
    """中位数不超过10行，九成不超过30行，没有超过60行的。"""
    sizes = [pair for path in code() for pair in functions(path)]
    lengths = [size for _, size in sizes]
    assert median(lengths) <= 10
    assert quantiles(lengths, n=10)[-1] <= 30
    assert [pair for pair in sizes if pair[1] > 60] == []


def test_文件不超过300行() -> None:
    assert [name(p) for p in files(".py", ".js", ".css", ".html") if len(p.read_text("utf-8").splitlines()) > 300] == []


def _outside(path: Path) -> list[str]:
    found = _ADDRESS.findall(path.read_text("utf-8"))
    return [a for a in found if not a.startswith(_NAMESPACES) and not _HERE.match(a)]


def test_代码设置和静态文件里没有外部地址() -> None:
    """本机地址和 XML 命名空间除外；数据里的出处是文字，不在此列。"""
    checked = [p for p in files(*_SETTINGS) if not name(p).startswith("data/") and p != Path(__file__)]
    assert len(checked) > 100
    assert {name(p): _outside(p) for p in checked if _outside(p)} == {}


def test_城市档案只有出处栏有网址() -> None:
    for path in files(under="data"):
        if path.name != "figures.csv":
            assert _ADDRESS.search(path.read_text("utf-8")) is None, name(path)


def test_没有省略协议的外部地址() -> None:
    """src="//某站/…"一类的写法同样会出去。"""
    for path in files(".html", ".css", ".js", ".py", under="src"):
        assert not re.search(r"[\"'(]//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), name(path)


def test_哪里都没有软件仓库的地址() -> None:
    """连文档和锁定文件也没有；名字在这里拼出来，免得自己犯规。"""
    hosts = [".".join(parts) for parts in (("py" "pi", "org"), ("python" "hosted", "org"), ("npm" "js", "org"), ("npm" "js", "com"))]
    hosts += [".".join(parts) for parts in (("crates", "io"), ("conda", "io"), ("anaconda", "org"), ("unpkg", "com"), ("jsdelivr", "net"))]
    hosts += ["".join(parts) for parts in (("pypi.", "tuna"), ("mirrors.", "aliyun"), ("pypi.", "douban"), ("pypi.", "mirrors"))]
    for path in files():
        text = path.read_text("utf-8")
        assert not [host for host in hosts if host in text], name(path)


def test_没有网络客户端() -> None:
    for path in code():
        assert not imports(parsed(path)) & _NETWORK, name(path)


def test_每个SQL文件的第一行是中文注释() -> None:
    """说清一行是什么。"""
    found = files(".sql")
    assert found
    for path in found:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith("--"), name(path)
        assert _HAN.search(first), name(path)


def test_SQL只在存储和查询里() -> None:
    """别处一个字也没有。"""
    statement = re.compile(r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bCREATE TABLE\b|\bDELETE FROM\b", re.DOTALL)
    allowed = ("src/dashboard/storage/", "src/dashboard/queries/")
    assert [name(p) for p in code() if statement.search(p.read_text("utf-8")) and not name(p).startswith(allowed)] == []


def test_环境变量都写进运维文档() -> None:
    manual = (ROOT / "docs" / "运维.md").read_text("utf-8")
    used = {word for path in code() for word in re.findall(r"\bDASHBOARD_[A-Z_]+[A-Z]\b", path.read_text("utf-8"))}
    assert {"DASHBOARD_DATA_DIR", "DASHBOARD_CITIES_DIR"} <= used
    assert {word for word in used if f"`{word}`" not in manual} == set()


def test_每条命令和选项都写进文档() -> None:
    """docs/命令行.md 里有“dashboard 命令”，那一行里有它的每个选项。"""
    from dashboard.cli.parser import parser

    lines = (ROOT / "docs" / "命令行.md").read_text("utf-8").splitlines()
    (commands,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for command, sub in commands.choices.items():
        (line,) = (text for text in lines if text.startswith(f"| `dashboard {command}"))
        for action in sub._actions:
            shown = {option for option in action.option_strings if option.startswith("--")} - {"--help", "--format"}
            assert all(option in line for option in shown), f"{command} {shown}"


def test_不提开发时的路径() -> None:
    """产品只讲自己；临时目录和别处的文件不进来。"""
    elsewhere = ["/".join(parts) for parts in (("", "tmp", "dev"), ("", "work", "shared"), ("", "work", "main"))]
    for path in files():
        text = path.read_text("utf-8")
        assert not [place for place in elsewhere if place in text], name(path)

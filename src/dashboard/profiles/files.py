"""读档案里的文件：TOML、CSV、GeoJSON；读不通的记一处问题。"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.profiles.entry import Entry
from dashboard.profiles.problems import Findings


def _text(findings: Findings, folder: Path, name: str) -> str | None:
    path = folder / name
    if not path.is_file():
        findings.add(name, "", "缺少这个文件，请从别的城市复制一份改写。")
        return None
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    findings.add(name, "", "读不出文字，请另存为UTF-8。")
    return None


def names(folder: Path, inside: str) -> list[str]:
    """一个子文件夹里的 TOML 文件的相对路径，按名字排；没有这个子文件夹为空。"""
    return sorted(p.relative_to(folder).as_posix() for p in (folder / inside).glob("*.toml"))


def toml(findings: Findings, folder: Path, name: str) -> dict[str, Any] | None:
    """一个 TOML 文件；读不通为 None。"""
    text = _text(findings, folder, name)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        findings.add(name, "", f"{_place(error)}写法不对，请核对引号、括号和等号。")
        return None


def _place(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第{found[1]}行第{found[2]}个字" if found else "文件末尾"


def tables(findings: Findings, name: str, content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """TOML 里 [[key]] 的各条；写成了别的样子的记一处问题。"""
    found = content.get(key, [])
    if isinstance(found, list) and found and all(isinstance(v, dict) for v in found):
        return found
    findings.add(name, key, f"应至少有一条，以[[{key}]]开头。")
    return []


def table(findings: Findings, folder: Path, name: str, key: str, columns: tuple[str, ...]) -> list[Entry] | None:
    """一个 CSV 文件的各行，读不通为 None；key 列用来在问题里指明是哪一行。"""
    text = _text(findings, folder, name)
    if text is None:
        return None
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        findings.add(name, "表头", f"缺少列：{'、'.join(missing)}。")
        return None
    rows = ((f"第{reader.line_num}行（{row.get(key) or '空'}）", row) for row in reader)
    return [Entry(findings, name, label, row) for label, row in rows if _whole(findings, name, label, row)]


def _whole(findings: Findings, name: str, label: str, row: Mapping[Any, Any]) -> bool:
    if None not in row and None not in row.values():
        return True
    findings.add(name, label, "列数与表头不符，请检查逗号和引号。")
    return False


def geojson(findings: Findings, folder: Path, name: str) -> dict[str, Any] | None:
    """一个 GeoJSON 要素集，每个要素有名称和面；读不通为 None。"""
    text = _text(findings, folder, name)
    if text is None:
        return None
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        findings.add(name, "", f"第{error.lineno}行第{error.colno}个字写法不对，应为GeoJSON。")
        return None
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        findings.add(name, "", "应为要素集（FeatureCollection）。")
        return None
    wrong = [n for n, feature in enumerate(found["features"], 1) if not _drawable(feature)]
    for n in wrong:
        findings.add(name, f"第{n}个要素", "应有properties.name和Polygon或MultiPolygon的面。")
    return None if wrong else found


def _drawable(feature: Any) -> bool:
    match feature:
        case {"properties": {"name": str()}, "geometry": {"type": "Polygon" | "MultiPolygon", "coordinates": [_, *_]}}:
            return True
    return False

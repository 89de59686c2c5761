"""读档案里的文件：TOML、CSV、GeoJSON；读不通的记一处问题。"""

import csv
import io
import json
import tomllib
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


def toml(findings: Findings, folder: Path, name: str) -> dict[str, Any] | None:
    """一个 TOML 文件；读不通为 None。"""
    text = _text(findings, folder, name)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        findings.add(name, "", f"TOML写法不对：{error}。")
        return None


def table(findings: Findings, folder: Path, name: str, key: str, columns: tuple[str, ...]) -> list[Entry]:
    """一个 CSV 文件的各行；key 列用来在问题里指明是哪一行，重复的键是问题。"""
    text = _text(findings, folder, name)
    if text is None:
        return []
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        findings.add(name, "表头", f"缺少列：{'、'.join(missing)}。")
        return []
    rows: list[Entry] = []
    for number, row in enumerate(reader, 2):
        label = f"第{number}行（{row.get(key) or '空'}）"
        if None in row or None in row.values():
            findings.add(name, label, "列数与表头不符，请检查逗号和引号。")
            continue
        rows.append(Entry(findings, name, label, row))
    return rows


def geojson(findings: Findings, folder: Path, name: str) -> dict[str, Any]:
    """一个 GeoJSON 要素集；读不通为空集。"""
    empty: dict[str, Any] = {"type": "FeatureCollection", "features": []}
    text = _text(findings, folder, name)
    if text is None:
        return empty
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        findings.add(name, "", f"GeoJSON写法不对：第{error.lineno}行。")
        return empty
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        findings.add(name, "", "应为要素集（FeatureCollection）。")
        return empty
    return found

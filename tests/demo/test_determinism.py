"""同样的设置，换一次、换个进程，工作簿一字节不差，判定也一样。"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from dashboard import paths
from dashboard.demo import settings
from dashboard.demo.line import Line
from dashboard.domain.month import Month
from dashboard.flows import documents
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import goals
from dashboard.flows.moments import moment

_WRITE = """
import hashlib
from dashboard import paths, profiles
from dashboard.demo import settings
from dashboard.demo.packets import Office
from dashboard.domain.month import Month
found = hashlib.sha256()
chosen = settings.read(paths.demo_settings())
for city in chosen.cities:
    office = Office(profiles.read(paths.cities_dir() / city.city), chosen, city)
    for packet in (office.tasks(2025), *office.month(Month(2025, 6)), *office.corrections(Month(2025, 6))):
        found.update(packet.file.encode() + packet.book)
print(found.hexdigest())
"""


def _written(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run([sys.executable, "-c", _WRITE], env=environment, capture_output=True, text=True, check=True).stdout


def test_换个进程写出的工作簿一字节不差() -> None:
    assert _written("1") == _written("2")


def _built(folder: Path) -> tuple[str, str]:
    """装一个月：全部原文件的指纹、判定的JSON。"""
    dash = Dashboard(folder)
    Line(dash, settings.read(paths.demo_settings()), lambda _line: None).run([Month(2024, 4)])
    sent = [s for city in dash.store.cities(dash.version()) for s in dash.store.submissions(city)]
    books = hashlib.sha256("".join(sorted(s.sha256 for s in sent)).encode()).hexdigest()
    found = [documents.goal(r, True) for city in ("suzhou", "nantong") for r in goals(dash, moment(dash, city, Month(2024, 4)))]
    return books, json.dumps(found, ensure_ascii=False)


def test_装两次_原文件和判定都一样(tmp_path: Path) -> None:
    assert _built(tmp_path / "first") == _built(tmp_path / "second")

"""城市档案的说明：每个文件都写了，写到的文件都在。"""

import re

import pytest
from tests.profiles.documents import CITIES

from dashboard import paths


@pytest.mark.parametrize("city", CITIES)
def test_说明与文件对得上(city: str) -> None:
    folder = paths.root() / "data" / "cities" / city
    text = (folder / "README.md").read_text("utf-8")
    listed = {name.rstrip("/") for name in re.findall(r"^\| `([\w./]+)`", text, re.MULTILINE)}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"README.md"}
    assert all((folder / name).exists() for name in listed)
    assert [p for p in present if p not in listed and p.split("/")[0] not in listed] == []

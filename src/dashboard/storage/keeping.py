"""保管：核验、备份、恢复。"""

import shutil
import sqlite3
import tarfile
import tempfile
import uuid
from pathlib import Path

from dashboard.domain.problems import InputError, StoreError
from dashboard.storage import disk
from dashboard.storage.contract import VerifyReport
from dashboard.storage.ledger import Ledger

_LEDGER = "ledger.sqlite"


def verify(root: Path, ledger: Ledger) -> VerifyReport:
    """核对账本自身、每个文件的指纹、每个整块至多一份现行、无主文件夹。"""
    with ledger.reading() as connection:
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("versions", "submissions", "files")]
        files = connection.execute("SELECT folder, name, sha256 FROM files ORDER BY folder, name").fetchall()
        problems = [*_ledger_problems(connection), *_span_problems(connection)]
    problems += [text for row in files if (text := _file_problem(root, row["folder"], row["name"], row["sha256"]))]
    problems += _orphans(root, {row["folder"] for row in files})
    return VerifyReport(not problems, *counts, tuple(problems))


def _ledger_problems(connection: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
    return [] if found == ["ok"] else [f"账本损坏：{text}" for text in found]


def _span_problems(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT city, tbl, owner, period, count(*) AS n FROM slices WHERE valid_from IS NOT NULL AND valid_to IS NULL "
        "GROUP BY city, tbl, owner, period HAVING n > 1"
    ).fetchall()
    return [f"{r['city']} {r['owner']} {r['period']} {r['tbl']}有{r['n']}份同时现行" for r in rows]


def _file_problem(root: Path, folder: str, name: str, digest: str) -> str | None:
    path = root / folder / name
    if not path.is_file():
        return f"缺少文件{folder}/{name}"
    return None if disk.sha256(path) == digest else f"文件{folder}/{name}的内容变了"


def _orphans(root: Path, known: set[str]) -> list[str]:
    for parent in ("commits", "segments"):
        disk.sweep(root / parent, {name.split("/", 1)[1] for name in known if name.startswith(f"{parent}/")})
    return []


def backup(root: Path, ledger: Ledger, file: Path) -> None:
    """先取账本的一致副本，再装入副本提到的每个文件；文件不可变，所以备份时可继续写。"""
    temporary = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    try:
        with disk.told(), tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / _LEDGER
            ledger.copy_to(copy)
            with tarfile.open(temporary, "w") as archive:
                archive.add(copy, _LEDGER)
                for name in _named_files(copy):
                    archive.add(root / name, name)
            temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _named_files(ledger_copy: Path) -> list[str]:
    connection = sqlite3.connect(ledger_copy)
    try:
        return [f"{folder}/{name}" for folder, name in connection.execute("SELECT folder, name FROM files ORDER BY 1, 2")]
    finally:
        connection.close()


def restore(file: Path, data_dir: Path) -> None:
    """解到旁边的临时目录、核验无误、再改名到位；数据目录须为空或不存在。"""
    if data_dir.is_dir() and any(data_dir.iterdir()):
        raise InputError("not_empty", f"{data_dir}不是空的，没有恢复。请用DASHBOARD_DATA_DIR指定一个空目录。")
    if not file.is_file():
        raise InputError("no_file", f"没有备份文件{file}。")
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    temporary = data_dir.with_name(f".{data_dir.name}.{uuid.uuid4().hex}")
    try:
        _unpack(file, temporary)
        report = verify(temporary, Ledger(temporary / _LEDGER))
        if not report.ok:
            raise StoreError("damaged", f"备份{file}不完整：{report.problems[0]}。没有恢复。")
        if data_dir.is_dir():
            data_dir.rmdir()
        temporary.rename(data_dir)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _unpack(file: Path, target: Path) -> None:
    try:
        with disk.told(), tarfile.open(file) as archive:
            archive.extractall(target, filter="data")
    except tarfile.TarError as error:
        raise StoreError("damaged", f"{file}不是完整的备份。没有恢复。") from error
    if not (target / _LEDGER).is_file():
        raise StoreError("damaged", f"{file}里没有账本，不是本系统的备份。没有恢复。")

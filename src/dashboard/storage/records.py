"""账本的行 → 领域类型。"""

import sqlite3
from datetime import datetime

from dashboard.domain.submissions import Header, Kind, Slice, State, Submission, Table
from dashboard.storage.contract import SliceSpan


def submission(row: sqlite3.Row) -> Submission:
    """一次上报。"""
    accepted_at = row["accepted_at"]
    return Submission(
        id=row["id"],
        header=Header(Kind(row["kind"]), row["city"], row["unit"], row["department"], row["period"]),
        state=State(row["state"]),
        version=row["version"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        size=row["size"],
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        accepted_by=row["accepted_by"],
        accepted_at=datetime.fromisoformat(accepted_at) if accepted_at else None,
        replaces=row["replaces"],
        commit=row["commit_id"],
    )


def span(row: sqlite3.Row) -> SliceSpan:
    """一个整块的有效区间。"""
    return SliceSpan(slice_(row), row["submission"], row["valid_from"], row["valid_to"])


def slice_(row: sqlite3.Row) -> Slice:
    """一个整块的键。"""
    return Slice(row["city"], Table(row["tbl"]), row["owner"], row["period"])

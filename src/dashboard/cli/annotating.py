"""check --annotated：每份检查过的另写一份带标记的原表。"""

from collections.abc import Sequence
from pathlib import Path

from dashboard.cli.writing import make_folder, write_file
from dashboard.domain.problems import InputError, UsageError
from dashboard.flows import marked, uploads
from dashboard.flows.dashboard import Dashboard


def annotated(
    dash: Dashboard, files: Sequence[tuple[str, bytes]], reports: Sequence[uploads.CheckReport], out: Path, taken: set[str] | None
) -> list[str]:
    """写出带标记的原表，每份一句话。

    taken 不为 None 即检查的是文件夹，out 也是文件夹，读不出的略过、说明；其中是已用的文件名，同名的（如月报.xls、月报.ods）各写各的。"""
    if taken is None:
        if out.is_dir():
            raise UsageError("usage", f"--annotated给的{out}是文件夹。检查一个文件时请给出文件名，如{out / marked.name(files[0][0])}。")
        write_file(out, marked.marked(dash, files[0][1], reports[0]).content)
        return [f"带标记的原表已写出{out}"]
    make_folder(out, "--annotated")
    return [_one(dash, content, report, out, taken) for (_, content), report in zip(files, reports, strict=True)]


def _one(dash: Dashboard, content: bytes, report: uploads.CheckReport, out: Path, taken: set[str]) -> str:
    try:
        found = marked.marked(dash, content, report)
    except InputError as error:
        return f"没有带标记的原表：{error.message}"
    name = found.name if found.name not in taken else marked.name(f"{report.file}.xlsx")
    taken.add(name)
    write_file(out / name, found.content)
    return f"带标记的原表已写出{out / name}"

"""上报的命令：template、check、submit、accept、finalize、submissions、source。"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.cli.annotating import annotated
from dashboard.cli.answer import Answer, table
from dashboard.cli.replying import replies
from dashboard.cli.writing import make_folder, write_file
from dashboard.domain.attachments import Attachment, AttachmentKind
from dashboard.domain.problems import LEVEL_ZH, InputError, Problem, UsageError
from dashboard.domain.submissions import KIND_ZH, OF_UNIT, STATE_ZH, Header, Kind
from dashboard.flows import attaching, documents, folder, handing, joining, list_documents, reviewing, uploads
from dashboard.flows.dashboard import Dashboard, open_dashboard
from dashboard.flows.moments import moment
from dashboard.flows.units import unit_named
from dashboard.wording.faults import system_fault
from dashboard.wording.periods import month_zh


def template(options: argparse.Namespace) -> Answer:
    """下发空白模板。"""
    dash = open_dashboard()
    header = _header(dash, options)
    book = handing.template(dash, header, options.by or "")
    write_file(options.output, book)
    return Answer({"file": str(options.output), "kind": str(header.kind)}, f"已写出{options.output}")


def _header(dash: Dashboard, options: argparse.Namespace) -> Header:
    """选项所说的报送者和期间。"""
    kind = Kind(options.kind)
    if (kind is Kind.TARGETS) != (options.year is not None) or (kind is not Kind.TARGETS) != (options.month is not None):
        raise UsageError("usage", "指标分解用--year给年份；板块月报和部门报表用--month给月份。")
    profile = moment(dash, options.city).profile
    unit = unit_named(profile, options.unit) if options.unit and kind in OF_UNIT else None
    return uploads.header_of(profile, kind, unit, options.department, options.year * 100 if kind is Kind.TARGETS else options.month.code)


def _expected(dash: Dashboard, options: argparse.Namespace, files: int) -> Header | None:
    """上报、检查时说明的报送者和期间；没有说为 None。"""
    if options.kind is None:
        if any((options.unit, options.department, options.month, options.year)):
            raise UsageError("usage", "说明是谁的、哪一期的，请连同--kind一起给出。")
        return None
    if files != 1 or options.city is None:
        raise UsageError("usage", "--kind一次只用于一份文件，并须同时给出--city。")
    return _header(dash, options)


def check(options: argparse.Namespace) -> Answer:
    """检查一个工作簿或文件夹里的全部文件，不写入。"""
    dash = open_dashboard()
    files, said, taken = _files(options.path), list[str](), set[str]()
    given = replies(options, len(files))

    def look(group: Sequence[tuple[str, bytes]], found: Sequence[uploads.CheckReport]) -> None:
        if options.annotated:
            said.extend(annotated(dash, group, found, options.annotated, taken if options.path.is_dir() else None))

    reports = folder.check(dash, files, options.city, _expected(dash, options, len(files)), given, look, options.by or "")
    rows = [{"file": r.file, **_report(r)} for r in reports]
    text = "\n".join([*(_report_text(r) for r in reports), *said])
    return Answer(rows if options.path.is_dir() else _report(reports[0]), text, any(not r.ok for r in reports))


def submit(options: argparse.Namespace) -> Answer:
    """上报；给出 --accept 与 --accept-by 时随即审核通过。"""
    dash = open_dashboard()
    if options.accept and not options.accept_by:
        raise UsageError("usage", "--accept须同时给出--accept-by（审核人）。")
    originals = _read(options.files)
    files = [_joined(dash, originals, options)] if options.join else originals
    outcomes = uploads.submit(
        dash,
        files,
        by=options.by,
        replaces=options.replaces,
        accept_by=options.accept_by if options.accept else None,
        city=options.city,
        expected=_expected(dash, options, len(files)),
        replies=replies(options, len(files)),
        attachments=_read(options.attach or []),
        originals=originals if options.join else (),
    )
    rows = [_outcome(o) for o in outcomes]
    text = "\n".join(_outcome_text(o) for o in outcomes)
    return Answer(rows[0] if len(rows) == 1 else rows, text, any(o.submission is None for o in outcomes))


def attachments(options: argparse.Namespace) -> Answer:
    """一次上报的附件；给出文件夹则全部取出，给出文件则附上。"""
    dash, by = open_dashboard(), options.by or ""
    if options.attach:
        attaching.attach(dash, options.id, _read(options.attach), by)
    found = attaching.listed(dash, options.id, by)
    if options.output is not None:
        make_folder(options.output, "--output")
    for paper in found if options.output is not None else ():
        write_file(options.output / f"{paper.number}.{_ending(paper)}", attaching.fetch(dash, options.id, paper.number, by)[1])
    rows = [["第几份", "文件", "种类", "字节", "指纹", "谁", "何时"]]
    rows += [[str(p.number), p.file_name, str(p.kind), f"{p.size:,}", p.sha256[:12], p.by, p.at.isoformat(timespec="minutes")] for p in found]
    return Answer([list_documents.attachment(p) for p in found], table(rows) if found else "没有附件")


def _ending(paper: Attachment) -> str:
    """写出来的扩展名：由内容认出的种类；合成以前的原件照原名的。"""
    own = paper.file_name.rpartition(".")[2].lower()
    return own if paper.kind is AttachmentKind.WORKBOOK and own.isascii() and own.isalnum() else str(paper.kind).lower()


def join(options: argparse.Namespace) -> Answer:
    """几个人填的合成一份，写出来；填得不一样而没有选的不写，退出码为1。"""
    dash = open_dashboard()
    draft = joining.join(dash, _read(options.files), _chosen(options.choose), options.by or "")
    if not draft.waiting:
        write_file(options.output, draft.content)
    rows = [["表", "谁填了几处"]]
    rows += [[sheet, "、".join(f"{file} {count}" for file, count in who.items()) or "没有人填"] for sheet, who in draft.filled.items()]
    said = [_clash(c) for c in draft.waiting] or [f"已写出{options.output}"]
    return Answer(list_documents.draft(draft), "\n".join([table(rows), *said]), bool(draft.waiting))


def _joined(dash: Dashboard, files: Sequence[tuple[str, bytes]], options: argparse.Namespace) -> tuple[str, bytes]:
    draft = joining.join(dash, files, _chosen(options.choose), options.by)
    if draft.waiting:
        raise InputError("clash", "；".join(_clash(c) for c in draft.waiting))
    return draft.name, draft.content


def _clash(clash: joining.Clash) -> str:
    said = "，".join(f"{file}写的是{text}" for file, text in clash.said.items())
    return f"{clash.key}填得不一样：{said}。请用--choose选：{'、'.join(clash.options)}"


def _chosen(given: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if any(not key or not mark or not file for key, mark, file in pairs):
        raise UsageError("usage", "--choose写成“表!格=文件名”，清单写“表=文件名”或“表=接起来”。")
    return {key: file for key, _, file in pairs}


def accept(options: argparse.Namespace) -> Answer:
    """审核通过；几份一起发布成一版。"""
    if options.clean == bool(options.ids) or (options.clean and options.city is None):
        raise UsageError("usage", "用法不对：缺少上报编号。写编号，或写--clean和--city，把没有说明、改正的一起审核通过。运行dashboard accept --help查看用法。")
    dash = open_dashboard()
    if options.clean:
        version, count = reviewing.accept_clean(dash, options.city, options.by)
        return Answer({"version": version, "count": count}, f"已审核通过{count}份，发布第{version}版")
    version = reviewing.accept_several(dash, options.ids, options.by)
    return Answer({"version": version, "submissions": options.ids}, f"已审核通过{len(options.ids)}份，发布第{version}版")


def finalize(options: argparse.Namespace) -> Answer:
    """审定一个月。"""
    version = reviewing.finalize(open_dashboard(), options.city, options.month, by=options.by)
    data = {"version": version, "city": options.city, "month": str(options.month), "state": "审定"}
    return Answer(data, f"{month_zh(options.month)}已审定，第{version}版")


def submissions(options: argparse.Namespace) -> Answer:
    """上报清单，新的在前。"""
    found = reviewing.listed(open_dashboard(), options.city, options.by or "", options.month)
    rows = [["编号", "种类", "报送单位", "状态", "版本", "文件", "上报人"]]
    for s in found:
        rows.append([s.id, KIND_ZH[s.header.kind], s.header.owner, STATE_ZH[s.state], str(s.version or "—"), s.file_name, s.by])
    return Answer([documents.submission(s) for s in found], table(rows))


def source(options: argparse.Namespace) -> Answer:
    """取回上报的原文件，一字节不变；或带标记的一份。"""
    by = options.by or ""
    if options.annotated:
        found = handing.marked_source(open_dashboard(), options.id, by)
        write_file(options.output, found.content)
        return Answer({"submission": options.id, "file": str(options.output)}, f"已写出{options.output}（{found.name}）")
    sent, book = reviewing.fetch(open_dashboard(), options.id, by)
    write_file(options.output, book)
    return Answer({"submission": sent.id, "file": str(options.output), "sha256": sent.sha256}, f"已写出{options.output}（{sent.file_name}）")


def refused(options: argparse.Namespace) -> Answer:
    """没有收下而留着的文件；给出指纹和去处则取回一份。"""
    dash = open_dashboard()
    if options.sha256 is not None:
        if options.output is None:
            raise UsageError("usage", "取回文件须同时给出--output。")
        write_file(options.output, handing.refused_content(dash, options.sha256, options.by or ""))
        return Answer({"sha256": options.sha256, "file": str(options.output)}, f"已写出{options.output}")
    found = handing.refused(dash, options.by or "")
    rows = [["指纹", "字节", "收到", "文件", "原因"]]
    rows += [[r.sha256, str(r.size), r.at.isoformat(timespec="minutes"), r.file_name, r.reason] for r in found if not r.cleared_at]
    return Answer([documents.refused(r) for r in found], table(rows))


def _files(path: Path) -> list[Path]:
    """一个文件，或文件夹里的全部文件（Excel 打开时留下的“~$”文件和隐藏文件除外）。"""
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith(("~$", ".")))
    return [path]


def _read(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    try:
        return [(path.name, path.read_bytes()) for path in paths]
    except OSError as error:
        raise UsageError("no_file", f"打不开{error.filename}：{system_fault(error)}。") from error


def _report(report: "uploads.CheckReport") -> dict[str, Any]:
    header = report.header
    month = None
    if header:
        month = str(header.month) if header.month else str(header.period // 100)
    return {
        "ok": report.ok,
        "kind": str(header.kind) if header else None,
        "city": header.city if header else None,
        "unit": header.owner or None if header else None,
        "month": month,
        "rows": report.rows,
        "cells": report.cells,
        "problems": [documents.problem(p) for p in report.problems],
    }


def _report_text(report: "uploads.CheckReport") -> str:
    lines = [f"{report.file}：{_verdict(report)}，读到{report.rows}行、{report.cells}个单元格"]
    if report.unjudged:
        lines.append(f"  {report.unjudged}个数往期不足三期，没有判断是不是寻常")
    return "\n".join([*lines, *(f"  {LEVEL_ZH[p.level]} {p.message}{_replied(p)}" for p in report.problems)])


def _verdict(report: "uploads.CheckReport") -> str:
    if not report.ok:
        return "有阻断问题"
    return "通过" if report.ready else f"有{len(report.unexplained)}处要说明"


def _replied(item: Problem) -> str:
    """后面跟着可选的读法，或上报人的说明。"""
    if item.reply:
        return f"已说明：{item.reply}。"
    return f"可选（--answer）：{'、'.join(item.options)}。" if item.options else ""


def _outcome(outcome: "uploads.Outcome") -> dict[str, Any]:
    sent = outcome.submission
    return {
        "submission": sent.id if sent else None,
        "state": str(sent.state) if sent else None,
        "version": sent.version if sent else None,
        "problems": [documents.problem(p) for p in outcome.report.problems],
    }


def _outcome_text(outcome: "uploads.Outcome") -> str:
    if outcome.submission is None:
        waiting = "请逐处说明（--explain）后再报" if outcome.report.ok else "请改正后再报"
        return f"{_report_text(outcome.report)}\n  未上报，{waiting}"
    sent = outcome.submission
    version = f"第{sent.version}版" if sent.version else "原来那一份"
    repeated = f"，与{version}相同，没有新增" if outcome.repeated else ""
    return f"{_report_text(outcome.report)}\n  {STATE_ZH[sent.state]} {sent.id}{repeated}"

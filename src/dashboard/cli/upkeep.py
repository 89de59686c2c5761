"""运维的命令：serve、demo、verify、backup、restore。"""

import argparse
import sys

from dashboard.cli.answer import Answer
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.flows import documents, keep


def serve(options: argparse.Namespace) -> Answer:
    """启动看板，直到被停止。"""
    from dashboard.web.serving import serve as run  # 网页服务只在这条命令里装入

    run(options.host, options.port)
    return Answer({"stopped": True}, "看板已停止")


def demo(options: argparse.Namespace) -> Answer:
    """在空存储里装入模拟数据；存储里有真实数据时拒绝。"""
    from dashboard.demo.build import ensure  # 同上

    built = ensure(months=_months(options.months), progress=lambda line: print(line, file=sys.stderr, flush=True))
    return Answer({"version": built.version, "submissions": built.submissions}, f"模拟数据已就绪，第{built.version}版")


def _months(text: str | None) -> tuple[Month, Month] | None:
    if text is None:
        return None
    first, _, last = text.partition(":")
    try:
        return Month.parse(first), Month.parse(last or first)
    except ValueError as error:
        raise UsageError("usage", f"--months写作起月:止月，如2025-01:2025-06；写的是{text}。") from error


def verify(_options: argparse.Namespace) -> Answer:
    """核验存储：账本、原文件、数据文件、版本；有问题退出码为3。"""
    report = keep.verify()
    text = f"{'完好' if report.ok else '有问题'}：{report.versions}版、{report.submissions}次上报、{report.files}个文件"
    return Answer(documents.verified(report), "\n".join([text, *report.problems, *report.warnings]), damaged=not report.ok)


def backup(options: argparse.Namespace) -> Answer:
    """备份整个存储到一个文件；备份时可继续使用。"""
    keep.backup(options.file)
    return Answer({"file": str(options.file)}, f"已备份到{options.file}")


def restore(options: argparse.Namespace) -> Answer:
    """由备份恢复；数据目录须为空。"""
    keep.restore(options.file)
    return Answer({"file": str(options.file)}, "已恢复")

"""数据上报·合成一份：各表由谁填了几处，填得不一样的几处。"""

from dashboard.figures.picture import Picture, render
from dashboard.flows.joining import Clash, Draft
from dashboard.intake import headers


def draft(found: Draft) -> Picture:
    """谁填了哪张表。"""
    rows = [(sheet, list(who.items())) for sheet, who in found.filled.items()]
    return Picture("合成一份", render("joining.html", said=headers.said(found.header), rows=rows, clashes=len(found.clashes)))


def asked(clash: Clash) -> str:
    """一处怎样不一样。"""
    said = "，".join(f"《{file}》写的是{text}" for file, text in clash.said.items())
    where = f"“{clash.sheet}”表{clash.cell}" if clash.cell else f"“{clash.sheet}”表"
    return f"{where}填得不一样：{said}。取哪一份？"

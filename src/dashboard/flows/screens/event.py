"""一项活动打开后：原文、主办承办、各站、洽谈·签约·落地、出处。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.facts import Stop
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import Moment
from dashboard.flows.screens.programme import Programme
from dashboard.flows.screens.where import Where
from dashboard.wording.periods import date_zh, month_zh

_WIDE = ("内容", "说明")


@dataclass(frozen=True, slots=True)
class StopRow:
    """一站：地点、日期、状态、洽谈·签约·落地、来源文件与单元格。"""

    stop: Stop
    day: str
    file: str


@dataclass(frozen=True, slots=True)
class Detail:
    """打开的一项活动；没找到的 programme 为 None。facts 为（名目、文字、是否占整行）。"""

    no: str
    programme: Programme | None
    facts: tuple[tuple[str, str, bool], ...]
    stops: tuple[StopRow, ...]


def detail(dash: Dashboard, at: Moment, found: Sequence[Programme], where: Where) -> Detail:
    """地址里 event 所指的活动。"""
    no = where.pick("event")
    mine = next((p for p in found if p.activity.no == no), None)
    if mine is None:
        return Detail(no, None, (), ())
    return Detail(no, mine, tuple((k, v, k in _WIDE) for k, v in _facts(mine) if v), tuple(_stop(dash, at, s) for s in mine.activity.stops))


def source_text(p: Programme) -> str:
    """出处：附件4第9行、文件里的一节，或“上报”。"""
    activity = p.activity
    if activity.source == "上报":
        return "板块上报，计划里没有"
    return f"{activity.source}第{activity.no}行" if activity.no.isdigit() else activity.source


def _facts(p: Programme) -> list[tuple[str, str]]:
    activity = p.activity
    count = f"计划{activity.count}场" if activity.count is not None and activity.source != "上报" else ""
    held = f"已办{len(p.held)}场" if p.held else "未报举办"
    missing = f"{p.missing}场逾期未报" if p.missing else ""
    return [
        ("原文日期", f"“{activity.planned.words.strip()}”" if activity.planned.words.strip() else ""),
        ("场次", "，".join(filter(None, (count, held, missing)))),
        ("内容", activity.content),
        ("主办", activity.host),
        ("承办", activity.co_host),
        ("板块", activity.unit),
        ("类型", "·".join(filter(None, (activity.type, activity.theme)))),
        ("地点", f"{'、'.join(filter(None, activity.places)) or '未写'}（{activity.scope}）"),
        ("出处", source_text(p)),
        ("说明", activity.note),
    ]


def _stop(dash: Dashboard, at: Moment, stop: Stop) -> StopRow:
    file = dash.keep(("submission", stop.submission, at.version), lambda: dash.store.submission(stop.submission)).file_name
    day = date_zh(stop.held) if stop.held else f"{month_zh(stop.period)}报"
    return StopRow(stop, day, file)

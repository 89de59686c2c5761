"""“说明”表：谁填、哪一期、怎么填，和照着填的例子。"""

from collections.abc import Sequence

from dashboard.domain.facts import Measure
from dashboard.domain.submissions import Kind, Table
from dashboard.intake import columns
from dashboard.intake.layout import GridSheet, Layout, ListSheet
from dashboard.intake.spreadsheet import Page

NAME = "说明"
_WIDTHS = {1: 3.0, 2: 26.0, **dict.fromkeys(range(3, 12), 13.0)}
_SAMPLES = {
    str(Measure.MONTH): 15,
    str(Measure.YEAR_TO_DATE): 135,
    str(Measure.STOCK): 135,
    str(Measure.NUMERATOR): 256.3,
    str(Measure.DENOMINATOR): 480.5,
}
_WORDS: dict[str, str | float] = {"name": "示例项目", "topic": "中试平台落地条件", "place": "上海", "host": "本单位", "partner": "某科研院所", "number": "KC2025001", "factor": 1, "stage": "落地", "talks": 8, "signed": 3}
_LIST_SAMPLE = 8
_TASKS = (1200, 180, 150, 120, 160, 90, 110)


def page(layout: Layout, mark: str, due: str = "") -> Page:
    """说明表。"""
    found = Page(NAME, widths=dict(_WIDTHS))
    found.put(1, 2, layout.title, "title")
    found.heights[1] = 34
    row = _section(found, 3, "这份表")
    for text in (*_about(layout, due), *([f"【{mark}】"] if mark else [])):
        row = _line(found, row, text)
    row = _section(found, row + 1, "怎么填")
    for number, text in enumerate(_steps(layout), 1):
        row = _line(found, row, f"{number}. {text}")
    row = _section(found, row + 1, "填好的样子（数是举例）")
    for part in (next(iter(layout.grids), None), next(iter(layout.lists), None)):
        if part is not None:
            row = _sample(found, row, part) + 1
    found.span = (row, max(_WIDTHS))
    return found


def _section(found: Page, row: int, text: str) -> int:
    for column in range(2, max(_WIDTHS) + 1):
        found.put(row, column, text if column == 2 else None, "section" if column == 2 else "band")
    found.heights[row] = 24
    return row + 1


def _line(found: Page, row: int, text: str) -> int:
    found.put(row, 2, text, "meta")
    found.heights[row] = 21
    return row + 1


def _about(layout: Layout, due: str) -> tuple[str, ...]:
    sheets = "、".join(f"“{s.name}”" for s in layout.sheets)
    return (
        f"填报单位：{layout.owner_words}　　期间：{layout.period_words}",
        f"要填的表：{sheets}",
        f"{due}；口径以{layout.lead}的通知为准。" if due else f"报送时限和口径以{layout.lead}的通知为准。",
        "填好后在“数据上报”页上传，由另一人审核。",
    )


def _steps(layout: Layout) -> list[str]:
    """只说这份表用得着的。"""
    flows = any("本月" in row.open for grid in layout.grids for row in grid.rows)
    steps = ["白色的格子填数，灰色的格子锁着不用填；不要改表名、表头和隐藏的列。"]
    if layout.grids:
        steps += [
            "没有数据的留空（算未报），数是零的填0，两者不同。不要写“—”“约10”“10余”“3-5”这样的字。",
            "按“计量单位”一列的单位填，只填数：要亿元的填亿元，不要填万元。",
        ]
    if flows:
        steps.append("本年累计从1月累加到本月：上月的本年累计＋本月＋核增－核减＝本年累计，对不上的审核人会问。")
    must, may = ([s.name for s in layout.lists if s.optional is optional] for optional in (False, True))
    if must:
        steps.append(f"“{'”“'.join(must)}”一行一条，带*的必填；本月没有的，在表头上方“{columns.NONE_LABEL}”右边选“{columns.YES}”。")
    if may:
        steps.append(f"“{'”“'.join(may)}”可以不填，有变化的才写；下发时已带上次报的。")
    if layout.lists:
        steps.append("日期写成2025-06-18这样；项目编号、统一社会信用代码照原样写，前面的0不要丢。")
    if layout.header.kind is Kind.TARGETS:
        steps.append("没有下达任务的留空；占比填百分数，如55，不带%。")
    return [*steps, "用了公式的，上传前在Excel或WPS里打开并保存一次。"]


def _sample(found: Page, row: int, part: GridSheet | ListSheet) -> int:
    """一张表的表头和一行填好的例子。"""
    heads, cells = _grid_sample(part) if isinstance(part, GridSheet) else _list_sample(part)
    found.put(row, 2, f"“{part.name}”", "hint")
    _cells(found, row + 1, heads, "head")
    _cells(found, row + 2, cells, "sample")
    found.heights |= {row + 1: 32, row + 2: 22}
    return row + 3


def _cells(found: Page, row: int, values: Sequence[str | float | None], look: str) -> None:
    for column, value in enumerate(values, 2):
        found.put(row, column, value, "label" if look == "sample" and isinstance(value, str) else look)


def _grid_sample(part: GridSheet) -> tuple[list[str], list[str | float | None]]:
    """填的格子最多的那一行，最多六列数。"""
    row = max(part.rows, key=lambda r: len(r.open))
    shown, labels = part.columns[:6], part.labels[1:]
    numbers = [_sample_value(part, place) if c.header in row.open else None for place, c in enumerate(shown)]
    return [*labels, *(c.header for c in shown)], [*(row.label(h) for h in labels), *numbers]


def _sample_value(part: GridSheet, place: int) -> float | None:
    column = part.columns[place]
    if column.measure is not None:
        return _SAMPLES.get(str(column.measure))
    return _TASKS[place] if part.table is Table.TARGETS else _TASKS[place + 1]


def _list_sample(part: ListSheet) -> tuple[list[str], list[str | float | None]]:
    shown = sorted(part.columns, key=lambda c: not c.required)[:_LIST_SAMPLE]
    shown = [c for c in part.columns if c in shown]
    return [c.header + ("*" if c.required else "") for c in shown], [_list_value(c) for c in shown]


def _list_value(column: columns.ListColumn) -> str | float | None:
    if column.field in _WORDS:
        return _WORDS[column.field]
    if column.kind is columns.Kind.FLAG:
        return columns.YES
    if column.kind is columns.Kind.DATE:
        return "2025-06-18"
    return column.options[0] if column.options else None

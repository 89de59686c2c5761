"""催报清单写成工作簿。"""

from dashboard.domain.month import Month
from dashboard.exports.tables import Sheet, Value
from dashboard.exports.tables import workbook as written
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.reporting import Reminder, reminders
from dashboard.flows.reviewing import exported
from dashboard.wording.periods import month_zh, period_zh

HEAD = ("序号", "报送者", "缺的报表", "截止日", "迟几天", "情况", "联系部门")
_WIDTHS = (4, 12, 18, 8, 5, 10, 12)


def workbook(dash: Dashboard, city: str, month: Month) -> bytes:
    """催报清单 .xlsx，A4横向；模拟数据写明。"""
    profile, at = dash.profile(city, dash.version()), now()
    found = reminders(dash, city, month)
    mark = "　模拟数据" if dash.simulated(city) else ""
    note = f"{month.year}年{period_zh(month)}逾期未报{len(found)}份，制表时间{at:%Y-%m-%d %H:%M}{mark}"
    sheet = Sheet("催报清单", f"{profile.name}{month_zh(month)}催报清单", note, HEAD, [row(n, r) for n, r in enumerate(found, 1)], _WIDTHS)
    return written(sheet)


def exported_book(dash: Dashboard, city: str, month: Month, by: str) -> bytes:
    """同 workbook，导出记进审计。"""
    found = workbook(dash, city, month)
    exported(dash, by, city, "", str(month.code), f"导出{month_zh(month)}催报清单")
    return found


def row(number: int, item: Reminder) -> tuple[Value, ...]:
    """一行。"""
    state = "退回未重报" if item.returned else "未报"
    return (number, item.owner, item.missing, item.deadline.day, item.days_late, state, item.contact)

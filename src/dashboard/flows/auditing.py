"""审计：谁、何时、对什么做了什么；市级看全市，板块、部门只看自己的（INTAKE R36）。"""

from dataclasses import dataclass

from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.exports.tables import Sheet, workbook
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.reviewing import exported
from dashboard.storage.audit import Entry, Faces, Sought
from dashboard.wording.deadlines import until_zh

_SHEET_ROWS = 1_000_000
ACTIONS = {
    "上报": ("submit", "attach", "withdraw"),
    "审核": ("accept", "return", "endorse", "finalize"),
    "开锁": ("unlock",),
    "考核": ("assess", "appeal", "appeal_reply"),
    "规则和别名": ("alias", "alias_end", "profile", "rules"),
    "导出和取件": ("export", "fetch_attachment"),
    "登录和账户": ("sign_in", "sign_in_failed", "sign_out", "password", "account_add", "account_change"),
    "其他": ("refuse", "clock"),
}
"""按事分的几类 → 审计里的短名。"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """要看的：谁的（板块或部门）、哪一类、谁做的、哪次上报、记在哪个月（YYYY-MM）；空的不限。"""

    owner: str = ""
    what: str = ""
    by: str = ""
    subject: str = ""
    month: str = ""


def entries(dash: Dashboard, city: str, by: str, wanted: Wanted, most: int | None = None) -> tuple[Entry, ...]:
    """合要求的审计记录，新的在前，most 为最多几条；by 为看的人，板块、部门的人只看自己的，无权的抛 InputError。"""
    return tuple(dash.store.audit(city, _sought(dash, city, by, wanted), most))


def faces(dash: Dashboard, city: str, by: str, wanted: Wanted) -> Faces:
    """合要求的有几条，里面有哪些板块、人、月份；权限同 entries。"""
    return dash.store.audit_faces(city, _sought(dash, city, by, wanted))


def _sought(dash: Dashboard, city: str, by: str, wanted: Wanted) -> Sought:
    owner = _own(dash, by) or wanted.owner
    require(dash, by, Action.READ_AUDIT, city, owner)
    if wanted.what and wanted.what not in ACTIONS:
        raise InputError("audit_kind", f"没有“{wanted.what}”这一类。可用：{'、'.join(ACTIONS)}。")
    return Sought(owner, wanted.subject, wanted.by, ACTIONS.get(wanted.what, ()), _month(wanted.month))


def _month(text: str) -> str:
    try:
        return str(Month.parse(text)) if text else ""
    except ValueError as error:
        raise InputError("audit_month", f"审计的{error}。") from error


def _own(dash: Dashboard, by: str) -> str:
    account = dash.store.accounts().get(by)
    return account.owner if account else ""


def exported_book(dash: Dashboard, city: str, by: str, wanted: Wanted) -> bytes:
    """写成 .xlsx；导出本身也进审计。"""
    found = entries(dash, city, by, wanted)
    if len(found) > _SHEET_ROWS:
        raise InputError("audit_rows", f"有{len(found)}条，一张表放不下。请按月份或类别分开导出。")
    name, mark = dash.profile(city, dash.version()).name, "　含模拟数据" if dash.simulated(city) else ""
    note = f"共{len(found)}条，新的在前，制表时间{now():%Y-%m-%d %H:%M}{mark}"
    rows = [(e.number, until_zh(e.at), e.by, e.owner, kind_of(e), e.detail) for e in found]
    sheet = Sheet("审计记录", f"{name}审计记录", note, ("序号", "时间", "谁", "板块或部门", "类别", "做了什么"), rows, (5, 12, 10, 12, 8, 50))
    exported(dash, by, city, _own(dash, by) or wanted.owner, "", f"导出审计记录{len(found)}条")
    return workbook(sheet)


def kind_of(entry: Entry) -> str:
    """一条属哪一类。"""
    return next((name for name, actions in ACTIONS.items() if entry.action in actions), "其他")


__all__ = ["ACTIONS", "Wanted", "entries", "exported_book", "faces", "kind_of"]

"""审计：谁、何时、对什么做了什么；市级看全市，板块、部门只看自己的（INTAKE R36）。"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.people import Action
from dashboard.exports.tables import Sheet, workbook
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard, now
from dashboard.flows.reviewing import exported
from dashboard.storage.audit import Entry
from dashboard.wording.deadlines import until_zh

MOST = 5_000
ACTIONS = {
    "上报": ("submit", "attach", "withdraw"),
    "审核": ("accept", "return", "endorse", "finalize"),
    "开锁": ("unlock",),
    "考核": ("assess", "appeal", "appeal_reply"),
    "规则和别名": ("alias", "alias_end", "profile"),
    "导出和取件": ("export", "fetch_attachment"),
    "登录和账户": ("sign_in", "sign_in_failed", "sign_out", "password", "account_add", "account_change"),
    "其他": ("refuse", "clock"),
}
"""按事分的几类 → 审计里的短名。"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """要看的：谁的（板块或部门）、哪一类、谁做的、哪次上报；空的不限。"""

    owner: str = ""
    what: str = ""
    by: str = ""
    subject: str = ""


def entries(dash: Dashboard, city: str, by: str, wanted: Wanted) -> tuple[Entry, ...]:
    """合要求的审计记录，新的在前；by 为看的人，板块、部门的人只看自己的，无权的抛 InputError。"""
    owner = _own(dash, by) or wanted.owner
    require(dash, by, Action.READ_AUDIT, city, owner)
    kinds = ACTIONS.get(wanted.what, ())
    found = dash.store.audit(city, owner, wanted.subject, MOST)
    return tuple(e for e in found if (not kinds or e.action in kinds) and wanted.by in ("", e.by))


def _own(dash: Dashboard, by: str) -> str:
    account = dash.store.accounts().get(by)
    return account.owner if account else ""


def exported_book(dash: Dashboard, city: str, by: str, wanted: Wanted) -> bytes:
    """写成 .xlsx；导出本身也进审计。"""
    found = entries(dash, city, by, wanted)
    name, mark = dash.profile(city, dash.version()).name, "　含模拟数据" if dash.simulated(city) else ""
    note = f"共{len(found)}条，新的在前，制表时间{now():%Y-%m-%d %H:%M}{mark}"
    rows = [(e.number, until_zh(e.at), e.by, e.owner, kind_of(e), e.detail) for e in found]
    sheet = Sheet("审计记录", f"{name}审计记录", note, ("序号", "时间", "谁", "板块或部门", "类别", "做了什么"), rows, (5, 12, 10, 12, 8, 50))
    exported(dash, by, city, _own(dash, by) or wanted.owner, "", f"导出审计记录{len(found)}条")
    return workbook(sheet)


def kind_of(entry: Entry) -> str:
    """一条属哪一类。"""
    return next((name for name, actions in ACTIONS.items() if entry.action in actions), "其他")


def people(found: Sequence[Entry]) -> list[str]:
    """出现过的人，按条数多的在前。"""
    names = [e.by for e in found if e.by]
    return sorted(set(names), key=lambda name: (-names.count(name), name))


__all__ = ["ACTIONS", "Wanted", "entries", "exported_book", "kind_of", "people"]

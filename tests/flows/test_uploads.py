"""上报的流程：模板带上期数，检查不写入，同一份不报两次，审核须另一人，更正有底，审定之前先审完。"""

import threading
from datetime import date
from pathlib import Path

import pytest
from tests.intake.workbench import Bench

from dashboard.domain.month import Month
from dashboard.domain.problems import DashboardError, InputError, UsageError
from dashboard.domain.submissions import Kind, MonthState, State
from dashboard.flows import handing, judge, reviewing, uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment
from dashboard.intake.guard import read_books
from dashboard.intake.queue import QUEUE, unheard
from dashboard.storage import disk

JUNE = Month(2025, 6)
SME = "tech_sme_annual"


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def book(total: int, owner: str = "昆山市", month: Month = JUNE) -> tuple[str, bytes]:
    """一份只填了一个数的月报。"""
    return f"{owner}.xlsx", Bench(owner=owner, month=month).put(SME, 本年累计=total).content()


def accepted(dash: Dashboard, total: int, month: Month = JUNE, replaces: str | None = None, owner: str = "昆山市") -> str:
    """报一份并审核通过，返回编号。"""
    (found,) = uploads.submit(dash, [book(total, owner, month)], by="张三", accept_by="李四", replaces=replaces)
    assert found.submission is not None
    return found.submission.id


def actual(dash: Dashboard, version: int | None = None) -> float | None:
    """昆山市2025年6月的完成数。"""
    at = moment(dash, "suzhou", JUNE, version)
    return next(g.actual for g in judge.goals(dash, at, "昆山市") if g.goal.id == SME)


def test_检查不写入(dash: Dashboard) -> None:
    before = dash.version()
    (report,) = uploads.check_books(dash, [book(5)])
    assert report.ok
    assert dash.version() == before
    assert reviewing.submissions(dash, "suzhou") == ()


def test_上报_审核_画面就变(dash: Dashboard) -> None:
    (sent,) = uploads.submit(dash, [book(5)], by=" 张三 ")
    assert sent.submission is not None
    assert (sent.submission.state, sent.submission.by, sent.submission.version) == (State.SUBMITTED, "张三", None)
    assert actual(dash) is None
    version = reviewing.accept(dash, [sent.submission.id], by="李四")
    assert actual(dash) == 5
    assert actual(dash, version - 1) is None


def test_同一份再报还是那一份(dash: Dashboard) -> None:
    first = uploads.submit(dash, [book(5)], by="张三", accept_by="李四")[0]
    again = uploads.submit(dash, [book(5)], by="王五", accept_by="李四")[0]
    assert (first.repeated, again.repeated) == (False, True)
    assert first.submission == again.submission
    assert len(reviewing.submissions(dash, "suzhou", JUNE)) == 1


def test_同一批里同样的两份算一份_不同的两份都不收(dash: Dashboard) -> None:
    one, two = uploads.submit(dash, [book(5), book(5)], by="张三")
    assert one.submission == two.submission is not None
    outcomes = uploads.submit(dash, [book(6), book(7)], by="张三")
    assert [o.submission for o in outcomes] == [None, None]
    assert "这一批里还有一份也是昆山市2025年6月板块月报，内容不同" in outcomes[0].report.problems[0].message


def test_有阻断问题的不报_没问题的照报(dash: Dashboard) -> None:
    bad = ("坏.xlsx", Bench(owner="太仓市").put(SME, 本年累计="约5").content())
    broken, good, refused = uploads.submit(dash, [bad, book(5), ("图.xlsx", b"\x89PNG")], by="张三")
    assert (broken.submission, refused.submission) == (None, None)
    assert good.submission is not None


def test_几份一起审核是一版(dash: Dashboard) -> None:
    sent = uploads.submit(dash, [book(5), book(6, "太仓市")], by="张三")
    before = dash.version()
    version = reviewing.accept(dash, [o.submission.id for o in sent if o.submission], by="李四")
    assert version == dash.version() == before + 1


@pytest.mark.parametrize(("by", "accept_by", "said"), [("", None, "请填写上报人姓名"), ("张三", " ", "请填写审核人姓名"), ("张三", "张三 ", "请由另一人审核")])
def test_留名(dash: Dashboard, by: str, accept_by: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        uploads.submit(dash, [book(5)], by=by, accept_by=accept_by)
    assert reviewing.submissions(dash, "suzhou") == ()


def test_不审核自己报的(dash: Dashboard) -> None:
    (sent,) = uploads.submit(dash, [book(5)], by="张三")
    assert sent.submission is not None
    with pytest.raises(InputError, match="由张三上报。请由另一人审核"):
        reviewing.accept(dash, [sent.submission.id], by="张三")


def test_更正换掉旧数_旧版还查得到(dash: Dashboard) -> None:
    first = accepted(dash, 5)
    before = dash.version()
    accepted(dash, 8, replaces=first)
    assert (actual(dash), actual(dash, before)) == (8, 5)
    assert dash.store.submission(first).state is State.SUPERSEDED


def test_报的底已被别人换掉_说出是谁(dash: Dashboard) -> None:
    first = accepted(dash, 5)
    (late,) = uploads.submit(dash, [book(9)], by="王五", replaces=first)
    accepted(dash, 8)
    assert late.submission is not None
    with pytest.raises(InputError, match=r"李四于.*接收了张三报的"):
        reviewing.accept(dash, [late.submission.id], by="赵六")
    assert actual(dash) == 8


def test_更正的底须是同一期已接收的(dash: Dashboard) -> None:
    may = accepted(dash, 4, Month(2025, 5))
    (waiting,) = uploads.submit(dash, [book(5)], by="张三")
    assert waiting.submission is not None
    with pytest.raises(UsageError, match="是昆山市2025年5月板块月报，这份文件是昆山市2025年6月板块月报"):
        uploads.submit(dash, [book(6)], by="张三", replaces=may)
    with pytest.raises(UsageError, match="没有接收过"):
        uploads.submit(dash, [book(6)], by="张三", replaces=waiting.submission.id)
    with pytest.raises(DashboardError, match="没有编号为x的上报"):
        uploads.submit(dash, [book(6)], by="张三", replaces="x")


def test_选好的报送者和月份须与文件一致(dash: Dashboard) -> None:
    wanted = Bench(owner="太仓市", month=Month(2025, 7)).header
    (found,) = uploads.check_books(dash, [book(5)], "suzhou", wanted)
    assert "这是昆山市2025年6月板块月报，现在选的是太仓市2025年7月板块月报" in found.problems[0].message
    (found,) = uploads.check_books(dash, [book(5)], "nantong")
    assert "这是苏州市的模板，现在选的是南通市" in found.problems[0].message


def test_不是下发的模板(dash: Dashboard) -> None:
    from openpyxl import Workbook
    from tests.intake.workbench import saved

    (found,) = uploads.check_books(dash, [("自己的.xlsx", saved(Workbook()))])
    assert (found.header, found.problems[0].rule) == (None, "foreign")


def test_模板带上期数(dash: Dashboard) -> None:
    accepted(dash, 120, Month(2025, 5))
    content = uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, 202506)
    (filled,) = read_books([("模板.xlsx", content)])
    sheet = filled.sheet("指标月报")
    assert sheet is not None
    assert (sheet.text(10, 9), sheet.text(4, 9)) == ("120", "上期数（参考）")
    january = uploads.template(dash, "suzhou", Kind.UNIT, "昆山市", None, 202601)
    (fresh,) = read_books([("模板.xlsx", january)])
    assert "120" not in [written for row in fresh.sheets[1].rows.values() for written in map(str, row.values())]


@pytest.mark.parametrize(
    ("kind", "unit", "department", "period", "said"),
    [
        (Kind.UNIT, "昆仑市", None, 202506, "请用--unit给出板块"),
        (Kind.DEPARTMENT, None, "市水利局", 202506, "请用--department给出部门"),
        (Kind.DEPARTMENT, None, "市统计局", 202505, "市统计局2025年5月没有应报的指标"),
        (Kind.UNIT, "昆山市", None, 201006, "没有2010-06"),
    ],
)
def test_模板要得不对(dash: Dashboard, kind: Kind, unit: str | None, department: str | None, period: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        uploads.template(dash, "suzhou", kind, unit, department, period)


def test_部门可写全称带城市名(dash: Dashboard) -> None:
    assert uploads.template(dash, "nantong", Kind.DEPARTMENT, None, "南通市科学技术局", 202506)


def test_还有待审的不能审定(dash: Dashboard) -> None:
    accepted(dash, 5)
    uploads.submit(dash, [book(6, "太仓市")], by="张三")
    with pytest.raises(InputError, match="还有1份没有审核（太仓市）"):
        reviewing.finalize(dash, "suzhou", JUNE, by="王五")


def test_审定(dash: Dashboard) -> None:
    accepted(dash, 5)
    version = reviewing.finalize(dash, "suzhou", JUNE, by="王五")
    assert dash.store.month_state("suzhou", JUNE, version) is MonthState.FINALIZED


def test_原文件一字节不变(dash: Dashboard) -> None:
    name, content = book(5)
    (sent,) = uploads.submit(dash, [(f"../{name}", content)], by="张三")
    assert sent.submission is not None
    found, back = reviewing.source(dash, sent.submission.id)
    assert (back, found.file_name) == (content, f"../{name}")
    assert not list(dash.data_dir.parent.rglob(name))


def test_共建系数按各板块已报的合计核对(dash: Dashboard) -> None:
    def shared(owner: str, factor: float, lead: bool) -> tuple[str, bytes]:
        bench = Bench(owner=owner).put(SME, 本年累计=1)
        bench.add("科创项目", number="KC1", name="共建", lead=lead, factor=factor, stage="落地", recognised=date(2025, 6, 2))
        return f"{owner}.xlsx", bench.content()

    uploads.submit(dash, [shared("昆山市", 0.6, True)], by="张三", accept_by="李四")
    good, over = uploads.check_books(dash, [shared("太仓市", 0.4, False), shared("常熟市", 0.5, False)])
    assert good.problems == ()
    assert [p.rule for p in over.problems] == ["shares"]


def test_磁盘写不进时说清(dash: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(disk, "sync", full)
    with pytest.raises(DashboardError, match="已有数据不受影响"):
        uploads.submit(dash, [book(5)], by="张三")
    assert reviewing.submissions(dash, "suzhou") == ()


def test_没有收下的原样留着(dash: Dashboard) -> None:
    picture = ("../图.xlsx", b"\x89PNG" + bytes(100))
    wrong = ("错.xlsx", Bench().put(SME, 本年累计="约10").content())
    uploads.receive(dash, [picture, wrong, book(5, owner="太仓市")], "suzhou")
    uploads.submit(dash, [picture], by="张三")
    kept = {r.file_name: r for r in handing.refused(dash, "")}
    assert kept.keys() == {"../图.xlsx", "错.xlsx"}
    assert handing.refused_content(dash, kept["../图.xlsx"].sha256, "") == picture[1]
    assert "约10" in kept["错.xlsx"].reason
    assert not uploads.check_books(dash, [("别处.xlsx", b"\x89PNG2")])[0].ok
    assert len(handing.refused(dash, "")) == 2


def test_排队时知道前面还有几批(dash: Dashboard) -> None:
    told: list[int] = []
    with QUEUE.turn(1, unheard), QUEUE.turn(2, unheard):
        waits = threading.Event()

        def waiting(ahead: int) -> None:
            told.append(ahead)
            waits.set()

        reader = threading.Thread(target=lambda: uploads.check_books(dash, [book(5)], waiting=waiting))
        reader.start()
        assert waits.wait(20)
    reader.join(60)
    assert told[0] == 1
    assert told[-1] == 0

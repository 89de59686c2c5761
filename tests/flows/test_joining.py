"""几个人填同一份：各填各的合成一份，填得不一样的要选，各人的原件留着。"""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.running import Command
from tests.flows.test_uploads import SME
from tests.intake.workbench import Bench

from dashboard.domain.attachments import AttachmentKind
from dashboard.domain.problems import InputError
from dashboard.domain.submissions import Table
from dashboard.flows import attaching, joining, uploads
from dashboard.flows.dashboard import Dashboard

File = tuple[str, bytes]


@pytest.fixture
def dash(data_dir: Path) -> Dashboard:
    return Dashboard(data_dir)


def numbers(name: str = "张三.xlsx", **more: object) -> File:
    """管数的人填的：科技型中小企业，备注也写了。"""
    bench = Bench().put(SME, **{"本月": 3, "本年累计": 20, **more}).cell("指标月报", "J10", "已核对")
    return name, _untick(bench)


def talks(name: str = "李四.xlsx", topic: str = "中试基地") -> File:
    """管洽谈的人填的：只有一次洽谈。"""
    return name, _untick(Bench().add("洽谈", day=date(2025, 6, 3), topic=topic))


def _untick(bench: Bench) -> bytes:
    """没有填的清单不选“本月无”：那是别人的事。"""
    for sheet in ("科创项目", "活动", "洽谈"):
        if sheet not in bench.lists:
            bench.cell(sheet, "B3", None)
    return bench.content()


def ticked() -> File:
    return "王五.xlsx", Bench().content()


def values(dash: Dashboard, content: bytes) -> dict[str, object]:
    (report,) = uploads.check_books(dash, [("合成.xlsx", content)])
    return {r["measure"]: r["value"] for r in report.tables[Table.FACTS]} | {"洽谈": [r["topic"] for r in report.tables[Table.TALKS]]}


def test_各填各的表合成一份_说出谁填了什么(dash: Dashboard) -> None:
    draft = joining.join(dash, [numbers(), talks()], {}, "")
    assert (draft.clashes, draft.header) == ((), Bench().header)
    assert draft.filled["指标月报"] == {"张三.xlsx": 3}
    assert draft.filled["洽谈"] == {"李四.xlsx": 1}
    assert values(dash, draft.content) == {"本月": 3, "本年累计": 20, "洽谈": ["中试基地"]}
    assert load_workbook(BytesIO(draft.content))["指标月报"]["J10"].value == "已核对"


def test_没有人管的清单还是要问本月有没有(dash: Dashboard) -> None:
    draft = joining.join(dash, [numbers(), talks()], {}, "")
    (report,) = uploads.check_books(dash, [(draft.name, draft.content)])
    assert [(p.rule, p.sheet) for p in report.problems] == [("none_unticked", "科创项目"), ("none_unticked", "活动")]


def test_填得不一样的格子要选(dash: Dashboard) -> None:
    files = [numbers(), numbers("赵六.xlsx", 本年累计=25)]
    draft = joining.join(dash, files, {}, "")
    assert [(c.key, dict(c.said)) for c in draft.waiting] == [("指标月报!E10", {"张三.xlsx": "20", "赵六.xlsx": "25"})]
    assert draft.content == b""
    done = joining.join(dash, files, {"指标月报!E10": "赵六.xlsx"}, "")
    assert values(dash, done.content)["本年累计"] == 25
    assert joining.join(dash, files, {"指标月报!E10": "没有这个人.xlsx"}, "").waiting


def test_两份清单选一份_或接起来(dash: Dashboard) -> None:
    files = [numbers(), talks(), talks("赵六.xlsx", "概念验证")]
    (clash,) = joining.join(dash, files, {}, "").waiting
    assert (clash.key, clash.options) == ("洽谈", ("李四.xlsx", "赵六.xlsx", "接起来"))
    assert values(dash, joining.join(dash, files, {"洽谈": "赵六.xlsx"}, "").content)["洽谈"] == ["概念验证"]
    assert values(dash, joining.join(dash, files, {"洽谈": "接起来"}, "").content)["洽谈"] == ["中试基地", "概念验证"]


def test_一个说本月无_一个填了_要选(dash: Dashboard) -> None:
    (clash,) = joining.join(dash, [talks(), ticked()], {}, "").waiting
    assert dict(clash.said) == {"李四.xlsx": "1行", "王五.xlsx": "本月无"}


def test_写错的原样留着_由检查说(dash: Dashboard) -> None:
    draft = joining.join(dash, [numbers(本年累计="约20"), ticked()], {}, "")
    (report,) = uploads.check_books(dash, [(draft.name, draft.content)])
    assert [(p.rule, p.cell, p.value) for p in report.problems] == [("number", "E10", "约20")]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([numbers()], "合成要两份以上"),
        ([numbers(), ("别家.xlsx", Bench(owner="太仓市").content())], "不是同一单位同一期的"),
        ([numbers(), ("坏.xlsx", b"PK\x03\x04")], "《坏.xlsx》：文件不完整"),
        ([numbers(), ("自己的.csv", "指标,本月\n甲,1\n".encode())], "不是本系统下发的模板，不能合成"),
    ],
)
def test_不能合成的(dash: Dashboard, files: list[File], said: str) -> None:
    with pytest.raises(InputError, match=said):
        joining.join(dash, files, {}, "")


def test_同名的加上序号(dash: Dashboard) -> None:
    draft = joining.join(dash, [numbers("月报.xlsx"), talks("月报.xlsx")], {}, "")
    assert set(draft.filled["洽谈"]) == {"2.月报.xlsx"}


def test_命令_合成一份再报_原件留着(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = Command(data_dir, capsys)
    files = [numbers(), ticked(), numbers("赵六.xlsx", 本年累计=25)]
    paths = []
    for name, content in files:
        (tmp_path / name).write_bytes(content)
        paths.append(str(tmp_path / name))
    waiting = command("join", *paths, "-o", str(tmp_path / "合成.xlsx"))
    assert waiting.code == 1
    assert "指标月报!E10填得不一样：张三.xlsx写的是20，赵六.xlsx写的是25" in waiting.out
    assert command("join", *paths, "--choose", "指标月报!E10=赵六.xlsx", "-o", str(tmp_path / "合成.xlsx")).code == 0
    assert (tmp_path / "合成.xlsx").stat().st_size > 0
    found = command.json("submit", *paths, "--join", "--choose", "指标月报!E10=赵六.xlsx", "--by", "张三")
    dash = Dashboard(data_dir)
    kept = attaching.listed(dash, found["submission"], "")
    assert [(a.file_name, a.kind) for a in kept] == [(name, AttachmentKind.WORKBOOK) for name, _ in files]
    assert [dash.store.attachment(found["submission"], n) for n in (1, 2, 3)] == [content for _, content in files]

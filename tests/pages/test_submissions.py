"""数据上报页：传一份、看问题、上报、另一人审核、审定，画面随即变；坏文件只得一句话。"""

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from tests.pages.opened import opened
from tests.worlds import World

from dashboard.domain.month import Month
from dashboard.domain.submissions import Header, Kind, State
from dashboard.flows import judge, uploads
from dashboard.flows.moments import moment
from dashboard.intake.layout import layout
from dashboard.intake.templates import Filling, write

JUNE = Month(2025, 6)
HERE = {"city": "suzhou", "month": "2025-06"}
KUNSHAN = {**HERE, "kind": "unit", "owner": "昆山市"}


def book(world: World, total: float | str = 12) -> bytes:
    """昆山市6月月报：只填外资研发机构的本月与本年累计，清单都勾本月无。"""
    header = Header(Kind.UNIT, "suzhou", "昆山市", None, JUNE.code)
    plan = layout(world.dash.profile("suzhou", world.dash.version()), header)
    values = {("指标月报", "foreign_rd_center_new", "昆山市", name): v for name, v in (("本月", 2), ("本年累计", total))}
    return write(plan, Filling(values))


def pictures(app: AppTest) -> str:
    """页面上各块画面的 HTML，接成一串。"""
    assert not app.exception, app.exception
    return "".join(str(json.loads(block.proto.json)["html"]) for block in app.get("bidi_component"))


def test_从上传到画面变(world: World) -> None:
    app = opened("submissions", **KUNSHAN)
    app.file_uploader(key="files").upload("昆山.xlsx", book(world)).run()
    assert "昆山市板块月报没有问题，可以上报" in pictures(app)
    app.text_input(key="by").set_value("张三").run()
    app.button[0].click().run()
    assert "已上报，请另一人审核" in app.success[0].value
    assert "昆山市板块月报已上报，等另一人审核" in pictures(app)
    assert "已经报上来了" in pictures(app)
    (sent,) = world.dash.store.submissions("suzhou")
    assert (sent.state, sent.by) == (State.SUBMITTED, "张三")

    review = opened("submissions", **HERE, do="review", id=sent.id)
    assert "外资研发机构（新增）" in pictures(review)
    review.text_input(key="reviewer").set_value("李四").run()
    review.button[0].click().run()
    assert "已审核通过" in review.success[0].value

    final = opened("submissions", **HERE, do="finalize")
    final.text_input(key="finalizer").set_value("王五").run()
    final.button[0].click().run()
    assert "已审定" in final.success[0].value
    at = moment(world.dash, "suzhou")
    found = next(r for r in judge.goals(world.dash, at) if r.goal.id == "foreign_rd_center_new")
    assert (at.month, at.finalized, found.actual) == (JUNE, True, 12)
    assert "12/100家" in pictures(opened("overview", city="suzhou"))


def test_问题写在原表旁边且不能上报(world: World) -> None:
    app = opened("submissions", **KUNSHAN)
    app.file_uploader(key="files").upload("昆山.xlsx", book(world, "3,2OO")).run()
    drawn = pictures(app)
    assert "1处必须改" in drawn
    assert "写的是3,2OO（字母O），不是数字。<b>请改成3200</b>" in drawn
    assert 'class="error"' in drawn
    assert app.button[0].disabled


def test_本人不能审核自己的(world: World) -> None:
    (outcome,) = uploads.submit(world.dash, [("昆山.xlsx", book(world))], by="张三")
    assert outcome.submission is not None
    review = opened("submissions", **HERE, do="review", id=outcome.submission.id)
    review.text_input(key="reviewer").set_value("张三").run()
    review.button[0].click().run()
    assert "请由另一人审核" in review.error[0].value


def test_没写姓名不能上报(world: World) -> None:
    app = opened("submissions", **KUNSHAN)
    app.file_uploader(key="files").upload("昆山.xlsx", book(world)).run()
    app.button[0].click().run()
    assert "请填写上报人姓名" in app.error[0].value
    assert world.dash.store.submissions("suzhou") == ()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("name", "content", "said"), [("图.xlsx", b"\x89PNG\r\n", "PNG图片"), ("坏.xlsx", b"PK\x03\x04", "不完整")])
def test_坏文件只得一句话(name: str, content: bytes, said: str) -> None:
    app = opened("submissions", **KUNSHAN)
    app.file_uploader(key="files").upload(name, content).run()
    assert said in pictures(app)


def test_选的是别的板块说清楚(world: World) -> None:
    app = opened("submissions", **{**KUNSHAN, "owner": "太仓市"})
    app.file_uploader(key="files").upload("昆山.xlsx", book(world)).run()
    assert "现在选的是" in pictures(app)


def test_牵头部门每月都在应报之列(world: World) -> None:
    assert "市科技局" in pictures(opened("submissions", city="suzhou", month="2025-05"))
    assert world.dash.version() > 0


def test_在页面上改_说明_上报_退回_再报_看位次再审(world: World) -> None:
    world.unit("昆山市", Month(2025, 5), {"foreign_rd_center_new": 20})
    app = opened("submissions", **KUNSHAN)
    content = book(world, "1O")
    app.file_uploader(key="files").upload("昆山.xlsx", content).run()
    (fix,) = [t for t in app.text_input if "foreign" not in t.key and t.key.startswith("answer")]
    assert "写的是1O（字母O）" in fix.label
    fix.set_value("10")
    _press(app, "记下答复，再检查一次")
    assert "1处说明了就能上报" in pictures(app)
    assert _button(app, "先把需说明的说明了").disabled
    explain = next(t for t in app.text_input if t.key.startswith("answer") and "·explain·" in t.key)
    explain.set_value("上月多报了十家，已核减")
    _press(app, "记下答复，再检查一次")
    app.text_input(key="by").set_value("张三").run()
    _press(app, "上报1份")
    (sent,) = world.dash.store.submissions("suzhou", JUNE.code)
    assert [(str(r.kind), r.cell, r.text, r.old) for r in world.dash.store.replies(sent.id)] == [
        ("fix", "E8", "10", "1O"),
        ("explain", "E8", "上月多报了十家，已核减", ""),
    ]
    assert world.dash.store.source(sent.id) == content

    review = opened("submissions", **HERE, do="review", id=sent.id)
    drawn = pictures(review)
    assert "“1O”改正为“10”" in drawn
    assert "上月多报了十家，已核减" in drawn
    review.text_input(key="reviewer").set_value("李四").run()
    _press(review, "退回")
    assert "请写明理由" in review.error[0].value
    review.text_input(key="reason").set_value("与台账对不上，请核对").run()
    _press(review, "退回")
    assert world.dash.store.submission(sent.id).state is State.RETURNED
    assert "与台账对不上，请核对" in pictures(opened("submissions", **HERE, do="review"))
    back = opened("submissions", **KUNSHAN)
    assert "退回的理由：与台账对不上，请核对（李四" in pictures(back)
    assert [b.label for b in back.get("download_button")] == ["下载模板", "下载退回的原表（带标记）"]


def _button(app: AppTest, label: str) -> Button:
    return next(b for b in app.button if b.label == label)


def _press(app: AppTest, label: str) -> None:
    _button(app, label).click().run()
    assert not app.exception, app.exception


def test_几个人填的合成一份再报(world: World) -> None:
    """两份同一期的：列出谁填了什么，合成以后照一份检查。"""
    app = opened("submissions", **KUNSHAN)
    app.file_uploader(key="files").upload("甲.xlsx", book(world)).upload("乙.xlsx", book(world, 13)).run()
    assert "这几份都是昆山市2025年6月板块月报：可以合成一份" in pictures(app)
    (choice,) = [s for s in app.selectbox if str(s.key).startswith("join·")]
    assert "填得不一样：《甲.xlsx》写的是12，《乙.xlsx》写的是13" in choice.label.replace("\\", "")
    _press(app, "合成一份，再检查")
    assert "还有1处没有选" in app.error[0].value
    next(s for s in app.selectbox if str(s.key).startswith("join·")).set_value("乙.xlsx")
    _press(app, "合成一份，再检查")
    assert "昆山市板块月报没有问题，可以上报" in pictures(app)


def _press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()

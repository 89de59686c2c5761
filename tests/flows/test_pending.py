"""更正待审：画面上仍是上次审核通过的数，写明谁有更正待审。"""

from pathlib import Path

from tests.flows.test_uploads import JUNE, accepted, actual, book

from dashboard.flows import reviewing, uploads
from dashboard.flows.corrections import pending_units
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.moments import moment


def test_更正待审_画面仍是上次审核通过的(data_dir: Path) -> None:
    dash = Dashboard(data_dir)
    accepted(dash, 5)
    at = moment(dash, "suzhou", JUNE)
    assert pending_units(dash, at) == ()
    (waiting,) = uploads.submit(dash, [book(9)], by="张三")
    uploads.submit(dash, [book(9, "太仓市")], by="张三")
    assert waiting.submission is not None
    assert pending_units(dash, moment(dash, "suzhou", JUNE)) == ("昆山市",), "太仓市没有审核通过的，不是更正"
    assert actual(dash) == 5
    assert pending_units(dash, moment(dash, "suzhou", JUNE, dash.version() - 1)) == (), "回看旧版的不标"
    july = moment(dash, "suzhou", JUNE + 1)
    assert pending_units(dash, july) == ("昆山市（6月）",), "6月的更正也动7月的累计数"
    assert pending_units(dash, moment(dash, "suzhou", JUNE + -1)) == ()
    reviewing.accept(dash, [waiting.submission.id], by="李四")
    assert pending_units(dash, moment(dash, "suzhou", JUNE)) == ()

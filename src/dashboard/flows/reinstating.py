"""旧版重报：以前的一版原样再报一次，照样要审（INTAKE R35）。"""

from dashboard.domain.problems import InputError, UsageError
from dashboard.domain.submissions import State, Submission
from dashboard.flows import uploads
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.reviewing import source


def reinstate(dash: Dashboard, identity: str, by: str) -> list[Submission]:
    """把以前的一版重新报一次：原来的字节、原来的答复，作为对现行那一次的更正；照样要审。"""
    old, content = source(dash, identity)
    current = next((s for s in dash.store.submissions(old.header.city) if s.header == old.header and s.state is State.ACCEPTED), None)
    if current is not None and current.id == old.id:
        raise UsageError("current", f"《{old.file_name}》就是现行的一版，不用重新报。")
    outcomes = uploads.submit(
        dash,
        [(old.file_name, content)],
        by=by,
        replaces=current.id if current else None,
        expected=old.header,
        replies=[dash.store.replies(identity)],
    )
    bad = next((o.report for o in outcomes if o.submission is None), None)
    if bad is not None:
        raise InputError("not_now", f"《{old.file_name}》按现在的检查不能报：{bad.problems[0].message}", bad.problems)
    return [o.submission for o in outcomes if o.submission is not None]

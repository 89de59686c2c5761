"""试算：在一套规则的草稿里改几处，用同一段程序另排一次，与现行的并排看；说明理由，从还没有审定的月份起存成新的一套。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import profiles
from dashboard.access.people import named
from dashboard.domain.assessment import AssessmentRules, LightPreset
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.people import Action
from dashboard.domain.problems import InputError
from dashboard.domain.results import Leaderboard
from dashboard.flows import rank
from dashboard.flows.accounts import require
from dashboard.flows.dashboard import Dashboard
from dashboard.flows.judge import evidence, project_shares
from dashboard.flows.moments import Moment, check_month
from dashboard.flows.reviewing import said
from dashboard.metrics import ranking
from dashboard.profiles import Change, ProfileError
from dashboard.storage.contracts.profiling import NewRules
from dashboard.wording.periods import month_zh
from dashboard.wording.trial import closed, since


@dataclass(frozen=True, slots=True)
class Trial:
    """一次试算：由哪一套规则改来、改成怎样、改了哪几处；现行的榜和试算的榜；lights 为现行的和试算的亮灯预设。"""

    base: AssessmentRules
    rules: AssessmentRules
    changes: tuple[Change, ...]
    now: Leaderboard
    tried: Leaderboard
    lights: tuple[LightPreset, LightPreset]

    @property
    def changed(self) -> bool:
        """与现行的规则不同。"""
        return self.rules != self.base


def tried(dash: Dashboard, at: Moment, changes: Sequence[Change]) -> Trial:
    """在该月的规则上改 changes 几处，另排一次；改得不对抛 InputError，说出全部问题。"""
    profile = dash.profile(at.city, at.version)
    base = profile.rules_at(at.month)
    rules = amended(profile, base, changes)
    now = rank.leaderboard(dash, at)
    board = dash.keep(("tried", *at.key, tuple(changes)), lambda: _ranked(dash, at, profile, rules)) if rules != base else now
    return Trial(base, rules, tuple(changes), now, board, (profile.light_of(base), profile.light_of(rules)))


def amended(profile: CityProfile, base: AssessmentRules, changes: Sequence[Change]) -> AssessmentRules:
    """改过的规则，核对与读城市档案时一样。"""
    try:
        return profiles.rules_from(profiles.amended(profiles.table_of(base), changes), profile)
    except ProfileError as error:
        found = "；".join(f"{p.entry.removeprefix('试算').strip()}：{p.message.rstrip('。')}" for p in error.problems)
        raise InputError("rules", f"这样改不成立：{found}。") from error


def _ranked(dash: Dashboard, at: Moment, profile: CityProfile, rules: AssessmentRules) -> Leaderboard:
    """哪个月都用这一套规则的档案，照常排名。"""
    only = replace(profile, rule_sets=(replace(rules, start=None),))
    return ranking.leaderboard(only, at.month, evidence(dash, at), project_shares(dash, at), at.finalized)


def open_from(dash: Dashboard, city: str) -> Month:
    """新规则最早从哪个月起：审定了、考核过的最后一个月的下一个月。"""
    closed, start = dash.store.closed_until(city), dash.profile(city, dash.version()).start
    return start if closed is None else closed + 1


def check_start(dash: Dashboard, city: str, start: Month) -> None:
    """起用的月份须还没有审定、考核过，且在城市的期内；不是的抛错说明最早从哪个月。"""
    check_month(dash.profile(city, dash.version()), start)
    first = open_from(dash, city)
    if start < first:
        raise InputError("past", closed(start, first))


@dataclass(frozen=True, slots=True)
class Saving:
    """要保存的：从哪个月起用、谁、为什么。"""

    start: Month
    by: str
    reason: str


def save(dash: Dashboard, at: Moment, changes: Sequence[Change], item: Saving) -> AssessmentRules:
    """把草稿存成新的一套规则，档案发布成新的一版；以前的月份照旧。同一个月另存过的由它代替。"""
    person = named(item.by, "保存的人")
    require(dash, person, Action.SET_RULES, at.city)
    reason = said(item.reason)
    check_start(dash, at.city, item.start)
    current = dash.profile(at.city, dash.version())
    base = dash.profile(at.city, at.version).rules_at(at.month)
    draft = amended(current, base, changes)
    made = _numbered(current, replace(draft, start=item.start, note=f"{reason}（{person}保存，由{base.id}改来）"), base)
    _store(dash, current, made, person, reason)
    return made


def _numbered(current: CityProfile, draft: AssessmentRules, base: AssessmentRules) -> AssessmentRules:
    """编号接着当年的往下排；与那个月本来的规则一样的不存。"""
    assert draft.start is not None
    usual = current.rules_at(draft.start)
    if replace(draft, id="", name="", start=None, note="") == replace(usual, id="", name="", start=None, note=""):
        raise InputError("unchanged", f"与{month_zh(draft.start)}本来用的“{usual.name}”一样，没有可保存的改动。")
    identity = _next([r.id for r in current.rule_sets], draft.start.year)
    name = base.name.replace(base.id, identity) if base.id in base.name else f"考核规则{identity}"
    return replace(draft, id=identity, name=name)


def _next(known: Sequence[str], year: int) -> str:
    """当年用过的最大号的下一个；代替掉的那一套的号不再用。"""
    used = [int(n) for y, dash, n in (i.partition("-") for i in known) if y == str(year) and dash and n.isdecimal()]
    return f"{year}-{max(used, default=0) + 1}"


def _store(dash: Dashboard, current: CityProfile, made: AssessmentRules, by: str, reason: str) -> None:
    """加进现行的档案，整份再核对一遍，发布。"""
    folder = dash.store.profile_folder(current.id, dash.version())
    assert folder is not None
    assert made.start is not None
    contents = profiles.contents(folder)
    old = next((r for r in current.rule_sets if r.start == made.start and profiles.saved_name(r.id) in contents), None)
    kept = {name: content for name, content in contents.items() if old is None or name != profiles.saved_name(old.id)}
    whole = {**kept, profiles.saved_name(made.id): profiles.text_of(made).encode()}
    try:
        found = profiles.read_contents(whole, current.id)
    except ProfileError as error:
        raise InputError("rules", "；".join(f"{p.file} {p.entry}：{p.message.rstrip('。')}" for p in error.problems) + "。") from error
    if made.id not in {r.id for r in found.rule_sets}:
        raise InputError("pinned", "城市档案profile.toml里的assessment_rules写明只用一套规则，保存了也用不上。请先去掉那一行。")
    instead = f"，代替“{old.name}”" if old else ""
    detail = f"保存“{made.name}”，{since(made.start)}用{instead}：{reason}"
    dash.store.save_rules(NewRules(current.id, made.start, whole, profiles.content_hash(whole), folder, by, detail))


def versions(profile: CityProfile) -> tuple[AssessmentRules, ...]:
    """全部规则，新起用的在前。"""
    return tuple(sorted(profile.rule_sets, key=lambda r: r.start.code if r.start else 0, reverse=True))


__all__ = ["Change", "Saving", "Trial", "amended", "check_start", "open_from", "save", "tried", "versions"]

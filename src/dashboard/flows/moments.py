"""时刻：哪座城市、哪个月、哪一版，是否审定。"""

from dataclasses import dataclass, replace

from dashboard.domain.assessment import LightPreset
from dashboard.domain.city import CityProfile
from dashboard.domain.month import Month
from dashboard.domain.problems import UsageError
from dashboard.domain.submissions import MonthState
from dashboard.flows.dashboard import Dashboard
from dashboard.queries import reports


@dataclass(frozen=True, slots=True)
class Moment:
    """一次提问所指的时刻；state 为该月在该版的状态。换了亮灯预设看的，profile 已换成它，own_light 为本市自己的。"""

    profile: CityProfile
    month: Month
    version: int
    draft: str | None
    state: MonthState
    own_light: LightPreset | None = None

    @property
    def city(self) -> str:
        return self.profile.id

    @property
    def finalized(self) -> bool:
        return self.state is MonthState.FINALIZED

    @property
    def light(self) -> LightPreset:
        """这个月用的亮灯预设。"""
        return self.profile.light_at(self.month)

    @property
    def lights(self) -> str | None:
        """换了哪个亮灯预设看；本市自己的为 None。"""
        return self.light.name if self.own_light else None

    @property
    def key(self) -> tuple[object, ...]:
        """缓存键：城市、月份、版本、草稿、换了的亮灯预设。"""
        return (self.city, self.month, self.version, self.draft, self.lights)


def moment(
    dash: Dashboard, city: str, month: Month | None = None, as_of: int | None = None, draft: str | None = None, lights: str | None = None
) -> Moment:
    """定下时刻：不给月份取最近的审定月；没有审定月取最近有已接收上报的月；都没有取目标期末月。lights 为换哪个亮灯预设看。

    没有这座城市、这个月份、这一版（或那一版还没有这座城市）、这份草稿、这个预设，抛 UsageError。"""
    latest = dash.version()
    if as_of is not None:
        _check_version(dash, city, as_of, latest)
    if draft is not None:
        dash.store.submission(draft)
    version = latest if as_of is None else as_of
    profile = dash.profile(city, version)
    chosen = month or _default_month(dash, profile, version)
    check_month(profile, chosen)
    state = dash.store.month_state(city, chosen, version)
    return _lit(Moment(profile, chosen, version, draft, state), lights)


def _lit(at: Moment, lights: str | None) -> Moment:
    """换一个亮灯预设看；就是本市那个月用的则不换。"""
    other = _named(at.profile, lights) if lights else at.light
    return at if other == at.light else replace(at, profile=at.profile.lit_by(other), own_light=at.light)


def _named(profile: CityProfile, name: str) -> LightPreset:
    found = next((p for p in profile.lights if p.name == name), None)
    if found is None:
        raise UsageError("unknown_lights", f"{profile.name}没有亮灯预设“{name}”。可用：{'、'.join(p.name for p in profile.lights)}。")
    return found


def on(dash: Dashboard, at: Moment, month: Month) -> Moment:
    """同一版、同一份草稿、同一个亮灯预设的另一个月。"""
    return at if month == at.month else moment(dash, at.city, month, at.version, at.draft, at.lights)


def check_month(profile: CityProfile, month: Month) -> None:
    """月份须在这座城市的期内，或期末以后一年里；不在抛 UsageError。"""
    if not profile.start <= month <= profile.end + 12:
        raise UsageError("unknown_month", f"{profile.name}的数据从{profile.start}到{profile.end + 12}，没有{month}。")


def _check_version(dash: Dashboard, city: str, version: int, latest: int) -> None:
    if not 1 <= version <= latest:
        raise UsageError("unknown_version", f"没有第{version}版数据，现有第1版到第{latest}版。")
    if dash.store.profile_folder(city, version) is None and dash.store.profile_folder(city, latest) is not None:
        raise UsageError("unknown_version", f"第{version}版还没有城市{city}，请用后面的版本。")


def _default_month(dash: Dashboard, profile: CityProfile, version: int) -> Month:
    finalized = dash.store.finalized_months(profile.id, version)
    if finalized:
        return max(finalized)
    reported = reports.reporting(dash.cache.at(version), profile.id)
    return max(reported) if reported else profile.end


def known_months(dash: Dashboard, city: str) -> dict[Month, MonthState]:
    """有数据的月份和状态，新的在前。"""
    version = dash.version()
    reported = reports.reporting(dash.cache.at(version), city)
    finalized = set(dash.store.finalized_months(city, version))
    months = sorted(set(reported) | finalized, reverse=True)
    return {m: MonthState.FINALIZED if m in finalized else MonthState.COLLECTING for m in months}

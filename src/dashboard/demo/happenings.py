"""活动和洽谈：计划里的照计划办（少数取消、改期），往后几年再办，另有各家自己办的；洽谈一周一周地有。"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard.demo.chance import Chance
from dashboard.demo.settings import CitySettings, Series, Settings
from dashboard.domain.city import CITY_LEVEL, CityProfile, PlannedEvent, Scope
from dashboard.domain.month import Month, month_range

Row = dict[str, Any]
Rows = Mapping[tuple[str, Month], list[Row]]
EVERY_UNIT = "每个板块"
_OWN_TYPE = "板块招商活动"
_DATED = re.compile(r"第[一二三四五六七八九十\d]+届|\d{4}年")


@dataclass(frozen=True, slots=True)
class _Stop:
    """一场：owner 为谁的报表（板块或市级）。"""

    owner: str
    month: Month
    name: str
    host: str
    type: str
    place: str
    scope: Scope
    no: str = ""
    theme: str = ""
    words: str = ""
    tally: str = ""
    state: str = "已举办"


def event_rows(profile: CityProfile, settings: Settings, city: CitySettings) -> Rows:
    """每个板块（或市级）每个月的活动行；一行一场。"""
    found: dict[tuple[str, Month], list[Row]] = defaultdict(list)
    world = _World(profile, settings, city)
    for number, stop in enumerate(world.stops()):
        if city.first <= stop.month <= city.last:
            found[stop.owner, stop.month].append(world.row(stop, number))
    return {key: sorted(rows, key=lambda r: (r["held"] or date.max, r["name"], r["place"])) for key, rows in found.items()}


class _World:
    def __init__(self, profile: CityProfile, settings: Settings, city: CitySettings) -> None:
        self.profile, self.settings, self.city = profile, settings, city
        self.short = {g.id: g.short_name for g in profile.goals}
        self.numbered = {n for s in city.series for n in (s.number, *(n for some in s.numbers.values() for n in some)) if n}

    def chance(self, *names: object) -> Chance:
        return Chance(self.settings.seed, self.city.city, "活动", *names)

    def stops(self) -> Iterator[_Stop]:
        for year in range(self.city.first.year, self.city.last.year + 1):
            yield from self._from_plan(year)
            for series in self.city.series:
                yield from self._from_series(series, year)
            for unit in self.profile.unit_names:
                yield from self._own(unit, year)

    # 计划里的 ---------------------------------------------------------------

    def _from_plan(self, year: int) -> Iterator[_Stop]:
        for event in self.profile.events:
            if event.year is None or event.year > year or event.no in self.numbered or not event.stops:
                continue
            for index in range(event.stops):
                stop = self._planned(event, index, year)
                if stop is not None:
                    yield stop

    def _planned(self, event: PlannedEvent, index: int, year: int) -> _Stop | None:
        chance, mine = self.chance(event.no, index, year), self.city.events
        span = event.each[index if len(event.each) == event.stops else 0] if event.each else None
        if span is None or event.year is None:
            return None
        month = Month(year, chance.whole(span.first.month, span.last.month))
        place = event.places[index if len(event.places) == event.stops else 0] if event.places else self.profile.short_name
        owner = event.unit if event.unit in self.profile.unit_names else CITY_LEVEL
        stop = _Stop(owner, month, event.name, event.host, event.type, place, event.scope, event.no, event.theme, event.planned.words)
        if year == event.year:
            return stop if chance.hits(mine.held) else self._changed(stop, chance)
        if f"{year} {event.no}" in mine.skip or not chance.hits(mine.again):
            return None
        return replace(stop, name=" ".join(_DATED.sub("", event.name).split()), no="", words="")

    def _changed(self, stop: _Stop, chance: Chance) -> _Stop:
        """没照计划办的：三成取消，其余顺延一个月。"""
        if chance.hits(300):
            return replace(stop, state="取消")
        return replace(stop, month=min(stop.month + 1, Month(stop.month.year, 12)))

    # 每年都有的 -------------------------------------------------------------

    def _from_series(self, series: Series, year: int) -> Iterator[_Stop]:
        plan = {e.no: e for e in self.profile.events}
        if series.unit == EVERY_UNIT:
            for unit in self.profile.unit_names:
                if f"{year} {unit}" not in series.skip:
                    month = Month(year, self.chance(series.name, unit, year).pick(series.months))
                    yield self._series_stop(series, month, plan.get(series.number), unit, series.number)
            return
        for index, each in enumerate(series.months):
            month = Month(year, each)
            numbers = series.numbers.get(year, ())
            number = series.number or (numbers[index * len(numbers) // len(series.months)] if numbers else "")
            if str(month) not in series.skip:
                yield self._series_stop(series, month, plan.get(number), series.unit, number)

    def _series_stop(self, series: Series, month: Month, event: PlannedEvent | None, unit: str, number: str) -> _Stop:
        unit = unit or (event.unit if event else CITY_LEVEL)
        owner = unit if unit in self.profile.unit_names else CITY_LEVEL
        kind = series.type or (event.type if event else _OWN_TYPE)
        own = owner != CITY_LEVEL
        host = series.host or (owner if own else event.host if event else self.profile.short_name)
        place = series.place or (owner if own else event.places[0] if event and event.places else self.profile.short_name)
        name = series.name.format(unit=owner)
        words = event.planned.words if event else ""
        return _Stop(owner, month, name, host, kind, place, Scope.INSIDE, number, event.theme if event else "", words, series.tally)

    # 各家自己办的 -----------------------------------------------------------

    def _own(self, unit: str, year: int) -> Iterator[_Stop]:
        words, mine = self.settings.words, self.city.events
        for number in range(mine.away_per_unit + mine.home_per_unit):
            chance = self.chance("自办", unit, year, number)
            away = number < mine.away_per_unit
            place = chance.pick(words["away_places"]) if away else unit
            name = chance.pick(words["away_names" if away else "home_names"]).format(unit=unit, place=place)
            scope = Scope.AWAY if away and place != self.profile.short_name else Scope.INSIDE
            yield _Stop(unit, Month(year, chance.whole(2, 12)), name, unit, _OWN_TYPE, place, scope)

    def row(self, stop: _Stop, number: int) -> Row:
        """一场写成一行；取消的没有日期和成效。"""
        chance = self.chance("成效", stop.owner, stop.month, stop.name, stop.place, number)
        held = stop.state == "已举办"
        talks = chance.whole(6, 36)
        signed = chance.whole(1, max(1, talks // 3))
        return {
            "no": stop.no or None,
            "name": stop.name,
            "host": stop.host,
            "type": stop.type,
            "theme": stop.theme or None,
            "place": stop.place,
            "scope": str(stop.scope),
            "state": stop.state,
            "planned_words": stop.words or None,
            "held": _weekday(stop.month, chance.whole(4, 26)) if held else None,
            "tallies": self.short.get(stop.tally) if held else None,
            "talks": talks if held else None,
            "signed": signed if held else None,
            "landed": chance.whole(0, signed // 2) if held else None,
        }


def _weekday(month: Month, day: int) -> date:
    found = date(month.year, month.month, day)
    return found - timedelta(days=max(0, found.weekday() - 4))


def talk_rows(profile: CityProfile, settings: Settings, city: CitySettings) -> Rows:
    """每个板块每个月的洽谈行：一周至多一次，春节那周没有。"""
    found: dict[tuple[str, Month], list[Row]] = defaultdict(list)
    chains = profile.key_chains or ("科创",)
    for unit in profile.unit_names:
        for monday in _mondays(city):
            chance = Chance(settings.seed, city.city, "洽谈", unit, monday)
            week = monday.isocalendar()
            if (week.year, week.week) in settings.holiday_weeks or not chance.hits(city.talks_weekly):
                continue
            day = monday + timedelta(days=chance.whole(0, 4))
            topic = chance.pick(settings.words["talk_topics"]).format(chain=chance.pick(chains))
            row = {"day": day, "topic": topic, "partner": chance.pick(settings.words["talk_partners"])}
            found[unit, Month(day.year, day.month)].append(row)
    return found


def _mondays(city: CitySettings) -> Iterator[date]:
    first = date(city.first.year, city.first.month, 1)
    day = first + timedelta(days=-first.weekday() % 7)
    end = next(iter(month_range(city.last + 1, city.last + 1)))
    while day < date(end.year, end.month, 1):
        yield day
        day += timedelta(days=7)

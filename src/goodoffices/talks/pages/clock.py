"""Times as people at the talks read them: by their own clock, with UTC beside it.

What counts is UTC, and it is always there. A member chooses a clock on the page of log-ins; until
then it is that of the country whose language the browser asks for, where that has one clock only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from markupsafe import Markup

from goodoffices.base.i18n import comma, runs_leftwards, speaking
from goodoffices.look.dates import digits
from goodoffices.look.jalali import own_day
from goodoffices.talks.rules import STAMP

COOKIE = "__Host-clock"
"""The cookie that holds a chosen zone: nothing that anybody may not know."""


@cache
def zones() -> tuple[str, ...]:
    """Return the zones one can choose: a city each, by continent."""
    places = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    named = (zone for zone in available_timezones() if zone.partition("/")[0] in places)
    return ("UTC", *sorted(named))


@lru_cache(maxsize=256)
def zone_for(chosen: str, languages: str) -> str:
    """Return the zone to show times in: the chosen one, else the language's country's, else UTC."""
    from babel.core import get_global

    if chosen in zones():
        return chosen
    first = languages.partition(",")[0].partition(";")[0].strip().replace("-", "_")
    _language, _, territory = first.partition("_")
    if not territory:
        likely = get_global("likely_subtags").get(first.lower(), "")
        territory = likely.rpartition("_")[2] if "_" in likely else ""
    of_country = get_global("territory_zones").get(territory.upper(), ())
    return of_country[0] if len(of_country) == 1 and of_country[0] in zones() else "UTC"


@dataclass(frozen=True, slots=True)
class Told:
    """A moment in words: by a member's own clock, and in UTC."""

    day: str
    time: str
    city: str
    utc_day: str
    utc: str
    language: str

    @property
    def full(self) -> str:
        """Date and time, with UTC beside a clock that is another."""
        if not self.city:
            return _apart(f"{self.day}{_comma(self.language)}{self.utc} UTC", self.language)
        other = "" if self.utc_day == self.day else f"{self.utc_day}{_comma(self.language)}"
        said = f"{self.day}{_comma(self.language)}{self.time} {self.city} ({other}{self.utc} UTC)"
        return _apart(said, self.language)


def _comma(language: str) -> str:
    with speaking(language):
        return comma()


def _apart(said: str, language: str) -> str:
    """Set a moment apart, lest the letters of UTC wander off into the next words."""
    return f"\u2068{said}\u2069" if runs_leftwards(language) else said


@lru_cache(maxsize=4096)
def told(at: str, language: str, zone: str) -> Told | None:
    """Tell a moment of the log; None for what is no time."""
    try:
        when = datetime.strptime(at, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    own = when.astimezone(ZoneInfo(zone))
    return Told(
        _day(own, language),
        digits(f"{own:%H:%M}", language),
        city(zone, language),
        _day(when, language),
        digits(f"{when:%H:%M}", language),
        language,
    )


@lru_cache(maxsize=1024)
def city(zone: str, language: str) -> str:
    """Name a zone by its city; UTC has none."""
    from babel.dates import get_timezone_location

    if zone == "UTC":
        return ""
    return str(get_timezone_location(ZoneInfo(zone), locale=language, return_city=True))


def _day(when: datetime, language: str) -> str:
    """Say a day; in Persian first as the Jalali calendar has it, then as the Gregorian."""
    from babel.dates import format_date

    gregorian = format_date(when.date(), "d MMMM y", locale=language)
    return own_day(when.date(), gregorian, language)


@lru_cache(maxsize=4096)
def stamped(at: str, language: str, zone: str) -> Markup:
    """Return the time of a record for the margin: own clock on a line, UTC small beneath."""
    found = told(at, language, zone)
    if found is None:
        return Markup("<time><bdi>{}</bdi></time>").format(at)
    day = found.day.partition(" (")[0]
    own = f"{found.time} {found.city}" if found.city else f"{found.utc} UTC"
    shown = Markup('<time datetime="{}">{}{}<bdi>{}</bdi></time>')
    return shown.format(at, day, _comma(language), own) + _beside(found)


def hour(at: str, language: str, zone: str) -> Markup:
    """Return the time of day alone, by a member's own clock and in UTC."""
    found = told(at, language, zone)
    if found is None:
        return Markup("")
    own = f"{found.city} {found.time}" if found.city else f"{found.utc} UTC"
    return Markup('<time datetime="{}"><bdi>{}</bdi></time>').format(at, own) + _beside(found)


def _beside(found: Told) -> Markup:
    """Return UTC in small letters, where the clock is another."""
    if not found.city:
        return Markup("")
    return Markup(' <span class="tiny dim"><bdi>{} UTC</bdi></span>').format(found.utc)

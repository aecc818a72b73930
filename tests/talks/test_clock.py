"""Times by a member's own clock with UTC beside it, and the Persian calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.talks.world import NOON, DiskWorld
from tests.trust.caller import House

from goodoffices.base.solar import gregorian, jalali
from goodoffices.talks.pages import clock

KNOWN = {
    # first days of years as Iran's official calendar has them, and days treaties are known by
    date(2025, 3, 21): (1404, 1, 1),
    date(2024, 3, 20): (1403, 1, 1),
    date(2021, 3, 20): (1399, 12, 30),
    date(2021, 3, 21): (1400, 1, 1),
    date(2029, 3, 20): (1408, 1, 1),
    date(2015, 7, 14): (1394, 4, 23),
    date(1979, 2, 11): (1357, 11, 22),
    date(1953, 8, 19): (1332, 5, 28),
    date(2025, 5, 14): (1404, 2, 24),
}


@pytest.mark.parametrize("day", KNOWN, ids=str)
def test_days_that_are_known(day: date) -> None:
    assert jalali(day) == KNOWN[day]
    assert gregorian(*KNOWN[day]) == day


@given(st.dates(date(1800, 1, 1), date(2256, 12, 30)))
def test_one_day_follows_the_other(day: date) -> None:
    one, other = jalali(day), jalali(day + timedelta(days=1))
    assert one is not None
    assert other is not None
    year, month, number = one
    following = {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
    assert other in following
    assert 1 <= month <= 12
    assert 1 <= number <= (31 if month <= 6 else 30)
    assert gregorian(*one) == day
    assert jalali(date(1700, 1, 1)) is None
    assert gregorian(1404, 12, 30) is None


@pytest.mark.parametrize(
    ("chosen", "asked", "zone"),
    [
        ("Europe/Moscow", "fa", "Europe/Moscow"),
        ("", "fa", "Asia/Tehran"),
        ("", "fa-IR,fa;q=0.9", "Asia/Tehran"),
        ("", "fr-FR,fr", "Europe/Paris"),
        ("", "en-US", "UTC"),
        ("", "en", "UTC"),
        ("", "", "UTC"),
        ("", "xx-YY", "UTC"),
        ("../../etc/passwd", "en", "UTC"),
        ("Etc/Nonsense", "fa", "Asia/Tehran"),
    ],
)
def test_a_clock_is_chosen_or_that_of_a_country_with_one(
    chosen: str, asked: str, zone: str
) -> None:
    assert clock.zone_for(chosen, asked) == zone


def test_utc_always_stands_beside() -> None:
    told = clock.told(NOON, "en", "Asia/Tehran")
    assert told is not None
    assert told.full == "14 May 2025, 15:30 Tehran (12:00 UTC)"
    late = clock.told("2025-05-14T22:10:00Z", "en", "Asia/Tehran")
    assert late is not None
    assert late.full == "15 May 2025, 01:40 Tehran (14 May 2025, 22:10 UTC)"
    plain = clock.told(NOON, "en", "UTC")
    assert plain is not None
    assert plain.full == "14 May 2025, 12:00 UTC"
    persian = clock.told(NOON, "fa", "Asia/Tehran")
    assert persian is not None
    for words in ("۲۴ اردیبهشت ۱۴۰۴", "۲۰۲۵", "۱۵:۳۰", "۱۲:۰۰ UTC"):
        assert words in persian.full
    assert clock.told("no time", "en", "UTC") is None


def test_a_member_chooses_a_clock_and_this_browser_keeps_it(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path))
    answer = house.send("Ada", "POST", "/clock", {"zone": "Asia/Tehran"})
    assert answer.status == 303
    kept = answer.header("set-cookie")
    assert kept is not None
    assert kept.startswith("__Host-clock=Asia/Tehran; Path=/; HttpOnly; Secure; SameSite=Strict")
    assert house.send("Ada", "POST", "/clock", {"zone": "x; Path=/"}).header("set-cookie") is None
    assert "12:00 UTC" in house.get("Ada", "/room").text
    house.close()

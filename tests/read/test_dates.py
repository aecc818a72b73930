"""Dates: the reference set, the conventions, what must not be taken for a date, and properties."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.read.dates.finder import find_dates, resolve_date
from goodoffices.read.dates.rules import DateRule, rules, word_pattern

REFERENCE = Path(__file__).parents[1] / "reference/reading/own_dates.jsonl"
GOLD = [json.loads(line) for line in REFERENCE.read_text("utf-8").splitlines()]
WEDNESDAY = "2025-03-05"


@pytest.mark.parametrize("row", GOLD, ids=[row["id"] for row in GOLD])
def test_reference(row: dict) -> None:
    expected = row["expected"]["edtf"], row["expected"]["precision"]
    assert resolve_date(row["expression"], row["publication_date"]) == expected


ABSOLUTE = {
    "14 July 2015": "2015-07-14",
    "the 14th of July, 2015": "2015-07-14",
    "July 14th, 2015": "2015-07-14",
    "Tuesday, 14 July 2015": "2015-07-14",
    "Tue. July 14 2015": "2015-07-14",
    "Sept. 11, 2001": "2001-09-11",
    "2015-07-14": "2015-07-14",
    "2015-07-14T09:30:00+02:00": "2015-07-14",
    "2015/07/14": "2015-07-14",
    "14.7.2015": "2015-07-14",
    "14/07/2015": "2015-07-14",
    "07/14/2015": "2015-07-14",
    "05/05/2015": "2015-05-05",
    "29 February 2024": "2024-02-29",
    "July 2015": "2015-07",
    "July of 2015": "2015-07",
    "mid-July 2015": "2015-07-11/2015-07-20",
    "the end of July 2015": "2015-07-21/2015-07-31",
    "late February 2024": "2024-02-21/2024-02-29",
    "the beginning of 2015": "2015-01/2015-03",
    "the first half of 2015": "2015-01/2015-06",
    "the fourth quarter of 2015": "2015-10/2015-12",
    "Q3 2015": "2015-07/2015-09",
    "the summer of 2015": "2015-22",
    "the first week of July 2015": "2015-07-01/2015-07-07",
    "the last day of February 2024": "2024-02-29",
    "the year 2015": "2015",
    "the 1990s": "199X",
    "the early 1990s": "1990/1993",
    "the ’80s": "198X",
    "the nineties": "199X",
    "the nineteenth century": "18XX",
    "the 21st century": "20XX",
    "490 BC": "-0489",
    "2015–18": "2015/2018",
    "between 2015 and 2018": "2015/2018",
    "3-5 March 2025": "2025-03-03/2025-03-05",
    "March 3–5, 2025": "2025-03-03/2025-03-05",
    "from 3 to 5 March 2025": "2025-03-03/2025-03-05",
    "from 28 December to 3 January 2025": "2024-12-28/2025-01-03",
    "from January to March 2024": "2024-01/2024-03",
    "March–April 2024": "2024-03/2024-04",
    "January 2024 to March 2025": "2024-01/2025-03",
    "since 2018": "2018/..",
    "since the 1979 revolution": "1979/..",
    "from 2018 onwards": "2018/..",
    "before 2018": "../2018",
    "until 14 July 2015": "../2015-07-14",
    "by the end of 2015": "../2015-12-31",
    "no later than 30 June 2015": "../2015-06-30",
    "the 10th anniversary of the 2015 deal": "2025",
    "the eve of 14 July 2015": "2015-07-13",
    "New Year’s Eve 2024": "2024-12-31",
}


@pytest.mark.parametrize("expression", ABSOLUTE)
def test_absolute_dates_need_no_publication_date(expression: str) -> None:
    assert resolve_date(expression, None)[0] == ABSOLUTE[expression]
    assert resolve_date(expression, WEDNESDAY)[0] == ABSOLUTE[expression]


RELATIVE = {
    "today": "2025-03-05",
    "tonight": "2025-03-05",
    "last night": "2025-03-04",
    "the day before yesterday": "2025-03-03",
    "the day after tomorrow": "2025-03-07",
    "on Wednesday": "2025-03-05",
    "late on Thursday": "2025-02-27",
    "last Friday": "2025-02-28",
    "last Wednesday": "2025-02-26",
    "this Friday": "2025-03-07",
    "next Wednesday": "2025-03-12",
    "Tuesday of last week": "2025-02-25",
    "last weekend": "2025-03-01/2025-03-02",
    "over the weekend": "2025-03-01/2025-03-02",
    "last month": "2025-02",
    "next month": "2025-04",
    "this year": "2025",
    "next year": "2026",
    "late last year": "2024-10/2024-12",
    "early this month": "2025-03-01/2025-03-10",
    "earlier this week": "2025-03-03/2025-03-05",
    "earlier this month": "2025-03-01/2025-03-05",
    "later this month": "2025-03-05/2025-03-31",
    "earlier this year": "2025-01-01/2025-03-05",
    "in December": "2024-12",
    "in March": "2025-03",
    "December of last year": "2024-12",
    "on March 3": "2025-03-03",
    "on March 20": "2025-03-20",
    "three days ago": "2025-03-02",
    "two weeks ago": "2025-02-19",
    "a month ago": "2025-02",
    "two years ago": "2023",
    "about three years ago": "2022~",
    "a decade ago": "201X",
    "three days from now": "2025-03-08",
    "in two weeks’ time": "2025-03-17/2025-03-23",
    "over the past two weeks": "2025-02-19/2025-03-05",
    "last summer": "2024-22",
    "the last quarter of last year": "2024-10/2024-12",
    "the end of last month": "2025-02-21/2025-02-28",
    "since January": "2025-01/..",
    "since Monday": "2025-03-03/..",
    "by Friday": "../2025-03-07",
    "until the end of the week": "../2025-03-09",
    "by the end of the year": "../2025-12-31",
    "from Monday to Wednesday": "2025-03-03/2025-03-05",
    "from December to February": "2024-12/2025-02",
    "between 3 and 5 March": "2025-03-03/2025-03-05",
}


@pytest.mark.parametrize("expression", RELATIVE)
def test_relative_dates_are_reckoned_from_publication_only(expression: str) -> None:
    assert resolve_date(expression, WEDNESDAY)[0] == RELATIVE[expression]
    open_year = resolve_date(expression, None)[0]
    assert open_year is None or open_year.startswith("--")


@pytest.mark.parametrize(
    ("expression", "partial"),
    [
        ("on Feb. 12", "--02-12"),
        ("in February", "--02"),
        ("late December", "--12-21/--12-31"),
        ("3-5 March", "--03-03/--03-05"),
        ("the first week of March", "--03-01/--03-07"),
    ],
)
def test_without_publication_a_year_stays_open(expression: str, partial: str) -> None:
    assert resolve_date(expression, None)[0] == partial


@pytest.mark.parametrize(
    ("expression", "precision"),
    [
        ("recently", "vague"),
        ("in the coming weeks", "vague"),
        ("the past few days", "vague"),
        ("decades ago", "vague"),
        ("hours ago", "vague"),
        ("two years later", "unresolved"),
        ("the following day", "unresolved"),
        ("this winter", "unresolved"),
        ("30 February 2024", "impossible"),
        ("31 April", "impossible"),
        ("2024-02-30", "impossible"),
    ],
)
def test_what_fixes_no_date_has_none(expression: str, precision: str) -> None:
    assert resolve_date(expression, WEDNESDAY) == (None, precision)


def test_swapped_day_and_month_are_said_and_not_guessed() -> None:
    assert resolve_date("04/05/2015", None) == ("2015-XX-XX", "ambiguous")


def test_a_month_or_year_of_publication_reckons_no_finer_than_it_is() -> None:
    assert resolve_date("yesterday", "2025-03") == (None, "unresolved")
    assert resolve_date("last month", "2025-03") == ("2025-02", "month")
    assert resolve_date("in February", "2025") == ("--02", "month")
    assert resolve_date("last year", "2025") == ("2024", "year")
    assert resolve_date("last year", "2024/2025") == (None, "unresolved")


def found(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(m.text, m.edtf) for m in find_dates(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "Security Council resolutions 1701 and 1559, and Resolution 2231, remain in force.",
        "About 2,000 people and 2000 troops left; 1500 were wounded.",
        "They sent from 1500 to 2000 troops.",
        "Iran may respond and the crowds march on, but Theresa May said no.",
        "A second later the first half of the match was over.",
        "Black Friday, every Tuesday, Friday prayers and The Sunday Times.",
        "At 3/4 of the sites, 10-12 ships, 24/7, Flight 1999 and Highway 2020.",
        "A two-week truce, a 10-day pause, a 5-year plan, three weeks of fighting.",
        "The late president gave an early warning at the end of the war.",
        "It was over 2000 and since 1,990 tonnes were left, in 2000 barrels.",
        "Sun. reporters sat and wed; the report ID is 2025-03-0512.",
        "Next door, the last man, the past, this, the day.",
        "In two weeks of talks they met twice.",
        "They raised the price by 2015 dollars in fiscal 2024.",
    ],
)
def test_numbers_verbs_and_names_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_the_sentence_tells_whether_a_weekday_lies_ahead() -> None:
    text = (
        "Peskov said on Monday that Russia will help. Talks will resume on Monday, he told "
        "reporters on Tuesday. On Friday, Iran will host envoys. U.S. President Trump is due to "
        "speak on Thursday."
    )
    assert found(text) == [
        ("Monday", "2025-03-03"),
        ("Monday", "2025-03-10"),
        ("Tuesday", "2025-03-04"),
        ("Friday", "2025-03-07"),
        ("Thursday", "2025-03-06"),
    ]


def test_a_date_that_names_an_event_keeps_its_year_open() -> None:
    assert found("the October 7 attack") == [("October 7", "--10-07")]
    assert found("He left on October 7.") == [("October 7", "2024-10-07")]


def test_dates_stand_where_they_are_found() -> None:
    text = "Elected in 2013 (2005-2009 as mayor), he left\nthe 2015 deal in mid-\nMarch 2018."
    assert found(text, None) == [
        ("2013", "2013"),
        ("2005-2009", "2005/2009"),
        ("2015", "2015"),
        ("mid-\nMarch 2018", "2018-03-11/2018-03-20"),
    ]


def test_an_agency_dateline_is_dated() -> None:
    assert found("MOSCOW, March 5. /TASS/. Talks began.") == [("March 5", "2025-03-05")]


VOCABULARY = (
    "on in since until from to between and the of last next this early mid- late week month "
    "year Monday Friday March May 3 5th 12 31 2018 2025 1990s quarter first second half ago two "
    "yesterday today recently summer - – , . / ' will said 2025-03-05 13/04/2024 weekend before "
    "end beginning Feb. Q1 BC century anniversary deal troops Resolution \n"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)


def parses(edtf: str) -> bool:
    """Parse a value; an open year is filled in with a leap year first."""
    parse_edtf(re.sub(r"(^|/)--", r"\g<1>2024-", edtf))
    return True


@settings(deadline=None)
@given(TEXTS, st.dates() | st.none())
def test_every_mention_is_verbatim_and_every_value_parses(text, published) -> None:
    anchor = published.isoformat() if published else None
    end = 0
    for mention in find_dates(text, anchor):
        assert mention.text == text[mention.start : mention.end]
        assert mention.start >= end
        assert mention.text
        end = mention.end
        assert mention.edtf is None or parses(mention.edtf)
        assert mention.precision


@settings(deadline=None)
@given(TEXTS)
def test_nothing_relative_is_absolute_without_publication(text) -> None:
    for mention in find_dates(text, None):
        if mention.relative and mention.edtf is not None:
            assert all(end.startswith("--") for end in mention.edtf.split("/"))


@settings(deadline=None)
@given(TEXTS, st.dates(), st.dates())
def test_what_is_not_relative_is_the_same_whenever_it_was_published(text, one, other) -> None:
    def absolute(published):
        return {
            (m.start, m.end, m.edtf)
            for m in find_dates(text, published.isoformat())
            if not m.relative
        }

    assert absolute(one) == absolute(other)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.pattern.pattern[:40])
@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_text_that_holds_a_date_is_passed_over(rule: DateRule, data) -> None:
    written = re.compile(rf"\A(?:{rule.pattern.pattern})", rule.pattern.flags)
    text = data.draw(st.from_regex(written).filter(written.search))
    assert word_pattern("told").search(text)

"""What a page says about itself: title, authors, language, outlet, address and publication date.

Title, authors and site name come from the page's declarations by way of trafilatura. The date does
not: what the page declares as its time of publication counts first (metadata, JSON-LD, a ``time``
element of the report), then what its words say by the headline
(:mod:`goodoffices.read.document.published`), then a date in its own address. A date guessed from
the body may be of anything, and an invented date poisons all that rests on it, so an undated page
stays undated.
"""

from __future__ import annotations

import calendar
import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from goodoffices.base.edtf import is_edtf
from goodoffices.base.solar import gregorian
from goodoffices.read.document.outlets import known_outlet, outlet_of
from goodoffices.read.document.published import of_a_change
from goodoffices.read.words import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_UTC = re.compile(r"T\d\d.*(?:Z|[+-]00:?00)$", re.IGNORECASE)
"""A timestamp by the clock of Greenwich."""
_OWN_CLOCK = re.compile(r"T\d\d.*[+-](?!00:?00)\d\d:?\d\d$", re.IGNORECASE)
"""A timestamp by another clock, which tells the day of its own place."""

_REMARK = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/|//[^\n]*', re.DOTALL)
"""A string of a script, or a remark of whoever wrote the script."""
_LABEL = re.compile(
    r"(?:user ?name|user|log ?in|guest|admin(?:istrator)?|web ?master|editor(?:ial)?|author|staff"
    r"|news ?(?:room|desk)|unknown|anonymous|n/?a)(?: (?:user|writer|reporter|team|staff|desk))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says about itself in its metadata; None where it is silent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    published_from: str | None = None
    outlet: str | None = None
    address: str | None = None


@dataclass(slots=True)
class _Meta:
    """The page's meta elements and its JSON-LD, read once."""

    named: dict[str, str] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)


def read_facts(root: HtmlElement, main: HtmlElement | None) -> Facts:
    """Gather what the page says about itself."""
    meta = _meta(root)
    address = _address(root, meta)
    published, source = _published(root, meta, main, address)
    title, authors, site = _by_trafilatura(root)
    outlet = meta.named.get("og:site_name") or outlet_of(address) or _publisher(meta)
    if outlet is None and site and title and site.casefold() not in title.casefold():
        outlet = site
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = language or meta.named.get("content-language") or meta.named.get("og:locale")
    return Facts(
        title=title,
        authors=authors,
        language=_language_tag(language),
        published=published,
        published_from=source,
        outlet=outlet,
        address=address,
    )


def _language_tag(tag: str | None) -> str | None:
    """Return the language of a tag such as ``en-GB``, two or three letters, or None."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_,;\s]|$)", tag or "")
    return match[1].lower() if match else None


def _meta(root: HtmlElement) -> _Meta:
    """Read the page's meta elements (the first of each name) and its JSON-LD."""
    meta = _Meta()
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = (name or element.get("http-equiv") or "").strip().lower()
        value = (element.get("content") or "").strip()
        if name and value:
            meta.named.setdefault(name, value[:2000])
    for element in root.iter("script"):
        if "ld+json" in (element.get("type") or "") and len(element.text or "") < 500_000:
            with contextlib.suppress(ValueError, RecursionError):
                meta.linked += list(_things(_linked(element.text or "")))
    return meta


def _linked(words: str) -> object:
    """Return the value of JSON-LD, also where it is wrapped, or written with small faults."""
    bare = re.sub(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]|--)>\s*;?\s*$", "", words)
    try:
        return json.loads(bare, strict=False)
    except ValueError:
        bare = _REMARK.sub(lambda m: m[0] if m[0].startswith('"') else "", bare)
        return json.loads(re.sub(r",(?=\s*[}\]])", "", bare), strict=False)


def _things(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the typed objects at the top of a JSON-LD value and in its graph."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)
        yield from _things(value.get("mainEntity"), depth + 1)


def _address(root: HtmlElement, meta: _Meta) -> str | None:
    """Return the page's own address, as it states it."""
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            href = (element.get("href") or "").strip()
            if href.startswith(("http://", "https://")):
                return str(href)
    stated = [meta.named.get("og:url"), *(t.get("url") for t in meta.linked if _is_report(t))]
    return next(
        (s for s in stated if isinstance(s, str) and s.startswith(("http://", "https://"))), None
    )


def _publisher(meta: _Meta) -> str | None:
    """Return the publisher's name that the page's JSON-LD gives."""
    for thing in meta.linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"]).strip() or None
    return None


def _is_report(thing: dict[str, Any]) -> bool:
    """Tell whether a JSON-LD object is the page's article."""
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(k, str) and re.search(r"Article|Report|Posting|WebPage|Creative", k)
        for k in kinds
    )


def _published(
    root: HtmlElement, meta: _Meta, main: HtmlElement | None, address: str | None
) -> tuple[str | None, str | None]:
    """Return the publication date and where it was found.

    Only what the page declares counts: its metadata, or an element for the time of publication.
    """
    articles = [t for t in meta.linked if _is_report(t)]
    articles.sort(key=lambda t: "WebPage" in str(t.get("@type")))
    surest, others = table("markup.json")["dates"]
    declared: list[object] = [meta.named.get(name) for name in surest]
    for key in ("datePublished", "dateCreated"):
        declared += [one for t in articles for one in _several(t.get(key))]
    declared += [meta.named.get(name) for name in others]
    days = [(value, day) for value in declared if (day := edtf_day(value))]
    if days:
        return _local(days, date_in_address(address)), "metadata"
    for value in _marked_times(root, main):
        day = edtf_day(value)
        if day:
            return day, "time"
    return None, None


def _local(days: list[tuple[object, str]], addressed: str | None) -> str:
    """Return the first of some days, or the local day where that one is reckoned in UTC.

    A page of the evening in New York is of the next day in Greenwich. Where the same page tells its
    day by a clock of its own, or its address has the day before, that is meant.
    """
    value, day = days[0]
    if len(day) < len("2025-03-05") or _OWN_CLOCK.search(str(value)):
        return day
    if _UTC.search(str(value)):
        for other in [d for v, d in days if _OWN_CLOCK.search(str(v)) and len(d) == len(day)]:
            if abs(_number(other) - _number(day)) == 1:
                return other
    if addressed and len(addressed) == len(day) and _number(addressed) == _number(day) - 1:
        return addressed
    return day


def _number(day: str) -> int:
    """Return the number of a day in the calendar."""
    return date.fromisoformat(day).toordinal()


def _several(value: object) -> list[object]:
    """Return what a value of JSON-LD lists, or the one that it is."""
    if isinstance(value, dict):
        value = value.get("@value")
    return list(value[:5]) if isinstance(value, list) else [value]


def _marked_times(root: HtmlElement, main: HtmlElement | None) -> Iterator[str]:
    """Yield the values of elements that are marked as the report's time of publication.

    After them the first ``time`` that stands in the report's own head or body counts, unless it is
    marked as the time of a change.
    """
    plain: list[str] = []
    for element in root.iter("time", "abbr", "span", "meta", "p", "div"):
        value = element.get("datetime") or element.get("content") or element.get("title")
        named = set((element.get("class") or "").lower().split())
        says = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.tag == "time" and not value:
            value = "".join(element.itertext())
        if (
            not value
            or _answers(element, main)
            or (main is not None and _in_another(element, main))
        ):
            continue
        if (
            element.get("pubdate") is not None
            or "datepublished" in (element.get("itemprop") or "").lower()
            or named & {"published", "entry-date", "dt-published", "pubdate", "date-published"}
        ):
            yield value
        elif element.tag == "time" and not (
            re.search(r"modif|updat|chang", says) or of_a_change(_words_before(element))
        ):
            plain.append(value)
    if main is not None or len(plain) == 1:
        yield from plain[:1]


def _words_before(element: HtmlElement) -> str:
    """Return the words that stand before an element in what holds it, and in what holds that."""
    words: list[str] = []
    for _level in range(2):
        for before in element.itersiblings(preceding=True):
            whole = before.itertext() if isinstance(before.tag, str) else ()
            words[:0] = ["".join(whole) + (before.tail or "")]
        if (above := element.getparent()) is None:
            break
        words[:0] = [above.text or ""]
        element = above
    return "".join(words).rstrip(" :\n")


def _answers(element: HtmlElement, main: HtmlElement | None) -> bool:
    """Tell whether an element lies among the comments on a page."""
    around = set(main.iterancestors()) | {main} if main is not None else set()
    return any(
        names_of(above.get("class"), above.get("id")) & set(table("markup.json")["names"]["form"])
        for above in element.iterancestors()
        if above.tag not in {"html", "body"} and above not in around
    )


@lru_cache(4000)
def names_of(*named: str | None) -> frozenset[str]:
    """Return the words that an element's classes and id are made of.

    A name that says what there is none of, or how it is with something, names no such thing:
    "comments-off", "no-sidebar", "subscribe-banner-hidden".
    """
    told = " ".join(filter(None, named))[:400]
    return frozenset(
        word
        for name in re.sub(r"([a-z])([A-Z])", r"\1-\2", told).lower().split()
        for words in [set(re.split(r"[^a-z0-9]+", name)) - {""}]
        if not words & _states()
        for word in words
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(table("markup.json")["states"])


def _in_another(element: HtmlElement, main: HtmlElement) -> bool:
    """Tell whether an element belongs to another article than the page's own."""
    around = set(main.iterancestors())
    for above in element.iterancestors():
        if above is main:
            return False
        if above.tag in {"article", "aside", "nav", "footer", "li"}:
            return above not in around
    return False


def edtf_day(value: object) -> str | None:
    """Return the day (or the month or year) of a timestamp, as EDTF; None where it is none.

    Seconds or milliseconds since 1970 are a timestamp too. The day is the one of the place that
    wrote it. A year that no page can be of (before 1990, after the next) gives None, as years of
    another calendar do.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    value = value.strip()
    if re.fullmatch(r"\d{10}|\d{13}", value):
        seconds = int(value[:10])
        return _of_a_page(datetime.fromtimestamp(seconds, UTC).date().isoformat())
    match = re.match(
        r"(\d{4})(?:([-/.]?)(\d{2})(?:\2(\d{2})(?=\D|$|\d{6}$))?)?(?=[T\s]|$|\d{6}$)", value
    )
    if match is None:
        match_zone = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
        parts: tuple[str | None, ...] | None = match_zone.groups() if match_zone else None
    else:
        parts = (match[1], match[3], match[4])
    if parts is None:
        mail = parsedate_tz(value)
        if mail is None:
            return _in_words(value)
        parts = (f"{mail[0]:04}", f"{mail[1]:02}", f"{mail[2]:02}")
    return _of_a_page(_solar(parts) or valid_date("-".join(p for p in parts if p)))


def _solar(parts: tuple[str | None, ...]) -> str | None:
    """Return the day of a timestamp of the Solar Hijri years since 1990, or None.

    Of the other calendar with years like these, the lunar one, they lie before 1990.
    """
    year, month, day = (int(p or 0) for p in parts)
    found = gregorian(year, month, day) if 1369 <= year <= 1409 else None
    return found.isoformat() if found else None


def _in_words(value: str) -> str | None:
    """Return the day of a timestamp that is written out: "March 5, 2025"."""
    from goodoffices.read.dates.finder import resolve_date

    day, precision = resolve_date(value[:60], None)
    return _of_a_page(day) if precision == "day" else None


def _of_a_page(edtf: str | None) -> str | None:
    """Return a date in whose year pages were published, or None."""
    year = int(edtf[:4]) if edtf and edtf[:4].isdigit() else 0
    return edtf if 1990 <= year <= datetime.now(UTC).year + 1 else None


def date_in_address(address: str | None) -> str | None:
    """Return the date that an address carries in its path, such as ``/2025/03/05/``, or None."""
    path = re.sub(r"^https?://[^/]*", "", address or "")
    for pattern in (
        r"/((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=\D|$)",
        r"/((?:19|20)\d\d)[/-]?(\w{3})[/-]?(\d{1,2})(?=[/-]|$)",
        r"/((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)",
        r"-((?:19|20)\d\d)-(\d\d)-(\d\d)(?=(?:\.\w{2,5})?/?$)",
        r"[/_-](20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)",
        r"/((?:19|20)\d\d)/(\d{1,2})(?=/)",
    ):
        for match in re.finditer(pattern, path, re.IGNORECASE):
            month = _MONTHS.get(match[2].lower(), match[2])
            if not month.isdigit():
                continue
            rest = [f"{int(d):02}" for d in (month, *match.groups()[2:])]
            day = _of_a_page(valid_date("-".join([match[1], *rest])))
            if day:
                return day
    return None


_MONTHS = {name.lower(): f"{number:02}" for number, name in enumerate(calendar.month_abbr) if name}


def valid_date(edtf: str) -> str | None:
    """Return a date that the calendar has, or None."""
    return edtf if is_edtf(edtf) else None


def _by_trafilatura(root: HtmlElement) -> tuple[str | None, tuple[str, ...], str | None]:
    """Return title, authors and site name as trafilatura reads them from the metadata."""
    import trafilatura

    if root.xpath("count(//*)") > 20_000:
        return None, (), None
    try:
        facts = trafilatura.extract_metadata(
            root, date_config={"extensive_search": False, "original_date": True}, extensive=False
        )
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None, (), None
    authors = [a.strip() for a in (facts.author or "").split(";")]
    return facts.title or None, tuple(filter(_wrote, authors)), facts.sitename or None


def _wrote(name: str) -> bool:
    """Tell whether a name may be a writer's: no agency's, and no label of a form."""
    return bool(name) and not _LABEL.fullmatch(name) and known_outlet(name) is None

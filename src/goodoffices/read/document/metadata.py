"""What a page says about itself: title, authors, language, outlet, address and publication date.

Title, authors and site name come from the page's declarations by way of trafilatura. The date does
not: only what the page declares as its time of publication counts, or else a date in its own
address. A date guessed from the body may be of anything, and an invented date poisons all that
rests on it, so an undated page stays undated.
"""

from __future__ import annotations

import calendar
import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_tz
from typing import TYPE_CHECKING, Any

from goodoffices.base.edtf import is_edtf
from goodoffices.read.document.outlets import outlet_of
from goodoffices.read.words import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement


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
                meta.linked += list(_things(json.loads(element.text or "")))
    return meta


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

    Only what the page declares counts: its metadata, an element marked as the time of publication,
    else its own address. A date found in the text is never taken: it may be of anything.
    """
    articles = [t for t in meta.linked if _is_report(t)]
    articles.sort(key=lambda t: "WebPage" in str(t.get("@type")))
    surest, others = table("markup.json")["dates"]
    declared = [meta.named.get(name) for name in surest]
    declared += [t.get("datePublished") for t in articles]
    declared += [meta.named.get(name) for name in others]
    declared += list(_marked_times(root, main))
    for value in declared:
        day = edtf_day(value)
        if day:
            return day, "metadata"
    day = date_in_address(address)
    return (day, "address") if day else (None, None)


def _marked_times(root: HtmlElement, main: HtmlElement | None) -> Iterator[str]:
    """Yield the values of elements that are marked as the report's time of publication."""
    for element in root.iter("time", "abbr", "span", "meta"):
        value = element.get("datetime") or element.get("content") or element.get("title")
        if not value:
            continue
        named = set((element.get("class") or "").lower().split())
        marked = (
            element.get("pubdate") is not None
            or "datepublished" in (element.get("itemprop") or "").lower()
            or bool(
                named & {"published", "entry-date", "dt-published", "pubdate", "date-published"}
            )
        )
        within = main is None or not _in_another(element, main)
        if marked and within:
            yield value


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
    """Return the day (or the month or year) of a timestamp, as EDTF; None where it is none."""
    if not isinstance(value, str):
        return None
    value = value.strip()
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
            return None
        parts = (f"{mail[0]:04}", f"{mail[1]:02}", f"{mail[2]:02}")
    return valid_date("-".join(p for p in parts if p))


def date_in_address(address: str | None) -> str | None:
    """Return the date that an address carries in its path, such as ``/2025/03/05/``, or None."""
    path = re.sub(r"^https?://[^/]*", "", address or "")
    for pattern in (
        r"/((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=\D|$)",
        r"/((?:19|20)\d\d)[/-]?(\w{3})[/-]?(\d{1,2})(?=[/-]|$)",
        r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)",
        r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)",
        r"/((?:19|20)\d\d)/(\d{1,2})(?=/)",
    ):
        for match in re.finditer(pattern, path, re.IGNORECASE):
            month = _MONTHS.get(match[2].lower(), match[2])
            if not month.isdigit():
                continue
            rest = [f"{int(d):02}" for d in (month, *match.groups()[2:])]
            day = valid_date("-".join([match[1], *rest]))
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
    return facts.title or None, tuple(a for a in authors if a), facts.sitename or None

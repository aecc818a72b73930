"""Look through a brief before anything leaves: what is refused, and what is only told.

Refused: words of a case that stay in it, a claim that lost its words or was rejected, an
unreviewed claim unless it was said that such may go out, more words of a source than the site
allows, no author, nothing to tell, and a link that leads nowhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place, Severity
from goodoffices.base.findings import finding
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier
from goodoffices.publish import corrections
from goodoffices.publish.nouns import SiteSettings
from goodoffices.publish.public import closed_parts, closed_texts, public_case

Plain = Mapping[str, Any]


def checked(
    record: Plain,
    case: Case,
    dossier: Dossier,
    site: SiteSettings,
    cited: Sequence[str] = (),
    *,
    unreviewed: bool = False,
) -> list[Finding]:
    """Return what a person should know of a brief that is to be published, errors first.

    ``record`` is what would be published, ``case`` and ``dossier`` the whole ones that it was made
    from; ``cited`` are the claims that the author's own text names; ``unreviewed`` says that
    unreviewed claims may go out, marked as such.
    """
    found = [
        *_authors(record, site),
        *_told(record),
        *_claims(record, case, dossier, cited, unreviewed=unreviewed),
        *_words(record, site),
        *_closed(record, case),
        *_site(site),
    ]
    order = ("error", "warning", "note")
    return sorted(found, key=lambda one: order.index(one.severity))


def _authors(record: Plain, site: SiteSettings) -> Iterator[Finding]:
    known = [author.id for author in site.authors]
    if not record["authors"]:
        yield finding("GO603.none", known=", ".join(known) or "–")
    for one in record["authors"]:
        if one not in known:
            yield finding("GO603.unknown", author=one, near=(one, known))


def _told(record: Plain) -> Iterator[Finding]:
    if not any(section["id"] == "outcomes" for section in record["annex"]):
        yield finding("GO604.outcomes")
    if not any(section["id"] == "sign" for section in record["sections"]):
        yield finding("GO604.packages", severity="note")
    if not record["standfirst"]:
        yield finding("GO604.standfirst", severity="warning")


def _claims(
    record: Plain, case: Case, dossier: Dossier, cited: Sequence[str], *, unreviewed: bool
) -> Iterator[Finding]:
    from goodoffices.brief.evidence import Evidence

    waiting = [claim["id"] for claim in record["claims"] if claim.get("unreviewed")]
    if waiting:
        yield finding(
            "GO605.unreviewed",
            severity="warning" if unreviewed else "error",
            count=len(waiting),
            claims=_some(waiting),
        )
    grounds = Evidence(public_case(case), dossier).grounds
    proposed = sum(ground.basis.unreviewed for ground in grounds)
    if proposed:
        severity: Severity = "warning" if unreviewed else "error"
        yield finding("GO605.parts", severity=severity, count=proposed)
    lost = [claim["id"] for claim in record["claims"] if claim.get("orphaned")]
    if lost:
        yield finding("GO606.orphaned", count=len(lost), claims=_some(lost))
    known = {claim.id: claim.status for claim in dossier.claims}
    named = dict.fromkeys([*Evidence(public_case(case), dossier).uses, *cited])
    missing = [one for one in named if one not in known]
    if missing:
        yield finding("GO606.missing", count=len(missing), claims=_some(missing))
    rejected = [one for one in named if known.get(one) == "rejected"]
    if rejected:
        yield finding("GO606.rejected", count=len(rejected), claims=_some(rejected))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


def _words(record: Plain, site: SiteSettings) -> Iterator[Finding]:
    for source in record["sources"]:
        count = source.get("quoted_words", 0)
        if count > site.quoted_words:
            yield finding("GO607", count=count, source=source["title"][:80], most=site.quoted_words)


def _closed(record: Plain, case: Case) -> Iterator[Finding]:
    """Look for words that stay in the case in all that would be published."""
    # what an author wrote stands sentence by sentence, so its units are joined once more
    whole = " ".join((*_strings(record), *corrections.units(record))).casefold()
    for text, key in closed_texts(case).items():
        if text.casefold() in whole:
            yield finding("GO608.found", key=key, text=text[:60])
    parts = closed_parts(case)
    if parts:
        yield finding("GO608.kept", severity="note", keys=", ".join(parts))


def _strings(part: Any) -> Iterator[str]:  # noqa: ANN401 - plain values
    if isinstance(part, str):
        yield " ".join(part.split())
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _strings(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _strings(value)


def _site(site: SiteSettings) -> Iterator[Finding]:
    if not site.address:
        yield finding("GO609.address", severity="note")
    if not site.licence:
        yield finding("GO609.licence", severity="note")


# --- links ----------------------------------------------------------------------------------------

_HREF = re.compile(r"<(?:a|link)\b[^>]*?\bhref=\"([^\"]*)\"")
_ID = re.compile(r"\bid=\"([^\"]+)\"")


def dead_links(site: Path, pages: Iterable[Path], replies: str = "") -> list[Finding]:
    """Return the links of pages that lead to nothing in the site, each page's own places too.

    ``replies`` is where the reply server stands, which serves its own pages.
    """
    from html import unescape
    from urllib.parse import unquote

    found = []
    places: dict[Path, set[str]] = {}

    def places_of(page: Path) -> set[str]:
        if page not in places:
            text = page.read_text("utf-8") if page.suffix == ".html" else ""
            places[page] = set(map(unescape, _ID.findall(text)))
        return places[page]

    site = site.resolve()
    for page in map(Path.resolve, pages):
        for link in dict.fromkeys(map(unescape, _HREF.findall(page.read_text("utf-8")))):
            if re.match(r"[a-z]+:", link) or (replies and link.startswith(replies)):
                continue
            path, _hash, place = link.partition("#")
            aim = page if not path else (page.parent / unquote(path)).resolve()
            aim = aim / "index.html" if aim.is_dir() else aim
            inside = aim.is_relative_to(site) and aim.is_file()
            if not inside or (place and place not in places_of(aim)):
                where = Place(str(page.relative_to(site)))
                found.append(finding("GO610.inside", where, link=link))
    return found


def outside_links(record: Plain) -> list[str]:
    """Return the addresses elsewhere that a brief leads to."""
    return [source["address"] for source in record["sources"] if source.get("address")]


def unanswered(addresses: Iterable[str]) -> list[Finding]:
    """Ask each address whether it answers; only where a person said so, as it tells them of us."""
    from goodoffices.base.errors import GoodOfficesError
    from goodoffices.base.fetch import fetch

    found = []
    for address in dict.fromkeys(addresses):
        try:
            fetch(address)
        except GoodOfficesError as error:
            reason = error.findings[0].text
            found.append(finding("GO610.outside", severity="warning", link=address, reason=reason))
    return found


def as_plain(findings: Iterable[Finding]) -> str:
    """Return findings as JSON."""
    return json.dumps([one.to_dict() for one in findings], ensure_ascii=False, indent=1)

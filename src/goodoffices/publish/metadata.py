"""What a brief says of itself to other programs: schema.org, citation and Open Graph, BibTeX, CSL.

Addresses are absolute where the site says where it stands; where it does not, what needs an
address is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from goodoffices.look.linked import as_script, news_article
from goodoffices.look.markup import web_address
from goodoffices.publish.nouns import SiteAuthor, SiteSettings

Plain = Mapping[str, Any]


def address_of(site: SiteSettings, slug: str, *more: str) -> str:
    """Return the address of a brief, or of something in its folder; empty where none is known."""
    return f"{site.address}briefs/{slug}/{''.join(more)}" if site.address else ""


def linked_data(record: Plain, site: SiteSettings) -> Markup:
    """Describe a brief as schema.org has it: an analysis that cites its sources, with corrections.

    Returns JSON in which every sign of markup is escaped.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["AnalysisNewsArticle", "Report"],
        "headline": record["headline"],
        "description": record["standfirst"],
        "inLanguage": record["language"],
        "url": address_of(site, record["slug"]),
        "identifier": f"urn:uuid:{record['uuid']}",
        "datePublished": record["published"],
        "dateModified": record["modified"],
        "author": [_person(author, site) for author in authors_of(record, site)],
        "publisher": {"@type": "Organization", "name": site.name} | _url(site.address),
        "license": site.licence_address or _named_work(site.licence),
        "keywords": list(record.get("topics", ())),
        "citation": [_source(source) for source in record["sources"]],
        "isBasedOn": [_based_on(source) for source in record["sources"]],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": note["text"],
                "datePublished": note["date"],
            }
            for note in record.get("notes", ())
            if note["kind"] == "correction"
        ],
        "version": str(record["version"]),
    }
    if record.get("withdrawn"):
        data["creativeWorkStatus"] = "Withdrawn"
    return as_script({key: value for key, value in data.items() if value})


def _named_work(name: str) -> dict[str, str]:
    return {"@type": "CreativeWork", "name": name} if name else {}


def _url(address: str) -> dict[str, str]:
    return {"url": address} if address else {}


def _person(author: SiteAuthor, site: SiteSettings) -> dict[str, Any]:
    same = [f"https://orcid.org/{author.orcid}"] if author.orcid else []
    same += [address for address, _name in author.links]
    own = f"{site.address}authors/{author.id}/" if site.address else ""
    return {"@type": "Person", "name": author.name} | _url(own) | ({"sameAs": same} if same else {})


def _source(source: Plain) -> dict[str, Any]:
    return news_article(
        source["title"],
        source["sha256"],
        address=source.get("address"),
        published=source.get("published"),
        outlet=source.get("outlet"),
        authors=source.get("authors", ()),
    )


def _based_on(source: Plain) -> Any:  # noqa: ANN401 - an address, or a work
    return web_address(source.get("address")) or _source(source)


def authors_of(record: Plain, site: SiteSettings) -> list[SiteAuthor]:
    """Return a brief's authors; one whom the site no longer names keeps the id as name."""
    return [site.author(one) or SiteAuthor(id=one, name=one) for one in record.get("authors", ())]


def meta_tags(record: Plain, site: SiteSettings) -> Iterator[tuple[str, str, str]]:
    """Yield ``name`` or ``property``, its value, and the content, of what stands in a page's head.

    Highwire's ``citation_*`` for reference managers, Open Graph for whoever shows a link.
    """
    address = address_of(site, record["slug"])
    day = record["published"][:10]
    yield "name", "description", record["standfirst"]
    yield "name", "citation_title", record["headline"]
    for author in authors_of(record, site):
        yield "name", "citation_author", author.name
        if author.orcid:
            yield "name", "citation_author_orcid", f"https://orcid.org/{author.orcid}"
    yield "name", "citation_publication_date", day.replace("-", "/")
    yield "name", "citation_journal_title", site.name
    yield "name", "citation_language", record["language"]
    if address:
        yield "name", "citation_abstract_html_url", address
        if "pdf" in record.get("forms", ()):
            yield "name", "citation_pdf_url", f"{address}{record['slug']}.pdf"
    yield "property", "og:type", "article"
    yield "property", "og:title", record["headline"]
    yield "property", "og:description", record["standfirst"]
    yield "property", "og:site_name", site.name
    yield "property", "og:locale", record["language"].replace("-", "_")
    if address:
        yield "property", "og:url", address
    yield "property", "article:published_time", record["published"]
    yield "property", "article:modified_time", record["modified"]
    for topic in record.get("topics", ()):
        yield "property", "article:tag", topic


def bibtex(record: Plain, site: SiteSettings) -> str:
    """Return a brief as BibTeX has it; in braces, so that names of places keep their capitals."""
    authors = " and ".join(f"{{{_braced(a.name)}}}" for a in authors_of(record, site))
    year, month, day = record["published"][:10].split("-")
    fields = {
        "author": authors,
        "title": f"{{{_braced(record['headline'])}}}",
        "year": year,
        "month": str(int(month)),
        "day": str(int(day)),
        "publisher": _braced(site.name),
        "url": address_of(site, record["slug"]),
        "language": record["language"],
        "note": _braced(_status(record)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@misc{{{record['slug']},", *lines, "}", ""])


def _braced(text: str) -> str:
    """Return a text in which no sign acts: no brace, no command."""
    text = re.sub(r"[{}\\]", "", text)
    return re.sub(r"([#$%&_])", r"\\\1", text)


def _status(record: Plain) -> str:
    if record.get("withdrawn"):
        return f"Withdrawn {record['withdrawn']['date'][:10]}"
    if record["version"] > 1:
        return f"Version {record['version']}, {record['modified'][:10]}"
    return ""


def csl(record: Plain, site: SiteSettings) -> list[dict[str, Any]]:
    """Return a brief, and the sources that it cites, as CSL-JSON."""
    item: dict[str, Any] = {
        "id": record["slug"],
        "type": "report",
        "title": record["headline"],
        "author": [{"literal": author.name} for author in authors_of(record, site)],
        "issued": _date_parts(record["published"]),
        "publisher": site.name,
        "URL": address_of(site, record["slug"]),
        "abstract": record["standfirst"],
        "language": record["language"],
        "version": str(record["version"]),
        "note": _status(record),
    }
    cited = [_csl_source(number, source) for number, source in enumerate(record["sources"], 1)]
    return [{key: value for key, value in one.items() if value} for one in (item, *cited)]


def _csl_source(number: int, source: Plain) -> dict[str, Any]:
    return {
        "id": f"source-{number}",
        "type": "article-newspaper",
        "title": source["title"],
        "container-title": source.get("outlet", ""),
        "author": [{"literal": name} for name in source.get("authors", ())],
        "issued": _date_parts(source.get("published", "")),
        "URL": source.get("address", ""),
        "language": source.get("language", ""),
    }


def _date_parts(date: str) -> dict[str, list[list[int]]]:
    """Return a date as CSL has it; one that is vague is left out."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d/~?%X.])", date)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {}


def citation(record: Plain, site: SiteSettings) -> str:
    """Return how a person cites a brief, in one line."""
    names = "; ".join(author.name for author in authors_of(record, site))
    parts: Sequence[str] = (
        f"{names} ({record['published'][:4]}).",
        f"{record['headline'].rstrip('.')}.",
        f"{site.name.rstrip('.')}.",
        f"{_status(record)}." if _status(record) else "",
        address_of(site, record["slug"]),
    )
    return " ".join(part for part in parts if part)

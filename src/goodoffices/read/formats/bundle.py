"""Articles bundled in one file, as Factiva and Nexis give them out: cut apart, with their facts.

A bundle is text (or RTF or DOCX that is text inside) with a fixed line between articles: ``Document
LBA0000020210406…`` behind each of Factiva's, ``3 of 25 DOCUMENTS`` before or ``End of Document``
behind each of Nexis'. The head of an article says its headline, outlet, day and writer, with field
names or by the order of its lines; the words behind the body are the service's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.dates.finder import find_dates
from goodoffices.read.document.decode import decode
from goodoffices.read.document.metadata import Facts
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.page import PAGE

MAX_ARTICLES = 2_000

_MARK = re.compile(
    rb"^\s*(?:AN\s+)?Document [A-Za-z0-9]{14,40}\s*$|^\s*End of Document\s*$"
    rb"|^\s*(?:Document\s+)?\d{1,5} of \d{1,5}(?: DOCUMENTS?)?\s*$",
    re.MULTILINE,
)
"""A line between two articles, in bytes."""
_FACTIVA_END = re.compile(r"(?:AN\s+)?Document [A-Za-z0-9]{14,40}\s*")
_NEXIS_START = re.compile(r"\s*(?:Document\s+)?\d{1,5} of \d{1,5}(?: DOCUMENTS?)?\s*")
_NEXIS_END = re.compile(r"\s*End of Document\s*")
_WORDS = re.compile(r"(?:length\s*:\s*)?\d[\d,. ]* words?\b.*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<name>headline|byline|length|dateline|body|section|highlight|source|graphic|language"
    r"|load-date|publication-type|subject|copyright|classification|notes)\s*(?::|$)\s*(?P<value>.*)",
    re.IGNORECASE,
)
_AFTER = frozenset(
    ("load-date", "language", "publication-type", "subject", "graphic", "classification", "notes")
)
_CODE = re.compile(
    r"(?P<name>HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN|CR|CLM|SE|ART)"
    r"(?:\s+(?P<value>\S.*))?"
)
_PAGE_HEAD = re.compile(
    r"(?:.{0,40}\W)?page \d{1,5}(?!\d)(?: of \d{1,5}| ?/ ?\d{1,5})?"
    r"(?:\W*(?:©|\(c\)|copyright|factiva|lexis|\d).{0,80})?"
    r"|(?:copyright|\(c\)|©) ?\d{4} (?:factiva|lexis ?nexis|dow jones reuters)\b.{0,60}",
    re.IGNORECASE,
)
"""What a service's printer sets above and below each page."""
_EDITION = re.compile(
    r"(?:[\w.'’-]+ ){0,4}editions?(?: \d{1,2})?(?:\s*[-–;,:].{0,30})?|final|late|early"
    r"|(?:corrections?|updates?|clarifications?) (?:added|appended)|(?:online|print|web) version",
    re.IGNORECASE,
)
"""Which edition an article stood in, below its day."""
_COVER = re.compile(
    r"(?:date and time|job number|user ?name|client[/ ]?(?:matter|id)|search (?:terms|type)"
    r"|narrowed by|content type|number of (?:documents|pages)|delivery (?:type|format))\s*(?::|$)"
    r"|about lexis|\d{1,4}\. \S|documents? \(\d+\)",
    re.IGNORECASE,
)
"""What the cover of a delivery says before its first article: whose it is, and what it holds."""
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©).*", re.IGNORECASE)


@dataclass(slots=True)
class BundledArticle:
    """One article: its facts and the lines of its body."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str | None = None
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article as a text: its headline, a blank line, its body."""
        body = "\n".join(self.body).strip()
        return f"{self.title}\n\n{body}\n" if self.title else f"{body}\n"

    @property
    def facts(self) -> Facts:
        """What its head says of it."""
        return Facts(
            title=self.title or None,
            authors=(self.author,) if self.author else (),
            published=self.published,
            published_from="metadata" if self.published else None,
            outlet=self.outlet or None,
        )


def is_bundle(data: bytes, _name: str) -> bool:
    """Tell a bundle by the lines between its articles."""
    if _MARK.search(data[:400_000]) is None or data[:200].lstrip().startswith((b"<", b"{", b"PK")):
        return False
    head = data[:400_000].decode("utf-8", "replace")
    return articles_of(head.splitlines(), most=1) is not None


def bundle(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the articles of a bundle as texts, then what was left out.

    Raises
    ------
    UnreadableInput
        as :func:`~goodoffices.read.document.decode.decode`.
    """
    text, _encoding = decode(source.data, source.name)
    yield from articles(source, text.splitlines())


def articles(source: SourceBytes, lines: Sequence[str]) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the articles that some lines hold as texts; nothing where they are no bundle."""
    found = articles_of(lines) or []
    for number, article in enumerate(found[:MAX_ARTICLES], 1):
        if article.text.strip():
            inside = source.inside(article.text.encode("utf-8", "replace"), str(number))
            published = source.published or article.published
            facts = replace(article.facts, published=published)
            yield replace(inside, facts=facts, text=True, kind=PAGE)
    if len(found) > MAX_ARTICLES:
        beyond = len(found) - MAX_ARTICLES
        yield UnreadableInput(
            finding("GO115.feed_beyond", source.place, count=beyond, most=MAX_ARTICLES)
        )


def articles_of(lines: Sequence[str], most: int | None = None) -> list[BundledArticle] | None:
    """Return the articles of a bundle, or None where the lines are none.

    ``most`` is after how many it is enough.
    """
    bare = [line.strip() for line in lines if not _PAGE_HEAD.fullmatch(line.strip())]
    for parts, read in (
        (list(_ending(bare, _FACTIVA_END)), _factiva),
        (list(_beginning(bare)), _nexis),
        (list(_ending(bare, _NEXIS_END)), _nexis),
    ):
        found = [article for part in parts[:most] if (article := read(part)) is not None]
        if found:
            return found
    return None


def _ending(lines: Sequence[str], end: re.Pattern[str]) -> Iterator[Sequence[str]]:
    """Yield the runs of lines that end with a line of their own."""
    start = 0
    for at, line in enumerate(lines):
        if end.fullmatch(line):
            yield lines[start:at]
            start = at + 1


def _beginning(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the runs of lines that begin with the number of a document."""
    starts = [i for i, line in enumerate(lines) if _NEXIS_START.fullmatch(line) and "of" in line]
    for start, stop in pairwise([*starts, len(lines)]):
        yield lines[start + 1 : stop]


def _factiva(lines: Sequence[str]) -> BundledArticle | None:
    """Read an article of Factiva, with field codes or by the order of its lines."""
    codes = [m["name"] for line in lines if (m := _CODE.fullmatch(line))]
    if len(set(codes) & {"HD", "WC", "PD", "SN", "LP", "TD"}) >= 4:
        return _coded(lines)
    count = next((i for i, line in enumerate(lines[:40]) if _WORDS.fullmatch(line)), None)
    if count is None:
        return None
    head = [line for line in lines[:count] if line]
    rest = iter(range(count + 1, len(lines)))
    article = BundledArticle(title=head[0] if head else "", author=_writer(head[1:]))
    for i in rest:
        if not lines[i]:
            break
        if article.published is None:
            article.published = _day(lines[i])
        elif not article.outlet and not re.match(r"\d{1,2}:\d\d", lines[i]):
            article.outlet = lines[i]
    article.body = list(lines[next(rest, len(lines)) :])
    return article if article.published or article.outlet else None


def _coded(lines: Sequence[str]) -> BundledArticle:
    """Read an article of Factiva with a code before each field."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match = _CODE.fullmatch(line)
        if match:
            name = match["name"]
            fields.setdefault(name, []).append(match["value"] or "")
        elif name:
            fields[name].append(line)
    said = {key: " ".join(part for part in value if part) for key, value in fields.items()}
    return BundledArticle(
        title=said.get("HD", ""),
        outlet=said.get("SN", ""),
        author=_writer([said.get("BY", "")]),
        published=_day(said.get("PD", "")),
        body=[*fields.get("LP", []), "", *fields.get("TD", [])],
    )


def _nexis(lines: Sequence[str]) -> BundledArticle | None:
    """Read an article of Nexis: fields by name, the rest by the order of its lines."""
    article = BundledArticle()
    head: list[str] = []
    body: list[str] | None = None
    known: set[str] = set()
    cover = [i for i, line in enumerate(lines) if _COVER.match(line)]
    lines = _with_body(lines[cover[-1] + 1 :] if len(cover) > 1 else lines)
    for line in lines:
        match = _LABEL.fullmatch(line)
        name = match["name"].lower() if match else ""
        if match and name in _AFTER and (body is not None or name == "load-date"):
            known.add(name)
            break
        if match and body is None:
            known.add(name)
            body = [match["value"]] if name == "body" else None
            article.title = match["value"] if name == "headline" else article.title
            article.author = _writer([match["value"]]) if name == "byline" else article.author
        elif body is not None:
            body.append(line)
        elif line and not _RIGHTS.fullmatch(line) and not _EDITION.fullmatch(line):
            head.append(line)
    if body is None or not known & {"length", "load-date"}:
        return None
    dated = next((i for i, line in enumerate(head) if _day(line)), None)
    article.published = _day(head[dated]) if dated is not None else None
    names = head[:dated] if dated is not None else head[:2]
    if names:
        article.outlet = names[-1]
    if not article.title and len(names) > 1:
        article.title = " ".join(names[:-1])
    if not article.title and dated is not None:
        article.title = next(iter(head[dated + 1 :]), "")
    article.body = body
    return article


def _with_body(lines: Sequence[str]) -> Sequence[str]:
    """Return an article's lines with the label of its body, which older Nexis files leave out.

    There the body stands behind the last label of the head (length or dateline).
    """
    labels = [
        (n, m["name"].lower()) for n, line in enumerate(lines) if (m := _LABEL.fullmatch(line))
    ]
    names = [name for _n, name in labels]
    if "body" in names or "length" not in names:
        return lines
    last = max(n for n, name in labels if name in {"length", "dateline", "byline", "section"})
    return [*lines[: last + 1], "body", *lines[last + 1 :]]


def _writer(lines: Sequence[str]) -> str:
    """Return the writer that a byline names, or nothing."""
    words = next((line for line in lines if line), "")
    name = re.sub(r"^by:?\s+", "", words, flags=re.IGNORECASE).strip(" .,;")
    return name if 1 < len(name.split()) <= 8 else ""


def _day(line: str) -> str | None:
    """Return the whole day in a line."""
    days = (d.edtf or "" for d in find_dates(line, None))
    return next((d for d in days if re.fullmatch(r"\d{4}-\d\d-\d\d", d)), None)


BUNDLE = Format(
    name="Factiva, Nexis",
    read=bundle,
    told_by=is_bundle,
    container=True,
    becomes="a document for each article of the bundle (text, RTF or DOCX), under its head",
    limits=f"{MAX_ARTICLES:,} articles",
)

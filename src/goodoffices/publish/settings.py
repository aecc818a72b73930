"""Read ``site.yaml``, what a site says of itself, and ``publish.yaml``, what is said of one brief.

Both are small, written by hand and read as a case is: every problem at once, with its line. What
stands in neither has a default, so that a case can be published before any of it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.case.file import text as yamltext
from goodoffices.look.markup import language_tag, web_address
from goodoffices.publish.layout import OWN_DOORS, SETTINGS, is_slug
from goodoffices.publish.nouns import PolicyReason, SiteAuthor, SiteSettings
from goodoffices.publish.replies.policy import REASONS

TERMS = "publish.yaml"
"""The file of a case folder that says how it is published."""

SITE_KEYS = (
    "name",
    "address",
    "licence",
    "licence_address",
    "languages",
    "replies",
    "reasons",
    "quoted_words",
    "authors",
)
AUTHOR_KEYS = ("name", "biography", "orcid", "links")
TERM_KEYS = ("slug", "headline", "standfirst", "text", "authors", "topics", "language")

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Licences whose address is known by their name."""

LONGEST_REASON, LONGEST_SENTENCE = 40, 300
"""Letters of a reason's key, and of its sentence."""

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_REPLIES = re.compile(r"https?://[^\s\"'<>;,\\]+|/(?:[\w.~-]+/)*(?:[\w.~-]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTerms:
    """What ``publish.yaml`` says of one brief; what is empty is taken from the case.

    ``text`` are its author's own paragraphs, with an empty line between two of them.
    """

    slug: str = ""
    headline: str = ""
    standfirst: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""


class _TermReader:
    """Reads the few shapes that stand in these files, and keeps what it could not read."""

    def __init__(self, path: Path, known: tuple[str, ...]) -> None:
        self.findings: list[Finding] = []
        text, problems = yamltext.decode(path.read_bytes(), str(path))
        tree = yamltext.parse(text, str(path)) if not problems else None
        self.findings += [*problems, *(tree.findings if tree else ())]
        self.places: yamltext.Places = tree.text if tree else yamltext.Text(str(path), "")
        root = tree.root if tree else None
        if root is not None and not isinstance(root, yamltext.Mapping):
            self.shape(root, path.name, "keys")
            root = None
        self.root = root or yamltext.Mapping((), 0, 0)
        self.known(self.root, known)

    def shape(self, node: yamltext.Node | None, key: str, shape: str) -> None:
        """Tell of a node that is of another shape."""
        self.findings.append(finding("GO601.shape", self.places.of(node), key=key, shape=shape))

    def value(self, node: yamltext.Node | None, key: str, want: str) -> None:
        """Tell of a value that cannot be."""
        self.findings.append(finding("GO601.value", self.places.of(node), key=key, want=want))

    def known(self, node: yamltext.Mapping, keys: tuple[str, ...]) -> None:
        """Tell of keys that mean nothing."""
        for entry in node.entries:
            if entry.key.value not in keys:
                near = (entry.key.value, list(keys))
                place = self.places.of(entry.key)
                self.findings.append(finding("GO601.key", place, key=entry.key.value, near=near))

    def text(self, node: yamltext.Mapping, key: str) -> str:
        """Return a text, empty where none stands there."""
        found = node.at(key)
        if found is None or isinstance(found, yamltext.Scalar):
            return " ".join(found.value.split()) if found else ""
        self.shape(found, key, "text")
        return ""

    def prose(self, node: yamltext.Mapping, key: str) -> str:
        """Return a text of several paragraphs as it was written."""
        found = node.at(key)
        if found is None or isinstance(found, yamltext.Scalar):
            return found.value.strip() if found else ""
        self.shape(found, key, "text")
        return ""

    def texts(self, node: yamltext.Mapping, key: str) -> tuple[str, ...]:
        """Return some texts, of which one may stand alone."""
        found = node.at(key)
        if found is None:
            return ()
        items = found.items if isinstance(found, yamltext.Sequence) else (found,)
        plain = [i.value.strip() for i in items if isinstance(i, yamltext.Scalar)]
        if len(plain) < len(items):
            self.shape(found, key, "[text]")
        return tuple(dict.fromkeys(text for text in plain if text))

    def fitting(self, node: yamltext.Mapping, key: str, *, fits: bool, want: str) -> None:
        """Tell of a value that cannot stand there."""
        if not fits:
            self.value(node.at(key), key, want)

    def done(self) -> None:
        """Refuse the file where anything in it could not be read.

        Raises
        ------
        UsageError
            with everything that was found.
        """
        if self.findings:
            raise UsageError(self.findings)


def read_settings(site: Path) -> SiteSettings:
    """Return what ``site.yaml`` says.

    Raises
    ------
    UsageError
        GO602 where the folder is no site, GO601 and those of YAML where the file says something
        impossible; all of it at once.
    """
    path = site / SETTINGS
    if not path.is_file():
        raise UsageError(finding("GO602.none", folder=site))
    reader = _TermReader(path, SITE_KEYS)
    root = reader.root
    name = reader.text(root, "name")
    reader.fitting(root, "name", fits=bool(name), want="a name")
    address = reader.text(root, "address")
    fits = not address or bool(web_address(address))
    reader.fitting(root, "address", fits=fits, want="https://example.org/")
    replies = reader.text(root, "replies")
    fits = not replies or _REPLIES.fullmatch(replies) is not None
    reader.fitting(root, "replies", fits=fits, want="/reply/")
    languages = reader.texts(root, "languages") or ("en",)
    reader.fitting(root, "languages", fits=all(map(language_tag, languages)), want="en, fa")
    words = reader.text(root, "quoted_words") or "300"
    reader.fitting(root, "quoted_words", fits=words.isascii() and words.isdigit(), want="300")
    licence = reader.text(root, "licence")
    licence_address = reader.text(root, "licence_address") or LICENCES.get(licence, "")
    fits = not licence_address or bool(web_address(licence_address))
    reader.fitting(root, "licence_address", fits=fits, want="https://…")
    authors = tuple(_authors(reader, root.at("authors")))
    reasons = tuple(_reasons(reader, root.at("reasons"), languages))
    reader.done()
    return SiteSettings(
        name=name,
        licence=licence,
        licence_address=licence_address,
        address=f"{address.rstrip('/')}/" if address else "",
        languages=languages,
        authors=authors,
        replies=f"{replies.rstrip('/')}/" if replies else "",
        quoted_words=int(words),
        reasons=reasons,
    )


def _reasons(
    reader: _TermReader, node: yamltext.Node | None, languages: tuple[str, ...]
) -> Iterator[PolicyReason]:
    """Yield the reasons of a site's own policy on replies, in the order of the file."""
    if node is None:
        return
    if not isinstance(node, yamltext.Mapping) or not node.entries:
        reader.shape(node, "reasons", "{key: sentence}")
        return
    for entry in node.entries:
        key, value = entry.key.value, entry.value
        if not is_slug(key) or len(key) > LONGEST_REASON:
            reader.value(entry.key, "reasons", "house-rules")
            continue
        said = _sentences(reader, key, value, languages)
        missing = [one for one in languages if one not in said]
        if not said and key not in REASONS:
            reader.findings.append(finding("GO601.sentence", reader.places.of(entry.key), key=key))
        elif said and missing:
            named = ", ".join(missing)
            place = reader.places.of(entry.key)
            reader.findings.append(finding("GO601.languages", place, key=key, languages=named))
        yield PolicyReason(key, tuple((one, said[one]) for one in languages if one in said))


def _sentences(
    reader: _TermReader, key: str, node: yamltext.Node | None, languages: tuple[str, ...]
) -> dict[str, str]:
    """Return a sentence by language; one that names none is in the site's first."""
    if isinstance(node, yamltext.Mapping):
        reader.known(node, languages)
        found = {one: reader.text(node, one) for one in languages}
    elif isinstance(node, yamltext.Scalar):
        found = {languages[0]: " ".join(node.value.split())}
    else:
        found = {}
        if node is not None:
            reader.shape(node, key, "text")
    if any(len(text) > LONGEST_SENTENCE for text in found.values()):
        reader.shape(node, key, f"≤ {LONGEST_SENTENCE}")
    return {one: text for one, text in found.items() if text}


def _authors(reader: _TermReader, node: yamltext.Node | None) -> Iterator[SiteAuthor]:
    """Yield the authors of a site."""
    if node is None:
        return
    if not isinstance(node, yamltext.Mapping):
        reader.shape(node, "authors", "{id: author}")
        return
    for entry in node.entries:
        value = entry.value
        if not is_slug(entry.key.value):
            reader.value(entry.key, "authors", "a-z, 0-9, -")
        elif not isinstance(value, yamltext.Mapping):
            reader.shape(value, entry.key.value, "name, biography, …")
        else:
            reader.known(value, AUTHOR_KEYS)
            yield _author(reader, entry.key.value, value)


def _author(reader: _TermReader, author_id: str, node: yamltext.Mapping) -> SiteAuthor:
    name, orcid = reader.text(node, "name"), reader.text(node, "orcid")
    reader.fitting(node, "name", fits=bool(name), want="a name")
    orcid = orcid.rsplit("/", 1)[-1]
    reader.fitting(node, "orcid", fits=not orcid or is_orcid(orcid), want="0000-0002-1825-0097")
    links = []
    found = node.at("links")
    if isinstance(found, yamltext.Mapping):
        for entry in found.entries:
            address = reader.text(found, entry.key.value)
            reader.fitting(
                found, entry.key.value, fits=bool(web_address(address)), want="https://…"
            )
            links.append((address, entry.key.value))
    elif found is not None:
        reader.shape(found, "links", "{name: address}")
    return SiteAuthor(
        id=author_id,
        name=name,
        biography=reader.text(node, "biography"),
        orcid=orcid,
        links=tuple(links),
    )


def is_orcid(text: str) -> bool:
    """Tell whether a text is an ORCID iD: its last sign checks the others (ISO 7064, 11-2)."""
    if not _ORCID.fullmatch(text):
        return False
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return text[-1] == ("X" if check == 10 else str(check))


def read_terms(case: Path, language: str = "") -> BriefTerms:
    """Return what a case folder's ``publish.yaml`` says, or defaults where there is none.

    ``language`` is that of the page, where it is known; what ``publish.LANGUAGE.yaml`` says (as
    ``publish.fa.yaml``) stands in place of what ``publish.yaml`` does.

    Raises
    ------
    UsageError
        GO601 and those of YAML, all at once.
    """
    terms = _terms(case / TERMS)
    chosen = language or terms.language
    own = _terms(case / f"publish.{chosen}.yaml") if language_tag(chosen) else BriefTerms()
    said = {f.name: getattr(own, f.name) for f in fields(own) if getattr(own, f.name)}
    return replace(terms, **said)


def _terms(path: Path) -> BriefTerms:
    """Return what one file says of how a brief is published."""
    if not path.is_file():
        return BriefTerms()
    reader = _TermReader(path, TERM_KEYS)
    root = reader.root
    slug, language = reader.text(root, "slug"), reader.text(root, "language")
    fits = not slug or (is_slug(slug) and slug not in OWN_DOORS)
    reader.fitting(root, "slug", fits=fits, want="us-iran-2025")
    reader.fitting(root, "language", fits=not language or bool(language_tag(language)), want="en")
    terms = BriefTerms(
        slug=slug,
        headline=reader.text(root, "headline"),
        standfirst=reader.text(root, "standfirst"),
        text=reader.prose(root, "text"),
        authors=reader.texts(root, "authors"),
        topics=reader.texts(root, "topics"),
        language=language,
    )
    reader.done()
    return terms


def first_settings(name: str, author: Mapping[str, str], language: str) -> str:
    """Return a first ``site.yaml``, to be filled in."""

    def said(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [
        "# What this site says of itself; see docs/publishing.md. Everything here is public.",
        f"name: {said(name)}",
        '# address: "https://example.org/briefs/"   # where it stands; feeds need it',
        '# licence: "CC BY 4.0"',
        f"languages: [{language}]",
        "# replies: /reply/          # where goodoffices replies serve answers, if it does",
        "# reasons: {off-topic: }    # why a reply is not published, if by a policy of your own",
        "# quoted_words: 300         # that may be quoted of one source",
        "authors:",
    ]
    for author_id, author_name in author.items():
        lines += [
            f"  {author_id}:",
            f"    name: {said(author_name)}",
            "    # biography: One or two sentences.",
            '    # orcid: "0000-0002-1825-0097"',
            "    # links: {University: https://example.org/}",
        ]
    if not author:
        lines[-1] = "authors: {}"
    return "\n".join(lines) + "\n"

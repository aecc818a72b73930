"""What a site is made of: its settings, its authors, the sentences of a brief, accepted replies.

All of it is public: whoever writes a record here writes what anybody may read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReply:
    """A reply that a person has accepted: what stands on the page, and nothing else.

    ``brief`` is the brief's slug; ``point`` the id of the sentence it is about, or empty for the
    whole; ``written`` and ``decided`` are ISO 8601 times in UTC or EDTF dates; ``answers`` is the
    id of the reply it answers, or empty; ``by_author`` says that the brief's authors wrote it.
    """

    id: str
    brief: str
    name: str
    text: str
    written: str
    decided: str
    point: str = ""
    answers: str = ""
    shortened: bool = False
    by_author: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return plain values, as ``replies.json`` holds them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> PublishedReply:
        """Return the reply that plain values tell of.

        Raises
        ------
        KeyError
            where a name that must be there is missing.
        """
        texts = ("id", "brief", "name", "text", "written", "decided")
        return cls(
            **{key: str(plain[key]) for key in texts},
            point=str(plain.get("point", "")),
            answers=str(plain.get("answers", "")),
            shortened=bool(plain.get("shortened")),
            by_author=bool(plain.get("by_author")),
        )


@dataclass(frozen=True, slots=True)
class PublishedSentence:
    """A sentence of a brief, with the id by which a page, a reply and a correction point at it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAuthor:
    """Somebody who answers for briefs; ``links`` are addresses, each with what it is called."""

    id: str
    name: str
    biography: str = ""
    orcid: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyReason:
    """Why a reply is not published: a key, and its sentence as (language, words), first to last.

    Without a sentence it has the software's own, which is there in each language.
    """

    id: str
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What ``site.yaml`` says; see ``docs/publishing.md``.

    ``address`` is where the site stands, with its last slash, or empty while that is not known.
    ``languages`` are those of its pages, its own first. ``replies`` is where the reply server
    stands, as an address or a path of the same server with its last slash (``/reply/``), or empty
    where no replies are taken, and ``reasons`` are those of the site's own policy, or none where it
    has the software's. ``quoted_words`` may be quoted of one source.
    """

    name: str
    licence: str = ""
    licence_address: str = ""
    address: str = ""
    languages: tuple[str, ...] = ("en",)
    authors: tuple[SiteAuthor, ...] = ()
    replies: str = ""
    quoted_words: int = 300
    reasons: tuple[PolicyReason, ...] = ()

    def author(self, author_id: str) -> SiteAuthor | None:
        """Return the author of an id, or None."""
        return next((author for author in self.authors if author.id == author_id), None)


def numbered(texts: Iterable[str]) -> list[PublishedSentence]:
    """Return sentences with their ids, which hang on the words alone.

    So an id stays when other sentences come or go, and leads nowhere once its own words change.
    The second of two like sentences gets a number of its own.
    """
    seen: dict[str, int] = {}
    found = []
    for text in texts:
        plain = " ".join(text.split())
        name = f"s-{hashlib.sha256(plain.casefold().encode()).hexdigest()[:10]}"
        seen[name] = seen.get(name, 0) + 1
        found.append(PublishedSentence(name if seen[name] == 1 else f"{name}-{seen[name]}", plain))
    return found

"""The agenda as a text to start from, and back: which package a text agrees.

The first draft has one clause for each issue, with every way it may be settled in a bracket. As
long as people choose among these words, the package can be read off the text; where they found
others, it cannot, and :func:`package_of` says for which issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.talks.state import TalksState
from goodoffices.talks.text import Clause, Draft

_HEADING = 300


@dataclass(frozen=True, slots=True)
class PackageReading:
    """What a text says of each issue: a value's id, or nothing for those in ``unread``."""

    choices: Mapping[str, str]
    unread: tuple[str, ...]


def started(state: TalksState) -> tuple[Clause, ...]:
    """Return a clause for each issue of the talks, its ways of being settled in a bracket."""
    return tuple(
        Clause(
            str(number),
            " ".join(issue["name"].split())[:_HEADING],
            {language: _offered(issue) for language in state.languages},
        )
        for number, issue in enumerate(state.issues, 1)
    )


def _offered(issue: Mapping[str, Any]) -> str:
    ways = [_plain(value["text"]) for value in issue["values"]]
    return f"[{' | '.join(ways)}]." if len(ways) > 1 else "".join(f"{way}." for way in ways)


def _plain(text: str) -> str:
    """Return a value's words as they may stand inside a bracket."""
    return " ".join(re.sub(r"[\[\]|]", " ", text).split())


def package_of(draft: Draft, issues: Iterable[Mapping[str, Any]], language: str) -> PackageReading:
    """Return the package that a text agrees, read in one of its languages.

    A clause is about the issue whose name is its heading; it settles it where its words are those
    of exactly one value. Nothing is guessed from other words.
    """
    choices, unread = {}, []
    for issue in issues:
        said = [
            _bare(clause.wording.get(language, ""))
            for clause in draft.clauses
            if _bare(clause.heading) == _bare(issue["name"])
        ]
        fits = [v["id"] for v in issue["values"] if _bare(_plain(v["text"])) in said]
        if len(said) == 1 and len(fits) == 1:
            choices[issue["id"]] = fits[0]
        else:
            unread.append(issue["id"])
    return PackageReading(choices, tuple(unread))


def _bare(words: str) -> str:
    """Return words without what does not change them: case, spaces, a full stop at the end."""
    return " ".join(words.split()).rstrip(".۔").strip().casefold()

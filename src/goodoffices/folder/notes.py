"""What a draft writes above its lines for people: why one is proposed, and what is to be asked.

Such comments bear a mark, so that they are known in any language and go with the line that a person
refuses; what a person wrote stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodoffices.base.i18n import _, n_
from goodoffices.case.file import CaseFile
from goodoffices.case.nouns import Party
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.matters import ProposedMatter

MARK = "~ "
"""What a comment of the draft begins with, so that it is known in any language."""
MOST_ASKED = 4
"""Of how many wants a party's draft asks which matters more."""


def marked(*comments: str) -> list[str]:
    """Return comments of the draft as they are written into a case file."""
    return [f"{MARK}{one}" for one in comments]


def questions(party: Party, lines: Sequence[ProposedLine]) -> Iterator[str]:
    """Ask what matters more to a party, of the wants that the most pages tell; people answer."""
    for one, other in pairwise(lines[:MOST_ASKED]):
        yield _("To ask: which matters more to {party}, “{one}” or “{other}”?").format(
            party=party.name, one=one.text, other=other.text
        )


def why(line: ProposedLine) -> str:
    """Say why an act is proposed."""
    told = _reasons()
    kinds = ", ".join(told[kind] for kind in line.kinds if kind in told)
    kinds = _("perhaps, by how it is put") if line.likely else kinds
    return n_("{kinds}: {pages} page", "{kinds}: {pages} pages", line.pages).format(
        kinds=kinds, pages=line.pages
    )


def _reasons() -> dict[str, str]:
    return {
        "threat": _("threatened"),
        "plan": _("announced or under way"),
        "offer": _("offered"),
        "demand": _("demanded of it"),
        "possible": _("spoken of as possible"),
        "done": _("done"),
        "refuse": _("refused so far"),
    }


def about(matter: ProposedMatter) -> str:
    """Say how much rests on a matter."""
    claims = n_("{count} claim on {pages}", "{count} claims on {pages}", len(matter.evidence))
    return claims.format(
        count=len(matter.evidence),
        pages=n_("{count} page", "{count} pages", matter.pages).format(count=matter.pages),
    )


def judging() -> str:
    """Say once, above the first issue, what people do with levels."""
    return _("Strike, join or rename the levels of these issues as you judge")


def unsettled() -> str:
    """Ask for the ways an issue may be settled, where the words name none."""
    return _("List the ways it may be settled: values: {one: …, other: …}")


def forget(file: CaseFile, path: tuple[str | int, ...]) -> None:
    """Take the draft's own comments away that stand above what a person refuses.

    Of wants, the questions that name the one refused; what a person wrote stays. They bear a mark,
    in whatever language they are; those of older drafts are known by their words.
    """
    held = file.at(path)
    if len(path) > 1 and isinstance(path[-1], int):
        text = held.get("text") if isinstance(held, dict) else held
        file.uncomment(path[:-1], lambda one: _own(one) and f"“{text}”" in one)
    else:
        file.uncomment(path, _own)


def which_matters(comment: str) -> tuple[str, str, str] | None:
    """Return the party and its two wants that a comment of the draft's asks about, or None."""
    told = _("To ask: which matters more to {party}, “{one}” or “{other}”?")
    parts = re.split(r"(\{\w+\})", told)
    shape = "".join(f"(?P<{p[1:-1]}>.+)" if p[:1] == "{" else re.escape(p) for p in parts)
    found = re.fullmatch(shape, comment)
    return (found["party"], found["one"], found["other"]) if found else None


def _own(comment: str) -> bool:
    """Tell whether a comment is the draft's."""
    return comment.startswith(MARK) or _asked(comment) or _grounded(comment)


def _asked(comment: str) -> bool:
    """Tell whether a comment is the draft's question about two wants."""
    return which_matters(comment) is not None


def _grounded(comment: str) -> bool:
    """Tell whether a comment says, in the draft's words, why something is proposed."""
    kinds = "|".join(map(re.escape, _reasons().values()))
    ways = unsettled()
    return (
        re.fullmatch(rf"(?:{kinds})(?:, (?:{kinds}))*: \d+ \w+", comment) is not None
        or comment.endswith("; strike, join or rename levels as you judge")
        or comment == ways
    )

"""What can go wrong, told so that a person can mend it.

One exception root, drawn here so that a caller knows what to catch:

    GoodOfficesError            anything this package raises on purpose
      CaseError          (1)    a case, conflict or negotiation that says something impossible
      UsageError         (2)    a call that does not fit: unknown verb, state or party
      UnreadableInput    (3)    bytes that cannot be read at all
      NeedsPerson        (4)    work that only a person may do: a judgement, a confirmation

The number is the exit code of the command line. Each carries its findings: every problem at once,
not the first. A finding says what, where, why and what to do next; its code is explained at length
in :mod:`goodoffices.base.findings`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar, Literal

from goodoffices.base.i18n import _
from goodoffices.base.unseen import in_line, plain_signs

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a file and, where known, line and column (both from 1).

    ``part`` names a place that has no line, such as a sheet's cell or a zone of a page. ``snippet``
    is the line itself; ``width`` is how many characters from ``column`` the finding is about.
    """

    file: str
    line: int | None = None
    column: int | None = None
    _: KW_ONLY
    part: str | None = None
    snippet: str | None = None
    width: int = 1

    def __str__(self) -> str:
        """Give ``file:line:column``, as editors and terminals recognise it."""
        numbers = [self.line, self.column] if self.line is not None else []
        where = ":".join([in_line(self.file), *(str(n) for n in numbers if n is not None)])
        return f"{where} ({in_line(self.part)})" if self.part else where


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know: what, where, and what to do next."""

    code: str
    text: str
    place: Place | None = None
    help: str | None = None
    severity: Severity = "error"

    def render(self) -> str:
        """Return the finding as the paragraph that the command line prints."""
        lines = [f"{self.severity}[{self.code}]: {self.text}"]
        if self.place is not None:
            lines.append(f"  --> {self.place}")
            lines += _pointer(self.place)
        if self.help:
            lines.append(_("  help: {help}").format(help=self.help))
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        place = self.place
        return {
            "code": self.code,
            "severity": self.severity,
            "text": self.text,
            "help": self.help,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "part": place.part if place else None,
        }


def written_path(path: Iterable[str | int]) -> str:
    """Return keys and positions, from 0, as people read them: ``preferences.US[3]``, from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _pointer(place: Place) -> list[str]:
    """Show the line itself with carets below the words that are meant."""
    if place.snippet is None or place.column is None:
        return []
    start = max(0, place.column - 60)
    shown = plain_signs(place.snippet[start : start + 100].replace("\t", " "))
    carets = "^" * max(1, min(place.width, len(shown) - (place.column - 1 - start)))
    return [f"   | {shown}", f"   | {' ' * (place.column - 1 - start)}{carets}"]


class GoodOfficesError(Exception):
    """Root of all errors this package raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = (
            (findings,) if isinstance(findings, Finding) else tuple(findings)
        )
        super().__init__("\n".join(f.render() for f in self.findings))

    def __reduce__(self) -> tuple[type[GoodOfficesError], tuple[tuple[Finding, ...]]]:
        """Travel between processes with the findings whole."""
        return type(self), (self.findings,)


class CaseError(GoodOfficesError):
    """A case, conflict or negotiation that says something impossible."""

    exit_code = 1


class UsageError(GoodOfficesError):
    """A call that does not fit: an unknown verb, state, party or option of a command."""

    exit_code = 2


class UnreadableInput(GoodOfficesError):  # noqa: N818 - named for what it is, as in the exit codes
    """Bytes that cannot be read at all: binary, empty, too large, wrongly encoded."""

    exit_code = 3


class NeedsPerson(GoodOfficesError):  # noqa: N818
    """Work that only a person may do: a judgement or a confirmation is missing."""

    exit_code = 4


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word most like a mistyped one, or None where nothing is near."""
    folded = {k.casefold(): k for k in known}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None

"""What verbs share: arguments and options, opening whatever holds a dispute, JSON, progress."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from itertools import combinations, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.model import Conflict
    from goodoffices.folder.load import CaseFolder
    from goodoffices.packages.negotiation import Negotiation

_Item = TypeVar("_Item")

PIECES = 1 << 16
"""Pieces of JSON that are written together."""

PATH = click.Path(path_type=Path)
case_folder = click.argument("case", type=PATH)
dispute = click.argument("case", type=PATH, metavar="CASE|CONFLICT.json")
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def print_json(value: Any) -> None:  # noqa: ANN401 - plain values
    """Print plain values as JSON."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(value)
    while some := "".join(islice(pieces, PIECES)):  # what is large is never there as a whole
        click.echo(some, nl=False)
    click.echo()


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings on stderr, each a paragraph, and where their long answers are."""
    findings = list(findings)
    for one in findings:
        click.echo(one.render(), err=True)
    codes = sorted({f.code for f in findings if f.severity == "error"})
    if codes:
        click.echo(_("  why:  goodoffices explain {code}").format(code=codes[0]), err=True)


def open_folder(path: Path, key: str = "GO908.folder") -> CaseFolder:
    """Open a case folder.

    Raises
    ------
    UsageError
        GO908 where it is a conflict or a negotiation instead.
    """
    import goodoffices

    opened = goodoffices.load(path)
    if not isinstance(opened, goodoffices.CaseFolder):
        raise UsageError(finding(key, path=path))
    return opened


def open_dispute(path: Path) -> CaseFolder | Conflict:
    """Open what has outcomes: a case folder or a conflict.

    Raises
    ------
    UsageError
        GO910 where it is a negotiation.
    """
    import goodoffices

    opened = goodoffices.load(path)
    if not isinstance(opened, goodoffices.CaseFolder | goodoffices.Conflict):
        raise UsageError(finding("GO910.negotiation", path=path))
    return opened


def open_negotiation(path: Path) -> CaseFolder | Negotiation:
    """Open what has packages: a case folder or a negotiation.

    Raises
    ------
    UsageError
        GO910 where it is a conflict.
    """
    import goodoffices

    opened = goodoffices.load(path)
    if not isinstance(opened, goodoffices.CaseFolder | goodoffices.Negotiation):
        raise UsageError(finding("GO910.conflict", path=path))
    return opened


def case_or_conflict(opened: CaseFolder | Conflict) -> Case | Conflict:
    """Return what the analyses take: the case of a folder, or the conflict itself."""
    import goodoffices

    return opened.case if isinstance(opened, goodoffices.CaseFolder) else opened


def fitting(
    asked: Mapping[str, object],
    forms: Mapping[str, object],
    fits: Mapping[str, Collection[str]],
    others: Mapping[str, object] | None = None,
    *,
    together: bool = False,
) -> None:
    """Refuse options of which one would have to be left aside.

    Parameters
    ----------
    asked, forms, others
        options by their names, with what was given: questions, forms of an answer, anything else.
    fits
        of a question or form, the forms and other options that it can stand with.
    together
        whether several questions can be answered at once.

    Raises
    ------
    UsageError
        GO926 for two questions, two forms, or a question in a form that it has no answer in.
    """
    questions, shown, more = (
        [name for name, value in options.items() if value]
        for options in (asked, forms, others or {})
    )
    pairs = [*([] if together else combinations(questions, 2)), *combinations(shown, 2)]
    pairs += [(one, two) for one in questions for two in (*shown, *more) if two not in fits[one]]
    pairs += [(one, two) for one in shown for two in more if two not in fits.get(one, ())]
    if pairs:
        raise UsageError(finding("GO926", first=pairs[0][0], second=pairs[0][1]))


class Progress:
    """How far long work is, on one line of the terminal's error stream; nowhere else.

    ``step`` is called with how many are done, and of how many where that is known; ``print`` puts a
    line above it. The line is gone when the work ends.
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self.shown = sys.stderr.isatty()
        self.start = time.monotonic()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal clean."""
        self._write("")

    def step(self, done: int, of: int | None = None) -> None:
        """Tell how many are done."""
        rate = round(done / max(0.001, time.monotonic() - self.start), 1)
        text = _("{what}: {done} of {all}") if of else _("{what}: {done}, {rate} a second")
        self._write(text.format(what=self.label, done=done, all=of, rate=rate))

    def print(self, line: str) -> None:
        """Print a line on the error stream, above where the work is."""
        self._write("")
        click.echo(line, err=True)

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Give the items one by one, telling how many are done."""
        of = len(items) if isinstance(items, Sized) else None
        for done, item in enumerate(items):
            self.step(done, of)
            yield item

    def _write(self, text: str) -> None:
        if self.shown:
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)

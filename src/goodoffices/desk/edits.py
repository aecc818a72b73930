"""The edits of one visit: each kept in the file before it is told, each to be undone.

A form says what it showed, by a digest of the part of the file that it is about. Where another hand
changed that part meanwhile nothing is written; what was changed elsewhere in the file stays as it
is. An edit that would leave the file with an error it had not is never made. Undoing gives the file
back to the byte as it was, unless another hand was at it since.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.case.file import CaseFile

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.desk.bench import Bench

MOST_KEPT = 200
"""How many edits of a visit can be undone."""


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit that was made: what was done, where, the file before it, the case on both sides."""

    said: str
    address: str
    before: str
    after: str
    was: Case
    case: Case


class RefusedEditError(CaseError):
    """An edit that would leave the file with errors: what is wrong, and the file as it would be."""

    def __init__(self, findings: list[Finding], file: CaseFile) -> None:
        super().__init__(findings)
        self.file = file


@dataclass
class CaseVisit:
    """The edits of one visit to one case, the last one last."""

    bench: Bench
    made: list[KeptEdit] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def change(self, said: str, address: str, do: Callable[[CaseFile], None]) -> KeptEdit | None:
        """Do something to the file and keep it; None where nothing changed.

        Raises
        ------
        RefusedEditError
            where the file would have an error that it has not: nothing is written.
        CaseError
            GO221 where another hand was faster, GO222 where something cannot be written there.
        """
        with self._lock:
            file = self.bench.file()
            before, was, wrong = file.text, file.case, _errors(file)
            do(file)
            if file.text == before:
                return None
            new = _errors(file) - wrong
            if new:
                told = [f for f in file.findings if (f.code, f.text) in new]
                raise RefusedEditError(told, file)
            file.save()
            return self._keep(KeptEdit(said, address, before, file.digest, was, file.case))

    def outside(self, said: str, address: str, do: Callable[[], object]) -> KeptEdit | None:
        """Let something else edit the file that saves it by itself; None where nothing changed."""
        with self._lock:
            file = self.bench.file()
            before, was = file.text, file.case
            do()
            file = self.bench.file()
            if file.text == before:
                return None
            return self._keep(KeptEdit(said, address, before, file.digest, was, file.case))

    def _keep(self, edit: KeptEdit) -> KeptEdit:
        self.made.append(edit)
        del self.made[:-MOST_KEPT]
        return edit

    def undo(self) -> KeptEdit:
        """Give the file back as it was before the last edit.

        Raises
        ------
        UsageError
            GO366 where there is nothing to undo.
        CaseError
            GO365 where another hand changed the file since.
        """
        with self._lock:
            if not self.made:
                raise UsageError(finding("GO366"))
            last = self.made[-1]
            file = self.bench.file()
            if file.digest != last.after:
                raise CaseError(finding("GO365", said=last.said))
            file.put_back(last.before)
            file.save()
            self.made.pop()
            return last


def _errors(file: CaseFile) -> Counter[tuple[str, str]]:
    return Counter((f.code, f.text) for f in file.findings if f.severity == "error")

"""The case file: ``case.yaml`` ↔ the case, every value with its place, edits in place.

text        parser events → nodes with offsets; what YAML has and a case does not use
keys        the one table of keys: what may stand where, and what it means
terms       nodes read by the table: keys checked, plain values typed, findings gathered
names       parties, options and outcomes looked up; conditions read
states      options and what restricts them; orders, views, worths, levers, advice: a part each
build       nodes → Case, all findings at once
render      values → YAML text
edit        a change of one value that leaves every other byte
casefile    the file as a whole: open, edit, save
start       a new case
schema      what is made from the table: the JSON Schema, the tables of the docs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.case.file.casefile import CaseFile, load
    from goodoffices.case.file.start import new

__all__ = ["CaseFile", "load", "new"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """Import the file as a whole only where it is asked for: other forms read by its parts."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from goodoffices.case.file import casefile, start

    return start.new if name == "new" else getattr(casefile, name)

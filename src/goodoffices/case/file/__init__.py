"""The case file: ``case.yaml`` ↔ the case, every value with its place, edits in place.

yamltext    parser events → nodes with offsets; what YAML has and a case does not use
terms       the smallest parts, typed: ids, numbers, dates, grounds
reading     nodes → Case, every name looked up, all findings at once
rendering   values → YAML text
yamledit    a change of one value that leaves every other byte
file        the file as a whole: open, edit, save
folder      a new case
schema      the JSON Schema for editors
"""

from __future__ import annotations

from goodoffices.case.file.casefile import CaseFile, load
from goodoffices.case.file.new import new

__all__ = ["CaseFile", "load", "new"]

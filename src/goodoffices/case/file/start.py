"""A new case: a folder with a commented case.yaml, and places for sources and briefs."""

from __future__ import annotations

from pathlib import Path

from goodoffices.base.errors import GoodOfficesError, Place, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.case.file.casefile import NAME
from goodoffices.case.file.render import quoted
from goodoffices.case.file.terms import slugify

FOLDERS = ("sources", "brief")


def new(folder: Path | str, title: str | None = None) -> Path:
    """Make a case folder and return its path.

    Parameters
    ----------
    folder
        the folder to make; it may exist, and hold other things.
    title
        the case's title; the folder's name where none is given.

    Raises
    ------
    UsageError
        GO220 where the folder holds a case already, or is a file; nothing is changed.
    GoodOfficesError
        GO906 where the system refuses.
    """
    folder = Path(folder)
    path = folder / NAME
    name = folder.resolve().name
    title = " ".join((title or name).split()) or "case"
    data = skeleton(slugify(name) or slugify(title) or "case", title).encode("utf-8", "replace")
    try:
        for inner in FOLDERS:
            (folder / inner).mkdir(parents=True, exist_ok=True)
        atomic_write(path, data, replace=False)
    except FileExistsError:
        raise UsageError(finding("GO220", Place(str(path)), folder=folder)) from None
    except OSError as error:
        place = Place(str(folder))
        refused = finding("GO906.folder", place, folder=folder, reason=error.strerror)
        raise GoodOfficesError(refused) from error
    return folder


def skeleton(case_id: str, title: str) -> str:
    """Return the text of a new case file: valid as it stands, with examples to uncomment."""
    head = f"case: {case_id}\ntitle: {quoted(title)}\n"
    return head + _SKELETON


_SKELETON = """\
# as_of: 2025-03            # when this was true: 2025-03-04, 2025-03, 2025, 2025-03~ for about
# author: AB                # initials of whoever answers for the judgements
# summary: One paragraph.

# Each judgement says what it rests on: evidence (ids of claims, as goodoffices show lists them),
# or judged (initials) and because (a reason). What the machine proposed is unreviewed: yes, until
# a person deletes that. Lines that begin with # are notes, and examples from another dispute to
# copy from; delete them as you like.

parties:
#   iran:
#     name: Iran
#     country: IRN
#     wants:
#       - {text: Relief from sanctions, evidence: [S-7Q3K5VX]}
#     options:                          # what it can do or not do
#       limit: Limit enrichment under inspection
#     prefers:                          # the most important first
#       - {that: us.relief, judged: AB, because: its stated aim}
#       - {that: iran.limit if us.relief, judged: AB, because: its condition}
#     worth:                            # what packages are worth to it: weight times value, summed
#       judged: AB
#       walk_away: 30                   # what no deal is worth to it, in the same units
#       issues:
#         enrichment: {weight: 0.4, values: {zero: 0, capped: 70, free: 100}}

mediators:
#   oman:
#     name: Oman
#     consent:                          # yes, no, conditional or unknown
#       iran: {answer: unknown}

issues:
#   enrichment:
#     name: Uranium enrichment
#     today: free                       # how it stands without a deal
#     values: {zero: None, capped: Capped at 3.67 %, free: No limit}

infeasible:
#   - {that: iran.limit and iran.escalate, because: one or the other}

# status_quo: [us.press]                # options taken today; the others are not

outcomes:
#   Limits for relief: [us.relief, iran.limit]

packages:
#   first-offer: {name: The first offer, enrichment: capped}

notes:
#   - Free text.
"""

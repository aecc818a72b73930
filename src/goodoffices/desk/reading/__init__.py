"""Sources and claims on the desk: each source in its own words, each claim decided by a person.

adding    pages come in: files, words that were pasted, an address
texts     the sources, each in its own words; words that are selected, searched, put to use
narrowing what a list of claims is narrowed to
claims    what was read, listed and searched; each claim beside its words
across    what the sources tell together: by date, who with whom, who stood where
review    what waits for a person, one after the other or several at once, and taken back
deciding  decisions kept only where the person saw what others decided
"""

from __future__ import annotations

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.reading.across import across
from goodoffices.desk.reading.adding import adding
from goodoffices.desk.reading.claims import claims
from goodoffices.desk.reading.deciding import Deciding
from goodoffices.desk.reading.review import review
from goodoffices.desk.reading.texts import texts


def reading(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of sources, claims and review."""
    deciding = Deciding(answers.bench)
    return [
        *adding(answers),
        *texts(answers),
        *across(answers),
        *review(answers, deciding),
        *claims(answers, deciding),
    ]

"""What a mediator should look at: advice as the page shows it, topic by topic.

Each line has its status, the evidence behind its judgements, and what would change it. Questions to
ask first and counts of the past stand below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.base.i18n import _
from goodoffices.brief.evidence import Ground
from goodoffices.case.nouns import Basis
from goodoffices.look.markup import anchor

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.advise.lines import Line


@dataclass(frozen=True, slots=True)
class Counsel:
    """One line: its place, the mark and word of its status, and what is said of its evidence."""

    place: str
    mark: str
    status: str
    line: Line
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Advice for the page: lines by topic, what to ask first, and the past with its warning."""

    topics: tuple[tuple[str, tuple[Counsel, ...]], ...]
    questions: tuple[tuple[str, str], ...]
    past: tuple[str, ...]
    since: str
    warning: str
    source: str


def grounds(advice: Advice | None) -> Iterator[Ground]:
    """Yield what each line of advice rests on."""
    from goodoffices.advise.words.lines import topics

    asked = topics()
    for number, line in enumerate(advice.lines if advice else (), 1):
        said = _("Advice. {topic} {about}").format(topic=asked[line.topic], about=line.about)
        yield Ground(anchor("advice", number), said.strip(), Basis(evidence=line.evidence))


def sheet(advice: Advice | None) -> Sheet | None:
    """Return advice as the page shows it; None where there is none."""
    if advice is None:
        return None
    from goodoffices.advise.past import source
    from goodoffices.advise.words import lines, questions
    from goodoffices.advise.words.past import warning

    asked = lines.topics()
    by_topic: dict[str, list[Counsel]] = {}
    for number, line in enumerate(advice.lines, 1):
        counsel = Counsel(
            anchor("advice", number),
            lines.MARKS[line.status],
            lines.status_word(line.status),
            line,
            advice.notes.get(line.id, ""),
        )
        by_topic.setdefault(asked[line.topic], []).append(counsel)
    return Sheet(
        topics=tuple((topic, tuple(found)) for topic, found in by_topic.items()),
        questions=tuple(
            (question.text, questions.changes(question.changes)) for question in advice.asked
        ),
        past=tuple(map(str, advice.reference)),
        since=advice.tags.get("since", "1946"),
        warning=warning(),
        source=source(),
    )

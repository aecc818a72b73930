"""Who said what: cues and quotation marks joined into statements.

Each cue gives a speaker and, from the parse, its content; the content is then snapped to the
quotation marks it touches, so that quoted words are exact. A quotation without a cue of its own
goes to whoever spoke just before it. Confidence falls with every step that is not on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.evidence.claims import Confidence, Modality, Statement, StatementKind
from goodoffices.evidence.snapshot import Document, short_id
from goodoffices.read.clause.quotes import Quotation
from goodoffices.read.clause.roles import FINITE, Scene, once
from goodoffices.read.dates.finder import find_dates
from goodoffices.read.said.cues import Cue, find_cues
from goodoffices.read.said.speakers import Speaker, Speakers
from goodoffices.read.words import words

Place = tuple[int, int]
IssuesAt = Callable[[int, int], tuple[str, ...]]

_ORDER: dict[Confidence, int] = {"low": 0, "medium": 1, "high": 2}
_LINK = re.compile(r"^[^.!?;]*?(?:[:,]|\bthat|\bas)?\s*$")
_OPENING = re.compile(r"[,:]\s*$|\bthat\s*$|^\s*$")
_BEFORE = re.compile(r"^\s*[,—–-]?\s*(?:as\s)?$")
_SENTENCE_GAP = re.compile(r"^[.!?]?[”\"’»]?\s*$")
_ENDS_OPEN = re.compile(r"[,?!—–…-][”\"’»]$")


@dataclass(kw_only=True)
class _StatementDraft:
    """A statement while it is put together, in code points."""

    cue: Cue | None
    speaker: Speaker
    spans: list[Place]
    quotations: list[Quotation]
    rule: str
    confidence: Confidence = "low"


def find_statements(document: Document, scene: Scene, issues_at: IssuesAt) -> tuple[Statement, ...]:
    """Return the statements of a document in the order of the text.

    Parameters
    ----------
    document, scene
        The document, its parse and its actors.
    issues_at
        Gives the ids of the issues named between two places (code points).
    """
    return _StatementReader(document, scene, issues_at).read()


class _StatementReader:
    """Reads one document's statements."""

    def __init__(self, document: Document, scene: Scene, issues_at: IssuesAt) -> None:
        self.document, self.scene, self.issues_at = document, scene, issues_at
        self.parse, self.actors, self.quotations = scene.parse, scene.actors, scene.quotations
        self.text = document.snapshot.text
        self.speakers = Speakers(scene)
        self.drafts: list[_StatementDraft] = []

    def read(self) -> tuple[Statement, ...]:
        """Return the statements."""
        for cue in find_cues(self.scene):
            draft = self._draft(cue)
            if draft is not None:
                self.drafts.append(draft)
                self.speakers.spoke(draft.speaker)
        self._floating()
        statements = (self._statement(d) for d in self.drafts)
        return tuple(sorted(statements, key=lambda s: (s.spans[0].start, s.id)))

    # --- from a cue -------------------------------------------------------------------------

    def _draft(self, cue: Cue) -> _StatementDraft | None:
        """Return what a cue reports, or None where nobody says anything."""
        if cue.subject is None:
            return None
        speaker = self.speakers.at(cue.subject)
        if not self._can_say(cue, speaker):
            return None
        attached = self._attached(cue, speaker)
        content = cue.content if attached or cue.pattern != "none" else ()
        spans, quotations = self._snapped([self._chars(r) for r in content], attached)
        if not spans:
            return None
        rule = "quote" if attached and not cue.content else cue.pattern
        return _StatementDraft(
            cue=cue,
            speaker=speaker,
            spans=spans,
            quotations=quotations,
            rule=f"statement:{rule}",
            confidence=self._confidence(cue, speaker, quoted=bool(quotations)),
        )

    def _can_say(self, cue: Cue, speaker: Speaker) -> bool:
        """Tell whether the subject of a cue can be a speaker."""
        named = speaker.actor is not None or speaker.unnamed is not None or speaker.known
        if cue.verb < 0:
            return named or cue.pattern == "according"
        lemma = self.parse.tokens[cue.verb].lemma
        strict = lemma in words("cue weak") or cue.pattern != "clause" or cue.inherited
        if speaker.unnamed == "reports" and lemma in {"emerge", "circulate"}:
            return False
        return named if strict else named or speaker.last - speaker.first < 12

    def _chars(self, place: Place) -> Place:
        """Return a range of tokens in code points."""
        return self.parse.tokens[place[0]].start, self.parse.tokens[place[1] - 1].end

    # --- quotation marks ----------------------------------------------------------------------

    def _attached(self, cue: Cue, speaker: Speaker) -> list[Quotation]:
        """Return the quotations that stand right before or after a cue's own words."""
        if cue.verb < 0:
            return []
        lemma = self.parse.tokens[cue.verb].lemma
        if lemma not in words("cue clause") or lemma in words("cue not speech"):
            return []
        first, last = self._chars((cue.first, cue.last))
        who = self._chars((speaker.first, speaker.last)) if not cue.inherited else (first, last)
        start, end = min(first, who[0]), max(last, who[1]) if who[0] > first else last
        quotations = []
        before, after = self.quotations.before(start), self.quotations.after(end)
        if before is not None and self._leads(before, start):
            quotations.append(before)
        if after is not None and self._follows(after, end, cue):
            quotations.append(after)
        return quotations

    def _leads(self, quotation: Quotation, start: int) -> bool:
        """Tell whether a quotation runs into the cue: "…,” he said"."""
        between = self.text[quotation.end : start]
        open_ended = bool(_ENDS_OPEN.search(self.text[quotation.start : quotation.end]))
        return bool(_BEFORE.match(between)) and (open_ended or "," in between)

    def _follows(self, quotation: Quotation, end: int, cue: Cue) -> bool:
        """Tell whether a quotation is what the cue leads to: "he told them on Monday: “…"."""
        between = self.text[end : quotation.start]
        if len(between) > 160 or not _LINK.match(between) or not _OPENING.search(between):
            return False
        tokens = self.parse.tokens[slice(*self.parse.covering(end, quotation.start) or (0, 0))]
        return not any(t.pos == "VERB" and t.tag in FINITE and t.i > cue.verb for t in tokens)

    def _snapped(
        self, spans: Sequence[Place], attached: Sequence[Quotation]
    ) -> tuple[list[Place], list[Quotation]]:
        """Widen contents to the quotations they touch; return them with those quotations."""
        quotations = list(attached)
        places = [(q.start, q.end) for q in attached]
        for place in spans:
            start, end = place
            for q in self.quotations.overlapping(*place):
                if q not in quotations:
                    quotations.append(q)
                closed = self.text[start : q.end][-2:-1] == "," and q in attached
                if self._all_quoted(start, end, q) or (closed and start >= q.start):
                    start, end = q.start, q.end  # the word "that" and commas go
                else:
                    start, end = min(start, q.start), max(end, q.end)
            places.append((start, end))
        return _joined(places), sorted(quotations, key=lambda q: q.start)

    def _all_quoted(self, start: int, end: int, quotation: Quotation) -> bool:
        """Tell whether all of a content but "that" and punctuation lies in a quotation."""
        outside = self.text[start : max(start, quotation.start)]
        outside += self.text[min(end, quotation.end) : end]
        return not re.sub(r"\bthat\b|\W", "", outside)

    # --- quotations without a cue -------------------------------------------------------------

    def _floating(self) -> None:
        """Give quotations without a cue to whoever spoke just before."""
        used = {q.start for d in self.drafts for q in d.quotations}
        for quotation in self.quotations.all:
            if quotation.start in used or quotation.words < 2:
                continue
            draft = self._continued(quotation)
            if draft is not None:
                draft.spans = _joined([*draft.spans, (quotation.start, quotation.end)])
                draft.quotations.append(quotation)
            elif self._whole_sentence(quotation):
                self._alone(quotation)

    def _continued(self, quotation: Quotation) -> _StatementDraft | None:
        """Return the quoted statement whose sentence ends right before a quotation."""
        for draft in reversed(self.drafts):
            if draft.cue is None or not draft.quotations:
                continue
            end = self.parse.sentence_of(draft.cue.first).end
            last = max(end, draft.spans[-1][1])
            same = draft.spans[-1][1] <= quotation.start and last <= quotation.start + 1
            between = self.text[min(last, quotation.start) : quotation.start]
            if same and _SENTENCE_GAP.match(between) and "\n\n" not in between:
                return draft if self._whole_sentence(quotation) else None
        return None

    def _whole_sentence(self, quotation: Quotation) -> bool:
        """Tell whether a quotation stands as sentences of its own."""
        inner = self.text[quotation.start + 1 : quotation.end]
        before = self.text[max(0, quotation.start - 2) : quotation.start].strip()
        starts = not before or before in '.!?”":—–' or before[-1] in '.!?”"'
        return starts and inner[:1].isupper() and quotation.words >= 4

    def _alone(self, quotation: Quotation) -> None:
        """Add a quotation of its own, given to the last speaker of the paragraph."""
        place = self.parse.covering(quotation.start, quotation.end)
        if place is None:
            return
        speaker = self._headline(place[0]) or self._speaker_before(place[0])
        if speaker is None or (speaker.actor is None and not speaker.known):
            return
        self.drafts.append(
            _StatementDraft(
                cue=None,
                speaker=speaker,
                spans=[(quotation.start, quotation.end)],
                quotations=[quotation],
                rule="statement:floating",
            )
        )

    def _headline(self, token: int) -> Speaker | None:
        """Return X of ``X: “…”`` where nothing else stands before it in its sentence."""
        tokens = self.parse.tokens
        first = self.parse.sentence_of(token).first
        if token - first < 2 or tokens[token - 1].text != ":":
            return None
        last = token - 1
        for place in self.actors.within(first, last)[:1]:
            if place[:2] == (first, last):
                name = self.parse.phrase(first, last)
                return Speaker(first=first, last=last, actor=place[2], name=name)
        return None

    def _speaker_before(self, token: int) -> Speaker | None:
        """Return who spoke last before a token, in its paragraph or the one before."""
        paragraph = self.parse.paragraph_of(self.parse.tokens[token].sentence)
        for draft in reversed(self.drafts):
            if draft.cue is None or draft.cue.first >= token:
                continue
            number = self.parse.paragraph_of(self.parse.tokens[draft.cue.first].sentence)
            return draft.speaker if paragraph - number in {0, 1} else None
        return None

    # --- the statement ------------------------------------------------------------------------

    def _confidence(self, cue: Cue, speaker: Speaker, *, quoted: bool) -> Confidence:
        """Return how sure the reading is; see ``tests/accuracy`` for how often each is right."""
        clause = cue.pattern == "clause"
        named = speaker.actor is not None or speaker.unnamed is not None or speaker.known
        weak = cue.verb >= 0 and self.parse.tokens[cue.verb].lemma in words("cue weak")
        if not named and not clause:
            return "low"
        sure = (clause or quoted) and named and not (cue.inherited or cue.future)
        band: Confidence = "high" if sure and (quoted or not weak) else "medium"
        return min(band, speaker.limit, key=_ORDER.__getitem__)

    def _statement(self, draft: _StatementDraft) -> Statement:
        """Return the finished statement."""
        snapshot, cue, speaker = self.document.snapshot, draft.cue, draft.speaker
        spans = tuple(snapshot.span(*place) for place in draft.spans)
        cue_place = self._chars((cue.first, cue.last)) if cue else None
        who = self._chars((speaker.first, speaker.last))
        actor = self.actors.get(speaker.actor)
        pieces = [*draft.spans, *([cue_place] if cue_place else [])]
        modality: Modality = "future" if cue and cue.future else "asserted"
        key = (snapshot.text_sha256, spans[0].start, spans[-1].end, cue_place)
        return Statement(
            id=short_id("S", *key),
            spans=spans,
            kind=self._kind(draft),
            speaker=speaker.actor,
            speaker_name=actor.name if actor else speaker.name,
            cue=snapshot.text[slice(*cue_place)] if cue_place else "",
            sentence=snapshot.span(*self._sentences(pieces)),
            speaker_span=snapshot.span(*who),
            cue_span=snapshot.span(*cue_place) if cue_place else None,
            unnamed=speaker.unnamed,
            affiliation=actor.affiliation if actor else speaker.affiliation,
            addressee=self._addressee(cue),
            issues=self._issues(draft.spans),
            modality=modality,
            date=self._date(draft),
            rule=draft.rule,
            confidence=draft.confidence,
        )

    def _issues(self, spans: Sequence[Place]) -> tuple[str, ...]:
        return once(i for place in spans for i in self.issues_at(*place))

    def _addressee(self, cue: Cue | None) -> str | None:
        """Return whom it is said to: an actor's id, else the words."""
        if cue is None or cue.addressee is None:
            return None
        whom = self.speakers.at(cue.addressee)
        return whom.actor or (whom.name if whom.name.lower() not in _VAGUE else None)

    def _date(self, draft: _StatementDraft) -> str | None:
        """Return when it was said (EDTF), where the cue's own clause tells."""
        if draft.cue is None or draft.cue.verb < 0:
            return None
        sentence, verb = self.parse.sentence_of(draft.cue.verb), draft.cue.verb
        for date in find_dates(self.text[sentence.start : sentence.end], self.document.published):
            start, end = date.start + sentence.start, date.end + sentence.start
            inside = any(start < b and a < end for a, b in draft.spans)
            place = self.parse.covering(start, end)
            if not inside and place is not None and self._hangs_from(place, verb):
                return date.edtf
        return None

    def _hangs_from(self, place: Place, verb: int) -> bool:
        """Tell whether one of some tokens depends on a verb, by a preposition or none."""
        heads = [self.parse.tokens[i].head for i in range(*place)]
        return any(verb in {head, self.parse.tokens[head].head} for head in heads)

    def _sentences(self, pieces: Sequence[Place]) -> Place:
        """Return the sentences that hold all pieces of a statement."""
        start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
        place = self.parse.covering(start, end)
        if place is None:
            return start, end
        first = self.parse.sentence_of(place[0])
        last = self.parse.sentence_of(place[1] - 1)
        return min(start, first.start), max(end, last.end)

    def _kind(self, draft: _StatementDraft) -> StatementKind:
        """Tell whether the content is quoted, reported or both."""
        quoted = outside = 0
        for start, end in draft.spans:
            inside = [q for q in draft.quotations if q.start >= start and q.end <= end]
            quoted += sum(q.end - q.start for q in inside)
            rest, at = "", start
            for q in inside:
                rest += self.text[at : q.start]
                at = q.end
            outside += len(re.sub(r"\W", "", rest + self.text[at:end]))
        if not quoted:
            return "indirect"
        return "mixed" if outside else "direct"


_VAGUE = frozenset({"him", "her", "them", "it", "me", "us", "you"})


def _joined(places: Sequence[Place]) -> list[Place]:
    """Return places in order, those that overlap made one."""
    result: list[Place] = []
    for start, end in sorted(set(places)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result

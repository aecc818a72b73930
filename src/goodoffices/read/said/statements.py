"""Who said what: cues and quotation marks joined into statements.

Each cue gives a speaker and, from the parse, its content; the content is then snapped to the
quotation marks it touches, so that quoted words are exact. A quotation without a cue of its own
goes to whoever spoke just before it. Confidence falls with every step that is not on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from goodoffices.evidence.claims import (
    LISTED,
    STAND,
    Confidence,
    Modality,
    Statement,
    StatementKind,
)
from goodoffices.evidence.snapshot import Document, short_id
from goodoffices.read.clause.meant import HE, SHE
from goodoffices.read.clause.quotes import Quotation
from goodoffices.read.clause.roles import Scene, once
from goodoffices.read.dates.finder import find_dates
from goodoffices.read.said.cues import Cue, find_cues
from goodoffices.read.said.headings import Headings
from goodoffices.read.said.issued import find_issued
from goodoffices.read.said.ledin import LedIn
from goodoffices.read.said.marks import CLOSING, Place, QuotationMarks, joined_places
from goodoffices.read.said.owners import Owners
from goodoffices.read.said.speakers import Speaker, Speakers
from goodoffices.read.said.sureness import ORDER, Sureness
from goodoffices.read.said.turns import Turn, asked, find_turns
from goodoffices.read.said.unsaid import Unsaid, Voiced
from goodoffices.read.words import words

IssuesAt = Callable[[int, int], tuple[str, ...]]

_SAYING = frozenset({"clause", "none", "according", "idiom", "noun"})
_SENTENCE_GAP = re.compile(r"^[.!?]?[”\"’»]{0,2}\s*$")
_TURNS = {
    (True, False): "statement:label",
    (False, True): LISTED,
    (False, False): "statement:first-person",
}
"""Of which rule a statement is that a page's form tells: with a label, in a list, or neither."""


@dataclass(kw_only=True)
class _StatementDraft:
    """A statement while it is put together, in code points."""

    cue: Cue | None
    speaker: Speaker
    spans: list[Place]
    quotations: list[Quotation]
    rule: str
    confidence: Confidence = "low"
    joint: bool = False


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
        self.marks = QuotationMarks(self.text, scene)
        self.sureness = Sureness(scene)
        self.owners = Owners(scene, self.speakers)
        self.drafts: list[_StatementDraft] = []

    def read(self) -> tuple[Statement, ...]:
        """Return the statements."""
        turns = {turn.sentence: turn for turn in find_turns(self.document, self.scene)}
        questions = asked(self.scene)
        reported = set[int]()
        for cue in find_cues(self.scene):
            sentence = self.parse.tokens[cue.first].sentence
            if sentence in turns and self._own_words(cue):
                continue
            draft = self._draft(cue)
            if draft is not None and sentence in questions:
                if draft.speaker.actor is not None:  # what the press says that somebody says
                    draft.rule, draft.confidence = "statement:question", "low"
                    self.drafts.append(draft)
            elif draft is not None:
                self.drafts += self._shared(draft)
                if not cue.stand:
                    self.speakers.spoke(draft.speaker)
                verb = self.parse.tokens[cue.verb]
                if verb.head == verb.i and verb.lemma not in words("cue told"):
                    reported.add(sentence)
        self._told_inside()
        self._passed_on()
        self._floating()
        self._from_headings()
        said = [t for t in turns.values() if t.label or t.sentence not in reported]
        self.drafts += self._turns(said)  # who is labelled says what he tells of others, too
        if not turns:
            self._issued()
            self._going_on_unsaid()
        self._led_in()
        whole = (d for d in self.drafts if all(first < last for first, last in d.spans))
        statements = (self._statement(d) for d in whole)
        return tuple(sorted(statements, key=lambda s: (s.spans[0].start, s.id)))

    def _own_words(self, cue: Cue) -> bool:
        """Tell whether a cue in somebody's own words is that somebody's: "I said"."""
        return cue.subject is None or self.parse.tokens[cue.subject].lower in {"i", "we"}

    def _turns(self, turns: Sequence[Turn]) -> list[_StatementDraft]:
        """Return the words of a transcript's speakers or a communiqué.

        Of an answer, the sentences of one paragraph are one statement.
        """
        answers: dict[tuple[int, str], _StatementDraft] = {}
        drafts = []
        for turn in turns:
            draft = self._turn(turn)
            key = self.parse.paragraph_of(turn.sentence), turn.actor
            if turn.label and key in answers:
                answers[key].spans = _adjoining([*answers[key].spans, *draft.spans], self.text)
                continue
            answers[key] = draft
            drafts.append(draft)
        return drafts

    def _turn(self, turn: Turn) -> _StatementDraft:
        """Return a sentence of a transcript's speaker or of a communiqué."""
        sentence = self.parse.sentences[turn.sentence]
        actor = self.actors.get(turn.actor)
        speaker = Speaker(
            first=sentence.first,
            last=sentence.first + 1,
            name=actor.name if actor else "",
            actor=turn.actor,
        )
        return _StatementDraft(
            cue=None,
            speaker=speaker,
            spans=[(sentence.start, sentence.end)],
            quotations=[],
            rule=_TURNS[turn.label, turn.listed],
            confidence="high" if turn.label else "medium",
        )

    def _issued(self) -> None:
        """Add the sentences in which a release tells what its issuer holds, where none is read."""
        said = [d for d in self.drafts if d.cue is None or not d.cue.stand]
        places = [self._sentences(list(d.spans)) for d in said]
        for own in find_issued(self.document, self.scene):
            sentence = self.parse.sentences[own.sentence]
            if any(a < sentence.end and sentence.start < b for a, b in places):
                continue
            first, actor = own.subject, self.actors.get(own.actor)
            name = actor.name if actor else ""
            speaker = Speaker(first=first, last=first + 1, name=name, actor=own.actor)
            draft = _StatementDraft(
                cue=None,
                speaker=speaker,
                spans=[(own.start, sentence.end)],
                quotations=[],
                rule="statement:issued",
                confidence="medium",
            )
            within = sentence.start, sentence.end
            self.drafts = [d for d in self.drafts if d in said or not _overlap(d.spans, within)]
            self.drafts.append(draft)
            said.append(draft)

    def _going_on_unsaid(self) -> None:
        """Add the sentences that go on with what somebody said, where nothing is read in them."""
        heard: dict[int, Voiced] = {}
        for draft in self.drafts:
            cue, named = draft.cue, draft.speaker.actor is not None
            says = cue is not None and cue.pattern in _SAYING  # "offered to mediate" only does
            if cue is not None and says and named and draft.confidence != "low":
                at = self.parse.tokens[cue.first].sentence
                heard[at] = Voiced(draft.speaker, quoted=bool(draft.quotations))
        for at, speaker in list(Unsaid(self.scene, self.speakers.at).found(heard)):
            sentence = self.parse.sentences[at]
            place = sentence.start, sentence.end
            if not any(_overlap(self._within(d), place) for d in self.drafts):
                inside = [q for q in self.quotations.all if place[0] <= q.start < place[1]]
                draft = _StatementDraft(
                    cue=None,
                    speaker=speaker,
                    spans=[place],
                    quotations=inside,
                    rule="statement:unsaid",
                    confidence="medium",
                )
                self.drafts.append(draft)

    def _led_in(self) -> None:
        """Add the lines of lists that a sentence leads in, where nothing is read in them."""
        for item in LedIn(self.scene, self.text).items(self._spoke_before):
            place = item.start, item.end
            if any(_overlap(self._within(d), place) for d in self.drafts):
                continue
            draft = _StatementDraft(
                cue=None,
                speaker=item.speaker,
                spans=[place],
                quotations=[],
                rule=f"{STAND}{'against' if item.refused else 'want'}",
                confidence="medium",
            )
            self.drafts.append(draft)

    def _spoke_before(self, token: int) -> Speaker | None:
        """Return who spoke last before a token, by name, at most three paragraphs before."""
        near = range(4)
        speaker = self._speaker_before(token, near)
        return speaker if speaker and speaker.actor else None

    def _within(self, draft: _StatementDraft) -> list[Place]:
        """Return where a statement stands, with its cue."""
        cue = [self.marks.chars((draft.cue.first, draft.cue.last))] if draft.cue else []
        return [*draft.spans, *cue]

    # --- from a cue -------------------------------------------------------------------------

    def _draft(self, cue: Cue) -> _StatementDraft | None:
        """Return what a cue reports, or None where nobody says anything."""
        if cue.subject is None:
            return None
        speaker = self.speakers.at(cue.subject)
        if not self._can_say(cue, speaker):
            return None
        attached = self.marks.attached(cue, speaker)
        content = cue.content if attached or cue.pattern != "none" else ()
        places = [self.marks.led_in(self.marks.chars(r), attached, cue) for r in content]
        places = [p for p in places if not self.marks.leads_in(p, attached)]
        run_on = cue.pattern in {"clause", "infinitive"}
        spans, quotations = self.marks.snapped(places, attached, run_on=run_on)
        if not spans:
            return None
        if attached and not cue.content:
            spans = self.marks.from_its_start(cue, spans)
        rule = "quote" if attached and not cue.content else cue.pattern
        return _StatementDraft(
            cue=cue,
            speaker=speaker,
            spans=spans,
            quotations=quotations,
            rule=f"statement:{rule}",
            confidence=self.sureness.of(cue, speaker, spans, quoted=bool(quotations)),
        )

    def _shared(self, draft: _StatementDraft) -> list[_StatementDraft]:
        """Return a statement once for each of those who make it together."""
        cue, speaker = draft.cue, draft.speaker
        if cue is None or cue.subject is None:
            return [draft]
        together = self.scene.meant.together(cue.subject) or self._offices_of(cue.subject)
        if len(together) > 1:
            speakers = [replace(speaker, actor=a, unnamed=None, known=True) for a in together]
        else:
            tops = [*cue.beside, cue.subject, *self._each_of(cue.subject)]
            nouns = [n for top in tops for n in self.scene.row(top)]
            speakers = [speaker, *(self.speakers.at(n) for n in nouns if n != cue.subject)]
        named = {s.actor: s for s in speakers if s.actor is not None}
        if len(named) < 2:
            return [draft]
        return [replace(draft, speaker=s, joint=True) for s in named.values()]

    def _offices_of(self, subject: int) -> tuple[str, ...]:
        """Return whose several offices a subject is: "the presidents of Chad and Niger"."""
        plural = self.parse.tokens[subject].tag == "NNS" and self.scene.meant.titled(subject)
        nouns = self.scene.phrases(subject, "of") if plural else ()
        whose = self.scene.all_ids(n for noun in nouns for n in self.scene.row(noun))
        if plural and not whose:  # "the Chadian and Malian ministers"
            beside = [n for c in self.scene.kids(subject, "amod") for n in self.scene.row(c)]
            whose = once(a for n in beside if (a := self.actors.at(n)) is not None)
        return whose if len(whose) > 1 else ()

    def _each_of(self, subject: int) -> list[int]:
        """Return whom an apposition names of several: "the two mayors, Ida Kol and Jon Brann"."""
        several = self.parse.tokens[subject].tag in {"NNS", "NNPS"}
        return self.scene.kids(subject, "appos") if several else []

    def _can_say(self, cue: Cue, speaker: Speaker) -> bool:
        """Tell whether the subject of a cue can be a speaker."""
        named = speaker.actor is not None or speaker.unnamed is not None or speaker.known
        if cue.verb < 0:
            return named or cue.pattern == "according"
        lemma = self.parse.tokens[cue.verb].lemma
        strict = lemma in words("cue weak") or cue.pattern != "clause" or cue.inherited
        return named if strict else named or speaker.last - speaker.first < 12

    def _told_inside(self) -> None:
        """Drop what is not said but told, where it is told inside somebody's statement."""
        inside = [(d, place) for d in self.drafts for place in d.spans]

        def reported(draft: _StatementDraft) -> bool:
            cue = draft.cue
            if cue is None or cue.verb < 0:
                return False
            token = self.parse.tokens[cue.verb]
            subject = self.parse.tokens[cue.subject] if cue.subject is not None else token
            own = subject.lower in HE | SHE | {"it", "they"}  # "said he is hopeful that …"
            again = own and (cue.stand or cue.pattern in {"clause", "idiom", "none"})
            told = cue.pattern != "clause" and token.lemma in words("cue told")
            if not (told or again):
                return False
            around = (d for d, (s, e) in inside if d.cue is not cue and s <= token.start < e)
            who = draft.speaker.actor
            return any(told or who in {None, d.speaker.actor} for d in around)

        self.drafts = [d for d in self.drafts if not reported(d)]

    def _passed_on(self) -> None:
        """Lower what the press says that somebody says: "it is shut, X said, the Post reports"."""
        cues = [d.cue.verb for d in self.drafts if d.cue is not None and d.cue.verb >= 0]
        for draft in self.drafts:
            if draft.cue is None or not self.speakers.is_press(draft.speaker):
                continue
            places = [self.parse.covering(*place) for place in draft.spans]
            if any(p is not None and p[0] <= verb < p[1] for p in places for verb in cues):
                draft.confidence = "low"

    # --- quotations without a cue -------------------------------------------------------------

    def _floating(self) -> None:
        """Give quotations without a cue to whoever spoke just before."""
        used = {q.start for d in self.drafts for q in d.quotations}
        for quotation in self.quotations.all:
            if quotation.start in used:
                continue
            draft = self._opened(quotation) or self._continued(quotation)
            draft = draft or self._going_on(quotation)
            if draft is not None:
                draft.spans = joined_places([*draft.spans, (quotation.start, quotation.end)])
                draft.quotations.append(quotation)
            elif self.marks.whole_sentence(
                quotation, 1 if self.marks.after_colon(quotation) else 4
            ):
                self._alone(quotation)

    def _going_on(self, quotation: Quotation) -> _StatementDraft | None:
        """Return the statement that a quotation begins, where its paragraph leaves it open.

        A quotation over several paragraphs opens anew in each; its speaker may stand in the last.
        """
        after: Quotation | None = quotation
        while after is not None and self.text[(before := after).end - 1] not in CLOSING:
            after = self.quotations.after(before.end)
            if after is None or self.text[before.end : after.start].strip():
                return None
            found = next((d for d in self.drafts if after in d.quotations and d.cue), None)
            if found is not None:
                return found
        return None

    def _opened(self, quotation: Quotation) -> _StatementDraft | None:
        """Return the statement whose quotation the paragraph before left open."""
        before = self.marks.right_before(quotation)
        if before is None or self.text[before.end - 1] in CLOSING:
            return None
        return next((d for d in self.drafts if before in d.quotations), None)

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
                return draft if self.marks.whole_sentence(quotation, fewest=1) else None
        return None

    def _alone(self, quotation: Quotation) -> None:
        """Add a quotation of its own, given to the last speaker of the paragraph."""
        place = self.parse.covering(quotation.start, quotation.end)
        if place is None:
            return
        speaker = (
            self.owners.beside(place)
            or self._chained(quotation)
            or self._speaker_before(place[0], (0,))
            or self.owners.just_named(place[0])
            or self._speaker_before(place[0], (1,))
        )
        if speaker is None or (speaker.actor is None and not speaker.known):
            return
        self.drafts.append(
            _StatementDraft(
                cue=None,
                speaker=speaker,
                spans=[(quotation.start, quotation.end)],
                quotations=[quotation],
                rule="statement:floating",
                confidence=self._sure_of(place[0], speaker),
            )
        )

    def _sure_of(self, token: int, speaker: Speaker) -> Confidence:
        """Return how sure it is whose a quotation without a cue is: theirs right before it."""
        own, before = (self.parse.tokens[i].sentence for i in (token, speaker.first))
        same = self.parse.paragraph_of(own) == self.parse.paragraph_of(before)
        band: Confidence = "medium" if same and before >= own - 1 else "low"
        return min(band, speaker.limit, key=ORDER.__getitem__)

    def _chained(self, quotation: Quotation) -> Speaker | None:
        """Return who said the quotation of the paragraph before, where nothing stands between."""
        before = self.marks.right_before(quotation)
        return next((d.speaker for d in reversed(self.drafts) if before in d.quotations), None)

    def _speaker_before(self, token: int, back: Sequence[int]) -> Speaker | None:
        """Return who spoke last before a token, so many paragraphs before its own."""
        paragraph = self.parse.paragraph_of(self.parse.tokens[token].sentence)
        for draft in reversed(self.drafts):
            if draft.cue is None or draft.cue.stand or draft.cue.first >= token:
                continue
            number = self.parse.paragraph_of(self.parse.tokens[draft.cue.first].sentence)
            return draft.speaker if paragraph - number in back else None
        return None

    # --- headings -----------------------------------------------------------------------------

    def _from_headings(self) -> None:
        """Add what headings say, where nothing is read in them yet."""
        told = {self.parse.tokens[d.cue.first].sentence for d in self.drafts if d.cue}
        told |= {t.sentence for t in self.parse.tokens if t.i in self.scene.quoted}
        self.drafts += [
            _StatementDraft(
                cue=None,
                speaker=speaker,
                spans=[self.marks.chars(what)],
                quotations=[],
                rule="statement:heading",
            )
            for speaker, what in Headings(self.scene, self.speakers).said(told)
        ]

    # --- the statement ------------------------------------------------------------------------

    def _statement(self, draft: _StatementDraft) -> Statement:
        """Return the finished statement."""
        snapshot, cue, speaker = self.document.snapshot, draft.cue, draft.speaker
        spans = tuple(snapshot.span(*place) for place in draft.spans)
        cue_place = self.marks.chars((cue.first, cue.last)) if cue else None
        who = self.marks.chars((speaker.first, speaker.last))
        actor = self.actors.get(speaker.actor)
        pieces = [*draft.spans, *([cue_place] if cue_place else [])]
        modality: Modality = "future" if cue and cue.future else "asserted"
        key: tuple[object, ...] = (
            snapshot.text_sha256,
            spans[0].start,
            spans[-1].end,
            cue_place,
        )
        if draft.joint:
            key = (*key, speaker.actor)
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
        """Tell whether the content is quoted, reported or both; what a label leads is a quote."""
        if draft.rule in _TURNS.values():
            return "direct"
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


_VAGUE = words("pronouns done to")


def _overlap(places: Sequence[Place], within: Place) -> bool:
    """Tell whether some of the places stand in another."""
    return any(first < within[1] and within[0] < last for first, last in places)


def _adjoining(places: Sequence[Place], text: str) -> list[Place]:
    """Return places in order, those with nothing but space between them made one."""
    result: list[Place] = []
    for start, end in places:
        if result and not text[result[-1][1] : start].strip():
            result[-1] = result[-1][0], end
        else:
            result.append((start, end))
    return result

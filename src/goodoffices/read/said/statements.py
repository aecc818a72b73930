"""Who said what: cues and quotation marks joined into statements.

Each cue gives a speaker and, from the parse, its content; the content is then snapped to the
quotation marks it touches, so that quoted words are exact. A quotation without a cue of its own
goes to whoever spoke just before it. Confidence falls with every step that is not on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from goodoffices.evidence.claims import Confidence, Modality, Statement, StatementKind
from goodoffices.evidence.snapshot import Document, short_id
from goodoffices.read.clause.meant import HE, SHE
from goodoffices.read.clause.quotes import Quotation
from goodoffices.read.clause.roles import FINITE, Scene, once
from goodoffices.read.clause.tokens import Token
from goodoffices.read.dates.finder import find_dates
from goodoffices.read.said.cues import Cue, find_cues
from goodoffices.read.said.issued import find_issued
from goodoffices.read.said.owners import Owners
from goodoffices.read.said.sayers import is_cue
from goodoffices.read.said.speakers import Speaker, Speakers
from goodoffices.read.said.turns import Turn, asked, find_turns
from goodoffices.read.who.named import is_title
from goodoffices.read.words import words

Place = tuple[int, int]
IssuesAt = Callable[[int, int], tuple[str, ...]]

_ORDER: dict[Confidence, int] = {"low": 0, "medium": 1, "high": 2}
_LINK = re.compile(r"^[^.!?;]*?(?:[:,]|\bthat|\bas)?\s*$")
_OPENING = re.compile(r"[,:]\s*$|\bthat\s*$|^\s*$")
_BEFORE = re.compile(r"^\s*[,—–-]?\s*(?:as\s)?$")
_SENTENCE_END = re.compile(r"[.!?]\s|\n\n")
_SENTENCE_GAP = re.compile(r"^[.!?]?[”\"’»]?\s*$")
_CLOSING = frozenset("”\"’'»“›")
_PARTING = frozenset({":", "-", "–", "—", "--"})
_LONGEST_HEADING = 24
_VERBATIM = frozenset({"statement:label", "statement:first-person"})
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
        self._headings()
        self.drafts += self._turns([t for t in turns.values() if t.sentence not in reported])
        if not turns:
            self._issued()
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
            rule="statement:label" if turn.label else "statement:first-person",
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
        places = [self._led_in(self._chars(r), attached, cue) for r in content]
        places = [p for p in places if not self._leads_in(p, attached)]
        run_on = cue.pattern in {"clause", "infinitive"}
        spans, quotations = self._snapped(places, attached, run_on=run_on)
        if not spans:
            return None
        if attached and not cue.content:
            spans = self._from_its_start(cue, spans)
        rule = "quote" if attached and not cue.content else cue.pattern
        return _StatementDraft(
            cue=cue,
            speaker=speaker,
            spans=spans,
            quotations=quotations,
            rule=f"statement:{rule}",
            confidence=self._confidence(cue, speaker, spans, quoted=bool(quotations)),
        )

    def _shared(self, draft: _StatementDraft) -> list[_StatementDraft]:
        """Return a statement once for each of those who make it together."""
        cue, speaker = draft.cue, draft.speaker
        if cue is None or cue.subject is None:
            return [draft]
        together = self.scene.meant.together(cue.subject)
        if len(together) > 1:
            speakers = [replace(speaker, actor=a, known=True) for a in together]
        else:
            tops = [*cue.beside, cue.subject, *self._each_of(cue.subject)]
            nouns = [n for top in tops for n in self.scene.row(top)]
            speakers = [speaker, *(self.speakers.at(n) for n in nouns if n != cue.subject)]
        named = {s.actor: s for s in speakers if s.actor is not None}
        if len(named) < 2:
            return [draft]
        return [replace(draft, speaker=s, joint=True) for s in named.values()]

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
        verb = self.parse.tokens[cue.verb]
        shared = verb.dep == "conj" and not self.scene.has_subject(cue.verb)
        aside = cue.inherited or shared  # "“A,” X said, and warned that B": the first verb's
        who = (first, last) if aside else self._chars((speaker.first, speaker.last))
        start, end = min(first, who[0]), max(last, who[1]) if who[0] > first else last
        start = min(start, self._passing_on(cue.verb, start))
        quotations = []
        before, after = self.quotations.before(start), self.quotations.after(end)
        going_on = verb.tag == "VBG" and cue.inherited  # "it was “over”, adding: “Go”"
        if (
            before is not None
            and not going_on
            and self._leads(before, start, inverted=who[0] > first)
        ):
            quotations.append(before)
        if after is not None and self._follows(after, end, cue):
            quotations.append(after)
        return quotations

    def _passing_on(self, verb: int, start: int) -> int:
        """Return where "it quoted him as saying" starts: with who passes the words on."""
        token = self.parse.tokens[verb]
        above = self.parse.tokens[self.parse.tokens[token.head].head]
        if token.dep != "pcomp" or above.lemma not in {"quote", "cite"}:
            return start
        subjects = self.scene.kids(above.i, "nsubj", "nsubjpass")
        return min(
            (self.parse.tokens[self.parse.subtree(s)[0]].start for s in subjects), default=start
        )

    def _led_in(self, place: Place, attached: Sequence[Quotation], cue: Cue) -> Place:
        """Leave out what leads in a quotation with a colon: "They agreed: “…,” they said"."""
        tokens = self.parse.tokens[slice(*(self.parse.covering(*place) or (0, 0)))]
        clause = place[0] > self._chars((cue.first, cue.last))[0]
        clause = clause and any(t.tag in FINITE for t in tokens)
        for q in attached:
            if clause and self.text[place[1] : q.start].strip() == ":":
                return place[0], q.end  # "they say it was wrong: “…”" is said wholly
            if clause:
                continue
            if place[0] < q.start < place[1] and self.text[: q.start].rstrip().endswith(":"):
                return q.start, place[1]
        return place

    def _leads_in(self, place: Place, attached: Sequence[Quotation]) -> bool:
        """Tell whether words only lead in a quotation with a colon."""
        return any(
            place[1] <= q.start and self.text[place[1] : q.start].strip() == ":" for q in attached
        )

    def _leads(self, quotation: Quotation, start: int, *, inverted: bool) -> bool:
        """Tell whether a quotation runs into the cue: "…,” he said", "…” reads the draft"."""
        between = self.text[quotation.end : start]
        open_ended = bool(_ENDS_OPEN.search(self.text[quotation.start : quotation.end]))
        bare = self.text[quotation.end - 2].isalnum() and "\n" not in between  # “We wait” X said
        open_ended = open_ended or (bare and self._whole_sentence(quotation))
        return bool(_BEFORE.match(between)) and (open_ended or "," in between or inverted)

    def _follows(self, quotation: Quotation, end: int, cue: Cue) -> bool:
        """Tell whether a quotation is what the cue leads to: "he told them on Monday: “…"."""
        between = self.text[end : quotation.start]
        if len(between) > 160 or not _LINK.match(between) or not _OPENING.search(between):
            return False
        tokens = self.parse.tokens[slice(*self.parse.covering(end, quotation.start) or (0, 0))]
        later = [t for t in tokens if t.pos == "VERB" and t.i > cue.verb]
        if any(self._goes_on(t, cue) for t in later):
            return False  # "said that …, adding that “…”": the second cue's
        return not any(t.tag in FINITE for t in later)

    def _goes_on(self, token: Token, cue: Cue) -> bool:
        """Tell whether a participle goes on with what a cue began: "said …, adding that …"."""
        beside = token.head == cue.verb and self.parse.tokens[token.i - 1].text == ","
        speaks = token.tag == "VBG" and token.lemma in words("cue clause")
        return (beside and speaks) or self.scene.added(token)

    def _snapped(
        self, spans: Sequence[Place], attached: Sequence[Quotation], *, run_on: bool
    ) -> tuple[list[Place], list[Quotation]]:
        """Widen contents to the quotations they touch; return them with those quotations.

        With ``run_on`` to a quotation right behind them, too.
        """
        quotations = list(attached)
        places = [(q.start, q.end) for q in attached]
        for place in spans:
            start, end = place
            for q in self.quotations.overlapping(*place):
                if q not in quotations:
                    quotations.append(q)
                closed = self.text[start : q.end][-2:-1] == "," and start >= q.start
                closed = closed and (q in attached or self._aside(q.end, end))
                if self._all_quoted(start, end, q) or closed:
                    start, end = q.start, q.end  # the word "that" and commas go
                else:
                    start, end = min(start, q.start), max(end, q.end)
            behind = self.quotations.after(end) if run_on else None
            if behind is not None and behind not in attached and self._runs_into(end, behind):
                quotations.append(behind)
                end = behind.end
            places.append((start, end))
        return _joined(places), sorted(quotations, key=lambda q: q.start)

    def _from_its_start(self, cue: Cue, spans: list[Place]) -> list[Place]:
        """Let words that end quoted begin with their sentence: "Chad will “act,” X said"."""
        (start, end), *more = spans
        sentence = self.parse.sentence_of(cue.verb)
        inner = self.text[start + 1 : end].lstrip()
        ends = not more and end <= self._chars((cue.first, cue.last))[0]
        if not ends or start <= sentence.start or not inner[:1].islower():
            return spans
        place = self.parse.covering(sentence.start, start)
        before = self.parse.tokens[slice(*place)] if place else ()
        told = any(t.tag in FINITE or t.tag == "MD" for t in before)
        others = any(is_cue(t) and t.i not in self.scene.quoted for t in before if t.pos == "VERB")
        return [(sentence.start, end)] if told and not others else spans

    def _aside(self, start: int, end: int) -> bool:
        """Tell whether a participle follows a quotation: "wrote “…,” commenting on talks"."""
        place = self.parse.covering(start, end) if start < end else None
        return place is not None and self.parse.tokens[place[0]].tag == "VBG"

    def _runs_into(self, end: int, behind: Quotation) -> bool:
        """Tell whether a content goes on in quotation marks: "to resume work “by the fifth”"."""
        between = self.text[end : behind.start]
        inner = self.text[behind.start + 1 : behind.end].lstrip()
        return bool(between) and between.isspace() and "\n" not in between and inner[:1].islower()

    def _all_quoted(self, start: int, end: int, quotation: Quotation) -> bool:
        """Tell whether all of a content but "that" and punctuation lies in a quotation."""
        outside = self.text[start : max(start, quotation.start)]
        outside += self.text[min(end, quotation.end) : end]
        return not re.sub(r"\bthat\b|\W", "", outside)

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
                draft.spans = _joined([*draft.spans, (quotation.start, quotation.end)])
                draft.quotations.append(quotation)
            elif self._whole_sentence(quotation, 1 if self._after_colon(quotation) else 4):
                self._alone(quotation)

    def _after_colon(self, quotation: Quotation) -> bool:
        return self.text[: quotation.start].rstrip().endswith(":")

    def _going_on(self, quotation: Quotation) -> _StatementDraft | None:
        """Return the statement that a quotation begins, where its paragraph leaves it open.

        A quotation over several paragraphs opens anew in each; its speaker may stand in the last.
        """
        if self.text[quotation.end - 1] in _CLOSING:
            return None
        after = self.quotations.after(quotation.end)
        if after is None or self.text[quotation.end : after.start].strip():
            return None
        return next((d for d in self.drafts if after in d.quotations and d.cue), None)

    def _opened(self, quotation: Quotation) -> _StatementDraft | None:
        """Return the statement whose quotation the paragraph before left open."""
        before = self._right_before(quotation)
        if before is None or self.text[before.end - 1] in _CLOSING:
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
                return draft if self._whole_sentence(quotation, fewest=1) else None
        return None

    def _whole_sentence(self, quotation: Quotation, fewest: int = 4) -> bool:
        """Tell whether a quotation stands as sentences of its own."""
        inner = self.text[quotation.start + 1 : quotation.end]
        before = self.text[max(0, quotation.start - 2) : quotation.start].strip()
        starts = not before or before in '.!?”":—–' or before[-1] in '.!?”"'
        return starts and inner.lstrip()[:1].isupper() and quotation.words >= fewest

    def _alone(self, quotation: Quotation) -> None:
        """Add a quotation of its own, given to the last speaker of the paragraph."""
        place = self.parse.covering(quotation.start, quotation.end)
        if place is None:
            return
        speaker = (
            self.owners.beside(place)
            or self._chained(quotation)
            or self._speaker_before(place[0])
            or self.owners.just_named(place[0])
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
                confidence=self._sure_of(quotation, speaker),
            )
        )

    def _chained(self, quotation: Quotation) -> Speaker | None:
        """Return who said the quotation of the paragraph before, where nothing stands between."""
        before = self._right_before(quotation)
        return next((d.speaker for d in reversed(self.drafts) if before in d.quotations), None)

    def _right_before(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation after which another opens with nothing between."""
        before = self.quotations.before(quotation.start)
        apart = before is None or self.text[before.end : quotation.start].strip()
        return None if apart else before

    def _sure_of(self, quotation: Quotation, speaker: Speaker) -> Confidence:
        """Return how sure the speaker of a quotation without a cue is: whom its colon follows."""
        start = self.parse.tokens[speaker.first].start
        between = self.text[start : quotation.start]
        led = start < quotation.start and not _SENTENCE_END.search(between)
        band: Confidence = "medium" if led and self._after_colon(quotation) else "low"
        return min(band, speaker.limit, key=_ORDER.__getitem__)

    def _paragraph(self, token: int) -> int:
        return self.parse.paragraph_of(self.parse.tokens[token].sentence)

    def _speaker_before(self, token: int) -> Speaker | None:
        """Return who spoke last before a token, in its paragraph or the one before."""
        paragraph = self.parse.paragraph_of(self.parse.tokens[token].sentence)
        for draft in reversed(self.drafts):
            if draft.cue is None or draft.cue.stand or draft.cue.first >= token:
                continue
            number = self.parse.paragraph_of(self.parse.tokens[draft.cue.first].sentence)
            return draft.speaker if paragraph - number in {0, 1} else None
        return None

    # --- headings -----------------------------------------------------------------------------

    def _headings(self) -> None:
        """Read headings: ``Minister: Chad will not sign`` and ``Chad will sign - minister``."""
        told = {self.parse.tokens[d.cue.first].sentence for d in self.drafts if d.cue}
        told |= {t.sentence for t in self.parse.tokens if t.i in self.scene.quoted}
        tokens = self.parse.tokens
        for sentence in self.parse.sentences:
            if tokens[sentence.last - 1].text == ":" and sentence.index not in told:
                self._split_heading(sentence.index)
                continue
            long = sentence.last - sentence.first > _LONGEST_HEADING
            if sentence.index in told or long or tokens[sentence.last - 1].text in {".", "?", "!"}:
                continue
            marks = [
                i
                for i in range(sentence.first + 1, sentence.last - 1)
                if tokens[i].text in _PARTING
            ]
            if len(marks) != 1:
                continue
            mark = marks[0]
            sides = (sentence.first, mark), (mark + 1, sentence.last)
            who, what = sides if tokens[mark].text == ":" else sides[::-1]
            self._heading(who, what)

    def _split_heading(self, index: int) -> None:
        """Read a heading whose two sides the parser took for two sentences."""
        if index + 1 >= len(self.parse.sentences):
            return
        who, what = self.parse.sentences[index : index + 2]
        same = self.parse.paragraph_of(index) == self.parse.paragraph_of(index + 1)
        ends = self.parse.tokens[what.last - 1].text in {".", "?", "!"}
        if same and not ends and what.last - who.first <= _LONGEST_HEADING:
            self._heading((who.first, who.last - 1), (what.first, what.last))

    def _heading(self, who: Place, what: Place) -> None:
        """Add what one side of a heading's mark says, where the other is somebody who can speak."""
        tokens = self.parse.tokens
        verb = any(tokens[i].tag in FINITE or tokens[i].tag == "MD" for i in range(*what))
        verb = verb or tokens[what[0]].lower in {"no", "not", "never"}
        if not verb or who[1] - who[0] > 6 or any(tokens[i].tag in FINITE for i in range(*who)):
            return
        heads = (i for i in range(*who) if tokens[i].pos in {"NOUN", "PROPN"})
        top = next((i for i in heads if not who[0] <= tokens[i].head < who[1]), who[1] - 1)
        speaker = self.speakers.at(top)
        if speaker.actor is None and speaker.unnamed is None and not is_title(tokens[top]):
            return
        draft = _StatementDraft(
            cue=None,
            speaker=speaker,
            spans=[self._chars(what)],
            quotations=[],
            rule="statement:heading",
        )
        self.drafts.append(draft)

    # --- the statement ------------------------------------------------------------------------

    def _confidence(
        self, cue: Cue, speaker: Speaker, spans: Sequence[Place], *, quoted: bool
    ) -> Confidence:
        """Return how sure the reading is; see ``tests/accuracy`` for how often each is right."""
        clause = cue.pattern == "clause"
        named = speaker.actor is not None or speaker.unnamed is not None or speaker.known
        weak = cue.verb >= 0 and self.parse.tokens[cue.verb].lemma in words("cue weak")
        if (not named and not clause) or cue.pattern == "described" or self._pointing(cue):
            return "low"
        direct = quoted and cue.pattern in {"clause", "none", "idiom"}
        sure = (clause or direct) and named and not (cue.inherited or cue.future)
        sure = sure and self._complete(cue, spans)
        cut = clause and self._cut(cue)
        band: Confidence = "high" if sure and not cut and (quoted or not weak) else "medium"
        return min(band, speaker.limit, key=_ORDER.__getitem__)

    def _cut(self, cue: Cue) -> bool:
        """Tell whether what is said lacks its subject: "the talks, which X said would fail"."""
        told = self.parse.tokens[slice(*cue.content[0])] if cue.content else ()
        opens = bool(told) and told[0].tag in FINITE | {"MD"}
        return opens and not any(t.dep == "nsubj" for t in told[:4])  # "should Chad …" has one

    def _pointing(self, cue: Cue) -> bool:
        """Tell whether nobody sees by itself what is wanted: "they want it torn up"."""
        first = self.parse.tokens[cue.content[0][0]] if cue.content else None
        wanting = cue.pattern in {"wanting", "object"}
        return wanting and first is not None and first.tag == "PRP"

    def _complete(self, cue: Cue, spans: Sequence[Place]) -> bool:
        """Tell whether nothing else stands between a cue and what is said, nor behind it.

        A verb behind the words may be said as well, or be another's; a noun between them and the
        cue is part of one or of the other.
        """
        if cue.verb < 0:
            return False
        place = self.parse.covering(*spans[-1])
        if place is None or place[0] < cue.verb:
            return True
        tokens, sentence = self.parse.tokens, self.parse.sentence_of(cue.verb)
        beside = [cue.addressee, *self.scene.kids(cue.verb, "prep", "npadvmod", "advmod", "prt")]
        own = {j for c in beside if c is not None for j in self.parse.subtree(c)}
        between = (t for t in tokens[cue.verb + 1 : place[0]] if t.i not in own)
        if any(t.pos in {"NOUN", "PROPN", "VERB"} for t in between):
            return False
        rest = tokens[place[1] : sentence.last]
        if any(self._trails(t) for t in tokens[place[0] + 1 : sentence.last]):
            return False
        return not any(t.tag in FINITE or t.tag == "MD" for t in rest if t.i not in own)

    def _trails(self, token: Token) -> bool:
        """Tell whether a word opens what may be said or but told: "said …, days after the raid".

        Inside quotation marks it is said.
        """
        if self.parse.tokens[token.i - 1].text != "," or token.i in self.scene.quoted:
            return False
        joined = token.dep == "cc" and any(
            self.parse.tokens[c].tag in FINITE | {"MD"} or self.scene.has_subject(c)
            for c in self.scene.kids(token.head, "conj")
            if c > token.i
        )
        return joined or token.lower in words("trailing words")

    def _statement(self, draft: _StatementDraft) -> Statement:
        """Return the finished statement."""
        snapshot, cue, speaker = self.document.snapshot, draft.cue, draft.speaker
        spans = tuple(snapshot.span(*place) for place in draft.spans)
        cue_place = self._chars((cue.first, cue.last)) if cue else None
        who = self._chars((speaker.first, speaker.last))
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
        if draft.rule in _VERBATIM:
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


_VAGUE = frozenset({"him", "her", "them", "it", "me", "us", "you"})


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


def _joined(places: Sequence[Place]) -> list[Place]:
    """Return places in order, those that overlap made one."""
    result: list[Place] = []
    for start, end in sorted(set(places)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result

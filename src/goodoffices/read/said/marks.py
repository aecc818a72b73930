"""Which quotation marks the words of a cue touch: what is said is snapped to them.

"The port is shut,” said Ida Brann": the quotation runs into the cue. "He told them: “…": the cue
leads to it. What lies within but for the word "that" and commas is quoted wholly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.read.clause.quotes import Quotation
from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token, left
from goodoffices.read.said.cues import Cue
from goodoffices.read.said.sayers import is_cue
from goodoffices.read.said.speakers import Speaker
from goodoffices.read.words import words

Place = tuple[int, int]
_LINK = re.compile(r"^[^.!?;]*?(?:[:,]|\bthat|\bas)?\s*$")
_OPENING = re.compile(r"[,:]\s*$|\bthat\s*$|^\s*$")
_BEFORE = re.compile(r"^\s*[,—–-]?\s*(?:as\s)?$")
CLOSING = frozenset("”\"’'»“›")
_ENDS_OPEN = re.compile(r"[,?!—–…-][”\"’»]{1,2}$")


class QuotationMarks:
    """The quotation marks of one document beside its cues."""

    def __init__(self, text: str, scene: Scene) -> None:
        self.text, self.scene = text, scene
        self.parse, self.quotations = scene.parse, scene.quotations

    def chars(self, place: Place) -> Place:
        """Return a range of tokens in code points."""
        return self.parse.tokens[place[0]].start, self.parse.tokens[place[1] - 1].end

    def attached(self, cue: Cue, speaker: Speaker) -> list[Quotation]:
        """Return the quotations that stand right before or after a cue's own words."""
        if cue.verb < 0:
            return []
        lemma = self.parse.tokens[cue.verb].lemma
        if lemma not in words("cue clause") or lemma in words("cue not speech"):
            return []
        first, last = self.chars((cue.first, cue.last))
        verb = self.parse.tokens[cue.verb]
        shared = verb.dep == "conj" and not self.scene.has_subject(cue.verb)
        aside = cue.inherited or shared  # "“A,” X said, and warned that B": the first verb's
        who = (first, last) if aside else self.chars((speaker.first, speaker.last))
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

    def led_in(self, place: Place, attached: Sequence[Quotation], cue: Cue) -> Place:
        """Leave out what leads in a quotation with a colon: "They agreed: “…,” they said"."""
        tokens = self.parse.tokens[slice(*(self.parse.covering(*place) or (0, 0)))]
        clause = place[0] > self.chars((cue.first, cue.last))[0]
        clause = clause and any(t.tag in FINITE for t in tokens)
        for q in attached:
            if clause and self.text[place[1] : q.start].strip() == ":":
                return place[0], q.end  # "they say it was wrong: “…”" is said wholly
            if clause:
                continue
            if place[0] < q.start < place[1] and self.text[: q.start].rstrip().endswith(":"):
                return q.start, place[1]
        return place

    def leads_in(self, place: Place, attached: Sequence[Quotation]) -> bool:
        """Tell whether words only lead in a quotation with a colon."""
        return any(
            place[1] <= q.start and self.text[place[1] : q.start].strip() == ":" for q in attached
        )

    def _leads(self, quotation: Quotation, start: int, *, inverted: bool) -> bool:
        """Tell whether a quotation runs into the cue: "…,” he said", "…” reads the draft"."""
        between = self.text[quotation.end : start]
        open_ended = bool(_ENDS_OPEN.search(self.text[quotation.start : quotation.end]))
        bare = self.text[quotation.end - 2].isalnum() and "\n" not in between  # “We wait” X said
        open_ended = open_ended or (bare and self.whole_sentence(quotation))
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
        beside = token.head == cue.verb and left(self.parse.tokens, token.i).text == ","
        speaks = token.tag == "VBG" and token.lemma in words("cue clause")
        return (beside and speaks) or self.scene.added(token)

    def snapped(
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
        return joined_places(places), sorted(quotations, key=lambda q: q.start)

    def from_its_start(self, cue: Cue, spans: list[Place]) -> list[Place]:
        """Let words that end quoted begin with their sentence: "Chad will “act,” X said"."""
        (start, end), *more = spans
        sentence = self.parse.sentence_of(cue.verb)
        inner = self.text[start + 1 : end].lstrip()
        ends = not more and end <= self.chars((cue.first, cue.last))[0]
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

    def whole_sentence(self, quotation: Quotation, fewest: int = 4) -> bool:
        """Tell whether a quotation stands as sentences of its own."""
        inner = self.text[quotation.start + 1 : quotation.end]
        before = self.text[max(0, quotation.start - 2) : quotation.start].strip()
        starts = not before or before in '.!?”":—–' or before[-1] in '.!?”"'
        return starts and inner.lstrip()[:1].isupper() and quotation.words >= fewest

    def after_colon(self, quotation: Quotation) -> bool:
        """Tell whether a quotation stands behind a colon."""
        return self.text[: quotation.start].rstrip().endswith(":")

    def right_before(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation after which another opens with nothing between."""
        before = self.quotations.before(quotation.start)
        apart = before is None or self.text[before.end : quotation.start].strip()
        return None if apart else before


def joined_places(places: Sequence[Place]) -> list[Place]:
    """Return places in order, those that overlap made one."""
    result: list[Place] = []
    for start, end in sorted(set(places)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result

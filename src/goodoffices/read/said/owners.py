"""Whose a quotation is that no verb of saying stands beside: what leads, signs or answers tells.

``X was blunt: “…”``, ``“…” — X, in the corridor``, ``“…” was X's answer``, a heading's ``X: “…”``;
or the sentence before is about one person: "Kosso shrugged. “…”".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.said.speakers import Speaker, Speakers
from goodoffices.read.who.named import is_title
from goodoffices.read.words import words

Place = tuple[int, int]

_ON = frozenset({"on", "about"})
_UNREAL = frozenset({"would", "could", "should", "might", "may"})
_ONCE_MORE = frozenset({"again", "once"})
_SIGNS = frozenset({"—", "–", "--", "-", "―"})


class Owners:
    """Finds who owns the quotations of one document that have no cue."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene, self.speakers = scene, speakers
        self.parse, self.actors = scene.parse, scene.actors

    def beside(self, place: Place) -> Speaker | None:
        """Return who is named right before or after a quotation (tokens) as its speaker."""
        return (
            self._headline(place[0])
            or self._led_by(place[0])
            or self._on_a_matter(place[0])
            or self._answering(place)
            or self._heading_after(place)
            or self._signed(place[1])
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
                if self._names(token, place[2]):  # "Oman: “To Oman I'd go”" is what it is about
                    return self._about_before(self.parse.sentence_of(first))
                name = self.parse.phrase(first, last)
                return Speaker(first=first, last=last, actor=place[2], name=name)
        return None

    def _names(self, token: int, actor: str) -> bool:
        """Tell whether words in marks behind a colon name an actor: nobody speaks of himself so."""
        last = token
        while last + 1 < len(self.parse.tokens) and last + 1 in self.scene.quoted:
            last += 1
        return any(who == actor for _first, _last, who in self.actors.within(token, last + 1))

    def _again(self, first: int, last: int) -> Speaker | None:
        """Return X of ``X again, on Friday, because he was asked: “…”``."""
        for start, end, who in self.actors.within(first, last)[:1]:
            actor = self.actors.get(who)
            after = self.parse.tokens[end]
            if start == first and actor and actor.kind == "person" and after.lower in _ONCE_MORE:
                name = self.parse.phrase(start, end)
                return Speaker(first=start, last=end, actor=who, name=name)
        return None

    def _led_by(self, token: int) -> Speaker | None:
        """Return X of ``X was blunt: “…”`` and ``X had a word for Chad: “…”``.

        In ``the bloc would be welcome: “…”`` it is whoever the paragraph is about.
        """
        tokens = self.parse.tokens
        if not token or tokens[token - 1].text != ":":
            return None
        sentence = self.parse.sentence_of(token - 1)
        if again := self._again(sentence.first, token - 1):
            return again
        for i in self._last_person(sentence.first, token - 1) or range(sentence.first, token - 1):
            if tokens[i].dep in {"nsubj", "nsubjpass"} and i not in self.scene.quoted:
                speaker = self._answerer(i) or self.speakers.at(i)
                if speaker.actor is None and (
                    alone := self._only_person(sentence.first, token - 1)
                ):
                    return alone
                if self._weighed(i, speaker):
                    return self._about_before(sentence)
                human = speaker.actor is not None or speaker.unnamed is not None
                return speaker if human or (speaker.known and tokens[i].pos != "PRON") else None
        return None

    def _answerer(self, noun: int) -> Speaker | None:
        """Return X of ``X's answer, an hour later: “…”``."""
        told = self.parse.tokens[noun].lemma in words("answers", "noun cues")
        owners = self.scene.owners(noun) if told else ()
        return next((self.speakers.at(owner) for owner in owners), None)

    def _only_person(self, first: int, last: int) -> Speaker | None:
        """Return the one person whom a sentence names."""
        people = {
            who: (start, end)
            for start, end, who in self.actors.within(first, last)
            if (actor := self.actors.get(who)) and actor.kind == "person"
        }
        if len(people) != 1:
            return None
        ((who, (start, end)),) = people.items()
        name = self.parse.phrase(start, end)
        return Speaker(first=start, last=end, actor=who, name=name, limit="medium")

    def _last_person(self, first: int, last: int) -> list[int]:
        """Return the person whom the last of several joined clauses is about, if by name."""
        tokens = self.parse.tokens
        subjects = [t.i for t in tokens[first:last] if t.dep in {"nsubj", "nsubjpass"}]
        end = subjects[-1] if len(subjects) > 1 else first
        actor = self.actors.get(self.actors.at(end))
        joined = end != first and tokens[tokens[end].head].dep in {"conj", "ROOT"}
        return [end] if joined and actor and actor.kind == "person" else []

    def _answering(self, place: Place) -> Speaker | None:
        """Return X of ``X's answer: “…”`` and ``“…” was X's answer``."""
        tokens, (first, last) = self.parse.tokens, place
        nouns: Sequence[int] = ()
        if first and tokens[first - 1].text == ":":
            nouns = range(self.parse.sentence_of(first - 1).first, first - 1)
        elif last < len(tokens) and tokens[last].lemma == "be":
            nouns = self.scene.kids(last, "attr")
        for i in nouns:
            if tokens[i].lemma in words("answers", "noun cues"):
                for owner in self.scene.owners(i):
                    return self.speakers.at(owner)
        return None

    def _heading_after(self, place: Place) -> Speaker | None:
        """Return X of the headline ``“No deal without the dam”: X digs in``."""
        tokens, last = self.parse.tokens, place[1]
        if last + 1 >= len(tokens) or tokens[last].text != ":":
            return None
        if place[0] != self.parse.sentence_of(place[0]).first or tokens[-1].text == ".":
            return None
        actor = self.actors.get(self.actors.at(last + 1))
        return self.speakers.at(last + 1) if actor else None

    def just_named(self, token: int) -> Speaker | None:
        """Return the person whom the sentence before is about: "Kosso shrugged. “…”"."""
        sentence = self.parse.sentence_of(token)
        if sentence.index == 0 or sentence.first != token:
            return None
        before = self.parse.sentences[sentence.index - 1]
        if self._paragraph(token) != self._paragraph(before.first):
            return None
        return self._about(before)

    def _on_a_matter(self, token: int) -> Speaker | None:
        """Return X of ``X on the toll: “…”``, and of ``X stops at the door. On the toll: “…”``."""
        tokens = self.parse.tokens
        if not token or tokens[token - 1].text != ":":
            return None
        sentence = self.parse.sentence_of(token - 1)
        lead = tokens[sentence.first : token - 1]
        if not lead or any(t.tag in FINITE for t in lead):
            return None
        for first, last, who in self.actors.within(sentence.first, token - 1)[:1]:
            if first == sentence.first and tokens[last].lower in _ON:
                return Speaker(
                    first=first, last=last, actor=who, name=self.parse.phrase(first, last)
                )
        if lead[0].lower not in _ON:
            return None
        return self._about_before(sentence)

    def _weighed(self, noun: int, speaker: Speaker) -> bool:
        """Tell whether a body is only spoken of: "the bloc would be welcome"."""
        actor = self.actors.get(speaker.actor)
        body = actor is not None and actor.kind != "person"
        verb = self.parse.tokens[noun].head
        told = self.scene.passive(verb) or self.parse.tokens[verb].lemma == "be"
        return body and told and not _UNREAL.isdisjoint(self.scene.lemmas(verb, "aux"))

    def _about_before(self, sentence: Sentence) -> Speaker | None:
        """Return the person whom the sentences before one are about, in its paragraph."""
        for index in range(sentence.index - 1, -1, -1):
            before = self.parse.sentences[index]
            if self._paragraph(sentence.first) != self._paragraph(before.first):
                return None
            if speaker := self._about(before):
                return replace(speaker, limit="medium")
        return None

    def _about(self, sentence: Sentence) -> Speaker | None:
        """Return the person whom a sentence is about: its subject, where that is one."""
        for i in range(sentence.first, sentence.last):
            if self.parse.tokens[i].dep == "nsubj" and i not in self.scene.quoted:
                speaker = self.speakers.at(i)
                actor = self.actors.get(speaker.actor)
                human = actor.kind == "person" if actor else is_title(self.parse.tokens[i])
                return speaker if human else None
        return None

    def _signed(self, token: int) -> Speaker | None:
        """Return X of ``“…” — X, in the corridor`` and ``“…” Thus X.``, where no verb follows."""
        if token >= len(self.parse.tokens):
            return None
        sign = self.parse.tokens[token]
        paragraph = self._paragraph(token)
        same = token > 0 and self._paragraph(token - 1) == paragraph
        if not same or (sign.text not in _SIGNS and sign.lower not in {"thus", "so"}):
            return None
        rest: list[int] = []
        for i in range(token + 1, min(token + 30, len(self.parse.tokens))):
            other = self.parse.tokens[i]
            if self._paragraph(i) != paragraph or other.text in {".", "“", '"'}:
                break
            if other.tag in FINITE:
                if other.lemma in words("cue clause") and not rest:
                    continue  # "So says X"
                return None
            rest.append(i)
        for i in rest:
            actor = self.actors.get(self.actors.at(i))
            if actor is not None and actor.kind == "person":
                return self.speakers.at(i)
        heads = (i for i in rest if self.parse.tokens[i].pos in {"NOUN", "PROPN"})
        top = next((i for i in heads if self.parse.tokens[i].head not in rest), None)
        speaker = self.speakers.at(top) if top is not None else None
        return speaker if speaker and (speaker.actor or speaker.unnamed or speaker.known) else None

    def _paragraph(self, token: int) -> int:
        return self.parse.paragraph_of(self.parse.tokens[token].sentence)

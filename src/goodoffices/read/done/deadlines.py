"""Deadlines: who must do what by when, who set it, and until when something stands.

"Peru gave Ecuador until 1 June to pull back", "Ecuador has until Friday", "the ultimatum expires
on 20 May", "talks must end by then": each is a demand (or a threat) whose date is its end, written
as a stretch that is open at its beginning. "The truce runs out on Sunday" is the truce, until then.
What only told the demand, or what is demanded, is no second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import FINITE, PASSIVE, SUBJECTS, Ids, Scene, once, without
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.dates.finder import DateMention, resolve_date
from goodoffices.read.dates.rules import number
from goodoffices.read.done.acts import SentenceAct, code
from goodoffices.read.done.hearsay import reporter
from goodoffices.read.done.reader import SentenceReader
from goodoffices.read.words import table

TURN = "deadline"
"""How an act that is one is marked; its rule's name begins with it."""

_BOUND = re.compile(r"(?:until|till|by|before|no later than|not later than|up to)\b", re.I)
_LENGTH = re.compile(
    r"\b(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen"
    r"|fifteen|twenty|thirty|forty-five|sixty|ninety|another)(?:\s|-)(?:more\s|full\s|further\s)?"
    r"(?P<unit>hour|day|week|fortnight|month)s?\b",
    re.I,
)
_TENS = {"forty-five": 45, "another": 1}
_PAST = frozenset({"VBD", "VBN"})
_NEAR = 6
"""How many sentences back "the ultimatum" may point."""
_LONG = 14
"""How many words may stand between a verb of giving and its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """An act with the end of its time; ``over`` where the text tells that it has passed."""

    act: SentenceAct
    ends: DateMention
    over: bool = False
    at: int | None = None
    """The verb that tells it, where the act's own word is a noun below it."""


@dataclass(frozen=True, slots=True)
class _Time:
    """A day or a length of time, with its tokens [first, last)."""

    first: int
    last: int
    mention: DateMention
    bound: str = ""
    length: bool = False


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("deadlines.yaml")[name])


@cache
def _typed(name: str) -> dict[str, str]:
    """Return the nouns of a table with the type of act each tells."""
    kinds = table("deadlines.yaml")[name]
    return {noun: kind for kind, nouns in kinds.items() for noun in nouns}


class Deadlines:
    """Finds the deadlines of one document's sentences."""

    def __init__(self, scene: Scene, reader: SentenceReader, published: str | None) -> None:
        self.scene, self.reader, self.published = scene, reader, published
        self.group = reader.words.verbs["demand"][0][1]
        self.set: tuple[int, Ids, Ids] = (-99, (), ())
        self.agreed: tuple[int, Ids, Ids] = (-99, (), ())

    def told(
        self, sentence: Sentence, days: list[DateMention], acts: list[SentenceAct], text: str
    ) -> tuple[list[SentenceAct], list[Deadline]]:
        """Return a sentence's acts without what only tells its deadlines, and these.

        ``text`` is the sentence's.
        """
        times = [*self._times(sentence, days), *self._lengths(sentence, text, days)]
        found: list[Deadline] = []
        for i in range(sentence.first, sentence.last) if times else ():
            deadline = self._at(i, times, acts)
            if deadline is None or any(d.ends.start == deadline.ends.start for d in found):
                continue
            found.append(deadline)
        found = [self._recalled(each, sentence.index) for each in found]
        for each in found:
            acts = self._apart(each, acts)
        self._remember(acts, found, sentence.index)
        return acts, found

    def _recalled(self, deadline: Deadline, index: int) -> Deadline:
        """Give "the ultimatum", "the truce" the parties of the one told shortly before."""
        act = deadline.act
        at, who, whom = self.set if act.type in {"REQUEST", "THREATEN"} else self.agreed
        if act.actors or act.recipients or not act.noun or index - at > _NEAR:
            return deadline
        if not self.scene.forms(act.trigger, "det", "poss") & _list("pointing"):
            return deadline
        return replace(deadline, act=replace(act, actors=who, recipients=whom))

    def _remember(self, acts: list[SentenceAct], found: list[Deadline], index: int) -> None:
        """Keep who was last under a demand, and who last agreed or talked."""
        for act in (*acts, *(d.act for d in found)):
            if act.type in {"REQUEST", "THREATEN"} and act.recipients and act.actors:
                self.set = index, act.actors, act.recipients
            sides = without(once((*act.actors, *act.recipients)), act.helpers)
            if act.type in {"RETREAT", "AGREE", "SUPPORT", "CONSULT"} and len(sides) == 2:
                self.agreed = index, sides, sides

    def _times(self, sentence: Sentence, days: list[DateMention]) -> Iterator[_Time]:
        """Yield the days of a sentence with their tokens and the word that bounds them."""
        for day in days:
            inside = [
                i
                for i in range(sentence.first, sentence.last)
                if day.start <= self.scene.token(i).start < day.end
            ]
            if not inside or day.edtf is None or day.text.lower().split()[-1] in _list("never"):
                continue
            bound = _BOUND.match(day.text)
            first = inside[0]
            word = bound[0].lower() if bound else self._bounding(first)
            yield _Time(first, inside[-1] + 1, day, word)

    def _bounding(self, first: int) -> str:
        """Return "until" of "until noon on Friday", "by midnight on Monday"."""
        sentence = self.scene.parse.sentence_of(first)
        for i in range(first - 1, max(sentence.first, first - 6) - 1, -1):
            token = self.scene.token(i)
            if token.lower in {"until", "till", "by", "before"}:
                return token.lower
            if token.tag != "CD" and token.lower not in _list("hours"):
                return ""
        return ""

    def _lengths(self, sentence: Sentence, text: str, days: list[DateMention]) -> Iterator[_Time]:
        """Yield "48 hours", "a week", reckoned from the day of the sentence or of the page."""
        spans = [(d.start, d.end) for d in days]
        for match in _LENGTH.finditer(text):
            start = sentence.start + match.start()
            if any(a <= start < b for a, b in spans):
                continue
            ends = self._after(match, days)
            end = sentence.start + match.end()
            inside = [
                i
                for i in range(sentence.first, sentence.last)
                if start <= self.scene.token(i).start < end
            ]
            if ends is None or not inside:
                continue
            mention = DateMention(
                start=start, end=end, text=match[0], edtf=ends, precision="day", relative=True
            )
            before = self.scene.token(inside[0] - 1).lower if inside[0] else ""
            bound = "within" if before in {"within", "in"} else ""
            yield _Time(inside[0], inside[-1] + 1, mention, bound, length=True)

    def _after(self, match: re.Match[str], days: list[DateMention]) -> str | None:
        """Return the last day of a length of time: exact from a day told, else about."""
        told = [d.edtf for d in days if d.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", d.edtf)]
        first = told[0] if len(told) == 1 else (self.published or "")[:10]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", first):
            return None
        many = _TENS.get(match["number"].lower()) or number(match["number"])
        if many is None:
            return None
        unit = match["unit"].lower()
        each = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
        count = -(-many // 24) if unit == "hour" else many * each[unit]
        try:
            last = date.fromisoformat(first) + timedelta(days=count)
        except (ValueError, OverflowError):
            return None
        return f"../{last.isoformat()}" + ("" if len(told) == 1 and unit != "month" else "~")

    # ---- the frames ----------------------------------------------------------------------------

    def _at(self, i: int, times: list[_Time], acts: list[SentenceAct]) -> Deadline | None:
        """Return the deadline that a word tells."""
        token = self.scene.token(i)
        if self.scene.verb(i):
            return (
                self._given(i, times)
                or self._had(i, times)
                or self._ended(i, times)
                or self._demanded(i, times, acts)
                or self._owed(i, times)
            )
        if token.pos in {"NOUN", "PROPN", "ADJ"} and self._named(i):
            return self._by_noun(i, times)
        return self._ended(i, times) if self._taken_for_noun(i) else None

    def _taken_for_noun(self, i: int) -> bool:
        """Tell whether a word is "lapses" or "to end" before "on", "at" or "in", misread."""
        token, tokens = self.scene.token(i), self.scene.parse.tokens
        if token.lower.removesuffix("s") not in _list("ending") or not i:
            return False
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        formed = token.lower.endswith("s") or tokens[i - 1].lower == "to"
        return formed and after in {"on", "at", "in", "by"}

    def _given(self, i: int, times: list[_Time]) -> Deadline | None:
        """Read "gave Ecuador until 1 June to …", "was given two weeks to …"."""
        scene = self.scene
        if scene.token(i).lemma not in _list("giving"):
            return None
        time = next((t for t in times if i < t.first <= i + _LONG and self._given_time(i, t)), None)
        if time is None:
            return None
        whom = self._between(i, time.first) or scene.all_ids(scene.objects(i))
        who = doers(scene, scene.subject(i))
        if not who:
            who = self._by(time.last) if scene.passive(i) else self._before(i)
        return self._deadline(i, time, without(who, whom), whom)

    def _given_time(self, i: int, time: _Time) -> bool:
        """Tell whether a time is what a verb gives, and nothing else is given."""
        scene = self.scene
        between = range(i + 1, time.first)
        if any(scene.verb(b) or scene.token(b).text in {";", ":"} for b in between):
            return False
        if time.length:
            if not self._to_do(time.last):
                return False
        elif time.bound not in {"until", "till"}:
            return False
        elif not self._to_do(time.last) and any(self._thing(b) for b in between):
            return False  # "gave them shelter until Friday"
        spoken = [*scene.kids(i, "dobj"), *scene.kids(i, "dative")]
        things = [o for o in spoken if not time.first - 1 <= o < time.last]
        if any(scene.kids(i, "dative")) and len(things) > 1:
            return False
        return all(scene.ids(o) or self._somebody(o) for o in things)

    def _somebody(self, noun: int) -> bool:
        """Tell whether a noun is of people or of a body of them."""
        token = self.scene.token(noun)
        return token.pos == "PRON" or self.reader.enough.people(noun)

    def _thing(self, i: int) -> bool:
        """Tell whether a word is a noun of no people and no actor."""
        return (
            self.scene.token(i).pos == "NOUN"
            and self.scene.actors.at(i) is None
            and not self.reader.enough.people(i)
        )

    def _to_do(self, at: int) -> bool:
        """Tell whether "to …" or "in which to …" stands after a length of time."""
        tokens = self.scene.parse.tokens
        rest = [t.lower for t in tokens[at : at + 3]]
        return rest[:1] == ["to"] or rest == ["in", "which", "to"] or rest[:2] == ["for", "the"]

    def _had(self, i: int, times: list[_Time]) -> Deadline | None:
        """Read "has until Friday to …", "had two weeks to …", "has a week left to …"."""
        scene, token = self.scene, self.scene.token(i)
        if token.lemma not in {"have", "get"} or token.dep in {"aux", "auxpass"}:
            return None
        for time in times:
            plain = time.bound in {"until", "till"} or (time.length and self._to_do(time.last))
            near = 0 < time.first - i <= 8 and not any(
                scene.verb(b) or (scene.token(b).pos in {"NOUN", "PROPN"} and not time.bound)
                for b in range(i + 1, time.first)
            )
            if plain and near:
                subject = scene.kids(i, "nsubj") or list(scene.subject(i))
                whom = doers(scene, subject) or self._before(i)
                if not whom and not any(self._somebody(s) for s in subject):
                    return None
                return self._deadline(i, time, without(self._speaker(i), whom), whom)
        return None

    def _ended(self, i: int, times: list[_Time]) -> Deadline | None:
        """Read "the truce runs out on Sunday", "the offer stands until 30 June"."""
        scene, lemma = self.scene, self.scene.token(i).lemma
        lemma = lemma if scene.verb(i) else scene.token(i).lower.removesuffix("s")
        beside = {lemma, *(f"{lemma} {p}" for p in scene.forms(i, "prt", "advmod", "acomp"))}
        ends = (bool(beside & _list("ending")) and lemma != "run") or "run out" in beside
        lasts = lemma in _list("lasting") and not ends
        if not ends and not lasts:
            return None
        said_of = self._misread(i) or self._subjects(i)
        thing = next((s for s in said_of if self._stands(s)), None)
        hung = not scene.verb(i) or scene.token(i).dep in _MISHUNG
        near = [t for t in times if self._holds(i, t) or (hung and 0 < t.first - i < 6)]
        if thing is None or not near:
            return None
        time = min(near, key=lambda t: (t.first < i, abs(t.first - i)))
        if lasts and not self._lasts(i, time):
            return None
        return self._standing(i, thing, time)

    def _misread(self, i: int) -> list[int]:
        """Return the nouns shortly before a verb that the parser hung below one of them."""
        if self.scene.verb(i) and self.scene.token(i).dep not in _MISHUNG:
            return []
        first = max(self.scene.parse.sentence_of(i).first, i - 8)
        return [n for n in range(first, i) if self.scene.token(n).pos in {"NOUN", "PROPN"}]

    def _lasts(self, i: int, time: _Time) -> bool:
        """Tell whether "stands until", "is open until" looks ahead."""
        scene, token = self.scene, self.scene.token(i)
        if token.lemma == "be" and not scene.forms(i, "acomp", "prep", "advmod") & _list("open"):
            return False
        ahead = token.tag in {"VBZ", "VBP"} or scene.lemmas(i, "aux") & {"will", "would"}
        return bool(ahead) and time.bound in {"until", "till", "up to"}

    def _standing(self, i: int, thing: int, time: _Time) -> Deadline:
        """Return until when a truce, an offer, a mandate stands."""
        scene = self.scene
        kind = self._stands(thing) or "AGREE"
        given = [n for c in scene.kids(thing, "acl") for n in scene.phrases(c, "to")]
        between = scene.pair(thing)
        by = self._by(thing + 1, i) if scene.kids(thing, "acl") else ()
        who = between or by or scene.all_ids(scene.owners(thing)) or self._own(thing)
        whom = scene.all_ids([*given, *scene.phrases(thing, "to", "with", "for")])
        whom = without(whom or scene.named(min(thing + 1, i), i), who)
        joint = kind in {"RETREAT", "SUPPORT"} and len(who) > 1
        cameo = {"RETREAT": "087", "SUPPORT": "057"}.get(kind)
        over = self._over(i, time)
        found = self._deadline(
            thing, time, who, who if joint else whom, kind=kind, cameo=cameo, over=over, at=i
        )
        return replace(found, at=i)

    def _own(self, noun: int) -> Ids:
        return self.scene.ids(noun) if self.scene.actors.at(noun) is None else ()

    def _stands(self, noun: int) -> str | None:
        """Return the type of what a noun names that may end by itself, or None."""
        typed = _typed("standing")
        lemma = self.scene.token(noun).lemma
        return typed.get(self.reader.meanings.lemma(noun)) or typed.get(lemma)

    def _by_noun(self, i: int, times: list[_Time]) -> Deadline | None:
        """Read "a deadline of 3 May for Chad", "Libya's ultimatum expires on …"."""
        scene = self.scene
        verb = self._governing(i)
        lemma = scene.token(verb).lemma if verb is not None else ""
        if scene.forms(i, "det") & {"no"} or lemma in _list("dropping"):
            return None
        time = self._time_of(i, verb, times)
        if time is None:
            return None
        who, whom = self._setters(i, verb), self._set_for(i, verb)
        under = doers(scene, scene.subject(verb)) if lemma in _list("facing") and verb else ()
        who = without(who, under)  # "faces a deadline from its creditors"
        whom = without(whom, who)
        kind = self._named(i) or "REQUEST"
        over = verb is not None and lemma in _list("doing") and self._over(verb, time)
        if not who:
            at = verb if verb is not None else i
            who = without(self._speaker(at), whom) if lemma not in _list("doing") else ()
        return replace(self._deadline(i, time, who, whom, kind=kind, over=over), at=verb)

    def _named(self, i: int) -> str | None:
        """Return the type of a noun that is a deadline, or None."""
        token = self.scene.token(i)
        if token.dep == "compound" and self.scene.token(token.head).pos == "NOUN":
            return None
        kind = _typed("nouns").get(self.reader.meanings.lemma(i))
        kind = kind or _typed("nouns").get(token.lemma)
        if kind is not None or not i:
            return kind
        before = self.scene.token(i - 1)
        return "REQUEST" if f"{before.lower} {token.lemma}" in _list("pairs") else None

    def _governing(self, i: int) -> int | None:
        """Return the verb that a noun hangs from, as subject, object, complement or "as …"."""
        for child, head in self.scene.above(i):
            token = self.scene.token(child)
            if self.scene.verb(child):
                return child
            if token.dep in {"relcl", "acl", "advcl", "parataxis"}:
                return None
            if self.scene.verb(head):
                return head
            if token.dep not in {"pobj", "prep", "conj", "dobj", "attr", "appos", "compound"}:
                return None
        return None

    def _time_of(self, i: int, verb: int | None, times: list[_Time]) -> _Time | None:
        """Return the time of a deadline: in its own phrase, else of what it does."""
        inside = set(self.scene.parse.subtree(i))
        own = [t for t in times if t.first in inside or t.last - 1 in inside]
        own = [t for t in own if not (t.length and t.bound)]
        if own:
            return min(own, key=lambda t: abs(t.first - i))
        if verb is None:
            return None
        lemma = self.scene.token(verb).lemma
        if lemma not in _list("setting") | _list("doing") | _list("facing"):
            return None
        held = [t for t in times if self._holds(verb, t) and not t.length]
        if lemma in _list("setting") | _list("facing"):  # "issued an ultimatum on Monday"
            as_one = self.scene.token(self.scene.token(i).head).lower in {"as", "to"}
            held = [t for t in held if as_one or t.bound or (t.first > i and self._put(t))]
        return min(held, key=lambda t: abs(t.first - i), default=None)

    def _put(self, time: _Time) -> bool:
        """Tell whether "for", "at" or "to" stands before a time: "set the deadline for 3 May"."""
        before = [self.scene.token(b).lower for b in range(max(0, time.first - 2), time.first)]
        if before[-1:] == ["on"]:  # "a deadline of noon on Tuesday"
            return before[0] in _list("hours")
        return before[-1:] in (["for"], ["at"], ["to"])

    def _setters(self, i: int, verb: int | None) -> Ids:
        """Return who set a deadline: its owner, those it is by or from, the verb's subject."""
        scene = self.scene
        beside = [c for c in scene.kids(i, "poss", "compound", "amod", "nmod") if scene.ids(c)]
        ids = scene.all_ids([*beside, *scene.phrases(i, "by", "from")])
        for c in range(i + 1, min(i + 8, scene.parse.sentence_of(i).last)):
            told = scene.token(c).dep in {"acl", "relcl"} and c != verb
            if told and scene.token(c).lemma in _list("setting"):
                ids = ids or doers(scene, scene.subject(c))
        if ids or verb is None:
            return ids
        if scene.token(verb).lemma in _list("setting"):
            return doers(scene, scene.subject(verb)) or self._before(verb)
        return ()

    def _set_for(self, i: int, verb: int | None) -> Ids:
        """Return whom a deadline is for."""
        scene = self.scene
        nouns = scene.phrases(i, "to", "for", "on", "against")
        for c in scene.kids(i, "acl", "relcl", "advcl"):  # "for Chad to pull back"
            if scene.lemmas(c, "aux") & {"to"}:
                nouns += scene.kids(c, "nsubj")
            elif scene.token(c).lemma in _list("setting"):
                nouns += scene.phrases(c, "to", "for", "on")
        if verb is not None:
            lemma = scene.token(verb).lemma
            if lemma in _list("setting"):
                nouns += [o for o in scene.objects(verb) if o != i]
                nouns += scene.phrases(verb, "to", "for", "on")
                for c in scene.kids(verb, "xcomp", "advcl", "ccomp"):
                    if scene.lemmas(c, "aux") & {"to"}:
                        nouns += scene.kids(c, "nsubj")
            elif lemma in _list("facing"):
                nouns += list(scene.subject(verb))
        return scene.all_ids(n for n in nouns if n != i)

    def _demanded(self, i: int, times: list[_Time], acts: list[SentenceAct]) -> Deadline | None:
        """Read a demand or a threat that names its last day: "ordered Chad to leave by Friday"."""
        act = next((a for a in acts if a.trigger == i and not a.beneath), None)
        if act is None or act.mediates or act.type not in {"REQUEST", "THREATEN"}:
            return None
        tops, whom = {i, act.base}, act.recipients
        if act.type == "THREATEN":
            clauses = [c for t in tops for c in self.scene.kids(t, "advcl")]
            tops = {c for c in clauses if self.scene.forms(c, "mark") & {"unless", "if"}}
            whom = doers(self.scene, (s for c in tops for s in self.scene.subject(c))) or whom
        bounded = [t for t in times if t.bound and t.bound not in {"until", "till"}]
        held = [t for t in bounded if any(self._holds(top, t) for top in tops)]
        time = next((t for t in held if not self._clause_between(i, t)), None)
        if time is None:
            return None
        act = replace(act, turn=TURN, recipients=without(whom, act.actors))
        return Deadline(act=act, ends=self._end(time))

    def _clause_between(self, i: int, time: _Time) -> bool:
        """Tell whether another clause begins between a demand and a time."""
        scene = self.scene
        joined = (b for b in range(i + 1, time.first) if scene.token(b).dep == "conj")
        helped = (scene.token(c).tag for b in joined for c in scene.kids(b, "aux", "auxpass"))
        return any(tag in FINITE | {"MD"} for tag in helped)

    def _owed(self, i: int, times: list[_Time]) -> Deadline | None:
        """Read "must pull back by 20 May", "wants Sudan's answer by Friday"."""
        scene, token = self.scene, self.scene.token(i)
        time = next((t for t in times if t.bound in _BY and self._holds(i, t)), None)
        if time is None:
            return None
        if token.lemma in _list("wanting"):
            asked = [o for o in scene.objects(i) if scene.token(o).lemma in _list("wanted")]
            if asked:
                whom = scene.all_ids([*asked, *scene.phrases(asked[0], "from")])
                who = doers(scene, scene.subject(i))
                return self._deadline(i, time, who, without(whom, who))
            return None
        if not self._duty(i):
            return None
        whom = doers(scene, self._subjects(i))
        for s in () if whom else self._subjects(i):  # "talks on the border of Chad and Libya"
            below = scene.parse.subtree(s)
            whom = once((*whom, *scene.named(below[0], below[-1] + 1)))
        who = self._orderers(i) or self._speaker(i)
        owed = self._deadline(i, time, without(who, whom), whom)
        at = scene.token(i).head if self._orders(i) is not None else None
        return replace(owed, act=replace(owed.act, resolved=True), at=at)

    def _orderers(self, i: int) -> Ids:
        """Return who orders, of "is under orders from Chad to …"."""
        above = self._orders(i)
        if above is None:
            return ()
        nouns = self.scene.phrases(above, "from", "by", "of")
        return self.scene.all_ids(nouns) or self.scene.all_ids(self.scene.owners(above))

    def _orders(self, i: int) -> int | None:
        """Return "orders" of "is under orders to …", or None."""
        scene, head = self.scene, self.scene.token(i).head
        beside = [head, *scene.phrases(head, "under")]
        nouns = (n for n in beside if scene.token(n).lemma in _list("orders"))
        return next((n for n in nouns if scene.token(scene.token(n).head).lower == "under"), None)

    def _duty(self, i: int) -> bool:
        """Tell whether a verb stands under "must", "has to", "is required to"."""
        scene, token = self.scene, self.scene.token(i)
        helped = scene.lemmas(i, "aux", "auxpass")
        if helped & _list("duties"):
            return "have" not in helped and not scene.kids(i, "neg")
        head = scene.token(token.head)
        if "to" in helped and self._orders(i) is not None:
            return True
        if token.dep != "xcomp" or "to" not in helped:
            return False
        if head.lemma in {"have", "need"}:
            return head.tag in {"VBZ", "VBP"} or "will" in scene.lemmas(head.i, "aux")
        return head.lemma in _list("must") and scene.passive(head.i)

    # ---- people, times, and what is left ---------------------------------------------------------

    def _deadline(
        self,
        i: int,
        time: _Time,
        who: Ids,
        whom: Ids,
        *,
        kind: str = "REQUEST",
        cameo: str | None = None,
        over: bool = False,
        at: int | None = None,
    ) -> Deadline:
        """Return an act that is a deadline, with the code of what is demanded by it."""
        base = i if at is None else at
        if kind in {"REQUEST", "THREATEN"}:
            inner = self._inner(i)
            cameo = "130" if kind == "THREATEN" else "100"
            if inner is not None and kind == "REQUEST":
                cameo = code("demand", inner, "100")
        act = SentenceAct(
            type=kind,
            trigger=i,
            base=base,
            group=self.group,
            actors=once(who),
            recipients=whom if whom == who else without(whom, who),
            cameo=cameo,
            turn=TURN,
            noun=not self.scene.verb(i),
        )
        return Deadline(act=act, ends=self._end(time, over=over), over=over)

    def _inner(self, i: int) -> SentenceAct | None:
        """Return the act that is demanded, or None."""
        for c in self._asked_for(i):
            return self.reader.act(c, 1)
        return self.reader.act(i, 1) if self.scene.verb(i) and self._duty(i) else None

    def _asked_for(self, i: int) -> Iterator[int]:
        """Yield the verbs of "to …": below a word, its verb, or the day ("until May to name …")."""
        scene = self.scene
        verb = i if scene.verb(i) else self._governing(i)
        tops = [i] if verb is None else [i, verb]
        below = [c for t in tops for c in scene.kids(t, "xcomp", "acl", "advcl", "relcl")]
        last = min(scene.parse.sentence_of(i).last, i + _LONG)
        below += [t for t in range(i + 1, last) if scene.token(t).dep in {"acl", "relcl"}]
        yield from dict.fromkeys(c for c in below if "to" in scene.lemmas(c, "aux"))

    def _end(self, time: _Time, *, over: bool = False) -> DateMention:
        """Return a time as a stretch that is open at its beginning."""
        mention = time.mention
        if mention.edtf is None:
            return mention
        if mention.edtf.startswith("../"):
            words = re.sub(r"^before\s+", "by ", mention.text, flags=re.I)
            if over or not mention.relative or words == mention.text:
                return mention
            ahead, _precision = resolve_date(words, self.published)
            return replace(mention, edtf=ahead or mention.edtf)
        edtf: str | None = f"../{mention.edtf.rpartition('/')[2]}"
        if mention.relative and not over:  # "on Sunday" of what is still to end is the next one
            ahead, _precision = resolve_date(f"by {mention.text}", self.published)
            edtf = ahead or edtf
        return replace(mention, edtf=edtf)

    def _over(self, i: int, time: _Time) -> bool:
        """Tell whether a deadline is told as passed: "expired on 31 October"."""
        scene, day = self.scene, (time.mention.edtf or "").rpartition("/")[2].rstrip("~")
        past = scene.token(i).tag == "VBD" or bool(scene.lemmas(i, "aux") & {"have"})
        let = scene.token(scene.token(i).head)
        past = past or (let.lemma == "let" and let.tag in _PAST)
        return past and not (self.published and day > self.published[: len(day)])

    def _holds(self, top: int, time: _Time) -> bool:
        """Tell whether a time hangs from a word, outside the clauses beside it."""
        if any(top == t for t in range(time.first, time.last)):
            return True
        beside = {"advcl", "relcl", "ccomp", "conj"}
        return any(
            self._holds(c, time)
            for c in self.scene.kids(top)
            if self.scene.token(c).dep not in beside or not self.scene.verb(c)
        )

    def _subjects(self, i: int) -> list[int]:
        """Return what a verb is said of, looked for above it where it hangs below another."""
        scene, at = self.scene, i
        for _step in range(4):
            own = scene.kids(at, *SUBJECTS, *PASSIVE)
            if own:
                return own
            token = scene.token(at)
            orders = self._orders(at)
            if orders is not None:  # "is under orders to leave"
                at = scene.token(scene.token(orders).head).head
                continue
            if token.dep in {"relcl", "acl"} or (token.dep == "amod" and at != i):
                return [token.head]
            if token.dep not in {"xcomp", "acomp", "advcl", "conj", "oprd"}:
                break
            at = token.head
        return list(scene.subject(i))

    def _speaker(self, i: int) -> Ids:
        """Return who says what a word tells."""
        speech = reporter(self.scene, i)
        return self.scene.ids(speech[0]) if speech and speech[0] is not None else ()

    def _between(self, i: int, end: int) -> Ids:
        """Return the actors named in tokens (i, end) before any phrase by or from another."""
        scene = self.scene
        stop = next((b for b in range(i + 1, end) if scene.token(b).lower == "by"), end)
        return scene.named(i + 1, stop)

    def _by(self, at: int, end: int | None = None) -> Ids:
        """Return who is named after the next "by" up to a place, wherever the parser hung it."""
        scene, last = self.scene, end or self.scene.parse.sentence_of(at - 1).last
        by = next((b for b in range(at, last) if scene.token(b).lower == "by"), None)
        return scene.all_ids(scene.kids(by, "pobj")) if by is not None else ()

    def _before(self, i: int) -> Ids:
        """Return the actor whose name ends where a verb begins, where the parser saw no subject."""
        scene, at = self.scene, i - 1
        first = scene.parse.sentence_of(i).first
        while at > first and scene.token(at).dep in {"aux", "auxpass", "neg", "advmod"}:
            at -= 1
        actor = scene.actors.at(at) if at >= first else None
        return (actor,) if actor else ()

    def _apart(self, deadline: Deadline, acts: list[SentenceAct]) -> list[SentenceAct]:
        """Leave out what tells a deadline once more; what is demanded is done by whom it is for."""
        own = deadline.act
        below = self._demand(own)
        kept: list[SentenceAct] = []
        for act in acts:
            same = act.trigger in {own.trigger, own.base} and act.type != "RETREAT"
            same = same or (act.trigger == own.trigger)
            if same or self._told_by(own, act):
                continue
            if act.trigger in below and not act.beneath and not act.mediates:
                actors = own.recipients or without(act.actors, own.actors)
                acted = replace(act, actors=actors, beneath=True)
                kept.append(replace(acted, recipients=without(act.recipients, actors)))
                continue
            kept.append(act)
        return kept

    def _told_by(self, own: SentenceAct, act: SentenceAct) -> bool:
        """Tell whether an act is the verb of a deadline's noun: "issued an ultimatum"."""
        verb = self._governing(own.trigger) if own.noun else None
        return act.trigger == verb and act.type in {"REQUEST", "THREATEN"} and not act.beneath

    def _demand(self, own: SentenceAct) -> set[int]:
        """Return the tokens of what is demanded."""
        tops = self._asked_for(own.trigger)
        return {t for c in tops for t in self.scene.parse.subtree(c)}


_MISHUNG = frozenset({"pobj", "dobj"})
"""How a finite verb hangs where the parser took it for a noun."""

_BY = frozenset({"by", "before", "no later than", "not later than", "within"})

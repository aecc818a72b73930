"""Events: acts made into claims, with their words, date, issues and how far they are vouched for.

An event told twice in one document is one event with two spans. Its type is PLOVER 2021's; a CAMEO
code stands beside it. In a joint act ("Greece and Turkey met") both sides are actors as well as
recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from goodoffices.evidence.claims import (
    UNREAL,
    Actor,
    Confidence,
    Event,
    Issue,
    Modality,
    Statement,
)
from goodoffices.evidence.snapshot import Document, Span, short_id
from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.doubts import doubtful
from goodoffices.read.clause.roles import Ids, Scene, once, without
from goodoffices.read.dates.finder import DateMention, find_dates
from goodoffices.read.dates.narrated import clause_shift, moved, narrated
from goodoffices.read.done import mediation
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.bygone import long_since
from goodoffices.read.done.deadlines import TURN, Deadline, Deadlines
from goodoffices.read.done.factuality import Vouch, weigh
from goodoffices.read.done.reader import SentenceReader
from goodoffices.read.issues import contexts
from goodoffices.read.said.turns import asked
from goodoffices.read.who.gazetteer import entities, states
from goodoffices.read.words import table, words


def find_events(
    document: Document, scene: Scene, issues: Sequence[Issue] = ()
) -> tuple[Event, ...]:
    """Return the events a document tells, in reading order.

    Parameters
    ----------
    document : Document
        The source; its publication date anchors relative dates.
    scene : Scene
        Its parse and its actors.
    issues : sequence of Issue
        The issues found in it; an event is about those whose words stand in its clause.
    """
    return _merged(_Maker(document, scene, tuple(issues)).events())


def place_actors(document: Document, scene: Scene, events: Iterable[Event]) -> tuple[Actor, ...]:
    """Return the states that events name only by a place of theirs ("landed in Baghdad")."""
    actors = scene.actors
    named = {a for e in events for a in (*e.actors, *e.recipients) if actors.get(a) is None}
    spans: dict[str, list[Span]] = {}
    for i, country in actors.places.items():
        state = states().get(country)
        if state in named:
            token = scene.token(i)
            spans.setdefault(state, []).append(document.snapshot.span(token.start, token.end))
    return tuple(
        Actor(
            id=state,
            name=entities()[state].name,
            kind="state",
            spans=tuple(places),
            country=entities()[state].country,
            rule="place",
            confidence="low",
        )
        for state, places in spans.items()
    )


def unnamed_kept(events: Iterable[Event], statements: Iterable[Statement]) -> tuple[Event, ...]:
    """Return the events, what an unnamed source reported ascribed to that source, not its side.

    "A White House source said …" is not the United States speaking.
    """
    unnamed = [s for s in statements if s.unnamed is not None]
    return tuple(
        next((replace(e, attributed_to=s.speaker_name) for s in unnamed if _tells(s, e)), e)
        for e in events
    )


def _tells(statement: Statement, event: Event) -> bool:
    """Tell whether an event's deciding word stands among a statement's words."""
    at = event.trigger
    return any(s.start <= at.start and at.end <= s.end for s in statement.spans)


_COUNTED = re.compile(r"\b(?:after|before|since)\b", re.IGNORECASE)
"""Behind it stands what a time is counted from, with a day of its own: "six months after"."""
_BESIDE = frozenset({"advcl", "relcl", "ccomp"})
_OF_OTHERS = _BESIDE | {"acl"}
"""Clauses whose days are theirs: "talks set for May were put off after Chad shelled the town"."""
_ASIDE = frozenset({"advcl", "relcl", "acl", "pcomp", "xcomp"})
"""Where a verb tells what stands beside its clause."""
_LATER = frozenset({"later", "then", "afterwards", "afterward", "subsequently", "since"})
_Told = tuple[SentenceAct, list[DateMention], Deadline | None]


@dataclass
class _Maker:
    """Makes the claims of one document."""

    document: Document
    scene: Scene
    issues: tuple[Issue, ...]

    def events(self) -> list[Event]:
        """Return every act of the document as a claim."""
        reader = SentenceReader(self.scene)
        deadlines = Deadlines(self.scene, reader, self.document.published)
        told: list[_Told] = []
        before: SentenceAct | None = None
        met_last: tuple[int, list[Ids]] = (0, [])
        earlier: list[DateMention] = []
        questions = asked(self.scene)  # what the press asks is told by nobody
        for sentence in self.scene.parse.sentences:
            if sentence.index in questions:
                continue
            if mediation.elsewhere(self.scene, sentence.first, sentence.last):
                continue
            dates = narrated(self._dates(sentence.start, sentence.end), earlier)
            earlier = dates
            text = self.document.snapshot.text[sentence.start : sentence.end]
            acts = _apart(_joined(reader.acts(sentence.first, sentence.last)))
            acts, ends = deadlines.told(sentence, dates, acts, text)
            told += [(each.act, dates, each) for each in ends]
            met = mediation.dealt(self.scene, acts)
            shortly = met_last[1] if sentence.index - met_last[0] <= _SHORTLY else []
            for each in _once_mediated(acts):
                act = _own_side_kept(self.scene, each)
                if act.mediates:
                    act = mediation.complete(self.scene, act, before, (*met, *shortly))
                    if mediation.domestic(self.scene, act) or not _somebody(act):
                        continue
                    before = act if act.recipients else before
                told.append((act, dates, None))
            met_last = (sentence.index, met) if met else met_last
        return [self._event(self._sided(told, n), *told[n][1:]) for n in range(len(told))]

    def _sided(self, told: Sequence[_Told], n: int) -> SentenceAct:
        """Return an act with the sides that are told only shortly behind it."""
        act, at = told[n][0], self.scene.parse.sentence_of(told[n][0].trigger).index
        behind = (one for one, _dates, end in told[n + 1 :] if one.mediates and end is None)
        near = (o for o in behind if self.scene.token(o.trigger).sentence - at <= _SHORTLY)
        return mediation.sided(self.scene, act, list(near)) if act.mediates else act

    def _dates(self, start: int, end: int) -> list[DateMention]:
        """Return the dates of a sentence, their places counted in the document."""
        text = self.document.snapshot.text[start:end]
        mentions = find_dates(text, self.document.published)
        return [replace(m, start=m.start + start, end=m.end + start) for m in mentions]

    def _event(
        self, act: SentenceAct, dates: list[DateMention], deadline: Deadline | None = None
    ) -> Event:
        """Return an act as a claim with its words; of a deadline the date is its end."""
        scene, snapshot = self.scene, self.document.snapshot
        trigger = scene.token(act.trigger)
        sentence = scene.parse.sentence_of(act.trigger)
        at = act.trigger if deadline is None or deadline.at is None else deadline.at
        vouch = weigh(scene, at, resolved=act.resolved, trying=act.mediates)
        date = deadline.ends if deadline else self._day_of(act, dates)
        issues = self._about(act)
        return Event(
            id=short_id("E", snapshot.text_sha256, act.type, trigger.start, trigger.end),
            spans=(snapshot.span(sentence.start, sentence.end),),
            type=act.type,
            actors=act.actors,
            recipients=act.recipients,
            trigger=snapshot.span(trigger.start, trigger.end),
            mode=act.mode,
            context=contexts().get(issues[0]) if issues else _CONTEXTS.get(act.type),
            cameo=act.cameo or None,
            mediator=act.helpers[0] if act.mediates and act.helpers else None,
            stage=mediation.stage(scene, act) if act.mediates else None,
            issues=issues,
            date=date.edtf if date else None,
            date_text=date.text if date else None,
            date_precision=date.precision if date else None,
            modality=self._modality(act, vouch, date, over=deadline is not None and deadline.over),
            attributed_to=self._reporter(vouch),
            rule=rule(scene, act),
            confidence=_sure(scene, act, vouch),
        )

    def _modality(
        self, act: SentenceAct, vouch: Vouch, date: DateMention | None, *, over: bool
    ) -> Modality:
        """Make an old date's act background, and a later date's act one to come."""
        published = self.document.published
        if vouch.modality not in {"asserted", "reported"} or date is None or act.turn == TURN:
            return "historical" if over else vouch.modality
        if self._to_come(act, date):
            return "future"
        if date.edtf and published:
            year, now = date.edtf[:4], published[:4]
            if year.isdigit() and now.isdigit() and int(year) < int(now) - 1:
                return "historical"
        return vouch.modality

    def _to_come(self, act: SentenceAct, date: DateMention) -> bool:
        """Tell whether an act in the present tense has a day after publication, or "next week"."""
        scene, published = self.scene, self.document.published
        verb = next(
            (a for a in (act.trigger, *(h for _c, h in scene.above(act.trigger))) if scene.verb(a)),
            None,
        )
        if verb is not None and not act.turn and self._set_for(verb, date):
            return True
        helped = scene.kids(verb, "aux", "auxpass") if verb is not None else []
        tags = {scene.token(t).tag for t in (*helped, *((verb,) if verb is not None else ()))}
        have = any(scene.token(t).lemma == "have" for t in helped)
        if tags & {"VBD", "MD"} or have or not tags & {"VBZ", "VBP"}:
            return False
        day = date.edtf[:10] if date.edtf else ""
        if published and len(day) in {7, 10} and day[:4].isdigit():
            return day > published[: len(day)]
        return date.text.lower().startswith(("tomorrow", "next "))

    def _set_for(self, verb: int, date: DateMention) -> bool:
        """Tell whether a verb only sets what is done for a day: "called a strike for April"."""
        scene = self.scene
        if scene.token(verb).lemma not in words("setting a day"):
            return False
        days = (
            scene.token(n).start
            for i in (verb, *scene.objects(verb))
            for n in scene.phrases(i, "for")
        )
        return any(date.start <= day < date.end for day in days)

    def _reporter(self, vouch: Vouch) -> str | None:
        """Return the actor that reports an act, else the words that name the source."""
        if vouch.speaker is None:
            return None
        ids = doers(self.scene, [vouch.speaker])
        outlet = self.scene.token(vouch.speaker).lemma in words("media nouns")
        if ids and not (outlet and self.scene.actors.at(vouch.speaker) is None):
            return ids[0]
        below = self.scene.parse.subtree(vouch.speaker)
        tokens = self.scene.parse.tokens
        told = self.document.snapshot.text[tokens[below[0]].start : tokens[below[-1]].end]
        return told if len(told) <= 80 else tokens[vouch.speaker].text

    def _day_of(self, act: SentenceAct, dates: list[DateMention]) -> DateMention | None:
        """Return the date of an act; of one that a time is counted from the day beside it."""
        at = self.scene.token(act.trigger).start
        around = next((d for d in dates if d.start <= at < d.end), None)
        if around is None or not (counted := _COUNTED.search(around.text)):
            return self._date(act, dates)
        inside = self._dates(around.start + counted.end(), around.end)
        return inside[0] if len(inside) == 1 else None

    def _date(self, act: SentenceAct, dates: list[DateMention]) -> DateMention | None:
        """Return the date of an act: the nearest of its own clause, else of who reports it."""
        if not dates:
            return None
        scene = self.scene
        at = scene.token(act.trigger).start
        beside = self._beside(act, dates)
        if beside is not None:
            return beside
        if act.base != act.trigger:  # "refused on Monday to meet in June"
            own = [d for d in dates if self._holds(act.trigger, d)]
            own = [d for d in own if not self._holds(act.base, d)]
            if own:
                return min(own, key=lambda d: abs(d.start - at))
        for top in (act.base, act.trigger):
            beside_it = _OF_OTHERS if scene.verb(top) else _BESIDE  # "kept the truce made in May"
            if inside := [d for d in dates if self._holds(top, d, beside_it)]:
                return min(inside, key=lambda d: abs(d.start - at))
        for child, head in scene.above(act.trigger):
            dep = scene.token(child).dep
            if long_since(scene, child) or self._earlier(child):
                return None  # "ten years after Chad shelled it, the town met on Monday"
            if dep == "conj" and scene.forms(child, "advmod") & _LATER:
                return None  # "met in May, but later fell out"
            if dep == "conj" and scene.kids(child, "nsubj", "nsubjpass"):
                dates = [d for d in dates if d.start < scene.token(head).start]
            if inside := [d for d in dates if self._holds(head, d, _OF_OTHERS)]:
                return min(inside, key=lambda d: abs(d.start - at))
        return None

    def _earlier(self, clause: int) -> bool:
        """Tell whether a clause tells what was done before: "met on Monday, after it had left"."""
        had = any(self.scene.token(c).lower == "had" for c in self.scene.kids(clause, "aux"))
        return had and self.scene.token(clause).dep == "advcl"

    def _beside(self, act: SentenceAct, dates: list[DateMention]) -> DateMention | None:
        """Return the day of "a day after Chad shelled the town", by that of the clause above."""
        scene = self.scene
        for child, head in ((act.trigger, act.trigger), *scene.above(act.trigger)):
            clause = head if child == act.trigger else child
            if scene.token(clause).dep != "advcl":
                continue
            mark = next(iter(scene.kids(clause, "mark")), None)
            if mark is None:
                continue
            text = self.document.snapshot.text
            days = clause_shift(text[max(0, scene.token(mark).start - 40) : scene.token(mark).end])
            above = scene.token(clause).head
            inside = [d for d in dates if self._holds(above, d) and not self._holds(clause, d)]
            return moved(inside[0], days) if days is not None and len(inside) == 1 else None
        return None

    def _holds(self, top: int, date: DateMention, beside: frozenset[str] = _BESIDE) -> bool:
        """Tell whether a date hangs from a word, outside the clauses beside it."""
        if date.start <= self.scene.token(top).start < date.end:
            return True
        return any(
            self._holds(c, date, beside)
            for c in self.scene.kids(top)
            if self.scene.token(c).dep not in beside
            or not self.scene.verb(c)
            or self.scene.token(c).lemma == "date"  # "in a letter dated 4 May"
        )

    def _about(self, act: SentenceAct) -> Ids:
        """Return the issues named in the act's clause."""
        if not self.issues:
            return ()
        inside = mediation.clause(self.scene, mediation.carrier(self.scene, act.trigger))
        numbers = {n for i in inside for n in self._told.get(i, ())}
        return tuple(self.issues[n].id for n in sorted(numbers))

    @cached_property
    def _told(self) -> dict[int, list[int]]:
        """The issues that each token tells, by their numbers."""
        told: dict[int, list[int]] = {}
        for number, issue in enumerate(self.issues):
            for span in issue.spans:
                for i in range(*(self.scene.parse.covering(span.start, span.end) or (0, 0))):
                    if self.scene.token(i).start >= span.start:
                        told.setdefault(i, []).append(number)
        return told


_SHORTLY = 2
"""How many sentences back the sides of a mediation may have been told."""

_CONTEXTS = {
    "CONSULT": "diplomatic",
    "AGREE": "diplomatic",
    "SUPPORT": "diplomatic",
    "ASSAULT": "military",
    "MOBILIZE": "military",
}


def _own_side_kept(scene: Scene, act: SentenceAct) -> SentenceAct:
    """Take back as recipient whoever is withdrawn: "she withdrew Chile from the pact"."""
    if act.mode != "withdraw":
        return act
    own = (*act.actors, *(scene.actors.side(actor) for actor in act.actors))
    return replace(act, recipients=without(act.recipients, own))


def _somebody(act: SentenceAct) -> bool:
    """Tell whether a mediation names a mediator or two sides, or who asks for it or refuses it."""
    asked = act.turn in {"refuse", "ask", "demand"} and bool(act.actors)
    return asked or bool(act.helpers) or len({*act.actors, *act.recipients}) >= 2


def _half_told(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether a mediation lacks one of its sides; who asks or refuses is a side itself."""
    if not act.mediates or act.turn in {"ask", "demand", "refuse", "accept", "welcome"}:
        return False
    return len(scene.publics(without(act.recipients, act.helpers))) < 2


def _joined(acts: list[SentenceAct]) -> list[SentenceAct]:
    """Join what one sentence tells twice: the same act, or a mediation and the meeting it is in.

    "Norway met both sides in an effort to mediate" is one mediation, with the sides that it met.
    """
    kept: list[SentenceAct] = []
    for act in acts:
        twin = next((k for k in kept if _twin(k, act)), None)
        if twin is None:
            kept.append(act)
            continue
        best = max(twin, act, key=lambda a: (a.mediates, len(a.actors) + len(a.recipients)))
        other = act if best is twin else twin
        if not best.recipients or best.mediates:
            sides = (*best.recipients, *other.recipients)
            best = replace(best, recipients=without(sides, best.actors))
        kept[kept.index(twin)] = best
    return kept


def _apart(acts: list[SentenceAct]) -> list[SentenceAct]:
    """Take a mediator out of what two others do with one another ("met, with Oman as mediator")."""
    third = {h for a in acts if a.mediates and not a.turn for h in a.helpers}
    return [_of_two(act, third) for act in acts]


def _of_two(act: SentenceAct, third: set[str]) -> SentenceAct:
    """Return what two do with one another without the third parties."""
    joint = act.type in {"CONSULT", "AGREE", "SUPPORT"} and not act.mediates
    if not joint or not third & {*act.actors, *act.recipients} or len({*act.actors} - third) < 2:
        return act
    own = without(act.actors, third)
    return replace(act, actors=own, recipients=without(act.recipients, third) or own)


def _once_mediated(acts: list[SentenceAct]) -> list[SentenceAct]:
    """Leave out the bare noun of a mediation that the sentence tells by a verb or as an offer."""
    told = [a for a in acts if a.mediates and (a.turn or not a.noun or a.cameo != "045")]
    if not told:
        return acts
    return [a for a in acts if a in told or not (a.mediates and a.noun and not a.turn)]


def _twin(one: SentenceAct, other: SentenceAct) -> bool:
    """Tell whether two acts of a sentence are one: same type and doer, no rival recipients."""
    if one.type != other.type or one.turn != other.turn or one.beneath != other.beneath:
        return False
    if not set(one.actors) & set(other.actors) and one.actors and other.actors:
        return False
    if one.mediates != other.mediates:
        return bool(one.actors and other.actors)
    both = bool(one.recipients and other.recipients)
    return not both or bool(set(one.recipients) & set(other.recipients))


def _merged(events: list[Event]) -> tuple[Event, ...]:
    """Join the events that a document tells more than once; the first telling gives the id."""
    kept: dict[tuple[object, ...], Event] = {}
    alike: dict[tuple[object, ...], list[tuple[object, ...]]] = {}  # but for their dates
    for event in events:
        key: tuple[object, ...] = (
            event.type,
            event.cameo,
            frozenset(event.actors),
            frozenset(event.recipients),
            event.modality in UNREAL,
            event.date or event.date_text,
        )
        if key not in kept:
            twins = (other for other in alike.get(key[:-1], ()) if _undated(kept[other], event))
            key = next(twins, key)
        if key in kept:
            kept[key] = _join(kept[key], event)
        else:
            kept[key] = event
            alike.setdefault(key[:-1], []).append(key)
    return tuple(kept.values())


def _undated(one: Event, other: Event) -> bool:
    """Tell whether two events agree in date because one has none."""
    return one.date_text is None or other.date_text is None


def _join(first: Event, second: Event) -> Event:
    """Return the first telling with the spans of the second, and what only the second says."""
    dated = first if first.date_text else second
    vouched = min(first, second, key=lambda e: _ORDER.index(e.modality))
    return replace(
        first,
        spans=tuple(dict.fromkeys((*first.spans, *second.spans))),
        issues=tuple(dict.fromkeys((*first.issues, *second.issues))),
        date=dated.date,
        date_text=dated.date_text,
        date_precision=dated.date_precision,
        modality=vouched.modality,
        attributed_to=vouched.attributed_to,
    )


_ORDER: tuple[Modality, ...] = (
    "asserted",
    "reported",
    "historical",
    "future",
    "negated",
    "hypothetical",
)


def rule(scene: Scene, act: SentenceAct) -> str:
    """Return the name of the rule that found an act: its operator or shape, and who is known."""
    shape = act.turn or ("noun" if act.noun else f"verb-{act.type.lower()}")
    if act.mediates:
        shape = "mediation"
    if act.beneath:
        shape = "within"
    sides = "both" if (act.actors and act.recipients) or len(act.actors) > 1 else "one"
    if not act.actors and not act.recipients:
        sides = "nobody"
    elif any(scene.token(n).pos == "PRON" for n in _named_by(scene, act)):
        sides = "pronoun"
    return f"{shape}/{sides}"


def _named_by(scene: Scene, act: SentenceAct) -> list[int]:
    """Return the words by which an act's clause names who does it, and to whom."""
    verbs = {v for v in (act.trigger, act.base) if scene.verb(v)}
    return [n for v in verbs for n in (*scene.subject(v), *scene.objects(v), *scene.phrases(v))]


def _sure(scene: Scene, act: SentenceAct, vouch: Vouch) -> Confidence:
    """Return how sure an event is: of what may be denied where it stands, nobody is.

    A deadline always stands beside what is only demanded. Nor is anybody where "he" may mean two.
    """
    if vouch.shadowed and not act.mediates and act.turn != TURN:
        return "low"
    whose = [n for i in (act.trigger, act.base) if not scene.verb(i) for n in scene.holders(i)]
    if any(doubtful(scene, n) for n in (*_named_by(scene, act), *whose)):
        return "low"
    undone = vouch.modality in UNREAL or vouch.modality == "future"
    guessed = vouch.guessed or act.recalled or _half_told(scene, act)
    loose = act.mediates and (_left_over(scene, act) or _odd_sides(scene, act))
    loose = loose or (not act.recipients and len(act.actors) > 1 and _left_over(scene, act))
    sure = band(rule(scene, act), guessed=guessed or loose or undone)
    return "medium" if sure == "high" and not act.mediates and _risky(scene, act) else sure


def _risky(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether what an act's clause looks like is often read amiss on pages.

    A bare noun, a clause beside another ("…, suspending ties"), somebody in it who has no part, to
    whom it is done named by a place or cut from a word alone ("in Chad", "US-brokered"), a person
    who is nobody's.
    """
    token = scene.token(act.trigger)
    if act.noun or (token.dep in _ASIDE and act.turn != "accuse"):
        return True
    sentence = scene.parse.sentence_of(act.trigger)
    mentions = scene.actors.within(sentence.first, sentence.last)
    if set(act.recipients) - {a for _first, end, a in mentions if not _apart_from(scene, end - 1)}:
        return True
    return any(not scene.public(one) for one in (*act.actors, *act.recipients)) or _left_over(
        scene, act
    )


def _apart_from(scene: Scene, at: int) -> bool:
    """Tell whether a name only says where, or is cut from a word: "in Chad", "US-brokered"."""
    token = scene.token(at)
    where = token.dep == "pobj" and scene.token(token.head).lower in words("prepositions of spots")
    hyphen = at + 1 < len(scene.parse.tokens) and scene.token(at + 1).text == "-"
    return where or hyphen


def _odd_sides(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether a mediation is between more than two, or with a body that mediates as a rule."""
    sides = without(act.recipients, act.helpers)
    bodies = (scene.actors.get(one) for one in sides)
    return len(scene.publics(sides)) > 2 or any(b is not None and b.kind == "igo" for b in bodies)


def _left_over(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether the clause of an act names somebody who has no part in it as read."""
    inside = set(mediation.clause(scene, mediation.carrier(scene, act.trigger)))
    sentence = scene.parse.sentence_of(act.trigger)
    mentions = scene.actors.within(sentence.first, sentence.last)
    named = scene.publics(once(a for _first, end, a in mentions if end - 1 in inside))
    return bool(named - scene.publics((*act.actors, *act.recipients, *act.helpers)))


def band(name: str, *, guessed: bool = False) -> Confidence:
    """Return the confidence of a rule from its measured precisions (``event_precision.yaml``).

    Two are known: how often a rule's sentences name type and sides rightly, and how often the whole
    item was right on pages, by how its sides are named. The lesser counts; a rule of which no
    sentence was measured, and an event that stands under a word of which the table of signatures
    knows nothing (``guessed``), is at most "medium", and what names nobody is "low".
    """
    shares = table("event_precision.yaml")
    _shape, _slash, named = name.partition("/")
    pages, own = shares.get(f"*/{named}"), shares.get(name)
    if pages is None or named == "nobody":
        return "low"
    grades = [graded(int(row["right"]), int(row["told"])) for row in (pages, own) if row]
    worst = max(grades, key=_BANDS.index)
    return worst if own and not guessed else max(worst, "medium", key=_BANDS.index)


_BANDS: tuple[Confidence, ...] = ("high", "medium", "low")


def graded(right: int, of: int) -> Confidence:
    """Return the band of a rule that was right so often: "high" is nine in ten or better.

    The share is the posterior mean under Jeffreys' prior, (right + 1/2) / (of + 1), and a rule
    seen fewer than ten times is never "high".
    """
    share = (right + 0.5) / (of + 1)
    if share >= 0.9 and of >= 10:
        return "high"
    return "medium" if share >= 0.7 else "low"

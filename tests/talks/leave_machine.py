"""Random talks of two to four parties, held at every step against a small model of leave.

The model knows nothing of the rules' code: for each message and other party it keeps how wide the
leave in force is and how often it changed; for each laid wording the number of that change, and
whether a head confirmed it since. Whatever a party can read of another's words must have been sent
under leave that was in force at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.talks.world import NOON, RulesWorld, clause

from goodoffices.talks.leave import Permission, permission
from goodoffices.talks.nouns import Act, Member, Refusal, visible
from goodoffices.talks.rules import BINDS, CALLED, STAMP, decide
from goodoffices.talks.state import TalksState, fold

NAMES = ("iran", "us", "oman", "qatar")
LEVELS = ("no", "your words", "as is")


class QuickWorld(RulesWorld):
    """A world that folds only what is new; its log only grows."""

    def __post_init__(self) -> None:
        self.known: dict[str, tuple[int, TalksState]] = {}
        super().__post_init__()

    def state(self, who: str) -> TalksState:
        length, state = self.known.get(who, (0, TalksState()))
        fresh = (e for e in self.log[length:] if visible(e, self.people[who]))
        self.known[who] = (len(self.log), fold(fresh, state))
        return self.known[who][1]


PLACES = ("head", "head", "second", "third")


STEPS = {"taken": 0}
"""How many steps were taken in all, for whoever runs this at length."""


@dataclass
class Laid:
    """What the model remembers of words the mediator laid before a party."""

    message: tuple[str, int]
    to: str
    words: str
    change: int
    verbatim: bool
    confirmed: bool = False
    answered: bool = False
    sent: bool = False


@dataclass
class Said:
    """What the model remembers of a message."""

    text: str
    by: str
    width: dict[str, int]
    changes: dict[str, int] = field(default_factory=dict)


KINDS = (
    *["speak", "waver"] * 2,
    *["change_leave", "lay", "answer", "send"] * 4,
    *["hand_over", "name_head", "keep_seat", "seat_head", "wait", "other_acts"],
)
NEED_SAID = {"change_leave", "lay"}
NEED_LAID = {"waver", "answer", "send"}


class Leave(RuleBasedStateMachine):
    """All acts at random; after each, nobody may have read what no leave in force let through."""

    @initialize(parties=st.integers(2, 4))
    def convene(self, parties: int) -> None:
        names = NAMES[:parties]
        people = {
            "Mona": Member("mona", "Mona", "mediator"),
            "Otto": Member("o", "Otto", "observer"),
        }
        for name in names:
            for place in ("head", "second", "third"):
                seat = f"{name} {place}"
                people[seat] = Member(seat, seat, "party", name, place == "head")
        self.world = QuickWorld(people=people, parties={name: name.title() for name in names})
        for seat, member in people.items():
            if member.party:
                self.world.write(f"room:{member.party}", "member.joined", {"key": "ab"}, seat)
        self.heads = {name: f"{name} head" for name in names}
        self.binds = dict.fromkeys(names, NOON)
        self.calls: dict[str, tuple[str, str]] = {}
        self.said: dict[tuple[str, int], Said] = {}
        self.laid: dict[tuple[str, int], Laid] = {}
        self.told: dict[str, set[str]] = {name: set() for name in names}
        self.private: dict[str, str] = {}
        self.number = 0

    # -- helpers --------------------------------------------------------------------------------

    def canary(self) -> str:
        self.number += 1
        return f"word{self.number:05}end"

    def may_bind(self, who: str) -> bool:
        party = self.world.people[who].party or ""
        return self.heads[party] == who and self.binds[party] <= self.world.now

    def act(self, who: str, kind: str, **raw: Any) -> list | None:
        STEPS["taken"] += 1
        answer = self.world.act(who, kind, **raw)
        return None if isinstance(answer, Refusal) else answer

    def pick(self, fitting: list, every: list | None = None) -> Any:
        """Take one of what fits, the newer the likelier; one in four, of anything at all."""
        choices = fitting if fitting and self.dice.random() < 0.75 else (every or fitting)
        return choices[-1 - min(int(self.dice.expovariate(0.7)), len(choices) - 1)]

    def someone(self, party: str) -> str:
        return self.dice.choice([self.heads[party], f"{party} {self.dice.choice(PLACES)}"])

    @rule(kind=st.sampled_from(KINDS), seed=st.integers(0, 2**32 - 1))
    def step(self, kind: str, seed: int) -> None:
        self.dice = Random(seed)
        self.of = self.dice.choice(list(self.world.parties))
        if (kind in NEED_SAID and not self.said) or (kind in NEED_LAID and not self.laid):
            kind = "speak"
        getattr(self, kind)()

    # -- the acts that leave is about -----------------------------------------------------------

    def speak(self) -> None:
        who = self.someone(self.of)
        others = [name for name in self.world.parties if name != self.of]
        widths = {other: self.dice.choice((0, 1, 1, 2, 2)) for other in others}
        leave: Any = {other: LEVELS[width] for other, width in widths.items() if width}
        if self.dice.random() < 0.3:
            widths = dict.fromkeys(others, widths[others[0]])
            leave = LEVELS[widths[others[0]]]
        text = self.canary()
        done = self.act(who, "message", room=f"room:{self.of}", text=text, leave=leave)
        assert done is not None
        if not self.may_bind(who):
            widths = dict.fromkeys(others, 0)
        self.said[self.of, done[0].seq] = Said(text, who, widths, dict.fromkeys(others, 0))

    def change_leave(self) -> None:
        about = [laid.message for laid in self.laid.values() if not laid.sent]
        party, seq = self.pick(about, list(self.said))
        to = self.dice.choice(["", *self.said[party, seq].width])
        self.change(party, seq, self.someone(party), self.dice.choice(LEVELS), to)

    def waver(self) -> None:
        """Change the leave of what was laid, and change it back."""
        laid = self.pick([laid for laid in self.laid.values() if not laid.sent], self.every_laid)
        party, seq = laid.message
        was = LEVELS[self.said[party, seq].width[laid.to]]
        for each in (self.dice.choice(LEVELS), was):
            self.change(party, seq, self.heads[party], each, laid.to)

    @property
    def every_laid(self) -> list[Laid]:
        return list(self.laid.values())

    def change(self, party: str, seq: int, who: str, level: str, to: str) -> None:
        said = self.said[party, seq]
        targets = [to] if to else list(said.width)
        new = LEVELS.index(level)
        wider = [t for t in targets if new > said.width[t]]
        done = self.act(who, "permit", message=seq, leave=level, to=to)
        if wider and not self.may_bind(who) and said.by != who:
            assert done is None, "who is not the head widened another's words"
        if not wider and any(new < said.width[t] for t in targets):
            assert done is not None, "anybody narrows at any time"
        if done is None:
            return
        for target in targets:
            if new < said.width[target] or (new > said.width[target] and self.may_bind(who)):
                said.width[target] = new
                said.changes[target] += 1

    def lay(self) -> None:
        every = [(key, to) for key, said in self.said.items() for to in said.width]
        (party, seq), to = self.pick([(k, t) for k, t in every if self.said[k].width[t]], every)
        said = self.said[party, seq]
        width = said.width[to]
        own = self.dice.random() < (0.9 if width == 2 else 0.2)
        words = said.text if own else f"{said.text} or so"
        laid = {"party": party, "message": seq, "to": to, "words": words}
        done = self.act("Mona", "relay.word", **laid)
        if width == 0 or (width == 2 and not own):
            assert done is None
        if done is not None:
            assert done[0].room == f"room:{party}"
            change, verbatim = said.changes[to], width == 2
            self.laid[party, done[0].seq] = Laid((party, seq), to, words, change, verbatim)

    def answer(self) -> None:
        waiting = [key for key, laid in self.laid.items() if not (laid.answered or laid.verbatim)]
        party, seq = self.pick(waiting, list(self.laid))
        who, yes = self.someone(party), self.dice.choice((1, 1, 0))
        done = self.act(who, "relay.answer", relay=seq, answer=yes)
        if done is not None:
            assert self.may_bind(who)
            laid = self.laid[party, seq]
            assert not laid.answered
            laid.answered, laid.confirmed = True, bool(yes)

    def send(self) -> None:
        unsent = [key for key, laid in self.laid.items() if not laid.sent]
        party, seq = self.pick(unsent, list(self.laid))
        laid = self.laid[party, seq]
        said = self.said[laid.message]
        width, changed = said.width[laid.to], said.changes[laid.to] != laid.change
        may = (
            not laid.sent
            and not changed
            and ((width == 2 and laid.words == said.text) or (width == 1 and laid.confirmed))
        )
        done = self.act("Mona", "relay.send", party=party, relay=seq)
        assert (done is not None) == may, (laid, said)
        if done is not None:
            laid.sent = True
            received = done[1]
            assert received.room == f"room:{laid.to}"
            assert received.data["words"] == laid.words
            # "confirmed" stands only where someone confirmed
            assert (received.data["how"] == "confirmed") == laid.confirmed
            self.told[laid.to].add(said.text)

    # -- everything else ------------------------------------------------------------------------

    def hand_over(self) -> None:
        who, seat = self.someone(self.of), f"{self.of} {self.dice.choice(PLACES)}"
        may = self.may_bind(who) and seat != who
        done = self.act(who, "head.hand", member=seat)
        assert (done is not None) == may
        if done is not None:
            self.seated(self.of, seat)

    def seated(self, party: str, seat: str) -> None:
        self.heads[party], self.binds[party] = seat, later(self.world.now, BINDS)
        self.calls.pop(party, None)

    def name_head(self) -> None:
        seat = f"{self.of} {self.dice.choice(PLACES)}"
        if self.act("Mona", "head.call", party=self.of, member=seat) is not None:
            assert self.of not in self.calls
            self.calls[self.of] = (seat, later(self.world.now, CALLED))

    def keep_seat(self) -> None:
        who = self.someone(self.of)
        if self.act(who, "head.keep") is not None:
            assert self.may_bind(who)
            del self.calls[self.of]

    def seat_head(self) -> None:
        party = self.pick(list(self.calls), list(self.world.parties))
        if self.dice.random() < 0.4:
            self.world.now = later(self.world.now, CALLED)
        if self.act("Mona", "head.seat", party=party) is not None:
            seat, stands = self.calls[party]
            assert stands <= self.world.now, "the sitting head had time to keep the seat"
            self.seated(party, seat)

    def wait(self) -> None:
        hours = self.dice.choice((1, 30, 80))
        self.world.now = later(self.world.now, timedelta(hours=hours))

    def other_acts(self) -> None:
        party, word = self.of, self.canary()
        who = self.someone(party)
        ahead = later(self.world.now, timedelta(hours=5))
        issues = {"e": {"weight": "1", "values": {"a": "1"}}}
        text = {"draft": 1, "clause": "1", "answer": 3, "words": word}
        acts: list[tuple[str, str, dict[str, Any]]] = [
            (who, "message", {"room": f"notes:{party}", "text": word, "leave": "no"}),
            ("Mona", "message", {"room": "desk", "text": word, "leave": "no"}),
            (who, "text.answer", text),
            (who, "worth.give", {"issues": issues, "walk_away": "1", "red_lines": word}),
            ("Mona", "text.draft", {"title": "T", "clauses": [clause()]}),
            (who, "rules.accept", {}),
            ("Mona", "proposal.make", {"draft": 1, "closes": ahead, "mode": "sealed"}),
            (who, "ballot.cast", {"proposal": 1, "answer": 1}),
        ]
        who, kind, raw = self.dice.choice(acts)
        room = raw.get("room", f"room:{party}")
        if self.act(who, kind, **raw) is not None and word in repr(raw):
            self.private[word] = room

    # -- what must hold after every step --------------------------------------------------------

    @invariant()
    def nobody_reads_what_no_leave_let_through(self) -> None:
        for party in self.world.parties if hasattr(self, "world") else ():
            seen = repr([e.data for e in self.world.seen(f"{party} third")])
            for (owner, _seq), said in self.said.items():
                if owner != party:
                    assert (said.text in seen) == (said.text in self.told[party]), said
            for word, room in self.private.items():
                assert word not in seen or room.endswith(f":{party}")

    @invariant()
    def the_state_has_the_leave_that_is_in_force(self) -> None:
        if not hasattr(self, "world"):
            return
        state = self.world.state("Mona")
        for (party, seq), said in self.said.items():
            message = state.message(f"room:{party}", seq)
            assert message is not None
            for to, width in said.width.items():
                assert LEVELS.index(message.level(to)) == width

    @invariant()
    def pages_show_what_could_be_sent_and_nothing_else(self) -> None:
        """The list both pages show is what the act would do, relay by relay."""
        if not hasattr(self, "world"):
            return
        state = self.world.state("Mona")
        for party in self.world.parties:
            shown = {p.relay for p in state.passable(party)}
            own = self.world.state(f"{party} second")
            assert {p.relay for p in own.passable(party)} == shown
            relays = [r for r in state.relays if r.room == f"room:{party}"]
            for relay in relays:
                act = Act(
                    "relay.send", self.world.people["Mona"], {"party": party, "relay": relay.seq}
                )
                sendable = not isinstance(decide(state, act, self.world.now), Refusal)
                assert sendable == (relay.seq in shown)
                found = permission(state.message(relay.room, relay.message), relay)
                assert isinstance(found, Permission) == sendable


def later(at: str, span: timedelta) -> str:
    return (datetime.strptime(at, STAMP) + span).strftime(STAMP)

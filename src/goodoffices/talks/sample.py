"""Sample talks that are well under way, so that each seat shows at once what it is for.

The case is the shipped one; every word said here is invented. What is played goes through the same
rules as anything said at real talks, only its times lie in the past.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from goodoffices.base.i18n import _
from goodoffices.case.file import load
from goodoffices.talks.acts import admit
from goodoffices.talks.convening import Invitation, Past, convene
from goodoffices.talks.fromcase import setup_for
from goodoffices.talks.ledger import fresh_events
from goodoffices.talks.nouns import Act, Member, Refusal, TalksEvent, room_of, visible
from goodoffices.talks.rules import STAMP, decide
from goodoffices.talks.sealing import Seed, new_key
from goodoffices.talks.state import fold

OPEN_FOR = timedelta(minutes=45)
"""How long the sample's ballot is still open."""


def convene_sample(store: Path, now: str) -> list[Invitation]:
    """Convene the sample in a new store; return the mediator's and the heads' invitations."""
    begun = _shifted(now, timedelta(hours=-26))
    names = {
        "us": [_("Head of delegation, United States"), _("Treasury adviser, United States")],
        "iran": [_("Head of delegation, Iran"), _("Legal adviser, Iran")],
    }
    with as_file(files("goodoffices") / "demo" / "case.yaml") as case:
        setup = setup_for(load(case), delegations=names, plenary=True)

    def played(events: Sequence[TalksEvent], members: Sequence[Member]) -> Past:
        seats = {(m.party or m.role) + ("" if m.head or not m.party else " 2"): m for m in members}
        stage = Stage(now, seats, list(events))
        _play(stage)
        return stage.log[len(events) :], {1: stage.clerk}

    made = convene(store, setup, begun, played)
    return [i for i in made if i.member.head or i.member.role == "mediator"]


def _shifted(now: str, by: timedelta) -> str:
    return (datetime.strptime(now, STAMP) + by).strftime(STAMP)


@dataclass
class Stage:
    """The log as it grows, and who acts on it."""

    now: str
    seats: dict[str, Member]
    log: list[TalksEvent] = field(default_factory=list)
    clerk: Seed = field(default_factory=lambda: Seed(new_key()))

    def act(self, who: str, ago: int, kind: str, **raw: Any) -> list[TalksEvent]:  # noqa: ANN401 - what the act takes
        """Do an act so many minutes ago, by the rules."""
        member, at = self.seats[who], _shifted(self.now, timedelta(minutes=-ago))
        data = admit(kind, raw)
        if isinstance(data, Refusal):
            raise TypeError(data.why)
        seen = fold(e for e in self.log if visible(e, member))
        decided = decide(seen, Act(kind, member, data), at)
        if isinstance(decided, Refusal):
            raise TypeError(decided.why)
        done = fresh_events(decided, member.id, at)
        return [self._numbered(event) for event in done]

    def _numbered(self, event: TalksEvent) -> TalksEvent:
        seq = 1 + sum(e.room == event.room for e in self.log)
        self.log.append(replace(event, seq=seq))
        return self.log[-1]

    def say(self, who: str, ago: int, text: str, leave: str = "no") -> int:
        """Say something to the mediator, and what may be passed on of it; return its number."""
        room = room_of(self.seats[who].party or "")
        return self.act(who, ago, "message", room=room, text=text, leave=leave)[0].seq

    def tell(self, party: str, ago: int, text: str) -> None:
        """Let the mediator say something to one party."""
        self.act("mediator", ago, "message", room=room_of(party), text=text, leave="no")

    def lay(self, party: str, ago: int, message: int, to: str, words: str) -> int:
        """Let the mediator lay words before a party; return their number."""
        fields = {"party": party, "message": str(message), "to": to, "words": words}
        return self.act("mediator", ago, "relay.word", **fields)[0].seq

    def pass_on(self, party: str, ago: int, relay: int) -> None:
        """Let the mediator pass words on."""
        self.act("mediator", ago, "relay.send", party=party, relay=str(relay))


FIRST_STEP = (
    (
        "1",
        "Messages",
        ("Messages between the parties go through Russia until this text is replaced."),
    ),
    (
        "2",
        "A pause",
        ("For thirty days neither party takes a step that the other has asked it not to take."),
    ),
)
UNDERSTANDING = (
    (
        "1",
        "The programme",
        (
            "Iran keeps its nuclear programme within the caps of Annex A, open to "
            "inspection from the day on which the first step of clause 3 is in "
            "force."
        ),
    ),
    (
        "2",
        "Armed groups",
        (
            "Iran holds back its support for armed groups outside its borders for "
            "as long as clause 3 is kept."
        ),
    ),
    (
        "3",
        "Relief in steps",
        ("The United States eases sanctions on Iran in [three | four] steps, each on its date."),
    ),
    (
        "4",
        "If a step is not kept",
        (
            "A step that is not kept may be answered by putting off the next, after"
            " the mediator has been told; for [thirty | sixty] days by nothing "
            "else."
        ),
    ),
    ("5", "Messages", "Russia carries messages on how this is kept."),
)
"""The two texts on the table: number, heading, words."""

WORTHS: dict[str, dict[str, Any]] = {
    "us": {
        "walk_away": "3500",
        "issues": {
            "nuclear": ("50", {"unlimited": "0", "capped": "70", "none": "100"}),
            "proxies": ("30", {"unchanged": "0", "restrained": "70", "ended": "100"}),
            "sanctions": ("20", {"kept": "100", "phased": "70", "lifted": "0"}),
        },
    },
    "iran": {
        "walk_away": "3000",
        "issues": {
            "nuclear": ("35", {"unlimited": "100", "capped": "75", "none": "0"}),
            "proxies": ("15", {"unchanged": "100", "restrained": "60", "ended": "0"}),
            "sanctions": ("50", {"kept": "0", "phased": "60", "lifted": "100"}),
        },
    },
}
"""What each head has told the mediator: the case's own estimates, in hundredths."""


def _clauses(text: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"id": number, "heading": heading, "wording": {"en": words}, "status": "open"}
        for number, heading, words in text
    ]


def _play(stage: Stage) -> None:
    """Play a day of shuttle: first words, a relay each way, two texts, a ballot that is open."""
    for scene in (_first_words, _first_relay, _the_text, _today):
        scene(stage)


def _first_words(stage: Stage) -> None:
    for party in ("us", "iran"):
        stage.tell(
            party,
            1_540,
            "Thank you for coming. What you write here is read by your delegation and by us, and "
            "goes to the other side only as you say at each message.",
        )
    stage.say(
        "us",
        1_510,
        (
            "We are here to limit the programme and the armed groups. Pressure "
            "stays until there is something to show for it."
        ),
    )
    stage.say(
        "iran",
        1_500,
        (
            "We came because help was offered in good faith. An agreement was left "
            "in 2018; whatever we sign must be hard to leave."
        ),
        "your words",
    )
    stage.say("iran 2", 1_480, "Between us: parliament will ask first what is eased, and when.")
    stage.tell("us", 1_450, "What could be eased first, and what would you need to see for it?")
    stage.say(
        "us 2",
        1_420,
        ("The second date depends on Congress. We would rather not be held to it in writing."),
    )
    for party in ("us", "iran"):
        worth = WORTHS[party]
        issues = {
            name: {"weight": weight, "values": values}
            for name, (weight, values) in worth["issues"].items()
        }
        stage.act(
            party, 1_400, "worth.give", issues=issues, walk_away=worth["walk_away"], red_lines=""
        )


def _first_relay(stage: Stage) -> None:
    offered = stage.say(
        "us",
        1_380,
        (
            "We can speak of easing in steps if each step has its date, and if the "
            "first one is theirs."
        ),
        "your words",
    )
    relay = stage.lay(
        "us", 1_370, offered, "iran", "We can speak of easing in steps if each step has its date."
    )
    stage.act("us", 1_350, "relay.answer", relay=str(relay), answer="yes")
    stage.pass_on("us", 1_345, relay)
    stage.say(
        "iran",
        1_320,
        (
            "Steps without dates are promises. We had promises in 2015, and in 2018"
            " we saw what they were worth."
        ),
    )
    answer = stage.say("iran", 1_310, "Dates can be spoken of.", "as is")
    laid = stage.lay("iran", 1_305, answer, "us", "Dates can be spoken of.")
    stage.pass_on("iran", 1_300, laid)
    for party in ("us", "iran"):
        stage.act(party, 1_290, "rules.accept", key=f"{party:0<64}".encode().hex()[:64])


def _the_text(stage: Stage) -> None:
    stage.act("mediator", 200, "text.draft", title="A first step", clauses=_clauses(FIRST_STEP))
    stage.tell(
        "iran", 195, ("Draft 1 is short on purpose: could you live with it as a first step?")
    )
    stage.tell("us", 194, ("Draft 1 is short on purpose: could you live with it as a first step?"))
    for party, answers in (("us", ("accept", "live")), ("iran", ("accept", "accept"))):
        for number, answer in enumerate(answers, 1):
            stage.act(
                party, 170, "text.answer", draft="1", clause=str(number), answer=answer, words=""
            )
    stage.act(
        "mediator",
        120,
        "text.draft",
        title="Understanding",
        clauses=_clauses(UNDERSTANDING),
    )
    stage.say("us", 100, "Three steps, and three dates, can be written into an annex.", "as is")
    stage.act(
        "us",
        95,
        "text.answer",
        draft="2",
        clause="4",
        answer="words",
        words="thirty days, and the mediator is told first",
    )
    stage.act("iran", 90, "text.answer", draft="2", clause="1", answer="live", words="")


def _today(stage: Stage) -> None:
    inspection = stage.say(
        "iran 2",
        70,
        (
            "Inspection at the two sites is possible from the day on which the "
            "first step of relief is in force, not before."
        ),
    )
    stage.act("iran", 65, "permit", message=str(inspection), to="us", leave="your words")
    stage.tell(
        "iran",
        60,
        (
            "May I tell the other side when inspection could begin? One sentence "
            "would help me with clause 1."
        ),
    )
    stage.lay(
        "iran",
        40,
        inspection,
        "us",
        ("Inspection could begin on the day on which the first step of relief is in force."),
    )
    closes = _shifted(stage.now, OPEN_FOR)[:-3] + "00Z"
    stage.act(
        "mediator",
        30,
        "proposal.make",
        draft="1",
        closes=closes,
        mode="mediator",
        clerk=stage.clerk.public.hex(),
        annexes=[],
    )
    stage.act(
        "mediator",
        28,
        "message",
        room="desk",
        leave="no",
        text=(
            "Clause 4 is where they are apart. Ask Iran about sixty days once "
            "inspection is settled."
        ),
    )
    words = "We have read draft 1 again. The pause must bind both in the same words."
    stage.say("iran", 20, words)
    stage.say(
        "us",
        12,
        ("If they name the day of the first inspection we can name the first date."),
        "your words",
    )

"""A whole shuttle, from first message to signatures, for whichever world it is played in."""

from __future__ import annotations

from tests.talks.world import EVENING, NIGHT, DiskWorld, RulesWorld, clause


def play(world: RulesWorld | DiskWorld, mode: str = "mediator", ben: str = "yes") -> None:
    """Play message, relay, text, ballot; and, if Ben says yes, agreement and signatures."""
    world.done("Ada", "message", room="room:iran", text="We could cap it.", leave="your words")
    said = world.state("Mona").messages[-1].seq
    world.done(
        "Mona", "relay.word", party="iran", message=said, to="us", words="A cap is thinkable."
    )
    relay = world.state("Mona").relays[-1].seq
    world.done("Ada", "relay.answer", relay=relay, answer="yes")
    world.done("Mona", "relay.send", party="iran", relay=relay)
    world.done("Ada", "rules.accept")
    world.done("Ben", "rules.accept")
    world.done(
        "Mona", "text.draft", title="Understanding", clauses=[clause("At [3.67 | 5] per cent.")]
    )
    world.done("Ben", "text.answer", draft=1, clause="1", answer="words", words="At 3.67 per cent.")
    world.done("Mona", "text.draft", title="Understanding", clauses=[clause("At 3.67 per cent.")])
    world.done("Ada", "text.answer", draft=2, clause="1", answer="accept")
    world.done("Ben", "text.answer", draft=2, clause="1", answer="live")
    agreed = [clause("At 3.67 per cent.", "agreed")]
    world.done("Mona", "text.draft", title="Understanding", clauses=agreed)
    world.done("Ada", "text.initial", draft=3, clause="1")
    world.done("Ben", "text.initial", draft=3, clause="1")
    world.done("Mona", "proposal.make", draft=3, closes=EVENING, mode=mode)
    world.done("Ada", "ballot.cast", proposal=1, answer="yes")
    world.done("Ben", "ballot.cast", proposal=1, answer=ben)


def finish(world: DiskWorld) -> None:
    """Let the ballot's time come, lay the agreement out and sign it."""
    world.now = NIGHT
    for who in world.cookies:
        assert world.office.session(world.cookies[who], world.now) is None, "idle for hours"
    world.enter_all()
    world.office.settle(world.session("Ben"), world.now)
    annex = {"heading": "Map", "text": "The sites."}
    world.done("Mona", "agreement.open", draft=3, annexes=[annex])
    world.done("Ada", "agreement.sign")
    world.done("Ben", "agreement.sign")

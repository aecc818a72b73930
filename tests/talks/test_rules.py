"""The rules: who may do what (T1), and that no party's world depends on another's secrets (T2)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.talks.shuttle import play
from tests.talks.world import EVENING, NIGHT, PEOPLE, RulesWorld, clause, count

from goodoffices.talks.acts import FIELDS, admit
from goodoffices.talks.nouns import PendingEvent, Refusal, TalksEvent, rooms_for, visible
from goodoffices.talks.rules import BINDING, GRANTED, settle
from goodoffices.talks.state import Proposal

ROOMS = ("table", "desk", "room:iran", "room:us", "notes:iran", "notes:us")
SEES = {
    "Ada": {"table", "room:iran", "notes:iran"},
    "Arya": {"table", "room:iran", "notes:iran"},
    "Ben": {"table", "room:us", "notes:us"},
    "Mona": {"table", "desk", "room:iran", "room:us"},
    "Otto": {"table"},
}


@pytest.mark.parametrize(("who", "room"), list(itertools.product(PEOPLE, ROOMS)))
def test_who_sees_which_room_is_exactly_the_table_of_the_rules(who: str, room: str) -> None:
    assert visible(TalksEvent(room, 1, "", "", kind="message"), PEOPLE[who]) == (room in SEES[who])
    assert (room in rooms_for(PEOPLE[who], ("iran", "us"))) == (room in SEES[who])


FITTING = {
    "message": {"room": "table", "text": "hello", "leave": "no"},
    "permit": {"message": 3, "leave": "as is"},
    "relay.word": {"party": "iran", "message": 3, "to": "us", "words": "x"},
    "relay.answer": {"relay": 4, "answer": "yes"},
    "relay.send": {"party": "iran", "relay": 4},
    "text.draft": {"title": "T", "clauses": [clause()]},
    "text.answer": {"draft": 1, "clause": "1", "answer": "cannot"},
    "text.initial": {"draft": 1, "clause": "1"},
    "proposal.make": {"draft": 1, "closes": EVENING, "mode": "sealed"},
    "proposal.extend": {"proposal": 1, "closes": NIGHT},
    "ballot.cast": {"proposal": 1, "answer": "yes"},
    "worth.give": {"issues": {"e": {"weight": "4", "values": {"a": "1/3"}}}, "walk_away": "2.5"},
    "agreement.open": {"draft": 1, "annexes": []},
    "member.add": {"member": "x", "name": "X", "room": "room:us", "head": "no"},
    "agreement.recall": {},
    "agreement.release": {},
    "head.hand": {"member": "arya"},
    "head.call": {"party": "iran", "member": "arya"},
    "head.keep": {},
    "head.seat": {"party": "iran"},
    "member.renew": {"member": "ben"},
    "member.remove": {"member": "arya"},
    "notes.share": {"member": "arya"},
}


@pytest.mark.parametrize(("who", "kind"), list(itertools.product(PEOPLE, FIELDS)))
def test_an_act_is_only_done_by_whom_it_is_granted_to(who: str, kind: str) -> None:
    world = RulesWorld()
    before = list(world.log)
    answer = world.act(who, kind, **FITTING.get(kind, {}))
    granted = PEOPLE[who].role in GRANTED[kind] and (PEOPLE[who].head or kind not in BINDING)
    if not granted:
        assert isinstance(answer, Refusal)
        assert answer.why in ("not_yours", "head_only")
        assert world.log == before
    elif not isinstance(answer, Refusal):
        assert all(visible(e, PEOPLE[who]) or e.kind == "relay.received" for e in answer)


def test_a_member_cannot_write_where_it_cannot_read() -> None:
    for who, room in itertools.product(PEOPLE, [*ROOMS, "room:france", "notes:", "room:", ""]):
        world = RulesWorld()
        answer = world.act(who, "message", room=room, text="hello", leave="no")
        may = room in SEES[who] and who != "Otto"
        assert isinstance(answer, Refusal) != may, (who, room)


def test_nothing_is_passed_on_without_leave_and_confirmed_words() -> None:
    world = RulesWorld()
    [said] = world.done("Ada", "message", room="room:iran", text="A secret.", leave="no")
    word = {"party": "iran", "message": said.seq, "to": "us", "words": "A hint."}
    assert isinstance(world.act("Mona", "relay.word", **word), Refusal)
    world.done("Ada", "permit", message=said.seq, leave="your words")
    [relay] = world.done("Mona", "relay.word", **word)
    send = {"party": "iran", "relay": relay.seq}
    assert isinstance(world.act("Mona", "relay.send", **send), Refusal)
    assert isinstance(world.act("Arya", "relay.answer", relay=relay.seq, answer="yes"), Refusal)
    world.done("Ada", "relay.answer", relay=relay.seq, answer="yes")
    world.done("Ada", "permit", message=said.seq, leave="no")
    assert isinstance(world.act("Mona", "relay.send", **send), Refusal)
    world.done("Ada", "permit", message=said.seq, leave="your words")
    assert isinstance(world.act("Mona", "relay.send", **send), Refusal), "laid before the change"
    [relay] = world.done("Mona", "relay.word", **word)
    send = {"party": "iran", "relay": relay.seq}
    world.done("Ada", "relay.answer", relay=relay.seq, answer="yes")
    sent, received = world.done("Mona", "relay.send", **send)
    assert (sent.room, received.room) == ("room:iran", "room:us")
    assert sent.data["words"] == received.data["words"] == "A hint."
    assert (sent.data["how"], sent.data["by"]) == ("confirmed", "Ada")
    assert sent.data["at"] == received.data["at"]
    assert isinstance(world.act("Mona", "relay.send", **send), Refusal), "sent twice"


def test_as_is_means_word_for_word() -> None:
    world = RulesWorld()
    [said] = world.done("Ada", "message", room="room:iran", text="Exactly so.", leave="as is")
    word = {"party": "iran", "message": said.seq, "to": "us"}
    assert isinstance(world.act("Mona", "relay.word", **word, words="More or less so."), Refusal)
    [relay] = world.done("Mona", "relay.word", **word, words="Exactly so.")
    world.done("Mona", "relay.send", party="iran", relay=relay.seq)


def test_a_clause_is_agreed_only_in_words_every_party_accepted() -> None:
    world = RulesWorld()
    world.done("Mona", "text.draft", title="T", clauses=[clause("One.")])
    world.done("Ada", "text.answer", draft=1, clause="1", answer="accept")
    agreed = [clause("One.", "agreed")]
    assert isinstance(world.act("Mona", "text.draft", title="T", clauses=agreed), Refusal)
    world.done("Ben", "text.answer", draft=1, clause="1", answer="live")
    other = [clause("One!", "agreed")]
    assert isinstance(world.act("Mona", "text.draft", title="T", clauses=other), Refusal)
    world.done("Mona", "text.draft", title="T", clauses=agreed)
    world.done("Ada", "text.initial", draft=2, clause="1")
    world.done("Mona", "text.draft", title="T", clauses=[clause("Reopened.")])
    world.done("Mona", "text.draft", title="T", clauses=agreed)
    world.done("Ben", "text.initial", draft=4, clause="1")
    assert isinstance(world.act("Mona", "text.draft", title="T", clauses=[clause("New.")]), Refusal)
    bracketed = [clause("[a | b]", "agreed")]
    assert isinstance(world.act("Mona", "text.draft", title="T", clauses=bracketed), Refusal)


def test_a_ballot_closes_at_its_time_and_not_before() -> None:
    world = RulesWorld()
    play(world)
    proposal = world.state("Otto").proposals[0]
    assert proposal.result is None
    assert proposal.open("2025-05-14T17:59:59Z")
    world.now = EVENING
    assert isinstance(world.act("Ben", "ballot.cast", proposal=1, answer="no"), Refusal)
    longer = "2025-05-14T22:00:00Z"
    assert isinstance(world.act("Mona", "proposal.extend", proposal=1, closes=longer), Refusal)


def test_a_time_in_any_digits_is_the_time_it_says() -> None:
    """Times are compared as they are written: in other digits a ballot would be open for ever."""
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    world = RulesWorld()
    world.done("Mona", "text.draft", title="T", clauses=[clause("5")])
    for party in ("Ada", "Ben"):
        world.done(party, "rules.accept")
    earlier = "2025-05-14T17:00:00Z".translate(persian)
    world.done("Mona", "proposal.make", draft=1, mode="sealed", closes=EVENING.translate(persian))
    assert world.state("Otto").proposals[0].closes == EVENING
    assert isinstance(world.act("Mona", "proposal.extend", proposal=1, closes=earlier), Refusal)
    world.now = EVENING
    assert isinstance(world.act("Ben", "ballot.cast", proposal=1, answer="no"), Refusal)


@given(st.sets(st.sampled_from(["iran", "us", "france"])))
def test_no_answer_is_no_and_the_result_never_says_whose(yes: set[str]) -> None:
    parties = {"iran": "Iran", "us": "United States", "france": "France"}
    proposal = Proposal(number=1, draft=1, hash="ab", mode="sealed", closes=EVENING, clerk="cd")
    result = settle(proposal, parties, frozenset(yes))
    said_no = PendingEvent(
        "table", "proposal.closed", {"proposal": 1, "agreed": False}, "clerk", EVENING
    )
    if yes == set(parties):
        assert result.data["agreed"] is True
    else:
        assert result == said_no


# T2, twin worlds. Ada and Otto must see the same whatever Ben, Mona and Arya's rooms hold.

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    str.strip
)
SECRET = st.one_of(
    st.tuples(
        st.just("Ben"),
        st.just("message"),
        st.fixed_dictionaries(
            {
                "room": st.sampled_from(["room:us", "notes:us"]),
                "text": WORDS,
                "leave": st.just("no"),
            }
        ),
    ),
    st.tuples(
        st.just("Ben"),
        st.just("message"),
        st.fixed_dictionaries(
            {"room": st.just("room:us"), "text": WORDS, "leave": st.just("as is")}
        ),
    ),
    st.tuples(
        st.just("Mona"),
        st.just("message"),
        st.fixed_dictionaries(
            {"room": st.sampled_from(["room:us", "desk"]), "text": WORDS, "leave": st.just("no")}
        ),
    ),
    st.tuples(
        st.just("Mona"),
        st.just("relay.word"),
        st.fixed_dictionaries(
            {
                "party": st.just("us"),
                "message": st.integers(1, 8),
                "to": st.just("iran"),
                "words": WORDS,
            }
        ),
    ),
    st.tuples(
        st.just("Ben"),
        st.just("text.answer"),
        st.fixed_dictionaries(
            {
                "draft": st.integers(1, 3),
                "clause": st.just("1"),
                "answer": st.sampled_from(["cannot", "words"]),
                "words": WORDS,
            }
        ),
    ),
    st.tuples(
        st.just("Ben"),
        st.just("ballot.cast"),
        st.fixed_dictionaries({"proposal": st.just(1), "answer": st.sampled_from(["yes", "no"])}),
    ),
    st.tuples(
        st.just("Ben"),
        st.just("worth.give"),
        st.fixed_dictionaries(
            {
                "issues": st.just({"e": {"weight": "1", "values": {"a": "1"}}}),
                "walk_away": st.sampled_from(["0", "7"]),
            }
        ),
    ),
    st.tuples(
        st.just("Ben"),
        st.just("relay.answer"),
        st.fixed_dictionaries(
            {"relay": st.integers(1, 8), "answer": st.sampled_from(["yes", "no"])}
        ),
    ),
)
SHARED = st.one_of(
    st.tuples(
        st.just("Ada"),
        st.just("message"),
        st.fixed_dictionaries(
            {
                "room": st.sampled_from(["room:iran", "notes:iran", "table"]),
                "text": WORDS,
                "leave": st.just("no"),
            }
        ),
    ),
    st.tuples(
        st.just("Mona"),
        st.just("message"),
        st.fixed_dictionaries(
            {"room": st.sampled_from(["room:iran", "table"]), "text": WORDS, "leave": st.just("no")}
        ),
    ),
    st.tuples(st.sampled_from(["Ada", "Ben"]), st.just("rules.accept"), st.just({})),
    st.tuples(
        st.just("Mona"),
        st.just("text.draft"),
        st.fixed_dictionaries({"title": st.just("T"), "clauses": st.just([clause()])}),
    ),
    st.tuples(
        st.just("Mona"),
        st.just("proposal.make"),
        st.fixed_dictionaries(
            {
                "draft": st.integers(1, 2),
                "closes": st.just(EVENING),
                "mode": st.sampled_from(["mediator", "sealed"]),
            }
        ),
    ),
    st.tuples(
        st.just("Ada"),
        st.just("text.answer"),
        st.fixed_dictionaries(
            {"draft": st.integers(1, 3), "clause": st.just("1"), "answer": st.just("accept")}
        ),
    ),
    st.tuples(
        st.just("Ada"),
        st.just("ballot.cast"),
        st.fixed_dictionaries({"proposal": st.just(1), "answer": st.sampled_from(["yes", "no"])}),
    ),
)


def twins(steps: list[tuple], secrets: tuple[list, list]) -> tuple[RulesWorld, RulesWorld]:
    """Play the same shared acts in two worlds, with other secret acts between them.

    A shared act that one world refuses (a public act may fail for a secret reason of its author's)
    is left out of both.
    """
    pair = (RulesWorld(), RulesWorld())
    for world, hidden in zip(pair, secrets, strict=True):
        world.hidden = iter(hidden)  # type: ignore[attr-defined]
    for number, (who, kind, raw) in enumerate(steps):
        for world in pair:
            for secret in itertools.islice(world.hidden, 2):  # type: ignore[attr-defined]
                world.now = f"2025-05-14T12:{number:02}:{len(secret[1]):02}Z"
                world.act(secret[0], secret[1], **secret[2])
            world.now = f"2025-05-14T12:{number:02}:59Z"
            world.act(who, kind, **raw)
    return pair


@settings(max_examples=count(150), deadline=None)
@given(
    st.lists(SHARED, max_size=12),
    st.lists(SECRET, max_size=24),
    st.lists(SECRET, max_size=24),
)
def test_twin_worlds_look_the_same_to_those_who_must_not_know(
    steps: list, first: list, second: list
) -> None:
    one, two = twins(steps, (first, second))
    for who in ("Ada", "Arya", "Otto"):
        assert one.seen(who) == two.seen(who)
        assert one.state(who) == two.state(who)


def test_the_twin_worlds_do_differ_where_they_may() -> None:
    secret = [("Ben", "message", {"room": "room:us", "text": "x", "leave": "no"})]
    one, two = twins([("Ada", "rules.accept", {})], (secret, []))
    assert one.seen("Mona") != two.seen("Mona")


@given(
    st.sampled_from(sorted(FIELDS)),
    st.dictionaries(
        st.text(max_size=9),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.binary()),
            lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=9), x, max_size=3),
            max_leaves=6,
        ),
        max_size=6,
    ),
)
def test_hostile_fields_get_a_sentence_or_exact_values(kind: str, raw: dict) -> None:
    for fields in (raw, {name: next(iter(raw.values()), None) for name in FIELDS[kind]}):
        taken = admit(kind, fields)
        assert isinstance(taken, Refusal) or set(taken) == set(FIELDS[kind])


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800", "x" * 50_001, "   ", "a\x1b[31m", "", 7, None, ["a"]]
)
def test_words_that_cannot_be_kept_are_refused(text: object) -> None:
    assert isinstance(admit("message", {"room": "table", "text": text, "leave": "no"}), Refusal)

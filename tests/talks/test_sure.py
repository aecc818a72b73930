"""What binds is asked once more; the question does nothing, and tells nothing by its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.shuttle import finish, play
from tests.talks.world import DiskWorld, clause
from tests.trust.caller import Answer, House

from goodoffices.talks.pages import sure


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    world = DiskWorld(tmp_path)
    made = House(world)
    yield made
    made.close()


def ask(home: House, who: str, language: str = "en", **form: str) -> Answer:
    return home.send(who, "POST", "/sure", form, accept_language=language)


def heads(home: House) -> list[object]:
    views = (home.world.office.view(home.world.session(w)) for w in ("Ada", "Ben", "Mona"))
    return [dict(view.heads) for view in views]


def sealed(home: House) -> None:
    world = home.world
    for who in ("Ada", "Ben"):
        world.done(who, "rules.accept")
    world.done("Mona", "text.draft", title="T", clauses=[clause("At 3.67 per cent.")])
    closes = "2025-05-14T18:00:00Z"
    world.done("Mona", "proposal.make", draft=1, closes=closes, mode="sealed")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_asked_once_more_yes_and_no_are_of_one_length(home: House, language: str) -> None:
    sealed(home)
    before = heads(home)
    asked = [
        ask(home, "Ada", language, what="ballot", proposal="1", answer=answer)
        for answer in ("1", "0")
    ]
    assert [a.status for a in asked] == [200, 200]
    assert len(asked[0].body) == len(asked[1].body)
    assert asked[0].headers == asked[1].headers
    assert asked[0].body != asked[1].body
    assert heads(home) == before, "the question keeps nothing"
    assert 'name="answer" value="1"' in asked[0].text
    assert 'name="answer" value="0"' in asked[1].text


@pytest.mark.parametrize("mode", ["mediator", "sealed"])
def test_the_own_kept_answer_is_shown_on_request_at_one_length(home: House, mode: str) -> None:
    world = home.world
    for who in ("Ada", "Ben"):
        world.done(who, "rules.accept")
    world.done("Mona", "text.draft", title="T", clauses=[clause("At 3.67 per cent.")])
    world.done("Mona", "proposal.make", draft=1, closes="2025-05-14T18:00:00Z", mode=mode)
    shown = [home.send("Arya", "POST", "/proposals/1/mine", {})]
    for answer in ("1", "0"):
        world.done("Ada", "ballot.cast", proposal=1, answer=answer)
        shown.append(home.send("Arya", "POST", "/proposals/1/mine", {}))
        assert 'id="mine"' not in home.get("Arya", "/proposals/1").text
    kept = [re.search(r'id="mine"[^>]*><b>Kept:</b> ([\w ]+)', a.text) for a in shown]
    assert [k[1] if k else None for k in kept] == ["no answer yet", "YES", "NO"]
    assert len(shown[1].body) == len(shown[2].body)
    theirs = home.send("Ben", "POST", "/proposals/1/mine", {})
    assert "no answer yet" in theirs.text, "each delegation its own"
    assert home.send("Mona", "POST", "/proposals/1/mine", {}).status == 404
    assert home.send("Otto", "POST", "/proposals/1/mine", {}).status == 404


def test_each_question_says_what_follows_and_leads_to_where_it_is_done(home: House) -> None:
    play(home.world)
    number = {m.name: m.id for m in home.world.state("Mona").members.values()}
    arya = {"member": number["Arya"]}
    questions = {
        ("Mona", "remove"): ({"seat": number["Arya"]}, "cannot be undone", "/desk/members/remove"),
        ("Mona", "log_out_other"): (
            {"seat": number["Arya"]},
            "just writing is not kept",
            "/desk/members/sessions",
        ),
        ("Mona", "call"): (arya, "three days", "/desk/head"),
        ("Mona", "extend"): (
            {"proposal": "1", "closes": "2025-05-15T18:00"},
            "never shorter",
            "/desk/proposals/1/time",
        ),
        ("Ada", "hand"): (arya, "could hand it back", "/head/hand"),
        ("Ada", "share"): (arya, "those of before too", "/notes/share"),
        ("Ada", "log_out"): ({"where": "everywhere"}, "need your seat", "/leave"),
        ("Otto", "log_out"): ({}, "You are about to log out here", "/leave"),
        ("Ada", "rules"): ({}, "cannot be taken back", "/rules"),
        ("Ada", "initial"): ({"draft": "3", "clause": "1"}, "very words", "/text/initials"),
        ("Mona", "propose"): (
            {"draft": "3", "mode": "sealed", "closes": "2025-05-14T18:00"},
            "cannot be withdrawn",
            "/desk/proposals",
        ),
        ("Mona", "lay_out"): ({"draft": "3"}, "consent of whoever has signed", "/desk/agreement"),
        ("Mona", "anew"): ({"seat": number["Mona"]}, "This is you.", "/desk/members"),
    }
    before = heads(home)
    for (who, what), (form, says, action) in questions.items():
        page = ask(home, who, what=what, **form)
        assert page.status == 200, what
        assert says in page.text, what
        assert f'action="{action}"' in page.text, what
        for name, value in form.items():
            assert f'name="{name}" value="{value}"' in page.text, (what, name)
    assert heads(home) == before


def test_taking_back_is_asked_for_with_what_follows(home: House) -> None:
    play(home.world)
    finish(home.world)
    before = heads(home)
    asked = ask(home, "Mona", what="recall")
    assert "each delegation that has must agree" in asked.text
    assert 'action="/desk/agreement/recall"' in asked.text
    assert "your signature with it" in ask(home, "Ada", what="release").text
    assert ask(home, "Ben", what="recall").status == 404
    assert heads(home) == before


HARMLESS = re.compile(
    r"/(room|notes|table|desk/rooms/\w+)/(messages|search|leave|words)|/notes|/desk/notes"
    r"|/sure|/clock|/sessions/end|/check|/worth|/desk/text|/desk/members|/text/answers"
    r"|/proposals/\d+/mine|/room/relay|/head/keep"
)
"""Where forms lead at once: to words, searches, answers that can be changed, and to what is itself
asked for on the spot, with its consequence and two answers (a relay, keeping the seat)."""


def test_no_page_does_what_binds_without_asking_once_more(home: House) -> None:
    play(home.world)
    pages = {
        "Ada": ["/room", "/notes", "/table", "/text", "/proposals", "/proposals/1", "/agreement"],
        "Mona": ["/desk", "/desk/rooms/iran", "/desk/members", "/desk/text", "/proposals/1"],
        "Otto": ["/table", "/sessions", "/agreement"],
    }
    for step in (lambda: None, lambda: finish(home.world)):
        step()
        for who, paths in pages.items():
            for path in (*paths, "/worth", "/sessions", "/check", "/agreement"):
                found = re.findall(r'method="post"[^>]*action="([^"]+)"', home.get(who, path).text)
                assert all(map(HARMLESS.fullmatch, found)), (who, path, found)


def test_a_question_of_nothing_or_of_what_is_not_there_is_none(home: House) -> None:
    for form in (
        {},
        {"what": "nonsense"},
        {"what": "ballot", "proposal": "7", "answer": "1"},
        {"what": "ballot", "proposal": "²", "answer": "1"},
        {"what": "sign"},
        {"what": "pass_on", "party": "iran", "relay": "1"},
        {"what": "anew", "seat": "nobody"},
        {"what": "remove", "seat": home.world.number("Arya")},
        {"what": "hand", "member": home.world.number("Ben")},
        {"what": "share", "member": home.world.number("Ada")},
        {"what": "extend", "proposal": "1", "closes": "2025-05-15T18:00"},
        {"what": "recall"},
    ):
        assert ask(home, "Ada", **form).status == 404, form
    for form in (
        {"what": "remove", "seat": home.world.number("Ada")},
        {"what": "remove", "seat": home.world.number("Mona")},
        {"what": "call", "member": home.world.number("Otto")},
        {"what": "seat", "party": "iran"},
        {"what": "ballot", "proposal": "1", "answer": "1"},
    ):
        assert ask(home, "Mona", **form).status == 404, form
    assert ask(home, "Otto", what="rules").status == 404


def test_a_question_with_fields_left_out_is_a_question_or_none(home: House) -> None:
    play(home.world)
    number = {m.name: m.id for m in home.world.state("Mona").members.values()}
    for what in (*sure._PLACES, "ballot", "extend", "pass_on"):
        for who in ("Ada", "Mona", "Otto"):
            for form in ({}, {"member": number["Arya"], "seat": number["Arya"], "party": "iran"}):
                assert ask(home, who, what=what, **form).status in (200, 404), (what, who)


def test_clauses_stand_where_they_are_put(home: House) -> None:
    form = {"title": "T"}
    for n, (place, number, words) in enumerate(
        [("3", "1", "first"), ("2,5", "2", "second"), ("1", "3", "third"), ("x", "4", "fourth")]
    ):
        form |= {f"place.{n}": place, f"id.{n}": number, f"wording.{n}.en": words}
        form |= {f"heading.{n}": words, f"status.{n}": "open"}
    assert home.post("Mona", "/desk/text", "/desk/text", **form).status == 303
    draft = home.world.state("Ada").draft
    assert draft is not None
    assert [c.id for c in draft.clauses] == ["3", "2", "1", "4"]

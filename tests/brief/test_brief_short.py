"""The two pages of a case just drafted: what presses, whom to ask, what is missing."""

from dataclasses import replace

from lxml import html as lxml_html
from tests.brief import brief_sample as sample

from goodoffices import brief
from goodoffices.case.nouns import Basis, Case, Mediator
from goodoffices.evidence.claims import Dossier, Event


def section(case: Case, dossier: Dossier, name: str) -> str:
    """Return the words of a section of the two pages, without preferences or worths."""
    bare = replace(
        case, parties=tuple(replace(p, prefers=(), worth=None) for p in case.parties), packages=()
    )
    tree = lxml_html.document_fromstring(brief.page(bare, dossier, made="2025-03-05"))
    (found,) = tree.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(found.text_content().split())


def ahead(date: str | None, number: int = 0) -> Event:
    known = {"modality": "future", "date": date}
    event = sample.event(sample.report(), "A war might follow", "ASSAULT", ("southland",), **known)
    return replace(event, id=f"E-WAR00{number}")


def test_what_is_to_come_at_no_time_said_does_not_press_and_nothing_presses_twice() -> None:
    case, dossier = sample.case(), sample.dossier()
    guessed = replace(dossier, events=(ahead(None), ahead(None, 1)))
    said = section(case, guessed, "press")
    assert "A war might follow" not in said
    assert "names a date to come or a deadline" in said
    dated = replace(dossier, events=(ahead("2025-04-01"), ahead("2025-04-01", 1)))
    assert section(case, dated, "press").count("A war might follow") == 1
    past = replace(dossier, events=(ahead("2025-03-01"),))  # before the latest report
    assert "A war might follow" not in section(replace(case, as_of=None), past, "press")


def mediators(*answers: str) -> tuple[Mediator, ...]:
    parties = [party.id for party in sample.case().parties]
    return tuple(
        Mediator(
            id=f"m{number}",
            name=f"Isle {number}",
            consent={
                parties[0]: (said, Basis(judged="AK", reason="it said so")),
                parties[1]: ("unknown", Basis()),
            },
        )
        for number, said in enumerate(answers, 1)
    )


def test_a_mediator_whom_nobody_refuses_is_asked_for_first() -> None:
    case, dossier = sample.case(), sample.dossier()
    some = replace(case, mediators=mediators("no", "yes"))
    assert "has not been heard on Isle 2" in section(some, dossier, "next")
    asked = section(some, dossier, "ask")
    assert asked.index("consent to Isle 2") < asked.index("make Isle 1 acceptable")
    none = replace(case, mediators=mediators("no"))
    assert "Look for a mediator whom all accept." in section(none, dossier, "next")


def test_a_mediator_taken_on_a_condition_is_a_next_step() -> None:
    case, dossier = sample.case(), sample.dossier()
    (one,) = mediators("yes")
    parties = list(one.consent)
    asked = one.consent | {parties[1]: ("conditional", Basis(judged="AK"))}
    some = replace(case, mediators=(replace(one, consent=asked), *mediators("no")))
    assert "Nobody refuses Isle 1; see whether the condition of" in section(some, dossier, "next")


def test_that_nothing_is_known_needs_nothing_to_rest_on() -> None:
    case, dossier = sample.case(), sample.dossier()
    bare = replace(case, parties=(), issues=(), mediators=mediators("yes"))
    bare = replace(bare, mediators=(replace(bare.mediators[0], basis=Basis(judged="AK")),))
    page = brief.page(bare, dossier, made="2025-03-05")
    assert "of what it rests on" not in page
    assert "nothing is said of what this rests on" not in page


def test_before_anything_is_computed_the_issues_are_told_with_their_levels() -> None:
    case = sample.case()
    said = section(case, sample.dossier(), "hold")
    issue = case.issues[0]
    assert issue.name in said
    assert issue.values[0].text in said
    assert "Missing for outcomes" in said


def test_what_waits_as_low_is_counted_nowhere() -> None:
    case, dossier = sample.case(), sample.dossier()
    whole = len(dossier.claims)
    assert f"of {whole} claims are reviewed" in section(case, dossier, "sure")
    unnamed = replace(dossier.statements[1], confidence="low")
    waiting = replace(dossier, statements=(dossier.statements[0], unnamed, dossier.statements[2]))
    said = section(case, waiting, "sure")
    assert f"of {whole - 1} claims are reviewed" in said
    assert "not named" not in said

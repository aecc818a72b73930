"""The two pages of a case just drafted: what presses, whom to ask, what is missing."""

import re
from dataclasses import replace

from lxml import html as lxml_html
from tests.brief import brief_sample as sample

from goodoffices import brief
from goodoffices.brief.short import ShortLine
from goodoffices.case.nouns import Basis, Case, Mediator
from goodoffices.conflict.outcomes import outcomes
from goodoffices.evidence.claims import Dossier, Event
from goodoffices.look.markup import clipped, excerpt


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
    assert "names a deadline or a date to come" in said
    dated = replace(dossier, events=(ahead("2025-04-01"), ahead("2025-04-01", 1)))
    assert section(case, dated, "press").count("A war might follow") == 1
    past = replace(dossier, events=(ahead("2025-03-01"),))  # before the latest report
    assert "A war might follow" not in section(replace(case, as_of=None), past, "press")


def test_a_deadline_stands_before_other_dates_and_a_passed_one_is_told_as_passed() -> None:
    case, dossier = sample.case(), sample.dossier()
    due = replace(ahead("../2025-05-01", 1), rule="deadline/both", modality="asserted")
    words = replace(due.spans[0], exact="They have until May.")
    both = replace(dossier, events=(ahead("2025-04-01"), replace(due, spans=(words,))))
    said = section(case, both, "press")
    assert said.index("until 1 May 2025: They have until May.") < said.index("A war might follow")
    over = replace(due, date="../2025-02-20")
    said = section(replace(case, as_of="2025-03-05"), replace(dossier, events=(over,)), "press")
    assert "until 20 February 2025, passed: A war might follow" in said


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


def lead(case: Case) -> str:
    """Return the sentences on top of the two pages, without preferences or worths."""
    bare = replace(
        case, parties=tuple(replace(p, prefers=(), worth=None) for p in case.parties), packages=()
    )
    page = brief.page(bare, sample.dossier(), made="2025-03-05")
    return lxml_html.document_fromstring(page).xpath("//*[@class='lead']")[0].text_content()


def test_who_is_at_odds_over_what_stands_before_what_cannot_be_told() -> None:
    case = sample.case()
    said = lead(case)
    assert said.startswith("At issue between ")
    assert said.index(case.issues[0].name) < said.index("cannot be told yet")
    assert "At issue" not in lead(replace(case, issues=()))


def test_only_those_who_have_not_answered_a_mediator_are_said_not_to_have() -> None:
    case = sample.case()
    (first, second) = (party.name for party in case.parties)
    said = lead(replace(case, mediators=mediators("yes")))
    assert f"Still to be answered: Isle 1 by {second}." in said
    assert f"{first}." not in said.partition("Still")[2]
    assert "No side is read as answering Isle 1." in lead(
        replace(case, mediators=mediators("unknown"))
    )
    (one,) = mediators("yes")
    both = {party: ("yes", Basis(judged="AK")) for party in one.consent}
    assert "answer" not in lead(replace(case, mediators=(replace(one, consent=both),)))


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    case, dossier = replace(sample.case(), mediators=(), advice=None), sample.dossier()
    bare = replace(case, parties=tuple(replace(p, prefers=(), worth=None) for p in case.parties))
    tree = lxml_html.document_fromstring(brief.page(bare, dossier, made="2025-03-05"))
    there = set(tree.xpath("//div[@id='short']//section/@aria-labelledby"))
    assert not there & {"changed", "ask", "flip"}
    assert {"hold", "whose", "wants", "next", "sure"} <= there
    assert "Hear the sides." in section(case, dossier, "next")


def test_words_that_are_cut_keep_what_the_line_rests_on() -> None:
    long = "The council met on Monday and heard the harbour master, two pilots and a clerk " * 2
    words = f"{long}before it asked that the upper lock be opened by the first of June."
    kept = excerpt(words, 90, "open the upper lock")
    assert "upper lock be opened" in kept
    assert kept.startswith("… ")
    assert len(kept) <= 90
    assert excerpt(words, 90, "the council") == clipped(words, 90)
    assert excerpt("Open the lock.", 90, "something else") == "Open the lock."


def test_what_is_cut_within_a_quotation_is_closed() -> None:
    whole = "They like “an open harbour and a toll for all”"
    assert clipped(whole, 30) == "They like “an open harbour …”"
    outside = "They like “an open harbour” and a toll"
    assert clipped(outside, 36) == "They like “an open harbour” and a …"
    assert all(len(clipped(whole, limit)) <= limit for limit in range(12, 46))


def test_a_name_before_a_line_has_a_colon_and_a_sentence_has_none() -> None:
    assert ShortLine(text="open", lead="The lock").head == "The lock:"
    assert ShortLine(text="ask", lead="Hear the sides.").head == "Hear the sides."
    assert ShortLine(text="open").head == ""
    said = section(replace(sample.case(), mediators=mediators("yes")), sample.dossier(), "whose")
    assert "Isle 1: accepted by " in said


def test_with_four_sides_each_line_of_what_they_want_opens_its_words() -> None:
    case, dossier = sample.case(), sample.dossier()
    first = dossier.statements[0]
    said = [replace(first, id=f"S-SAID{number:03}") for number in range(18)]
    bases = [Basis((one.id,)) for one in said]
    issues = tuple(replace(case.issues[0], id=f"i{k}", basis=bases[k]) for k in range(6))
    parties = tuple(
        replace(case.parties[0], id=side, name=side.upper(), prefers=(), worth=None, wants=wants)
        for side, k in (("a", 6), ("b", 9), ("c", 12), ("d", 15))
        for wants in (tuple((f"Gate {n} opened", bases[n]) for n in range(k, k + 3)),)
    )
    bare = replace(case, parties=parties, issues=issues, mediators=(), packages=())
    known = replace(dossier, statements=(*dossier.statements, *said))
    tree = lxml_html.document_fromstring(brief.page(bare, known, made="2025-03-05"))
    (found,) = tree.xpath("//section[@aria-labelledby='wants']")
    lines = found.xpath(".//li")
    assert len(lines) == 12
    links = ([str(link) for link in line.xpath(".//a/@href")] for line in lines)
    assert all(any(re.match("#w[0-9]", link) for link in among) for among in links)


def test_options_left_out_of_the_outcomes_are_counted_where_it_is_told_how_sure_it_is() -> None:
    case, dossier = sample.case(), sample.dossier()
    apart = replace(case, unjudged=(case.options[-1].id,))
    told = brief.page(apart, dossier, outcomes(apart), made="2025-03-05")
    assert "1 option stands in no outcome" in told
    told = brief.page(case, dossier, outcomes(case), made="2025-03-05")
    assert "stands in no outcome" not in told


def test_a_byline_keeps_initials_apart_from_the_number_after_them() -> None:
    page = brief.page(sample.case(), sample.dossier(), made="2025-03-05", language="fa")
    (byline,) = lxml_html.document_fromstring(page).xpath("//*[@class='byline']")
    (apart,) = byline.xpath("./bdi")
    assert sample.case().author in apart.text_content()

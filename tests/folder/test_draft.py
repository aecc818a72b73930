"""Drafting: proposals with evidence, nothing of a person's touched, nothing proposed twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence.made_dossiers import Page, offer, river

from goodoffices.base.errors import CaseError
from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile
from goodoffices.evidence.claims import ACT, Dossier, Event, Statement, drafted
from goodoffices.evidence.export.coded import to_cameo, to_plover
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import (
    OPTIONS,
    draft,
    option_text,
    prepared,
    rooms,
    suits,
)
from goodoffices.folder.drafted import Drafted
from goodoffices.folder.notes import forget
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text


def started(folder: Path, *dossiers: Dossier) -> Path:
    casefile.new(folder, "A case")
    with DossierStore(folder) as store:
        for dossier in dossiers:
            store.add(dossier)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return started(tmp_path / "case", offer())


def text(folder: Path) -> str:
    return (folder / "case.yaml").read_text("utf-8")


def test_the_offer_is_drafted(folder: Path) -> None:
    drafted = draft(folder)
    assert drafted.parties == ("united-states", "iran")
    assert drafted.mediators == ("russia",)
    assert drafted.issues == ("nuclear-programme",)
    assert drafted.options == (
        "united-states.withdraw-agreement",
        "united-states.impose-sanctions-tehran",
        "united-states.talk",
        "iran.talk",
    )
    case = casefile.load(folder)
    us, iran = case.parties
    agreed, sanction, withdrawal, _invasion = offer().events
    assert (us.name, us.actor, us.country) == ("United States", "united-states", "USA")
    assert us.basis.evidence == (agreed.id, "nuclear-programme")
    by_id = {option.id: option for option in case.options}
    assert by_id["united-states.impose-sanctions-tehran"].basis.evidence == (sanction.id,)
    assert by_id["united-states.withdraw-agreement"].basis.evidence == (withdrawal.id,)
    assert by_id["iran.talk"].basis.evidence == (agreed.id,)
    assert iran.prefers == ()


def test_all_that_is_drafted_is_unreviewed_and_rests_on_claims_there_are(folder: Path) -> None:
    draft(folder)
    file = CaseFile.open(folder)
    ids = {claim.id for claim in offer().claims}
    assert len(file.grounds) == 8  # two consents that are unknown rest on nothing
    for ground in file.grounds:
        assert ground.basis.evidence
        assert ground.basis.unreviewed
        assert set(ground.basis.evidence) <= ids


def test_consent_is_unknown_unless_the_party_itself_answered(folder: Path, tmp_path: Path) -> None:
    draft(folder)
    (russia,) = casefile.load(folder).mediators
    assert {p: (a, b.evidence) for p, (a, b) in russia.consent.items()} == {
        "united-states": ("unknown", ()),
        "iran": ("unknown", ()),
    }
    other = started(tmp_path / "river", river())
    draft(other)
    (oda,) = casefile.load(other).mediators
    _asked, accepted, refused = river().events
    assert {p: (a, b.evidence) for p, (a, b) in oda.consent.items()} == {
        "upper-bank": ("yes", (accepted.id,)),
        "lower-bank": ("no", (refused.id,)),
    }


@pytest.mark.parametrize("modality", ["hypothetical", "future", "historical"])
def test_an_answer_that_was_not_given_is_none(tmp_path: Path, modality: str) -> None:
    asked, accepted, refused = river().events
    events = (asked, replace(accepted, modality=modality), refused)  # type: ignore[arg-type]
    shown = Candidates(replace(river(), events=events))
    assert shown.consent("oda", "upper-bank").answer == "unknown"


def test_two_opposite_answers_are_none() -> None:
    asked, accepted, refused = river().events
    both = (asked, accepted, replace(refused, actors=("upper-bank",)))
    given = Candidates(replace(river(), events=both)).consent("oda", "upper-bank")
    assert given.answer == "unknown"
    assert set(given.evidence) == {accepted.id, refused.id}


def test_drafting_again_changes_no_byte(folder: Path) -> None:
    draft(folder)
    before = text(folder)
    again = draft(folder)
    assert again.count == 0
    assert again.lines() == ["Nothing new to propose."]
    assert text(folder) == before


def test_what_a_person_wrote_stays(folder: Path) -> None:
    path = folder / "case.yaml"
    mine = (
        "# mine\ncase: c\ntitle: 'T'   # as is\nparties:\n    us:   # my word for it\n"
        '        name: "U.S."\n        actor: united-states\n        options: {wait: Wait}  # m\n'
        "# low\nnotes: [a]\n"
    )
    path.write_text(mine)
    drafted = draft(folder)
    assert drafted.parties == ("iran",)
    assert drafted.options == ("iran.talk",)
    made = text(folder)
    for line in mine.splitlines():
        assert line in made.splitlines()
    case = casefile.load(folder)
    assert [p.id for p in case.parties] == ["us", "iran"]
    assert [o.id for o in case.parties[0].options] == ["us.wait"]
    assert set(case.mediators[0].consent) == {"us", "iran"}
    assert "    iran:" in made  # the file's own indentation


def test_a_party_without_options_is_given_some(folder: Path) -> None:
    (folder / "case.yaml").write_text("case: c\ntitle: T\nparties: {iran: {name: Iran}}\n")
    assert "iran.talk" in draft(folder).options
    assert casefile.load(folder).parties[0].name == "Iran"


def test_a_deleted_proposal_stays_deleted_unless_asked_for(folder: Path) -> None:
    draft(folder)
    path = folder / "case.yaml"
    path.write_text("case: c\ntitle: T\n")
    assert draft(folder).count == 0
    assert text(folder) == "case: c\ntitle: T\n"
    again = draft(folder, again=True)
    assert again.parties == ("united-states", "iran")
    assert draft(folder).count == 0


def test_options_of_all_sides_together_find_so_much_room_and_no_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.folder.draft.MOST_IN_ALL", 4)
    assert draft(folder).options == (
        "united-states.withdraw-agreement",
        "united-states.impose-sanctions-tehran",
        "united-states.talk",
        "iran.talk",
    )


def test_of_many_lines_a_few_of_each_side_find_room_and_then_the_likeliest() -> None:
    likely, unlikely = [3.0, 2.0, 1.0, 0.5], [-1.0, -1.5, -2.0]
    assert rooms([unlikely, likely], 6) == [2, 4]
    assert rooms([likely, unlikely], 3) == [2, 1]
    assert rooms([[], likely, unlikely], 40) == [0, 4, 3]
    assert rooms([], 5) == []


def test_wants_of_all_sides_together_find_as_much_room_as_somebody_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.folder.draft.WANTS_IN_ALL", 5)
    wanted = ("a ferry", "two cranes", "a lighthouse", "new dredgers", "a school", "ice houses")
    said = " ".join(f"Chad wants {one} on the quay." for one in wanted)
    page = (
        f"Togo offered to mediate between Chad and Niger. {said} Niger wants a bridge over the bar."
    )
    pages = (read_text(page, f"2026-03-0{n}", f"{n}.txt") for n in (1, 2))
    started(tmp_path / "case", *pages)
    drafted = draft(tmp_path / "case")
    assert sorted(drafted.wants) == ["chad"] * 4 + ["niger"]


def test_a_deleted_option_stays_deleted(folder: Path) -> None:
    draft(folder)
    path = folder / "case.yaml"
    lines = [line for line in text(folder).splitlines() if "withdraw-agreement" not in line]
    path.write_text("\n".join(lines))
    assert draft(folder).count == 0
    assert "withdraw" not in text(folder)


def test_only_what_is_new_is_added_when_more_was_read(folder: Path) -> None:
    draft(folder)
    path = folder / "case.yaml"
    before = text(folder).replace("title: A case", "title: A case   # renamed")
    path.write_text(before)
    page = Page("Oman offered to mediate between Iran and Iraq.", "two.txt")
    with DossierStore(folder) as store:
        store.add(
            Dossier(
                (page.document,),
                actors=(
                    page.actor("oman", "Oman", country="OMN"),
                    page.actor("iran", "Iran"),
                    page.actor("iraq", "Iraq", country="IRQ"),
                ),
                events=(
                    page.event(
                        "AGREE",
                        "Oman offered to mediate",
                        ["oman"],
                        ["iran", "iraq"],
                        mediator="oman",
                        stage="offered",
                    ),
                ),
            )
        )
    drafted = draft(folder)
    assert (drafted.parties, drafted.mediators, drafted.issues) == (("iraq",), ("oman",), ())
    assert drafted.options == ("iraq.talk",)
    lines = iter(text(folder).splitlines())
    assert all(line in lines for line in before.splitlines())  # all there, in their order


def test_what_was_rejected_or_denied_shows_nothing(tmp_path: Path) -> None:
    folder = started(tmp_path / "c", offer())
    with DossierStore(folder) as store:
        for claim in (offer().events[0].id, "nuclear-programme"):
            store.decide(claim, "rejected", "AB", "2025")
    assert draft(folder).count == 0
    first, *rest = offer().events
    denied = replace(offer(), events=(replace(first, modality="negated"), *rest), issues=())
    assert Candidates(denied).parties() == ()


def test_people_count_as_those_they_speak_for() -> None:
    shown = Candidates(offer())
    assert shown.principal("dmitry-peskov") == "russia"
    assert shown.principal("iran") == "iran"
    assert shown.principal("nobody") is None
    assert shown.principal(None) is None
    loop = replace(
        offer(),
        actors=tuple(
            replace(a, affiliation="esmaeil-baghaei")
            if a.id == "dmitry-peskov"
            else replace(a, affiliation="dmitry-peskov")
            if a.id == "esmaeil-baghaei"
            else a
            for a in offer().actors
        ),
    )
    assert Candidates(loop).principal("dmitry-peskov") in ("dmitry-peskov", "esmaeil-baghaei")


def test_what_is_done_to_others_is_no_option_here(folder: Path) -> None:
    drafted = draft(folder)
    assert not any("escalate" in option for option in drafted.options)  # Ukraine is another matter


def test_an_issue_that_a_person_named_otherwise_is_not_proposed(folder: Path) -> None:
    (folder / "case.yaml").write_text(
        "case: c\ntitle: T\nissues: {fuel: {name: Fuel, evidence: [nuclear-programme]}}\n"
    )
    assert draft(folder).issues == ()


def test_ids_that_are_taken_or_odd_give_way(tmp_path: Path) -> None:
    page = Page("Group one and group two met 中文 under Oda.")
    dossier = Dossier(
        (page.document,),
        actors=(
            page.actor("中文", "中文", "group"),
            page.actor("two", "group two", "group"),
            page.actor("oda", "Oda", "person"),
        ),
        events=(page.event("CONSULT", "met", ["oda"], ["中文", "two"], mediator="oda"),),
        issues=(page.issue("name", "name", "met"), page.issue("中文", "中文", "met")),
    )
    folder = started(tmp_path / "c", dossier)
    (folder / "case.yaml").write_text(
        "case: c\ntitle: T\nparties: {two: {name: Other, actor: other}, party: {name: P}}\n"
    )
    drafted = draft(folder)
    assert drafted.parties == ("party-2", "two-2")
    assert drafted.issues == ()
    casefile.load(folder)


def test_a_case_with_errors_is_not_drafted_into(folder: Path) -> None:
    (folder / "case.yaml").write_text("case: c\ntitle: T\nnots: x\n")
    with pytest.raises(CaseError) as caught:
        draft(folder)
    assert [f.code for f in caught.value.findings] == ["GO206"]
    assert text(folder) == "case: c\ntitle: T\nnots: x\n"


def test_a_mediator_with_interests_of_its_own_is_tied_to_its_party(tmp_path: Path) -> None:
    page = Page("Oman mediates between Iran and Iraq over the Gulf; Oman has a stake.")
    dossier = Dossier(
        (page.document,),
        actors=tuple(page.actor(n.lower(), n) for n in ("Oman", "Iran", "Iraq")),
        events=(page.event("CONSULT", "mediates", ["oman"], ["iran", "iraq"], mediator="oman"),),
        issues=(page.issue("gulf", "the Gulf", "Gulf", "iran", "iraq", "oman"),),
    )
    folder = started(tmp_path / "c", dossier)
    assert draft(folder).parties == ("iran", "iraq", "oman")
    (oman,) = casefile.load(folder).mediators
    assert oman.party == "oman"
    assert set(oman.consent) == {"iran", "iraq"}


def test_every_option_has_neutral_words() -> None:
    words = [option_text(option) for option in OPTIONS]
    assert len(set(words)) == len(OPTIONS)
    types = [name for types in OPTIONS.values() for name in types]
    assert len(set(types)) == len(types)


def test_what_was_added_is_said_by_kind() -> None:
    drafted = Drafted(Path("x"), ("a", "b"), ("m",), (), ("a.x",))
    assert drafted.lines() == [
        "2 parties: a, b",
        "1 mediator: m",
        "1 option: a.x",
        "All are marked unreviewed: confirm each, or delete it.",
    ]
    assert drafted.count == 4
    many = Drafted(Path("x"), options=("a.x", "a.y", "b.z", "a.u", "a.v", "b.w", "b.q"))
    assert many.lines()[0] == "7 options: a 4, b 3"


def test_a_draft_keeps_line_ends_and_a_byte_order_mark(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_bytes("\ufeffcase: c\r\ntitle: T\r\nparties:\r\n".encode())
    draft(folder)
    data = path.read_bytes()
    assert data.startswith("\ufeffcase: c\r\n".encode())
    assert data.count(b"\n") == data.count(b"\r\n") > 20


def test_leaving_something_suggests_withdrawing_not_pressing() -> None:
    document = read_text("Trump withdrew the United States from the treaty with Iran in 2018.")
    (event,) = [e for e in document.events if e.mode == "withdraw"]
    assert suits(event, "withdraw", OPTIONS["withdraw"])
    assert not suits(event, "press", OPTIONS["press"])


TALKS = (
    (
        "Russia will mediate nuclear talks between Iran and the United States. Iran and the United "
        "States differ over its nuclear program and its support for proxies. Iran wants a nuclear "
        "deal. “Iran must abandon the militias in Iraq,” the United States said."
    ),
    (
        "The United States demands that Iran give up its nuclear program and its proxies. Iran "
        "refuses to end its nuclear program. Iran denies it."
    ),
)


def test_a_heading_is_proposed_where_a_matter_covers_but_some_of_it(tmp_path: Path) -> None:
    pages = (read_text(t, "2025-03-05", f"{n}.txt") for n, t in enumerate(TALKS))
    drafted = draft(started(tmp_path / "case", *pages))
    told = (tmp_path / "case" / "case.yaml").read_text("utf-8")
    assert told.count("as you judge") == 1, "what to do with levels is said once"
    assert "nuclear-program" in drafted.issues, "a matter in the pages' own words"
    assert "nuclear-programme" not in drafted.issues, "its heading has a word of its name"
    assert "proxies" in drafted.issues


FERRY = (
    "Chad and Niger met on Monday. Togo offered to mediate between Chad and Niger. "
    "Chad raised its fee for lorries on 3 March. It would like an apology from the minister."
)


def test_a_clause_that_reading_made_nothing_of_is_a_claim_of_the_draft(tmp_path: Path) -> None:
    page = read_text(FERRY, "2026-03-04", "ferry.txt")
    assert not [c for c in page.claims if "fee" in c.spans[0].exact]
    case = started(tmp_path / "case", page)
    draft(case)
    with DossierStore(case) as store:
        store.add(page)  # reading the page again takes nothing of it away
        made = [c for c in store.dossier().claims if drafted(c)]
        act, want = sorted(made, key=lambda c: c.id)
        assert isinstance(act, Event)
        assert isinstance(want, Statement)
        assert (act.type, act.actors, act.modality, act.date) == (
            ACT,
            ("chad",),
            "asserted",
            "2026-03-03",
        )
        assert (act.trigger.exact, act.status, act.cameo) == ("raised", "unreviewed", None)
        assert (want.speaker, want.text) == ("chad", "an apology from the minister")
        assert not store.dossier().orphans()
        assert act.id not in to_plover(store.dossier()) + to_cameo(store.dossier())
    (chad,) = [p for p in casefile.load(case).parties if p.actor == "chad"]
    assert act.id in {e for option in chad.options for e in option.basis.evidence}
    assert want.id in chad.wants[0][1].evidence
    before = text(case)
    assert draft(case).count == 0
    assert text(case) == before
    with DossierStore(case) as store:
        assert [c for c in store.dossier().claims if drafted(c)] == made
        store.decide(act.id, "rejected", "AB", "2026-03-05T10:00:00Z")
    again = draft(case, again=True)
    assert not [c for c in again.options if "fee" in c]


REFUSED = """\
case: canal
title: The canal
parties:
  chad:
    name: Chad
    options:
      # mine
      # ~ تهدید شده: ۲ صفحه
      # threatened, done: 2 pages
      close: {text: close the canal, unreviewed: yes}
      pay: {text: pay the fee}
    # To ask: which matters more to Chad, “the fee” or “the data”?
    # To ask: which matters more to Chad, “the data” or “a seat”?
    wants:
      - {text: the fee, unreviewed: yes}
      - {text: the data, unreviewed: yes}
      - {text: a seat, unreviewed: yes}
issues:
  # 4 claims on 3 pages; strike, join or rename levels as you judge
  fee: {name: Fee, unreviewed: yes}
"""


def test_what_is_refused_takes_the_drafts_comments_with_it_and_no_others(tmp_path: Path) -> None:
    file = CaseFile(tmp_path / "case.yaml", REFUSED.encode())
    refused = [("parties", "chad", "options", "close"), ("issues", "fee")]
    for path in (*refused, ("parties", "chad", "wants", 0)):
        forget(file, path)
        file.remove(path)
    comments = [line.strip() for line in file.text.splitlines() if "#" in line]
    assert comments == ["# mine", "# To ask: which matters more to Chad, “the data” or “a seat”?"]


def test_a_claim_rejected_while_the_pages_were_parsed_is_in_no_draft(tmp_path: Path) -> None:
    folder = started(tmp_path / "c", offer())
    write = prepared(folder)
    with DossierStore(folder) as store:
        for claim in (
            *store.dossier().events,
            *store.dossier().issues,
            *store.dossier().statements,
        ):
            store.decide(claim.id, "rejected", "AB", "2025")
    assert write().count == 0

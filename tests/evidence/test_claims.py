"""The dossier as a noun: looked up, merged without loss, laid out as plain values."""

import json
from dataclasses import replace

from tests.evidence.made_dossiers import Page, offer, river

from goodoffices.evidence.claims import Actor, Dossier, Issue, merge
from goodoffices.evidence.snapshot import Snapshot


def test_claims_are_found_by_id() -> None:
    dossier = offer()
    assert len(dossier.claims) == len({c.id for c in dossier.claims})
    for claim in dossier.claims:
        assert dossier.claim(claim.id) is claim
    assert dossier.claim("none") is None
    assert dossier.document(dossier.documents[0].id) is dossier.documents[0]
    assert dossier.document("D-0") is None
    assert dossier.actor_name("iran") == "Iran"
    assert dossier.actor_name("who") == "who"
    assert dossier.actor_name(None) == ""


def test_a_statement_of_several_stretches_has_one_text() -> None:
    page = Page("We will, he said, talk.")
    statement = replace(page.said("x", "We will"), spans=(page.at("We will"), page.at("talk")))
    assert statement.text == "We will … talk"


def test_claims_without_their_words_are_orphans() -> None:
    dossier = offer()
    assert dossier.orphans() == ()
    document = dossier.documents[0]
    shot = Snapshot(
        document.snapshot.sha256, document.snapshot.text.replace("Russia", "Prussia", 1)
    )
    changed = replace(dossier, documents=(replace(document, snapshot=shot),))
    assert changed.orphans() == dossier.claims
    assert replace(dossier, documents=()).orphans() == dossier.claims


def test_merging_keeps_everything_once() -> None:
    both = merge([offer(), river(), offer()])
    assert both.documents == (*offer().documents, *river().documents)
    assert {c.id for c in both.claims} == {c.id for c in (*offer().claims, *river().claims)}
    assert merge([]) == Dossier(())
    assert merge([offer()]) == offer()


def test_merging_fills_what_one_reading_left_open() -> None:
    one, other = Page("Iran.", "1"), Page("Tehran, Iran.", "2")
    span, more = one.at("Iran"), other.at("Iran")
    first = Actor(
        id="iran", name="Iran", kind="state", spans=(span,), aliases=("Iran",), metonyms=()
    )
    second = Actor(
        id="iran",
        name="IR Iran",
        kind="state",
        spans=(more,),
        country="IRN",
        role="r",
        affiliation="x",
        aliases=("Iran", "Tehran"),
        metonyms=("Tehran",),
    )
    (actor,) = merge(
        [Dossier((one.document,), actors=(first,)), Dossier((other.document,), actors=(second,))]
    ).actors
    assert actor == replace(second, name="Iran", spans=(span, more), aliases=("Iran", "Tehran"))
    issues = [
        Dossier(
            (one.document,), issues=(Issue(id="i", name="I", spans=(span,), parties=("a", "b")),)
        ),
        Dossier(
            (other.document,), issues=(Issue(id="i", name="J", spans=(more,), parties=("b", "c")),)
        ),
    ]
    assert merge(issues).issues == (
        Issue(id="i", name="I", spans=(span, more), parties=("a", "b", "c")),
    )


def test_claims_without_a_page_are_kept_in_a_merge() -> None:
    lost = replace(offer(), documents=())
    assert merge([lost, river()]).statements == (*lost.statements, *river().statements)


def test_plain_values_are_json_and_say_the_words() -> None:
    one = offer().to_dict()
    assert json.loads(json.dumps(one)) == json.loads(json.dumps(one))
    assert one["document"]["id"] == offer().documents[0].id
    assert one["document"]["text"] == offer().documents[0].snapshot.text
    assert [s["text"] for s in one["statements"]] == [s.text for s in offer().statements]
    two = merge([offer(), river()]).to_dict()
    assert "document" not in two
    assert len(two["documents"]) == 2
    text = {d["id"]: d["text"] for d in two["documents"]}
    for kind in ("actors", "statements", "events", "issues", "relations"):
        for item in two[kind]:
            for span in item["spans"]:
                assert text[span["source"]][span["start"] : span["end"]] == span["exact"]

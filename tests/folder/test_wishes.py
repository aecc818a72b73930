"""What a clause says that a side wants or will do by how it is built, whatever its verb."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.grounds import standing
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

SAID = {
    "cleft": "What Chad is after, its water minister said, is a gauge that both sides can read.",
    "could": "What Chad could do, said its foreign minister, is send back the maps.",
    "view": "It is the view of Chad that the ferry ought to be free.",
    "leaning": "Chad is keen on a guarantee for the road.",
    "causing": "Chad would have every well on the border counted.",
    "if": "“If one more boat is taken, the cable goes in the sea,” said Ali Deby, Chad's envoy.",
    "unless": "“The water stops unless the bill is paid,” said Ali Deby, Chad's envoy.",
    "and": "Bring the drums back, and on the same day we open the gate, Chad's envoy said.",
    "sit": "Chad says that it will sit on the weir until the water comes down.",
    "weighed": "Chad is looking into whether the ferry could be moved to Lere.",
    "go on": "The gate stays shut, Chad's envoy said. The ferry would be moved to Lere by June.",
    "reporter": "Chad would open the ferry to lorries with food.",
    "parts": "Chad could take it in three instalments, its finance minister said.",
    "both": "Both Niger and Chad agreed to exchange all detainees within ten days.",
    "holds": "Chad's offer includes a rise of 30 per cent over four years.",
    "own": "Chad ordered its navy to board any trawler without a licence.",
    "act": "Chad demands the return of its ship.",
    "need": "“The wells need to be counted again,” said Ali Deby, Chad's envoy.",
    "nobody": "Nobody should have to work twelve hours, Chad's envoy said.",
    "without": "Without a guarantee Chad will not open the road.",
    "as long": "Chad could live with it as long as the bridge is opened, it said.",
    "set": "Chad, for its part, is set on compensation for the nine families.",
    "attach": "Chad attaches importance to obtaining a copy of the plans.",
    "thing": "“We want a school where both sides are taught,” said Ali Deby, Chad's envoy.",
    "small": "“I want that road open today,” said Ali Deby, Chad's envoy.",
    "that": "Chad requires that the pumps be stopped, and that the guard be withdrawn.",
    "excluded": "“I shall not exclude that we bring it before the Court,” said Chad's envoy.",
    "ruled": "A ban on onions has not been ruled out, Chad's envoy said.",
    "demanded": "The withdrawal of the guards is demanded in Chad's letter.",
    "all": "“A paper with a signature, that is all we want,” said Ali Deby, Chad's envoy.",
    "pleased": "Chad would be glad to have the line moved back to the old fort.",
    "lock": "“Give back the boats, and tomorrow the lock is open,” said Ali Deby, Chad's envoy.",
    "else": "Otherwise the truce would be over, Chad's envoy said.",
    "right": "Chad has reserved the right to close the border.",
    "counsel": "Chad has instructed counsel to draw up a complaint to the Court.",
    "days": "Chad gave Niger ten days to empty the island.",
    "told": "Niger has been told to take its barges out of the bay, Chad's navy said.",
    "lawyers": "Lawyers for Chad are examining whether to ask the court for a freeze.",
    "auditor": "Chad would like an auditor from outside to go through the bills.",
    "fronted": "“Lorries with food we can look at,” said Ali Deby, Chad's envoy.",
    "let": "“We could let the crew go on a bond,” said Ali Deby, Chad's envoy.",
    "weeks": "“We want two weeks,” said Ali Deby, Chad's envoy.",
    "needed": "The release of the crew is needed, Chad's envoy said.",
    "required": "“A new gauge on the weir is required,” said Ali Deby, Chad's envoy.",
    "terms": "“What we expect of Niger is simple,” said Ali Deby, Chad's envoy. “The post leaves.”",
}
NOT_SAID = {
    "professor": "“Chad will close the gate before the rains,” said a professor in Accra.",
    "say": "“They will say that we promised them the bank,” said Ali Deby, Chad's envoy.",
    "said": "Chad is said to want a base on the lake.",
    "story": "“What we know of Niger is simple,” said Chad's envoy. “The post was built in May.”",
    "forecast": "Chad would lose half of its cattle if the rains failed, a study found.",
    "hearsay": "It is rumoured that Chad wants the whole of the delta.",
    "office": "Ali Deby, who leads the envoys of Chad, went home.",
    "others": "The gate is old, Chad's envoy said. Analysts would close the ferry instead.",
    "talk": "Chad took the opportunity to greet the bishop.",
    "back off": "Chad backed off its deadline.",
    "held up": "As long as the drones fly over Lere there is no table, Chad's envoy said.",
    "fear": "Chad fears that the dam would reduce its share of the water.",
    "past": "Chad could have settled the row by opening the ferry, a bishop said.",
    "seen": "“The road we can see from here is new,” said Ali Deby, Chad's envoy.",
    "unneeded": "A new gauge is not needed, Chad's envoy said.",
    "fact": "If it rains, the river is brown, Chad's envoy said.",
}


def bids(text: str) -> list[tuple[str, str]]:
    shown = Candidates(merge([read_text(text, "2026-05-04", "page.txt")]))
    kinds = {"want", "plan", "offer", "accept", "possible", "threat"}
    mine = (b for b in shown.bids if b.party == "chad" and b.kind in kinds)
    return [(b.kind, b.phrase.text[0].lower() + b.phrase.text[1:]) for b in mine]


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("cleft", "want", "a gauge that both sides can read"),
        ("could", "offer", "send back the maps"),
        ("view", "want", "the ferry ought to be free"),
        ("leaning", "want", "a guarantee"),
        ("causing", "want", "counted"),
        ("if", "plan", "the cable goes in the sea"),
        ("unless", "plan", "the water stops"),
        ("and", "plan", "open the gate"),
        ("sit", "plan", "sit on the weir"),
        ("weighed", "possible", "move"),
        ("go on", "plan", "move the ferry"),
        ("reporter", "plan", "open the ferry"),
        ("parts", "possible", "take it in three instalments"),
        ("both", "offer", "exchange all detainees"),
        ("holds", "offer", "a rise of 30 per cent"),
        ("own", "plan", "board any trawler"),
        ("act", "want", "the return of its ship"),
        ("need", "want", "the wells need to be counted"),
        ("nobody", "want", "nobody should have to work"),
        ("without", "want", "a guarantee"),
        ("as long", "want", "the bridge is opened"),
        ("set", "want", "compensation for the nine families"),
        ("attach", "want", "copy of the plans"),
        ("thing", "want", "a school where both sides are taught"),
        ("small", "want", "road open"),
        ("that", "want", "the guard be withdrawn"),
        ("excluded", "possible", "bring it before the Court"),
        ("ruled", "possible", "a ban on onions"),
        ("demanded", "want", "the withdrawal of the guards"),
        ("all", "want", "a paper with a signature"),
        ("pleased", "want", "the line moved back"),
        ("lock", "plan", "the lock is open"),
        ("else", "plan", "the truce would be over"),
        ("right", "possible", "close the border"),
        ("counsel", "plan", "draw up a complaint"),
        ("days", "want", "empty the island"),
        ("told", "want", "take its barges out"),
        ("terms", "want", "the post leaves"),
        ("fronted", "accept", "lorries with food"),
        ("let", "possible", "let the crew go on a bond"),
        ("weeks", "want", "two weeks"),
        ("lawyers", "possible", "ask the court for a freeze"),
        ("needed", "want", "the release of the crew"),
        ("required", "want", "a new gauge"),
        ("auditor", "want", "an auditor from outside to go through the bills"),
    ],
)
def test_a_clause_says_what_a_side_wants_or_will_do(name: str, kind: str, words: str) -> None:
    found = bids(SAID[name])
    assert any(k == kind and words in text for k, text in found), found


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        ("Chad's post at Lere must be shut, Niger's envoy said.", "shut Chad's post", "chad"),
        ("The Chadian post must be moved, Niger's envoy said.", "move the Chadian post", "chad"),
        ("The fee has to be halved, Niger's envoy said.", "halve the fee", None),
        ("Chad's guards must be freed, Niger's envoy said.", "free Chad's guards", None),
    ],
)
def test_whose_thing_is_to_be_done_to_is_asked_for_it(
    text: str, words: str, whom: str | None
) -> None:
    shown = Candidates(merge([read_text(text, "2026-05-04", "page.txt")]))
    asked = [(b.asks.text, b.whom) for b in shown.bids if b.kind == "want" and b.asks]
    assert any(words in said and one == whom for said, one in asked), asked


@pytest.mark.parametrize(
    "text",
    [
        "Leaders of the region have called on Chad to allow the exiles to come home.",
        "Bishops urged Chad to accept the plan of the lake states.",
        "Envoys pressed Chad to offer the crew a safe road home.",
    ],
)
def test_what_others_ask_of_a_side_is_no_offer_of_its_own(text: str) -> None:
    shown = Candidates(merge([read_text(text, "2026-05-04", "page.txt")]))
    kinds = {bid.kind for bid in shown.bids if bid.party == "chad"}
    assert "demand" in kinds
    assert not kinds & {"offer", "accept"}


def test_whether_to_ask_is_no_asking() -> None:
    assert all(kind == "possible" for kind, _text in bids(SAID["lawyers"]))


@pytest.mark.parametrize("name", list(NOT_SAID))
def test_what_is_foretold_rumoured_or_of_others_is_no_sides(name: str) -> None:
    assert not [text for kind, text in bids(NOT_SAID[name]) if kind != "accept" or name == "seen"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Grinding at Lere to stop at ten at night.", "hypothetical"),
        ("The bridge opens twice a day.", "asserted"),
    ],
)
def test_what_a_paper_says_is_to_be_is_not_told_as_done(text: str, how: str) -> None:
    shown = Candidates(merge([read_text(text, "2026-05-04", "page.txt")]))
    scene = shown.pages[0].scene
    root = next(t.i for t in scene.parse.tokens if t.dep == "ROOT")
    assert standing(scene, root) == how


TOLD = {
    "Any tenant who pays by May may stay, Chad said.": ("offer", "let any tenant"),
    "Those who were fined may come back, Chad's envoy said.": ("offer", "let those"),
    "Everyone may use the ford, Chad said.": ("offer", "let everyone"),
    "It is for Niger to open the ford, Chad said.": ("want", "open the ford"),
    "It is now for Niger to pay the fishermen, Chad said.": ("want", "pay the fishermen"),
    "A gauge on the weir: that is what Chad is after.": ("want", "a gauge on the weir"),
    "A vote after the rains is what Chad supports.": ("want", "a vote"),
    "A line on the map is what Chad is for.": ("want", "a line"),
}  # fmt: skip


@pytest.mark.parametrize("page", TOLD)
def test_what_is_let_set_going_left_to_others_or_told_last_is_a_bid(page: str) -> None:
    kind, words = TOLD[page]
    told = bids(page)
    assert any(k == kind and words in text for k, text in told), told


@pytest.mark.parametrize(
    "page",
    [
        "The rains may come late, Chad said.",
        "The rains will begin in May, Chad said.",
        "Niger may close the ford, Chad said.",
        "It is easy for Niger to open the ford, Chad said.",
    ],
)
def test_weather_and_what_others_may_do_is_neither_granted_nor_announced(page: str) -> None:
    assert not [text for _kind, text in bids(page) if text.startswith(("let ", "begin "))]


@pytest.mark.parametrize(
    ("page", "wants"),
    [
        ("Chad handed in a petition. The toll is to be halved. The ford is to stay open.", 2),
        ("Chad signed a memorandum on Monday. It is short. The weir is to be moved upstream.", 1),
        ("Chad put its name to a charter. The crews are to come home before the rains.", 1),
        ("Chad signed the visitors' book. The weir is to be moved upstream.", 0),
        ("Chad sent a letter. The weir was to be moved. The ford is a mile away.", 0),
    ],
)  # fmt: skip
def test_what_is_to_be_behind_a_paper_that_a_side_signs_is_its_want(page: str, wants: int) -> None:
    told = {text for kind, text in bids(page) if kind == "want"}
    assert len(told) == wants, told

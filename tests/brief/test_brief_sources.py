"""Marks in a source's text: nested or split, each claim's together hold exactly its words."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.brief import brief_sample as sample

from goodoffices.brief.evidence import Evidence
from goodoffices.brief.sources import Piece, marked, nested, origins, sources, styles
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier, Statement

TEXT = "a <b> &amp; “c” 'd'\n e—f\tĝ ش 𝛼 ]]> end"

Drawn = list[tuple[int, int, str]]

pieces = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("SEA")).map(
        lambda t: (min(t[:2]), max(t[:2]), t[2])
    ),
    max_size=12,
)


def marks(drawn: Drawn, start: int = 0, end: int = len(TEXT)) -> str:
    kinds = {"S": "statement", "E": "event", "A": "actor"}
    made = [Piece(a, b, f"{k}-{n:05d}", kinds[k]) for n, (a, b, k) in enumerate(drawn) if a < b]
    return str(
        marked(TEXT, start, end, [p for p in nested(made) if p.start < end and start < p.end])
    )


@settings(suppress_health_check=[HealthCheck.too_slow])  # it is on a machine that does much else
@given(pieces)
def test_marks_of_a_claim_hold_its_words_and_the_text_is_whole(
    drawn: Drawn,
) -> None:
    tree = etree.fromstring(f"<p>{marks(drawn)}</p>")
    assert "".join(tree.itertext()) == TEXT
    for number, (start, end, kind) in enumerate(drawn):
        own = tree.xpath(f"//mark[contains(concat(' ',@class,' '),' w-{kind}-{number:05d} ')]")
        assert "".join("".join(mark.itertext()) for mark in own) == TEXT[start:end]
        assert len([m for m in own if m.get("id")]) == (start < end)
        assert all("".join(mark.itertext()) for mark in own)


@given(pieces, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_paragraph_shows_its_own_part_of_a_claim(drawn: Drawn, one: int, two: int) -> None:
    start, end = sorted((one, two))
    tree = etree.fromstring(f"<p>{marks(drawn, start, end)}</p>")
    assert "".join(tree.itertext()) == TEXT[start:end]
    for number, (a, b, kind) in enumerate(drawn):
        own = tree.xpath(f"//mark[contains(concat(' ',@class,' '),' w-{kind}-{number:05d} ')]")
        said = "".join("".join(mark.itertext()) for mark in own)
        assert said == TEXT[max(a, start) : max(start, min(b, end))]


def test_nesting_needs_no_split_where_claims_nest() -> None:
    kept = nested(
        [Piece(0, 9, "E", "event"), Piece(2, 9, "S", "statement"), Piece(2, 4, "A", "actor")]
    )
    assert [(p.start, p.end, p.claim) for p in kept] == [(0, 9, "E"), (2, 9, "S"), (2, 4, "A")]


def test_crossing_claims_are_split_and_the_first_piece_is_named() -> None:
    kept = nested([Piece(0, 5, "S", "statement"), Piece(3, 8, "E", "event")])
    assert [(p.start, p.end, p.claim, p.first) for p in kept] == [
        (0, 5, "S", True),
        (3, 5, "E", True),
        (5, 8, "E", False),
    ]


def test_a_claim_of_several_marks_lights_up_whole() -> None:
    evidence = Evidence(sample.case(), sample.dossier())
    rule = styles(sources(evidence))
    assert "main:has(#w-R-CR055:target) .w-R-CR055" in rule  # crosses two others
    assert "main:has(#w-northland:target) .w-northland" in rule  # several mentions
    assert "w-ada-holm" not in rule  # one unbroken mark


def test_an_orphaned_claim_is_marked_nowhere_and_told() -> None:
    dossier = sample.dossier()
    wish = dossier.statements[0]
    span = wish.spans[0]
    moved = type(span)(span.source, span.start + 1, span.end + 1, span.exact)
    orphan = Statement(
        id=wish.id,
        spans=(moved,),
        kind="direct",
        speaker=None,
        speaker_name="x",
        cue="said",
        sentence=moved,
    )
    evidence = Evidence(sample.case(), Dossier(dossier.documents, statements=(orphan,)))
    assert evidence.quote(wish.id).orphaned
    assert evidence.quote(wish.id).words is None
    assert "<mark" not in "".join(str(p.html) for s in sources(evidence) for p in s.paragraphs)


def test_words_between_zones_are_furniture_and_all_words_are_shown() -> None:
    text = "Title\n\nBody here.\n\nLoose words.\n\nMore body."
    document = sample.document(text)
    a, b, _loose, d = document.zones
    cut = type(document)(document.snapshot, (a, b, d))
    (shown,) = sources(Evidence(Case(id="x", title="X"), Dossier((cut,))))
    assert [str(p.html) for p in shown.aside] == ["Loose words."]
    assert [str(p.html) for p in shown.paragraphs] == ["Title", "Body here.", "More body."]
    assert (shown.words, shown.words_aside) == (7, 2)


def test_reports_from_one_outlet_are_one_origin() -> None:
    first = sample.report()
    copy = type(first)(sample.document("Other words.").snapshot, outlet="EXAMPLE WIRE")
    third = sample.document("Third.", name="c")
    assert len(origins(Dossier((first, copy, third)))) == 2

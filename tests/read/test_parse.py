"""The parser's adapter: offsets, zones, paragraphs, languages, bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.files import sha256
from goodoffices.evidence.snapshot import Document, Snapshot, Zone
from goodoffices.read.clause import parse as adapter
from goodoffices.read.clause.parse import is_english, load, parse
from goodoffices.read.document.intake import text_document


def document(text: str, *zones: Zone, language: str | None = None) -> Document:
    """Return a text as a document, one body zone unless told otherwise."""
    snapshot = Snapshot(sha256(text.encode()), text)
    return Document(snapshot, zones or (Zone("body", 0, len(text)),), language=language)


TWO = "Iran agreed.  Russia “objected” loudly,\nsaid the U.S. envoy.\n\nTalks ended in Oman"


def test_tokens_are_slices_of_the_text():
    tree = parse(document(TWO))
    assert [t.text for t in tree.tokens] == [TWO[t.start : t.end] for t in tree.tokens]
    assert not any(t.text.isspace() for t in tree.tokens)
    assert [t.i for t in tree.tokens] == list(range(len(tree.tokens)))


def test_a_sentence_never_crosses_a_paragraph():
    tree = parse(document(TWO))
    assert [TWO[s.start : s.end] for s in tree.sentences][-1] == "Talks ended in Oman"
    assert tree.paragraph_of(0) == 0
    assert tree.paragraph_of(len(tree.sentences) - 1) == 1


def test_heads_stay_in_their_sentence_and_roots_point_at_themselves():
    tree = parse(document(TWO))
    for token in tree.tokens:
        assert tree.tokens[token.head].sentence == token.sentence
    roots = [t for t in tree.tokens if t.head == t.i]
    assert {t.sentence for t in roots} == {s.index for s in tree.sentences}


def test_children_and_subtree():
    tree = parse(document("The Russian envoy met the Iranian minister."))
    verb = next(t for t in tree.tokens if t.text == "met")
    envoy = next(t for t in tree.tokens if t.text == "envoy")
    assert envoy.i in tree.children(verb.i)
    assert [tree.tokens[i].text for i in tree.subtree(envoy.i)] == ["The", "Russian", "envoy"]
    assert tree.subtree(verb.i) == tuple(range(len(tree.tokens)))


def test_only_claim_zones_are_read():
    text = "Iran agreed.\n\nAbout the author: she lives in Berlin."
    zones = (Zone("body", 0, 12), Zone("author_box", 14, len(text)))
    assert [t.text for t in parse(document(text, *zones)).tokens] == ["Iran", "agreed", "."]


def test_covering_finds_the_tokens_of_a_stretch():
    tree = parse(document("Iran agreed to talks."))
    assert tree.covering(5, 11) == (1, 2)
    assert tree.covering(6, 13) == (1, 3)
    assert tree.covering(4, 5) is None
    assert tree.phrase(0, 2) == "Iran agreed"


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("Russia and Iran agreed to talk.", None, True),
        ("Россия и Иран договорились о переговорах в Москве.", None, False),
        ("ایران و روسیه درباره مذاکرات به توافق رسیدند.", None, False),
        ("Iran met Oman.", "nl", True),
        ("Officials of Iran and of Oman will speak to the press. " * 3, "fr", True),
        ("Le président a dit que la Russie et l’Iran se verraient à Mascate. " * 4, None, False),
        ("The president said that the talks in Oman would go on and he was there.", "ru", True),
        ("", None, True),
    ],
)
def test_is_english(text, language, english):
    assert is_english(text, language) is english


def test_what_is_not_english_is_named_as_unread():
    text = "Russia agreed to talk.\n\nИран ответил, что готов к переговорам в Омане."
    tree = parse(document(text))
    assert [t.text for t in tree.tokens][:2] == ["Russia", "agreed"]
    assert [text[z.start : z.end] for z in tree.unread] == [text[24:]]
    assert parse(document(text[24:])).sentences == ()


def test_a_document_is_read_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(adapter, "LIMIT", 40)
    text = "Russia agreed to talk.\n\nIran agreed to talk as well."
    tree = parse(document(text))
    assert len(tree.sentences) == 1
    assert len(tree.unread) == 1


def test_a_paragraph_of_great_length_is_cut_at_spaces(monkeypatch):
    monkeypatch.setattr(adapter, "PARAGRAPH_LIMIT", 30)
    text = "Iran agreed to talk. " * 5 + "x" * 70
    tree = parse(document(text))
    assert "".join(t.text for t in tree.tokens) == text.replace(" ", "")


def test_the_pipeline_is_loaded_once():
    assert load() is load()


def test_no_pipeline_is_told_with_its_remedy(monkeypatch):
    monkeypatch.setattr(adapter, "PIPELINES", ("no_such_pipeline",))
    load.cache_clear()
    try:
        with pytest.raises(adapter.UnreadableInput) as error:
            load()
    finally:
        load.cache_clear()
    assert "spacy download" in (error.value.findings[0].help or "")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Iran said", " “no”", "\n", "\n\n", "  ", "U.S.", " …", "é", "🙂", "("]),
        max_size=12,
    )
)
def test_any_text_gives_slices_in_order(parts):
    text = "".join(parts)
    tree = parse(document(text or " "))
    starts = [t.start for t in tree.tokens]
    assert starts == sorted(starts)
    assert all(text[t.start : t.end] == t.text for t in tree.tokens)
    assert all(s.first < s.last for s in tree.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Junta spokesman Capt. Ana Holt said the talks failed.",
        "Foreign Affairs Sec. Jon Brann has said Malaysia would help.",
        "Army spokesman Brig. Gen. Ana Holt met Lt. Col. Kofi Baah and Amb. Ida Kol.",
        "The mayor thanked Msgr. Jon Brann and Cmdr. Ana Holt.",
    ],
)
def test_a_short_title_ends_no_sentence(text: str) -> None:
    assert len(parse(document(text)).sentences) == 1


def test_a_sentence_ends_where_a_word_is_no_title() -> None:
    assert len(parse(document("They sat in the sec. He left. The pact was signed.")).sentences) > 1


@pytest.mark.parametrize("body", ["U.N.", "U.S.", "A.U."])
def test_a_hyphen_behind_a_point_cuts_a_word(body: str) -> None:
    tree = parse(document(f"They struck a {body}-brokered deal."))
    assert [t.text for t in tree.tokens][3:6] == [body, "-", "brokered"]


@pytest.mark.parametrize(
    "text",
    [
        "We're on strike, they'll see, and it's only begun.",
        "I'm here, he'd go and you've won; it can't last and won't.",
        "The nurses' union met the city's board.",
        "“We won't sign,” said the miners' leader.",
    ],
)
def test_a_printed_apostrophe_is_read_as_a_typed_one(text: str) -> None:
    printed = text.replace("'", "’")
    typed, found = parse(document(text)), parse(document(printed))
    said = [(t.lemma, t.pos, t.tag, t.dep, t.head) for t in found.tokens]
    assert said == [(t.lemma, t.pos, t.tag, t.dep, t.head) for t in typed.tokens]
    assert [t.text for t in found.tokens] == [printed[t.start : t.end] for t in found.tokens]


def test_a_single_mark_that_closes_a_quotation_is_no_apostrophe() -> None:
    tree = parse(document("He called them ‘good nurses’ and left for the nurses’ home."))
    closing = next(t for t in tree.tokens if t.text == "’")
    assert closing.tag != "POS"


def test_what_is_mended_never_leads_round() -> None:
    """A parse with a ring in it would be walked for ever."""
    for text in ("The accused needs re-said opposition.", "It re-said re-open re-close."):
        tokens = parse(text_document(text)).tokens
        for token in tokens:
            at, steps = token, 0
            while at.head != at.i:
                at, steps = tokens[at.head], steps + 1
                assert steps <= len(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "The port would pay Rs. 2,500 a month to make it Rs. 8,000.",
        "The mill owes its growers Tk. 500 crore, the union said.",
        "Drivers asked the county for Sh. 300 a day.",
        "The fare rose to KSh. 120 in May.",
    ],
)
def test_a_money_cut_short_before_an_amount_ends_no_sentence(text: str) -> None:
    assert len(parse(document(text)).sentences) == 1


def test_a_money_cut_short_at_the_end_of_a_sentence_ends_it() -> None:
    assert len(parse(document("He wants Rs. 40 lakh. The mill refused.")).sentences) == 2


@pytest.mark.parametrize(
    ("text", "verb", "thing"),
    [
        ("The offer they turned down.", "turned", "offer"),
        ("A second corridor he ruled out.", "ruled", "corridor"),
        ("An overture from Peru she waved away.", "waved", "overture"),
        ("The plan the minister called a trap.", "called", "plan"),
    ],
)
def test_what_stands_before_its_subject_is_what_is_done(text: str, verb: str, thing: str) -> None:
    found = parse(document(text))
    head = next(t for t in found.tokens if t.text == verb)
    noun = next(t for t in found.tokens if t.text == thing)
    assert (noun.dep, noun.head, head.dep) == ("dobj", head.i, "ROOT")


@pytest.mark.parametrize(
    "text",
    ["The day he spoke, rain fell.", "The time they lost was short.", "What she wants is rest."],
)
def test_a_noun_with_a_clause_of_its_own_stays_where_it_is(text: str) -> None:
    found = parse(document(text))
    assert not [t for t in found.tokens if t.dep == "dobj" and t.pos == "NOUN"]

"""Relations: partners, adversaries, supporters, and what events leave behind."""

from __future__ import annotations

import pytest
from reading import read


def related(text: str) -> set[tuple[str, str, str]]:
    """Return (type, subject, object) of each relation."""
    return {(r.type, r.subject, r.object) for r in read(text)[2]}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Syria is an ally of Iran.", ("partner", "syria", "iran")),
        ("Syria, an ally of Iran, protested.", ("partner", "syria", "iran")),
        ("Chad and Libya are old enemies.", ("adversary", "chad", "libya")),
        ("Iran's support for Hezbollah is the matter.", ("supports", "iran", "hezbollah")),
        (
            "Talks concern Tehran's programme and its support for proxies.",
            ("supports", "iran", "proxies"),
        ),
        ("Iran arms the Houthis.", ("supports", "iran", "houthis")),
        ("Chad invaded Libya in 1983.", ("invaded", "chad", "libya")),
        ("The treaty between Chad and Libya holds.", ("agreement_with", "chad", "libya")),
        ("Syria withdrew its army from Lebanon.", ("withdrew_from", "syria", "lebanon")),
        ("Estonia is a member of the European Union.", ("part_of", "estonia", "european-union")),
    ],
)
def test_a_relation_has_its_sides(text: str, relation: tuple[str, str, str]) -> None:
    kind, one, other = relation
    found = related(text)
    if kind in {"partner", "adversary", "agreement_with"}:
        assert (kind, one, other) in found or (kind, other, one) in found
    else:
        assert relation in found


def test_what_is_denied_is_no_relation() -> None:
    assert related("Syria is not an ally of Iran.") == set()
    assert related("Chad did not invade Libya.") == set()


def test_a_relation_told_twice_keeps_both_places() -> None:
    relations = read("Syria is an ally of Iran. Iran is an ally of Syria.")[2]
    assert len(relations) == 1
    assert len(relations[0].spans) == 2


def test_spans_are_verbatim() -> None:
    text = "Estonia is a member of the European Union. Chad invaded Libya."
    for relation in read(text)[2]:
        for span in relation.spans:
            assert text[span.start : span.end] == span.exact


def test_what_one_side_accuses_another_of_is_the_others_and_only_reported() -> None:
    relations = read("Congo accuses Rwanda of arming M23.")[2]
    assert [(r.type, r.subject, r.object, r.modality) for r in relations] == [
        ("supports", "rwanda", "m23", "reported")
    ]

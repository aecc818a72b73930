"""What names mean in whatever form they were written: aliases, outcomes, a form's own findings."""

import re

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.base.errors import Place
from goodoffices.case.file.keys import SLUG
from goodoffices.case.file.names import Names
from goodoffices.case.file.terms import NodeReader, new_id
from goodoffices.case.file.text import Node, Scalar


class Numbered:
    """Places of a form that has no lines: a scalar's place is its number."""

    def of(self, node: Node | None) -> Place:
        return Place("form", part=str(node.start if node else 0))

    def inside(self, scalar: Scalar, column: int, width: int) -> Place:
        return Place("form", part=f"{scalar.start}:{column}+{width}")


def names(**more: object) -> Names:
    reader = NodeReader(Numbered())
    return Names(reader, ("a", "b"), ("a.x", "b.y"), **more)  # type: ignore[arg-type]


def test_another_word_for_an_option_stands_for_its_id() -> None:
    own = names(aliases={"x": "a.x"})
    assert own.option_at(Scalar("x", 1, 1)) == "a.x"
    condition = own.condition(Scalar("not x and b.y", 1, 1))
    assert condition is not None
    assert [node.name for node in condition.names()] == ["a.x", "b.y"]
    which = own.which(Scalar("x", 2, 2))
    assert which is not None
    assert (which.source, which.place) == ("x", Place("form", part="2"))
    assert own.reader.findings == []


def test_what_nobody_has_is_told_at_its_place_with_what_was_probably_meant() -> None:
    own = names()
    assert own.condition(Scalar("a.x if b.z", 7, 7)) is None
    assert own.option_at(Scalar("y", 8, 8)) is None
    assert own.party_at(Scalar("c", 9, 9)) is None
    assert [(f.code, f.place.part, f.help) for f in own.reader.findings if f.place] == [
        ("GO204", "7:7+3", "Did you mean “b.y”?"),
        ("GO204", "8", "Did you mean “b.y”?"),
        ("GO214", "9", "There are: a, b."),
    ]


def test_more_options_are_known_only_where_they_are() -> None:
    own = names()
    assert own.knowing(["b.z"]).option_at(Scalar("b.z", 1, 1)) == "b.z"
    assert own.option_at(Scalar("b.z", 1, 1)) is None


def test_a_named_outcome_is_all_options_as_it_has_them() -> None:
    which = names(outcomes={"a.x": "One"}).which(Scalar("One", 1, 1))
    assert which is not None
    truths = [{"a.x": x, "b.y": y} for x in (0, 1) for y in (0, 1)]
    assert [which.condition.evaluate(truth) & 1 for truth in truths] == [0, 0, 1, 0]


def test_a_form_may_tell_of_unknown_names_in_its_own_words() -> None:
    class OwnWords(Names):
        def no_option(self, name: str, place: Place) -> None:
            self.reader.tell("GO214.name", place, near=(name, self.options), name=name)

    own = OwnWords(NodeReader(Numbered()), ("a",), ("a.x",))
    assert own.condition(Scalar("a.z", 1, 1)) is None
    assert [f.code for f in own.reader.findings] == ["GO214"]


@given(st.text(max_size=80), st.integers(0, 3))
def test_an_id_made_of_a_text_is_one_and_new(text: str, number: int) -> None:
    taken: list[str] = []
    for _ in range(number + 1):
        made = new_id(text, taken)
        assert re.fullmatch(SLUG, made)
        assert made not in taken
        taken.append(made)


def test_an_id_is_made_of_telling_words_none_of_them_cut() -> None:
    ids = [
        new_id(text, ())
        for text in (
            "release a survey ship and 17 people",
            "recall its High Commissioner from Suva",
            "not",
            "the 3 ships",
            "internationalisation of the administration of the canal",
        )
    ]
    assert ids == [
        "release-survey-ship-17",
        "recall-high-commissioner-suva",
        "not-1",
        "ships",
        "internationalisation-administration",
    ]

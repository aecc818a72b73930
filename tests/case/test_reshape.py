"""Taking away, moving and renaming in place: what is meant reads back, and every comment stays."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.case.test_edit import changed, files, paths

from goodoffices.base.errors import CaseError
from goodoffices.case.file import reshape
from goodoffices.case.file.comments import every_comment
from goodoffices.case.file.edit import Path
from goodoffices.case.file.text import Tree, parse, plain

FILE = """\
# the head
parties:
  us:   # mine
    # what it wants
    wants:
      # the first
      - {text: one, evidence: [S-1]}   # a
      # above two
      - text: two     # b
        judged: AB    # c
      - three
    options: {press: Press, talk: Talk}  # both
  iran:
    name: Iran
issues:
  n: {name: N}
status_quo: [us.press, us.talk] # today
"""


def after(text: str, path: Path) -> str:
    return reshape.remove(parse(text, "f"), path).text.text


@pytest.mark.parametrize(
    ("path", "gone", "left"),
    [
        (("parties", "us", "wants", 0), "{text: one", ["# a", "# above two"]),
        (("parties", "us", "wants", 1), "text: two", ["# b", "# c", "# above two"]),
        (("parties", "us", "wants", 1, "judged"), "judged: AB", ["# b", "# c"]),
        (("parties", "us", "wants", 2), "- three", ["# c"]),
        (("parties", "us", "options", "press"), "press: Press", ["talk: Talk", "# both"]),
        (("parties", "us", "options", "talk"), "Talk", ["press: Press", "# both"]),
        (("parties", "us"), "text:", ["# mine", "# a", "# b", "iran"]),
        (("issues", "n"), "{name: N}", ["issues:"]),
        (("status_quo", 0), "us.press,", ["[us.talk] # today"]),
    ],
)
def test_what_is_taken_away_is_gone_and_comments_stay(
    path: Path, gone: str, left: list[str]
) -> None:
    text = after(FILE, path)
    assert gone not in text
    for words in left:
        assert words in text


def test_what_holds_nothing_any_more_goes_too_but_not_a_part_of_the_top() -> None:
    text = FILE
    for _again in range(3):
        text = after(text, ("parties", "us", "wants", 0))
    assert "wants:" not in text
    assert "# what it wants" in text
    text = after(after(text, ("parties", "us")), ("parties", "iran"))
    assert "parties:" in text


def test_items_change_places_with_their_comments() -> None:
    text = reshape.swap(parse(FILE, "f"), ("parties", "us", "wants"), 0).text.text
    assert text.index("text: two     # b") < text.index("{text: one, evidence: [S-1]}   # a")
    assert text.index("# above two") < text.index("text: two")
    back = reshape.swap(parse(text, "f"), ("parties", "us", "wants"), 0)
    assert plain(back.root) == plain(parse(FILE, "f").root)
    text = reshape.swap(parse(FILE, "f"), ("status_quo",), 0).text.text
    assert "[us.talk, us.press] # today" in text


def test_an_item_is_put_in_front_of_another() -> None:
    tree = reshape.insert(parse(FILE, "f"), ("parties", "us", "wants"), 1, {"text": "new"})
    text = tree.text.text
    assert text.index("# a") < text.index("- text: new") < text.index("- text: two")
    tree = reshape.insert(parse(FILE, "f"), ("status_quo",), 0, "iran.x")
    assert "[iran.x, us.press, us.talk] # today" in tree.text.text


def test_a_key_has_another_name() -> None:
    text = reshape.rename(parse(FILE, "f"), ("parties", "us"), "usa").text.text
    assert "  usa:   # mine" in text
    with pytest.raises(CaseError, match="GO222"):
        reshape.rename(parse(FILE, "f"), ("parties", "us"), "iran")


@pytest.mark.parametrize("path", [(), ("nobody",), ("parties", "us", "wants", 7)])
def test_what_is_not_there_is_not_taken_away(path: Path) -> None:
    with pytest.raises(CaseError, match="GO222"):
        after(FILE, path)


def said(tree: Tree) -> list[str]:
    return sorted(every_comment(tree))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_taking_away_and_moving_read_back_with_every_comment(data: st.DataObject) -> None:
    tree = parse(data.draw(files()), "f")
    assume(not tree.findings)
    held = plain(tree.root)
    places = paths(held)
    path, value = data.draw(st.sampled_from(places))
    lists = [(p, v) for p, v in places if isinstance(v, list) and len(v) > 1]
    if lists and data.draw(st.booleans()):
        where, items = data.draw(st.sampled_from(lists))
        at = data.draw(st.integers(0, len(items) - 2))  # type: ignore[arg-type]
        swapped = list(items)  # type: ignore[call-overload]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        made = reshape.swap(tree, where, at)
        assert plain(made.root) == changed(held, where, swapped)
    else:
        assume(path and value is not None)
        try:
            made = reshape.remove(tree, path)
        except CaseError:  # what holds it cannot be left with nothing there
            return
        assert len(paths(plain(made.root))) < len(places)
    assert said(made) == said(tree)

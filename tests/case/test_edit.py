"""Edits in place: one value changed, every other byte as it was; files saved whole or not at all."""

# ruff: noqa: E501 - one case a line reads better

import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.case.samples import WHOLE, opened

from goodoffices.base.errors import CaseError
from goodoffices.case.file import CaseFile
from goodoffices.case.file import edit as yamledit
from goodoffices.case.file import render as rendering
from goodoffices.case.file.text import parse, plain


def edited(text: str, *edits: tuple[str, tuple[object, ...]]) -> str:
    file = opened(text)
    for verb, arguments in edits:
        getattr(file, verb)(*arguments)
    return file.text


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: b  # c\nd: e\n", ("a",), "f", "a: f  # c\nd: e\n"),
        ("a: 'b' # c\n", ("a",), "it's", "a: 'it''s' # c\n"),
        ('a: "b" # c\n', ("a",), 'say "x"', 'a: "say \\"x\\"" # c\n'),
        ("a: b\n", ("a",), "x: y", 'a: "x: y"\n'),
        ("a: b\n", ("a",), "x #y", 'a: "x #y"\n'),
        ("a: b\n", ("a",), "", 'a: ""\n'),
        ("a: b\n", ("a",), "- x", 'a: "- x"\n'),
        ("a: b\n", ("a",), "two\nlines", 'a: "two\\nlines"\n'),
        ("a: 'b'\n", ("a",), "two\nlines", 'a: "two\\nlines"\n'),
        ("a: b\n", ("a",), "\u2028\x85\ufeff\x07\ud7ff", 'a: "\\u2028\\x85\\uFEFF\\x07\ud7ff"\n'),
        ("a: b\n", ("a",), True, "a: yes\n"),
        ("a: b\n", ("a",), False, "a: no\n"),
        ("a: b\n", ("a",), 30, "a: 30\n"),
        ("a: b\n", ("a",), Fraction(2, 3), "a: 2/3\n"),
        ("a:\nb: c\n", ("a",), "x", "a: x\nb: c\n"),
        ("a:   # c\nb: c\n", ("a",), "x", "a: x   # c\nb: c\n"),
        ("- a\n-\n- c\n", (1,), "x", "- a\n- x\n- c\n"),
        ("{a: b, c: d}\n", ("a",), "x, y", '{a: "x, y", c: d}\n'),
        ("{a: , c: d}\n", ("a",), "x", "{a: x, c: d}\n"),
        ("{a, c: d}\n", ("a",), "x", "{a: x, c: d}\n"),
        (
            "a: |\n  one\n  two\n\n# c\nb: c\n",
            ("a",),
            "three\nfour\n",
            "a: |\n  three\n  four\n\n# c\nb: c\n",
        ),
        ("a: |\n  one\nb: c\n", ("a",), "x\n\ny", "a: |-\n  x\n\n  y\nb: c\n"),
        ("a: >-\n  one\n  two\n# c\n", ("a",), "three", "a: >-\n  three\n# c\n"),
        ("a: >\n  one\n", ("a",), " leading", 'a: " leading"\n'),
        ("a: one\n  two\nb: c\n", ("a",), "x", "a: x\nb: c\n"),
        ("a:\n  b: c\nd: e\n", ("a", "b"), "x", "a:\n  b: x\nd: e\n"),
        ("a: b\n", ("a",), ["x", "y"], "a:\n  - x\n  - y\n"),
        ("a: b\n", ("a",), {"x": "y"}, "a:\n  x: y\n"),
        ("a:\n    - b\n    # c\n    - d\ne: f\n", ("a",), ["x"], "a:\n    - x\n    # c\ne: f\n"),
        ("a:\n  - b  # c\n  - d  # e\nf: g\n", ("a",), "x", "a:\n  x\n  # c\n    # e\nf: g\n"),
        ("a: [b, # c\n  d] # e\n", ("a",), "x", "a: x\n  # c\n   # e\n"),
        ("a: >  # c\n  b\n", ("a",), "d", "a: >-   # c\n  d\n"),
        ("- {a: [b, # c\n  d], e: f}\n", (0, "a"), "x", "- {a: x\n     # c\n     , e: f}\n"),
        ("a: [b, c] # d\n", ("a",), ["x"], "a:\n  - x # d\n"),
        ("{a: [b, c]} # d\n", ("a",), ["x"], "{a: [x]} # d\n"),
        ("a:\n  b: c\n", ("a",), "x", "a:\n  x\n"),
        ("a: b\n", ("a",), [], "a: []\n"),
        ("a: b\r\nc: d\r\n", ("a",), {"x": "y"}, "a:\r\n  x: y\r\nc: d\r\n"),
        ("\ufeffa: b\n", ("a",), "x", "\ufeffa: x\n"),
        ("a: b", ("a",), "x", "a: x"),
        ("a: b\n", ("c",), "x", "a: b\nc: x\n"),
    ],
)
def test_a_value_is_changed_in_its_own_manner(
    text: str, path: yamledit.Path, value: rendering.Value, expected: str
) -> None:
    assert edited(text, ("set", (path, value))) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: b\n", (), "a: b\nk: v\n"),
        ("a: b", (), "a: b\nk: v"),
        ("a: b # c\n# d\n", (), "a: b # c\nk: v\n# d\n"),
        ("", (), "k: v\n"),
        ("# c\n", (), "# c\nk: v\n"),
        ("# c", (), "# c\nk: v"),
        ("{}\n", (), "\nk: v\n"),
        ("{a: b}\n", (), "{a: b, k: v}\n"),
        ("{a: b, }\n", (), "{a: b, k: v, }\n"),
        ("{a: }\n", (), "{a: , k: v}\n"),
        ("a:\n  b: c\nd: e\n", ("a",), "a:\n  b: c\n  k: v\nd: e\n"),
        ("a:\n    b: c # x\n\n# y\nd: e\n", ("a",), "a:\n    b: c # x\n    k: v\n\n# y\nd: e\n"),
        ("a:\n  b: |\n    c\n\nd: e\n", ("a",), "a:\n  b: |\n    c\n\n  k: v\nd: e\n"),
        ("a:\n  b: |+\n    c\n\n", ("a",), "a:\n  b: |+\n    c\n\n  k: v\n"),
        ("a:\n  b: |\n    c", ("a",), "a:\n  b: |-\n    c\n  k: v"),
        ("a:\n  b: [c,\n    d]\ne: f\n", ("a",), "a:\n  b: [c,\n    d]\n  k: v\ne: f\n"),
        ("a:\n  b:\n  - c\ne: f\n", ("a",), "a:\n  b:\n  - c\n  k: v\ne: f\n"),
        ("a:\n  b:\ne: f\n", ("a",), "a:\n  b:\n  k: v\ne: f\n"),
        ("a: # c\nb: c\n", ("a",), "a: # c\n  k: v\nb: c\n"),
        ("x:\n    y: z\na:\n", ("a",), "x:\n    y: z\na:\n    k: v\n"),
        ("a: {}  # c\nb: c\n", ("a",), "a:  # c\n  k: v\nb: c\n"),
        ("a: {b: c} # d\n", ("a",), "a: {b: c, k: v} # d\n"),
        ("- a: b\n  c: d\n- e\n", (0,), "- a: b\n  c: d\n  k: v\n- e\n"),
        ("{a: {}, b: c}\n", ("a",), "{a: {k: v}, b: c}\n"),
        ("{a: , b: c}\n", ("a",), "{a:  {k: v}, b: c}\n"),
        ("{a, b: c}\n", ("a",), "{a: {k: v}, b: c}\n"),
        ("a: b\n", ("c", "d"), "a: b\nc:\n  d:\n    k: v\n"),
        ("a:\r\n  b: c\r\nd: e\r\n", ("a",), "a:\r\n  b: c\r\n  k: v\r\nd: e\r\n"),
        ("\ufeffa: b\n", (), "\ufeffa: b\nk: v\n"),
        ("a: 'b\n  c'\n", (), "a: 'b\n  c'\nk: v\n"),
        ("---\na: b\n...\n", (), "---\na: b\nk: v\n...\n"),
        ("{a: b # c\n}\n", (), "{a: b, k: v # c\n}\n"),
    ],
)
def test_a_key_is_added_at_the_end_of_its_mapping(
    text: str, path: yamledit.Path, expected: str
) -> None:
    assert edited(text, ("add", (path, "k", "v"))) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a:\n  - b\nc: d\n", ("a",), "a:\n  - b\n  - v\nc: d\n"),
        ("a:\n- b # x\n# y\nc: d\n", ("a",), "a:\n- b # x\n- v\n# y\nc: d\n"),
        ("a:\n- b: c\n  d: e\n", ("a",), "a:\n- b: c\n  d: e\n- v\n"),
        ("a: [b, c] # d\n", ("a",), "a: [b, c, v] # d\n"),
        ("a: [b, c, ]\n", ("a",), "a: [b, c, v, ]\n"),
        ("a: []\nc: d\n", ("a",), "a:\n  - v\nc: d\n"),
        ("a:\nc: d\n", ("a",), "a:\n  - v\nc: d\n"),
        ("c: d\n", ("a",), "c: d\na: [v]\n"),
        ("{a: }\n", ("a",), "{a:  [v]}\n"),
        ("", ("a",), "a: [v]\n"),
        ("- a\n-\n", (), "- a\n-\n- v\n"),
    ],
)
def test_an_item_is_added_at_the_end_of_its_list(
    text: str, path: yamledit.Path, expected: str
) -> None:
    assert edited(text, ("append", (path, "v"))) == expected


def test_larger_values_are_written_as_people_would() -> None:
    text = edited(
        "a: b\n",
        (
            "add",
            (
                (),
                "parties",
                {"us": {"name": "U: S", "evidence": ["S-1", "S-2"], "yes": True}},
                ["drafted"],
            ),
        ),
        (
            "append",
            (("parties", "us", "prefers"), rendering.Inline({"that": "not us.x", "judged": "A"})),
        ),
        ("append", (("wants",), {"text": "T", "list": [{"a": "b"}, ["c"]], "none": {}})),
        ("add", (("parties",), "long", {"l": ["x" * 60, "y" * 60]})),
    )
    assert text == (
        'a: b\n# drafted\nparties:\n  us:\n    name: "U: S"\n    evidence: [S-1, S-2]\n'
        "    yes: yes\n    prefers:\n      - {that: not us.x, judged: A}\n"
        f"  long:\n    l:\n      - {'x' * 60}\n      - {'y' * 60}\n"
        "wants:\n  - text: T\n    list:\n      - a: b\n      - [c]\n    none: {}\n"
    )


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("set", ((), "x")),
        ("set", (("a", "c"), "x")),
        ("set", (("l", 5), "x")),
        ("set", (("l", 0, "c"), "x")),
        ("add", ((), "a", "again")),
        ("add", (("a",), "k", "v")),
        ("add", (("l",), "k", "v")),
        ("add", (("l", 7), "k", "v")),
        ("append", (("a",), "v")),
        ("append", (("l", 7), "v")),
        ("append", (("m",), "v")),
        ("set", (("a",), "\ud800")),
    ],
)
def test_what_cannot_be_changed_is_refused_and_nothing_is(
    verb: str, arguments: tuple[object, ...]
) -> None:
    file = opened("a: b\nl: [x]\nm: {k: v}\n")
    if (verb, arguments[0]) == ("set", ()):
        file = opened("")
    before = file.text
    with pytest.raises(CaseError) as caught:
        getattr(file, verb)(*arguments)
    assert [f.code for f in caught.value.findings] == ["GO222"]
    assert file.text == before


def test_the_case_follows_its_edits() -> None:
    file = opened(WHOLE)
    assert file.case.title == "Russia's offer to mediate"
    file.set(("title",), "Another")
    assert file.case.title == "Another"
    file.set(("as_of",), "soon")
    assert [f.code for f in file.findings] == ["GO211"]


KEYS_ST = st.text("abcxyz-", min_size=1, max_size=5)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text("ab:#-'\"\\[]{},&*!|>%@` \n\t?~", max_size=12),
    st.sampled_from(
        ["yes", "NO", "null", "1e3", "---", "...", "<<", "a: b", "# x", "", " ", "=", "?"]
    ),
)


def writable(text: str) -> bool:
    return not any(0xD800 <= ord(sign) < 0xE000 for sign in text)


VALUES = st.recursive(
    TEXTS.filter(writable),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS_ST, inner, max_size=3),
        st.dictionaries(KEYS_ST, inner, max_size=3).map(rendering.Inline),
    ),
    max_leaves=6,
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Case-like files in many hands: indentation, quotes, comments, line ends, flow and block."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    step = draw(st.sampled_from([1, 2, 4]))
    comment = draw(st.sampled_from(["", "  # note", "   # it's: {odd} [- |"]))

    def scalar(level: int) -> str:
        return draw(
            st.sampled_from(
                [
                    "plain",
                    "'single ''q'''",
                    '"double \\" \\u00e9"',
                    "",
                    "two words",
                    "é😀",
                    "{}",
                    "[]",
                    "[a, 'b c', {d: e}]",
                    "{f: [g], h: }",
                    f"|{newline}{' ' * (step * level)}lit{newline}{newline}{' ' * (step * level)}more",
                    f">-{newline}{' ' * (step * level)}folded{newline}{' ' * (step * level)}text",
                ]
            )
        )

    def block(level: int) -> list[str]:
        lines: list[str] = []
        margin = " " * (step * level)
        for key in draw(st.lists(KEYS_ST, min_size=1, max_size=3, unique=True)):
            kind = draw(st.sampled_from(["scalar", "scalar", "map", "list"]))
            if kind == "map" and level < 3:
                lines += [f"{margin}{key}:{comment}", *block(level + 1)]
            elif kind == "list":
                inner = margin + " " * draw(st.sampled_from([0, step]))
                items = draw(
                    st.lists(st.sampled_from(["x", "'y'", "", "{z: w}"]), min_size=1, max_size=3)
                )
                lines += [
                    f"{margin}{key}:",
                    *(f"{inner}- {item}".rstrip() + comment for item in items),
                ]
            else:
                said = scalar(level + 1)
                block_text = said[:1] in ("|", ">")
                lines.append(f"{margin}{key}: {said}".rstrip(" ") + ("" if block_text else comment))
            if draw(st.booleans()):
                lines += draw(st.sampled_from([[""], [f"{margin}# between"], ["", "# low"]]))
        return lines

    head = draw(st.sampled_from(["", "\ufeff", "# head" + newline, "---" + newline]))
    return head + newline.join(block(0)) + draw(st.sampled_from(["", newline, newline * 2]))


def paths(value: object, path: yamledit.Path = ()) -> list[tuple[yamledit.Path, object]]:
    found_ = [(path, value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            found_ += paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found_ += paths(inner, (*path, number))
    return found_


def changed(value: object, path: yamledit.Path, new: object) -> object:
    if not path:
        return new
    copy = list(value) if isinstance(value, list) else dict(value)  # type: ignore[call-overload]
    copy[path[0]] = changed(copy[path[0]], path[1:], new) if path[1:] else new
    return copy


def kept(before: str, after: str, start: int, end: int) -> bool:
    """Whether everything outside a stretch of the old text stands in the new, at its two ends."""
    return after.startswith(before[:start].rstrip(" ")) and after.endswith(before[end:])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_an_edit_reads_back_and_leaves_every_other_byte(data: st.DataObject) -> None:
    text = data.draw(files())
    tree = parse(text, "f")
    assume(not tree.findings)
    held = plain(tree.root)
    places = paths(held)
    path, old = data.draw(st.sampled_from(places))
    value = data.draw(VALUES)
    if isinstance(old, dict):
        assume("k" not in old)
        new = yamledit.add(tree, path, "k", value)
        expected = changed(held, path, {**old, "k": rendering.as_plain(value)})
    elif isinstance(old, list):
        new = yamledit.append(tree, path, value)
        expected = changed(held, path, [*old, rendering.as_plain(value)])
    else:
        new = yamledit.set_value(tree, path, value)
        expected = changed(held, path, rendering.as_plain(value))
    assert plain(new.root) == expected
    node = yamledit.find(tree, path)
    assert node is not None
    start, end = (node.node.start, node.node.end) if node.node else (0, len(text))
    if isinstance(old, str):
        assert kept(text, new.text.text, start, end)
    else:
        before = [line for line in text.splitlines() if "#" in line]
        after = new.text.text.splitlines()
        assert [line for line in before if line.strip().startswith("#")] == [
            line for line in after if line in before and line.strip().startswith("#")
        ]
        if old and text.endswith("\n"):  # an insertion; "{}" gives way to lines
            made = new.text.text
            head = common(text, made)
            assert head + common(text[head:][::-1], made[head:][::-1]) == len(text)


def common(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@given(TEXTS.filter(writable))
@example("a\u0085b")
@example("\ufeff")
def test_any_text_survives_a_file(text: str) -> None:
    for source in (
        "a: b\n",
        "a: 'b'\n",
        'a: "b"\n',
        "{a: b}\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a:\n",
    ):
        new = yamledit.set_value(parse(source, "f"), ("a",), text)
        assert plain(parse(new.text.text, "f").root) == {"a": text}


# --- saving --------------------------------------------------------------------------------------


def test_a_saved_file_is_the_text_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(WHOLE.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    file = CaseFile.open(tmp_path)
    file.set(("title",), "Új")
    file.save()
    assert (
        path.read_bytes()
        == WHOLE.replace("\n", "\r\n").replace("Russia's offer to mediate", "Új").encode()
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]
    file.set(("title",), "Again")
    file.save()
    assert "Again" in path.read_text()


def test_a_file_that_someone_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(WHOLE)
    file = CaseFile.open(path)
    file.set(("title",), "Mine")
    path.write_text("title: Theirs\n")
    with pytest.raises(CaseError) as caught:
        file.save()
    assert [f.code for f in caught.value.findings] == ["GO221"]
    assert path.read_text() == "title: Theirs\n"
    path.unlink()
    with pytest.raises(CaseError):
        file.save()
    assert not path.exists()


def test_killed_while_saving_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    body = "case: a\ntitle: A\nsummary: " + "x" * 300_000 + "\n"
    path.write_text(body)
    script = (
        "import sys\nfrom goodoffices.case.file import CaseFile\n"
        "f = CaseFile.open(sys.argv[1])\nprint('go', flush=True)\n"
        "n = 0\nwhile True:\n    n += 1\n    f.set(('title',), f'T{n}')\n    f.save()\n"
    )
    for wait in (0.05, 0.11, 0.17):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        file = CaseFile.open(path)
        assert file.findings == ()
        assert len(file.case.summary or "") == 300_000

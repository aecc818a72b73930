"""Parser events made into nodes: places, bounds, and what YAML has and a case does not use."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import work

from goodoffices.case.file import text as yamltext
from goodoffices.case.file.text import Mapping, Scalar, Sequence, Text, decode, parse, plain


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse(text, "case.yaml").findings]


def only(text: str):
    findings = parse(text, "case.yaml").findings
    assert len(findings) == 1, findings
    finding = findings[0]
    assert finding.place is not None
    assert finding.help
    return finding


def test_scalars_stay_text() -> None:
    text = "a: NO\nb: 1e3\nc: 0123\nd: 2025-03-01\ne: yes\nf: ~\ng: null\nh: 12:30:00\ni: .inf\n"
    assert plain(parse(text, "f").root) == {
        "a": "NO",
        "b": "1e3",
        "c": "0123",
        "d": "2025-03-01",
        "e": "yes",
        "f": "~",
        "g": "null",
        "h": "12:30:00",
        "i": ".inf",
    }


def test_every_key_and_value_has_its_place() -> None:
    text = "\ufeffaé😀: 'q''q'\nb:\n- x\n- {k: v, l: [m]}\nc: |\n  one\n  two\n\n# end\n"
    text = text.replace("\n", "\r\n")
    tree = parse(text, "f")
    assert isinstance(tree.root, Mapping)
    first, second, third = tree.root.entries
    assert isinstance(first.value, Scalar)
    assert text[first.key.start : first.key.end] == "aé😀"
    assert text[first.value.start : first.value.end] == "'q''q'"
    assert (tree.text.of(first.key).line, tree.text.of(first.key).column) == (1, 1)
    assert (tree.text.of(first.value).line, tree.text.of(first.value).column) == (1, 6)
    assert tree.text.of(first.value).snippet == "aé😀: 'q''q'"
    assert isinstance(second.value, Sequence)
    assert text[second.value.start] == "-"
    inner = second.value.items[1]
    assert isinstance(inner, Mapping)
    assert inner.flow
    assert text[inner.start : inner.end] == "{k: v, l: [m]}"
    assert isinstance(third.value, Scalar)
    assert third.value.value == "one\ntwo\n"
    assert tree.text.of(third.value).line == 5


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_both_parsers_of_the_library_give_the_same_nodes(
    loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("no libyaml here")
    text = (
        "\ufeffa:  # c\r\n  - b: 'c'\r\n    d: [e, {f: g}]\r\nh: >-\r\n  long\r\n  text\r\ni:\r\n"
    )
    if loader == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader")
    tree = parse(text, "f")
    assert not tree.findings
    assert plain(tree.root) == {
        "a": [{"b": "c", "d": ["e", {"f": "g"}]}],
        "h": "long text",
        "i": "",
    }
    assert isinstance(tree.root, Mapping)
    places = [(e.key.start, e.key.end, e.value.start, e.value.end) for e in tree.root.entries]
    listed, folded, last = text.index("- b"), text.index("h:"), text.index("i:")
    assert places == [
        (1, 2, listed, text.index("]\r\n") + 1),
        (folded, folded + 1, folded + 3, last),
        (last, last + 1, last + 2, last + 2),
    ]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "---\n...\n"])
def test_nothing_written_is_no_node_and_no_error(text: str) -> None:
    tree = parse(text, "f")
    assert tree.root is None
    assert tree.findings == ()
    assert plain(tree.root) == ""


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\tb: c\n", "GO201", 2, 1),
        ("a: b: c\n", "GO201", 1, 5),
        ("a: 'open\n", "GO201", 2, 1),
        ("a: [1, 2\n", "GO201", 2, 1),
        ("a: @b\n", "GO201", 1, 4),
        ("a: {b:}\n", "GO201", 1, 6),
        ("a: b\nc\n", "GO201", 3, 1),
        ("a: &\n", "GO201", 1, 5),
        ("a: %b\n", "GO201", 1, 4),
        ("a: b\n  c: d\n", "GO201", 2, 4),
        ("a: b\x00c\n", "GO202", 1, 5),
        ("a: b\n# \x07\n", "GO202", 2, 3),
        ("a: b\ufeff\n", "GO202", 1, 5),
        ("a: &x b\n", "GO203", 1, 4),
        ("a: *x\n", "GO203", 1, 4),
        ("a: !!python/object b\n", "GO203", 1, 4),
        ("a: !t [b]\n", "GO203", 1, 4),
        ("<<: {a: b}\n", "GO203", 1, 1),
        ("? [a]\n: b\n", "GO203", 1, 3),
        ("a: b\n---\nc: d\n", "GO203", 2, 1),
        ("a: b\nc: d\na: e\n", "GO209", 3, 1),
    ],
)
def test_what_cannot_stand_is_told_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    finding = only(text)
    assert finding.code == code
    assert finding.place
    assert (finding.place.line, finding.place.column) == (line, column)


def test_a_quoted_sign_is_only_text() -> None:
    assert codes("a: '<<'\n'<<': '*x'\nb: '&y'\nc: '!z'\n") == []


def test_of_a_repeated_key_the_first_is_kept_and_named() -> None:
    tree = parse("a: 1\nb: {c: 2, c: 3}\na: 4\n", "f")
    assert plain(tree.root) == {"a": "1", "b": {"c": "2"}}
    assert [f.code for f in tree.findings] == ["GO209", "GO209"]
    assert "line 1" in (tree.findings[1].help or "")


def test_everything_but_syntax_is_collected() -> None:
    text = "a: &x b\na: *x\n<<: c\nd: !t e\n"
    assert codes(text) == ["GO203", "GO203", "GO209", "GO203", "GO203"]


def test_a_syntax_error_tells_where_the_unfinished_began() -> None:
    finding = only("a: 1\nb: [1, 2\nc: 3\n")
    assert "line 2" in (finding.help or "")


HOSTILE = {
    "brackets": "[" * 100_000,
    "brackets in a value": "a: " + "[" * 100_000,
    "braces": "{" * 100_000,
    "hyphens": "- " * 100_000,
    "questions": "? " * 100_000,
    "deep lines": "\n".join(" " * i + "a:" for i in range(1500)),
    "many items": "a: [" + "x, " * 100_000 + "]",
    "many keys": "\n".join(f"k{i}: v" for i in range(60_000)),
    "many documents": "---\n" * 100_000,
    "unclosed quote": 'a: "' + "x\n" * 500_000,
    "colons": ": " * 100_000,
    "closing": "]" * 100_000,
    "anchors": "a: &" + "x" * 100_000,
    "billion laughs": "a: &a [x]\n" + "\n".join(f"b{i}: [*a, *a, *a]" for i in range(900)),
    "nul": "\x00" * 100_000,
    "twins in one line": "{" + "a: b, " * 20_000 + "}",
    "escapes": 'a: "' + "\\x41" * 400_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_a_finding_and_costs_little(name: str) -> None:
    tree = parse(HOSTILE[name], "f")
    assert tree.findings
    assert len(tree.findings) <= yamltext.MOST_FINDINGS
    honest = "\n".join(f"k{i}: v" for i in range(20_000))  # of the same order
    assert work(lambda: parse(HOSTILE[name], "f")) < 10 * work(lambda: parse(honest, "f"))


def test_bounds_are_exact() -> None:
    deep = yamltext.DEEPEST
    assert codes("[" * deep + "]" * deep) == []
    assert codes("[" * (deep + 1) + "]" * (deep + 1)) == ["GO203"]


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    text, findings = decode(b"a: " + b"x" * yamltext.MOST_BYTES, "f")
    assert text == ""
    assert [f.code for f in findings] == ["GO202"]
    assert codes("a: " + "x" * yamltext.MOST_BYTES) == ["GO202"]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: b\nc: \xe4\n", 2, 4),
        (b"\xff\xfea\x00", 1, 1),
        (b"\xfe\xff\x00a", 1, 1),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_bytes_that_are_not_utf8_are_told_with_their_place(
    data: bytes, line: int, column: int
) -> None:
    text, findings = decode(data, "f")
    assert text == ""
    assert [f.code for f in findings] == ["GO202"]
    place = findings[0].place
    assert place is not None
    assert (place.line, place.column) == (line, column)


def test_a_place_inside_a_quoted_or_folded_text_is_found() -> None:
    text = "a: 'it''s us.x and us.y'\nb: >-\n  us.x\n  and us.y\nc: \"\\u0041 us.x\"\nd: us.x\n"
    tree = parse(text, "f")
    assert isinstance(tree.root, Mapping)
    for entry in tree.root.entries:
        assert isinstance(entry.value, Scalar)
        for word in ("us.x", "us.y"):
            at = entry.value.value.find(word)
            if at >= 0:
                place = tree.text.inside(entry.value, at, len(word))
                assert place.snippet is not None
                assert place.column is not None
                assert place.snippet[place.column - 1 :].startswith(word)
    escaped = parse('a: "us\\u002ex"\n', "f")
    assert isinstance(escaped.root, Mapping)
    scalar = escaped.root.entries[0].value
    assert isinstance(scalar, Scalar)
    assert escaped.text.inside(scalar, 0, 4) == escaped.text.of(scalar)


def test_places_of_a_file_without_anything() -> None:
    assert str(Text("f", "").of(None)) == "f:1:1"
    assert Text("f", "").place(0).snippet == ""


def test_carets_stay_on_their_line() -> None:
    place = Text("f", "ab\ncd").place(1, 5)
    assert (place.line, place.column, place.width) == (1, 2, 1)


@given(st.text(max_size=300))
def test_any_text_gives_nodes_or_findings_and_never_an_exception(text: str) -> None:
    tree = parse(text, "f")
    assert tree.root is not None or tree.findings or plain(tree.root) == ""
    for finding in tree.findings:
        assert finding.render()


@given(st.text(alphabet="ab:-[]{}'\"|>#&*!? \n\t,\r", max_size=80))
def test_any_grammar_like_text_agrees_with_the_library(text: str) -> None:
    tree = parse(text, "f")
    if tree.findings:
        return
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    expected = list(yaml.parse(text, Loader=loader))
    scalars = [e.value for e in expected if isinstance(e, yaml.ScalarEvent)]
    found: list[str] = []

    def gather(node: object) -> None:
        if isinstance(node, Scalar):
            found.append(node.value)
        elif isinstance(node, Sequence):
            for item in node.items:
                gather(item)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                found.append(entry.key.value)
                gather(entry.value)

    gather(tree.root)
    assert found == scalars or (tree.root is None and scalars in ([], [""]))


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_told(data: bytes) -> None:
    text, findings = decode(data, "f")
    assert findings or text.encode() == data


def test_every_place_that_breaks_the_grammar_is_told_at_once() -> None:
    text = (
        "title: A: B\nparties:\n  iran:\n    wants: Relief: of sanctions\n\tx: y\n"
        "issues:\n  a: {name: A, values: {one: Talk, then sign}}\n"
    )
    tree = parse(text, "c.yaml")
    assert tree.root is None
    places = [(f.code, f.place.line, f.place.column) for f in tree.findings if f.place]
    assert places == [("GO201", 1, 9), ("GO201", 4, 18), ("GO201", 5, 1), ("GO201", 7, 36)]
    assert len({f.text for f in tree.findings}) == 3  # colon, tab, comma


def test_a_second_colon_in_braces_is_one_and_hides_nothing_below() -> None:
    text = (
        "wants:\n  - {text: Peace, because: as he said: soon}\n  - [one: two: three]\n"
        "name: A: B\nc: {d: e f}\n"
    )
    told = parse(text, "c.yaml").findings
    assert len({f.text for f in told}) == 1
    assert [(f.place.line, f.place.column) for f in told if f.place] == [(2, 38), (3, 14), (4, 8)]
    (other,) = parse("a: {b: 'x' y}\n", "c.yaml").findings
    assert other.text != told[0].text


def test_what_only_mending_brings_about_is_not_told() -> None:
    (problem,) = parse('a: "open\nb: c: d\n', "c.yaml").findings
    assert "never closed" in problem.text


def test_a_comma_in_braces_is_explained_and_ids_alone_stay() -> None:
    (problem,) = parse("a: {one: Talk, then sign}", "c.yaml").findings
    assert problem.place is not None
    assert (problem.place.column, problem.place.width) == (16, 9)
    assert parse("a: {one, two}", "c.yaml").findings == ()

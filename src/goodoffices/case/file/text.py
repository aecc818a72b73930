"""YAML as people write a case in it: parser events made into nodes that know their place.

Only the plain part of YAML is taken: mappings, lists and scalars, which all stay text. Tags,
anchors, aliases, merge keys, repeated keys and further documents are findings; size, depth and
number of nodes are bounded, so that hostile text costs little. A syntax error ends the reading, as
nothing after it can be understood; everything else is collected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from goodoffices.base.errors import Finding, Place
from goodoffices.base.findings import finding

if TYPE_CHECKING:
    import yaml

MOST_BYTES = 2_000_000
DEEPEST = 50
MOST_NODES = 50_000
MOST_FINDINGS = 200
"""After so many the rest is not told: something else is wrong."""

_BROKEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]|(?<!^)\ufeff"
)
_BREAK = re.compile("\r\n|\r|\n")

Style = Literal["", "'", '"', "|", ">"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text from ``start`` up to ``end`` of the file; ``style`` is its quote, if any."""

    value: str
    start: int
    end: int
    style: Style = ""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written, not even quotes."""
        return not self.value and not self.style


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values in the order of the file; ``flow`` where written in braces."""

    entries: tuple[Entry, ...]
    start: int
    end: int
    flow: bool = False

    def get(self, key: str) -> Entry | None:
        """Return the entry with a key, or None."""
        return next((e for e in self.entries if e.key.value == key), None)

    def at(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        entry = self.get(key)
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in a list; ``flow`` where written in brackets."""

    items: tuple[Node, ...]
    start: int
    end: int
    flow: bool = False


Node = Scalar | Mapping | Sequence
Plain = str | list[Any] | dict[str, Any]


def plain(node: Node | None) -> Plain:
    """Return a node as text, lists and dicts; nothing at all is an empty text."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.value: plain(entry.value) for entry in node.entries}


class Places(Protocol):
    """Tells where nodes stand, whatever form they were written in."""

    def of(self, node: Node | None) -> Place:
        """Return where a node stands; the whole file where there is none."""

    def inside(self, scalar: Scalar, column: int, width: int) -> Place:
        """Return where some characters of a scalar's value stand."""


@dataclass(frozen=True)
class Text:
    """A file's text with its lines, to turn an offset into line and column."""

    file: str
    text: str
    starts: tuple[int, ...] = field(init=False, repr=False)
    ends: tuple[int, ...] = field(init=False, repr=False)
    _lines: dict[int, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        breaks = [(end.start(), end.end()) for end in _BREAK.finditer(self.text)]
        object.__setattr__(self, "starts", (0, *(after for _before, after in breaks)))
        object.__setattr__(self, "ends", (*(before for before, _ in breaks), len(self.text)))

    def line(self, offset: int) -> tuple[int, int, int]:
        """Return the line's number from 1, its start, and its end without the line break."""
        number = bisect_right(self.starts, offset)
        return number, self.starts[number - 1], self.ends[number - 1]

    def place(self, start: int, end: int | None = None) -> Place:
        """Return where a stretch of the text stands; carets cover its first line."""
        number, first, last = self.line(start)
        if number == 1 and self.text.startswith("\ufeff"):
            first += 1
        if number not in self._lines:  # kept, so that places on a long line share it
            self._lines[number] = self.text[first:last]
        width = max(1, min(start + 1 if end is None else end, last) - start)
        column = max(1, start - first + 1)
        return Place(self.file, number, column, snippet=self._lines[number], width=width)

    def of(self, node: Node | None) -> Place:
        """Return where a node stands; the whole file where there is none."""
        return Place(self.file, 1, 1) if node is None else self.place(node.start, node.end)

    def inside(self, scalar: Scalar, column: int, width: int) -> Place:
        """Return where some characters of a scalar's value stand in the file.

        Quotes, escapes and folded lines make the file differ from the value; the words are then
        found by counting how often they came before, else the whole scalar is meant.
        """
        raw, value = self.text[scalar.start : scalar.end], scalar.value
        for shift in (0, 1):
            if raw[shift : shift + len(value)] == value:
                return self.place(
                    scalar.start + shift + column, scalar.start + shift + column + width
                )
        word = value[column : column + width]
        before = value.count(word, 0, column) if word else 0
        at = -1
        for _again in range(before + 1):
            at = raw.find(word, at + 1)
        if word and at >= 0:
            return self.place(scalar.start + at, scalar.start + at + width)
        return self.of(scalar)


@dataclass(frozen=True)
class Tree:
    """What a file holds: its text, the top node (None where nothing is written), the findings."""

    text: Text
    root: Node | None
    findings: tuple[Finding, ...]


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Turn bytes into text; what is not text is told with its place and left out."""
    if len(data) > MOST_BYTES:
        return "", [finding("GO202.bytes", Place(file), size=len(data), most=MOST_BYTES)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [finding("GO202.utf16", Place(file, 1, 1))]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Text(file, before + "\ufffd").place(len(before))
        return "", [finding("GO202.utf8", place, byte=f"0x{data[error.start]:02X}")]


def parse(text: str, file: str) -> Tree:
    """Read text into nodes, with every problem found on the way."""
    whole = Text(file, text)
    if (size := len(text.encode("utf-8", "surrogatepass"))) > MOST_BYTES:
        too_large = finding("GO202.bytes", Place(file), size=size, most=MOST_BYTES)
        return Tree(whole, None, (too_large,))
    broken = [
        finding("GO202.character", whole.place(sign.start()), number=f"{ord(sign[0]):04X}")
        for sign in islice(_BROKEN.finditer(text), MOST_FINDINGS)
    ]
    if broken:
        return Tree(whole, None, tuple(broken))
    builder = _TreeBuilder(whole, text)
    root = builder.document()
    return Tree(whole, root, (*builder.findings, *_further(builder)))


def _further(builder: _TreeBuilder) -> Iterator[Finding]:
    """Yield the problems behind a syntax error: what breaks the text is taken out, and read again.

    Where the parser goes on is a guess, so only what stands further down is told, and nothing that
    is only the parser's word.
    """
    reading, told = builder.reading, builder.broken
    while told is not None:
        line = builder.text.line(told)[0]
        reading = _mended(reading, told, builder.text)
        again = _TreeBuilder(builder.text, reading)
        again.document()
        below = [f for f in again.findings if f.place and f.place.line and f.place.line > line]
        if again.broken is None:
            yield from below
        elif not below or not again.clear:
            return
        else:
            yield again.findings[-1]
        told = again.broken


def _mended(text: str, at: int, lines: Text) -> str:
    """Take what breaks a text out of it, every other character in its place."""
    _number, start, end = lines.line(at)
    if text[at : at + 1] == ":":
        return f"{text[:at]} {text[at + 1 :]}"
    return text[:start] + " " * (end - start) + text[end:]


class _Stop(Exception):  # noqa: N818 - not an error of its own: the finding has been told
    """Nothing after this can be read."""


class _TreeBuilder:
    """Takes parser events one by one and builds nodes; recursion is bounded by the depth."""

    def __init__(self, text: Text, reading: str) -> None:
        self.text = text
        self.reading = reading
        """What is read: the text, or as much of it as was mended; every character in its place."""
        self.broken: int | None = None
        """Where a syntax error ended the reading."""
        self.clear = True
        """Whether it is known what is wrong there."""
        self.findings: list[Finding] = []
        self.shift = 1 if text.text.startswith("\ufeff") else 0
        self.nodes = 0
        self.events = self.read()

    def read(self) -> Iterator[yaml.Event]:
        """Yield the parser's events; a syntax error becomes a finding and ends them."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            yield from yaml.parse(self.reading[self.shift :], Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.broken = min(_index(mark) + self.shift, len(self.text.text))
            problem, self.clear = _syntax(error, self.text, self.broken, self.shift)
            self.findings.append(problem)
            raise _Stop from error

    def document(self) -> Node | None:
        """Read the one document of a file."""
        import yaml

        root: Node | None = None
        documents = 0
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.tell("GO203.document", event)
                        break
                elif isinstance(event, yaml.NodeEvent):
                    root = self.node(event, 1)
        except _Stop:
            return None
        return None if isinstance(root, Scalar) and root.empty else root

    def node(self, event: yaml.Event, depth: int) -> Node:
        """Read the node that an event begins."""
        import yaml

        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            self.tell("GO203.nested", event, deep=DEEPEST, many=MOST_NODES)
            raise _Stop
        start, end = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            self.tell("GO203.alias", event)
            return Scalar("", start, end, '"')
        event = cast("yaml.ScalarEvent | yaml.CollectionStartEvent", event)
        if event.anchor is not None:
            self.tell("GO203.anchor", event)
        if event.tag is not None:
            self.tell("GO203.tag", event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, start, end, cast("Style", event.style or ""))
        flow = bool(event.flow_style)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self.node(inner, depth + 1) for inner in self.until_end())
            return Sequence(items, start, self.close(items, end, flow), flow)
        return self.mapping(start, depth, flow)

    def mapping(self, start: int, depth: int, flow: bool) -> Mapping:
        """Read the keys and values of a mapping; of a repeated key the first is kept."""
        entries: dict[str, Entry] = {}
        for event in self.until_end():
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.add(finding("GO203.key", self.text.of(key)))
            elif key.value == "<<" and not key.style:
                self.add(finding("GO203.merge", self.text.of(key)))
            elif key.value in entries:
                line = self.text.of(entries[key.value].key).line
                self.add(finding("GO209.key", self.text.of(key), key=key.value, line=line))
            elif flow and entries and nothing_after(key, value):
                self.add(finding("GO201.comma", self.text.of(key)))
            else:
                entries[key.value] = Entry(key, value)
        last = tuple(entry.value for entry in entries.values())
        return Mapping(tuple(entries.values()), start, self.close(last, start, flow), flow)

    def until_end(self) -> Iterator[yaml.Event]:
        """Yield the events that begin this collection's nodes; remember where it ends."""
        import yaml

        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                self.closed = self.place(event)[1]
                return
            yield event

    def close(self, nodes: tuple[Node, ...], end: int, flow: bool) -> int:
        """Return where a collection ends: its bracket, or its last node."""
        return self.closed if flow else max([end, *(node.end for node in nodes)])

    def place(self, event: yaml.Event) -> tuple[int, int]:
        """Return where an event's words begin and end."""
        return _index(event.start_mark) + self.shift, _index(event.end_mark) + self.shift

    def tell(self, key: str, event: yaml.Event, deep: int = 0, many: int = 0) -> None:
        """Add a finding at an event."""
        place = self.text.place(*self.place(event))
        self.add(finding(key, place, deep=deep, many=many))

    def add(self, problem: Finding) -> None:
        """Add a finding; after very many, nothing more is read."""
        self.findings.append(problem)
        if len(self.findings) >= MOST_FINDINGS:
            raise _Stop


def nothing_after(key: Scalar, value: Node) -> bool:
    """Tell whether a key in braces is the rest of a text that a comma cut: words, and no value."""
    return " " in key.value and not key.style and isinstance(value, Scalar) and value.empty


def _syntax(error: yaml.MarkedYAMLError, text: Text, at: int, shift: int) -> tuple[Finding, bool]:
    """Tell of a syntax error at a place, and whether it is known what it is.

    In plain words; with the parser's own where none are known.
    """
    if text.text.startswith("\t", at):
        return finding("GO201.tab", text.place(at)), True
    before = text.text[text.line(at)[1] : at]
    if text.text.startswith(":", at) and ": " in before and "expected ','" in str(error.problem):
        return finding("GO201.second_colon", text.place(at)), True  # in braces or brackets
    for words, key in _KNOWN_PROBLEMS.items():
        if words in str(error.problem):
            return finding(key, text.place(at)), True
    problem, begun = str(error.problem or error.context or ""), error.context_mark
    if begun is not None and _index(begun) + shift < at:
        line = text.line(_index(begun) + shift)[0]
        return finding("GO201.unfinished", text.place(at), problem=problem, line=line), False
    return finding("GO201.yaml", text.place(at), problem=problem), False


def _index(mark: object) -> int:
    """Return where a mark of the parser, which has two kinds of them, stands in characters."""
    return getattr(mark, "index", None) or 0


_KNOWN_PROBLEMS = {
    "mapping values are not allowed": "GO201.second_colon",
    "cannot start any token": "GO201.first_sign",
    "unexpected end of stream": "GO201.quote",
    "could not find expected ':'": "GO201.colon",
    "found unexpected ':'": "GO201.space",
    "did not find expected alphabetic or numeric": "GO201.star",
}
"""What the parser says of a syntax error → the finding that says it in plain words."""

"""Edits in place: one value changed or added, every other byte of the file as it was.

An edit is a stretch of the text and what replaces it. Where a value can be written in several ways
they are tried in turn, the likest to what was there first, and the whole file is read again: an
edit that would not read back as exactly the change asked for is never made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goodoffices.base.errors import CaseError, Place
from goodoffices.base.findings import finding
from goodoffices.case.file.comments import comments, every_comment
from goodoffices.case.file.render import (
    Inline,
    Value,
    as_plain,
    block_lines,
    block_text,
    entry_lines,
    flow,
    item_lines,
    quoted,
    text_of,
)
from goodoffices.case.file.text import Mapping, Node, Plain, Scalar, Tree, parse, plain
from goodoffices.case.file.text import Sequence as List
from goodoffices.case.words import place_in_file

Path = tuple[str | int, ...]
"""Keys and indices from the top of the file, such as ``("parties", "iran", "prefers", 0)``."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the text from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """A node with what matters for writing there: whether braces are around it, its margin."""

    node: Node | None
    in_flow: bool
    margin: int


def set_value(tree: Tree, path: Path, value: Value) -> Tree:
    """Change the value at a path; a key that is missing from an existing mapping is added."""
    if path and isinstance(path[-1], str) and find(tree, path) is None:
        return add(tree, path[:-1], path[-1], value)
    site = find(tree, path)
    if site is None or site.node is None:
        raise refused(tree, path)
    after = with_value(plain(tree.root), path, as_plain(value))
    return first_that_reads(tree, path, after, _replacements(tree, site, site.node, value))


def add(tree: Tree, path: Path, key: str, value: Value, comment: Sequence[str] = ()) -> Tree:
    """Add a key with its value at the end of a mapping; mappings that are missing are made.

    Lines of comment stand right above the key.
    """
    there = len(path)
    while there and find(tree, path[:there]) is None:
        there -= 1
    missing = path[there:]
    site = find(tree, path[:there])
    keys = [*missing, key]
    if site is None or not all(isinstance(step, str) for step in missing):
        raise refused(tree, path)
    value_there = plain(site.node)
    if keys[0] in (value_there if isinstance(value_there, dict) else {}) or not (
        isinstance(site.node, Mapping) or _nothing(site.node)
    ):
        raise refused(tree, (*path, key))
    after = with_value(plain(tree.root), (*path, key), as_plain(value))
    step = _step(tree)
    lines = [*(f"# {line}" for line in comment), *entry_lines(key, value, step)]
    for head in reversed(missing):
        lines = [f"{quoted(str(head))}:", *(" " * step + line for line in lines)]
        value, key = {key: value}, str(head)
    inline = f"{quoted(key, flow=True)}: {flow(value)}"
    return first_that_reads(tree, path, after, _insertions(tree, site, lines, inline))


def append(tree: Tree, path: Path, value: Value) -> Tree:
    """Add an item at the end of a list; a list that is missing is made."""
    site = find(tree, path)
    if site is None and path and isinstance(path[-1], str):
        return add(tree, path[:-1], path[-1], [value])
    if site is None or not (isinstance(site.node, List) or _nothing(site.node)):
        raise refused(tree, path)
    items = plain(site.node)
    items = [*(items if isinstance(items, list) else []), as_plain(value)]
    after = with_value(plain(tree.root), path, items)
    lines = list(item_lines(value, _step(tree)))
    return first_that_reads(tree, path, after, _insertions(tree, site, lines, flow(value)))


def find(tree: Tree, path: Path) -> Site | None:
    """Return the node at a path, or None where there is none; the top is there even if empty."""
    node: Node | None = tree.root
    in_flow, margin = False, 0
    for step in path:
        in_flow = in_flow or (isinstance(node, Mapping | List) and node.flow)
        inner: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            entry = node.get(step)
            if entry is None:
                return None
            inner, margin = entry.value, column(tree, entry.key.start)
        elif isinstance(node, List) and isinstance(step, int) and 0 <= step < len(node.items):
            inner, margin = node.items[step], column(tree, node.start)
        else:
            return None
        node = inner
    return Site(node, in_flow, margin)


def path_at(tree: Tree, place: Place | None) -> Path:
    """Return the path of the innermost value that holds a place of the file's text."""
    if place is None or place.line is None:
        return ()
    at = tree.text.starts[min(place.line, len(tree.text.starts)) - 1] + (place.column or 1) - 1
    path: list[str | int] = []
    node: Node | None = tree.root
    while node is not None:
        inner: Node | None = None
        if isinstance(node, Mapping):
            for entry in node.entries:
                if entry.key.start <= at <= max(entry.value.end, entry.key.end):
                    path.append(entry.key.value)
                    inner = entry.value
                    break
        elif isinstance(node, List):
            for number, item in enumerate(node.items):
                if item.start <= at <= item.end:
                    path.append(number)
                    inner = item
                    break
        node = inner
    return tuple(path)


def first_that_reads(
    tree: Tree, path: Path, after: Plain, changes: Iterator[TextEdit], *, uncomments: bool = False
) -> Tree:
    """Make the first change that reads back as what is meant, and holds every comment there was.

    ``uncomments`` is an edit that is meant to take comments away.
    """
    text = tree.text.text
    held = Counter[str]() if uncomments else Counter(every_comment(tree))
    for change in changes:
        new = parse(text[: change.start] + change.text + text[change.end :], tree.text.file)
        if plain(new.root) != after or len(new.findings) > len(tree.findings):
            continue
        if held <= Counter(every_comment(new)):
            return new
    raise refused(tree, path)


def with_value(node: Plain, path: Path, value: Plain) -> Plain:
    """Return what a node shall hold once the value stands at the path below it."""
    if not path:
        return value
    here, rest = path[0], path[1:]
    if isinstance(here, int):
        items = list(node) if isinstance(node, list) else []
        items[here] = with_value(items[here], rest, value)
        return items
    values = dict(node) if isinstance(node, dict) else {}
    values[here] = with_value(values.get(here, ""), rest, value)
    return values


def _replacements(tree: Tree, site: Site, node: Node, value: Value) -> Iterator[TextEdit]:
    """Offer the ways to write a value in place of a site's node, the likest first.

    Comments in what gives way stay, below what is written.
    """
    text = tree.text.text
    core = node.start + len(text[node.start : node.end].rstrip())
    kept = comments(tree, node.start, core)
    below = _below(tree, _inner_margin(tree, site, node), core, kept)
    nested = not isinstance(value, str) and isinstance(value, Sequence | dict)
    if nested:
        if not site.in_flow and not isinstance(value, Inline) and value:
            block = _as_block(tree, site, node, core, value)
            yield replace(block, text=block.text + below)
        forms = [flow(value)]
    else:
        style = node.style if isinstance(node, Scalar) else ""
        words = text_of(value)
        forms = [quoted(words, style, flow=site.in_flow), quoted(words, '"')]
        if style in ("|", ">"):
            room = site.margin + _step(tree)
            head, ending, lines = block_text(words, style, room, newline(tree)).partition(
                newline(tree)
            )
            said = "".join(f"   # {one}" for one in kept)
            yield TextEdit(node.start, core, head + said + ending + lines)
    for form in forms:
        yield TextEdit(node.start, core, f"{form}{below}")
        yield TextEdit(node.start, core, f" {form}{below}")
        yield TextEdit(node.start, core, f": {form}{below}")


def _below(tree: Tree, margin: int, core: int, kept: list[str]) -> str:
    """Return lines for the comments of what gives way, and a new one for what stands after it."""
    if not kept:
        return ""
    line = newline(tree) + " " * margin
    rest = tree.text.text[core : tree.text.line(core)[2]]
    return "".join(f"{line}# {one}".rstrip() for one in kept) + (line if rest.strip() else "")


def _as_block(tree: Tree, site: Site, node: Node, core: int, value: Value) -> TextEdit:
    """Write keys or a list as lines in place of a site's node, up to ``core``."""
    step = _step(tree)
    margin = _inner_margin(tree, site, node)
    lines = [" " * margin + line for line in block_lines(value, step)]
    joined = newline(tree).join(lines)
    if _of_lines(node):
        return TextEdit(node.start, core, joined.lstrip(" "))
    before = tree.text.text[: node.start].rstrip(" ")
    return TextEdit(len(before), core, newline(tree) + joined)


def _of_lines(node: Node) -> bool:
    return isinstance(node, Mapping | List) and not node.flow


def _inner_margin(tree: Tree, site: Site, node: Node) -> int:
    """Return where the lines of what a site holds begin, or would."""
    return column(tree, node.start) if _of_lines(node) else site.margin + _step(tree)


def _insertions(tree: Tree, site: Site, lines: list[str], inline: str) -> Iterator[TextEdit]:
    """Offer the ways to add lines, or the same on one line, at the end of a collection."""
    node = site.node
    if node is None:
        yield _at_line_end(tree, len(tree.text.text), 0, lines)
    elif isinstance(node, Scalar):
        if not site.in_flow:
            yield _at_line_end(tree, node.end, site.margin + _step(tree), lines)
        pair = f"{{{inline}}}" if not lines[-1].startswith("- ") else f"[{inline}]"
        yield TextEdit(node.start, node.end, f" {pair}")
        yield TextEdit(node.start, node.end, f": {pair}")
    elif node.flow:
        yield from _into_brackets(tree, site, node, lines, inline)
    else:
        last = last_leaf(node)
        margin = column(tree, node.start)
        if isinstance(last, Scalar) and last.style in ("|", ">"):
            yield from _after_block(tree, last, margin, lines)
        else:
            yield _at_line_end(tree, last.end, margin, lines)


def _into_brackets(
    tree: Tree, site: Site, node: Mapping | List, lines: list[str], inline: str
) -> Iterator[TextEdit]:
    """Add inside braces or brackets; an empty pair gives way to lines."""
    nodes = _children(node)
    if nodes:
        yield TextEdit(nodes[-1].end, nodes[-1].end, f", {inline}")
    elif site.in_flow:
        yield TextEdit(node.end - 1, node.end - 1, inline)
    else:
        end = tree.text.line(node.end)[2]
        margin = 0 if node is tree.root else site.margin + _step(tree)
        rest = tree.text.text[node.end : end].rstrip()
        before = tree.text.text[: node.start].rstrip(" ")
        yield TextEdit(len(before), end, rest + newline(tree) + _joined(tree, margin, lines))


def _at_line_end(tree: Tree, offset: int, margin: int, lines: list[str]) -> TextEdit:
    """Add lines below the line that holds a place."""
    _number, start, end = tree.text.line(offset)
    added = _joined(tree, margin, lines)
    if start == end == len(tree.text.text):  # the file ends with a line break, or is empty
        return TextEdit(end, end, added + newline(tree))
    return TextEdit(end, end, newline(tree) + added)


def _after_block(tree: Tree, last: Scalar, margin: int, lines: list[str]) -> Iterator[TextEdit]:
    """Add lines after a text of several lines, which ends where the next line begins.

    Where the file ends without a line break the text has none at its end either; its head then has
    to say so.
    """
    added, ending = _joined(tree, margin, lines), newline(tree)
    block = tree.text.text[last.start : last.end]
    if block.endswith(("\n", "\r")):
        yield TextEdit(last.end, last.end, added + ending)
    else:
        yield TextEdit(last.end, last.end, ending + added)
        yield TextEdit(last.start, last.end, f"{block[0]}-{block[1:]}{ending}{added}")


def _joined(tree: Tree, margin: int, lines: list[str]) -> str:
    return newline(tree).join(" " * margin + line for line in lines)


def _children(node: Mapping | List) -> tuple[Node, ...]:
    if isinstance(node, Mapping):
        return tuple(entry.value for entry in node.entries)
    return node.items


def last_leaf(node: Node) -> Node:
    """Return the last thing written in a collection of lines."""
    while isinstance(node, Mapping | List) and not node.flow and _children(node):
        node = max(_children(node), key=lambda inner: inner.end)
    return node


def _nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.empty)


def column(tree: Tree, offset: int) -> int:
    """Return how many characters stand before a place on its line."""
    return (tree.text.place(offset).column or 1) - 1


def newline(tree: Tree) -> str:
    """Return the line break that the file uses."""
    text = tree.text.text
    starts = tree.text.starts
    return "\r\n" if len(starts) > 1 and text[: starts[1]].endswith("\r\n") else "\n"


def _step(tree: Tree) -> int:
    """Return by how many spaces the file indents its first inner lines; 2 where it has none."""
    root = tree.root
    for node in _children(root) if isinstance(root, Mapping) else ():
        if isinstance(node, Mapping) and not node.flow and node.entries:
            return max(1, column(tree, node.start) - column(tree, root.start)) if root else 2
    return 2


def refused(tree: Tree, path: Path) -> CaseError:
    """Say that an edit cannot be made."""
    site = find(tree, path)
    place = tree.text.of(site.node if site else None)
    return CaseError(finding("GO222", place, where=place_in_file(path)))

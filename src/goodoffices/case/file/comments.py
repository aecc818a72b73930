"""The comments of a case file: what stands after a ``#`` that is no part of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from goodoffices.case.file.text import Mapping, Node, Scalar, Tree


def comments(tree: Tree, start: int, end: int) -> list[str]:
    """Return the comments in a stretch of the text, without their signs."""
    text = tree.text.text
    spans = sorted(_texts(tree, tree.root))
    starts = [span[0] for span in spans]
    found = []
    at = text.find("#", start, end)
    while at >= 0:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < spans[number][1]:
            after = spans[number][1]
        elif at == 0 or text[at - 1] in " \t\n\r\ufeff":
            after = min(tree.text.line(at)[2], end)
            found.append(text[at + 1 : after].strip())
        else:
            after = at + 1
        at = text.find("#", after, end)
    return found


def every_comment(tree: Tree) -> list[str]:
    """Return the comments of the whole file, in its order."""
    return comments(tree, 0, len(tree.text.text))


def _texts(tree: Tree, node: Node | None) -> Iterator[tuple[int, int]]:
    """Yield where every text of the file stands, keys too: of a block, without its head."""
    if isinstance(node, Scalar):
        start = tree.text.line(node.start)[2] if node.style in ("|", ">") else node.start
        if node.end > start:
            yield start, node.end
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.start, entry.key.end
            yield from _texts(tree, entry.value)
    elif node is not None:
        for item in node.items:
            yield from _texts(tree, item)

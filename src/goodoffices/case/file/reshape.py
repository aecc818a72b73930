"""Edits that take away, move or rename: what goes is gone, every comment stays.

A comment in the lines of what is taken away stays as a line of its own; what was moved takes its
comments along. As with any edit, what would not read back as exactly the change asked for is never
made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from goodoffices.case.file.comments import comments
from goodoffices.case.file.edit import (
    Path,
    TextEdit,
    column,
    find,
    first_that_reads,
    last_leaf,
    newline,
    refused,
    with_value,
)
from goodoffices.case.file.render import Value, as_plain, flow, item_lines, quoted
from goodoffices.case.file.text import Entry, Mapping, Node, Plain, Tree, plain
from goodoffices.case.file.text import Sequence as List

Spot = tuple[int, int]
"""Where a stretch of the text begins and ends."""


def remove(tree: Tree, path: Path) -> Tree:
    """Take a key with its value, or an item of a list, away.

    A key that holds nothing afterwards goes too, but for those at the top of the file, which are
    left empty.

    Raises
    ------
    CaseError
        GO222 where nothing is at the path, or it cannot be taken away there.
    """
    while len(path) > 1 and _alone(tree, path) and (len(path) > 2 or isinstance(path[-2], int)):
        path = path[:-1]
    if not path or find(tree, path) is None:
        raise refused(tree, path)
    if len(path) > 1 and _alone(tree, path):
        after = with_value(plain(tree.root), path[:-1], "")
    else:
        after = _without(plain(tree.root), path)
    return first_that_reads(tree, path, after, _removals(tree, path))


def uncomment(tree: Tree, path: Path, own: Callable[[str], bool]) -> Tree:
    """Take those lines of comment right above a key away that are its own."""
    site = find(tree, path[:-1])
    entry = site.node.get(str(path[-1])) if site and isinstance(site.node, Mapping) else None
    if entry is None:
        return tree
    number, end, _stop = tree.text.line(entry.key.start)
    start, kept = end, ""
    for above in range(number - 2, -1, -1):
        line = tree.text.text[tree.text.starts[above] : start]
        if not line.lstrip().startswith("#"):
            break
        start = tree.text.starts[above]
        kept = kept if own(line.strip().lstrip("# ")) else line + kept
    if tree.text.text[start:end] == kept:
        return tree
    change = iter([TextEdit(start, end, kept)])
    return first_that_reads(tree, path, plain(tree.root), change, uncomments=True)


def insert(tree: Tree, path: Path, index: int, value: Value) -> Tree:
    """Add an item to a list in front of the one that has the index.

    Raises
    ------
    CaseError
        GO222 where there is no such item.
    """
    site = find(tree, path)
    node = site.node if site else None
    if not isinstance(node, List) or not 0 <= index < len(node.items):
        raise refused(tree, path)
    items: list[Any] = [plain(item) for item in node.items]
    items.insert(index, as_plain(value))
    after = with_value(plain(tree.root), path, items)
    return first_that_reads(tree, path, after, _inserted(tree, node, index, value))


def swap(tree: Tree, path: Path, index: int) -> Tree:
    """Let an item of a list and the one after it change places, comments with them.

    Raises
    ------
    CaseError
        GO222 where there are no two such items.
    """
    site = find(tree, path)
    node = site.node if site else None
    if not isinstance(node, List) or not 0 <= index < len(node.items) - 1:
        raise refused(tree, path)
    items: list[Any] = [plain(item) for item in node.items]
    items[index], items[index + 1] = items[index + 1], items[index]
    after = with_value(plain(tree.root), path, items)
    return first_that_reads(tree, path, after, _swaps(tree, node, index))


def rename(tree: Tree, path: Path, key: str) -> Tree:
    """Give a key another name; what it holds stays as it is.

    Raises
    ------
    CaseError
        GO222 where there is no such key, or the new one is there already.
    """
    entry = _entry(tree, path)
    site = find(tree, path[:-1])
    if entry is None or site is None or not isinstance(site.node, Mapping):
        raise refused(tree, path)
    if key != path[-1] and site.node.get(key) is not None:
        raise refused(tree, (*path[:-1], key))
    held = plain(site.node)
    after = with_value(
        plain(tree.root),
        path[:-1],
        {key if k == path[-1] else k: v for k, v in held.items()},  # type: ignore[union-attr]
    )
    style = entry.key.style
    forms = (quoted(key, style, flow=site.node.flow), quoted(key, '"'))
    changes = (TextEdit(entry.key.start, entry.key.end, form) for form in forms)
    return first_that_reads(tree, path, after, changes)


# --- taking away ----------------------------------------------------------------------------------


def _alone(tree: Tree, path: Path) -> bool:
    """Tell whether something is the only one that its list or mapping holds."""
    site = find(tree, path[:-1])
    node = site.node if site else None
    if isinstance(node, Mapping):
        return len(node.entries) == 1
    return isinstance(node, List) and len(node.items) == 1


def _removals(tree: Tree, path: Path) -> Iterator[TextEdit]:
    """Offer the ways to take something away."""
    site = find(tree, path[:-1])
    node = site.node if site else None
    if not isinstance(node, Mapping | List):
        return
    spots = _spots(node)
    at = next(k for k, (step, _spot) in enumerate(spots) if step == path[-1])
    if node.flow:
        yield from _from_brackets(tree, node, [spot for _step, spot in spots], at)
    else:
        yield from _from_lines(tree, node, [spot for _step, spot in spots], at)


def _spots(node: Mapping | List) -> list[tuple[str | int, Spot]]:
    """Return where the members of a collection stand, without what is around them."""
    if isinstance(node, Mapping):
        return [(e.key.value, (e.key.start, _end(e.value, e.key))) for e in node.entries]
    return [(k, (item.start, _end(item, item))) for k, item in enumerate(node.items)]


def _end(value: Node, key: Node) -> int:
    return max(last_leaf(value).end, key.end)


def _from_brackets(
    tree: Tree, node: Mapping | List, spots: list[Spot], at: int
) -> Iterator[TextEdit]:
    text = tree.text.text
    start, end = spots[at]
    if len(spots) == 1:
        yield _but_comments(tree, node.start, node.end)
    elif at + 1 < len(spots):
        yield _but_comments(tree, start, spots[at + 1][0])
        comma = text.find(",", end)
        yield _but_comments(tree, start, comma + 1)
    else:
        yield _but_comments(tree, spots[at - 1][1], end)
        yield _but_comments(tree, start, end)


def _but_comments(tree: Tree, start: int, end: int) -> TextEdit:
    """Take a stretch away, all but the comments in it."""
    margin = " " * column(tree, start)
    kept = comments(tree, start, end)
    said = "".join(f" # {one}{newline(tree)}{margin}" for one in kept)
    return TextEdit(start, end, said)


def _from_lines(tree: Tree, node: Mapping | List, spots: list[Spot], at: int) -> Iterator[TextEdit]:
    text = tree.text.text
    margin = column(tree, node.start)
    lines = _lines(tree, node, spots[at])
    if lines is not None:
        start, end = lines
        kept = comments(tree, start, end)
        yield TextEdit(start, end, _as_comments(tree, margin, kept))
        if not text.endswith(("\n", "\r")) and end == len(text):
            yield TextEdit(max(0, start - len(newline(tree))), end, "")
    if at == 0 and len(spots) > 1:  # it shares its line with the hyphen of what holds it
        start, end = spots[0]
        kept = comments(tree, start, spots[1][0])
        if not kept:
            yield TextEdit(start, spots[1][0], "")
        else:
            rest = newline(tree) + " " * margin
            yield TextEdit(start, spots[1][0], "".join(f"# {one}{rest}" for one in kept))


def _lines(tree: Tree, node: Mapping | List, spot: Spot) -> Spot | None:
    """Return the whole lines of a member, line break included; None where it shares one."""
    text = tree.text.text
    margin = column(tree, node.start)
    begin = spot[0]
    if isinstance(node, List):
        begin = _hyphen(tree, node, begin)
        if begin < 0:
            return None
    _number, start, _stop = tree.text.line(begin)
    if text[start : start + 1] == "\ufeff":
        start += 1
    if begin - start != margin or text[start:begin].strip(" "):
        return None
    if spot[1] > begin and text[spot[1] - 1 : spot[1]] in ("\n", "\r"):
        return start, spot[1]
    number, _start, stop = tree.text.line(max(spot[1], begin))
    starts = tree.text.starts
    return start, starts[number] if number < len(starts) else stop


def _hyphen(tree: Tree, node: List, at: int) -> int:
    """Return where the hyphen of an item stands, or -1."""
    text, margin = tree.text.text, column(tree, node.start)
    number, start, _end = tree.text.line(at)
    while number > 0:
        place = start + margin
        if text[place : place + 1] == "-" and place <= at and not text[start:place].strip():
            return place
        number -= 1
        if number < 1:
            break
        start = tree.text.starts[number - 1]
        if start < tree.text.line(node.start)[1]:
            break
    return -1


def _as_comments(tree: Tree, margin: int, kept: list[str]) -> str:
    return "".join(f"{' ' * margin}# {one}".rstrip() + newline(tree) for one in kept)


# --- adding and moving ----------------------------------------------------------------------------


def _inserted(tree: Tree, node: List, index: int, value: Value) -> Iterator[TextEdit]:
    start = node.items[index].start
    if node.flow:
        yield TextEdit(start, start, f"{flow(value)}, ")
        return
    margin = column(tree, node.start)
    hyphen = _hyphen(tree, node, start)
    if hyphen >= 0:
        lines = list(item_lines(value, 2))
        between = newline(tree) + " " * margin
        yield TextEdit(hyphen, hyphen, between.join(lines) + between)


def _swaps(tree: Tree, node: List, index: int) -> Iterator[TextEdit]:
    text = tree.text.text
    first, other = (spot for _step, spot in _spots(node)[index : index + 2])
    if not node.flow:
        own, next_ = _lines(tree, node, first), _lines(tree, node, other)
        if own is not None and next_ is not None:
            one, two = text[slice(*own)], text[slice(*next_)]
            if not two.endswith(("\n", "\r")):  # the file ends without a line break
                ending = newline(tree)
                two, one = two + ending, one[: -len(ending)]
            yield TextEdit(own[0], next_[1], text[own[1] : next_[0]] + two + one)
    between = text[first[1] : other[0]]
    swapped = text[slice(*other)].rstrip() + between + text[slice(*first)].rstrip()
    yield TextEdit(first[0], other[1], swapped)


# --- the values meant -----------------------------------------------------------------------------


def _without(node: Plain, path: Path) -> Plain:
    """Return what a node holds once what the path leads to is gone."""
    here, rest = path[0], path[1:]
    if isinstance(node, list) and isinstance(here, int):
        items = list(node)
        if rest:
            items[here] = _without(items[here], rest)
        else:
            del items[here]
        return items
    values = dict(node) if isinstance(node, dict) else {}
    if rest:
        values[str(here)] = _without(values[str(here)], rest)
    else:
        values.pop(str(here), None)
    return values


def _entry(tree: Tree, path: Path) -> Entry | None:
    site = find(tree, path[:-1]) if path else None
    node = site.node if site else None
    return node.get(str(path[-1])) if isinstance(node, Mapping) else None

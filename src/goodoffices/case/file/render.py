"""Values written as YAML: plain where that is safe, quoted where it is not, flow or block.

Everything a case holds is text, keys and lists; a truth is written yes or no, a number as it is.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from goodoffices.case.file.text import Plain, Style

WIDTH = 100

Value = str | int | Fraction | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: text, truth, number, list, keys with values."""


class Inline(dict[str, Value]):
    """Keys with values that are written in braces, on one line."""


_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*")
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def as_plain(value: Value) -> Plain:
    """Return a value as it will be read back: everything text."""
    if isinstance(value, Mapping):
        return {str(key): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_plain(inner) for inner in value]
    return text_of(value)


def text_of(value: Value) -> str:
    """Return the text of a value that is neither list nor keys."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def quoted(text: str, style: Style = "", *, flow: bool = False) -> str:
    """Write a text in a style where that can hold it, else in double quotes."""
    if style == "" and is_plain(text, flow=flow):
        return text
    if style == "'" and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Tell whether a text needs no quotes."""
    if not _PLAIN.fullmatch(text) or text != text.strip() or text.endswith(":"):
        return False
    if flow and any(sign in text for sign in ",[]{}?:"):
        return False
    return ": " not in text and " #" not in text


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in _SHORT:
        return _SHORT[sign]
    number = ord(sign)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}"


def flow(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        parts = (f"{quoted(str(k), flow=True)}: {flow(v)}" for k, v in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return quoted(text_of(value), flow=True)


def entry_lines(key: str, value: Value, step: int) -> Iterator[str]:
    """Write a key with its value as lines, the key's at the margin."""
    head = f"{quoted(key)}:"
    if _on_one_line(value):
        yield f"{head} {_one_line(value)}"
        return
    yield head
    for line in block_lines(value, step):
        yield " " * step + line


def item_lines(value: Value, step: int) -> Iterator[str]:
    """Write an item of a list as lines, its hyphen at the margin."""
    lines = [_one_line(value)] if _on_one_line(value) else list(block_lines(value, step))
    yield f"- {lines[0]}"
    for line in lines[1:]:
        yield f"  {line}"


def block_lines(value: Value, step: int) -> Iterator[str]:
    """Write keys with values, or a list, as lines at the margin."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from entry_lines(str(key), inner, step)
    else:
        for inner in cast("Sequence[Value]", value):
            yield from item_lines(inner, step)


def _on_one_line(value: Value) -> bool:
    """Tell whether a value is written beside its key: texts, braces asked for, short lists."""
    if isinstance(value, Inline) or not value:
        return True
    if isinstance(value, Mapping):
        return False
    if isinstance(value, Sequence) and not isinstance(value, str):
        return len(flow(value)) < WIDTH and not any(isinstance(v, Mapping) for v in value)
    return True


def _one_line(value: Value) -> str:
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str)):
        return flow(value)
    return quoted(text_of(value))


def block_text(text: str, style: Style, indent: int, newline: str) -> str:
    """Write a text of several lines after ``|`` or ``>``, at an indentation."""
    body = text.rstrip("\n")
    ending = len(text) - len(body)
    chomp = {0: "-", 1: ""}.get(ending, "+")
    lines = body.split("\n")
    if style == ">":
        room = max(20, WIDTH - indent)
        wrapped = (textwrap.wrap(p, room, break_on_hyphens=False) or [""] for p in lines)
        lines = [line for paragraph in wrapped for line in (*paragraph, "")][:-1]
    shown = [" " * indent + line if line else "" for line in lines]
    return newline.join([f"{style}{chomp}", *shown, *[""] * (ending - 1)])

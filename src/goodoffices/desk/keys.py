"""The single keys of the desk, told on one page: which do what, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from goodoffices.base.i18n import _
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.tabs import Tab
from goodoffices.desk.views import DeskView


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of some pages: where they act, and each with what it does."""

    where: str
    keys: tuple[tuple[str, str], ...]


def key_groups(parts: Iterable[Tab]) -> list[KeyGroup]:
    """Return every single key of the desk; of its ``parts``, the keys that lead to them."""
    return [
        KeyGroup(
            _("Everywhere"),
            (
                ("/", _("search what was read")),
                ("?", _("this page")),
                *((f"g {tab.key}", tab.words) for tab in parts),
            ),
        ),
        KeyGroup(
            _("Review"),
            (
                ("j", _("the next")),
                ("k", _("the one before")),
                ("a", _("accept, and on to the next")),
                ("r", _("reject")),
                ("u", _("leave unsure")),
                ("e", _("correct what was read")),
                ("m", _("it is the same as another")),
                ("z", _("undo the last")),
            ),
        ),
        _of_the_case(),
        KeyGroup(
            _("Outcomes, packages"),
            (
                ("j", _("the next outcome")),
                ("k", _("the outcome before")),
                ("f", _("what if a preference were another")),
                ("w", _("weigh the package")),
            ),
        ),
        KeyGroup(_("Brief"), (("b", _("read the brief")),)),
        KeyGroup(_("Sources"), (("enter", _("the page of the words that are selected")),)),
    ]


def _of_the_case() -> KeyGroup:
    return KeyGroup(
        _("The case"),
        (
            ("1 … 9", _("to a party")),
            ("t", _("what is done today")),
            ("j", _("the next line")),
            ("k", _("the line before")),
            ("a", _("take what is proposed")),
            ("shift+a", _("take all that is proposed in the section")),
            ("e", _("edit what is proposed, and take it")),
            ("r", _("refuse what is proposed")),
            ("x", _("tick the first claim beside a question")),
            ("y", _("yes, to a question about what a party prefers")),
            ("shift+y", _("no, to that question")),
            (".", _("to what is next")),
            ("n", _("add a want")),
            ("o", _("add an option")),
            ("p", _("add a preference, or a party")),
            ("w", _("say what packages are worth to it")),
            ("i", _("add an issue")),
            ("m", _("add a mediator")),
            ("shift+arrowup", _("move a preference up")),
            ("shift+arrowdown", _("move it down")),
            ("=", _("let it count as much as the one above")),
            ("f", _("what if it stood higher?")),
            ("z", _("undo the last edit")),
        ),
    )


def keys_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the door of the page of keys."""

    def page(_view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        parts = [tab for tab, _here in answers.tabs("/")]
        return "keys.html", {"groups": key_groups(parts), "key_words": key_words}

    return [DeskDoor("GET", "/keys", answers.page(page))]


def key_words(key: str) -> list[str]:
    """Return the keys to press, one after the other or together, as keyboards name them."""
    named = {"shift": _("Shift"), "arrowup": "↑", "arrowdown": "↓", "enter": _("Enter")}
    if key == "=" or "…" in key:
        return [key]
    return [named.get(one, one) for one in key.replace("+", " ").split()]

"""Preferences in words: ``iran.limit if us.relief`` with the options' own texts in it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from goodoffices.brief.markup import esc, sentence
from goodoffices.brief.sides import Side
from goodoffices.case import Case
from goodoffices.conditions import Condition
from goodoffices.i18n import _


def in_words(condition: Condition, case: Case, sides: Mapping[str, Side]) -> Markup:
    """Say a condition with each option's text, marked with its party's shape."""
    options = {option.id: option for option in case.options}

    def option_words(name: str) -> Markup:
        option = options.get(name)
        if option is None or option.party not in sides:
            return Markup("<code>{}</code>").format(esc(name))
        side = sides[option.party]
        return Markup(
            '<span class="act"><span class="side {}" aria-hidden="true">{}</span> '
            '<span class="sr">{}:</span> <bdi>{}</bdi></span>'
        ).format(side.colour, side.shape, esc(side.name), esc(option.text))

    def words(node: Condition, *, outer: bool = False) -> Markup:
        if node.operator == "name":
            return option_words(node.name)
        said = sentence(
            _JOINED[node.operator](),
            **{key: words(part) for key, part in zip("ab", node.parts, strict=False)},
        )
        bare = outer or node.operator == "not"
        return said if bare else Markup("({})").format(said)

    return words(condition, outer=True)


_JOINED = {
    "not": lambda: _("not: {a}"),
    "and": lambda: _("{a} and {b}"),
    "or": lambda: _("{a} or {b}"),
    "if": lambda: _("{a} if {b}"),
    "iff": lambda: _("{a} exactly if {b}"),
}

"""Where the pipeline's cutting into words is put right: what is cut short, hyphens behind a point.

"Capt. Amadou Sanogo said" is no sentence that ends with "Capt", nor "a rent of Rs. 500" one that
ends with "Rs", and "a U.N.-brokered deal" is a deal that the U.N. brokered, as "UN-brokered" is.
They are cut so before anything is parsed. What runs on for hundreds of signs without a blank is no
word, and is not looked into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.read.words import words

if TYPE_CHECKING:
    from spacy.language import Language

_BEHIND_A_POINT = r"(?<=[A-Za-z]\.)-(?=[A-Za-z])"
_LIKE = "gen."
"""The short title that the parser knows best: it takes the others for one of its kind."""
_LONGEST = 300
_PAID = "$"
"""What the parser knows best before an amount."""


def recut(pipeline: Language) -> None:
    """Let a pipeline keep short titles and moneys whole, and cut a hyphen behind a point."""
    from spacy.symbols import NORM, ORTH
    from spacy.util import compile_infix_regex

    tokenizer: Any = pipeline.tokenizer
    infixes = [*(pipeline.Defaults.infixes or ()), _BEHIND_A_POINT]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    known = tokenizer.token_match
    tokenizer.token_match = lambda run: len(run) > _LONGEST or (known(run) if known else None)
    for title in words("short titles"):
        form = f"{title.capitalize()}."
        tokenizer.add_special_case(form, [{ORTH: form, NORM: _LIKE}])
    for money in words("short moneys"):
        for form in {f"{money.capitalize()}.", f"{money[:-2].title()}{money[-2:].title()}."}:
            tokenizer.add_special_case(form, [{ORTH: form, NORM: _PAID}])  # "Ksh.", "KSh."

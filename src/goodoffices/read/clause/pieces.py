"""Where the pipeline's cutting into words is put right: short titles, and hyphens behind a point.

"Capt. Amadou Sanogo said" is no sentence that ends with "Capt", and "a U.N.-brokered deal" is a
deal that the U.N. brokered, as "UN-brokered" is. Both are cut so before anything is parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.read.words import words

if TYPE_CHECKING:
    from spacy.language import Language

_BEHIND_A_POINT = r"(?<=[A-Za-z]\.)-(?=[A-Za-z])"
_LIKE = "gen."
"""The short title that the parser knows best: it takes the others for one of its kind."""


def recut(pipeline: Language) -> None:
    """Let a pipeline keep short titles whole, and cut a hyphen that stands behind a point."""
    from spacy.symbols import NORM, ORTH
    from spacy.util import compile_infix_regex

    tokenizer: Any = pipeline.tokenizer
    infixes = [*(pipeline.Defaults.infixes or ()), _BEHIND_A_POINT]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for title in words("short titles"):
        form = f"{title.capitalize()}."
        tokenizer.add_special_case(form, [{ORTH: form, NORM: _LIKE}])

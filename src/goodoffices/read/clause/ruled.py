"""The pipeline's rules for parts of speech, each decided once for words that are alike.

Almost all of them look at one word by itself: its tag, its form, its label. The parser's library
tries all of them on every word of every page, which takes a sixth of its time; here what they say
of a word is kept under what they look at. Rules over several words are tried as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LOOKED_AT = ("TAG", "LOWER", "DEP", "IS_SPACE")
"""What the rules over one word may look at, if they are to be decided once."""

MOST = 200_000
"""Of how many kinds of words it is kept what the rules say of them."""

Match = tuple[int, int, int]


def quicken(pipeline: Language) -> None:
    """Let a pipeline's attribute ruler decide once for words alike; what comes out is the same.

    A ruler that looks at anything else is left as it is.
    """
    if not pipeline.has_pipe("attribute_ruler"):
        return
    ruler: Any = pipeline.get_pipe("attribute_ruler")
    every = [(str(n), one) for n, rule in enumerate(ruler.patterns) for one in rule["patterns"]]
    single = [(key, one) for key, one in every if len(one) == 1 and "OP" not in one[0]]
    if all(set(one[0]) <= {*LOOKED_AT} for _key, one in single):
        longer = [(key, one) for key, one in every if (key, one) not in single]
        ruler.matcher = OnceForAll(pipeline.vocab, single, longer)


class OnceForAll:
    """Stands in for the matcher of an attribute ruler: the same matches, found sooner."""

    def __init__(self, vocab: Any, single: list[Any], longer: list[Any]) -> None:  # noqa: ANN401
        from spacy.matcher import Matcher

        self._single: Any = Matcher(vocab, validate=False)
        self._longer: Any = Matcher(vocab, validate=False)
        for matcher, rules in ((self._single, single), (self._longer, longer)):
            for key, one in rules:
                matcher.add(key, [one])
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Doc, *, allow_missing: bool, as_spans: bool) -> list[Match]:
        """Return the matches as (rule, first, last); ``as_spans`` is never asked for here."""
        found: list[Match] = self._longer(doc, allow_missing=allow_missing, as_spans=as_spans)
        if len(self._known) > MOST:
            self._known.clear()
        known = self._known
        for i, row in enumerate(doc.to_array(list(LOOKED_AT)).tolist()):
            looked_at = tuple(row)
            if looked_at not in known:
                word = self._single(doc[i : i + 1], allow_missing=allow_missing)
                known[looked_at] = tuple(rule for rule, _first, _last in word)
            found += [(rule, i, i + 1) for rule in known[looked_at]]
        return found

"""In which language a text is written: by its script first, then by its commonest small words.

Cheap and honest: where neither decides, the answer is None. What the page declares is believed as
long as the script agrees, because templates often keep the language they were made for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from goodoffices.read.words import table


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the language of a text as a two-letter code, or None where it cannot be told.

    Parameters
    ----------
    text
        The report's words; the first 20,000 characters decide.
    declared
        The language the page declares, where it does.
    """
    declared = table("languages.yaml")["alike"].get(declared or "", declared)
    sample = text[:20_000]
    script = _script(sample)
    if script is None:
        return declared
    languages: list[str] = table("languages.yaml")["scripts"].get(script, [])
    if declared and (declared in languages or declared not in _all_languages()):
        seen = _by_words(sample, languages) if declared in languages else None
        return seen or declared
    if script in {"CJK", "HIRAGANA", "KATAKANA"}:
        return "ja" if re.search(r"[\u3040-\u30ff]", sample) else "zh"
    if len(languages) == 1:
        return languages[0]
    return _by_words(sample, languages) or _by_letters(sample, script)


def _by_letters(text: str, script: str) -> str | None:
    """Return the language that has the letters that its neighbours in the script lack.

    Urdu has retroflexes, Persian four letters that Arabic lacks, Arabic some that Persian lacks;
    Russian has ы and э, its neighbours letters that Russian lacks.
    """
    if script == "CYRILLIC":
        return "ru" if re.search("[ыэ]", text) and not re.search("[іїєґјљњћђџў]", text) else None
    if script != "ARABIC":
        return None
    if re.search("[ٹڈڑںے]", text):
        return "ur"
    persian, arabic = len(re.findall("[پچژگکی]", text)), len(re.findall("[ةىيكإ]", text))
    if persian == arabic:
        return None
    return "fa" if persian > arabic else "ar"


def _all_languages() -> frozenset[str]:
    """Return every language whose script is known here."""
    scripts = table("languages.yaml")["scripts"]
    return frozenset(code for codes in scripts.values() for code in codes) | {"ja", "zh"}


@cache
def _small_words() -> dict[str, frozenset[str]]:
    """Return the commonest small words of each language."""
    words = table("languages.yaml")["words"]
    return {code: frozenset(listed.split()) for code, listed in words.items()}


def _script(text: str) -> str | None:
    """Return the script of most letters, or None where there are hardly any."""
    letters = Counter(filter(str.isalpha, text[:4000]))
    if letters.total() < 3:
        return None
    names = Counter[str]()
    for letter, count in letters.items():
        names[unicodedata.name(letter, "?").split(" ")[0].split("-")[0]] += count
    script, count = names.most_common(1)[0]
    return script if count > 0.5 * letters.total() else None


def _share(every: Counter[str], known: frozenset[str]) -> float:
    """Return which share of a text's words is among some."""
    return sum(every[word] for word in known) / every.total()


def _by_words(text: str, languages: list[str]) -> str | None:
    """Return the language whose small words are commonest, if one is clearly ahead."""
    every = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    if not every:
        return None
    known = _small_words()
    shares = sorted(
        ((_share(every, known[c]), c) for c in languages if c in known),
        reverse=True,
    )
    if not shares or shares[0][0] < 0.08:
        return None
    if len(shares) > 1 and shares[0][0] < 1.15 * shares[1][0]:
        return None
    return shares[0][1]

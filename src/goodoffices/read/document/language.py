"""In which language a text is written: by its script first, then by its commonest small words.

Cheap and honest: where neither decides, the answer is None. What the page declares is believed as
long as the script agrees, because templates often keep the language they were made for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SCRIPTS = {
    "LATIN": ["en", "fr", "de", "es", "it", "pt", "nl", "tr", "pl", "sv"],
    "CYRILLIC": ["ru", "uk", "bg", "sr"],
    "ARABIC": ["ar", "fa", "ur"],
    "HEBREW": ["he"],
    "GREEK": ["el"],
    "HANGUL": ["ko"],
    "DEVANAGARI": ["hi"],
    "ARMENIAN": ["hy"],
    "GEORGIAN": ["ka"],
    "THAI": ["th"],
}
_SMALL_WORDS = {
    "en": "the of and to in that for on with said is was by from has his its as at",
    "fr": "le la les des et une dans que pour est du sur au avec par qui ce",
    "de": "der die das und den von zu mit ist im des sich nicht dem eine auf",
    "es": "el la los las de y que en del por con una para se su al como",
    "it": "il di che la per della del una sono con non gli nel anche dei",
    "pt": "o os de que e do da em um para com não uma no na dos ao",
    "nl": "de het een van en in dat is op te met voor zijn niet door aan",
    "tr": "ve bir bu için ile olarak da de olan dedi gibi daha çok",
    "pl": "i w na z że się do nie jest o jak przez po od",
    "sv": "och att det i en som är av för på med den till har inte",
    "ru": "и в на что не с по он как это его для от из был",
    "uk": "і в на що не з до та як це його для від був є",
    "bg": "и на да за се от че с са по това като ще не",
    "sr": "и је да у на се су са за од не који што као",
    "ar": "في من على إلى أن عن مع التي الذي هذا ما لا قال بعد",
    "fa": "و در به از که را با این است برای آن می تا شد بر",
    "ur": "کے کی میں ہے اور سے کا کو نے پر کہ ہیں",
}
_WORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_ALIKE = {"iw": "he", "in": "id", "nb": "no", "per": "fa", "rus": "ru", "ara": "ar", "eng": "en"}


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the language of a text as a two-letter code, or None where it cannot be told.

    Parameters
    ----------
    text
        The report's words; the first 20,000 characters decide.
    declared
        The language the page declares, where it does.
    """
    declared = _ALIKE.get(declared or "", declared)
    sample = text[:20_000]
    script = _script(sample)
    if script is None:
        return declared
    languages = _SCRIPTS.get(script, [])
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
    return frozenset(code for codes in _SCRIPTS.values() for code in codes) | {"ja", "zh"}


def _script(text: str) -> str | None:
    """Return the script of most letters, or None where there are hardly any."""
    letters = [c for c in text[:4000] if c.isalpha()]
    if len(letters) < 3:
        return None
    names = Counter(unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in letters)
    script, count = names.most_common(1)[0]
    return script if count > 0.5 * len(letters) else None


def _by_words(text: str, languages: list[str]) -> str | None:
    """Return the language whose small words are commonest, if one is clearly ahead."""
    found = [w.casefold() for w in re.findall(r"[^\W\d_]+", text)]
    if not found:
        return None
    shares = sorted(
        (
            (sum(w in _WORDS[code] for w in found) / len(found), code)
            for code in languages
            if code in _WORDS
        ),
        reverse=True,
    )
    if not shares or shares[0][0] < 0.08:
        return None
    if len(shares) > 1 and shares[0][0] < 1.15 * shares[1][0]:
        return None
    return shares[0][1]

"""Bytes to characters, and the refusal of bytes that are no text.

The order is fixed: a byte-order mark, the character set a page declares, UTF-8, and only then a
guess by ``charset-normalizer``, which is taken when it is a good one. What was tried is named when
nothing fits, because the remedy (saving the file as UTF-8) needs a person who knows the source.

A few stray bytes in what is plainly UTF-8, and a few zero bytes in what is plainly text, cost no
page: each becomes U+FFFD, and a finding says how many there are.
"""

from __future__ import annotations

import codecs
import re

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.language import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office 97"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%!PS", "PostScript"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"RIFF", "RIFF"),
)
_LATIN_PAGES: dict[str, frozenset[str]] = {
    "cp1252": frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "sv"}),
    "cp1250": frozenset({"pl"}),
    "iso8859_2": frozenset({"pl"}),
    "cp1254": frozenset({"tr"}),
    "iso8859_9": frozenset({"tr"}),
}
"""Code pages with Latin letters, and the languages whose letters they hold."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{1,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:\-]{1,40})""",
    re.IGNORECASE,
)
STRAY = 0.002
"""At most this share of a text's bytes may be stray for it to be read (and three always may)."""

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def decode(data: bytes, name: str = "") -> tuple[str, str]:
    """Return the text of some bytes and the encoding it was read in.

    Raises
    ------
    UnreadableInput
        GO103 where the bytes are no text, GO104 where no encoding fits.
    """
    _refuse_binary(data, name)
    if _wide(data) is None and not any(data.startswith(mark) for mark, _encoding in _MARKS[1:]):
        data = data.replace(b"\x00", "\ufffd".encode())
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    declared = None if marked else _declared(data)
    tried = list(dict.fromkeys(e for e in (marked, declared, _wide(data), "utf-8") if e))
    for encoding in tried:
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except (UnicodeError, LookupError):
            continue
    broken = None if marked not in {None, "utf-8-sig"} else _broken(data)
    if broken is not None and broken[1] <= _stray(data):
        return data.decode("utf-8-sig", "replace"), "utf-8"
    guessed = None if marked or broken is not None else _guess(data)
    if guessed:
        return guessed
    where = broken[0] if broken is not None else 0
    place = Place(name, data.count(b"\n", 0, where) + 1) if name else None
    key = "GO104.marked" if marked else "GO104.guessed"
    raise UnreadableInput(finding(key, place, tried=", ".join(tried)))


def _stray(data: bytes) -> float:
    """Return how many stray bytes cost a source nothing but themselves."""
    return max(3, STRAY * len(data))


def _broken(data: bytes) -> tuple[int, int] | None:
    """Return where UTF-8 is damaged and in how many bytes, or None where the bytes are none at all.

    Characters of several bytes hardly ever come about by chance; where there are some, the rest is
    damage, and no other encoding would give the right letters.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    whole = sum(1 for c in text if c > "\x7f") - bad
    if whole < 0.3 * bad:
        return None
    first = next(i for i, c in enumerate(text) if "\udc80" <= c <= "\udcff")
    return len(text[:first].encode("utf-8")), bad


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise where bytes are a picture, an archive or a program."""
    place = Place(name) if name else None
    kind = next((label for magic, label in _MAGIC if data.startswith(magic)), None)
    if kind is not None:
        raise UnreadableInput(finding("GO103.known", place, kind=kind))
    if any(data.startswith(mark) for mark, _encoding in _MARKS) or _wide(data) is not None:
        return
    head = data[:65536]
    odd = len(head) - len(head.translate(None, _CONTROL))
    zeros = data.count(b"\x00")
    if zeros > _stray(data) or odd > 0.02 * len(head):
        raise UnreadableInput(finding("GO103.unknown", place))


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    head = data[:4096]
    if len(data) % 2 or len(head) < 4:
        return None
    even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Return the character set a page names in its first bytes, where Python knows it."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii").lower()
    # A page that reached us as bytes without a mark is not UTF-16, whatever it says of itself.
    label = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "utf-16": "utf-8"}.get(
        label, label
    )
    try:
        known = codecs.lookup(label)
    except LookupError:
        return None
    return known.name if known._is_text_encoding else None  # noqa: SLF001 - no public way to ask


def _guess(data: bytes) -> tuple[str, str] | None:
    """Guess the encoding from the letters, or return None where no guess is a good one.

    The Latin code pages differ in a few letters only, which no statistics tell apart; there the
    language of the words has to agree with the page.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data[:1_000_000], threshold=0.15).best()
    if best is None or best.percent_chaos > 10:
        return None
    for encoding in (best.encoding, "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        language = language_of(text)
        latin = sum(c.isascii() for c in text if c.isalpha()) > 0.5 * sum(map(str.isalpha, text))
        if not latin or language in _LATIN_PAGES.get(encoding, ()):
            return text, encoding
    return None

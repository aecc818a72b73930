"""Make src/goodoffices/read/data/places.json from tools/places/*.txt and Unicode CLDR (Babel).

Run it after editing a list: ``python tools/make_places.py``. The lists are facts written down by
hand; the states' names in English, French, Persian, Arabic and Russian come from CLDR (Unicode
licence).
The JSON holds ``entities`` (id, name, kind, country, the id it belongs to) and ``names`` (surface,
entity, form), sorted, so that a change of the lists is a small change of the file. Forms: ``name``,
``people`` (adjective or demonym), ``seat`` (of government), ``place`` (tells the country only),
``leader`` and ``titled`` (a leader's surname that needs a title before it).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "goodoffices" / "read" / "data" / "places.json"

OTHER_LANGUAGES = ("fa", "ar", "ru", "fr")
COMMON_WORDS = {"Того", "Чад", "Мали", "مالي", "مالی", "چاد", "پرو", "بنين", "بنین", "کره", "Куба"}
COMMON_WORDS |= {"Maurice", "Dominique", "Grenade", "Salvador", "Chili", "Guernesey", "Réunion"}
"""Names that are also everyday words of their language, or of their inflections, or given names."""

_FOLD = str.maketrans({"’": "'", "‘": "'", "\u2011": "-", "\u2010": "-", "\xa0": " "})


def slug(name: str) -> str:
    """Return an id for a name: plain letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def rows(file: str, width: int) -> Iterator[list[str]]:
    """Yield the fields of each line of a list."""
    for line in (HERE / "places" / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            fields = [f.strip() for f in line.split("|")]
            if len(fields) != width:
                message = f"{file}: {len(fields)} fields instead of {width}: {line}"
                raise ValueError(message)
            yield fields


def names(field: str) -> list[str]:
    """Split a field at its semicolons."""
    return [n.strip() for n in field.split(";") if n.strip()]


class Gazetteer:
    """Gathers entities and their surfaces; the first entity to claim a surface keeps it."""

    def __init__(self) -> None:
        self.entities: dict[str, tuple[str, str, str | None, str | None]] = {}
        self.surfaces: dict[str, tuple[str, str]] = {}

    def entity(
        self, name: str, kind: str, country: str | None, given: str = "", of: str | None = None
    ) -> str:
        """Return the id of an entity, added where new."""
        key = given or slug(name)
        self.entities.setdefault(key, (name, kind, country, of))
        return key

    def add(self, key: str, surface: str, form: str) -> None:
        """Add one surface of an entity, and its form at the start of a sentence."""
        folded = " ".join(surface.translate(_FOLD).split())
        for text in (folded, "The" + folded[3:]) if folded.startswith("the ") else (folded,):
            self.surfaces.setdefault(text, (key, form))

    def write(self) -> None:
        """Write the JSON, an item a line; "the X" goes where "X" alone means the same."""
        for text in [t for t in self.surfaces if t[:4] in {"the ", "The "}]:
            if self.surfaces.get(text[4:], ("",))[0] == self.surfaces[text][0]:
                del self.surfaces[text]
        entities = [[key, *value] for key, value in sorted(self.entities.items())]
        surfaces = [[text, *value] for text, value in sorted(self.surfaces.items())]
        parts = [
            f'"{title}": [\n' + ",\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "\n]"
            for title, items in (("entities", entities), ("names", surfaces))
        ]
        OUT.parent.mkdir(parents=True, exist_ok=True)
        OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def states(gazetteer: Gazetteer) -> dict[str, str]:
    """Add the states; return their ids by code."""
    ids: dict[str, str] = {}
    forms = ("name", "people", "seat", "place")
    listed = list(rows("states.txt", 6))
    for code, short, *_rest in listed:
        ids[code] = gazetteer.entity(short, "state", code)
        gazetteer.add(ids[code], short, "name")
    for code, _short, *fields in listed:
        for form, field in zip(forms, fields, strict=True):
            for name in names(field):
                gazetteer.add(ids[code], name, form)
    return ids


def world_names(gazetteer: Gazetteer, ids: dict[str, str]) -> None:
    """Add the names of states in CLDR, in English and the other languages read."""
    alpha3 = {
        new[0]: old
        for old, new in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha() and len(new) == 1
    } | {"XK": "XKX"}
    for language in ("en", *OTHER_LANGUAGES):
        territories = Locale(language).territories
        for alpha2, name in sorted(territories.items()):
            code = alpha3.get(alpha2)
            if code not in ids or re.search(r"[()]| - ", name) or name in COMMON_WORDS:
                continue
            for surface in (name, *(_inflected(name) if language == "ru" else ())):
                if surface not in COMMON_WORDS:
                    gazetteer.add(ids[code], surface, "name")
    for code, surfaces in EXTRA_NAMES.items():
        for surface in surfaces:
            gazetteer.add(ids[code], surface, "name")


EXTRA_NAMES = {
    "USA": ["США", "Америка", "Америки", "آمریکا", "امریکا", "ایالات متحده", "أمريكا", "أميركا"],
    "RUS": ["РФ", "Российская Федерация", "Российской Федерации", "روسیه", "الاتحاد الروسي"],
    "IRN": ["Исламская Республика Иран", "جمهوری اسلامی ایران", "الجمهورية الإسلامية الإيرانية"],
    "GBR": ["Великобритания", "Великобритании", "بریتانیا", "انگلیس", "بريطانيا"],
    "SYR": ["سورية", "سوریه"],
    "PSE": ["Палестина", "Палестины", "Палестине", "فلسطين", "فلسطین"],
    "CHN": ["КНР", "الصين"],
    "PRK": ["КНДР"],
    "UKR": ["اوکراین", "أوكرانيا"],
    "ARE": ["ОАЭ", "امارات", "الإمارات"],
}
"""Everyday names beside CLDR's."""


def _inflected(name: str) -> tuple[str, ...]:
    """Return the oblique cases of a one-word Russian name, formed by rule."""
    if not re.fullmatch(r"[А-ЯЁ][а-яё]{3,}", name):
        return ()
    if name.endswith("ия"):
        return tuple(name[:-1] + e for e in ("и", "ю", "ей"))
    if name.endswith("а"):
        return tuple(name[:-1] + e for e in ("ы", "и", "е", "у", "ой"))
    if name[-1] in "бвгджзклмнпрстфхцчшщ":
        return tuple(name + e for e in ("а", "у", "ом", "е"))
    return ()


def organisations(gazetteer: Gazetteer) -> None:
    """Add organisations, groups and what is no state; a starred line holds several."""
    for kind, known, name, others, code in rows("organisations.txt", 5):
        country = None if code == "-" else code
        if kind == "historical":
            key = gazetteer.entity(name, "state", country)
        elif kind == "people":
            key = gazetteer.entity(name, "group", country, known)
            for surface in (name, *names(others)):
                gazetteer.add(key, surface, "people")
            continue
        elif kind.endswith("*"):
            for one in (name, *names(others)):
                first, *aliases = [a.strip() for a in one.split(" = ")]
                given = f"no-{slug(first)}" if kind == "region*" else known
                key = gazetteer.entity(first, kind[:-1], country, given)
                for surface in (first, *aliases):
                    gazetteer.add(key, surface, "name")
            continue
        else:
            key = gazetteer.entity(name, kind, country, known)
        for surface in (name, *names(others)):
            gazetteer.add(key, surface, "name")


def leaders(gazetteer: Gazetteer, ids: dict[str, str]) -> None:
    """Add leaders; a bare surname belongs to the person of that surname on the same line."""
    for code, field in rows("leaders.txt", 2):
        people = names(field)
        full = [p for p in people if " " in p and not p.endswith("*")]
        for written in people:
            surname = written.rstrip("*")
            owner = next((f for f in full if f.endswith((" " + surname, "-" + surname))), surname)
            bearers = [f for f in full if f.endswith(" " + surname)]
            country = code if code in ids else None
            one = all(_same_person(bearers[0], b) for b in bearers[1:])
            known = surname if not one else bearers[0] if bearers else owner
            key = gazetteer.entity(known, "leader", country, of=ids.get(code, code))
            gazetteer.add(key, surname, "titled" if written.endswith("*") else "leader")


def _same_person(one: str, other: str) -> bool:
    """Tell whether two full names are spellings of one: Sergey and Sergei, Antonio and António."""
    pairs = list(zip(slug(one).split("-"), slug(other).split("-"), strict=False))
    same_length = one.count(" ") == other.count(" ")
    return same_length and all(a[:3] == b[:3] for a, b in pairs)


def main() -> None:
    """Gather everything and write the file; states come first, so that they keep their names."""
    gazetteer = Gazetteer()
    ids = states(gazetteer)
    organisations(gazetteer)
    world_names(gazetteer, ids)
    leaders(gazetteer, ids)
    gazetteer.write()
    print(f"{OUT.name}: {len(gazetteer.entities)} entities, {len(gazetteer.surfaces)} names")


if __name__ == "__main__":
    main()

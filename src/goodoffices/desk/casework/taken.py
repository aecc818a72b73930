"""What was filled in: a form's fields as values of the file; nothing where a field is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.file import keys
from goodoffices.case.file.keys import PARTS, Key, Shape
from goodoffices.case.file.terms import new_id
from goodoffices.case.file.text import Plain
from goodoffices.desk.casework.conditions import ChosenCondition, ChosenPart, Joined, chosen
from goodoffices.desk.casework.fields import FormField

Filled = Mapping[str, str]
"""The fields of a form that was sent, by name."""

MOST_ROWS = 200


@dataclass(frozen=True)
class FormTaker:
    """Takes one form that was made of these fields."""

    form: Filled

    def of(self, fields: Iterable[FormField]) -> dict[str, Plain | None]:
        """Return what was filled in, by key; None where a field was left empty."""
        return {field.name: self.value(field) for field in fields}

    def value(self, field: FormField) -> Plain | None:
        """Return what was filled into one field."""
        take = getattr(self, f"_{field.kind}", self._plain)
        value: Plain | None = take(field)
        return value

    def _plain(self, field: FormField) -> Plain | None:
        return " ".join(self.form.get(field.name, "").split()) or None

    def _lines(self, field: FormField) -> Plain | None:
        said = [line.strip() for line in self.form.get(field.name, "").splitlines()]
        return [line for line in said if line] or None

    def _span(self, field: FormField) -> Plain | None:
        low, high = (self.form.get(name, "").strip() for name in (field.name, f"{field.name}|to"))
        if high and high != low:
            return f"{low}..{high}"
        return low or None

    def _ticks(self, field: FormField) -> Plain | None:
        offered = [one for one, _words in field.choices]
        offered += [option for (option, _words), _party in field.options]
        return [one for one in offered if self.form.get(f"{field.name}|{one}")] or None

    def _condition(self, field: FormField) -> Plain | None:
        own = " ".join(self.form.get(f"{field.name}|own", "").split())
        if self.form.get(f"{field.name}|by") == "own":
            return own or None
        made = ChosenCondition(
            self._part(field, "would"),
            {"if": "if", "iff": "iff"}.get(self.form.get(f"{field.name}|when", ""), ""),  # type: ignore[arg-type]
            self._part(field, "then"),
        )
        if field.value and chosen(field.value) == made:
            return field.value  # as it stands, in whatever words
        return str(made) or None

    def _part(self, field: FormField, half: str) -> ChosenPart:
        said = {
            option: self.form.get(f"{field.name}|{half}|{option}", "")
            for (option, _words), _party in field.options
        }
        joined: Joined = "or" if self.form.get(f"{field.name}|{half}-joined") == "or" else "and"
        would = {option: way == "yes" for option, way in said.items() if way in ("yes", "no")}
        return ChosenPart(would, joined if len(would) > 1 else "and")

    def _which(self, field: FormField) -> Plain | None:
        return self.form.get(f"{field.name}|named", "") or self._condition(field)

    def _two(self, field: FormField) -> Plain | None:
        both = [self._which(one) for one in field.inner]
        return [one or "" for one in both] if any(both) else None

    def _order(self, field: FormField) -> Plain | None:
        """Names by the places they were given; two at one place stay as they were listed."""
        placed = []
        for one in field.inner:
            at = self.form.get(one.name, "").strip()
            if at:
                number = int(at) if at.isdecimal() and len(at) < 6 else MOST_ROWS
                placed.append((number, one.name.rpartition("/")[2]))
        return [name for _at, name in sorted(placed, key=lambda one: one[0])] or None

    def _levels(self, field: FormField) -> Plain | None:
        found: dict[str, Plain] = {}
        for one in field.inner:
            text = " ".join(self.form.get(one.name, "").split())
            if text:
                level = one.name.rpartition("/")[2] if "|new|" not in one.name else ""
                found[level or new_id(text, found, "level")] = text
        return found or None

    def _rows(self, field: FormField) -> Plain | None:
        values = {one.name.rpartition("/")[2]: self.value(one) for one in field.inner}
        return {name: value for name, value in values.items() if value is not None} or None

    def _free(self, field: FormField) -> Plain | None:
        found: dict[str, Plain] = {}
        for one in field.inner:
            name = " ".join(self.form.get(f"{one.name}|key", "").split())
            value = self.value(one)
            if name or value is not None:
                found[name] = value if value is not None else ""
        return found or None

    def _group(self, field: FormField) -> Plain | None:
        return self._rows(field)

    def _worths(self, field: FormField) -> Plain | None:
        if self.form.get(f"{field.name}|way") == "order":
            order = self._order(field)
            return {"order": order} if order else None
        return self._rows(field)


def body(every: Sequence[Key], value: Plain | None) -> dict[str, Plain]:
    """Return what stands at a place as a part: a text alone at the part's first key."""
    if value is None or value == "":
        return {}
    return value if isinstance(value, dict) and every[0].name else {every[0].name: value}


def form_keys(shape: Shape, value: Plain | None) -> tuple[Key, ...]:
    """Return the keys that a place's form has: its part's, or one without a name."""
    from goodoffices.desk.casework.spots import part_of

    part = part_of(shape, value)
    return PARTS[part.name].keys if part else (Key("", shape, ""),)


def is_id(shape: Shape) -> bool:
    """Tell whether a key is an id that nobody need think of."""
    return shape in (keys.ID, keys.VALUE_ID)

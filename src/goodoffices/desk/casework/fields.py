"""The fields of a form: one for each shape that the table of keys has, with what stands there.

A field's name is the path of its key inside the part, steps between slashes; what belongs to one
field beside its value hangs on its name by a bar (``ratio|to``, ``that|would|us.talk``). What is a
collection of parts has no field: it is a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.base.i18n import _
from goodoffices.case.file import keys
from goodoffices.case.file.keys import PARTS, CasePart, Key, Shape
from goodoffices.case.file.text import Plain
from goodoffices.desk.casework import words
from goodoffices.desk.casework.conditions import ChosenCondition, chosen
from goodoffices.desk.casework.known import Choice, KnownNames
from goodoffices.desk.casework.spots import fitting

BLANKS = 3
"""How many empty rows a form offers where rows are added freely."""

LONG = ("summary", "because")
"""Texts that are given more than one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: its kind says how it is drawn.

    ``value`` and ``upto`` are what stands in it; ``choices`` what can be chosen; ``marked`` which
    of them are; ``inner`` the fields of which it is made; ``options`` a condition's options with
    their party. ``problems`` is what is wrong with it, in words.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    required: bool = False
    value: str = ""
    upto: str = ""
    choices: tuple[Choice, ...] = ()
    marked: tuple[str, ...] = ()
    inner: tuple[FormField, ...] = ()
    options: tuple[tuple[Choice, str], ...] = ()
    condition: ChosenCondition | None = None
    problems: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What the field is called in its page."""
        return "f-" + "".join(c if c.isalnum() else "-" if c == "/" else "_" for c in self.name)

    def every(self) -> Iterator[FormField]:
        """Yield the field and those it is made of."""
        yield self
        for one in self.inner:
            yield from one.every()


def kind_of(shape: Shape, value: Plain | None = None) -> str:
    """Return how a shape is drawn as a field; empty where it is a section of its own."""
    shape = _plainest(shape, value)
    if shape.form == "list":
        return _list_kind(shape)
    if shape.form == "keys":
        return _keys_kind(shape)
    if shape.form == "part":
        return "group" if _all_plain(PARTS[shape.names]) else ""
    if shape.form == "either":
        worths = [s.inner[0].names for s in shape.inner if s.form == "keys"]
        return "worths" if "values" in worths else ""
    return _scalar_kind(shape)


_SCALARS = {
    "texts": "lines",
    "truth": "choice",
    "word": "choice",
    "span": "span",
    "signed": "span",
}


def _scalar_kind(shape: Shape) -> str:
    if shape.names:
        return "pick"
    if shape.kind in _SCALARS:
        return _SCALARS[shape.kind]
    named = {
        id(keys.CONDITION): "condition",
        id(keys.OUTCOMES): "which",
        id(keys.OPTION): "pick",
        id(keys.CHOSEN): "level",
        id(keys.COUNT): "span",
        id(keys.EXACT): "number",
        id(keys.WHOLE_NUMBER): "number",
    }
    return named.get(id(shape), "line")


def _list_kind(shape: Shape) -> str:
    (item,) = shape.inner
    if item is keys.OPTION or item.choices:
        return "ticks"
    if item.names and not item.form:
        return "order"
    if item is keys.OUTCOMES:
        return "two" if shape.schema.get("maxItems") == 2 else "lines"
    return "lines" if item is keys.EXACT else ""


def _keys_kind(shape: Shape) -> str:
    _key, inner = shape.inner
    if inner is keys.EMPTY_OR_TEXT:
        return "levels"
    return "rows" if not inner.form and kind_of(inner) else ""


def _plainest(shape: Shape, value: Plain | None) -> Shape:
    """Of a number, or numbers by name, take what stands there."""
    if shape.form == "either" and all(s.form in ("", "keys") for s in shape.inner):
        return fitting(shape, value if value is not None else "")
    return shape


def _all_plain(part: CasePart) -> bool:
    """Tell whether a part rests on nothing of its own and has no sections."""
    return not part.grounded and all(kind_of(key.shape) for key in part.keys)


@dataclass(frozen=True)
class FieldMaker:
    """Makes the fields of one place's form, with what can be chosen there."""

    known: KnownNames

    def of(self, part: Sequence[Key], body: Mapping[str, Plain], about: str) -> list[FormField]:
        """Return the fields of a part's keys that are no sections, but for what it rests on."""
        return [
            self.field(
                key.name,
                key.shape,
                body.get(key.name),
                FormField(
                    name=key.name,
                    kind="",
                    label=words.label(about, key.name),
                    hint=words.hint(about, key),
                    required=key.required,
                ),
            )
            for key in part
            if key not in keys.BASIS
            and kind_of(key.shape, body.get(key.name))
            and (body.get(key.name) or self._fits(about, key.name))
        ]

    def _fits(self, about: str, key: str) -> bool:
        """Tell whether a key has a sense here: points of a curve for a range, else levels."""
        if about != "issue_worth" or key not in ("curve", "values"):
            return True
        return (key == "values") == bool(self.known.levels(self.known.issue))

    def field(self, name: str, shape: Shape, value: Plain | None, like: FormField) -> FormField:
        """Return the field of one value."""
        kind = kind_of(shape, value)
        shape = _plainest(shape, value)
        base = replace(like, name=name, kind=kind)
        make = getattr(self, f"_{kind}")
        made: FormField = make(base, shape, value)
        return made

    # --- plain values -----------------------------------------------------------------------

    def _line(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        long = base.name.rpartition("/")[2] in LONG
        return replace(base, kind="long" if long else "line", value=_text(value))

    def _lines(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        items = value if isinstance(value, list) else [value or ""]
        return replace(base, value="\n".join(map(_text, items)))

    def _number(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        return replace(base, value=_text(value))

    def _span(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        low, _dots, high = _text(value).partition("..")
        return replace(base, value=low.strip(), upto=high.strip())

    def _choice(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        offered = shape.choices or ("yes", "no")
        said = {"true": "yes", "false": "no"}.get(_text(value), _text(value))
        choices = [(one, words.word(one)) for one in offered]
        if not base.required and "unknown" not in offered:
            choices.insert(0, ("", _("not said")))
        return replace(base, choices=tuple(choices), value=said)

    def _pick(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        return self._chosen(base, self._names(shape), value)

    def _level(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        levels = self.known.levels(self._issue(base.name))
        if not levels:
            return replace(base, kind="number", value=_text(value))
        return self._chosen(base, levels, value)

    def _chosen(self, base: FormField, offered: Sequence[Choice], value: Plain | None) -> FormField:
        """Return a field for one of some things; what stands there is offered, known or not."""
        said = _text(value)
        choices = [("", _("not said")), *offered]
        if said and said not in dict(offered):
            choices.append((said, said))
        return replace(base, kind="pick", choices=tuple(choices), value=said)

    # --- conditions ---------------------------------------------------------------------------

    def _condition(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        said = _text(value)
        found = chosen(said)
        known = tuple(self.known.options())
        ids = {option for (option, _words), _party in known}
        if found and not {*found.that.would, *found.then.would} <= ids:
            found = None
        return replace(base, options=known, condition=found, value=said)

    def _which(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        offered = [*self.known.outcomes()]
        if base.name == "that" and self.known.path[-2:-1] == ("ranking",):
            offered.append(("rest", _("all others")))
        named = _text(value) if _text(value) in dict(offered) else ""
        made = self._condition(base, shape, "" if named else value)
        choices = (("", _("not one with a name: by what is taken, below")), *offered)
        return replace(made, choices=choices, marked=(named,) if named else ())

    def _two(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        both = value if isinstance(value, list) else []
        labels = (_("The one kind"), _("The other kind"))
        inner = [
            self._which(
                replace(base, name=f"{base.name}/{k}", kind="which", label=label, hint=""),
                shape,
                both[k] if k < len(both) else None,
            )
            for k, label in enumerate(labels)
        ]
        return replace(base, inner=tuple(inner))

    # --- several ------------------------------------------------------------------------------

    def _ticks(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        marked = tuple(map(_text, value)) if isinstance(value, list) else (_text(value),)
        (item,) = shape.inner
        if item.choices:
            offered = [(one, words.word(one)) for one in item.choices]
            return replace(base, choices=tuple(offered), marked=marked)
        known = list(self.known.options())
        there = {option for (option, _words), _party in known}
        lost = [((one, one), "") for one in marked if one and one not in there]
        return replace(base, options=(*known, *lost), marked=marked)

    def _order(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        said = list(map(_text, value)) if isinstance(value, list) else []
        inner = [
            FormField(
                name=f"{base.name}/{one}",
                kind="number",
                label=shown,
                value=str(said.index(one) + 1) if one in said else "",
            )
            for one, shown in self._names(shape.inner[0])
        ]
        return replace(base, inner=tuple(inner))

    def _levels(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        held = value if isinstance(value, dict) else {}
        rows = [
            FormField(
                name=f"{base.name}/{level}",
                kind="line",
                label=_("Level {number}").format(number=number),
                value=_text(text) or level,
            )
            for number, (level, text) in enumerate(held.items(), 1)
        ]
        blanks = [
            FormField(
                name=f"{base.name}|new|{k}",
                kind="line",
                label=_("Level {number}").format(number=len(rows) + k + 1),
            )
            for k in range(BLANKS)
        ]
        return replace(base, inner=(*rows, *blanks))

    def _rows(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        key, inner = shape.inner
        held = value if isinstance(value, dict) else {}
        names = self._row_names(base.name, key)
        if names is None:
            return self._free_rows(base, inner, held)
        known = dict(names)
        every = [*names, *((one, one) for one in held if one not in known and one != "name")]
        rows = [
            self.field(
                f"{base.name}/{one}",
                inner,
                held.get(one),
                FormField(name="", kind="", label=shown),
            )
            for one, shown in every
        ]
        if key is keys.TEXT:  # a package, which has a name beside its levels
            name = FormField(name=f"{base.name}/name", kind="line", label=_("Name"))
            rows.insert(0, replace(name, value=_text(held.get("name"))))
        return replace(base, inner=tuple(rows))

    def _free_rows(self, base: FormField, inner: Shape, held: Mapping[str, Plain]) -> FormField:
        every = [*held.items(), *(("", None) for _blank in range(BLANKS))]
        rows = [
            replace(
                self.field(
                    f"{base.name}|row|{k}", inner, value, FormField(name="", kind="", label="")
                ),
                label=_("Row {number}").format(number=k + 1),
                marked=(name,),
            )
            for k, (name, value) in enumerate(every)
        ]
        return replace(base, kind="free", inner=tuple(rows))

    def _group(self, base: FormField, shape: Shape, value: Plain | None) -> FormField:
        body = value if isinstance(value, dict) else {}
        part = PARTS[shape.names]
        inner = [
            self.field(
                f"{base.name}/{key.name}",
                key.shape,
                body.get(key.name),
                FormField(
                    name="",
                    kind="",
                    label=words.label(part.name, key.name),
                    hint=words.hint(part.name, key),
                ),
            )
            for key in part.keys
        ]
        return replace(base, inner=tuple(inner))

    def _worths(self, base: FormField, _shape: Shape, value: Plain | None) -> FormField:
        """Return a row for each level: its worth in points, or else its place."""
        held = value if isinstance(value, dict) else {}
        order = held.get("order")
        levels = self.known.levels(self._issue(base.name))
        places = list(map(_text, order)) if isinstance(order, list) else None
        rows = []
        for one, shown in levels:
            said = held.get(one) if places is None else None
            if places is not None and one in places:
                said = str(places.index(one) + 1)
            low, _dots, high = _text(said).partition("..")
            rows.append(
                FormField(name=f"{base.name}/{one}", kind="span", label=shown, value=low, upto=high)
            )
        choices = (
            ("points", _("in points: more is better, as 0 to 100")),
            ("order", _("only their order: 1 is the best")),
        )
        way = "points" if places is None else "order"
        return replace(base, inner=tuple(rows), choices=choices, marked=(way,))

    # --- names --------------------------------------------------------------------------------

    def _names(self, shape: Shape) -> list[Choice]:
        if shape is keys.OPTION:
            return [(option, f"{party}: {said}") for (option, said), party in self.known.options()]
        return self.known.ids(shape.names)

    def _row_names(self, name: str, key: Shape) -> list[Choice] | None:
        """Return the names that rows have; None where whoever fills in the form names them."""
        if key.choices:
            return [(one, words.word(one)) for one in key.choices]
        if key is keys.OPTION or key.names:
            return self._names(key)
        if key is keys.TEXT and not name:  # a package: a level of every issue
            return self.known.ids("issues")
        return None

    def _issue(self, name: str) -> str:
        """Return the issue that a field is about."""
        last = name.rpartition("/")[2]
        if last in dict(self.known.ids("issues")):
            return last
        return self.known.issue


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""

"""A page's forms as a browser would send them: every field with the value that stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class _Select:
    name: str
    first: str | None = None
    chosen: str | None = None


@dataclass
class PageForm(HTMLParser):
    """The fields of one form of a page, wherever they stand in it."""

    wanted: str
    fields: dict[str, str] = field(default_factory=dict)
    action: str = ""
    invalid: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside = False
        self._select: _Select | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {key: value if value is not None else "" for key, value in attrs}
        if tag == "form":
            self._inside = at.get("id") == self.wanted
            if self._inside:
                self.action = at["action"]
        mine = at.get("form") == self.wanted or (self._inside and "form" not in at)
        if "aria-invalid" in at and mine:
            self.invalid.append(at.get("name", at.get("id", "")))
        if not mine or ("name" not in at and tag != "option"):
            return
        if tag == "input":
            kind = at.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in at:
                self.fields[at["name"]] = at.get("value", "on")
        elif tag == "select":
            self._select = _Select(at["name"])
        elif tag == "textarea":
            self._area = at["name"]
            self.fields[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._area is not None:
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = None
        elif tag == "select" and self._select is not None:
            chosen = self._select.chosen if self._select.chosen is not None else self._select.first
            if chosen is not None:
                self.fields[self._select.name] = chosen
            self._select = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def option(self, attrs: dict[str, str]) -> None:
        """Take an option of the select that is open."""
        if self._select is None:
            return
        value = attrs.get("value", "")
        if self._select.first is None:
            self._select.first = value
        if "selected" in attrs:
            self._select.chosen = value

    def parse_starttag(self, i: int) -> int:
        return super().parse_starttag(i)


class _WithOptions(PageForm):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "option":
            self.option({key: value or "" for key, value in attrs})
        else:
            super().handle_starttag(tag, attrs)


def form_of(page: str, wanted: str = "edit") -> PageForm:
    """Return a form of a page with the values that stand in it."""
    found = _WithOptions(wanted)
    found.feed(page)
    return found

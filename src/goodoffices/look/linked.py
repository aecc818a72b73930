"""What a page says of itself to other programs, in the words of schema.org, as JSON-LD.

Pure. What schema.org has no shape for is left out: a date that is vague, an address that is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from goodoffices.look.markup import web_address

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)?)?")


def as_script(data: Mapping[str, Any]) -> Markup:
    """Return plain values as JSON that can stand in a page: no sign in it can end the script."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign of markup is escaped


def iso_day(date: str | None) -> str:
    """Return a date as ISO 8601 writes it, empty where it is vague or none."""
    return date if date and _DAY.fullmatch(date) else ""


def news_article(
    title: str,
    sha256: str,
    *,
    address: str | None = "",
    published: str | None = "",
    outlet: str | None = "",
    authors: Sequence[str] = (),
) -> dict[str, Any]:
    """Describe a source that was read; ``sha256`` is of its bytes."""
    plain: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": title,
        "url": web_address(address) or "",
        "datePublished": iso_day(published),
        "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        "author": [{"@type": "Person", "name": name} for name in authors],
        "identifier": f"sha256:{sha256}",
    }
    return {key: value for key, value in plain.items() if value}

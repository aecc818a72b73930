"""What an extra brings: whoever lacks a part of it is told, in one line, what to install.

The core has the mathematics, the case file, packages, advice and the brief. Reading reports, the
talks, the brief as PDF or for Word, large conflicts, a language model and corpora need libraries of
their own, each group an extra of the package (``pyproject.toml``); ``all`` has every one.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding

Extra = Literal["read", "talks", "print", "large", "llm", "scale"]

MODULES: dict[Extra, tuple[str, ...]] = {
    "read": (
        "spacy",
        "thinc",
        "trafilatura",
        "ahocorasick",
        "charset_normalizer",
        "pypdf",
        "docx",
        "feedparser",
        "warcio",
        "bibtexparser",
        "rispy",
        "dateparser",
        "striprtf",
        "oxmsg",
    ),
    "talks": ("starlette", "uvicorn", "h11", "python_multipart", "nacl", "segno"),
    "print": ("typst", "docx", "resvg_py"),
    "large": ("numba",),
    "llm": ("httpx", "jsonschema"),
    "scale": ("pyarrow", "distributed"),
}
"""The modules that are imported of each extra's libraries."""


@cache
def needs(extra: Extra) -> None:
    """Refuse what cannot be done without an extra, before any of it is begun.

    What is there is looked for once: every text that is read asks.

    Raises
    ------
    UsageError
        GO925, naming what to install, where a library of the extra is not there.
    """
    missing = [name for name in MODULES[extra] if find_spec(name) is None]
    if missing:
        raise UsageError(finding("GO925.missing", libraries=", ".join(missing), extra=extra))

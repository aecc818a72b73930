"""Forms of the desk: their fields, each with every value it was given, and the files sent along.

A form is read up to a size and no further, whatever its head says of itself; a file is bytes and
the last part of its name, which is words for the page and never a place on this computer.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

MOST_BODY = 256 * 1024
"""The largest form that is read, in bytes."""

MOST_UPLOAD = 64 * 1024 * 1024
"""The largest form with files, in bytes."""

MOST_FIELDS = 2000
"""How many fields, and how many files, a form may have."""


class TooLargeFormError(Exception):
    """A form is larger than its door takes, or is no form."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name without folders, its bytes."""

    name: str
    data: bytes


class Form(Mapping[str, str]):
    """The fields of a form; of a field given more than once, ``form[name]`` is the last value."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), files: Iterable[Upload] = ()) -> None:
        self.pairs = tuple(pairs)
        self.files = tuple(files)
        self._last = dict(self.pairs)

    def __getitem__(self, name: str) -> str:
        """Return the last value of a field."""
        return self._last[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(self._last)

    def __len__(self) -> int:
        """Tell how many names there are."""
        return len(self._last)

    def every(self, name: str) -> list[str]:
        """Return all values of a field, in their order: ticked boxes, rows of a table."""
        return [value for given, value in self.pairs if given == name]

    def words(self, name: str) -> str:
        """Return a field's value without the space around it, empty where there is none."""
        return self.get(name, "").strip()

    def number(self, name: str, default: int = -1) -> int:
        """Return a field as a whole number, ``default`` where it is none."""
        words = self.words(name)
        sign = words.removeprefix("-")
        return int(words) if sign.isascii() and sign.isdigit() and len(sign) < 10 else default


async def read_form(request: Request, most: int = MOST_BODY) -> Form:
    """Read a form of at most so many bytes.

    Raises
    ------
    TooLargeFormError
        where it is larger, or is no form.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _parts(request, most)
    body = b"".join([chunk async for chunk in _bounded(request, min(most, MOST_BODY))])
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise TooLargeFormError from error
    return Form(pairs)


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > most:
            raise TooLargeFormError
        yield chunk


async def _parts(request: Request, most: int) -> Form:
    """Read a form of many parts, as browsers send files."""
    parser = MultiPartParser(
        request.headers,
        _bounded(request, most),
        max_files=MOST_FIELDS,
        max_fields=MOST_FIELDS,
        max_part_size=min(most, MOST_BODY * 16),
    )
    try:
        found = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise TooLargeFormError from error
    pairs: list[tuple[str, str]] = []
    files: list[Upload] = []
    for name, value in found.multi_items():
        if not isinstance(value, UploadFile):
            pairs.append((name, value))
        elif value.filename:  # a field for files that was left empty is sent without a name
            files.append(Upload(_bare(value.filename), await value.read()))
    await found.close()
    return Form(pairs, files)


def _bare(name: str) -> str:
    """Return the last part of a file's name, whatever system it was named on."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    return last if last not in {"", ".", ".."} else "file"

"""A case file opened: its text, its case with findings, edits saved whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path as FilePath

from goodoffices.base.errors import CaseError, Finding, Place, nearest
from goodoffices.base.files import atomic_write, sha256
from goodoffices.base.findings import finding
from goodoffices.case.file import edit as yamledit
from goodoffices.case.file import reshape
from goodoffices.case.file.build import CaseReading, read_case
from goodoffices.case.file.render import Value
from goodoffices.case.file.terms import JudgementGround
from goodoffices.case.file.text import Plain, Tree, decode, parse, plain
from goodoffices.case.nouns import Case

NAME = "case.yaml"


class CaseFile:
    """One ``case.yaml``: read, edited in place, saved.

    Attributes
    ----------
    path
        where the file is.
    tree
        its nodes, each with its place.
    """

    def __init__(self, path: FilePath | str, data: bytes) -> None:
        self.path = FilePath(path)
        text, broken = decode(data, str(self.path))
        tree = parse(text, str(self.path))
        self.tree = Tree(tree.text, None, tuple(broken)) if broken else tree
        self._on_disk = sha256(data)

    @classmethod
    def open(cls, path: FilePath | str) -> CaseFile:
        """Open a case folder or its ``case.yaml``.

        Raises
        ------
        CaseError
            GO908 where there is no such file; what is wrong inside it is under ``findings``.
        """
        path = FilePath(path)
        if path.is_dir():
            path = path / NAME
        try:
            return cls(path, path.read_bytes())
        except FileNotFoundError:
            raise CaseError(_no_case(path)) from None

    @property
    def text(self) -> str:
        """The file's text as it stands, edits included."""
        return self.tree.text.text

    @cached_property
    def _reading(self) -> CaseReading:
        return read_case(self.tree)

    @property
    def case(self) -> Case:
        """The case, as far as it could be read."""
        return self._reading.case

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong in the file, from its top to its end."""
        return self._reading.findings

    @property
    def grounds(self) -> tuple[JudgementGround, ...]:
        """What each judgement rests on, with places."""
        return self._reading.grounds

    def set(self, path: yamledit.Path, value: Value) -> None:
        """Change the value at a path, or add it to an existing mapping.

        Raises
        ------
        CaseError
            GO222 where it cannot be written there; what is wrong where the file cannot be read.
        """
        self._take(yamledit.set_value(self._editable(), path, value))

    def add(self, path: yamledit.Path, key: str, value: Value, comment: Sequence[str] = ()) -> None:
        """Add a key at the end of the mapping at a path, below lines of comment.

        Raises
        ------
        CaseError
            GO222 where there is no mapping, or the key is there already.
        """
        self._take(yamledit.add(self._editable(), path, key, value, comment))

    def append(self, path: yamledit.Path, value: Value) -> None:
        """Add an item at the end of the list at a path.

        Raises
        ------
        CaseError
            GO222 where something else than a list is there.
        """
        self._take(yamledit.append(self._editable(), path, value))

    def remove(self, path: yamledit.Path) -> None:
        """Take a key or an item away; comments in its lines stay, as lines of their own.

        Raises
        ------
        CaseError
            GO222 where there is none.
        """
        self._take(reshape.remove(self._editable(), path))

    def uncomment(self, path: yamledit.Path, own: Callable[[str], bool]) -> None:
        """Take those lines of comment right above a key away of which ``own`` is true."""
        self._take(reshape.uncomment(self._editable(), path, own))

    def insert(self, path: yamledit.Path, index: int, value: Value) -> None:
        """Add an item to the list at a path, in front of the one that has the index.

        Raises
        ------
        CaseError
            GO222 where there is no such item.
        """
        self._take(reshape.insert(self._editable(), path, index, value))

    def swap(self, path: yamledit.Path, index: int) -> None:
        """Let an item of the list at a path and the one after it change places.

        Raises
        ------
        CaseError
            GO222 where there are no two such items.
        """
        self._take(reshape.swap(self._editable(), path, index))

    def rename(self, path: yamledit.Path, key: str) -> None:
        """Give the key at a path another name.

        Raises
        ------
        CaseError
            GO222 where there is no such key, or the new one is there already.
        """
        self._take(reshape.rename(self._editable(), path, key))

    def put_back(self, text: str) -> None:
        """Let the file's text be another one, such as it was before an edit.

        Raises
        ------
        CaseError
            where that text cannot be read.
        """
        tree = parse(text, str(self.path))
        if tree.root is None and tree.findings:
            raise CaseError(tree.findings)
        self._take(tree)

    @property
    def digest(self) -> str:
        """What tells the file's text as it stands from any other."""
        return sha256(self.text.encode())

    def at(self, path: yamledit.Path) -> Plain | None:
        """Return what stands at a path as text, lists and dicts; None where nothing is."""
        site = yamledit.find(self.tree, path)
        return None if site is None else plain(site.node)

    def save(self) -> None:
        """Write the file, whole or not at all.

        Raises
        ------
        CaseError
            GO221 where the file was changed by someone else since it was opened.
        GoodOfficesError
            GO906 where the system refuses.
        """
        try:
            now = sha256(self.path.read_bytes())
        except FileNotFoundError:
            now = ""
        if now != self._on_disk:
            raise CaseError(finding("GO221", Place(str(self.path)), file=self.path.name))
        data = self.text.encode()
        atomic_write(self.path, data)
        self._on_disk = sha256(data)

    def _editable(self) -> Tree:
        """Return the tree, if it could be read at all."""
        if self.tree.root is None and self.tree.findings:
            raise CaseError(self.tree.findings)
        return self.tree

    def _take(self, tree: Tree) -> None:
        self.tree = tree
        self.__dict__.pop("_reading", None)


def load(path: FilePath | str) -> Case:
    """Read the case in a folder, or in a file.

    Raises
    ------
    CaseError
        with every finding at once, warnings too, where at least one is an error.
    """
    file = CaseFile.open(path)
    if any(finding.severity == "error" for finding in file.findings):
        raise CaseError(file.findings)
    return file.case


def _no_case(path: FilePath) -> Finding:
    """Say that there is no case, and where one is near."""
    folder = path.parent
    others = [p.name for p in folder.iterdir() if p.is_file()] if folder.is_dir() else []
    if near := nearest(path.name, others):
        return finding("GO908.near", Place(str(path)), path=path, near_path=folder / near)
    return finding("GO908.case", Place(str(path)), path=path)

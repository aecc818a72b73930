"""The shape of the package, so that it stays small and clear enough to carry on."""

import ast
from collections import Counter
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "goodoffices"
MODULES = sorted(SOURCE.rglob("*.py"))

pytestmark = pytest.mark.no_cover
"""What is read here is not run."""


@dataclass(frozen=True)
class Shape:
    """What is asked of a module; it is read once for all tests."""

    said: bool
    """Whether it says what it is."""
    lines: int
    functions: tuple[tuple[str, int], ...]
    classes: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    """What it imports from where, wherever in it; for types alone, too."""


@cache
def shape(path: Path) -> Shape:
    text = path.read_text("utf-8")
    module = ast.parse(text)
    functions, classes, imports = [], [], []
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.name, code_lines(node)))
        elif isinstance(node, ast.ClassDef):
            classes.append(node.name)
        elif isinstance(node, ast.ImportFrom):
            imports.append((node.module or "", tuple(one.name for one in node.names)))
        elif isinstance(node, ast.Import):
            imports += [(one.name, ()) for one in node.names]
    return Shape(
        said=bool(ast.get_docstring(module)),
        lines=len(text.splitlines()),
        functions=tuple(functions),
        classes=tuple(classes),
        imports=tuple(imports),
    )


def code_lines(node: ast.AST) -> int:
    """Lines of a function without its docstring."""
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    first = node.body[0]
    said = (
        (first.end_lineno or 0) - first.lineno + 1
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        else 0
    )
    return (node.end_lineno or 0) - node.lineno + 1 - said


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_says_what_it_is_and_stays_one_idea(path: Path) -> None:
    assert shape(path).said, "no module docstring"
    assert shape(path).lines <= 800, "over 800 lines: probably two ideas"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    assert [name for name, lines in shape(path).functions if lines > 60] == []


def test_most_functions_are_short() -> None:
    assert median(lines for path in MODULES for _name, lines in shape(path).functions) <= 10


def test_files_of_tests_have_names_of_their_own() -> None:
    """Two of one name cannot be collected together."""
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []


def test_a_class_has_a_name_of_its_own_in_the_package() -> None:
    """A reader who meets a name knows which class it is; private ones may repeat."""
    names = Counter(
        name for path in MODULES for name in shape(path).classes if not name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def imported(path: Path, known: frozenset[str]) -> set[str]:
    """The modules of the package that a module names."""
    found = set()
    for source, names in shape(path).imports:
        inner = {f"{source}.{name}" for name in names}
        found |= (inner & known) | ({source} if not names or inner - known else set())
    return found & known


def test_imports_go_one_way() -> None:
    """No module needs another that needs it: not while it runs, and not for types alone."""
    names = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in MODULES
    }
    known = frozenset(names)
    graph = {name: imported(path, known) - {name} for name, path in names.items()}
    assert sum(map(len, graph.values())) > len(MODULES)
    TopologicalSorter(graph).prepare()

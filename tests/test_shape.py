"""The shape of the package, so that it stays small and clear enough to carry on."""

import ast
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "goodoffices"
MODULES = sorted(SOURCE.rglob("*.py"))


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


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_says_what_it_is_and_stays_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    assert len(text.splitlines()) <= 800, "over 800 lines: probably two ideas"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = {f.name: code_lines(f) for f in functions(path) if code_lines(f) > 60}
    assert not long


def test_most_functions_are_short() -> None:
    lines = [code_lines(f) for path in MODULES for f in functions(path)]
    assert median(lines) <= 10


def test_files_of_tests_have_names_of_their_own() -> None:
    """Two of one name cannot be collected together."""
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []


def test_a_class_has_a_name_of_its_own_in_the_package() -> None:
    """A reader who meets a name knows which class it is; private ones may repeat."""
    trees = (ast.parse(path.read_text("utf-8")) for path in MODULES)
    names = Counter(
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def imported(path: Path, known: frozenset[str]) -> set[str]:
    """The modules of the package that a module names, wherever in it; for types alone, too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                found.add(inner if inner in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
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

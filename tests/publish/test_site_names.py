"""Names in the templates of a site: one that nobody gives, or nobody writes, is a fault."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError, nodes

import goodoffices
from goodoffices.look import style
from goodoffices.publish import pages

SOURCE = Path(goodoffices.__file__).parent
JINJA = {"first", "last", "index", "index0"}
"""What Jinja tells of a loop."""


def asked(template: str) -> set[str]:
    """The keys and attributes that a template asks its records for."""
    tree = pages._environment().parse(template)
    keys = {node.attr for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all(nodes.Getitem):
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            keys.add(node.arg.value)
    return keys


def written() -> set[str]:
    """The names of keys, fields and methods in the rooms that make the records."""
    found: set[str] = set()
    for room in ("publish", "brief", "case", "look"):
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Dict):
                    found |= {k.value for k in node.keys if isinstance(k, ast.Constant)}
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    found.add(node.target.id)
                elif isinstance(node, ast.FunctionDef):
                    found.add(node.name)
    return found


@pytest.mark.no_cover
def test_every_key_that_a_template_asks_for_is_written_somewhere() -> None:
    known = written() | JINJA
    folder = SOURCE / "publish" / "templates"
    for path in sorted(folder.glob("*.html")):
        assert asked(path.read_text("utf-8")) <= known, path.name
    assert asked("{{ record.headlin }}{{ record['standfrist'] }}") == {"headlin", "standfrist"}


def test_a_key_left_out_prints_nothing_and_a_name_that_nobody_gave_is_a_fault() -> None:
    made = style.environment(SOURCE / "publish" / "templates", sparse=True)
    made.loader = DictLoader({})
    assert made.from_string("{{ r.a }}{{ r.a.b }}{% if r.c.d %}x{% endif %}").render(r={}) == ""
    for wrong in ("{{ r }}", "{% if r %}x{% endif %}", "{{ n.real.wrong }}", "{{ r.a }}"):
        with pytest.raises(UndefinedError):
            made.from_string(wrong).render(n=1)

"""The language of conditions: binding, columns, truth, bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.conditions import DEPTH, WORDS, Condition, ConditionError, conjunction, parse
from goodoffices.case.words import condition_problem


def shape(condition: Condition) -> str:
    """The condition with every bracket written."""
    if condition.operator == "name":
        return condition.name
    if condition.operator == "not":
        return f"(not {shape(condition.parts[0])})"
    left, right = condition.parts
    return f"({shape(left)} {condition.operator} {shape(right)})"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("us.strike", "us.strike"),
        ("not a", "(not a)"),
        ("not not a", "(not (not a))"),
        ("a and b or c", "((a and b) or c)"),
        ("a or b and c", "(a or (b and c))"),
        ("not a and b", "((not a) and b)"),
        ("a if b and c", "(a if (b and c))"),
        ("a if b or c iff d", "((a if (b or c)) iff d)"),
        ("a if b if c", "((a if b) if c)"),
        ("a and b and c", "((a and b) and c)"),
        ("a and (b or c)", "(a and (b or c))"),
        ("-a & b | c", "(((not a) and b) or c)"),
        ("!a & ~b", "((not a) and (not b))"),
        ("NOT a AND b", "((not a) and b)"),
        ("iran.ease-sanctions_2", "iran.ease-sanctions_2"),
        ("  a  ", "a"),
    ],
)
def test_binding(source: str, expected: str) -> None:
    assert shape(parse(source)) == expected


@pytest.mark.parametrize("operator", ["and", "or", "if", "iff"])
@pytest.mark.parametrize("a", [False, True])
@pytest.mark.parametrize("b", [False, True])
def test_truth(operator: str, a: bool, b: bool) -> None:
    expected = {"and": a and b, "or": a or b, "if": a or not b, "iff": a == b}[operator]
    values = {"a": int(a), "b": int(b)}
    assert parse(f"a {operator} b").evaluate(values) & 1 == int(expected)
    assert parse(f"not (a {operator} b)").evaluate(values) & 1 == int(not expected)


def test_arrays_are_evaluated_at_once() -> None:
    import numpy as np

    a, b = np.array([0, 0, 1, 1], bool), np.array([0, 1, 0, 1], bool)
    found = parse("a if b and not a").evaluate({"a": a, "b": b})
    assert found.tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    ("source", "column", "width"),
    [
        ("", 0, 1),
        ("   ", 0, 1),
        ("a and", 5, 1),
        ("a and  ", 5, 1),
        ("and a", 0, 3),
        ("a b", 2, 1),
        ("a and and b", 6, 3),
        ("(a", 2, 1),
        ("a)", 1, 1),
        ("()", 1, 1),
        ("a + b", 2, 1),
        ("a and 3b", 6, 1),
        ("a. b", 1, 1),
        ("a = Y", 2, 1),
        ("(" * (DEPTH + 1) + "a" + ")" * (DEPTH + 1), DEPTH, 1),
        ("a and " * WORDS + "a", 6 * (WORDS // 2), 1),
        ("not " * WORDS + "a", 4 * WORDS, 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_column(source: str, column: int, width: int) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(source)
    assert (caught.value.column, caught.value.width) == (column, width)
    assert condition_problem(caught.value)


def test_a_conjunction_is_nested_as_if_it_were_written_and_never_too_deep() -> None:
    names = [Condition("name", name=f"o{k}") for k in range(5000)]
    assert shape(conjunction(names[:4])) == shape(parse("o0 and o1 and o2 and o3"))
    values = dict.fromkeys((f"o{k}" for k in range(5000)), 1)
    assert conjunction(names).evaluate(values) == 1
    assert conjunction(names).evaluate(values | {"o4321": 0}) == 0


def test_names_know_their_columns() -> None:
    source = "not us.press and (iran.limit if us.press)"
    found = [(node.name, node.column) for node in parse(source).names()]
    assert found == [("us.press", 4), ("iran.limit", 18), ("us.press", 32)]
    assert all(source[column:].startswith(name) for name, column in found)


@pytest.mark.parametrize(
    "source",
    [
        "not " * (WORDS - 1) + "a",
        " if ".join(["a"] * (WORDS // 2)),
        "(" * DEPTH + "a" + ")" * DEPTH,
        " and not ".join(["a"] * (WORDS // 3)),
    ],
)
def test_the_longest_and_deepest_can_be_used(source: str) -> None:
    condition = parse(source)
    assert condition == parse(source)
    assert hash(condition) == hash(parse(source))
    assert repr(condition)
    assert {node.name for node in condition.names()} == {"a"}
    assert condition.evaluate({"a": 1}) & 1 in (0, 1)


NAMES = st.sampled_from(["a", "us.press", "iran.limit-2", "é.ü"])


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    return draw(
        st.recursive(
            NAMES.map(lambda name: Condition("name", name=name)),
            lambda inner: st.one_of(
                inner.map(lambda a: Condition("not", (a,))),
                st.tuples(st.sampled_from(["and", "or", "if", "iff"]), inner, inner).map(
                    lambda t: Condition(t[0], (t[1], t[2]))
                ),
            ),
            max_leaves=10,
        )
    )


@given(conditions())
def test_what_is_written_reads_back(condition: Condition) -> None:
    assert shape(parse(shape(condition))) == shape(condition)


@given(st.text(alphabet="ab.()&|~!- notandorif\t", max_size=60))
def test_any_text_is_a_condition_or_an_error_inside_it(source: str) -> None:
    try:
        parse(source)
    except ConditionError as error:
        assert 0 <= error.column <= len(source)  # noqa: PT017 - either may happen

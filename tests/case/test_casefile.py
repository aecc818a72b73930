"""The case file: every field read, every problem told with its place, edits in place."""

# ruff: noqa: E501 - one case a line reads better

import json
import re
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tools.make_case_keys import DOCS, HEADING, page

from goodoffices.base.errors import CaseError, Finding, GoodOfficesError, UsageError
from goodoffices.case import file as casefile
from goodoffices.case import judged
from goodoffices.case.file import CaseFile, schema
from goodoffices.case.file import edit as yamledit
from goodoffices.case.file import render as rendering
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.keys import PARTS
from goodoffices.case.file.terms import slugify
from goodoffices.case.file.text import parse, plain
from goodoffices.case.nouns import Basis, Case

SCHEMA = DOCS / "case.schema.json"

WHOLE = """\
# The whole of it.
case: us-iran-2025
title: Russia's offer to mediate
as_of: 2025-03
author: GO
summary: One paragraph.
parties:
  us:
    name: United States
    actor: united-states
    country: USA
    evidence: [S-7Q3K5VX]
    wants:
      - {text: A deal, evidence: [S-7Q3K5VX]}
      - Quiet
    options:
      press: Keep maximum pressure
      relief: {text: Ease sanctions, moves: forward, evidence: E-0AB12CD, because: said so}
    prefers:
      - not iran.escalate
      - {that: iran.limit if us.relief, judged: GO, because: his words of 3 March}
    worth:
      judged: GO
      walk_away: 25..35
      issues:
        enrichment: {weight: 40, values: {zero: 100, capped: 2/3, free: -0.5}, judged: AB}
        stock: {weight: 10..20, curve: {0: 100, 300: 0}}
      pairs:
        - {when: {enrichment: zero, stock: 0}, adds: -5..5, judged: GO}
      red_lines:
        - {when: {enrichment: free}, evidence: [S-7Q3K5VX]}
  iran:
    name: Iran
    country: IRN
    unreviewed: yes
    options:
      limit: Limit enrichment
      escalate: Enrich more
    prefers: [us.relief]
mediators:
  russia:
    name: Russia
    actor: russia
    party: us
    consent:
      us: {answer: unknown, evidence: [S-1]}
      iran: yes
    interest:
      - {text: Normal relations, evidence: [S-2]}
issues:
  enrichment:
    name: Uranium enrichment
    today: free
    values: {zero: No enrichment, capped: Capped at 3.67 %, free: }
    evidence: [E-0AB12CD]
  stock:
    name: Stock
    range: {from: 0, to: 300, step: 100, unit: kg}
    today: 300.0
infeasible:
  - us.press and us.relief
  - {that: iran.limit and iran.escalate, because: one or the other}
status_quo: [us.press]
outcomes:
  Limits for relief: [iran.limit, us.relief]
packages:
  first-offer: {name: The first offer, enrichment: capped, stock: 100}
notes:
  - Free text.
"""


def opened(text: str) -> CaseFile:
    return CaseFile("case.yaml", text.encode())


def found(text: str) -> list[Finding]:
    return list(opened(text).findings)


def case_of(text: str) -> Case:
    file = opened(text)
    assert file.findings == ()
    return file.case


def test_every_field_of_a_case_is_read() -> None:
    case = case_of(WHOLE)
    assert (case.id, case.title, case.as_of, case.author, case.summary) == (
        "us-iran-2025",
        "Russia's offer to mediate",
        "2025-03",
        "GO",
        "One paragraph.",
    )
    us, iran = case.parties
    assert (us.id, us.name, us.actor, us.country) == ("us", "United States", "united-states", "USA")
    assert us.basis == Basis(("S-7Q3K5VX",))
    assert us.wants == (("A deal", Basis(("S-7Q3K5VX",))), ("Quiet", Basis()))
    press, relief = us.options
    assert (press.id, press.party, press.text, press.moves) == (
        "us.press",
        "us",
        "Keep maximum pressure",
        "both",
    )
    assert (relief.moves, relief.basis) == ("forward", Basis(("E-0AB12CD",), reason="said so"))
    first, second = us.prefers
    assert (first.source, first.basis.empty) == ("not iran.escalate", True)
    assert second.basis == Basis(judged="GO", reason="his words of 3 March")
    assert second.condition.operator == "if"
    assert iran.basis == Basis(unreviewed=True)
    assert [p.source for p in iran.prefers] == ["us.relief"]
    assert iran.worth is None
    assert case.status_quo == frozenset({"us.press"})
    assert case.names == {"us.relief,iran.limit": "Limits for relief"}
    assert case.notes == ("Free text.",)
    assert [(r.source, r.reason) for r in case.infeasible] == [
        ("us.press and us.relief", None),
        ("iran.limit and iran.escalate", "one or the other"),
    ]


def test_every_field_of_mediators_issues_and_packages_is_read() -> None:
    case = case_of(WHOLE)
    (russia,) = case.mediators
    assert (russia.id, russia.name, russia.actor, russia.party) == (
        "russia",
        "Russia",
        "russia",
        "us",
    )
    assert russia.consent == {
        "us": ("unknown", Basis(("S-1",))),
        "iran": ("yes", Basis()),
    }
    assert russia.interest == (("Normal relations", Basis(("S-2",))),)
    enrichment, stock = case.issues
    assert [(v.id, v.text) for v in enrichment.values] == [
        ("zero", "No enrichment"),
        ("capped", "Capped at 3.67 %"),
        ("free", "free"),
    ]
    assert (enrichment.today, enrichment.basis) == ("free", Basis(("E-0AB12CD",)))
    assert stock.range is not None
    assert (stock.range.low, stock.range.high, stock.range.step) == (0, 300, 100)
    assert (stock.range.unit, stock.today, stock.values) == ("kg", "300", ())
    (package,) = case.packages
    assert (package.name, package.choices) == (
        "The first offer",
        {"enrichment": "capped", "stock": "100"},
    )


def test_worths_are_exact() -> None:
    worth = case_of(WHOLE).parties[0].worth
    assert worth is not None
    assert worth.weights == {"enrichment": 40, "stock": 15}
    assert worth.values == {
        "enrichment": {"zero": 100, "capped": Fraction(2, 3), "free": Fraction(-1, 2)}
    }
    assert worth.curves == {"stock": ((Fraction(0), Fraction(100)), (Fraction(300), Fraction(0)))}
    assert worth.walk_away == 30
    assert worth.intervals == {("walk_away",): (25, 35), ("weight", "stock"): (10, 20)}
    assert (worth.basis, worth.bases) == (Basis(judged="GO"), {"enrichment": Basis(judged="AB")})
    (pair,) = worth.pairs
    assert (pair.choices, pair.adds, pair.interval) == (
        {"enrichment": "zero", "stock": "0"},
        0,
        (-5, 5),
    )
    (line,) = worth.red_lines
    assert (line.choices, line.basis) == ({"enrichment": "free"}, Basis(("S-7Q3K5VX",)))


def test_parts_know_their_place() -> None:
    case = case_of(WHOLE)
    lines = WHOLE.splitlines()
    for part in (*case.parties, *case.mediators, *case.issues, *case.packages):
        assert part.place
        assert part.place.line
        assert part.place.column
        assert lines[part.place.line - 1][part.place.column - 1 :].startswith(part.id)
    for said in (*case.parties[0].prefers, *case.infeasible):
        assert said.place
        assert said.place.line
        assert said.place.column
        assert lines[said.place.line - 1][said.place.column - 1 :].startswith(said.source)
    for option in case.options:
        assert option.place
        assert option.place.line
        assert option.id.split(".")[1] in lines[option.place.line - 1]


def test_evidence_is_kept_with_its_place() -> None:
    file = opened(WHOLE)
    lines = WHOLE.splitlines()
    named = [pair for ground in file.grounds for pair in ground.evidence]
    assert len(named) == 7
    for claim, place in named:
        assert place.line
        assert place.column
        assert lines[place.line - 1][place.column - 1 :].startswith(claim)


def test_the_smallest_case_is_one() -> None:
    case = case_of("case: a\ntitle: A\n")
    assert (case.parties, case.status_quo, case.names) == ((), None, {})


def test_nothing_taken_is_a_status_quo_and_nothing_written_is_none() -> None:
    head = "case: a\ntitle: A\nparties: {p: {name: P, options: {o: Do}}}\n"
    assert case_of(head + "status_quo: []\n").status_quo == frozenset()
    assert case_of(head + "status_quo:\n").status_quo is None
    assert case_of(head + "outcomes: {Quiet: []}\n").names == {"": "Quiet"}


HEAD = "case: a\ntitle: A\n"
PARTIES = HEAD + (
    "parties:\n"
    "  us: {name: US, options: {relief: Ease, press: Press}}\n"
    "  iran: {name: Iran, options: {limit: Limit}}\n"
)
ISSUES = HEAD + (
    "issues:\n"
    "  fuel: {name: Fuel, values: {low: Low, high: High}}\n"
    "  stock: {name: Stock, range: {from: 0, to: 3, step: 1}}\n"
)
WORTH = ISSUES + "parties:\n  us:\n    name: US\n    options: {o: Do}\n    worth: "


@pytest.mark.parametrize(
    ("text", "code", "at", "words"),
    [
        # keys, kinds, ids
        (HEAD + "partys: {}\n", "GO206", "partys", "parties"),
        (HEAD + "zzz: {}\n", "GO206", "zzz", "There are: case, title"),
        ("title: A\n", "GO208", "title", "case: …"),
        ("case: a\ntitle:\n", "GO208", "title", "title: …"),
        ("- a\n", "GO207", "-", "one key a line"),
        (HEAD + "parties: [a]\n", "GO207", "[a]", "one key a line"),
        (HEAD + "parties: none\n", "GO207", "none", "one key a line"),
        (HEAD + "notes: {a: b}\n", "GO207", "{a: b}", "- "),
        (HEAD + "notes: [{a: b}]\n", "GO207", "{a: b}", "quotes"),
        (HEAD + "summary: [a]\n", "GO207", "[a]", "quotes"),
        ("case: [a]\ntitle: A\n", "GO207", "[a]", "quotes"),
        ("case: Not An Id\ntitle: A\n", "GO210", "Not An Id", "not-an-id"),
        ("case: 中文\ntitle: A\n", "GO210", "中文", None),
        (HEAD + "parties: {if: {name: A, options: {o: Do}}}\n", "GO210", "if", "another word"),
        (
            HEAD + f"parties: {{{'a' * 61}: {{name: A, options: {{o: Do}}}}}}\n",
            "GO210",
            "aaa",
            "aaa",
        ),
        (HEAD + "issues: {name: {name: A}}\n", "GO210", "name: {", "another word"),
        (HEAD + "issues: {i: {name: A, values: {A b: c}}}\n", "GO210", "A b", "a-b"),
        (HEAD + "parties: {p: {name: A, options: {A: Do}}}\n", "GO210", "A: Do", "a"),
        (HEAD + "parties: {p: {options: {o: Do}}}\n", "GO208", "p:", "name"),
        (HEAD + "parties: {p: {name: A, options: {o: }}}\n", "GO208", "o:", None),
        (HEAD + "parties: {p: {name: A, options: {o: {moves: both}}}}\n", "GO208", "o:", "text"),
        (
            HEAD + "parties: {p: {name: A, options: {o: {text: T, movs: both}}}}\n",
            "GO206",
            "movs",
            "moves",
        ),
        (
            HEAD + "parties: {p: {name: A, wants: [{text: T, x: y}], options: {o: D}}}\n",
            "GO206",
            "x:",
            "text",
        ),
        (HEAD + "parties: {p: {name: A}}\n", "GO218", "p:", "options"),
        (HEAD + "parties: {p: text}\n", "GO207", "text", "one key a line"),
        (PARTIES + "status_quo: [{a: b}]\n", "GO207", "{a: b}", "quotes"),
        (PARTIES + "mediators: {m: {name: M, party: [a]}}\n", "GO207", "[a]", "quotes"),
        # choices
        (
            HEAD + "parties: {p: {name: A, options: {o: {text: T, moves: forwards}}}}\n",
            "GO217",
            "forwards",
            "forward",
        ),
        (
            HEAD + "parties: {p: {name: A, unreviewed: maybe, options: {o: D}}}\n",
            "GO217",
            "maybe",
            "yes or no",
        ),
        (
            PARTIES + "mediators: {m: {name: M, consent: {us: perhaps}}}\n",
            "GO217",
            "perhaps",
            "unknown",
        ),
        (
            PARTIES + "mediators: {m: {name: M, consent: {us: {evidence: [S-1]}}}}\n",
            "GO208",
            "us: {e",
            "answer",
        ),
        (PARTIES + "mediators: {m: {name: M, consent: {us: [yes]}}}\n", "GO207", "[yes]", "quotes"),
        # dates, countries
        (HEAD + "as_of: March 2025\n", "GO211", "March", "2025-03"),
        (HEAD + "as_of: 2025-13\n", "GO211", "2025-13", "2025-03"),
        (HEAD + f"as_of: {'2' * 200}\n", "GO211", "22", "2025-03"),
        (HEAD + "parties: {p: {name: A, country: usa, options: {o: D}}}\n", "GO212", "usa", "USA"),
        (
            HEAD + "parties: {p: {name: A, country: SUN, options: {o: D}}}\n",
            "GO212",
            "SUN",
            "alpha-3",
        ),
        # conditions and options
        (PARTIES + "status_quo: [us.releif]\n", "GO204", "us.releif", "us.relief"),
        (PARTIES + "status_quo: [limit]\n", "GO204", "limit]", "iran.limit"),
        (PARTIES + "outcomes: {X: [us.x]}\n", "GO204", "us.x", "There are|Did you mean"),
        (
            PARTIES + "infeasible: [us.relief and iran.limitt]\n",
            "GO204",
            "iran.limitt",
            "iran.limit",
        ),
        (
            PARTIES + "infeasible: [us.relief and and iran.limit]\n",
            "GO205",
            "and iran.limit",
            "iran.limit if",
        ),
        (PARTIES + "infeasible: ['us.relief and (us.press']\n", "GO205", "'", "iran.limit if"),
        (PARTIES + "infeasible: [{because: x}]\n", "GO208", "{because", "that"),
        (PARTIES + "infeasible: [[a]]\n", "GO207", "[a]", "quotes"),
        (PARTIES + "infeasible: [{that: us.press, judged: A}]\n", "GO206", "judged", "that"),
        (
            PARTIES + "status_quo: [us.press]\ninfeasible: [us.press]\n",
            "GO216",
            "status_quo",
            "Change",
        ),
        (PARTIES + "outcomes: {X: [us.press], Y: [us.press]}\n", "GO209", "Y:", "one of the two"),
        # names
        (PARTIES + "mediators: {m: {name: M, consent: {usa: yes}}}\n", "GO214", "usa", "us"),
        (PARTIES + "mediators: {m: {name: M, party: irn}}\n", "GO214", "irn", "iran"),
        (ISSUES + "packages: {p: {feul: low, fuel: low, stock: 1}}\n", "GO214", "feul", "fuel"),
        (ISSUES + "packages: {p: {fuel: hihg, stock: 1}}\n", "GO214", "hihg", "high"),
        (ISSUES + "packages: {p: {fuel: high, stock: 1.5}}\n", "GO214", "1.5", "steps of 1"),
        (ISSUES + "packages: {p: {fuel: high, stock: much}}\n", "GO213", "much", "2/3"),
        (ISSUES + "packages: {p: {fuel: [high], stock: 1}}\n", "GO207", "[high]", "quotes"),
        (ISSUES + "packages: {p: {fuel: high}}\n", "GO219", "p:", "every issue"),
        (HEAD + "issues: {i: {name: I, today: lo, values: {low: L}}}\n", "GO214", "lo,", "low"),
        (
            HEAD + "issues: {i: {name: I, values: {a: A}, range: {from: 0, to: 1, step: 1}}}\n",
            "GO223",
            "range",
            "one of the two",
        ),
        (
            HEAD + "issues: {i: {name: I, range: {from: 1, to: 0, step: 1}}}\n",
            "GO223",
            "range",
            "from: 0",
        ),
        (
            HEAD + "issues: {i: {name: I, range: {from: 0, to: 1, step: 0}}}\n",
            "GO223",
            "range",
            "from: 0",
        ),
        (HEAD + "issues: {i: {name: I, range: {from: 0, to: 1}}}\n", "GO208", "range", "step"),
        # worths
        (WORTH + "{walk_away: 1, issues: {feul: {weight: 1}}}\n", "GO214", "feul", "fuel"),
        (
            WORTH + "{walk_away: 1, issues: {fuel: {weight: 1, values: {low: 1}}}}\n",
            "GO215",
            "fuel: {w",
            "0 for worthless",
        ),
        (
            WORTH
            + "{walk_away: 1, issues: {fuel: {weight: 1, values: {low: 1, high: 2, hig: 3}}}}\n",
            "GO214",
            "hig:",
            "high",
        ),
        (WORTH + "{walk_away: 1, issues: {fuel: {weight: 1}}}\n", "GO208", "fuel: {w", "values"),
        (
            WORTH + "{walk_away: 1, issues: {fuel: {weight: -1, values: {low: 1, high: 2}}}}\n",
            "GO213",
            "-1",
            "begin at 0",
        ),
        (WORTH + "{walk_away: 1e3}\n", "GO213", "1e3", "2/3"),
        (
            WORTH + "{walk_away: 1, issues: {fuel: {weight: 1, values: {low: x, high: 2}}}}\n",
            "GO213",
            "x,",
            "2/3",
        ),
        (WORTH + "{walk_away: 1/0}\n", "GO213", "1/0", "2/3"),
        (WORTH + "{walk_away: 1/00}\n", "GO213", "1/00", "2/3"),
        (WORTH + f"{{walk_away: {'9' * 40}}}\n", "GO213", "999", "2/3"),
        (WORTH + "{walk_away: ٣}\n", "GO213", "٣", "2/3"),
        (WORTH + "{walk_away: 5..1}\n", "GO213", "5..1", "lower"),
        (WORTH + "{walk_away: 5..x}\n", "GO213", "5..x", "2/3"),
        (WORTH + "{walk_away: [1]}\n", "GO207", "[1]", "quotes"),
        (WORTH + "{issues: {}}\n", "GO208", "worth", "walk_away"),
        (
            WORTH + "{walk_away: 1, issues: {stock: {weight: 1, curve: {0: 1, 2: 1}}}}\n",
            "GO215",
            "stock: {w",
            "both ends",
        ),
        (
            WORTH + "{walk_away: 1, issues: {stock: {weight: 1, curve: {0: 1, 0.0: 2, 3: 1}}}}\n",
            "GO209",
            "stock: {w",
            "one of them",
        ),
        (
            WORTH
            + "{walk_away: 1, issues: {stock: {weight: 1, values: {a: 1}, curve: {0: 1, 3: 1}}}}\n",
            "GO223",
            "values: {a",
            "curve",
        ),
        (
            WORTH
            + "{walk_away: 1, issues: {fuel: {weight: 1, curve: {0: 1}, values: {low: 1, high: 1}}}}\n",
            "GO223",
            "curve",
            "curve",
        ),
        (
            WORTH + "{walk_away: 1, pairs: [{when: {fuel: low}, adds: 1}]}\n",
            "GO223",
            "{fuel: low}",
            "when",
        ),
        (
            WORTH + "{walk_away: 1, pairs: [{when: {fuel: low, stock: 1}}]}\n",
            "GO208",
            "{when",
            "adds",
        ),
        (WORTH + "{walk_away: 1, red_lines: [{when: {}}]}\n", "GO223", "{}", "when"),
        (WORTH + "{walk_away: 1, red_lines: [{evidence: [S-1]}]}\n", "GO208", "{evidence", "when"),
    ],
)
def test_each_mistake_is_told_once_at_its_place_with_a_remedy(
    text: str, code: str, at: str, words: str | None
) -> None:
    findings = found(text)
    assert [f.code for f in findings] == [code], [f.render() for f in findings]
    (finding,) = findings
    place = finding.place
    assert place
    assert place.line
    assert place.column
    line = text.splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith(at) or line[place.column - 2 :].startswith(at)
    if words is None:
        assert finding.help is None
    else:
        assert re.search(words if "|" in words else re.escape(words), finding.help or "")
    assert finding.render()


def test_a_text_alone_where_a_pair_is_expected_is_told() -> None:
    codes = [f.code for f in found(WORTH + "{walk_away: 1, pairs: [fuel], red_lines: [fuel]}\n")]
    assert codes == ["GO207", "GO208", "GO208", "GO207", "GO208"]


def test_an_unknown_option_in_a_quoted_condition_has_its_own_column() -> None:
    text = PARTIES + 'infeasible:\n  - "us.press and (iran.limit or us.releif)"\n'
    (finding,) = found(text)
    assert finding.place
    assert finding.place.column == 5 + text.splitlines()[-1][4:].index("us.releif")
    assert finding.place.width == len("us.releif")
    shown, carets = finding.render().splitlines()[2:4]
    assert carets.index("^") == shown.index("us.releif")
    assert carets.count("^") == len("us.releif")


def test_all_mistakes_are_told_at_once() -> None:
    text = PARTIES.replace("name: US", "name: US, country: us, nam: x") + (
        "as_of: soon\nstatus_quo: [us.x, us.y]\npackages: {p: {q: r}}\ncase: again\n"
    )
    codes = sorted(f.code for f in found(text))
    assert codes == ["GO204", "GO204", "GO206", "GO209", "GO211", "GO212", "GO214"]


def test_load_raises_all_findings_and_warnings_alone_do_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(HEAD + "parties: {p: {name: P}}\n")
    assert casefile.load(tmp_path).parties[0].name == "P"
    path.write_text(HEAD + "parties: {p: {name: P}}\nas_of: soon\n")
    with pytest.raises(CaseError) as caught:
        casefile.load(path)
    assert [f.code for f in caught.value.findings] == ["GO218", "GO211"]
    assert str(path) in str(caught.value)


def test_after_a_syntax_error_only_that_is_told() -> None:
    findings = found("parties: [\ncase: a\n")
    assert [f.code for f in findings] == ["GO201"]
    assert opened("parties: [\n").case.parties == ()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: \xff", b"case: a\x00", b"x" * 3_000_000])
def test_bytes_that_are_no_case_are_findings(data: bytes) -> None:
    file = CaseFile("case.yaml", data)
    assert [f.code for f in file.findings] == ["GO202"]
    with pytest.raises(CaseError):
        file.set(("title",), "x")


def test_hostile_cases_cost_little() -> None:
    many = 4000
    options = "".join(f"      o{i}: Do\n" for i in range(many))
    prefers = "".join(f"      - us.o{i} and us.p{i}\n" for i in range(many))
    text = (
        HEAD + "parties:\n  us:\n    name: U\n    options:\n" + options + "    prefers:\n" + prefers
    )
    one_line = "{case: a, title: A, notes: [" + ", ".join(f"n{i}" for i in range(30_000)) + "]}"
    for hostile in (text, one_line):
        started = time.process_time()
        findings = found(hostile)
        assert time.process_time() - started < 30  # a bound on the order, not a measurement
        assert len(findings) <= 200


def test_a_missing_case_is_told_with_what_is_near(tmp_path: Path) -> None:
    (tmp_path / "case.yml").write_text(HEAD)
    for path, near in ((tmp_path, "case.yml"), (tmp_path / "none" / "x", "goodoffices new")):
        with pytest.raises(CaseError) as caught:
            CaseFile.open(path)
        (finding,) = caught.value.findings
        assert finding.code == "GO908"
        assert near in (finding.help or "")


# --- terms ---------------------------------------------------------------------------------------


def test_countries_are_those_of_the_standard() -> None:
    assert len(COUNTRIES) == 250  # 249 of ISO 3166-1, and XKX
    assert {"USA", "IRN", "NOR", "XKX", "PSE", "SSD"} <= COUNTRIES
    assert not {"SUN", "YUG", "DDR", "ANT", "ZAR"} & COUNTRIES


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ease Sanctions", "ease-sanctions"),
        ("Zürich", "zurich"),
        ("3rd way", "rd-way"),
        ("中文", ""),
        ("not", "not-"),
        ("a" * 80, "a" * 60),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_the_example_in_the_docs_is_a_case_and_shows_every_key() -> None:
    text = (SCHEMA.parent / "case-file.md").read_text("utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    assert [f.render() for f in found(example)] == []
    shown = set(re.findall(r"([a-z_]+):", text.split(HEADING)[0]))
    assert {name for part in PARTS.values() for name in part.names} <= shown


# --- the schema for editors ----------------------------------------------------------------------


def test_schema_and_tables_in_the_docs_are_those_that_the_code_makes() -> None:
    assert SCHEMA.read_text("utf-8") == schema.printed(), "run: make docs"
    assert (DOCS / "case-file.md").read_text("utf-8") == page(), "run: make docs"


def test_the_schema_is_printed_by_its_module() -> None:
    command = [sys.executable, "-m", "goodoffices.case.file.schema"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert printed == SCHEMA.read_bytes()


def test_the_schema_is_valid_and_takes_what_the_reader_takes() -> None:
    whole = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(whole)
    validator = jsonschema.Draft202012Validator(whole)
    data = yaml.load(WHOLE, Loader=yaml.BaseLoader)
    assert [e.message for e in validator.iter_errors(data)] == []
    data["parties"]["us"]["countri"] = "USA"
    assert [list(e.path) for e in validator.iter_errors(data)] == [["parties"]]


def test_every_part_of_the_table_is_reached_and_every_reference_leads_to_one() -> None:
    whole = json.dumps(schema.case_schema())
    assert set(re.findall(r"#/\$defs/(\w+)", whole)) == set(PARTS) - {"case"}


def test_the_table_and_what_advice_counts_name_the_same_keys() -> None:
    assert PARTS["ripeness"].names == (*judged.RIPENESS, *judged.OCCASIONS)
    assert PARTS["reference"].names == tuple(judged.REFERENCE)
    assert PARTS["trust"].names[:3] == judged.TRUST_NUMBERS
    ways = [name for way in judged.TEMPTATIONS for name in way]
    assert list(PARTS["lapsed"].names[: len(ways)]) == ways


# --- edits in place ------------------------------------------------------------------------------


def edited(text: str, *edits: tuple[str, tuple[object, ...]]) -> str:
    file = opened(text)
    for verb, arguments in edits:
        getattr(file, verb)(*arguments)
    return file.text


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: b  # c\nd: e\n", ("a",), "f", "a: f  # c\nd: e\n"),
        ("a: 'b' # c\n", ("a",), "it's", "a: 'it''s' # c\n"),
        ('a: "b" # c\n', ("a",), 'say "x"', 'a: "say \\"x\\"" # c\n'),
        ("a: b\n", ("a",), "x: y", 'a: "x: y"\n'),
        ("a: b\n", ("a",), "x #y", 'a: "x #y"\n'),
        ("a: b\n", ("a",), "", 'a: ""\n'),
        ("a: b\n", ("a",), "- x", 'a: "- x"\n'),
        ("a: b\n", ("a",), "two\nlines", 'a: "two\\nlines"\n'),
        ("a: 'b'\n", ("a",), "two\nlines", 'a: "two\\nlines"\n'),
        ("a: b\n", ("a",), "\u2028\x85\ufeff\x07\ud7ff", 'a: "\\u2028\\x85\\uFEFF\\x07\ud7ff"\n'),
        ("a: b\n", ("a",), True, "a: yes\n"),
        ("a: b\n", ("a",), False, "a: no\n"),
        ("a: b\n", ("a",), 30, "a: 30\n"),
        ("a: b\n", ("a",), Fraction(2, 3), "a: 2/3\n"),
        ("a:\nb: c\n", ("a",), "x", "a: x\nb: c\n"),
        ("a:   # c\nb: c\n", ("a",), "x", "a: x   # c\nb: c\n"),
        ("- a\n-\n- c\n", (1,), "x", "- a\n- x\n- c\n"),
        ("{a: b, c: d}\n", ("a",), "x, y", '{a: "x, y", c: d}\n'),
        ("{a: , c: d}\n", ("a",), "x", "{a: x, c: d}\n"),
        ("{a, c: d}\n", ("a",), "x", "{a: x, c: d}\n"),
        (
            "a: |\n  one\n  two\n\n# c\nb: c\n",
            ("a",),
            "three\nfour\n",
            "a: |\n  three\n  four\n\n# c\nb: c\n",
        ),
        ("a: |\n  one\nb: c\n", ("a",), "x\n\ny", "a: |-\n  x\n\n  y\nb: c\n"),
        ("a: >-\n  one\n  two\n# c\n", ("a",), "three", "a: >-\n  three\n# c\n"),
        ("a: >\n  one\n", ("a",), " leading", 'a: " leading"\n'),
        ("a: one\n  two\nb: c\n", ("a",), "x", "a: x\nb: c\n"),
        ("a:\n  b: c\nd: e\n", ("a", "b"), "x", "a:\n  b: x\nd: e\n"),
        ("a: b\n", ("a",), ["x", "y"], "a:\n  - x\n  - y\n"),
        ("a: b\n", ("a",), {"x": "y"}, "a:\n  x: y\n"),
        ("a:\n    - b\n    # c\n    - d\ne: f\n", ("a",), ["x"], "a:\n    - x\ne: f\n"),
        ("a: [b, c] # d\n", ("a",), ["x"], "a:\n  - x # d\n"),
        ("{a: [b, c]} # d\n", ("a",), ["x"], "{a: [x]} # d\n"),
        ("a:\n  b: c\n", ("a",), "x", "a:\n  x\n"),
        ("a: b\n", ("a",), [], "a: []\n"),
        ("a: b\r\nc: d\r\n", ("a",), {"x": "y"}, "a:\r\n  x: y\r\nc: d\r\n"),
        ("\ufeffa: b\n", ("a",), "x", "\ufeffa: x\n"),
        ("a: b", ("a",), "x", "a: x"),
        ("a: b\n", ("c",), "x", "a: b\nc: x\n"),
    ],
)
def test_a_value_is_changed_in_its_own_manner(
    text: str, path: yamledit.Path, value: rendering.Value, expected: str
) -> None:
    assert edited(text, ("set", (path, value))) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: b\n", (), "a: b\nk: v\n"),
        ("a: b", (), "a: b\nk: v"),
        ("a: b # c\n# d\n", (), "a: b # c\nk: v\n# d\n"),
        ("", (), "k: v\n"),
        ("# c\n", (), "# c\nk: v\n"),
        ("# c", (), "# c\nk: v"),
        ("{}\n", (), "\nk: v\n"),
        ("{a: b}\n", (), "{a: b, k: v}\n"),
        ("{a: b, }\n", (), "{a: b, k: v, }\n"),
        ("{a: }\n", (), "{a: , k: v}\n"),
        ("a:\n  b: c\nd: e\n", ("a",), "a:\n  b: c\n  k: v\nd: e\n"),
        ("a:\n    b: c # x\n\n# y\nd: e\n", ("a",), "a:\n    b: c # x\n    k: v\n\n# y\nd: e\n"),
        ("a:\n  b: |\n    c\n\nd: e\n", ("a",), "a:\n  b: |\n    c\n\n  k: v\nd: e\n"),
        ("a:\n  b: |+\n    c\n\n", ("a",), "a:\n  b: |+\n    c\n\n  k: v\n"),
        ("a:\n  b: |\n    c", ("a",), "a:\n  b: |-\n    c\n  k: v"),
        ("a:\n  b: [c,\n    d]\ne: f\n", ("a",), "a:\n  b: [c,\n    d]\n  k: v\ne: f\n"),
        ("a:\n  b:\n  - c\ne: f\n", ("a",), "a:\n  b:\n  - c\n  k: v\ne: f\n"),
        ("a:\n  b:\ne: f\n", ("a",), "a:\n  b:\n  k: v\ne: f\n"),
        ("a: # c\nb: c\n", ("a",), "a: # c\n  k: v\nb: c\n"),
        ("x:\n    y: z\na:\n", ("a",), "x:\n    y: z\na:\n    k: v\n"),
        ("a: {}  # c\nb: c\n", ("a",), "a:  # c\n  k: v\nb: c\n"),
        ("a: {b: c} # d\n", ("a",), "a: {b: c, k: v} # d\n"),
        ("- a: b\n  c: d\n- e\n", (0,), "- a: b\n  c: d\n  k: v\n- e\n"),
        ("{a: {}, b: c}\n", ("a",), "{a: {k: v}, b: c}\n"),
        ("{a: , b: c}\n", ("a",), "{a:  {k: v}, b: c}\n"),
        ("{a, b: c}\n", ("a",), "{a: {k: v}, b: c}\n"),
        ("a: b\n", ("c", "d"), "a: b\nc:\n  d:\n    k: v\n"),
        ("a:\r\n  b: c\r\nd: e\r\n", ("a",), "a:\r\n  b: c\r\n  k: v\r\nd: e\r\n"),
        ("\ufeffa: b\n", (), "\ufeffa: b\nk: v\n"),
        ("a: 'b\n  c'\n", (), "a: 'b\n  c'\nk: v\n"),
        ("---\na: b\n...\n", (), "---\na: b\nk: v\n...\n"),
        ("{a: b # c\n}\n", (), "{a: b, k: v # c\n}\n"),
    ],
)
def test_a_key_is_added_at_the_end_of_its_mapping(
    text: str, path: yamledit.Path, expected: str
) -> None:
    assert edited(text, ("add", (path, "k", "v"))) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a:\n  - b\nc: d\n", ("a",), "a:\n  - b\n  - v\nc: d\n"),
        ("a:\n- b # x\n# y\nc: d\n", ("a",), "a:\n- b # x\n- v\n# y\nc: d\n"),
        ("a:\n- b: c\n  d: e\n", ("a",), "a:\n- b: c\n  d: e\n- v\n"),
        ("a: [b, c] # d\n", ("a",), "a: [b, c, v] # d\n"),
        ("a: [b, c, ]\n", ("a",), "a: [b, c, v, ]\n"),
        ("a: []\nc: d\n", ("a",), "a:\n  - v\nc: d\n"),
        ("a:\nc: d\n", ("a",), "a:\n  - v\nc: d\n"),
        ("c: d\n", ("a",), "c: d\na: [v]\n"),
        ("{a: }\n", ("a",), "{a:  [v]}\n"),
        ("", ("a",), "a: [v]\n"),
        ("- a\n-\n", (), "- a\n-\n- v\n"),
    ],
)
def test_an_item_is_added_at_the_end_of_its_list(
    text: str, path: yamledit.Path, expected: str
) -> None:
    assert edited(text, ("append", (path, "v"))) == expected


def test_larger_values_are_written_as_people_would() -> None:
    text = edited(
        "a: b\n",
        (
            "add",
            (
                (),
                "parties",
                {"us": {"name": "U: S", "evidence": ["S-1", "S-2"], "yes": True}},
                ["drafted"],
            ),
        ),
        (
            "append",
            (("parties", "us", "prefers"), rendering.Inline({"that": "not us.x", "judged": "A"})),
        ),
        ("append", (("wants",), {"text": "T", "list": [{"a": "b"}, ["c"]], "none": {}})),
        ("add", (("parties",), "long", {"l": ["x" * 60, "y" * 60]})),
    )
    assert text == (
        'a: b\n# drafted\nparties:\n  us:\n    name: "U: S"\n    evidence: [S-1, S-2]\n'
        "    yes: yes\n    prefers:\n      - {that: not us.x, judged: A}\n"
        f"  long:\n    l:\n      - {'x' * 60}\n      - {'y' * 60}\n"
        "wants:\n  - text: T\n    list:\n      - a: b\n      - [c]\n    none: {}\n"
    )


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("set", ((), "x")),
        ("set", (("a", "c"), "x")),
        ("set", (("l", 5), "x")),
        ("set", (("l", 0, "c"), "x")),
        ("add", ((), "a", "again")),
        ("add", (("a",), "k", "v")),
        ("add", (("l",), "k", "v")),
        ("add", (("l", 7), "k", "v")),
        ("append", (("a",), "v")),
        ("append", (("l", 7), "v")),
        ("append", (("m",), "v")),
        ("set", (("a",), "\ud800")),
    ],
)
def test_what_cannot_be_changed_is_refused_and_nothing_is(
    verb: str, arguments: tuple[object, ...]
) -> None:
    file = opened("a: b\nl: [x]\nm: {k: v}\n")
    if (verb, arguments[0]) == ("set", ()):
        file = opened("")
    before = file.text
    with pytest.raises(CaseError) as caught:
        getattr(file, verb)(*arguments)
    assert [f.code for f in caught.value.findings] == ["GO222"]
    assert file.text == before


def test_the_case_follows_its_edits() -> None:
    file = opened(WHOLE)
    assert file.case.title == "Russia's offer to mediate"
    file.set(("title",), "Another")
    assert file.case.title == "Another"
    file.set(("as_of",), "soon")
    assert [f.code for f in file.findings] == ["GO211"]


KEYS_ST = st.text("abcxyz-", min_size=1, max_size=5)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text("ab:#-'\"\\[]{},&*!|>%@` \n\t?~", max_size=12),
    st.sampled_from(
        ["yes", "NO", "null", "1e3", "---", "...", "<<", "a: b", "# x", "", " ", "=", "?"]
    ),
)


def writable(text: str) -> bool:
    return not any(0xD800 <= ord(sign) < 0xE000 for sign in text)


VALUES = st.recursive(
    TEXTS.filter(writable),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS_ST, inner, max_size=3),
        st.dictionaries(KEYS_ST, inner, max_size=3).map(rendering.Inline),
    ),
    max_leaves=6,
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Case-like files in many hands: indentation, quotes, comments, line ends, flow and block."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    step = draw(st.sampled_from([1, 2, 4]))
    comment = draw(st.sampled_from(["", "  # note", "   # it's: {odd} [- |"]))

    def scalar(level: int) -> str:
        return draw(
            st.sampled_from(
                [
                    "plain",
                    "'single ''q'''",
                    '"double \\" \\u00e9"',
                    "",
                    "two words",
                    "é😀",
                    "{}",
                    "[]",
                    "[a, 'b c', {d: e}]",
                    "{f: [g], h: }",
                    f"|{newline}{' ' * (step * level)}lit{newline}{newline}{' ' * (step * level)}more",
                    f">-{newline}{' ' * (step * level)}folded{newline}{' ' * (step * level)}text",
                ]
            )
        )

    def block(level: int) -> list[str]:
        lines: list[str] = []
        margin = " " * (step * level)
        for key in draw(st.lists(KEYS_ST, min_size=1, max_size=3, unique=True)):
            kind = draw(st.sampled_from(["scalar", "scalar", "map", "list"]))
            if kind == "map" and level < 3:
                lines += [f"{margin}{key}:{comment}", *block(level + 1)]
            elif kind == "list":
                inner = margin + " " * draw(st.sampled_from([0, step]))
                items = draw(
                    st.lists(st.sampled_from(["x", "'y'", "", "{z: w}"]), min_size=1, max_size=3)
                )
                lines += [
                    f"{margin}{key}:",
                    *(f"{inner}- {item}".rstrip() + comment for item in items),
                ]
            else:
                said = scalar(level + 1)
                block_text = said[:1] in ("|", ">")
                lines.append(f"{margin}{key}: {said}".rstrip(" ") + ("" if block_text else comment))
            if draw(st.booleans()):
                lines += draw(st.sampled_from([[""], [f"{margin}# between"], ["", "# low"]]))
        return lines

    head = draw(st.sampled_from(["", "\ufeff", "# head" + newline, "---" + newline]))
    return head + newline.join(block(0)) + draw(st.sampled_from(["", newline, newline * 2]))


def paths(value: object, path: yamledit.Path = ()) -> list[tuple[yamledit.Path, object]]:
    found_ = [(path, value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            found_ += paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found_ += paths(inner, (*path, number))
    return found_


def changed(value: object, path: yamledit.Path, new: object) -> object:
    if not path:
        return new
    copy = list(value) if isinstance(value, list) else dict(value)  # type: ignore[call-overload]
    copy[path[0]] = changed(copy[path[0]], path[1:], new) if path[1:] else new
    return copy


def kept(before: str, after: str, start: int, end: int) -> bool:
    """Whether everything outside a stretch of the old text stands in the new, at its two ends."""
    return after.startswith(before[:start].rstrip(" ")) and after.endswith(before[end:])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_an_edit_reads_back_and_leaves_every_other_byte(data: st.DataObject) -> None:
    text = data.draw(files())
    tree = parse(text, "f")
    assume(not tree.findings)
    held = plain(tree.root)
    places = paths(held)
    path, old = data.draw(st.sampled_from(places))
    value = data.draw(VALUES)
    if isinstance(old, dict):
        assume("k" not in old)
        new = yamledit.add(tree, path, "k", value)
        expected = changed(held, path, {**old, "k": rendering.as_plain(value)})
    elif isinstance(old, list):
        new = yamledit.append(tree, path, value)
        expected = changed(held, path, [*old, rendering.as_plain(value)])
    else:
        new = yamledit.set_value(tree, path, value)
        expected = changed(held, path, rendering.as_plain(value))
    assert plain(new.root) == expected
    node = yamledit.find(tree, path)
    assert node is not None
    start, end = (node.node.start, node.node.end) if node.node else (0, len(text))
    if isinstance(old, str):
        assert kept(text, new.text.text, start, end)
    else:
        before = [line for line in text.splitlines() if "#" in line]
        after = new.text.text.splitlines()
        assert [line for line in before if line.strip().startswith("#")] == [
            line for line in after if line in before and line.strip().startswith("#")
        ]
        if old and text.endswith("\n"):  # an insertion; "{}" gives way to lines
            made = new.text.text
            head = common(text, made)
            assert head + common(text[head:][::-1], made[head:][::-1]) == len(text)


def common(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@given(TEXTS.filter(writable))
@example("a\u0085b")
@example("\ufeff")
def test_any_text_survives_a_file(text: str) -> None:
    for source in (
        "a: b\n",
        "a: 'b'\n",
        'a: "b"\n',
        "{a: b}\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a:\n",
    ):
        new = yamledit.set_value(parse(source, "f"), ("a",), text)
        assert plain(parse(new.text.text, "f").root) == {"a": text}


# --- saving --------------------------------------------------------------------------------------


def test_a_saved_file_is_the_text_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(WHOLE.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    file = CaseFile.open(tmp_path)
    file.set(("title",), "Új")
    file.save()
    assert (
        path.read_bytes()
        == WHOLE.replace("\n", "\r\n").replace("Russia's offer to mediate", "Új").encode()
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]
    file.set(("title",), "Again")
    file.save()
    assert "Again" in path.read_text()


def test_a_file_that_someone_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(WHOLE)
    file = CaseFile.open(path)
    file.set(("title",), "Mine")
    path.write_text("title: Theirs\n")
    with pytest.raises(CaseError) as caught:
        file.save()
    assert [f.code for f in caught.value.findings] == ["GO221"]
    assert path.read_text() == "title: Theirs\n"
    path.unlink()
    with pytest.raises(CaseError):
        file.save()
    assert not path.exists()


def test_killed_while_saving_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    body = "case: a\ntitle: A\nsummary: " + "x" * 300_000 + "\n"
    path.write_text(body)
    script = (
        "import sys\nfrom goodoffices.case.file import CaseFile\n"
        "f = CaseFile.open(sys.argv[1])\nprint('go', flush=True)\n"
        "n = 0\nwhile True:\n    n += 1\n    f.set(('title',), f'T{n}')\n    f.save()\n"
    )
    for wait in (0.05, 0.11, 0.17):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        file = CaseFile.open(path)
        assert file.findings == ()
        assert len(file.case.summary or "") == 300_000


# --- a new case ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "title", "id_", "shown"),
    [
        ("Us & Iran", None, "us-iran", "Us & Iran"),
        ("中文", None, "case", "中文"),
        ("x", 'A: "title" # odd\nline', "x", 'A: "title" # odd line'),
        ("中", "Peace", "peace", "Peace"),
        ("x", "   ", "x", "case"),
    ],
)
def test_a_new_case_is_valid_as_it_stands(
    tmp_path: Path, folder: str, title: str | None, id_: str, shown: str
) -> None:
    made = casefile.new(tmp_path / "in" / folder, title)
    assert made == tmp_path / "in" / folder
    file = CaseFile.open(made)
    assert file.findings == ()
    assert (file.case.id, file.case.title) == (id_, shown)
    assert sorted(p.name for p in made.iterdir()) == ["brief", "case.yaml", "sources"]


def test_the_examples_of_a_new_case_are_valid_once_uncommented(tmp_path: Path) -> None:
    text = (casefile.new(tmp_path / "x") / "case.yaml").read_text()
    lines = [
        line.removeprefix("#") if line.startswith("#   ") else line for line in text.split("\n")
    ]
    text = (
        "\n".join(lines).replace("iran.escalate", "iran.limit").replace("us.relief", "iran.limit")
    )
    assert [f.render() for f in found(text)] == []


def test_a_new_case_never_overwrites(tmp_path: Path) -> None:
    casefile.new(tmp_path)
    (tmp_path / "case.yaml").write_text("mine")
    with pytest.raises(UsageError) as caught:
        casefile.new(tmp_path)
    assert [f.code for f in caught.value.findings] == ["GO220"]
    assert (tmp_path / "case.yaml").read_text() == "mine"
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(GoodOfficesError):
        casefile.new(file)


def test_where_the_system_refuses_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_a: object, **_k: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(GoodOfficesError) as caught:
        casefile.new(tmp_path / "x")
    assert [f.code for f in caught.value.findings] == ["GO906"]

"""The case file: every field read, every problem told with its place."""

# ruff: noqa: E501 - one case a line reads better

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.case.samples import HEAD, ISSUES, PARTIES, WHOLE, WORTH, case_of, found, opened
from tests.clock import work

from goodoffices.base.errors import CaseError, GoodOfficesError, UsageError
from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.terms import slugify
from goodoffices.case.nouns import Basis


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


def many_options(many: int) -> str:
    """Return a case of many options and of as many judgements that name what there is not."""
    options = "".join(f"      o{i}: Do\n" for i in range(many))
    prefers = "".join(f"      - us.o{i} and us.p{i}\n" for i in range(many))
    parties = "parties:\n  us:\n    name: U\n    options:\n"
    return HEAD + parties + options + "    prefers:\n" + prefers


def many_notes(many: int) -> str:
    """Return a case of many notes in one line."""
    return "{case: a, title: A, notes: [" + ", ".join(f"n{i}" for i in range(many)) + "]}"


@pytest.mark.parametrize(("written", "many"), [(many_options, 4_000), (many_notes, 30_000)])
def test_ten_times_a_hostile_case_costs_some_ten_times(
    written: Callable[[int], str], many: int
) -> None:
    few, hostile = written(many // 10), written(many)
    assert work(lambda: found(hostile)) < 30 * work(lambda: found(few))
    assert len(found(hostile)) <= 200


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
        ("not", "not-1"),
        ("a" * 80, "a" * 60),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


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

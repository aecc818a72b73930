"""The command line: exit codes, what goes where, and words instead of tracebacks."""

import csv
import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from goodoffices.base.spreadsheet import read_xlsx
from goodoffices.cli import main as cli
from goodoffices.conflict.stability import solve

CONFLICT = {
    "name": "chicken",
    "decision_makers": [{"name": "A", "options": ["a"]}, {"name": "B", "options": ["b"]}],
    "option_order": ["a", "b"],
    "states": ["NN", "YN", "NY", "YY"],
    "moves": {"A": [[1, 2], [2, 1], [3, 4], [4, 3]], "B": [[1, 3], [3, 1], [2, 4], [4, 2]]},
    "preferences": {"A": [[2], [1], [3], [4]], "B": [[3], [1], [2], [4]]},
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: exit code, stdout, stderr."""

    def go(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["goodoffices", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        code = stop.value.code
        assert isinstance(code, int)
        return code, out, err

    monkeypatch.delenv("GOODOFFICES_DEBUG", raising=False)
    return go


@pytest.fixture
def conflict(tmp_path: Path) -> Path:
    path = tmp_path / "chicken.json"
    path.write_text(json.dumps(CONFLICT), "utf-8")
    return path


def test_outcomes_of_a_plain_conflict_in_json(run: Run, conflict: Path) -> None:
    code, out, err = run("outcomes", conflict, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    # Chicken: the two outcomes in which one gives way are Nash stable for both.
    assert found["equilibria"]["Nash"] == [2, 3]
    assert list(found["stable"]) == ["Nash", "GMR", "SMR", "SEQ"]
    assert found["stable"]["Nash"] == {"A": [2, 3], "B": [2, 3]}


@pytest.mark.parametrize("verb", ["outcomes", "analyse", "analyze"])
def test_the_other_names_of_a_verb_mean_the_same(run: Run, conflict: Path, verb: str) -> None:
    code, out, _ = run(verb, conflict)
    assert code == 0
    assert "SEQ" in out


def test_a_cell_is_explained(run: Run, conflict: Path) -> None:
    code, out, _ = run("outcomes", conflict, "--explain", "4")
    assert code == 0
    # Both went straight on: each would rather have given way, and nothing can punish that.
    assert "· Nash" in out
    assert "● Nash" not in out
    assert [line for line in out.splitlines() if line in {"A", "B"}] == ["A", "B"]


def test_an_unknown_outcome_is_wrong_usage(run: Run, conflict: Path) -> None:
    code, out, err = run("outcomes", conflict, "--explain", "44")
    assert (code, out) == (2, "")
    assert "there is no outcome 44" in err


def test_a_mistyped_verb_is_answered_with_the_nearest(run: Run) -> None:
    code, _, err = run("outcomse")
    assert code == 2
    assert "Did you mean “outcomes”?" in err


def test_a_missing_file_is_answered_with_the_nearest(run: Run, conflict: Path) -> None:
    code, _, err = run("outcomes", conflict.with_name("chiken.json"))
    assert code == 2
    assert str(conflict) in err


def test_wrong_options_are_wrong_usage(run: Run, conflict: Path) -> None:
    assert run("outcomes", conflict, "--jsn")[0] == 2
    assert run("outcomes")[0] == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x80\x81", "not UTF-8"),
        (b"{", "not JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"[" * 200_000, "too deeply"),
        (b"", "not JSON"),
    ],
)
def test_bytes_that_are_no_json_are_unreadable(
    run: Run, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(data)
    code, out, err = run("outcomes", path)
    assert (code, out) == (3, "")
    assert said in err
    assert "explain GO902" in err


def test_json_of_something_else_is_a_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"name": "x"}', "utf-8")
    code, _, err = run("packages", path)
    assert code == 1
    assert "neither a conflict nor a negotiation" in err


def test_a_conflict_has_no_packages(run: Run, conflict: Path) -> None:
    code, _, err = run("packages", conflict)
    assert code == 2
    assert "goodoffices outcomes" in err


def test_a_plain_form_is_no_case_folder(run: Run, conflict: Path) -> None:
    code, _, err = run("brief", conflict)
    assert code == 2
    assert "no case folder" in err


def test_a_code_is_explained(run: Run) -> None:
    code, out, _ = run("explain", "go902")
    assert code == 0
    assert out.startswith("GO902: ")
    code, _, err = run("explain", "GO90")
    assert code == 2
    assert "Did you mean" in err


def test_an_unforeseen_fault_is_told_without_a_traceback(
    run: Run, conflict: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("goodoffices.folder.load.read_json", fail)
    code, _, err = run("outcomes", conflict)
    assert code == 1
    assert "ZeroDivisionError" in err
    assert "--debug" in err


def test_a_refusal_of_the_system_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, _, err = run("new", tmp_path / "file" / "case")
    assert code in {1, 2}
    assert "error[" in err


def test_debug_shows_the_traceback(conflict: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_DEBUG", "")
    monkeypatch.setattr(sys, "argv", ["goodoffices", "--debug", "packages", str(conflict)])
    with pytest.raises(cli.GoodOfficesError):
        cli.main()


def test_reading_without_a_case_prints_the_dossier(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Oman offered to mediate between the United States and Iran.\n", "utf-8")
    code, out, _ = run("read", page, "--json")
    assert code == 0
    found = json.loads(out)
    assert found["document"]["published"] is None
    text = found["document"]["text"]
    spans = [s for kind in ("actors", "events") for item in found[kind] for s in item["spans"]]
    assert spans
    assert all(text[s["start"] : s["end"]] == s["exact"] for s in spans)
    code, out, err = run("read", page)
    assert code == 0
    assert "Oman" in out
    assert "undated" in out + err


def test_what_pages_have_alike_is_told_once_with_their_names(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Kenya met Uganda in Accra over the {name[0]} quota.")
    _code, _out, err = run("read", tmp_path)
    assert err.count("GO153") == 1
    assert err.count("--published") == 1
    assert all(name in err for name in ("a.txt", "b.txt", "c.txt"))


def test_an_unreadable_page_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "b.txt").write_text("Qatar hosted talks between Chad and its rebels.\n", "utf-8")
    code, out, err = run("read", tmp_path)
    assert code == 1
    assert "Qatar" in out
    assert "a.txt" in err
    code, out, err = run("read", tmp_path / "a.txt")
    assert (code, out) == (3, "")


def test_a_folder_without_pages_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    code, _, err = run("read", tmp_path)
    assert code == 2
    assert "holds no page" in err


def test_from_nothing_to_a_brief(run: Run, tmp_path: Path) -> None:
    """New, read, draft, check, brief: the verbs in the order of the work."""
    case, page = tmp_path / "border", tmp_path / "page.txt"
    page.write_text(
        "Switzerland offers help on the border\n\n"
        "Switzerland has offered to mediate between Armenia and Azerbaijan over their border. "
        "“We want a lasting peace,” Armenian Foreign Minister Ararat Mirzoyan said.\n",
        "utf-8",
    )
    assert run("new", case, "--title", "The border")[0] == 0
    assert run("new", case)[0] == 2  # never overwritten
    assert run("read", case, page)[0] == 0
    code, out, _ = run("draft", case)
    assert code == 0
    assert "armenia" in (case / "case.yaml").read_text("utf-8")
    code, out, _ = run("check", case)
    assert "undated" in out
    code, out, _ = run("brief", case, "-o", tmp_path / "brief.html")
    assert code == 0
    assert "We want a lasting peace" in (tmp_path / "brief.html").read_text("utf-8")
    dossier = json.loads(run("read", page, "--json")[1])
    claim = dossier["statements"][0]["id"]
    code, out, _ = run("show", case, claim)
    assert code == 0
    assert "We want a lasting peace" in out
    code, _, err = run("show", case, claim[:-1])
    assert code == 2
    assert claim in err


def test_the_way_to_an_outcome_and_where_a_coalition_would_stay(run: Run, conflict: Path) -> None:
    code, out, _ = run("outcomes", conflict, "--from", "1", "--to", "4")
    assert code == 0
    assert "By any moves: A: a. B: b." in out
    unreached = "“A: a; B: b” cannot be reached from “nobody takes an option” if everyone moves"
    assert unreached in out
    code, out, _ = run("outcomes", conflict, "--coalition", "A, B")
    assert code == 0
    assert "A + B" in out
    assert run("outcomes", conflict, "--coalition", "A,B", "--json")[1].startswith("{")
    assert run("outcomes", conflict, "--coalition", "A,C")[0] == 2
    assert run("outcomes", conflict, "--from", "1")[0] == 2


UNSURE = {
    "decision_makers": {"A": ["x"], "B": ["y"]},
    "infeasible": [],
    "preferences": {"A": {"statements": ["y", "x"]}, "B": {"statements": ["x", "y"]}},
    "unknown": {"A": [["x and y", "y and not x"]]},
}


def test_what_is_unknown_shows_in_every_form(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "unsure.json"
    path.write_text(json.dumps(UNSURE), "utf-8")
    code, out, _ = run("outcomes", path)
    assert code == 0
    assert "A: 1 pair" in out
    assert re.search(r"^A: x; B: y +bd .* YY +4$", out, re.M)
    table = json.loads(run("outcomes", path, "--json")[1])
    assert table["unknown"] == {"A": [[3, 4]], "B": []}
    assert 4 not in table["equilibria"]["Nash"]
    assert 4 in table["attitudes"]["b"]["Nash"]["A"]
    rows = list(csv.DictReader(run("outcomes", path, "--csv")[1].splitlines()))
    assert [row["rank A"] for row in rows] == ["4", "3", "", ""]
    assert rows[3]["Nash A"] == "bd"
    assert rows[3]["Nash equilibrium"] == "bd"
    assert "with attitude b or d" in run("outcomes", path, "--explain", "4")[1]
    for asked in (["--coalition", "A,B"], ["--limited", "2"], ["--simultaneous"]):
        code, _, err = run("outcomes", path, *asked)
        assert code == 2
        assert "GO420" in err


def test_what_is_seen_otherwise_is_told_below_the_table(run: Run, tmp_path: Path) -> None:
    plain = {key: value for key, value in UNSURE.items() if key != "unknown"}
    view = {**plain, "preferences": {**plain["preferences"], "B": {"statements": ["not y"]}}}
    path = tmp_path / "seen.json"
    path.write_text(json.dumps({**plain, "views": {"A": view}}), "utf-8")
    code, out, _ = run("outcomes", path)
    assert code == 0
    assert "A sees it otherwise" in out
    assert re.search(r"^Nash +A: x; B: y.*", out, re.M)
    seen = json.loads(run("outcomes", path, "--json")[1])["perceived"]["Nash"]
    assert seen == {"holding": [4], "unforeseen": [], "surprises": {"A": [4], "B": []}}


def test_where_acting_at_once_goes_wrong(run: Run, conflict: Path) -> None:
    code, out, _ = run("outcomes", conflict, "--simultaneous")
    assert code == 0
    marked = json.loads(run("outcomes", conflict, "--simultaneous", "--json")[1])["simultaneous"]
    assert marked == {"A": [1], "B": [1]}
    assert re.search(r"^Nobody takes an option \[1\] +○ +○$", out, re.M)


def test_rankings_are_shown_best_first_and_what_is_unknown_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "unsure.json"
    path.write_text(json.dumps(UNSURE), "utf-8")
    code, out, _ = run("outcomes", path, "--ranks")
    assert code == 0
    first, second = out.split("\n\n")
    assert "not wholly known: B: y [3], A: x; B: y [4]" in first
    assert "known: 2 above 1; 3 above 2; 4 above 2" in first
    lines = [line.split() for line in second.splitlines()[3:]]
    assert [(line[0], line[-1]) for line in lines] == [
        ("1", "[4]"),
        ("2", "[2]"),
        ("3", "[3]"),
        ("4", "[1]"),
    ]


def test_other_concepts_are_asked_for_by_name(run: Run, conflict: Path, tmp_path: Path) -> None:
    found = json.loads(run("outcomes", conflict, "--concept", "nash,SSEQ", "--json")[1])
    assert list(found["equilibria"]) == ["Nash", "SSEQ"]
    alone = solve(cli.goodoffices.load(conflict).moves, [[1, 0, 2, 3], [1, 2, 0, 3]], ["SSEQ"])
    everyone = alone["SSEQ"].all(axis=0)
    assert found["equilibria"]["SSEQ"] == [int(s) + 1 for s in everyone.nonzero()[0]]
    assert "SSEQ" in run("outcomes", conflict, "--concept", "all")[1].splitlines()[0]
    assert "SSEQ" in run("outcomes", conflict, "--concept", "all", "--explain", "2")[1]
    code, _, err = run("outcomes", conflict, "--concept", "Nsh")
    assert code == 2
    assert "GO413" in err
    path = tmp_path / "unsure.json"
    path.write_text(json.dumps(UNSURE), "utf-8")
    assert json.loads(run("outcomes", path, "--concept", "SEQ@2", "--json")[1])["attitudes"]
    own = json.loads(run("outcomes", conflict, "--concept", "A=SEQ,B=Nash", "--json")[1])
    assert list(own["equilibria"]) == ["A=SEQ,B=Nash"]


def test_every_coalition_is_asked_for_by_all(run: Run, conflict: Path) -> None:
    found = json.loads(run("outcomes", conflict, "--coalition", "all", "--json")[1])
    one = json.loads(run("outcomes", conflict, "--coalition", "A,B", "--json")[1])
    assert found == one


def test_a_watched_case_is_told_anew_after_each_change(tmp_path: Path) -> None:
    path = tmp_path / "chicken.json"
    path.write_text(json.dumps(CONFLICT), "utf-8")
    command = [sys.executable, "-m", "goodoffices", "outcomes", str(path), "--ranks", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as go:
        try:
            assert "1     A: a [2]" in _until_it_waits(go)
            changed = {
                **CONFLICT,
                "preferences": {"A": [[3], [1], [2], [4]], "B": [[3], [1, 2, 4]]},
            }
            path.write_text(json.dumps(changed), "utf-8")
            assert "1     B: b [3]" in _until_it_waits(go)
            path.write_text("{", "utf-8")
            assert "error[GO" in _until_it_waits(go)
            path.write_text(json.dumps(CONFLICT), "utf-8")
            assert "1     A: a [2]" in _until_it_waits(go)
        finally:
            go.send_signal(signal.SIGINT)
            _out, err = go.communicate(timeout=60)
    assert go.returncode == 130
    assert "Traceback" not in err


def _until_it_waits(go: "subprocess.Popen[str]") -> str:
    lines = []
    for line in go.stdout or ():
        lines.append(line)
        if "waiting for a change" in line:
            break
    return "".join(lines)


def test_the_table_goes_out_as_a_workbook(run: Run, conflict: Path, tmp_path: Path) -> None:
    code, out, _ = run("outcomes", conflict, "--xlsx", tmp_path / "out.xlsx")
    assert code == 0
    assert out.strip().endswith("out.xlsx")
    assert list(read_xlsx(tmp_path / "out.xlsx")) == ["Outcomes", "Equilibria"]


def test_a_conflict_goes_out_as_other_programs_read_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "option.json"
    plain = {key: value for key, value in UNSURE.items() if key != "unknown"}
    path.write_text(json.dumps(plain), "utf-8")
    code, out, _ = run("outcomes", path, "--graphml")
    assert code == 0
    edges = ET.fromstring(out).findall(".//{*}edge")
    assert len(edges) == 8
    code, out, _ = run("outcomes", path, "--gmcr")
    assert code == 0
    (tmp_path / "again.gmcr").write_text(out, "utf-8")
    same = [
        json.loads(run("outcomes", p, "--json")[1])["stable"]
        for p in (path, tmp_path / "again.gmcr")
    ]
    assert same[0] == same[1]
    path.write_text(json.dumps(UNSURE), "utf-8")
    assert "GO420" in run("outcomes", path, "--gmcr")[2]


def test_the_table_goes_out_as_csv(run: Run, conflict: Path) -> None:
    code, out, _ = run("outcomes", conflict, "--csv")
    assert code == 0
    assert out.splitlines()[0].startswith("state,")
    assert len(out.splitlines()) == 5


def test_an_example_is_printed_in_a_form_that_is_read_back(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("example")
    assert code == 0
    assert "elmira" in out
    path = tmp_path / "elmira.json"
    path.write_text(run("example", "elmira")[1], "utf-8")
    found = json.loads(run("outcomes", path, "--json")[1])
    assert found["equilibria"]["Nash"] == [5, 8, 9]  # Hipel, Fang, Kilgour & Haight 1993
    assert run("example", "elmra")[0] == 2


def test_limited_foresight(run: Run, conflict: Path) -> None:
    code, out, _err = run("outcomes", conflict, "--limited", 1, "--json")
    assert code == 0
    nash = json.loads(run("outcomes", conflict, "--json")[1])["stable"]["Nash"]
    assert json.loads(out)["stable"] == nash
    code, out, _err = run("outcomes", conflict, "--limited", 3)
    assert code == 0
    assert "everyone" in out
    for wrong in ("0", "x", "-1", "1.5"):
        code, _out, err = run("outcomes", conflict, f"--limited={wrong}")
        assert code == 2
        assert "GO924" in err

"""The options of read for a corpus and for a language model, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.read.many.made import corpus
from tests.read.model.test_llm import GOOD, PAGE, Stub, says

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs


def run(*args: object) -> tuple[int, str]:
    done = CliRunner().invoke(verbs, [str(a) for a in args], catch_exceptions=False)
    return done.exit_code, done.output


def test_a_corpus_from_the_command_line(tmp_path: Path) -> None:
    folder, out = corpus(tmp_path / "c", 2), tmp_path / "out"
    code, said = run("read", "--out", out, "--engine", "here", folder)
    assert code == 1
    assert "2 documents are read." in said
    assert "1 set aside: few actors." in said
    assert "1 could not be read: GO140." in said
    assert "1 were copies of others." in said
    assert "left-out.jsonl" in said
    code, said = run("read", "--out", out, "--engine", "here", folder)
    assert "6 were done by an earlier run." in said


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--workers", "2"], "GO149"),
        (["--out", "x", "--llm"], "GO149"),
        (["--out", "x", "--published", "soon"], "GO915"),
    ],
)
def test_options_that_do_not_fit(args: list[str], code: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    with pytest.raises(UsageError, match=code):
        run("read", *args, page)


def test_a_model_drafts_into_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub()
    stub.answers = [says({"statements": [GOOD]})]
    monkeypatch.setenv("GOODOFFICES_LLM_URL", stub.url)
    monkeypatch.setenv("GOODOFFICES_LLM_MODEL", "tiny")
    page, case = tmp_path / "page.txt", tmp_path / "case"
    page.write_text(PAGE)
    goodoffices.new(case)
    code, _said = run("read", "--llm", case, page)
    assert code == 0
    stored = goodoffices.load(case).dossier
    (made,) = [s for s in stored.statements if s.rule == "llm:tiny"]
    assert (made.text, made.status, made.confidence) == (GOOD["quote"], "unreviewed", "low")
    code, said = run("read", "--llm", "--json", page)
    assert "llm:tiny" in {s["rule"] for s in json.loads(said[said.index("{") :])["statements"]}
    stub.server.shutdown()
    stub.server.server_close()


def test_no_model_is_asked_unless_configured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOODOFFICES_LLM_URL", raising=False)
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    with pytest.raises(UsageError, match="GO156"):
        run("read", "--llm", page)

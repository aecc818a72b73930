"""The talks from the command line: convened on a case, kept outside it, and copies checked."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodoffices.base.errors import GoodOfficesError, UnreadableInput, UsageError
from goodoffices.cli import demo
from goodoffices.cli.main import verbs


def run(*words: object) -> Result:
    return CliRunner().invoke(verbs, [str(word) for word in words])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    demo.write(tmp_path / "case")
    return tmp_path / "case"


def test_talks_are_convened_with_one_link_for_each_member(case: Path, tmp_path: Path) -> None:
    store = tmp_path / "my.talks"
    said = run(
        "convene",
        case,
        store,
        "--mediator",
        "M. Envoy",
        "--delegate",
        "us=A. Able",
        "--delegate",
        "iran=B. Baker",
        "--base",
        "https://talks.example",
    )
    assert said.exit_code == 0, said.output
    links = [line.split("\t") for line in said.stdout.splitlines()]
    assert {"M. Envoy", "A. Able", "B. Baker"} <= {name for name, _url in links}
    assert all(url.startswith("https://talks.example/invitation/") for _name, url in links)
    assert len({url for _name, url in links}) == len(links)
    assert store.is_file()
    again = run("convene", case, store)
    assert isinstance(again.exception, GoodOfficesError)  # a store is never written over


def test_candidates_that_the_case_only_weighs_are_not_invited(case: Path, tmp_path: Path) -> None:
    file = case / "case.yaml"
    own = run("convene", case, tmp_path / "one.talks")
    assert "Russia\t" in own.stdout
    another = "mediators:\n  oman: {name: Oman, consent: {iran: yes}}\n"
    file.write_text(file.read_text().replace("mediators:\n", another, 1))
    said = run("convene", case, tmp_path / "two.talks")
    assert "Oman\t" not in said.stdout
    assert "Russia\t" not in said.stdout
    assert "Mediator\t" in said.stdout
    assert "--mediator" in said.stderr


def test_talks_never_lie_inside_the_case(case: Path) -> None:
    said = run("convene", case, case / "my.talks")
    assert isinstance(said.exception, GoodOfficesError)
    assert not (case / "my.talks").exists()


def test_a_delegate_without_a_party_is_wrong_usage(case: Path, tmp_path: Path) -> None:
    said = run("convene", case, tmp_path / "my.talks", "--delegate", "A. Able")
    assert isinstance(said.exception, UsageError)


def test_serving_beyond_this_computer_needs_a_certificate(case: Path, tmp_path: Path) -> None:
    store = tmp_path / "my.talks"
    run("convene", case, store)
    said = run("talks", "serve", store, "--host", "0.0.0.0")
    assert isinstance(said.exception, GoodOfficesError)
    assert "certificate" in str(said.exception)


def test_a_file_that_is_no_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text(json.dumps({"a": 1}), "utf-8")
    assert run("verify", path).exit_code != 0
    said = run("verify", path, "--receipt", path)
    assert isinstance(said.exception, UnreadableInput)


def test_a_case_where_talks_are_meant_is_said_to_be_a_folder(case: Path) -> None:
    with pytest.raises(GoodOfficesError, match="is a folder; talks are a file"):
        verbs.main(["talks", "serve", str(case)], standalone_mode=False)

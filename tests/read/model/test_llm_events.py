"""A model's events are held to the same rules as its statements; a file may say whom to ask."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.read.model.test_llm import GOOD, Stub, says, whom

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.evidence.claims import Dossier
from goodoffices.read import read_text
from goodoffices.read.model.drafts import draft, draft_page
from goodoffices.read.model.endpoint import SECONDS, settings
from goodoffices.read.model.proposals import TYPES

PAGE = (
    "Oman hosted delegates on Sunday.\n\n"
    "For the minister of Oman, Badr al-Busaidi, a door stays open. The envoys of Iran clinked "
    "glasses with those of Oman. Ruritania kept its silence.\n"
)
EVENT = {
    "quote": "The envoys of Iran clinked glasses with those of Oman",
    "trigger": "clinked glasses",
    "type": "CONSULT",
    "actors": ["Iran"],
    "recipients": ["Oman"],
    "modality": "asserted",
}


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    read = read_text(PAGE, "2025-03-04")
    assert {"iran", "oman"} <= {a.id for a in read.actors}
    assert all("clinked" not in e.spans[0].exact for e in read.events)
    return read


def answer(*events: dict[str, Any], statements: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"statements": list(statements), "events": list(events)}


def test_an_event_that_the_page_tells_becomes_a_draft_without_a_date(
    stub: Stub, dossier: Dossier
) -> None:
    stub.answers = [says(answer(EVENT, statements=(GOOD,)))]
    found = draft(dossier, whom(stub))
    assert found.events[: len(dossier.events)] == dossier.events
    (made,) = found.events[len(dossier.events) :]
    assert (made.type, made.actors, made.recipients) == ("CONSULT", ("iran",), ("oman",))
    assert (made.spans[0].exact, made.trigger.exact) == (EVENT["quote"], "clinked glasses")
    assert (made.rule, made.confidence, made.status) == ("llm:tiny", "low", "unreviewed")
    assert (made.date, made.date_text) == (None, None)
    assert found.orphans() == ()
    assert len(found.statements) == len(dossier.statements) + 1
    schema = stub.asked[0]["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["events"]["items"]["properties"]["type"]["enum"] == list(TYPES)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "The envoys of Iran clinked glasses with Oman"},
        {"trigger": "ate together"},
        {"trigger": "hosted"},
        {"trigger": " "},
        {"actors": ["Iraq"]},
        {"recipients": ["Oman", "Kofi Annan"]},
    ],
    ids=["quote", "trigger", "elsewhere", "blank", "actor", "recipient"],
)
def test_an_invented_part_is_asked_again_twice_then_dropped_and_counted(
    wrong: dict[str, Any], stub: Stub, dossier: Dossier
) -> None:
    stub.answers = [says(answer(EVENT | wrong, statements=(GOOD,)))]
    found = draft_page(dossier.documents[0], dossier, whom(stub))
    assert (found.events, found.dropped, len(stub.asked)) == ((), 1, 3)
    assert [f.code for f in found.findings] == ["GO158"]
    assert len(found.statements) == 1
    assert "not in the report" in stub.asked[1]["messages"][1]["content"]


def test_an_event_that_is_mended_is_kept(stub: Stub, dossier: Dossier) -> None:
    stub.answers = [says(answer(EVENT | {"actors": ["Iraq"]})), says(answer(EVENT))]
    found = draft_page(dossier.documents[0], dossier, whom(stub))
    assert (len(found.events), found.dropped, len(stub.asked)) == (1, 0, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "WAR"},
        {"modality": "sure"},
        {"actors": []},
        {"actors": "Iran"},
        {"date": "2025-03-04"},
        {"status": "accepted"},
    ],
)
def test_what_the_schema_does_not_know_is_no_answer(
    wrong: dict[str, Any], stub: Stub, dossier: Dossier
) -> None:
    stub.answers = [says(answer(EVENT | wrong))]
    found = draft(dossier, whom(stub))
    assert found.events == dossier.events
    assert [f.code for f in found.findings[len(dossier.findings) :]] == ["GO157"]


def test_a_name_in_the_page_that_is_no_actor_of_the_rules_is_dropped_and_counted(
    stub: Stub, dossier: Dossier
) -> None:
    silent = EVENT | {
        "quote": "Ruritania kept its silence",
        "trigger": "silence",
        "type": "REJECT",
        "actors": ["Ruritania"],
        "recipients": [],
    }
    stub.answers = [says(answer(silent, EVENT))]
    found = draft_page(dossier.documents[0], dossier, whom(stub))
    assert [e.type for e in found.events] == ["CONSULT"]
    assert len(stub.asked) == 1
    (told,) = found.findings
    assert told.code == "GO158"
    assert told.text.startswith("1 events")


def test_an_event_of_the_rules_is_not_told_again(stub: Stub) -> None:
    dossier = read_text("Iran attacked Oman on Monday.\n")
    event = dossier.events[0]
    again = EVENT | {
        "quote": "Iran attacked Oman",
        "trigger": "attacked",
        "type": event.type,
    }
    stub.answers = [says(answer(again, again | {"type": "ACCUSE"}, again | {"type": "ACCUSE"}))]
    found = draft(dossier, whom(stub))
    assert [e.type for e in found.events] == [event.type, "ACCUSE"]
    decided = replace(dossier, events=(replace(event, status="rejected"),))
    assert [e.status for e in draft(decided, whom(stub)).events] == ["rejected", "unreviewed"]


def test_events_are_kept_with_the_answer(stub: Stub, dossier: Dossier, tmp_path: Path) -> None:
    stub.answers = [says(answer(EVENT))]
    first = draft(dossier, whom(stub), tmp_path / "answers")
    assert draft(dossier, whom(stub), tmp_path / "answers") == first
    assert len(stub.asked) == 1
    kept = next((tmp_path / "answers").iterdir())
    kept.write_text(json.dumps({"good": answer(EVENT | {"actors": ["Iraq"]}), "dropped": 0}))
    assert draft(dossier, whom(stub), tmp_path / "answers").events == dossier.events


def test_the_key_is_in_no_log(
    stub: Stub, dossier: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    stub.answers = [says(answer(EVENT))]
    draft(dossier, whom(stub))
    assert stub.keys == ["Bearer secret-key"]
    assert caplog.text
    assert "secret-key" not in caplog.text


# --- whom to ask ---------------------------------------------------------------------------------


def config(folder: Path, text: str) -> Path:
    path = folder / "model.toml"
    path.write_text(text)
    return path


def test_a_file_says_whom_to_ask_and_the_key_is_the_environments(tmp_path: Path) -> None:
    path = config(tmp_path, 'endpoint = "http://localhost:1/v1/"\nmodel = "m"\ntimeout = 7.5\n')
    asked = {"GOODOFFICES_LLM_URL": "https://other.example/v1", "GOODOFFICES_LLM_KEY": "secret"}
    made = settings(asked, path)
    assert (made.url, made.model, made.key, made.seconds) == (
        "http://localhost:1/v1",
        "m",
        "secret",
        7.5,
    )
    assert settings(asked | {"GOODOFFICES_LLM_CONFIG": str(path)}) == made
    part = config(tmp_path, 'model = "m"\n')
    made = settings(asked, part)
    assert (made.url, made.seconds) == ("https://other.example/v1", SECONDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'endpoint = "http://localhost:1/v1"',
        'endpoint = "http://localhost:1/v1"\nmodel = 3',
        'endpoint = "http://localhost:1/v1"\nmodel = ""',
        'endpoint = "http://models.example/v1"\nmodel = "m"',
        'endpoint = "ftp://localhost/v1"\nmodel = "m"',
        'endpoint = "https://me:pass@models.example/v1"\nmodel = "m"',
        'endpoint = "https://[::1/v1"\nmodel = "m"',
        'endpoint = "http://localhost:1/v1"\nmodel = "m"\ntimeout = 0',
        'endpoint = "http://localhost:1/v1"\nmodel = "m"\ntimeout = true',
        'endpoint = "http://localhost:1/v1"\nmodel = "m"\ntimeout = nan',
        'endpoint = "http://localhost:1/v1"\nmodel = "m"\ntimeout = "soon"',
        'endpoint = "http://localhost:1/v1"\nmodel = "m"\napi_key = "sk-secret"',
        "endpoint: http://localhost:1/v1",
        "\x00\xff",
    ],
)
def test_a_file_that_is_wrong_or_unsafe_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="GO156") as error:
        settings({}, config(tmp_path, text))
    assert "secret" not in str(error.value)
    assert "me:pass" not in str(error.value)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="GO156"):
            settings({}, path)


def test_from_the_command_line_with_the_key_nowhere(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(os.environ):
        if name.startswith("GOODOFFICES_LLM"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GOODOFFICES_LLM_KEY", "sk-secret")
    stub.answers = [says(answer(EVENT, EVENT | {"actors": ["Iraq"]}))]
    path = config(tmp_path, f'endpoint = "{stub.url}"\nmodel = "tiny"\ntimeout = 5\n')
    page, case = tmp_path / "page.txt", tmp_path / "case"
    page.write_text(PAGE)
    goodoffices.new(case)
    args = ["read", "--llm", "--llm-config", str(path), str(case), str(page)]
    done = CliRunner().invoke(verbs, args)
    assert done.exit_code == 0, done.output
    stored = goodoffices.load(case).dossier
    (made,) = [e for e in stored.events if e.rule == "llm:tiny"]
    assert (made.status, made.spans[0].exact) == ("unreviewed", EVENT["quote"])
    assert stub.keys == ["Bearer sk-secret"] * 3
    assert "sk-secret" not in done.output
    held = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    assert not any(b"sk-secret" in data for data in held)
    with pytest.raises(UsageError, match="GO149"):
        CliRunner().invoke(
            verbs, ["read", "--llm-config", str(path), str(page)], catch_exceptions=False
        )

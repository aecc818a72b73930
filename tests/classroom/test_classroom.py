"""A class from the case to the debrief: real talks at every table, and what the teacher can see."""

from __future__ import annotations

import asyncio
import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.talks.world import clause

from goodoffices.base.errors import GoodOfficesError, UsageError
from goodoffices.classroom.debrief import TableOutcome, outcome_of, outcomes_of, seen
from goodoffices.classroom.report import debrief, sheets
from goodoffices.classroom.serving import tables_of
from goodoffices.classroom.setting import ClassPlan, Classroom, Seat, opened, set_up
from goodoffices.cli import demo
from goodoffices.cli.main import verbs
from goodoffices.talks.agenda import started
from goodoffices.talks.keyring import Session
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

NOW, SOON, LATER = "2026-05-01T10:00:00Z", "2026-05-01T10:20:00Z", "2026-05-01T10:25:00Z"
MIDDLE = 1
"""Which value of each issue the tables agree on."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class") / "case"
    folder.mkdir()
    source = Path(demo.__file__).parents[1] / "demo" / "case.yaml"
    (folder / "case.yaml").write_bytes(source.read_bytes())
    return folder


@pytest.fixture(scope="module")
def made(
    case: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Classroom, tuple[Seat, ...]]:
    folder = tmp_path_factory.mktemp("made") / "class"
    plan = ClassPlan(tables=3, minutes=30, base="https://class.example")
    return set_up(case, folder, NOW, plan=plan, sheets=sheets)


def test_a_class_is_whole_private_and_opens_again(
    made: tuple[Classroom, tuple[Seat, ...]],
) -> None:
    room, seats = made
    assert [t.number for t in room.tables] == ["01", "02", "03"]
    assert len(seats) == 3 * 3
    assert opened(room.folder) == room
    assert room.ends is None
    for name in ("class.json", "role-sheets.html"):
        assert stat.S_IMODE((room.folder / name).stat().st_mode) == 0o600
    page = (room.folder / "role-sheets.html").read_text()
    assert (
        len(set(re.findall(r'href="(https://class\.example/tables/0\d/invitation/[^"]+)"', page)))
        == 9
    )
    assert "http" not in re.sub(
        r"https://class\.example|http://www\.w3\.org", "", page
    ).lower().replace("http-equiv", "")


def test_each_sheet_tells_its_own_sides_numbers_and_not_the_others(
    made: tuple[Classroom, tuple[Seat, ...]],
) -> None:
    room, seats = made
    case = room.case
    worths = {p.id: p.worth for p in case.parties if p.worth}
    for seat in seats[:3]:
        page = sheets(case, [seat])
        mine = seat.invitation.member.party
        assert ("for your eyes alone" in page) == (mine is not None)
        for party, worth in worths.items():
            away = f"you have {int(worth.walk_away)}:"
            if len({w.walk_away for w in worths.values()}) == len(worths):
                assert (away in page) == (party == mine)


def _play(
    room: Classroom, seats: tuple[Seat, ...], number: str, until: str, words: str = ""
) -> None:
    """Play a table with the mediator and both heads, to a draft, a ballot or signatures."""
    table = next(t for t in room.tables if t.number == number)
    store = Store(room.store(table))
    office = Office(store, cost=CHEAPEST)
    sessions: dict[str, Session] = {}
    for seat in seats:
        if seat.table == number:
            taken = office.take_up(seat.invitation.token, NOW).result()
            assert taken is not None
            session = office.session(taken[2], NOW)
            assert session is not None
            sessions[seat.invitation.member.party or "mediator"] = session
    mediator = sessions.pop("mediator")

    def act(session: Session, kind: str, at: str = NOW, **raw: object) -> None:
        answer = office.act(session, kind, raw, f"{kind}{raw}", at).result()
        assert isinstance(answer, tuple), answer

    state = office.view(mediator).state
    clauses = []
    for first, issue in zip(started(state), state.issues, strict=True):
        said = words or issue["values"][MIDDLE]["text"] + "."
        clauses.append({**clause(said), "id": first.id, "heading": first.heading})
    act(mediator, "text.draft", title="Deal", clauses=clauses)
    if until != "draft":
        for session in sessions.values():
            act(session, "rules.accept")
        act(mediator, "proposal.make", draft=1, closes=SOON, mode="mediator")
        for session in sessions.values():
            act(session, "ballot.cast", proposal=1, answer="yes")
        assert office.settle(mediator, LATER) is False
    if until == "signed":
        act(mediator, "agreement.open", LATER, draft=1, annexes=[])
        for session in sessions.values():
            act(session, "agreement.sign", LATER)
    store.close()


@pytest.fixture(scope="module")
def played(made: tuple[Classroom, tuple[Seat, ...]]) -> tuple[Classroom, tuple[TableOutcome, ...]]:
    room, seats = made
    _play(room, seats, "01", "signed")
    _play(room, seats, "02", "agreed", words="As the sides may see fit.")
    from goodoffices.packages.result import packages

    return room, outcomes_of(room, LATER, packages(room.case))


def test_the_debrief_weighs_what_was_agreed_and_guesses_nothing(
    played: tuple[Classroom, tuple[TableOutcome, ...]],
) -> None:
    from goodoffices.packages.result import packages

    room, (first, second, third) = played
    found = packages(room.case)
    assert first.reached == "signed"
    choices = {i.id: i.values[MIDDLE].id for i in found.negotiation.issues}
    assert first.choices == choices
    assert first.worths == found.negotiation.worth_vector(choices)
    assert first.efficient == any(s.utilities == first.worths for s in found.efficient)
    for move in first.better:
        changed = found.negotiation.worth_vector({**choices, **move.changes})
        assert all(a >= b for a, b in zip(changed, first.worths, strict=True))
        assert changed != first.worths
    assert second.reached == "agreed"
    assert second.choices is None
    assert set(second.unread) == set(choices)
    assert third.reached == "empty"
    assert third.joined == 0
    page = debrief(room, played[1], found)
    assert "2 of 3 tables came to an agreement." in page
    assert "Table 01" in page
    assert "<svg" in page
    assert "say what it means with --deal" in page
    told = outcome_of("02", seen(room, room.tables[1], LATER), found, choices)
    assert told.worths == first.worths
    assert told.told
    assert "as the teacher read it" in debrief(room, (told,), found)
    assert "not weighed" in debrief(room, (replace(second, choices=choices),), None)


def test_the_teacher_sees_the_table_and_neither_room(
    played: tuple[Classroom, tuple[TableOutcome, ...]],
) -> None:
    room, _found = played
    state = seen(room, room.tables[0], LATER)
    assert state.agreement is not None
    assert not state.worths
    assert not state.ballots
    assert {m.room for m in state.messages} <= {"table"}


def test_the_command_writes_the_page_and_the_table(
    played: tuple[Classroom, tuple[TableOutcome, ...]], tmp_path: Path
) -> None:
    room, found = played
    values = ",".join("=".join(pair) for pair in (found[0].choices or {}).items())
    out = tmp_path / "d.html"
    run = CliRunner().invoke(
        verbs, ["debrief", str(room.folder), "-o", str(out), "--deal", f"2:{values}"]
    )
    assert run.exit_code == 0, run.output
    assert "2 of 3 tables" in run.output
    assert "tables 01, 02" in out.read_text().lower().replace("table 01", "tables 01")
    run = CliRunner().invoke(verbs, ["debrief", str(room.folder), "--csv"])
    assert run.output.splitlines()[0].startswith("table,came to,package,")
    assert len(run.output.splitlines()) == 4
    for wrong in (
        "9:a=b",
        "2:enrichmint=free",
        "2:nuclear=nothing",
        f"2:{values.split(',')[0]}",
    ):
        run = CliRunner().invoke(verbs, ["debrief", str(room.folder), "--deal", wrong])
        assert isinstance(run.exception, UsageError), run.output
        assert run.exception.findings[0].code == "GO746"


def test_the_classroom_command_makes_a_class_once(case: Path, tmp_path: Path) -> None:
    args = ["classroom", str(case), str(tmp_path / "c"), "--tables", "2", "--minutes", "5"]
    run = CliRunner().invoke(verbs, args)
    assert run.exit_code == 0, run.output
    assert "2 tables, 6 seats." in run.output
    assert sorted(p.name for p in (tmp_path / "c").iterdir()) == [
        "case.yaml",
        "class.json",
        "role-sheets.html",
        "tables",
    ]
    again = CliRunner().invoke(verbs, args)
    assert isinstance(again.exception, UsageError)
    assert again.exception.findings[0].code == "GO741"
    none = CliRunner().invoke(verbs, [*args[:2], str(tmp_path / "d"), "--tables", "0"])
    assert isinstance(none.exception, UsageError)
    assert [p.name for p in tmp_path.iterdir()] == ["c"], "nothing half-made is left"


def test_a_class_that_was_edited_or_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as none:
        opened(tmp_path)
    assert none.value.findings[0].code == "GO743"
    for text in ("{", "[]", '{"goodoffices": "classroom 9"}', '{"goodoffices": "classroom 1"}'):
        (tmp_path / "class.json").write_text(text)
        with pytest.raises(GoodOfficesError) as wrong:
            opened(tmp_path)
        assert wrong.value.findings[0].code == "GO744"


def test_the_clock_starts_once(made: tuple[Classroom, tuple[Seat, ...]], tmp_path: Path) -> None:
    room, _seats = made
    (tmp_path / "class.json").write_bytes((room.folder / "class.json").read_bytes())
    copy = replace(room, folder=tmp_path)
    began = copy.begun(NOW)
    assert began.ends == "2026-05-01T10:30:00Z"
    assert began.begun(LATER).ends == began.ends
    assert opened(tmp_path).ends == began.ends
    assert json.loads((tmp_path / "class.json").read_text())["began"] == NOW


def _get(app: object, path: str) -> tuple[int, str]:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(app(scope, receive, send))  # type: ignore[operator]
    body = b"".join(m.get("body", b"") for m in sent)  # type: ignore[misc]
    return int(sent[0]["status"]), body.decode()  # type: ignore[call-overload]


def test_every_table_lies_below_its_own_path(made: tuple[Classroom, tuple[Seat, ...]]) -> None:
    room, seats = made
    stores = {t.number: Store(room.store(t)) for t in room.tables}
    app = tables_of(
        room, {n: Office(s, cost=CHEAPEST) for n, s in stores.items()}, clock=lambda: NOW
    )
    status, page = _get(app, "/tables/03/")
    assert status == 200
    assert 'action="/tables/03/enter"' in page
    assert _get(app, "/tables/03")[0] == 200
    path = next(s for s in seats if s.table == "03").invitation.path
    assert "Take up" in _get(app, f"/tables/03{path}")[1]
    assert _get(app, f"/tables/02{path}")[0] == 404, "a link opens its own table alone"
    for nowhere in (
        "/",
        "/tables/",
        "/tables/99/",
        "/tables/3/",
        "/enter",
        "/tables/../class.json",
    ):
        assert _get(app, nowhere)[0] == 404
    for store in stores.values():
        store.close()

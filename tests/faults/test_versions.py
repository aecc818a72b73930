"""T15: what an earlier version wrote opens, verifies, and exports the same bytes; so do backups."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.talks.world import DiskWorld

from goodoffices.talks import export
from goodoffices.talks.nouns import StorageError
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify_bytes

FROZEN = sorted((Path(__file__).parents[1] / "reference" / "talks").glob("*.talks"))


@pytest.mark.parametrize("path", FROZEN, ids=lambda p: p.stem)
def test_frozen_talks_export_what_they_did(path: Path, tmp_path: Path) -> None:
    was = json.loads(path.with_suffix(".json").read_text("utf-8"))
    store = Store(Path(shutil.copy(path, tmp_path / "t.talks")))
    office = Office(store, cost=CHEAPEST)
    assert set(was["logs"]) == {"Ada", "Ben", "Mona", "Otto"}
    for who, log in was["logs"].items():
        session = office.session(bytes.fromhex(was["cookies"][who]), was["now"])
        assert session is not None
        assert verify_bytes(log.encode(), "log").sound
        now = export.log(office, session)
        assert verify_bytes(now, "log").sound
        assert [line for line in now.decode().splitlines() if '"spine"' not in line] == [
            line for line in log.splitlines() if '"spine"' not in line
        ]
    store.close()


def test_a_backup_under_load_restores_to_a_prefix_that_verifies(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    waiting = [
        world.office.act(
            world.session("Ada"),
            "message",
            {"room": "room:iran", "text": f"m {n}", "leave": "no"},
            f"k{n}",
            world.now,
        )
        for n in range(200)
    ]
    waiting[20].result()
    world.office.store.backup(tmp_path / "backup.talks")
    for future in waiting:
        assert isinstance(future.result(), tuple)
    whole = [m.text for m in world.state("Mona").messages]
    assert whole == [f"m {n}" for n in range(200)]
    store = Store(tmp_path / "backup.talks")
    office = Office(store, cost=CHEAPEST)
    session = office.session(world.cookies["Mona"], world.now)
    assert session is not None
    kept = [m.text for m in office.view(session).state.messages]
    assert kept == whole[: len(kept)]
    assert len(kept) > 20
    assert verify_bytes(export.log(office, session), "log").sound
    store.close()
    world.close()


def test_a_store_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    import apsw

    world = DiskWorld(tmp_path)
    world.close()
    connection = apsw.Connection(str(world.path))
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = world.path.read_bytes()
    with pytest.raises(StorageError):
        Store(world.path)
    assert world.path.read_bytes() == before

"""Speed as ratios within one run, so that a slow machine does not matter and a slow change does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.clock import times_as_long
from tests.talks.world import DiskWorld
from tests.trust.caller import House


def poster(world: DiskWorld) -> Callable[[], object]:
    """Return what posts a message of forty words, each time a new one."""
    said = {"room": "room:iran", "text": "words " * 40, "leave": "no"}
    ada, numbers = world.session("Ada"), count()
    return lambda: world.office.act(ada, "message", said, f"a{next(numbers)}", world.now).result()


def test_a_post_costs_no_more_when_much_was_said_before(tmp_path: Path) -> None:
    for name in ("quiet", "busy"):
        (tmp_path / name).mkdir()
    quiet, busy = DiskWorld(tmp_path / "quiet"), DiskWorld(tmp_path / "busy")
    said, ben = {"room": "room:us", "text": "x", "leave": "no"}, busy.session("Ben")
    waiting = [busy.office.act(ben, "message", said, f"b{n}", busy.now) for n in range(400)]
    assert all(isinstance(future.result(), tuple) for future in waiting)
    early, late = poster(quiet), poster(busy)
    for _n in range(900):
        late()
    early()
    assert times_as_long(late, early) < 2
    quiet.close()
    busy.close()


def test_a_page_of_fifty_messages_is_within_reach_of_the_smallest(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path))
    for n in range(50):
        house.world.done(
            "Ada", "message", room="room:iran", text=f"{n} " + "words " * 40, leave="no"
        )
    for path in ("/static/icon.svg", "/room"):
        house.get("Ada", path)
    ratio = times_as_long(
        lambda: house.get("Ada", "/room"), lambda: house.get("Ada", "/static/icon.svg")
    )
    assert ratio < 60
    house.close()

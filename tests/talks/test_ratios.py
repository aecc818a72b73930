"""Speed as ratios within one run, so that a slow machine does not matter and a slow change does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.talks.world import DiskWorld
from tests.trust.caller import House


def _median(times: int, job: Callable[[int], object]) -> float:
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        job(number)
        taken.append(time.perf_counter() - begun)
    return median(taken)


def test_a_post_costs_no_more_when_much_was_said_before(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)

    def post(name: str) -> Callable[[int], object]:
        said = {"room": "room:iran", "text": "words " * 40, "leave": "no"}
        ada = world.session("Ada")
        return lambda n: world.office.act(ada, "message", said, f"{name}{n}", world.now).result()

    _median(20, post("warm"))
    early = _median(60, post("early"))
    waiting = [
        world.office.act(
            world.session("Ben"),
            "message",
            {"room": "room:us", "text": "x", "leave": "no"},
            f"b{n}",
            world.now,
        )
        for n in range(400)
    ]
    assert all(isinstance(future.result(), tuple) for future in waiting)
    for n in range(3):
        _median(300, post(f"fill{n}"))
    late = _median(60, post("late"))
    assert late < 4 * early, (early, late)
    world.close()


def test_a_page_of_fifty_messages_is_within_reach_of_the_smallest(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path))
    for n in range(50):
        house.world.done(
            "Ada", "message", room="room:iran", text=f"{n} " + "words " * 40, leave="no"
        )
    for path in ("/static/icon.svg", "/room"):
        house.get("Ada", path)
    smallest = _median(60, lambda _n: house.get("Ada", "/static/icon.svg"))
    page = _median(60, lambda _n: house.get("Ada", "/room"))
    assert page < 60 * smallest, (smallest, page)
    house.close()

"""News agencies: where a report is from, and nobody who acts in it."""

from __future__ import annotations

import pytest
from reading import events_of

from goodoffices.read import read_text

PASSED_ON = """
Yonhap | Yonhap said Mongolia had shut the mine road.
AFP | Gabon turned the offer down, AFP reported on Sunday.
The KUNA news agency | The KUNA news agency reported that Oman had recalled its envoy from Gabon.
Prensa Latina | According to Prensa Latina, Bolivia has rejected the map.
ANSA | ANSA said that Malta had freed the two captains.
"""


@pytest.mark.parametrize("line", PASSED_ON.strip().splitlines())
def test_an_agency_that_passes_something_on_is_no_actor(line: str) -> None:
    name, _bar, text = line.partition(" | ")
    found = read_text(text)
    assert {a.kind for a in found.actors} == {"state"}, found.actors
    assert found.events
    assert {s.speaker_name for s in found.statements if s.speaker is None} == {name}


def test_what_an_agency_passes_on_is_reported_by_it() -> None:
    (event,) = events_of("Kyodo reported that Laos had closed the bridge.")
    assert (event.actors, event.modality, event.attributed_to) == (("laos",), "reported", "Kyodo")


@pytest.mark.parametrize("text", ["Laos closed down Reuters.", "Togo sued the Associated Press."])
def test_an_agency_that_something_is_done_to_stays_an_actor(text: str) -> None:
    assert "organisation" in {a.kind for a in read_text(text).actors}

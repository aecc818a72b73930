"""Several joined by comma and "and": all are there, as doers, as speakers and as mediators."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text

DONE = """
SANCTION | chad niger mali | france | Chad, Niger and Mali expel French envoys
SUPPORT | ethiopia somalia | ethiopia somalia | Ethiopia & Somalia resume ties
COERCE | togo benin | niger | Both Togo and Benin closed their borders with Niger.
SUPPORT | kenya uganda rwanda | kenya uganda rwanda | Kenya, Uganda and Rwanda sign water treaty
CONCEDE | india nepal | | India & Nepal reopen border
SUPPORT | nepal bhutan | nepal bhutan | Nepal & Bhutan sign power deal
COERCE | lesotho eswatini | mozambique | Both Lesotho and Eswatini shut the border with Mozambique.
COERCE | ghana togo | benin | Both Ghana and Togo sealed their borders with Benin.
SANCTION | jordan iraq kuwait | | Jordan, Iraq and Kuwait close airspace
ACCUSE | dr-congo | zambia malawi angola | Zambia, Malawi and Angola were accused by Congo of theft.
SUPPORT | uganda rwanda | uganda rwanda | In Kenya, Uganda and Rwanda sign water treaty
SUPPORT | thailand | malaysia laos | With Malaysia and Laos, Thailand signed a fishing accord.
COERCE | chad | | Chad closed the road with barricades.
SANCTION | trinidad-and-tobago | | Trinidad and Tobago expels envoy
"""
MEDIATED = """
malaysia vietnam laos | thailand cambodia | With Malaysia, Vietnam and Laos as mediators, \
Thailand and Cambodia returned to the table.
norway qatar | colombia venezuela | With Norway and Qatar as guarantors, Colombia and Venezuela \
signed a truce.
kenya uganda egypt | sudan chad | With Kenya, Uganda and Egypt as facilitators, Sudan and Chad \
resumed talks.
kenya djibouti ethiopia | sudan chad | With Kenya, Djibouti and Ethiopia as guarantors, Sudan and \
Chad signed a ceasefire.
switzerland austria | serbia kosovo | With Switzerland and Austria as facilitators, Serbia and \
Kosovo resumed their talks.
turkey | armenia azerbaijan | With Turkey as mediator, Armenia and Azerbaijan met on Friday.
"""
SAID = """
malaysia vietnam thailand | that the river was running dry | Malaysia, Vietnam and Thailand \
warned that the river was running dry.
japan china south-korea | "the launch was a grave error" | Japan, China and South Korea agreed in \
a statement that "the launch was a grave error".
angola zambia botswana | "the herd was gone" | Angola, Zambia and Botswana concluded in a report \
that "the herd was gone".
vietnam thailand | that the river was running dry | After talks in Malaysia, Vietnam and Thailand \
warned that the river was running dry.
libya | that the mine was unsafe | Chad believed in Libya's claim that the mine was unsafe.
"""


@pytest.mark.parametrize("line", DONE.strip().splitlines())
def test_all_of_a_row_do_it(line: str) -> None:
    kind, actors, others, text = (part.strip() for part in line.split("|"))
    found = {(e.type, frozenset(e.actors), frozenset(e.recipients)) for e in read_text(text).events}
    assert found == {(kind, frozenset(actors.split()), frozenset(others.split()))}


@pytest.mark.parametrize("line", MEDIATED.strip().splitlines())
def test_all_of_a_row_mediate(line: str) -> None:
    helpers, sides, text = (part.strip() for part in line.split("|"))
    events = read_text(text).events
    told = {(frozenset(e.actors), frozenset(e.recipients), e.modality) for e in events}
    assert (frozenset(helpers.split()), frozenset(sides.split()), "asserted") in told, told
    assert not any(set(e.recipients) & set(helpers.split()) for e in events), events


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_all_of_a_row_say_it(line: str) -> None:
    speakers, words, text = (part.strip() for part in line.split("|"))
    found = read_text(text).statements
    assert {s.speaker for s in found} == set(speakers.split())
    assert {tuple(span.exact for span in s.spans) for s in found} == {(words,)}

"""Mediation in its words: sentences by CAMEO code, made of a mediator M between A and B."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SIDES = (("Finland", "Chad", "Libya"), ("Qatar", "Kenya", "Somalia"), ("Norway", "Peru", "Chile"))

SAID = {
    "039": (
        "{M} offered to mediate between {A} and {B}.",
        "{M} has offered its good offices to {A} and {B}.",
        "{M} placed its good offices at the disposal of {A} and {B}.",
        "{M} volunteered to mediate between {A} and {B}.",
        "{M} volunteered as a mediator between {A} and {B}.",
        "{M} is ready to mediate between {A} and {B}.",
        "{M} is willing to act as a go-between for {A} and {B}.",
        "{M} stands ready to help {A} and {B} settle their dispute.",
        "{M} said it was prepared to host talks between {A} and {B}.",
        "{M} proposed itself as a mediator between {A} and {B}.",
        "{M} put itself forward as a mediator between {A} and {B}.",
        "{M} has made itself available as an intermediary between {A} and {B}.",
        "{M} expressed its readiness to facilitate talks between {A} and {B}.",
        "{M}'s offer to mediate between {A} and {B} was made on Monday.",
        "{M} renewed its offer of mediation between {A} and {B}.",
        "{M} pledged to broker a deal between {A} and {B}.",
        "{M} will mediate between {A} and {B}.",
        "{M} plans to mediate between {A} and {B}.",
        "{M} agreed to mediate between {A} and {B}.",
        "{M} to mediate between {A} and {B}",
        "{M} offers to mediate {A}-{B} dispute",
        "{M} would be happy to mediate between {A} and {B}, its foreign minister said.",
        "{M} extended an offer to mediate in the dispute between {A} and {B}.",
        "{M} repeated that it was open to mediating between {A} and {B}.",
    ),
    "045": (
        "{M} is mediating between {A} and {B}.",
        "{M} mediated between {A} and {B}.",
        "{M} has mediated the dispute between {A} and {B}.",
        "{A} and {B} met for talks mediated by {M}.",
        "{A} and {B} signed a truce brokered by {M}.",
        "{M} brokered a ceasefire between {A} and {B}.",
        "{M} hosted talks between {A} and {B}.",
        "{M} is hosting a new round of talks between {A} and {B}.",
        "{M} chaired a meeting of {A} and {B}.",
        "{M} convened a summit of {A} and {B}.",
        "{M} facilitated a meeting between {A} and {B}.",
        "{M} brought {A} and {B} together.",
        "{M} brought {A} and {B} to the negotiating table.",
        "{M} got {A} and {B} to sign a ceasefire.",
        "{M} helped {A} and {B} reach an agreement.",
        "{M} persuaded {A} and {B} to extend their truce.",
        "{M} nudged {A} and {B} towards a compromise.",
        "{M} carried messages between {A} and {B}.",
        "{M} relayed a proposal from {A} to {B}.",
        "{M} has been passing notes between {A} and {B}.",
        "{M} conveyed {A}'s reply to {B}.",
        "{M} shuttled between {A} and {B}.",
        "{M} served as an intermediary between {A} and {B}.",
        "{M} acted as a go-between for {A} and {B}.",
        "{M} is the mediator between {A} and {B}.",
        "{M} stepped in as mediator between {A} and {B}.",
        "{M} played the mediator between {A} and {B}.",
        "{M} used its good offices to bring {A} and {B} together.",
        "{M}'s mediation between {A} and {B} goes on.",
        "Mediation by {M} between {A} and {B} goes on.",
        "{M}, which mediates between {A} and {B}, was pleased.",
        "{M}, which is mediating between {A} and {B}, refused to comment.",
        "{A} and {B} exchanged prisoners through {M}.",
        "{A} sent a message to {B} through {M}.",
        "{A} and {B} have been negotiating through {M}.",
        "{A} and {B} held indirect talks via {M}.",
        "{M}-brokered talks between {A} and {B} began on Monday.",
        "{M}-mediated talks between {A} and {B} began on Monday.",
        "{A} and {B} agreed under the mediation of {M} to a truce.",
        "{M} reconciled {A} and {B}.",
        "{M} defused a crisis between {A} and {B}.",
        "{M} is trying to bridge the gaps between {A} and {B}.",
        "{M} is working to mediate between {A} and {B}.",
        "{M} has stepped up its efforts to mediate between {A} and {B}.",
        "{M} led efforts to end the war between {A} and {B}.",
        "{M} oversaw the negotiations between {A} and {B}.",
        "{M} interceded between {A} and {B}.",
        "{M} arbitrated between {A} and {B}.",
        "{A} and {B}, with {M} as mediator, signed a pact.",
        "{M} mediates between {A}, {B}",
        "{M} brokers {A}-{B} truce",
        "{M} hosts {A}-{B} talks",
        "Envoys of {M} met the two sides in an effort to mediate between {A} and {B}.",
        "The foreign minister of {M} is mediating between {A} and {B}.",
        "{M} presented {A} and {B} with a compromise text.",
    ),
    "038": (
        "{A} accepted {M}'s offer to mediate with {B}.",
        "{A} agreed to let {M} mediate with {B}.",
        "{A} has accepted {M} as mediator in its dispute with {B}.",
        "{A} and {B} accepted {M}'s mediation.",
        "{A} welcomed {M}'s offer to mediate in its dispute with {B}.",
        "{A} said yes to {M}'s mediation with {B}.",
        "{A} agreed to mediation by {M} in its dispute with {B}.",
        "{A} consented to {M}'s mediation with {B}.",
        "{A} is ready to accept {M}'s mediation with {B}.",
    ),
    "126": (
        "{A} rejected {M}'s offer to mediate with {B}.",
        "{A} turned down {M}'s mediation in its dispute with {B}.",
        "{A} refused {M}'s mediation with {B}.",
        "{A} declined an offer by {M} to mediate with {B}.",
        "{A} said no to {M}'s mediation with {B}.",
        "{A} spurned {M}'s offer of mediation.",
        "{A} ruled out {M} as a mediator.",
        "{A} expelled {M}'s mediator.",
        "{M}'s offer to mediate was rejected by {A}.",
        "{A} dismissed {M}'s offer to mediate with {B}.",
        "{A} does not want {M} to mediate with {B}.",
        "{A} rejects {M} mediation in dispute with {B}",
        "{A} will not accept {M}'s mediation with {B}.",
    ),
    "028": (
        "{A} asked {M} to mediate with {B}.",
        "{A} called on {M} to mediate in its dispute with {B}.",
        "{A} requested {M}'s mediation in its dispute with {B}.",
        "{A} appealed to {M} to mediate with {B}.",
        "{A} wants {M} to mediate with {B}.",
        "{A} urged {M} to step in as mediator with {B}.",
        "{A} invited {M} to mediate in its dispute with {B}.",
        "{M} was asked by {A} to mediate with {B}.",
        "{A} sought {M}'s good offices in its dispute with {B}.",
        "{A} turned to {M} for mediation with {B}.",
        "{A} urged {M} to appoint a mediator in its dispute with {B}.",
    ),
    "165": (
        "{M} suspended its mediation between {A} and {B}.",
        "{M} ended its mediation between {A} and {B}.",
        "{M} has halted its efforts to mediate between {A} and {B}.",
        "{M} withdrew from its role as mediator between {A} and {B}.",
        "{M} gave up its mediation between {A} and {B}.",
        "{M} quit as mediator between {A} and {B}.",
        "{M} stepped down as mediator between {A} and {B}.",
        "{M} has broken off its mediation between {A} and {B}.",
        "{M} paused its mediation between {A} and {B}.",
        "{M} pulled out of mediation between {A} and {B}.",
        "The mediator from {M} quit the talks between {A} and {B}.",
        "{M} abandoned its mediation between {A} and {B}.",
    ),
    "135": (
        "{M} threatened to end its mediation between {A} and {B}.",
        "{M} warned that it would suspend its mediation between {A} and {B}.",
        "{M} threatened to withdraw as mediator between {A} and {B}.",
        "{M} said it would end its mediation between {A} and {B}.",
    ),
}
"""Sentences with one mediation each."""

NONE = (
    "{M}'s railways and a union accepted a mediator in their wage dispute.",
    "A court in {M} ordered the couple to attend mediation.",
    "Trains shuttled between {A} and {B}.",
    "{M} beat {A} and {B} to the title.",
    "{M}'s striker was brought together with {A}'s and {B}'s in one team.",
    "The hormone mediates between stress and sleep, a study in {M} found.",
    "{M} trades with {A} and {B}.",
    "A bridge between {A} and {B} was opened by {M}'s engineers.",
    "{M}, {A} and {B} signed a treaty.",
    "Elders mediated a quarrel between two villages in {M}.",
    "The landlord and the tenants of a house in {M} tried mediation.",
)
"""Sentences with no mediation between states or armed groups."""


class Mediation(NamedTuple):
    """One sentence, its code (empty: none) and who is who."""

    code: str
    text: str
    mediator: str
    sides: tuple[str, str]


def mediations() -> Iterator[Mediation]:
    """Yield every sentence, with the three sets of names in turn."""
    every = [(code, text) for code, texts in SAID.items() for text in texts]
    for n, (code, text) in enumerate([*every, *(("", text) for text in NONE)]):
        m, a, b = SIDES[n % len(SIDES)]
        yield Mediation(code, text.format(M=m, A=a, B=b), m.lower(), (a.lower(), b.lower()))

"""How sure it is that all could sign a package, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma
from goodoffices.packages.acceptability import Acceptability, Input
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.uncertainty import Robustness


def input_name(item: Input, negotiation: Bargain) -> str:
    """Say in words what a number known as an interval is."""
    party = negotiation.party_name(item.party)
    names = {issue.id: issue.name for issue in negotiation.issues}
    kind, *rest = item.about
    if kind == "walk_away":
        return _("the walk-away of {party}").format(party=party)
    if kind == "weight":
        sentence = _("the weight of {issue} for {party}")
        return sentence.format(issue=names.get(rest[0], rest[0]), party=party)
    chosen = negotiation.describe(dict(zip(rest[::2], rest[1::2], strict=True)))
    if kind == "pair":
        return _("what “{choice}” adds for {party}").format(choice=chosen, party=party)
    return _("the worth of “{choice}” to {party}").format(choice=chosen, party=party)


def sentences(answer: Acceptability) -> list[str]:
    """Say whether all can sign, and what it hangs on, with the number of profiles and the seed."""
    if answer.negotiation is None:
        return []
    return [*_known(answer, answer.negotiation), *_drawn(answer, answer.negotiation)]


def plain(answer: Acceptability) -> dict[str, Any]:
    """Return plain values for JSON, the sentences with them."""
    return {**answer.to_dict(), "sentences": sentences(answer)}


def _known(answer: Acceptability, negotiation: Bargain) -> Iterator[str]:
    """Say what is known exactly."""
    name = negotiation.party_name
    if answer.status == "unknown":
        for party in answer.parties:
            if party.status == "unknown":
                text = _("No weights of {party} fit its order and total; nothing can be told.")
                yield text.format(party=name(party.party))
        if answer.unsettled:
            text = _("It leaves open {issues}, so nothing can be told of it.")
            yield text.format(issues=comma().join(answer.unsettled))
        return
    if answer.status == "certain":
        yield _("All can sign it, whatever the numbers are within what was allowed.")
    for party in answer.parties:
        if party.refused:
            yield _("{party} cannot sign it: it crosses a red line.").format(
                party=name(party.party)
            )
        elif party.status == "impossible" and party.most is not None:
            text = _("{party} cannot sign it: at best it is {short} short of its walk-away.")
            yield text.format(party=name(party.party), short=shown(-party.most))


def _drawn(answer: Acceptability, negotiation: Bargain) -> Iterator[str]:
    """Say what was counted over profiles, where any were drawn."""
    if answer.share is None or answer.triangular is None or answer.binding is None:
        return
    text = _("It holds for all in {share} of {n} preference profiles that were allowed.")
    yield text.format(share=answer.share, n=answer.share.n)
    if answer.shape_decides:
        text = _("It depends on the shape: with numbers nearer to the middle, in {share}.")
        yield text.format(share=answer.triangular)
    party = negotiation.party_name(answer.binding)
    yield _("{party} is most often the one that could not sign.").format(party=party)
    if answer.lever is not None:
        text = _("What helps most to know: {input}; at {at} it would hold in {share}.")
        lever = answer.lever
        if lever.near:
            text = _("What helps most to know: {input}; near {at} it would hold in {share}.")
        yield text.format(
            input=input_name(lever.input, negotiation), at=shown(lever.at), share=lever.share
        )
    text = _("Seed {seed}; each number drawn for itself. A share of what was allowed, no forecast.")
    yield text.format(seed=answer.seed)


def counted_sentences(counted: Robustness, negotiation: Bargain) -> list[str]:
    """Say in what share of the profiles a package is what, with their number and the seed."""
    if not counted.drawn:
        return [_("No number is given as an interval, so nothing here is uncertain.")]
    lines = [
        _("{party} could accept it in {share} of the profiles.").format(
            party=negotiation.party_name(party), share=share
        )
        for party, share in counted.acceptable.items()
    ]
    lines += [
        _("All could accept it in {share} of the profiles.").format(share=counted.to_all),
        _("It is efficient in {share} of {n} profiles.").format(
            share=counted.efficient, n=counted.efficient.n
        ),
    ]
    if counted.better_than_today is not None:
        sentence = _("It is better than today for someone and worse for nobody in {share}.")
        lines.append(sentence.format(share=counted.better_than_today))
    lines.append(
        _(
            "{n} profiles drawn evenly from {count} intervals, seed {seed}; 95 % intervals in "
            "brackets. Shares of what was allowed, not probabilities."
        ).format(n=counted.to_all.n, count=counted.drawn, seed=counted.seed)
    )
    return lines

"""Leave: which of a party's words may go to which other party, as of when, and by whose word.

There is one rule, :func:`permission`; whoever shows or does anything about passing words on asks
it. Leave names the party it is for; each other party stands on its own. Only the head of the
delegation widens it: what a delegate gives for own words waits for the head's consent. Anybody of
the delegation narrows it, at any time, for every party that was not told yet. A change of leave
makes void what the mediator had laid before the party and not yet sent, even when the leave is
changed back later: whoever gives leave again has not read what was laid before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from goodoffices.talks.nouns import Leave, Refusal

LEVELS: tuple[Leave, ...] = ("no", "your words", "as is")
"""From narrow to wide: under the first nothing goes; under the second nothing that the head has not
confirmed word by word; under the third the message itself goes without being asked again. The log
holds a level's place here, so that all are the same size on the disk."""

Way = Literal["as is", "confirmed"]


def width(level: Leave) -> int:
    """Return how wide a level is; it stands in the log as this number."""
    return LEVELS.index(level)


@dataclass(frozen=True, slots=True)
class GivenLeave:
    """A level of leave for one party: by whom and when it was given."""

    level: Leave
    name: str
    at: str


_NONE: Mapping[str, GivenLeave] = {}
"""No leave for anybody: one for all messages there are, most of which have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMessage:
    """Words said in a room; ``party`` is whose words they are, None for the mediator's.

    ``given`` holds the leave in force for each other party, ``asked`` what a delegate would give
    and the head has not consented to.
    """

    room: str
    seq: int
    at: str
    by: str
    name: str = ""
    text: str
    party: str | None
    given: Mapping[str, GivenLeave] = field(default_factory=lambda: _NONE)
    asked: Mapping[str, GivenLeave] = field(default_factory=lambda: _NONE)

    def level(self, to: str) -> Leave:
        """Return the leave in force for a party."""
        given = self.given.get(to)
        return given.level if given else "no"

    @property
    def leave(self) -> Leave:
        """The widest leave in force for anyone."""
        return max((g.level for g in self.given.values()), key=width, default="no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Words of one party on their way to another, as they stand in the origin's room.

    ``verbatim`` are the message's own words, laid while leave was to pass it on as it is.
    """

    room: str
    seq: int
    message: int
    to: str
    words: str
    verbatim: bool = False
    confirmed_at: str | None = None
    confirmed_by: str = ""
    declined: bool = False
    sent_at: str | None = None
    void_at: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether the origin party has still to say yes or no to the words."""
        return not (self.verbatim or self.confirmed_at or self.declined or self.void_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Words that may go to a party now, and by whose word of when."""

    relay: int
    message: int
    to: str
    words: str
    how: Way
    by: str
    at: str


def permission(message: PartyMessage | None, relay: Relay) -> Permission | Refusal:
    """Return what lets these words go to the party they were laid for, or why they may not go.

    This is the rule; there is no other. ``message`` is the one the words are of, as it stands now.
    """
    given = message.given.get(relay.to) if message else None
    if relay.sent_at is not None:
        return Refusal("passed_on_already")
    if message is None or given is None or given.level == "no":
        return Refusal("leave_withdrawn")
    if relay.void_at is not None:
        return Refusal("leave_changed")
    if relay.declined:
        return Refusal("not_confirmed")
    how: Way = "as is"
    by, at = given.name, given.at
    if given.level != "as is" or not relay.verbatim or relay.words != message.text:
        if relay.confirmed_at is None:
            return Refusal("not_confirmed")
        how, by, at = "confirmed", relay.confirmed_by, relay.confirmed_at
    return Permission(
        relay=relay.seq,
        message=message.seq,
        to=relay.to,
        words=relay.words,
        how=how,
        by=by,
        at=at,
    )


def layable(message: PartyMessage | None, to: str) -> GivenLeave | None:
    """Return the leave under which words of a message may be laid before its party for another."""
    given = message.given.get(to) if message else None
    return given if given and given.level != "no" else None


def to_write(leave: Mapping[str, Leave] | Leave, others: Iterable[str]) -> dict[str, Leave]:
    """Return the level for each other party; a level alone is for each of them."""
    if isinstance(leave, Mapping):
        return {other: leave.get(other, "no") for other in others}
    return dict.fromkeys(others, leave)


def read_levels(stored: Any, others: Iterable[str]) -> dict[str, Leave]:  # noqa: ANN401 - of any version
    """Read the leave of a record: a number for each party, or one level as talks once kept it."""
    if isinstance(stored, Mapping):
        return {to: LEVELS[level] for to, level in stored.items()}
    return dict.fromkeys(others, stored)


def after_change(
    message: PartyMessage, changes: Mapping[str, Leave], name: str, at: str, *, consent: bool
) -> PartyMessage:
    """Return a message after someone of its delegation changed its leave for some parties.

    With ``consent`` (a head's) all of it is in force; without, what narrows is, and the rest waits.
    """
    given, asked = dict(message.given), dict(message.asked)
    for to, level in changes.items():
        asked.pop(to, None)
        if consent or width(level) <= width(message.level(to)):
            if level != message.level(to):
                given[to] = GivenLeave(level, name, at)
        else:
            asked[to] = GivenLeave(level, name, at)
    return replace(message, given=given or _NONE, asked=asked or _NONE)


def made_void(relay: Relay, before: PartyMessage, after: PartyMessage, at: str) -> Relay:
    """Return a relay after its message's leave changed: void, unless it went or is for another."""
    of_it = (relay.room, relay.message) == (after.room, after.seq)
    same = before.level(relay.to) == after.level(relay.to)
    if not of_it or same or relay.sent_at or relay.void_at:
        return relay
    return replace(relay, void_at=at)

"""The printed policy: what is published and what is not, and the reasons a rejection can name.

A reason is a key; its sentence is what readers see, in their language. They are the site's own
where ``site.yaml`` has some, else those below. Moderators choose one of these and write none of
their own, so that the log of decisions holds nothing about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, spoken
from goodoffices.publish.nouns import PolicyReason
from goodoffices.publish.replies.nouns import RepliesError

REASONS = (
    "off-topic",
    "abuse",
    "private",
    "unlawful",
    "advertising",
    "repeated",
    "impersonation",
    "unreadable",
)
"""The keys of the reasons, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class ReplyPolicy:
    """The reasons of a site, as they are printed; ``own`` are those of its operator."""

    own: tuple[PolicyReason, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of each reason."""
        return tuple(one.id for one in self.own) or REASONS

    def sentences(self) -> Mapping[str, str]:
        """Return each reason's sentence in the language that is spoken, or in the site's first."""
        if not self.own:
            return reasons()
        return {one.id: _said(one) for one in self.own}

    def told(self, key: str) -> str:
        """Return the sentence of a reason; of one that was a reason once, what is left of it."""
        return self.sentences().get(key) or reasons().get(key, key)

    def checked(self, key: str) -> str:
        """Return a reason's key as it is kept.

        Raises
        ------
        RepliesError
            GO638 where the policy has no such reason.
        """
        if key not in self.keys:
            near = (key, list(self.keys))
            known = ", ".join(self.keys)
            raise RepliesError(finding("GO638", near=near, reason=key, known=known), exit_code=2)
        return key


COMMON = ReplyPolicy()
"""The software's own policy."""


def _said(reason: PolicyReason) -> str:
    said = dict(reason.said)
    language = spoken()
    first = next(iter(said.values()), "")
    return said.get(language) or said.get(language[:2]) or first or reasons()[reason.id]


def reasons() -> Mapping[str, str]:
    """Return the sentence of each of the software's own reasons, in the language that is spoken."""
    return {
        "off-topic": _("It is not about the brief or a reply to it."),
        "abuse": _("It attacks or threatens somebody instead of answering what was said."),
        "private": _("It holds private details of the writer or of somebody else."),
        "unlawful": _("To publish it would be against the law."),
        "advertising": _("It advertises something."),
        "repeated": _("It says again what stands there already."),
        "impersonation": _("It is written under the name of somebody else."),
        "unreadable": _("It cannot be read or understood."),
    }

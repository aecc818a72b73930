"""The printed policy: what is published and what is not, and the reasons a rejection can name.

A reason is a key; its sentence is what readers see, in their language. Moderators choose one of
these and write none of their own, so that the log of decisions holds nothing about a person.
"""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
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


def reasons() -> Mapping[str, str]:
    """Return each reason's sentence, in the language that is spoken."""
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


def a_reason(key: str) -> str:
    """Return a reason's key as it is kept.

    Raises
    ------
    RepliesError
        GO638 where the policy has no such reason.
    """
    if key not in REASONS:
        near = (key, list(REASONS))
        known = ", ".join(REASONS)
        raise RepliesError(finding("GO638", near=near, reason=key, known=known), exit_code=2)
    return key

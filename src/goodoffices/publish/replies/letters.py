"""The one letter that is ever sent: whether a reply is its writer's own, where the site wants that.

It goes into a folder that a mail server empties, or to a mail server on this computer, as the
operator chose, and nowhere where nothing was chosen. Until it has gone it is kept sealed, so that
a crash loses none and the disk shows none; :func:`send_rest` sends what is left, with the key.
"""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from goodoffices.base.i18n import _
from goodoffices.publish.replies.beside import new_private
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.keys import AddressKey
from goodoffices.publish.replies.settings import ReplySettings

PATIENCE = 10
"""How long a mail server is waited for, in seconds."""


def letter(settings: ReplySettings, to: str, title: str, link: str) -> bytes:
    """Return the letter that asks for a confirmation, in the language that is spoken."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.letters_from
    message["To"] = to
    message["Subject"] = _("Is this reply yours?")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        _(
            "Somebody has written a reply to “{title}” and gave this address.\n\n"
            "If it was you, open this page and press the button:\n{link}\n\n"
            "If it was not you, do nothing: the reply appears nowhere and is deleted after "
            "{days} days. No other letter will come."
        ).format(title=" ".join(title.split()), link=link, days=settings.keep_unconfirmed)
    )
    return message.as_bytes()


def deliver(settings: ReplySettings, reply: str, written: bytes) -> None:
    """Hand a letter on.

    Raises
    ------
    OSError
        where it could not be.
    """
    if settings.letters_folder:
        part = Path(settings.letters_folder) / f".{reply}.part"
        part.unlink(missing_ok=True)
        new_private(part, written)
        part.rename(part.with_name(f"{reply}.eml"))
        return
    host, _colon, port = settings.letters_server.rpartition(":")
    from email import message_from_bytes, policy

    with smtplib.SMTP(host.strip("[]"), int(port), timeout=PATIENCE) as server:
        server.send_message(message_from_bytes(written, policy=policy.SMTP))


def send(kept: ReplyKeeping, reply: str, written: bytes) -> bool:
    """Send a letter, and keep it no longer once it has gone; say whether it has."""
    try:
        deliver(kept.settings, reply, written)
    except (OSError, ValueError, smtplib.SMTPException):
        return False
    kept.do(lambda c: c.execute("DELETE FROM letters WHERE reply=?", (reply,)) and None)
    return True


def send_rest(kept: ReplyKeeping, key: AddressKey) -> tuple[int, int]:
    """Send the letters that could not be sent; return how many went and how many are left."""
    found = kept.database.read("SELECT reply, sealed FROM letters")
    gone = sum(send(kept, reply, key.open(sealed).encode()) for reply, sealed in found)
    return gone, len(found) - gone

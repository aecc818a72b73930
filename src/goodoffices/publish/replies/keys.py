"""Secrets: what forms and links are made with, and the key that opens the addresses.

The server holds two random secrets and a *public* key: it can seal an address and never open one.
The key that opens lies in a file of its own, which an operator keeps apart from the server,
under a passphrase where one is chosen (Argon2id, then XSalsa20-Poly1305, both by libsodium).

A form carries when it was given out and a number used once, under a keyed hash (BLAKE2b), so that
nobody makes one. The link that a writer is given is derived from that number and a secret: the same
form sent twice leads to the same link, and only the link's hash is kept.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from goodoffices.base.findings import finding
from goodoffices.publish.replies.beside import new_private, private_bytes
from goodoffices.publish.replies.nouns import RepliesError

Standing = Literal["good", "early", "late", "forged"]

EARLIEST = 3
"""How many seconds a person needs at least to fill the form in."""

LATEST = 24 * 3600
"""How long a form can be sent, in seconds from when it was given out."""

PADDED = 320
"""To how many bytes an address is padded before it is sealed: its length tells nothing."""

COST = (argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
"""The work that a passphrase takes: passes, and bytes of memory."""

_FORM = "goodoffices replies key 1"
_NONCE = 12


def _hash(key: bytes, *parts: bytes) -> bytes:
    keyed = blake2b(key=key, digest_size=24)
    for part in parts:
        keyed.update(len(part).to_bytes(4, "big") + part)
    return keyed.digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except ValueError:
        return b""


@dataclass(frozen=True, slots=True)
class ReplyFormKey:
    """What a form brings back: its number, used once, and how its age stands."""

    nonce: bytes
    standing: Standing

    @property
    def mark(self) -> bytes:
        """What is kept of the number: its hash."""
        return blake2b(self.nonce, digest_size=16).digest()


@dataclass(frozen=True, slots=True, repr=False)
class ServerKeys:
    """The secrets of one store's server, and the public key that addresses are sealed to."""

    forms: bytes
    links: bytes
    public: bytes

    def form(self, brief: str, seconds: int) -> str:
        """Return a fresh form's key, given out at a moment (seconds since 1970)."""
        at, nonce = seconds.to_bytes(6, "big"), secrets.token_bytes(_NONCE)
        return _text(at + nonce + _hash(self.forms, brief.encode(), at, nonce))

    def read(self, key: str, brief: str, seconds: int) -> ReplyFormKey:
        """Read a form's key: whether it was given out for this brief, and how long ago."""
        data = _bytes(key)
        at, nonce, seal = data[:6], data[6 : 6 + _NONCE], data[6 + _NONCE :]
        if not hmac.compare_digest(seal, _hash(self.forms, brief.encode(), at, nonce)):
            return ReplyFormKey(b"", "forged")
        age = seconds - int.from_bytes(at, "big")
        early, late = age < EARLIEST, age > LATEST or age < 0
        return ReplyFormKey(nonce, "late" if late else "early" if early else "good")

    def link(self, nonce: bytes, purpose: str = "own") -> str:
        """Return the secret of the link that goes with a form's number."""
        return _text(_hash(self.links, purpose.encode(), nonce))

    def digest(self, *texts: str) -> bytes:
        """Return a hash of texts that only these secrets could have made."""
        return _hash(self.forms, b"digest", *(text.encode("utf-8", "replace") for text in texts))

    def seal(self, words: str) -> bytes:
        """Seal words so that only the key that lies elsewhere opens them."""
        data = words.encode("utf-8")
        box = SealedBox(PublicKey(self.public))
        return bytes(box.encrypt(data + b"\0" * (-len(data) % PADDED)))

    def to_json(self) -> bytes:
        """Write the secrets for the store's own file."""
        values = {name: _text(getattr(self, name)) for name in ("forms", "links", "public")}
        return json.dumps(values).encode("ascii")


def kept_as(link: str) -> bytes:
    """Return what is kept of a link: its hash."""
    return blake2b(
        link.encode("utf-8", "replace"), digest_size=24, person=b"goodoffices-link"
    ).digest()


def server_keys(path: Path) -> ServerKeys:
    """Read the server's secrets.

    Raises
    ------
    RepliesError
        GO633 where the file is none of ours.
    """
    try:
        values = json.loads(private_bytes(path))
        found = ServerKeys(*(_bytes(values[name]) for name in ("forms", "links", "public")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RepliesError(finding("GO633.keys", file=path)) from error
    if {len(found.forms), len(found.links), len(found.public)} != {32}:
        raise RepliesError(finding("GO633.keys", file=path))
    return found


def make_keys(key: Path, passphrase: str | None) -> ServerKeys:
    """Make the secrets of a new store, and write the key that opens addresses to a file of its own.

    Raises
    ------
    RepliesError
        GO634 where the key's file is there already or cannot be written.
    """
    private = PrivateKey.generate()
    values = {"form": _FORM}
    if passphrase:
        salt = secrets.token_bytes(argon2id.SALTBYTES)
        box = SecretBox(_stretched(passphrase, salt)).encrypt(bytes(private))
        values |= {"salt": _text(salt), "locked": _text(bytes(box))}
    else:
        values["open"] = _text(bytes(private))
    try:
        new_private(key, json.dumps(values).encode("ascii"))
    except OSError as error:
        raise RepliesError(finding("GO634.unwritten", file=key, why=error.strerror)) from error
    return ServerKeys(secrets.token_bytes(32), secrets.token_bytes(32), bytes(private.public_key))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return argon2id.kdf(
        SecretBox.KEY_SIZE,
        passphrase.encode("utf-8"),
        salt,
        opslimit=COST[0],
        memlimit=COST[1],
    )


class AddressKey:
    """The key that opens what the server sealed: read from its file for one use."""

    def __init__(self, private: PrivateKey) -> None:
        self._box = SealedBox(private)
        self.public = bytes(private.public_key)

    def open(self, sealed: bytes) -> str:
        """Return the words that were sealed.

        Raises
        ------
        RepliesError
            GO634 where they were sealed to another key.
        """
        return self.unseal(sealed).rstrip(b"\0").decode("utf-8", "replace")

    def unseal(self, sealed: bytes) -> bytes:
        """Return the bytes that were sealed.

        Raises
        ------
        RepliesError
            GO634 where they were sealed to another key.
        """
        try:
            return bytes(self._box.decrypt(sealed))
        except (CryptoError, ValueError, TypeError) as error:
            raise RepliesError(finding("GO634.other")) from error


def locked(path: Path) -> bool:
    """Tell whether a key's file asks for a passphrase.

    Raises
    ------
    RepliesError
        GO634 where it is no such file.
    """
    return "locked" in _key_file(path)


def address_key(path: Path, passphrase: str | None = None) -> AddressKey:
    """Open the key of the addresses.

    Raises
    ------
    RepliesError
        GO634 where the file is none, or the passphrase is not its own.
    """
    values = _key_file(path)
    try:
        if "locked" in values:
            stretched = _stretched(passphrase or "", _bytes(values["salt"]))
            private = SecretBox(stretched).decrypt(_bytes(values["locked"]))
        else:
            private = _bytes(values["open"])
        return AddressKey(PrivateKey(bytes(private)))
    except CryptoError as error:
        raise RepliesError(finding("GO634.passphrase", file=path)) from error
    except (KeyError, ValueError, TypeError) as error:
        raise RepliesError(finding("GO634.none", file=path)) from error


def _key_file(path: Path) -> dict[str, str]:
    try:
        values = json.loads(private_bytes(path))
    except (OSError, ValueError) as error:
        raise RepliesError(finding("GO634.none", file=path)) from error
    if not isinstance(values, dict) or values.get("form") != _FORM:
        raise RepliesError(finding("GO634.none", file=path))
    return {str(name): str(value) for name, value in values.items()}

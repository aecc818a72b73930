"""Keys, and what they lock: passphrases, a member's keys, room keys, boxes.

The key is the permission. Each room has one random key; each member has one random seed, from which
a box key (to be given room keys) and a signing key are made; the seed is locked by the member's
passphrase through argon2id, by an invitation, or by a session's cookie, and nowhere lies open.

    passphrase, invitation, cookie  →  seed  →  box key  →  room keys  →  the words
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from functools import cached_property

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey

KEY_BYTES = 32
SALT_BYTES = argon2id.SALTBYTES
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"
_AT_ONCE = threading.BoundedSemaphore(2)


class WrongKeyError(Exception):
    """What was to be opened is not locked by this key, or has been changed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: passes over so much memory (bytes)."""

    passes: int = argon2id.OPSLIMIT_INTERACTIVE
    memory: int = argon2id.MEMLIMIT_INTERACTIVE


CHEAPEST = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
"""For tests and classrooms on old computers; the passphrases are strong by themselves."""


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_passphrase() -> str:
    """Return six pronounceable words of 16 random bits each ("lusab babad …"): 96 bits."""
    return " ".join(_proquint(secrets.randbits(16)) for _ in range(6))


def _proquint(number: int) -> str:
    """Spell 16 bits as consonant, vowel, consonant, vowel, consonant."""
    consonants = [_CONSONANTS[(number >> shift) & 15] for shift in (12, 6, 0)]
    vowels = [_VOWELS[(number >> shift) & 3] for shift in (10, 4)]
    return consonants[0] + vowels[0] + consonants[1] + vowels[1] + consonants[2]


def tidy(passphrase: str) -> str:
    """Return a passphrase as it was given out, whatever the spaces, hyphens and capitals typed."""
    return " ".join(passphrase.replace("-", " ").lower().split())


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Turn a passphrase into a key by argon2id; at most two are computed at a time."""
    with _AT_ONCE:
        return argon2id.kdf(
            KEY_BYTES, passphrase.encode(), salt, opslimit=cost.passes, memlimit=cost.memory
        )


def derive(secret: bytes, purpose: str) -> bytes:
    """Return the key for one purpose that a strong secret stands for."""
    return hashlib.blake2b(purpose.encode(), key=secret, digest_size=KEY_BYTES).digest()


def lock(key: bytes, plain: bytes, nonce: bytes | None = None) -> bytes:
    """Lock some bytes with a key."""
    return bytes(SecretBox(key).encrypt(plain, nonce))


def unlock(key: bytes, locked: bytes) -> bytes:
    """Open what :func:`lock` locked.

    Raises
    ------
    WrongKeyError
        if it was locked by another key, or has been changed.
    """
    try:
        return SecretBox(key).decrypt(locked)
    except (CryptoError, ValueError, TypeError) as error:
        raise WrongKeyError from error


@dataclass(frozen=True)
class Seed:
    """A member's one secret, with the box and signing keys made from it."""

    secret: bytes

    @cached_property
    def box(self) -> PrivateKey:
        """The key that room keys are given to."""
        return PrivateKey(derive(self.secret, "box"))

    @cached_property
    def signer(self) -> SigningKey:
        """The key that initials and signatures are made with."""
        return SigningKey(derive(self.secret, "sign"))

    @property
    def public(self) -> bytes:
        """The public half of the box key."""
        return bytes(self.box.public_key)

    @property
    def verify_key(self) -> str:
        """The public half of the signing key, in hexadecimal."""
        return bytes(self.signer.verify_key).hex()

    def open(self, sealed: bytes) -> bytes:
        """Open what was sealed to this member, or raise :class:`WrongKeyError`."""
        try:
            return SealedBox(self.box).decrypt(sealed)
        except (CryptoError, ValueError, TypeError) as error:
            raise WrongKeyError from error

    def sign(self, message: bytes) -> str:
        """Return the Ed25519 signature of a message, in hexadecimal."""
        return self.signer.sign(message).signature.hex()


def seal(public: bytes, plain: bytes) -> bytes:
    """Seal some bytes so that only the holder of a box key can open them."""
    return bytes(SealedBox(PublicKey(public)).encrypt(plain))


def signed_by(key: str, message: bytes, signature: str) -> bool:
    """Tell whether a signature (hexadecimal) over a message was made with a key.

    A key has one way to be written, in small letters: written in two, one key would look like two.
    """
    try:
        if key != key.lower():
            return False
        VerifyKey(bytes.fromhex(key)).verify(message, bytes.fromhex(signature))
    except (CryptoError, ValueError, TypeError, AttributeError):
        return False
    return True

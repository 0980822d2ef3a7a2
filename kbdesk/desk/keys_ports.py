"""What the procedure of keys asks of the rooms around it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kbdesk.desk.ports import Body
from kbdesk.domain.signers import KeyPlace, SignerRow, SignerState


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A private key just made: its name, where it lies, and its public half, a SubjectPublicKeyInfo in DER.

    `secret` opens it: the passphrase of a file, the PIN of a token; to be wiped once it is kept.
    """

    key: str
    place: KeyPlace
    token: str
    public_key: bytes
    secret: bytearray


class KeyPlaces(Protocol):
    """Where private keys lie: a file in the data folder, or a token."""

    def new(self, pin: bytearray | None) -> NewKey:
        """Make a key, which is not kept in the records yet; a token opens by its `pin`. Raises `SignerError`."""

    def sign(self, key: NewKey, message: bytes) -> bytes:
        """Return r and s side by side, by a key just made. Raises `SignerError`."""

    def sign_as(self, row: SignerRow, message: bytes) -> bytes:
        """Return r and s side by side, by a key of the records. Raises `SignerError`."""

    def eraser(self, key: NewKey | SignerRow) -> Callable[[], bool]:
        """Return what destroys a key once the records have forgotten what opens it.

        It tells whether the key is gone for certain: a token may be out of its reader.
        """


class TrustFile(Protocol):
    """The trust bundle in the data folder, public data."""

    def read(self) -> bytes:
        """Return the bundle, empty where there is none."""

    def write(self, data: bytes) -> None:
        """Put a bundle in its place, whole or not at all."""


class Signers(Protocol):
    """The registers of the desk's keys and of the trust bundle."""

    def rows(self) -> tuple[SignerRow, ...]:
        """Return the desk's keys, in the order in which they were made."""

    def in_state(self, state: SignerState) -> SignerRow | None:
        """Return the key that is in a state, the latest where there are several."""

    def sequences(self) -> dict[str, int]:
        """Return the highest sequence seen of each part of a bundle: of ``trust`` and of each desk."""

    def roots(self) -> frozenset[bytes]:
        """Return the SHA-256 of the certificates of the authorities that are trusted here."""


class KeysAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def signers(self) -> Signers:
        """The registers, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest, 64 hex digits."""

    def keep_secret(self, key: str, secret: bytearray) -> None:
        """Keep the passphrase or PIN that opens a key; it stands in no entry."""

    def drop_secret(self, key: str) -> None:
        """Forget the passphrase or PIN that opens a key."""


class KeysStore(Protocol):
    """What the procedure needs of the store."""

    @property
    def signers(self) -> Signers:
        """The registers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[KeysAct]:
        """Begin a transaction."""

"""The desk's signer for its seals: the key in use, wherever it lies, under the certificate that head office issued."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kbdesk.desk.keys_ports import NewKey
from kbdesk.desk.ports import Signer
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.post import ISSUER, Post
from kbdesk.domain.signers import Certified, KeyPlace, SignerRow, SignerState
from kbdesk.icao.trust import signer_certificate
from kbdesk.store.signer import FileSigner, SignerFile
from kbdesk.store.translation import translate_os

if TYPE_CHECKING:
    from kbdesk.devices.token import Token
    from kbdesk.store.settings import Settings
    from kbdesk.store.signers import SignerBook

DRILL_SIGNER: Final = "UTDR"
_COUNTRIES: Final = {ISSUER: "KS", "SRB": "RS"}
"""The two capitals of a country for those of its zones (Doc 9303-3, 5)."""


def signer_name(post: Post) -> str:
    """Return the name under which a desk seals: its country, its crossing's letter and its own sign; in drills one."""
    return DRILL_SIGNER if post.drill else f"{_COUNTRIES[post.issuer]}{post.letter}{post.desk}"


class SealSigner:
    """The signer that is in use, as the records have it now; a key once opened stays open for as long as it is.

    Implements `kbdesk.desk.sealing.SealSigners`.
    """

    def __init__(self, data: Path, settings: Settings, book: SignerBook) -> None:
        self._data, self._settings, self._book = data, settings, book
        self._row: SignerRow | None = None
        self._signer: ClosingSigner | None = None

    def current(self) -> Signer | None:
        """Return the signer, None where the desk has none. Nothing is opened before it signs (store thread)."""
        row = self._book.in_state(SignerState.IN_USE)
        if row != self._row:
            self.close()
            self._row, self._signer = row, None if row is None else self._made(row)
        return self._signer

    def ready(self) -> Signer:
        """Return the signer; raises `SignerError` where the desk has none (store thread)."""
        signer = self.current()
        if signer is not None:
            return signer
        row = self._book.in_state(SignerState.REVOKED)
        if row is not None:
            raise SignerError("signer.revoked", signer=row.signer)
        raise SignerError("signer.missing")

    def close(self) -> None:
        """Let go of the key (store thread); it is opened anew where something more is signed."""
        if self._signer is not None:
            self._signer.close()

    def seals_until(self) -> date | None:
        """Return the last day on which the signer in use seals, None where the desk has none (store thread)."""
        signer = self.current()
        return None if signer is None else signer.valid_until

    def _made(self, row: SignerRow) -> ClosingSigner:
        return made(self._data, self._settings, row, lambda: self._book.secret(row.key), certified(row))


def certified(row: SignerRow) -> Certified:
    """Return what the certificate of a key lets it do."""
    found = signer_certificate.read(row.certificate)
    return Certified(
        issuer=row.issuer,
        signer=found.signer,
        reference=found.reference,
        valid_from=found.certificate.valid_from,
        valid_until=found.signs_until(),
        public_key=found.certificate.public_key,
    )


class SealKeys:
    """Implements `kbdesk.desk.keys_ports.KeyPlaces`: new keys lie where the settings say, others where they were made.

    Raises `SignerError`, and `kbdesk.store.errors.StoreUnavailable` for the data folder.
    """

    def __init__(self, data: Path, settings: Settings, book: SignerBook) -> None:
        self._data, self._settings, self._book = data, settings, book

    def new(self, pin: bytearray | None) -> NewKey:
        """Make a key in a file, or in the token that opens by this PIN."""
        if self._settings.signer is KeyPlace.TOKEN:
            if pin is None:
                raise SignerError("signer.token-pin-missing", token=self._settings.token_label)
            return token(self._settings, self._settings.token_label).make(pin)
        try:
            return SignerFile.make(self._data)
        except OSError as error:
            raise translate_os(error, self._data) from error

    def sign(self, key: NewKey, message: bytes) -> bytes:
        """Return r and s side by side, by a key just made."""
        return self._signed(key, lambda: bytearray(key.secret), message, signer="")

    def sign_as(self, row: SignerRow, message: bytes) -> bytes:
        """Return r and s side by side, by a key of the records."""
        return self._signed(row, lambda: self._book.secret(row.key), message, signer=row.signer)

    def _signed(
        self, key: NewKey | SignerRow, secret: Callable[[], bytearray | None], message: bytes, *, signer: str
    ) -> bytes:
        with closing(made(self._data, self._settings, key, secret, _any_day(key, signer=signer))) as opened:
            return opened.sign(message)

    def eraser(self, key: NewKey | SignerRow) -> Callable[[], bool]:
        """Return what destroys a key, once its passphrase or PIN is forgotten; tells whether it is gone for certain."""
        secret = bytearray(key.secret) if isinstance(key, NewKey) else self._book.secret(key.key)
        if key.place is KeyPlace.TOKEN:
            return lambda: self._erased_from_token(key, secret)
        return lambda: self._erased_from_folder(key)

    def _erased_from_folder(self, key: NewKey | SignerRow) -> bool:
        try:
            SignerFile(folder=self._data, key=key.key).destroy()
        except OSError:
            return False
        return True

    def _erased_from_token(self, key: NewKey | SignerRow, pin: bytearray | None) -> bool:
        if pin is None:
            return False
        try:
            token(self._settings, key.token).destroy(key.key, pin)
        except SignerError:
            return False
        return True


class ClosingSigner(Signer, Protocol):
    """A signer that holds something open."""

    def close(self) -> None:
        """Let go of the key; it is opened anew where something more is signed."""


def made(
    data: Path, settings: Settings, key: NewKey | SignerRow, secret: Callable[[], bytearray | None], known: Certified
) -> ClosingSigner:
    """Return what signs with a key, wherever it lies."""
    if key.place is KeyPlace.FILE:
        return FileSigner(SignerFile(folder=data, key=key.key), secret, known)
    from kbdesk.devices.token import TokenSigner

    return TokenSigner(token(settings, key.token), key.key, secret, known)


def token(settings: Settings, label: str) -> Token:
    """Return a token by its label, behind the driver that the settings name."""
    from kbdesk.devices.token import Token

    return Token(module=settings.token_module, label=label)


def _any_day(key: NewKey | SignerRow, *, signer: str) -> Certified:
    """Return what a key without a certificate may do: ask for one."""
    return Certified(
        issuer="",
        signer=signer,
        reference="",
        valid_from=date.min,
        valid_until=date.max,
        public_key=key.public_key,
    )

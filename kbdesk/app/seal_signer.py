"""The desk's signer for its seals: the key in use, wherever it lies, under the certificate that head office issued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kbdesk.desk.keys_ports import KeyPlaces, NewKey
from kbdesk.desk.ports import Signer
from kbdesk.domain.post import ISSUER, Post
from kbdesk.domain.signers import Certified, SignerRow, SignerState
from kbdesk.icao.seal import signature
from kbdesk.icao.trust import signer_certificate
from kbdesk.store.signer import FileSigner, SignerFile
from kbdesk.store.translation import translate_os

if TYPE_CHECKING:
    from kbdesk.store.signers import SignerBook

DRILL_SIGNER: Final = "UTDR"
_COUNTRIES: Final = {ISSUER: "KS", "SRB": "RS"}
"""The two capitals of a country for those of its zones (Doc 9303-3, 5)."""


def signer_name(post: Post) -> str:
    """Return the name under which a desk seals: its country, its crossing's letter and its own sign; in drills one."""
    return DRILL_SIGNER if post.drill else f"{_COUNTRIES[post.issuer]}{post.letter}{post.desk}"


class SealSigner:
    """The signer that is in use, as the records have it now; a key once opened stays open for as long as it is."""

    def __init__(self, data: Path, book: SignerBook) -> None:
        self._data, self._book = data, book
        self._row: SignerRow | None = None
        self._signer: Signer | None = None

    def current(self) -> Signer | None:
        """Return the signer, None where the desk has none. Nothing is opened before it signs (store thread)."""
        row = self._book.in_state(SignerState.IN_USE)
        if row != self._row:
            self._row, self._signer = row, None if row is None else self._made(row)
        return self._signer

    def _made(self, row: SignerRow) -> Signer:
        file = SignerFile(folder=self._data, key=row.key)
        return FileSigner(file, lambda: self._book.secret(row.key), certified(row))


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


class FilePlaces:
    """Implements `kbdesk.desk.keys_ports.KeyPlaces` with files in a data folder."""

    def __init__(self, data: Path, book: SignerBook) -> None:
        self._data, self._book = data, book

    def new(self) -> NewKey:
        """Make a key in a file. Raises `kbdesk.store.errors.StoreUnavailable`."""
        try:
            return SignerFile.make(self._data)
        except OSError as error:
            raise translate_os(error, self._data) from error

    def sign(self, key: NewKey, message: bytes) -> bytes:
        """Return r and s side by side, by a key just made. Raises `SignerError`."""
        return signature.sign(self._file(key.key).open(key.secret), message)

    def sign_as(self, row: SignerRow, message: bytes) -> bytes:
        """Return r and s side by side, by a key of the records. Raises `SignerError`."""
        return signature.sign(self._file(row.key).unlocked(self._book.secret(row.key), signer=row.signer), message)

    def destroy(self, key: str) -> bool:
        """Remove a file; what is left of it opens for nobody, for its passphrase is forgotten."""
        try:
            self._file(key).destroy()
        except OSError:
            return False
        return True

    def _file(self, key: str) -> SignerFile:
        return SignerFile(folder=self._data, key=key)


def key_places(data: Path, book: SignerBook) -> KeyPlaces:
    """Return where this desk's keys are made and lie."""
    return FilePlaces(data, book)

"""A signer's key in a file: PKCS 8 under a random passphrase that lies in the encrypted store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from kbdesk.desk.keys_ports import NewKey
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.signers import Certified, KeyPlace
from kbdesk.icao.seal import signature
from kbdesk.icao.trust import keys
from kbdesk.icao.trust.errors import KeyFileError
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.wiping import random_bytes, wipe

PASSPHRASE_BYTES: Final = 32
Secret = Callable[[], bytearray | None]
"""Reads the passphrase from the store, None where it holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerFile:
    """A key's file in a data folder; who has the folder only lacks what opens it: an officer's sign-in does."""

    folder: Path
    key: str

    @classmethod
    def make(cls, folder: Path) -> NewKey:
        """Make a key and write its file, mode 0600, under a passphrase of 256 random bits. Raises `OSError`."""
        private, raw = keys.new(), random_bytes(PASSPHRASE_BYTES)
        passphrase = bytearray(raw.hex().encode())
        wipe(raw)
        public = keys.public(private)
        name = f"signer-{sha256(public).hexdigest()[:12]}"
        replace_file(cls(folder=folder, key=name).path, keys.store(private, bytes(passphrase)))
        return NewKey(key=name, place=KeyPlace.FILE, token="", public_key=public, secret=passphrase)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.folder / f"{self.key}.pem"

    def open(self, passphrase: bytearray) -> ec.EllipticCurvePrivateKey:
        """Return the private key. Raises `SignerError`."""
        try:
            return keys.load(self.path.read_bytes(), bytes(passphrase))
        except FileNotFoundError:
            raise SignerError("signer.file-missing", file=self.path.name) from None
        except (OSError, KeyFileError) as error:
            raise SignerError("signer.file-damaged", file=self.path.name) from error

    def unlocked(self, passphrase: bytearray | None, *, signer: str) -> ec.EllipticCurvePrivateKey:
        """Return the private key and wipe the passphrase that the store had for it. Raises `SignerError`."""
        if passphrase is None:
            raise SignerError("signer.passphrase-missing", signer=signer)
        try:
            return self.open(passphrase)
        finally:
            wipe(passphrase)

    def destroy(self) -> None:
        """Remove the file. Raises `OSError`."""
        self.path.unlink(missing_ok=True)


class FileSigner:
    """Implements `kbdesk.desk.ports.Signer` with a key in a file; the same message gives the same signature.

    The file is opened when something is first signed; another key in it than the certificate's is refused.
    """

    def __init__(self, file: SignerFile, secret: Secret, known: Certified) -> None:
        self._file, self._secret, self._public_key = file, secret, known.public_key
        self._private: ec.EllipticCurvePrivateKey | None = None
        self.issuer, self.id, self.reference = known.issuer, known.signer, known.reference
        self.valid_from, self.valid_until = known.valid_from, known.valid_until

    def sign(self, message: bytes) -> bytes:
        """Return r and s side by side, 64 bytes (RFC 6979). Raises `SignerError`."""
        if self._private is None:
            self._private = self._open()
        return signature.sign(self._private, message)

    def close(self) -> None:
        """Forget the key."""
        self._private = None

    def _open(self) -> ec.EllipticCurvePrivateKey:
        private = self._file.unlocked(self._secret(), signer=self.id)
        if keys.public(private) != self._public_key:
            raise SignerError("signer.other-key", signer=self.id)
        return private

"""Private keys on P-256: made, kept in PKCS 8 under a passphrase, or held by a token that only signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.utils import Buffer

from kbdesk.icao.trust.errors import KeyFileError

PrivateKey = ec.EllipticCurvePrivateKey
"""What is made, loaded and held here, for rooms that hand it on unseen."""
_CURVE: Final = ec.SECP256R1
_LARGEST: Final = 65_536


def new() -> ec.EllipticCurvePrivateKey:
    """Return a new private key on P-256."""
    return ec.generate_private_key(_CURVE())


def store(key: ec.EllipticCurvePrivateKey, passphrase: bytes = b"") -> bytes:
    """Return the file of a key, PEM (PKCS 8), encrypted where there is a passphrase."""
    encryption: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    )
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


def load(data: bytes, passphrase: bytes = b"") -> ec.EllipticCurvePrivateKey:
    """Return the key of a file, PEM or DER. Raises `KeyFileError`."""
    if len(data) > _LARGEST:
        raise KeyFileError("trust.key-damaged")
    read = serialization.load_pem_private_key if b"-----BEGIN" in data[:4096] else serialization.load_der_private_key
    is_encrypted = False
    try:
        try:
            key = read(data, password=None)
        except TypeError:
            is_encrypted = True
            key = read(data, password=passphrase or b"\0")
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError("trust.key-passphrase" if is_encrypted else "trust.key-damaged") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, _CURVE):
        raise KeyFileError("trust.key-curve")
    return key


def public(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public key of a private one, a SubjectPublicKeyInfo in DER."""
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def read_public(spki: bytes) -> ec.EllipticCurvePublicKey:
    """Return the public key on P-256 of a SubjectPublicKeyInfo in DER. Raises `KeyFileError`."""
    try:
        key = serialization.load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError("trust.key-damaged") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, _CURVE):
        raise KeyFileError("trust.key-curve")
    return key


class TokenKey(ec.EllipticCurvePrivateKey):
    """A private key that stays in a token: certificates and requests can be signed with it, nothing else.

    `public_key` is a SubjectPublicKeyInfo in DER; `sign` returns r and s side by side for a message (ECDSA on P-256
    with SHA-256). What `sign` raises passes through.
    """

    def __init__(self, public_key: bytes, sign: Callable[[bytes], bytes]) -> None:
        self._public = read_public(public_key)
        self._sign = sign

    def sign(self, data: Buffer, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """Return the signature of a message in DER."""
        del signature_algorithm
        raw = self._sign(bytes(data))
        return utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """Return the public key."""
        return self._public

    @property
    def curve(self) -> ec.EllipticCurve:
        """The curve P-256."""
        return _CURVE()

    @property
    def key_size(self) -> int:
        """Bits."""
        return 256

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> NoReturn:
        """Raise `UnsupportedAlgorithm`: the token only signs."""
        del algorithm, peer_public_key
        _refuse()

    def private_numbers(self) -> NoReturn:
        """Raise `UnsupportedAlgorithm`: the key does not leave the token."""
        _refuse()

    def private_bytes(
        self,
        encoding: serialization.Encoding,
        format: serialization.PrivateFormat,
        encryption_algorithm: serialization.KeySerializationEncryption,
    ) -> NoReturn:
        """Raise `UnsupportedAlgorithm`: the key does not leave the token."""
        del encoding, format, encryption_algorithm
        _refuse()

    def __copy__(self) -> NoReturn:
        _refuse()

    def __deepcopy__(self, memo: dict[Any, Any]) -> NoReturn:
        del memo
        _refuse()


def _refuse() -> NoReturn:
    raise UnsupportedAlgorithm("A key in a token only signs.")

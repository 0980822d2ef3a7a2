"""A detached signature of a file: ECDSA on P-256 with SHA-256 in DER, as ``openssl dgst -sha256 -sign`` writes it."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class KeyUnusableError(ValueError):
    """A key that is not one on P-256 in PEM."""


def new_key() -> bytes:
    """Return a new private key, PEM (PKCS 8, not encrypted)."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_key(private: bytes) -> bytes:
    """Return the public key of a private one, PEM (SubjectPublicKeyInfo). Raises `KeyUnusableError`."""
    return (
        _private(private)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def sign(private: bytes, data: bytes) -> bytes:
    """Return the signature of some data; the same data and key give the same bytes (RFC 6979).

    Raises `KeyUnusableError`.
    """
    return _private(private).sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def holds(public: bytes, data: bytes, signature: bytes) -> bool:
    """Tell whether a signature is of this data by this key; anything that is no signature does not hold.

    Raises `KeyUnusableError`.
    """
    key = _public(public)
    try:
        key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _private(pem: bytes) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusableError("The key is not a private key in PEM.") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyUnusableError("The key is not one on the curve P-256.")
    return key


def _public(pem: bytes) -> ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise KeyUnusableError("The key is not a public key in PEM.") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyUnusableError("The key is not one on the curve P-256.")
    return key

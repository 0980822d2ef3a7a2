"""The signature of a seal: ECDSA, r and s side by side, each as long as the order of the curve (Doc 9303-13, 2.4)."""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

_HASHES: Final = ((224, hashes.SHA224), (256, hashes.SHA256), (384, hashes.SHA384), (512, hashes.SHA512))
"""The hash goes by the length of the order in bits (Doc 9303-13, 2.4): the first that is as long."""
_CURVES: Final[frozenset[type[ec.EllipticCurve]]] = frozenset(
    {ec.SECP224R1, ec.SECP256R1, ec.SECP384R1, ec.BrainpoolP256R1, ec.BrainpoolP384R1, ec.BrainpoolP512R1}
)


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return r and s side by side; the same key and message give the same bytes (RFC 6979).

    Raises `ValueError` for a curve that seals are not signed on.
    """
    size, algorithm = _rule(key.curve)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(algorithm, deterministic_signing=True)))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def verify(public_key: bytes, signed: bytes, signature: bytes) -> bool:
    """Tell whether a signature is of these bytes by this key, a SubjectPublicKeyInfo in DER.

    False, too, for a key or curve that seals are not signed with, for a length that is not twice that of the order,
    and for an r or s out of range.
    """
    try:
        key = load_der_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm):
        return False
    if not isinstance(key, ec.EllipticCurvePublicKey) or type(key.curve) not in _CURVES:
        return False
    size, algorithm = _rule(key.curve)
    if len(signature) != 2 * size:
        return False
    r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
    try:
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True


def _rule(curve: ec.EllipticCurve) -> tuple[int, hashes.HashAlgorithm]:
    """Return how many bytes r and s each have on a curve, and the hash. The orders are as long as the fields."""
    if type(curve) not in _CURVES:
        raise ValueError("Seals are not signed on this curve.")
    algorithm = next(algorithm for bits, algorithm in _HASHES if curve.key_size <= bits)
    return -(-curve.key_size // 8), algorithm()

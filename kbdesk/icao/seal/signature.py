"""The signature of a seal: ECDSA, r and s side by side, each as long as the order of the curve (Doc 9303-13, 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

_HASHES: Final = ((224, hashes.SHA224), (256, hashes.SHA256), (384, hashes.SHA384), (512, hashes.SHA512))
"""The hash goes by the length of the order in bits (Doc 9303-13, 2.4): the first that is as long."""


class _Rule(NamedTuple):
    """How one curve is signed on: `size` bytes for r and for s, and the algorithms."""

    size: int
    signing: ec.ECDSA
    verifying: ec.ECDSA


def _rule(curve: ec.EllipticCurve) -> _Rule:
    """Return the rule of a curve whose order is as long as its field."""
    bits = curve.key_size
    algorithm = next(algorithm for longest, algorithm in _HASHES if bits <= longest)()
    return _Rule(-(-bits // 8), ec.ECDSA(algorithm, deterministic_signing=True), ec.ECDSA(algorithm))


_RULES: Final[Mapping[type[ec.EllipticCurve], _Rule]] = MappingProxyType(
    {
        curve: _rule(curve())
        for curve in (
            ec.SECP224R1,
            ec.SECP256R1,
            ec.SECP384R1,
            ec.BrainpoolP256R1,
            ec.BrainpoolP384R1,
            ec.BrainpoolP512R1,
        )
    }
)


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return r and s side by side; the same key and message give the same bytes (RFC 6979).

    Raises `ValueError` for a curve that seals are not signed on.
    """
    rule = _RULES.get(type(key.curve))
    if rule is None:
        raise ValueError("Seals are not signed on this curve.")
    r, s = decode_dss_signature(key.sign(message, rule.signing))
    return r.to_bytes(rule.size, "big") + s.to_bytes(rule.size, "big")


def verify(public_key: bytes, signed: bytes, signature: bytes) -> bool:
    """Tell whether a signature is of these bytes by this key, a SubjectPublicKeyInfo in DER.

    False, too, for a key or curve that seals are not signed with, for a length that is not twice that of the order,
    and for an r or s out of range.
    """
    known = _key(public_key)
    if known is None:
        return False
    key, (size, _, algorithm) = known
    if len(signature) != 2 * size:
        return False
    r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
    try:
        key.verify(encode_dss_signature(r, s), signed, algorithm)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=64)
def _key(public_key: bytes) -> tuple[ec.EllipticCurvePublicKey, _Rule] | None:
    """Return a key and the rule of its curve, None for one that seals are not signed with; a post has few signers."""
    try:
        key = load_der_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm):
        return None
    rule = _RULES.get(type(key.curve)) if isinstance(key, ec.EllipticCurvePublicKey) else None
    return (key, rule) if rule and isinstance(key, ec.EllipticCurvePublicKey) else None

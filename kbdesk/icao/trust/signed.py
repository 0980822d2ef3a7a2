"""A signed part of a bundle: a body and a signature over its very bytes, which nobody ever encodes anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec

from kbdesk.icao.seal import signature

LARGEST: Final = 32 << 20
"""Bytes of a part; more are refused unread."""


class Envelope(msgspec.Struct, frozen=True, array_like=True):
    """What is signed, and r and s side by side."""

    body: bytes
    signature: bytes

    def is_by(self, public_key: bytes) -> bool:
        """Tell whether a key, a SubjectPublicKeyInfo in DER, signed the body."""
        return signature.verify(public_key, self.body, self.signature)


Body = TypeVar("Body", bound=msgspec.Struct)
_ENVELOPE: Final[msgspec.msgpack.Decoder[Envelope]] = msgspec.msgpack.Decoder(Envelope)


def write(body: msgspec.Struct, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a signed part. `sign` gets the bytes of the body; they never begin as a seal does."""
    data = msgspec.msgpack.encode(body, order="deterministic")
    return msgspec.msgpack.encode(Envelope(data, sign(data)))


def read(data: bytes, kind: type[Body]) -> tuple[Envelope, Body]:
    """Return envelope and body of a part, its signature untried. Raises `ValueError`."""
    if len(data) > LARGEST:
        raise ValueError("The part is too large.")
    try:
        envelope = _ENVELOPE.decode(data)
        body: Any = msgspec.msgpack.decode(envelope.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("The part is damaged.") from error
    return envelope, body

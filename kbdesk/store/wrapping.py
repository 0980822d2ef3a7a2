"""Wrapping the store key under a password: Argon2id, then AES-256-GCM."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kbdesk.store.errors import PasswordWrong
from kbdesk.store.wiping import wipe

TAG_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes in parallel (RFC 9106)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2


FULL_COST = Cost()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A wrapped secret with what unwraps it beside the password."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes


def wrap(secret: bytearray, password: bytearray, *, cost: Cost, bound_to: bytes) -> Wrapped:
    """Wrap a secret; `bound_to` is authenticated with it. Wipes only what it derives."""
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = bytearray(len(secret) + TAG_BYTES)
    wrapping_key = derive(password, salt, cost)
    try:
        AESGCM(wrapping_key).encrypt_into(nonce, secret, bound_to, sealed)
    finally:
        wipe(wrapping_key)
    return Wrapped(cost=cost, salt=salt, nonce=nonce, sealed=bytes(sealed))


def unwrap(wrapped: Wrapped, password: bytearray, *, bound_to: bytes) -> bytearray:
    """Return the secret; raises `PasswordWrong` if the password is not the one, or anything was altered."""
    secret = bytearray(len(wrapped.sealed) - TAG_BYTES)
    wrapping_key = derive(password, wrapped.salt, wrapped.cost)
    try:
        AESGCM(wrapping_key).decrypt_into(wrapped.nonce, wrapped.sealed, bound_to, secret)
    except InvalidTag:
        raise PasswordWrong from None
    finally:
        wipe(wrapping_key)
    return secret


def derive(password: bytearray, salt: bytes, cost: Cost) -> bytearray:
    """Return the 32 bytes that Argon2id makes of a password."""
    key = bytearray(32)
    kdf = Argon2id(salt=salt, length=len(key), iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    kdf.derive_into(password, key)  # type: ignore[arg-type]  # takes any buffer; bytes could not be wiped
    return key

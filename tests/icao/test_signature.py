"""Detached signatures of files, and openssl's opinion of them."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.signature import KeyUnusableError, holds, new_key, public_key, sign

PRIVATE = new_key()
PUBLIC = public_key(PRIVATE)


def pem(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@given(st.binary(max_size=300))
def test_what_was_signed_holds_and_is_the_same_every_time(data: bytes) -> None:
    signature = sign(PRIVATE, data)
    assert holds(PUBLIC, data, signature)
    assert sign(PRIVATE, data) == signature


@given(st.binary(min_size=1, max_size=80), st.integers(0, 10**6))
def test_any_changed_bit_of_the_file_is_seen(data: bytes, place: int) -> None:
    signature, changed = sign(PRIVATE, data), bytearray(data)
    changed[place % len(data)] ^= 1 << place % 8
    assert not holds(PUBLIC, bytes(changed), signature)


@given(st.binary(max_size=100))
def test_what_is_no_signature_does_not_hold(garbage: bytes) -> None:
    assert not holds(PUBLIC, b"a book", garbage)


def test_another_signer_does_not_hold() -> None:
    signature = sign(new_key(), b"a book")
    assert not holds(PUBLIC, b"a book", signature)


@pytest.mark.parametrize(
    "key",
    [
        b"",
        b"-----BEGIN PRIVATE KEY-----\n",
        PUBLIC,
        pem(ec.generate_private_key(ec.SECP384R1())),
        pem(ed25519.Ed25519PrivateKey.generate()),
    ],
    ids=["nothing", "half", "public", "another curve", "another kind"],
)
def test_a_key_that_cannot_sign_is_said(key: bytes) -> None:
    with pytest.raises(KeyUnusableError, match=r"^The key is not .*\.$"):
        sign(key, b"")


@pytest.mark.parametrize("key", [b"", b"books", PRIVATE], ids=["nothing", "text", "private"])
def test_a_key_that_cannot_verify_is_said(key: bytes) -> None:
    with pytest.raises(KeyUnusableError, match=r"^The key is not .*\.$"):
        holds(key, b"", b"")


def test_a_public_key_of_another_curve_is_said() -> None:
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    key = other.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(KeyUnusableError, match="P-256"):
        holds(key, b"", b"")


def test_openssl_reads_what_is_signed_here_and_signs_what_holds_here(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl is part of every machine that builds this"
    for name, content in {"book": b"a book", "sig": sign(PRIVATE, b"a book"), "key": PRIVATE, "pub": PUBLIC}.items():
        (tmp_path / name).write_bytes(content)
    verify = [openssl, "dgst", "-sha256", "-verify", "pub", "-signature", "sig", "book"]
    assert subprocess.run(verify, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    subprocess.run([openssl, "dgst", "-sha256", "-sign", "key", "-out", "theirs", "book"], cwd=tmp_path, check=True)
    assert holds(PUBLIC, b"a book", (tmp_path / "theirs").read_bytes())

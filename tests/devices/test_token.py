"""A signer's key in a token, with a real PKCS #11 driver: SoftHSM, a token folder of its own a test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pkcs11
import pytest

from kbdesk.desk.keys_ports import NewKey
from kbdesk.desk.signer_errors import SignerError
from kbdesk.devices.token import Token, TokenSigner
from kbdesk.domain.signers import Certified, KeyPlace
from kbdesk.icao.seal import signature
from kbdesk.icao.trust import keys, request

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN, MESSAGE = "271828", b"what a seal says"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that is SoftHSM's reader, with one token in it."""
    folder, settings = tmp_path / "tokens", tmp_path / "softhsm2.conf"
    folder.mkdir()
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    words = ["--init-token", "--free", "--label", "desk", "--pin", PIN, "--so-pin", "31415926"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    yield folder
    pkcs11.lib(MODULE).finalize()


@pytest.fixture
def token(reader: Path) -> Token:
    return Token(module=MODULE, label="desk")


@pytest.fixture
def made(token: Token) -> NewKey:
    return token.make(bytearray(PIN.encode()))


def signer(token: Token, made: NewKey, *, pin: str | None = PIN, public_key: bytes = b"") -> TokenSigner:
    known = Certified(
        issuer="RKS",
        signer="KSJ2",
        reference="1",
        valid_from=date(2022, 8, 1),
        valid_until=date(2023, 9, 30),
        public_key=public_key or made.public_key,
    )
    return TokenSigner(token, made.key, lambda: None if pin is None else bytearray(pin.encode()), known)


def code_of(held: TokenSigner) -> str:
    """Return why nothing was signed; the sentence says that nothing was recorded."""
    with pytest.raises(SignerError, match=r"othing was recorded\.$") as told:
        held.sign(MESSAGE)
    return told.value.code


def test_it_signs_as_seals_are_signed(token: Token, made: NewKey) -> None:
    held = signer(token, made)
    first, second = held.sign(MESSAGE), held.sign(MESSAGE)
    assert [len(found) for found in (first, second)] == [64, 64]
    assert all(signature.verify(made.public_key, MESSAGE, found) for found in (first, second))
    assert not signature.verify(made.public_key, MESSAGE + b"!", first)
    assert (held.issuer, held.id, held.reference) == ("RKS", "KSJ2", "1")


def test_the_key_cannot_be_read_out_of_the_token(token: Token, made: NewKey) -> None:
    assert (made.place, made.token) == (KeyPlace.TOKEN, "desk")
    with token.session(bytearray(PIN.encode())) as session:
        private, public = token.key(session, made.key)
        assert public == made.public_key
        assert isinstance(private, pkcs11.PrivateKey)
        assert (private[pkcs11.Attribute.SENSITIVE], private[pkcs11.Attribute.EXTRACTABLE]) == (True, False)


def test_a_certificate_is_requested_with_the_key_in_the_token(token: Token, made: NewKey) -> None:
    held = signer(token, made)
    asked = request.write(keys.TokenKey(made.public_key, held.sign), signer="KSJ2")
    known = request.read(asked.encode())
    assert (known.signer, known.public_key) == ("KSJ2", made.public_key)


def test_a_token_that_was_pulled_out_signs_nothing_and_again_once_it_is_back(
    reader: Path, token: Token, made: NewKey
) -> None:
    held = signer(token, made)
    assert len(held.sign(MESSAGE)) == 64
    shutil.move(reader, reader.with_name("pulled-out"))
    reader.mkdir()
    assert [code_of(held), code_of(held)] == ["signer.token-missing"] * 2
    reader.rmdir()
    shutil.move(reader.with_name("pulled-out"), reader)
    assert signature.verify(made.public_key, MESSAGE, held.sign(MESSAGE))


def test_a_wrong_pin_is_never_tried_twice(token: Token, made: NewKey) -> None:
    asked = []
    held = signer(token, made)
    held._secret = lambda: asked.append(1) or bytearray(b"999999")
    assert [code_of(held), code_of(held)] == ["signer.token-pin"] * 2
    assert len(asked) == 1
    assert len(signer(token, made).sign(MESSAGE)) == 64


def test_a_missing_pin_driver_token_and_key_are_each_one_sentence(token: Token, made: NewKey) -> None:
    assert code_of(signer(token, made, pin=None)) == "signer.token-pin-missing"
    assert code_of(signer(Token(module="/nowhere/driver.so", label="desk"), made)) == "signer.module-missing"
    assert code_of(signer(Token(module=MODULE, label="another"), made)) == "signer.token-missing"
    assert code_of(signer(token, made, public_key=keys.public(keys.new()))) == "signer.other-key"
    token.destroy(made.key, bytearray(PIN.encode()))
    assert code_of(signer(token, made)) == "signer.token-key"


def test_one_of_two_keys_is_destroyed_and_the_other_stays(token: Token, made: NewKey) -> None:
    other = token.make(bytearray(PIN.encode()))
    token.destroy(other.key, bytearray(PIN.encode()))
    token.destroy(other.key, bytearray(PIN.encode()))
    assert len(signer(token, made).sign(MESSAGE)) == 64
    assert code_of(signer(token, other)) == "signer.token-key"


def test_two_signers_of_one_token_never_sign_with_each_others_key(token: Token, made: NewKey) -> None:
    other = token.make(bytearray(PIN.encode()))
    first, second = signer(token, made), signer(token, other)
    for _ in range(2):
        for held, key in ((first, made), (second, other), (first, made)):
            assert signature.verify(key.public_key, MESSAGE, held.sign(MESSAGE))

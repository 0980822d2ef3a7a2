"""A desk that moves its signer from a file into a token, with SoftHSM behind PKCS #11."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest

from kbdesk.desk.signer_errors import SignerError
from kbdesk.icao.seal import codec
from kbdesk.icao.seal.verdict import Status

from .keys_desk import PASSPHRASE, SECOND, Desk, furnished

MODULE, PIN = "/usr/lib/softhsm/libsofthsm2.so", b"271828"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose signer lies in a file, and a token in the reader for the next."""
    folder, settings = tmp_path / "tokens", tmp_path / "softhsm2.conf"
    folder.mkdir()
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    words = ["--init-token", "--free", "--label", "desk", "--pin", PIN.decode(), "--so-pin", "31415926"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    with furnished(tmp_path) as made:
        made.certified()
        made.in_token(MODULE, "desk")
        yield made
    pkcs11.lib(MODULE).finalize()


def follow(desk: Desk) -> None:
    asked = desk.keys.request(pin=bytearray(PIN))
    desk.office.admit(asked.pem.encode(), passphrase=PASSPHRASE, at=desk.clock.at)
    desk.imported()


def labels() -> set[str]:
    driver = pkcs11.lib(MODULE)
    driver.reinitialize()
    with driver.get_token(token_label="desk").open(user_pin=PIN.decode()) as session:
        return {found.label for found in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})}


def test_the_next_key_is_made_in_the_token_and_seals_from_there(desk: Desk) -> None:
    old = desk.seal()
    follow(desk)
    rolled = desk.keys.roll(second=SECOND)
    assert (rolled.now.place, rolled.now.token, rolled.destroyed) == ("token", "desk", True)
    assert list(desk.data.glob("signer-*.pem")) == [], "the file of the former is gone"
    seal = desk.seal()
    assert codec.read(seal).header.reference == "2"
    assert [desk.verdict(one).status for one in (old, seal)] == [Status.VALID, Status.VALID]


def test_a_key_of_a_token_is_destroyed_in_it_when_the_next_follows(desk: Desk) -> None:
    follow(desk)
    first = desk.keys.roll(second=SECOND).now
    follow(desk)
    assert len(labels()) == 2
    second = desk.keys.roll(second=SECOND)
    assert (second.destroyed, labels()) == (True, {second.now.key})
    assert first.key not in labels()


def test_a_key_that_could_not_be_destroyed_is_told_and_seals_no_more(desk: Desk, tmp_path: Path) -> None:
    follow(desk)
    desk.keys.roll(second=SECOND)
    row = desk.keys.rows()[-1]
    shutil.move(tmp_path / "tokens", tmp_path / "pulled-out")
    (tmp_path / "tokens").mkdir()
    with pytest.raises(SignerError) as told:
        desk.seal()
    assert told.value.code == "signer.token-missing"
    desk.keys.revoke(reason="the token was lost", second=SECOND)
    assert desk.store.signers.secret(row.key) is None
    assert [str(one.state) for one in desk.keys.rows()] == ["retired", "revoked"]


def test_a_request_without_a_pin_or_with_a_wrong_one_leaves_nothing(desk: Desk) -> None:
    entries = desk.entries()
    for pin, code in ((None, "signer.token-pin-missing"), (bytearray(b"999999"), "signer.token-pin")):
        with pytest.raises(SignerError) as told:
            desk.keys.request(pin=pin)
        assert told.value.code == code
    assert (desk.entries(), labels()) == (entries, set())
    assert desk.keys.request(pin=bytearray(PIN)).key in labels()

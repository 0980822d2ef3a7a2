"""A signer's key in a file: an officer's sign-in opens it, a stolen folder does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kbdesk.desk.keys_ports import NewKey
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.signers import Certified, SignerState
from kbdesk.icao.seal import signature
from kbdesk.icao.trust import keys
from kbdesk.icao.trust.errors import KeyFileError
from kbdesk.store.engine import connect_unkeyed
from kbdesk.store.errors import StoreBroken
from kbdesk.store.migrations import migrate
from kbdesk.store.signer import FileSigner, SignerFile
from kbdesk.store.store import Store, create_store
from tests.store.samples import KEY, machine_now

AT = datetime(2022, 8, 10, 9, tzinfo=UTC)
MESSAGE = b"what a seal says"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, NewKey]:
    """A key in a folder, made once."""
    folder = tmp_path_factory.mktemp("keys")
    return folder, SignerFile.make(folder)


def signer(folder: Path, made: NewKey, *, secret: bytearray | None = None, public_key: bytes = b"") -> FileSigner:
    """Return a signer over a key; its passphrase as made unless another is given."""
    known = Certified(
        issuer="UTO",
        signer="UTDR",
        reference="1",
        valid_from=date(2005, 1, 1),
        valid_until=date(2049, 12, 31),
        public_key=public_key or made.public_key,
    )
    file = SignerFile(folder=folder, key=made.key)
    return FileSigner(file, lambda: bytearray(secret if secret is not None else made.secret), known)


def test_it_signs_r_and_s_side_by_side_the_same_each_time(made: tuple[Path, NewKey]) -> None:
    folder, key = made
    found = signer(folder, key).sign(MESSAGE)
    assert len(found) == 64
    assert found == signer(folder, key).sign(MESSAGE)
    assert signature.verify(key.public_key, MESSAGE, found)
    assert not signature.verify(key.public_key, MESSAGE + b"!", found)


def test_the_file_is_for_its_owner_and_holds_nothing_without_its_passphrase(made: tuple[Path, NewKey]) -> None:
    folder, key = made
    file = SignerFile(folder=folder, key=key.key).path
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED" in file.read_bytes()
    with pytest.raises(KeyFileError):
        keys.load(file.read_bytes())
    assert keys.public(keys.load(file.read_bytes(), bytes(key.secret))) == key.public_key


def test_a_wrong_passphrase_and_a_damaged_file_are_one_sentence(made: tuple[Path, NewKey], tmp_path: Path) -> None:
    folder, key = made
    with pytest.raises(SignerError, match=r"does not open; nothing was recorded") as told:
        signer(folder, key, secret=bytearray(b"another")).sign(MESSAGE)
    assert told.value.code == "signer.file-damaged"
    (tmp_path / f"{key.key}.pem").write_bytes(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nnothing\n")
    with pytest.raises(SignerError, match=r"does not open"):
        signer(tmp_path, key).sign(MESSAGE)


def test_a_missing_file_is_named(made: tuple[Path, NewKey], tmp_path: Path) -> None:
    with pytest.raises(SignerError) as told:
        signer(tmp_path, made[1]).sign(MESSAGE)
    assert (told.value.code, told.value.values) == ("signer.file-missing", {"file": f"{made[1].key}.pem"})


def test_a_key_that_is_not_the_certificates_signs_nothing(made: tuple[Path, NewKey]) -> None:
    folder, key = made
    other = keys.public(keys.new())
    with pytest.raises(SignerError) as told:
        signer(folder, key, public_key=other).sign(MESSAGE)
    assert told.value.code == "signer.other-key"


def test_a_passphrase_that_the_records_lack_is_told(made: tuple[Path, NewKey]) -> None:
    folder, key = made
    known = signer(folder, key)
    known._secret = lambda: None
    with pytest.raises(SignerError) as told:
        known.sign(MESSAGE)
    assert told.value.code == "signer.passphrase-missing"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(
        tmp_path / "data", key=bytearray(KEY), letter="J", desk="2", machine_now=machine_now
    ) as made_store:
        yield made_store


def requested(store: Store, key: str) -> None:
    with store.act(at=AT, officer="a") as act:
        body = {"key": key, "place": "file", "token": "", "signer": "KSJ2", "public_key": "00"}
        act.append("signer.requested", body)
        act.keep_secret(key, bytearray(b"open " + key.encode()))


def certified(store: Store, key: str, *, in_use: bool) -> None:
    body = {"key": key, "signer": "KSJ2", "issuer": "RKS", "reference": "1", "certificate": "00", "in_use": in_use}
    with store.act(at=AT, officer="a") as act:
        act.append("signer.imported", body)


def states(store: Store) -> dict[str, str]:
    return {row.key: str(row.state) for row in store.signers.rows()}


def test_the_register_follows_a_key_from_request_to_retirement(store: Store) -> None:
    requested(store, "one")
    assert states(store) == {"one": "requested"}
    certified(store, "one", in_use=True)
    requested(store, "two")
    requested(store, "three")
    assert states(store) == {"one": "in-use", "two": "withdrawn", "three": "requested"}
    certified(store, "three", in_use=False)
    with store.act(at=AT, officer="a") as act:
        act.append("signer.rolled", {"key": "three", "former": "one"})
        act.drop_secret("one")
    assert states(store) == {"one": "retired", "two": "withdrawn", "three": "in-use"}
    assert (store.signers.secret("one"), store.signers.secret("three")) == (None, bytearray(b"open three"))
    with store.act(at=AT, officer="a") as act:
        act.append("signer.revoked", {"key": "three"})
    assert store.signers.in_state(SignerState.IN_USE) is None
    assert store.rebuild_compare() == ()


def test_an_entry_of_a_key_that_is_not_there_undoes_the_act(store: Store) -> None:
    requested(store, "one")
    entries = store.last_entry()
    with pytest.raises(StoreBroken):
        certified(store, "two", in_use=True)
    assert store.last_entry() == entries
    certified(store, "one", in_use=True)
    assert store.last_entry() == entries + 1


def test_the_sequences_of_a_bundle_only_rise(store: Store) -> None:
    for sequences in ({"trust": 5, "J2": 2}, {"trust": 4}, {"J2": 9}):
        with store.act(at=AT, officer="a") as act:
            act.append("bundle.imported", {"sequences": sequences, "roots": ["ab"]})
    assert store.signers.sequences() == {"trust": 5, "J2": 9}
    assert store.signers.roots() == {b"\xab"}
    assert store.rebuild_compare() == ()


def test_control_a_register_of_keys_that_was_changed_is_named(store: Store) -> None:
    requested(store, "one")
    with store._connection.transaction(lambda _: True) as db:
        db.execute("UPDATE signers SET state = 'in-use'")
    assert store.rebuild_compare() == ("signers",)


def test_step_4_makes_the_registers_of_keys_and_of_trust() -> None:
    db = connect_unkeyed(":memory:")
    migrate(db, to=3)
    before = set(db.table_names())
    migrate(db, to=4)
    assert {"signers", "trust_parts", "trust_roots", "signer_secrets"} <= set(db.table_names()) - before
    db.close()


def test_secrets_stand_in_no_entry_and_survive_a_refill(store: Store) -> None:
    requested(store, "one")
    told = b"".join(store.export(bodies=True))
    assert b"open one" not in told
    assert b'"one"' in told.replace(b'\\"', b'"')
    with store.act(at=AT, officer="a") as act:
        act.refill_registers()
    assert store.signers.secret("one") == bytearray(b"open one")

"""A drill desk's own signer: there from the first day, and given to desks that an older version made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kbdesk.app import drill
from kbdesk.app.clock import StillClock
from kbdesk.app.drill_signer import equip
from kbdesk.app.place import settings_of
from kbdesk.app.seal_signer import SealSigner
from kbdesk.app.sign_in import opened
from kbdesk.app.trust import BundleFile
from kbdesk.cli.joiner import Initialised
from kbdesk.desk.trusted import trusted
from kbdesk.icao.seal import signature
from kbdesk.store.errors import StoreUnavailable
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store
from tests.cheap import CHEAP
from tests.store.test_migrations import frozen

AT = datetime(2022, 8, 10, 9, tzinfo=ZoneInfo("Europe/Belgrade"))
SETTINGS = Settings(crossing="jarinje", desk="2", drill=True)


def signs(data: Path, store: Store) -> bool:
    """Tell whether the desk seals, and believes its own signer."""
    signer = SealSigner(data, SETTINGS, store.signers).current()
    if signer is None:
        return False
    known = trusted(BundleFile(data).read(), store.signers, at=AT).store.find(signer.id, signer.reference)
    assert (signer.issuer, signer.id) == ("UTO", "UTDR")
    assert (signer.valid_from.year, signer.valid_until.year) == (2005, 2049)
    assert known is not None
    return known.trusted and signature.verify(known.public_key, b"a", signer.sign(b"a"))


def test_a_desk_of_the_first_schema_gets_a_signer_and_its_registers_are_what_the_ledger_says(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with frozen(data, 1) as store:
        entries = store.last_entry()
        assert not signs(data, store)
        equip(data, SETTINGS, store, at=AT)
        assert signs(data, store)
        assert store.last_entry() == entries + 3
        assert (store.check().whole, store.rebuild_compare()) == (True, ())


def test_a_desk_that_was_made_without_a_signer_gets_one_at_the_next_opening_and_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(drill, "equip", lambda *_, **__: None)
        made = drill.make(tmp_path / "desk", crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    assert not (made.data / "trust.bundle").exists()
    with _opened(made, reading=True) as store:
        assert not signs(made.data, store), "who only reads changes nothing"
    for _ in range(2):
        with _opened(made) as store:
            assert signs(made.data, store)
            assert len(store.signers.rows()) == 1


def _opened(made: Initialised, *, reading: bool = False) -> Store:
    name, _, password = made.officers[0]
    settings = settings_of(made.data)
    return opened(made.data, settings, StillClock(AT), name, bytearray(password.encode()), reading=reading)


def test_what_fails_half_way_leaves_no_key_and_no_entry_and_works_the_next_time(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with frozen(data, 1) as store:
        entries = store.last_entry()
        blocked = data / ".trust.bundle.new"
        blocked.mkdir()
        with pytest.raises(StoreUnavailable):
            equip(data, SETTINGS, store, at=AT)
        assert (store.last_entry(), list(data.glob("signer-*.pem"))) == (entries, [])
        blocked.rmdir()
        equip(data, SETTINGS, store, at=AT)
        assert signs(data, store)

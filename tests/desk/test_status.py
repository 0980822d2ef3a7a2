"""What became of papers is said to everybody: from the registers into a signed list, over a stick, to a policeman."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kbdesk.app.drill_signer import equip
from kbdesk.app.seal_signer import SealKeys, SealSigner
from kbdesk.app.trust import BundleFile
from kbdesk.desk.handing import Handing
from kbdesk.desk.head_office import HeadOffice
from kbdesk.desk.keys import KeysDesk
from kbdesk.desk.ports import Clock, Press
from kbdesk.desk.status import STRETCH, StatusDesk
from kbdesk.domain.numbers import make
from kbdesk.domain.vocabulary import CorrectionReason, Series, VoidReason
from kbdesk.icao.trust import bundle, status_part, trust_part
from kbdesk.icao.trust.certificate import fingerprint
from kbdesk.icao.trust.errors import RollbackError
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.icao.trust.trust_store import TrustStore
from kbdesk.store.folder_files import FolderFiles
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store, create_store

from .custody_rooms import registration, return_desk
from .papers_desk import Papered, law_with, papered

IN_FORCE, RETURNED, VOID, LOST = ListedState


def keys_desk(data: Path, store: Store, clock: Clock, settings: Settings, *, signer: str) -> KeysDesk:
    return KeysDesk(
        store=store,
        clock=clock,
        officer="officer",
        supervisors=frozenset({"officer", "supervisor"}),
        places=SealKeys(data, settings, store.signers),
        file=BundleFile(data),
        signer=signer,
    )


class Keyed(Papered):
    """Rooms with a signer of their own, as a drill desk has them."""

    @property
    def data(self) -> Path:
        return self.tray.parent / "desk"

    @property
    def settings(self) -> Settings:
        return Settings(crossing="jarinje", desk="2", drill=True)

    signer_name = "UTDR"

    @property
    def keys(self) -> KeysDesk:
        return keys_desk(self.data, self.store, self.clock, self.settings, signer=self.signer_name)

    @property
    def status(self) -> StatusDesk:
        signer = SealSigner(self.data, self.settings, self.store.signers)
        return StatusDesk(store=self.store, clock=self.clock, desk="J2", signer=signer.current)

    def exported(self) -> bytes:
        return self.keys.export(self.status.make())


@pytest.fixture
def desk(tmp_path: Path, press: Press) -> Iterator[Keyed]:
    with papered(tmp_path, press, law_with()) as made:
        rooms = Keyed(**vars(made))
        yield rooms


def equipped(desk: Keyed) -> Keyed:
    equip(desk.data, desk.settings, desk.store, at=desk.clock.now())
    return desk


def carried_to(data: bytes, desk: Keyed) -> TrustStore:
    """Return what somebody believes who has nothing but the bundle."""
    found = bundle.read(data)
    return TrustStore(found, roots=trust_part.authorities(found.trust), at=desk.clock.now())


def listed(store: TrustStore, *papers: str, series: str = "permit") -> list[ListedState | None]:
    found = [store.listed("J2", series, int(paper[2:8])) for paper in papers]
    return [one.state if one else None for one in found]


def test_what_became_of_papers_reaches_whoever_has_the_bundle(desk: Keyed) -> None:
    equipped(desk)
    kept, voided, lost, returned, handed_lost, wrong = (desk.permit(person) for person in range(1, 7))
    before = carried_to(desk.exported(), desk)
    assert (before.faults, listed(before, kept, voided, lost, wrong)) == ((), [IN_FORCE] * 4)
    desk.papers.void(voided, reason=VoidReason.ISSUED_IN_ERROR)
    desk.papers.void(lost, reason=VoidReason.REPORTED_LOST)
    returns = return_desk(desk)
    returns.hand_back(returns.look(returned))
    returns.hand_back(returns.look(handed_lost), Handing(lost_report="KP Leposavić 117/22"))
    right = desk.papers.correct(wrong, {"given_names": "Anka"}, CorrectionReason.TYPED_WRONG).correction.number
    car = registration(desk).number
    desk.clock.at += timedelta(hours=3)
    after = carried_to(desk.exported(), desk)
    states = [IN_FORCE, VOID, LOST, RETURNED, LOST, VOID, IN_FORCE]
    assert listed(after, kept, voided, lost, returned, handed_lost, wrong, right) == states
    assert listed(after, car, series="registration") == [IN_FORCE]
    assert listed(after, make("J", "2", 900)) == [None], "silence is no state"
    assert [age.age for age in after.ages() if age.name == "J2"] == [timedelta(0)]


def test_a_list_taken_back_to_an_earlier_state_is_refused(desk: Keyed) -> None:
    equipped(desk)
    first, second = desk.exported(), desk.exported()
    assert bundle.sequences(bundle.read(first))["J2"] < bundle.sequences(bundle.read(second))["J2"]
    with pytest.raises(RollbackError):
        desk.keys.import_file(first, second="supervisor")
    assert desk.keys.import_file(second, second="supervisor").faults == ()


def test_a_desk_restored_from_an_older_state_does_not_begin_its_sequence_again(desk: Keyed) -> None:
    equipped(desk)
    data = desk.exported()
    with desk.store._connection.transaction(lambda _: True) as db:
        db.execute("DELETE FROM trust_parts WHERE part = 'J2'")
    desk.clock.at += timedelta(seconds=1)
    again = desk.status.make()
    assert status_part.head(again)[1] > bundle.sequences(bundle.read(data))["J2"]


def test_a_desk_whose_clock_stepped_back_still_makes_newer_lists(desk: Keyed) -> None:
    equipped(desk)
    first = bundle.sequences(bundle.read(desk.exported()))["J2"]
    desk.clock.at -= timedelta(days=1)
    assert bundle.sequences(bundle.read(desk.exported()))["J2"] == first + 1


def test_a_desk_without_a_signer_carries_on_what_others_say(desk: Keyed) -> None:
    assert desk.status.make() == b""
    assert bundle.read(desk.exported()).status == ()


def test_the_registers_are_read_in_stretches_that_miss_and_repeat_nothing(desk: Keyed) -> None:
    """A desk may have a million papers: the store's thread is given back after each stretch."""
    count = 2 * STRETCH + 1
    rows = [(make("J", "2", serial), serial, "returned" if serial % 3 else "in-force") for serial in range(count)]
    with desk.store._connection.transaction(lambda _: True) as db:
        db.execute("PRAGMA defer_foreign_keys=ON")
        db.conn.executemany(
            "INSERT INTO permits VALUES (?, ?, '', '', ?, 'permit', 'held', '2022-08-01', '2022-11-01', '')", rows
        )
        gathering, steps = desk.status.gather(), 1
        while gathering.step():
            steps += 1
        db.execute("DELETE FROM permits")
    assert steps == 4
    found = gathering.lists()[Series.PERMIT]
    assert list(found) == [(serial, RETURNED if serial % 3 else IN_FORCE) for serial in range(count)]
    assert not gathering.step()
    assert gathering.lists()[Series.REGISTRATION].through == -1


def test_another_desk_that_imports_the_bundle_knows_what_became_of_each(desk: Keyed, tmp_path: Path) -> None:
    """Two real desks of one head office: Jarinje hands its evening's bundle to Brnjak, by stick."""
    office, at, passphrase = HeadOffice(FolderFiles(tmp_path / "office")), desk.clock.now(), b"correct horse battery"
    office.found(country="KS", zone_country="RKS", name="TEST CSCA", passphrase=passphrase, at=at)
    root = fingerprint(office.part().cscas[0]).hex()
    desk.signer_name = "KSJ2"
    office.admit(desk.keys.request().pem.encode(), passphrase=passphrase, at=at, crossings=("J",))
    desk.keys.import_file(office.bundle(), second="supervisor", fingerprint=root)
    kept, voided, lost, returned = (desk.permit(person) for person in range(1, 5))
    desk.papers.void(voided, reason=VoidReason.ISSUED_IN_ERROR)
    desk.papers.void(lost, reason=VoidReason.REPORTED_LOST)
    returns = return_desk(desk)
    returns.hand_back(returns.look(returned))
    stick = desk.exported()
    with create_store(
        tmp_path / "brnjak", key=bytearray(range(48)), letter="B", desk="1", machine_now=desk.clock.now
    ) as store:
        settings = Settings(crossing="brnjak", desk="1")
        brnjak = keys_desk(tmp_path / "brnjak", store, desk.clock, settings, signer="KSB1")
        assert brnjak.import_file(stick, second="supervisor", fingerprint=root).faults == ()
        known = brnjak.trusted().store
        assert listed(known, kept, voided, lost, returned) == [IN_FORCE, VOID, LOST, RETURNED]

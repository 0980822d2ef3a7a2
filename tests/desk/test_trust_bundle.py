"""The trust bundle as a desk exports and imports it with its own list; a damaged one, and lists that nobody trusts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kbdesk.app.seal_signer import SealSigner
from kbdesk.icao.seal.verdict import Status, SubStatus
from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.errors import RollbackError
from kbdesk.icao.trust.status_list import ListedState, StatusList
from kbdesk.icao.trust.status_part import StatusPart, sign_status_part

from .keys_desk import SECOND, Desk, furnished


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with furnished(tmp_path) as made:
        yield made


def test_an_export_is_an_entry_and_what_another_desk_imports(desk: Desk, tmp_path: Path) -> None:
    desk.certified()
    entries = desk.entries()
    data = desk.keys.export()
    assert desk.entries() == entries + 1
    assert bundle.sequences(bundle.read(data)) == {"trust": 2}
    (tmp_path / "elsewhere").mkdir()
    with furnished(tmp_path / "elsewhere") as other:
        other.keys.import_file(data, second=SECOND, fingerprint=desk.root)
        assert other.verdict(desk.seal()).status is Status.VALID


def test_a_damaged_bundle_stops_nobody_from_sealing_and_the_next_import_mends_it(desk: Desk) -> None:
    desk.certified()
    (desk.data / "trust.bundle").write_bytes(b"garbage")
    assert [fault.code for fault in desk.keys.trusted().faults] == ["trust.bundle-damaged"]
    seal = desk.seal()
    assert desk.verdict(seal).sub_status is SubStatus.UNKNOWN_CERTIFICATE
    desk.imported()
    assert (desk.keys.trusted().faults, desk.verdict(seal).status) == ((), Status.VALID)


def part_of(desk: Desk, sequence: int) -> bytes:
    """Return the status part of this desk, signed by its signer: its paper 4711 was handed back."""
    signer = SealSigner(desk.data, desk.settings, desk.store.signers).current()
    assert signer is not None
    part = StatusPart(
        desk="J2",
        sequence=sequence,
        issued_at=desk.clock.at,
        signer=signer.id,
        reference=signer.reference,
        permits=StatusList.of([(4711, ListedState.RETURNED)]),
        registrations=StatusList(),
    )
    return sign_status_part(part, signer.sign)


def test_the_desks_own_list_travels_with_the_bundle_and_never_goes_back(desk: Desk, tmp_path: Path) -> None:
    desk.certified()
    data = desk.keys.export(part_of(desk, 2))
    assert desk.store.signers.sequences() == {"trust": 2, "J2": 2}
    (tmp_path / "elsewhere").mkdir()
    with furnished(tmp_path / "elsewhere") as other:
        other.keys.import_file(data, second=SECOND, fingerprint=desk.root)
        listed = other.keys.trusted().store.listed("J2", "permit", 4711)
        assert listed is not None
        assert listed.state is ListedState.RETURNED
    entries = desk.entries()
    with pytest.raises(RollbackError):
        desk.keys.export(part_of(desk, 1))
    assert desk.entries() == entries
    desk.keys.export(part_of(desk, 3))
    assert desk.store.signers.sequences()["J2"] == 3


def test_a_list_by_a_signer_that_is_not_trusted_is_left_out_and_told(desk: Desk) -> None:
    desk.certified()
    part = part_of(desk, 2)
    forged = part[:-1] + bytes([part[-1] ^ 1])
    offered = bundle.read(desk.office.bundle())
    done = desk.keys.import_file(bundle.write(replace(offered, status=(forged,))), second=SECOND)
    assert (done.sequences, [fault.code for fault in done.faults]) == ({"trust": 2}, ["trust.status-signature"])
    done = desk.keys.import_file(bundle.write(replace(offered, status=(part,))), second=SECOND)
    assert (done.sequences, done.faults) == ({"trust": 2, "J2": 2}, ())

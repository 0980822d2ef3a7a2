"""Parts of a bundle: kept byte for byte, merged by anyone, turned back by no one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from kbdesk.icao.seal import signature
from kbdesk.icao.trust import bundle, ceremony, status_part, trust_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import BundleError, RollbackError, StatusError, TrustError, TrustPartError
from kbdesk.icao.trust.signed import LARGEST, Envelope
from tests.icao.trust import office

LATER = office.AT + timedelta(days=1)


def newer() -> bytes:
    return office.signed(ceremony.renew(office.opened().part, office.key(), at=LATER))


def altered(data: bytes, **changes: object) -> bytes:
    """Return a part whose body has other values, signed anew by Jarinje's signer."""
    body = msgspec.msgpack.decode(msgspec.msgpack.decode(data)[0]) | changes
    written = msgspec.msgpack.encode(body)
    return msgspec.msgpack.encode((written, signature.sign(office.key(2), written)))


def test_a_bundle_survives_its_file_byte_for_byte() -> None:
    known = office.bundle(None, office.status("J1"), office.status("J2"))
    assert bundle.read(bundle.write(known)) == known
    assert bundle.write(bundle.read(bundle.write(known))) == bundle.write(known)
    assert bundle.read(bundle.write(Bundle())) == Bundle()


def test_a_status_part_survives_its_file() -> None:
    found = status_part.read_status_part(office.status("J2", 7)).part
    assert (found.desk, found.sequence, found.issued_at) == ("J2", 7, office.AT)
    assert (found.signer, found.reference) == ("KSJA", "1")
    assert (found.permits, found.registrations) == (office.PERMITS, office.REGISTRATIONS)


def test_an_instant_of_any_zone_is_signed_as_the_same_instant() -> None:
    belgrade = office.AT.astimezone(timezone(timedelta(hours=2)))
    assert office.status(at=belgrade) == office.status(at=office.AT)
    part = replace(office.opened().part, issued_at=belgrade)
    assert trust_part.read(office.signed(part), roots=office.roots()).issued_at == office.AT


def test_a_trust_part_survives_its_file() -> None:
    part = ceremony.publish(office.opened().part, {"seeds/9999-others.toml": b"\xff\x00"}, at=LATER)
    assert trust_part.read(office.signed(part), roots=office.roots()) == part


def test_what_is_signed_is_never_taken_for_a_seal() -> None:
    for part in (office.status(), office.signed()):
        assert msgspec.msgpack.decode(part, type=Envelope).body[0] != 0xDC


def test_the_newest_of_every_part_is_kept() -> None:
    known = office.bundle(None, office.status("J1", 4), office.status("J2", 2))
    other = office.bundle(None, office.status("B1", 1, number=3), office.status("J2", 3, at=LATER))
    merged = bundle.merge(known, replace(other, trust=newer()))
    assert bundle.sequences(merged) == {"trust": 4, "B1": 1, "J1": 4, "J2": 3}
    assert merged.status == (other.status[0], known.status[0], other.status[1])
    assert bundle.merge(merged, merged) == merged
    assert bundle.merge(Bundle(), known) == bundle.merge(known, Bundle()) == known
    assert bundle.merge(Bundle(), replace(known, trust=b"")) == replace(known, trust=b"")


def test_a_lower_sequence_is_refused() -> None:
    known = office.bundle(ceremony.renew(office.opened().part, office.key(), at=LATER), office.status("J2", 4))
    with pytest.raises(RollbackError) as caught:
        bundle.merge(known, office.bundle(None, office.status("J2", 5)))
    assert caught.value.values == {"part": "CSCA", "offered": "3", "known": "4"}
    with pytest.raises(RollbackError) as caught:
        bundle.merge(known, Bundle(status=(office.status("J1", 1), office.status("J2", 3))))
    assert caught.value.values == {"part": "J2", "offered": "3", "known": "4"}
    assert bundle.merge(known, Bundle(status=(office.status("J2", 5),))).status == (office.status("J2", 5),)


def test_a_carrier_whose_parts_lag_in_places_brings_the_rest() -> None:
    known = office.bundle(None, office.status("J1", 4), office.status("J2", 2))
    other = office.bundle(None, office.status("J1", 3), office.status("J2", 3))
    assert [refusal.values["part"] for refusal in bundle.older(other, bundle.sequences(known))] == ["J1"]
    assert bundle.sequences(bundle.newest(known, other)) == {"trust": 3, "J1": 4, "J2": 3}


def test_sequences_that_were_noted_refuse_a_bundle_put_in_place_of_a_newer() -> None:
    bundle.refuse_older(office.bundle(), {"trust": 3, "J2": 1, "B7": 99})
    with pytest.raises(RollbackError, match="number 3, which is older than 4"):
        bundle.refuse_older(office.bundle(), {"trust": 4})


def test_two_parts_with_one_number_are_not_chosen_between() -> None:
    known = office.bundle(None, office.status("J2", 2))
    with pytest.raises(BundleError) as caught:
        bundle.merge(known, Bundle(status=(office.status("J2", 2, at=LATER),)))
    assert caught.value.values == {"part": "J2", "sequence": "2"}
    with pytest.raises(BundleError, match="different parts of CSCA with the number 3"):
        bundle.merge(known, Bundle(trust=office.signed(replace(office.opened().part, issued_at=LATER))))


def test_a_part_by_the_wrong_key_does_not_come_in() -> None:
    known = office.bundle(None, office.status("J2", 2))
    by_brnjak = office.status("J2", 3, number=3)
    by_nobody = office.status("J2", 3, number=9, signer="KSXX")
    forged = office.status("J2", 3, number=9)
    for part, code in ((by_brnjak, "status-signature"), (forged, "status-signature"), (by_nobody, "signer-unknown")):
        with pytest.raises(StatusError) as caught:
            bundle.merge(known, Bundle(status=(part,)))
        assert caught.value.code == f"trust.{code}"
    stranger = replace(office.opened().part, sequence=9)
    envelope = trust_part.sign_trust_part(stranger, lambda message: signature.sign(office.key(9), message))
    with pytest.raises(TrustPartError, match="not signed by a CSCA that is trusted"):
        bundle.merge(known, Bundle(trust=envelope))
    assert bundle.merge(known, Bundle(status=(office.status("J2", 3),))).status == (office.status("J2", 3),)


def test_a_forged_part_with_a_high_number_stands_in_nobodys_way() -> None:
    poisoned = Bundle(status=(office.status("J2", 2**52, number=9),))
    known = bundle.newest(poisoned, Bundle(trust=office.signed()))
    assert bundle.newest(known, Bundle(status=(office.status("J2", 2),))).status == (office.status("J2", 2),)


def test_a_bundle_has_one_part_a_desk() -> None:
    twice = Bundle(status=(office.status("J2", 1), office.status("J2", 2)))
    with pytest.raises(BundleError, match="two status lists of J2"):
        bundle.read(bundle.write(twice))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no bundle",
        msgspec.msgpack.encode({"kind": "kbdesk-bundle-2", "trust": b"", "status": []}),
        msgspec.msgpack.encode({"kind": "kbdesk-bundle-1", "trust": b"", "status": [], "more": 1}),
        b"\x83\xa4kind\xa1\xff",
    ],
)
def test_what_is_no_bundle_is_told_so(data: bytes) -> None:
    with pytest.raises(BundleError, match="not a bundle"):
        bundle.read(data)


def test_a_bundle_too_large_is_refused_unread() -> None:
    with pytest.raises(BundleError, match="larger than 64 megabytes"):
        bundle.read(bytes(bundle.LARGEST + 1))
    with pytest.raises(StatusError, match="damaged"):
        status_part.head(bytes(LARGEST + 1))


def test_a_bundle_cut_short_is_damaged_and_the_whole_is_not() -> None:
    data = bundle.write(office.bundle())
    assert bundle.read(data)
    for cut in range(0, len(data), 37):
        with pytest.raises(TrustError):
            bundle.read(data[:cut])


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"desk": "j2"}, "?"),
        ({"desk": "J22"}, "?"),
        ({"sequence": 0}, "J2"),
        ({"sequence": 2**53}, "J2"),
        ({"signer": "KS"}, "J2"),
        ({"issued_at": datetime(2022, 8, 1)}, "J2"),  # noqa: DTZ001  # an instant without a zone is the fault
        ({"issued_at": "0001-01-01T00:00:00+14:00"}, "J2"),
        ({"permits": b""}, "J2"),
        ({"kind": "kbdesk-trust-1"}, "?"),
        ({"more": 1}, "?"),
    ],
)
def test_a_damaged_status_part_is_told_so(changes: dict[str, object], part: str) -> None:
    assert status_part.read_status_part(altered(office.status()))
    with pytest.raises(StatusError) as caught:
        status_part.read_status_part(altered(office.status(), **changes))
    assert (caught.value.code, caught.value.values) == ("trust.status-damaged", {"part": part})


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 0},
        {"country": "../.."},
        {"rulebooks": {"../../etc/passwd": b""}},
        {"rulebooks": {"a/b/c": b""}},
        {"issued_at": "2022-08-01T00:00:00"},
        {"cscas": 65 * [b""]},
        {"signers": 5001 * [b""]},
        {"crls": [1]},
    ],
)
def test_a_damaged_trust_part_is_told_so(changes: dict[str, object]) -> None:
    assert trust_part.head(altered(office.signed())) == 3
    with pytest.raises(TrustPartError, match="The trust part is damaged"):
        trust_part.head(altered(office.signed(), **changes))


def test_only_a_desk_can_be_signed_for() -> None:
    with pytest.raises(StatusError, match="A desk is a capital"):
        office.status("Jarinje")

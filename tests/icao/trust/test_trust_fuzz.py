"""Bytes nobody thought of: whatever comes in is read or refused in one sentence, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.trust import (
    bundle,
    certificate,
    crl,
    csca,
    keys,
    request,
    signer_certificate,
    status_list,
    status_part,
    trust_part,
)
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.errors import CODES, TrustError
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.trust import office
from tests.thorough import thorough


def read_trust(data: bytes) -> object:
    return trust_part.read(data, roots=office.roots())


READERS: dict[str, tuple[Callable[[bytes], object], Callable[[], bytes]]] = {
    "bundle": (bundle.read, lambda: bundle.write(office.bundle())),
    "status-part": (status_part.read_status_part, office.status),
    "trust-part": (read_trust, office.signed),
    "status-list": (status_list.unpack, lambda: status_list.pack(office.PERMITS)),
    "signer": (signer_certificate.read, lambda: office.opened().jarinje),
    "csca": (csca.read, lambda: office.opened().csca),
    "crl": (crl.read, lambda: office.opened().part.crls[0]),
    "request": (
        request.read,
        lambda: certificate.from_pem(request.write(office.key(2), signer="KSJA").encode(), "CERTIFICATE REQUEST"),
    ),
    "key": (keys.load, lambda: certificate.from_pem(keys.store(office.key()), "PRIVATE KEY")),
}


@cache
def good(name: str) -> bytes:
    return READERS[name][1]()


def attempt(name: str, data: bytes) -> None:
    """Read some bytes; the only fault there is tells itself in a sentence that has a code."""
    try:
        READERS[name][0](data)
    except TrustError as error:
        assert error.code in CODES
        assert str(error).endswith(".")


@pytest.mark.parametrize("name", READERS)
def test_what_is_damaged_below_is_whole_here(name: str) -> None:
    assert READERS[name][0](good(name))


@given(name=st.sampled_from(sorted(READERS)), data=st.binary(max_size=600))
@thorough
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    attempt(name, data)


@given(name=st.sampled_from(sorted(READERS)), data=st.data())
@thorough
def test_a_good_file_changed_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    changed = bytearray(good(name))
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    attempt(name, bytes(changed)[: data.draw(st.integers(0, len(changed)))] if data.draw(st.booleans()) else changed)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7), at=st.integers(0, 1))
@thorough
def test_no_changed_bit_of_a_part_is_believed(place: int, bit: int, at: int) -> None:
    known = office.bundle()
    part = bytearray((known.trust, known.status[0])[at])
    part[place % len(part)] ^= 1 << bit
    changed = Bundle(trust=bytes(part), status=known.status) if at == 0 else Bundle(trust=known.trust, status=(part,))
    found = TrustStore(changed, roots=office.roots(), at=office.AT)
    assert found.faults
    assert not found.sequences.keys() >= {"trust", "J2"}


@given(certificates=st.lists(st.binary(max_size=200) | st.sampled_from(["signer", "csca", "crl"]), max_size=6))
def test_a_store_of_anything_that_head_office_signed_raises_nothing(certificates: list[bytes | str]) -> None:
    listed = tuple(good(one) if isinstance(one, str) else one for one in certificates)
    part = office.opened().part
    body = {
        "kind": "kbdesk-trust-1", "sequence": 4, "issued_at": office.AT, "country": "RKS",
        "cscas": [*part.cscas, *listed], "signers": listed, "crls": listed, "rulebooks": {}, "crossings": {},
    }  # fmt: skip
    written = msgspec.msgpack.encode(body)
    signed = msgspec.msgpack.encode((written, office.sign(written)))
    found = TrustStore(Bundle(trust=signed), roots=office.roots(), at=office.AT)
    assert found.part is not None
    assert all(fault.code in CODES for fault in found.faults)

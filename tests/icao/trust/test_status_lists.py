"""Two bits a paper: small, exact, and silent where nothing is known."""

from __future__ import annotations

import random
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.trust.errors import StatusError
from kbdesk.icao.trust.status_list import LAST, ListedState, StatusList, pack, unpack
from tests.icao.trust.post import listed as post

LISTED = st.dictionaries(st.integers(0, 60) | st.integers(0, LAST), st.sampled_from(ListedState), max_size=60)


@given(listed=LISTED, index=st.integers(-5, LAST + 5) | st.integers(0, 60))
def test_a_list_says_exactly_what_it_was_told(listed: dict[int, ListedState], index: int) -> None:
    found = unpack(pack(StatusList.of(listed.items())))
    assert found == StatusList.of(sorted(listed.items()))
    assert dict(found) == listed
    assert found.state(index) == listed.get(index)
    assert all(found.state(one) is state for one, state in listed.items())
    assert found.through == max(listed, default=-1)


def test_a_million_permits_of_a_post_take_at_most_160_kilobytes() -> None:
    listed = post(1_000_000)
    found = StatusList.of(listed)
    packed = pack(found)
    assert len(packed) <= 160_000
    assert found.gaps == ((300_000, 300_999), (711_000, 711_999))
    assert unpack(packed) == found
    assert [unpack(packed).state(index) for index, _ in listed[::1999]] == [state for _, state in listed[::1999]]


def test_the_worst_that_can_be_said_of_a_million_permits_takes_two_bits_each() -> None:
    states = random.Random(1).randbytes(250_000)
    assert 250_000 <= len(pack(StatusList(LAST, states))) <= 250_200


@pytest.mark.parametrize(
    "listed", [[(LAST + 1, ListedState.VOID)], [(-1, ListedState.VOID)], 2 * [(4, ListedState.VOID)]]
)
def test_an_index_out_of_range_or_twice_is_refused(listed: list[tuple[int, ListedState]]) -> None:
    with pytest.raises(StatusError, match="from 0 to 999999"):
        StatusList.of(listed)


def packed(through: int, gaps: object = (), states: bytes | None = None, zipped: bytes | None = None) -> bytes:
    states = bytes(through // 4 + 1) if states is None else states
    return msgspec.msgpack.encode((through, gaps, zlib.compress(states) if zipped is None else zipped))


DAMAGED = {
    "nothing": b"",
    "other": msgspec.msgpack.encode({"through": 4}),
    "short": packed(8, states=bytes(2)),
    "long": packed(8, states=bytes(4)),
    "beyond": packed(LAST + 1),
    "below": packed(-2, states=b""),
    "gap-last": packed(8, [(4, 8)]),
    "gap-back": packed(8, [(4, 3)]),
    "gap-order": packed(8, [(4, 5), (1, 2)]),
    "gap-touch": packed(8, [(1, 2), (3, 4)]),
    "torn": packed(8, zipped=zlib.compress(bytes(3))[:-2]),
    "more": packed(8, zipped=zlib.compress(bytes(3)) + b"more"),
    "no-zip": packed(8, zipped=b"states"),
    "bomb": packed(LAST, zipped=zlib.compress(bytes(50_000_000))),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_list_is_told_so(what: str) -> None:
    with pytest.raises(StatusError, match="status list of J2 is damaged"):
        unpack(DAMAGED[what], part="J2")


def test_the_same_list_undamaged_is_read() -> None:
    assert unpack(packed(8, [(1, 2), (4, 5)])).gaps == ((1, 2), (4, 5))
    assert unpack(packed(LAST)).state(LAST) is ListedState.IN_FORCE

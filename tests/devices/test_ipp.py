"""IPP messages: what is written is read again, and whatever bytes come, the reader says no by its own error alone."""

from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.devices.ipp import LARGEST, Group, IppError, Message, Tag, Value, decode, encode, keyword, number, word

# RFC 8010, A.1: the Print-Job request of the standard's own example, its data left out.
STANDARD = bytes.fromhex(
    "0101 0002 00000001 01"
    "47 0012 617474726962757465732d63686172736574 0005 7574662d38"
    "48 001b 617474726962757465732d6e61747572616c2d6c616e6775616765 0005 656e2d7573"
    "45 000b 7072696e7465722d757269 002c"
    "6970703a2f2f7072696e7465722e6578616d706c652e636f6d2f6970702f7072696e742f70696e6574726565"
    "42 0008 6a6f622d6e616d65 0006 666f6f626172"
    "22 0016 6970702d6174747269627574652d666964656c697479 0001 01"
    "02"
    "21 0006 636f70696573 0004 00000014"
    "44 0005 7369646573 0013 74776f2d73696465642d6c6f6e672d65646765"
    "03"
)  # fmt: skip


def test_the_standards_own_example_is_read_and_written_byte_for_byte() -> None:
    message = decode(STANDARD)
    assert (message.version, message.code, message.request) == ((1, 1), 2, 1)
    assert message.of(Group.JOB) == {"copies": number(20), "sides": keyword("two-sided-long-edge")}
    assert message.of(Group.OPERATION)["ipp-attribute-fidelity"] == (Value(Tag.BOOLEAN, True),)
    assert message.of(Group.OPERATION)["job-name"] == word(Tag.NAME, "foobar")
    assert encode(message) == STANDARD


NUMBERS = st.integers(-(2**31), 2**31 - 1)
NAMES = st.text("abcdefghij-", min_size=1, max_size=12)
PLAIN = st.one_of(
    st.builds(Value, st.just(Tag.INTEGER), NUMBERS),
    st.builds(Value, st.just(Tag.ENUM), NUMBERS),
    st.builds(Value, st.just(Tag.BOOLEAN), st.booleans()),
    st.builds(Value, st.just(Tag.RANGE), st.tuples(NUMBERS, NUMBERS)),
    st.builds(Value, st.sampled_from([Tag.NAME, Tag.TEXT, Tag.URI, Tag.KEYWORD]), st.text(max_size=20)),
    st.builds(Value, st.sampled_from([Tag.RESOLUTION, Tag.OCTETS, Tag.NO_VALUE]), st.binary(max_size=9)),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.builds(
        Value,
        st.just(Tag.BEGIN_COLLECTION),
        st.dictionaries(NAMES, st.lists(inner, max_size=2).map(tuple), max_size=2),
    ),
    max_leaves=6,
)
ATTRIBUTES = st.dictionaries(NAMES, st.lists(VALUES, min_size=1, max_size=3).map(tuple), max_size=3)
MESSAGES = st.builds(
    Message,
    code=st.integers(0, 0x7FFF),
    request=NUMBERS,
    groups=st.lists(st.tuples(st.sampled_from(Group), ATTRIBUTES), max_size=3).map(tuple),
    data=st.binary(max_size=30),
)


@given(message=MESSAGES)
def test_what_is_written_is_read_again(message: Message) -> None:
    assert decode(encode(message)) == message


@given(message=MESSAGES, place=st.integers(0, 400), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_message_is_read_or_refused_and_nothing_else(
    message: Message, place: int, byte: int, cut: bool
) -> None:
    data = bytearray(encode(message))
    place %= len(data)
    damaged = bytes(data[:place]) if cut else bytes(data[:place]) + bytes([byte]) + bytes(data[place + 1 :])
    try:
        decode(damaged)
    except IppError:
        return


@given(data=st.binary(max_size=300))
def test_rubbish_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01" + data)
    except IppError:
        return


def test_every_shorter_message_is_refused() -> None:
    for length in range(len(STANDARD)):
        with pytest.raises(IppError, match="ends too early"):
            decode(STANDARD[:length])
    assert decode(STANDARD + b"%PDF").data == b"%PDF", "and what is longer carries data"


def test_as_many_values_as_a_message_can_hold_keep_nobody_waiting() -> None:
    begun = thread_time()
    many = (LARGEST - len(STANDARD)) // 5 - 10
    answer = decode(STANDARD[:-1] + b"\x44\x00\x01x\x00\x00" + b"\x44\x00\x00\x00\x00" * many + b"\x03")
    assert [len(group["x"]) for _, group in answer.groups if "x" in group] == [many + 1]
    assert thread_time() - begun < 5, "a value costs the same wherever it stands"


def test_collections_in_collections_without_end_are_refused() -> None:
    deep = b"\x34\x00\x01x\x00\x00" + b"\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00" * 5000
    with pytest.raises(IppError, match="too deep"):
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + deep)


@pytest.mark.parametrize("value", [Value(Tag.INTEGER, 2**31), Value(Tag.NAME, "x" * 0x8000)])
def test_what_no_message_can_hold_is_not_written(value: Value) -> None:
    with pytest.raises(IppError):
        encode(Message(code=2, groups=((Group.JOB, {"x": (value,)}),)))

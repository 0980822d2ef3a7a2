"""The few rules of DER that profiles are checked by."""

from __future__ import annotations

import pytest

from kbdesk.icao.trust import der
from kbdesk.icao.trust.der import Tag


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 70_000])
def test_what_is_written_is_read(size: int) -> None:
    whole = der.encode(Tag.OCTETS, bytes(size))
    assert der.items(whole + whole) == 2 * (der.Item(Tag.OCTETS, bytes(size), whole),)


@pytest.mark.parametrize("data", ["04", "0401", "048101", "1f0100", "04820001"])
def test_what_is_cut_short_or_tagged_strangely_is_no_value(data: str) -> None:
    assert der.items(bytes.fromhex("0400")) == (der.Item(4, b"", b"\x04\x00"),)
    with pytest.raises(ValueError, match="A value"):
        der.items(bytes.fromhex(data))


def test_bytes_that_name_no_object_have_no_name() -> None:
    assert (der.oid(b""), der.oid(b"\x80"), der.oid(bytes.fromhex("550406"))) == ("", "", "2.5.4.6")

"""Where scans end: silences, STX and ETX, line ends; halves, floods, and seals that hold any byte."""

from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.devices.framing import MOST, Frame, Framer
from kbdesk.domain.scanner import Framing, LineFault
from tests.domain.papers_sealed import permit, sealed_paper

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\rL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def frames(*pieces: bytes, framing: Framing = Framing.AUTO) -> list[bytes | LineFault]:
    framer = Framer(framing)
    for piece in pieces:
        framer.feed(piece)
    return [frame.fault or frame.data for frame in framer.silence()]


@pytest.mark.parametrize(
    ("framing", "sent", "read"),
    [
        (Framing.AUTO, ZONE, [ZONE]),
        (Framing.AUTO, ZONE + b"\r", [ZONE]),
        (Framing.AUTO, b"\x02" + ZONE + b"\x03", [ZONE]),
        (Framing.STX_ETX, b"\x02" + ZONE + b"\x03\r\n", [ZONE]),
        (Framing.CR, ZONE + b"\r\n", [ZONE]),
        (Framing.STX_ETX, b"\x02" + ZONE + b"\x03\x02EJ20047118\x03", [ZONE, b"EJ20047118"]),
        (Framing.AUTO, b"\x02" + ZONE + b"\x03\r\x02EJ20047118\x03\r", [ZONE, b"EJ20047118"]),
        (Framing.AUTO, b"EJ20047118\rEJ20047129\r", [b"EJ20047118", b"EJ20047129"]),
        (Framing.AUTO, b"\x02" + ZONE[:50], [LineFault.HALF]),
        (Framing.STX_ETX, ZONE[50:] + b"\x03", [LineFault.HALF]),
        (Framing.CR, ZONE[:50], [LineFault.HALF]),
        (Framing.AUTO, b"\x02" + ZONE + b"\x03\x02" + ZONE[:30], [ZONE, LineFault.HALF]),
        (Framing.AUTO, b"\r\n", []),
        (Framing.AUTO, b"", []),
    ],
)
def test_a_scan_ends_where_the_scanner_meant_it(framing: Framing, sent: bytes, read: list[bytes | LineFault]) -> None:
    assert frames(sent, framing=framing) == read
    assert frames(*(bytes((byte,)) for byte in sent), framing=framing) == read


@pytest.mark.parametrize("framing", Framing)
def test_a_seal_keeps_every_byte_whatever_frames_it(framing: Framing) -> None:
    seal = sealed_paper(fields=permit(1))
    ended = {
        Framing.AUTO: (seal, seal + b"\r", seal + b"\r\n", b"\x02" + seal + b"\x03"),
        Framing.STX_ETX: (b"\x02" + seal + b"\x03", b"\x02" + seal + b"\x03\r\n"),
        Framing.CR: (seal + b"\r", seal + b"\r\n"),
    }[framing]
    assert [frames(sent, framing=framing) for sent in ended] == [[seal]] * len(ended)


def test_two_seals_that_ran_together_come_apart() -> None:
    one, other = sealed_paper(fields=permit(1)), sealed_paper(fields=permit(2))
    assert b"\x03\x02" in one, "the head of a permit's seal looks like the end of one scan and the beginning of another"
    assert frames(b"\x02" + one + b"\x03\x02" + other + b"\x03") == [one, other]
    assert frames(b"\x02" + one + b"\x03\r\n\x02" + other[:90]) == [one, LineFault.HALF]


def test_a_seal_that_ends_as_a_line_does_is_not_cut() -> None:
    seal = sealed_paper(fields=permit(1))
    for last in (b"\r", b"\n", b"\r\n"):
        odd = seal[: -len(last)] + last
        assert frames(odd) == frames(odd + b"\r") == [odd]


def test_a_flood_is_told_once_and_kept_from_memory() -> None:
    framer = Framer(Framing.AUTO)
    for _ in range(40):
        framer.feed(b"\x00" * 100_000)
        assert len(framer._burst) <= MOST + 1
    assert framer.silence() == (Frame(fault=LineFault.TOO_LONG),)
    framer.feed(ZONE)
    assert framer.silence() == (Frame(data=ZONE),)


def test_as_many_scans_as_a_burst_can_hold_keep_nobody_waiting() -> None:
    begun = thread_time()
    assert frames(b"\x02A\x03" * (MOST // 3)) == [LineFault.TOO_LONG]
    assert len(frames(b"\x02\xdc" + b"\x03\x02" * (MOST // 2 - 2))) == 1
    assert thread_time() - begun < 3, "a scan costs the same wherever it stands"


def test_more_scans_at_once_than_a_hand_makes_are_no_scans() -> None:
    one = b"\x02EJ20047118\x03"
    assert frames(one * 16) == [b"EJ20047118"] * 16
    assert frames(one * 17) == [LineFault.TOO_LONG]


@given(st.lists(st.binary(max_size=40), max_size=8), st.sampled_from(Framing))
def test_whatever_comes_in_is_cut_into_scans_or_told(pieces: list[bytes], framing: Framing) -> None:
    framer = Framer(framing)
    for piece in pieces:
        framer.feed(piece)
    made = framer.silence()
    assert not framer.pending
    assert all(bool(frame.data) != (frame.fault is not None) for frame in made)
    assert bool(made) == bool(b"".join(pieces).strip(b"\r\n"))


@given(st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=1, max_size=90), min_size=1, max_size=5))
def test_framed_scans_that_ran_together_come_apart_whole(scans: list[str]) -> None:
    sent = b"".join(b"\x02" + scan.encode() + b"\x03" for scan in scans)
    assert frames(sent) == [scan.encode() for scan in scans]

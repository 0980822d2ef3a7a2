"""The parsers that are fuzzed, and what each promises of any bytes at all: to read them, or its own error, or a fault.

A parser here takes bytes and tells whether it read them. It raises nothing but what is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from kbdesk.app import carried
from kbdesk.desk import passage_file
from kbdesk.devices import ipp, portrait
from kbdesk.devices.framing import Framer
from kbdesk.domain.portrait import PortraitError
from kbdesk.domain.scanner import Framing
from kbdesk.icao import mrz
from kbdesk.icao.errors import MrzError
from kbdesk.icao.seal import verdict
from kbdesk.icao.seal.signers import KnownSigner
from kbdesk.icao.seal.verdict import Status, SubStatus
from kbdesk.icao.trust import bundle, crl, csca, request, signer_certificate, status_list
from kbdesk.icao.trust.errors import CODES, TrustError
from kbdesk.rulebook.faults import RulebookError
from kbdesk.rulebook.shelf import Shelf

_NOON: Final = datetime(2022, 8, 10, 12, tzinfo=ZoneInfo("Europe/Belgrade"))
_TODAY: Final = _NOON.date()
_MOST_PIXELS: Final = 1 << 14
"""Of a picture that is decoded whole: larger ones would take most of the run."""


class _Noon:
    def now(self) -> datetime:
        return _NOON


class _Nobody:
    def find(self, signer: str, reference: str) -> KnownSigner | None:  # noqa: ARG002 - whoever it is
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A parser. `share` of a thousand executions are its own; none is longer than `longest` bytes."""

    read: Callable[[bytes], bool]
    share: int
    longest: int


def _zone(data: bytes) -> bool:
    """A zone as scanned; what was read says the same when it is read again."""
    try:
        found = mrz.read(data.decode("utf-8", "surrogateescape"), today=_TODAY)
    except MrzError as error:
        assert error.code
        return False
    again = mrz.read("\n".join(found.lines), today=_TODAY)
    assert again == found
    return found.valid


def _seal(data: bytes) -> bool:
    """A seal as its bytes; nobody's signature is tried."""
    found = verdict.verify(data, definitions=carried.definitions(), signers=_Nobody(), on=_TODAY)
    assert found.status is Status.INVALID
    if found.seal is None:
        assert found.reason.endswith(".")
        return False
    assert data.startswith(found.seal.signed) and data.endswith(found.seal.signature)
    return found.sub_status is SubStatus.UNKNOWN_CERTIFICATE


def _rulebook(data: bytes) -> bool:
    """A book as its text, with the reference data it names."""
    try:
        shelf = Shelf.read({"a.toml": data.decode("utf-8", "replace")}, carried.reference())
    except RulebookError as error:
        assert error.faults and all(fault.file == "a.toml" and fault.reason for fault in error.faults)
        return False
    shelf.in_force(_NOON)
    return True


def _bundle(data: bytes) -> bool:
    """A trust bundle, no signature tried; its parts written down again are the same parts."""
    try:
        found = bundle.read(data)
    except TrustError as error:
        assert error.code in CODES and str(error).endswith(".")
        return False
    assert bundle.read(bundle.write(found)) == found
    return True


def _passage(data: bytes) -> bool:
    """A passage file; what was read has a card."""
    try:
        found = passage_file.read(data.decode("utf-8", "replace"), draft_id="0" * 16, clock=_Noon())
    except passage_file.PassageFileError as error:
        assert str(error)
        return False
    assert found.cards()
    return True


def _picture(data: bytes) -> bool:
    """The head of a JPEG or PNG file, and the whole of a small one."""
    try:
        with portrait._picture(data) as picture:
            small = picture.width * picture.height <= _MOST_PIXELS
        if small:
            shown = portrait.Pictures().look(data)
            assert len(shown.pixels) == shown.width * shown.height * 3
    except PortraitError as error:
        assert error.code.startswith("portrait.")
        return False
    return True


def _control(data: bytes) -> bool:
    """No parser of ours: one with a fault, three bytes deep, that fuzzing has to find."""
    assert not (data[:1] == b"\xdc" and data[1:2] == b"\x03" and data[2:3] == b"\x7f")
    return bool(data)


CONTROL: Final = "control"


def _certificate(data: bytes) -> bool:
    """A certificate of an authority or a signer, a revocation list or a request, in DER; no signature is believed."""
    read = False
    for reader in (csca.read, signer_certificate.read, crl.read, request.read):
        try:
            reader(data)
        except TrustError as error:
            assert error.code in CODES
        else:
            read = True
    return read


def _list(data: bytes) -> bool:
    """A status list as it stands in a part of a bundle; packed again and unpacked it says the same."""
    try:
        found = status_list.unpack(data)
    except TrustError as error:
        assert error.code in CODES
        return False
    assert status_list.unpack(status_list.pack(found)) == found
    return True


def _answer(data: bytes) -> bool:
    """A printer's answer; what is written of it is read as the same, if its values are no longer than ours may be."""
    try:
        found = ipp.decode(data)
        written = ipp.encode(found)
    except ipp.IppError as error:
        assert str(error)
        return False
    assert ipp.decode(written) == found
    return True


def _line(data: bytes) -> bool:
    """What a serial scanner sends between two silences, its first byte for how scans are framed."""
    framer = Framer(tuple(Framing)[data[0] % len(Framing)] if data else Framing.AUTO)
    framer.feed(data[1:])
    made = framer.silence()
    assert not framer.pending
    assert all(bool(frame.data) != (frame.fault is not None) for frame in made)
    return any(frame.data for frame in made)


PARSERS: Final = {
    "zone": Parser(read=_zone, share=270, longest=600),
    "seal": Parser(read=_seal, share=270, longest=600),
    "certificate": Parser(read=_certificate, share=60, longest=1_000),
    "bundle": Parser(read=_bundle, share=60, longest=2_000),
    "list": Parser(read=_list, share=80, longest=600),
    "answer": Parser(read=_answer, share=120, longest=1_000),
    "line": Parser(read=_line, share=60, longest=800),
    "picture": Parser(read=_picture, share=50, longest=2_000),
    "passage": Parser(read=_passage, share=20, longest=1_500),
    "rulebook": Parser(read=_rulebook, share=10, longest=4_000),
    CONTROL: Parser(read=_control, share=0, longest=8),
}
"""By name. The control has no share: it is tried first, and a run that misses its fault is worth nothing."""

"""A real printer that is spoken to under encryption: it is the one whose certificate is trusted, or nothing is said."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from kbdesk.desk.ports import NotTakenError
from kbdesk.devices.ipp_printer import IppPrinter
from kbdesk.devices.ipp_road import Address, RoadError, certificate
from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import PaperKind
from tests.printing_room import QUICK, PrinterRoom, free_port, pages

pytestmark = pytest.mark.xdist_group("printer")

SHEET = (210.0, 297.0)
PERMIT = Printed(kind=PaperKind.PERMIT, number="J20000012", pdf=pages(1), sha256="4" * 64, pages=(SHEET,))


def encrypted(room: PrinterRoom) -> str:
    return room.address.text.replace("ipp://", "ipps://")


def shown_by(room: PrinterRoom) -> str:
    """Return the hash of its certificate, which the printer makes when it is first asked."""
    return certificate(Address(encrypted(room)), patience=20.0)


def test_a_paper_goes_to_the_printer_whose_certificate_is_trusted_and_to_no_other(printer_room: PrinterRoom) -> None:
    shown = shown_by(printer_room)
    trusted = Address(f"{encrypted(printer_room)}#sha256={shown}")
    IppPrinter(trusted, patience=QUICK).put(PERMIT, "one")
    assert printer_room.tray() == [PERMIT.pdf]
    assert "Starting HTTPS session" in (printer_room.folder / "log").read_text("utf-8")
    other = replace(trusted, text=f"{encrypted(printer_room)}#sha256={'0' * 64}")
    for address in (other, Address(encrypted(printer_room))):
        with pytest.raises(NotTakenError) as error:
            IppPrinter(address, patience=QUICK).put(replace(PERMIT, sha256="5" * 64), "two")
        assert error.value.code == "printer.stranger"
    assert len(printer_room.tray()) == 1


def test_a_printer_with_a_certificate_made_anew_is_a_stranger(printer_room: PrinterRoom) -> None:
    before = shown_by(printer_room)
    printer_room.switch_off()
    shutil.rmtree(printer_room.folder / "certificates")
    printer_room.switch_on()
    assert shown_by(printer_room) != before
    with pytest.raises(NotTakenError) as error:
        IppPrinter(Address(f"{encrypted(printer_room)}#sha256={before}"), patience=QUICK).look()
    assert error.value.code == "printer.stranger"


def test_where_nobody_answers_there_is_no_certificate() -> None:
    with pytest.raises(RoadError):
        certificate(Address(f"ipps://localhost:{free_port()}/ipp/print"))


@pytest.mark.parametrize(
    "text", ["ipp://host/x#sha256=" + "0" * 64, "ipps://host/x#sha256=0", "ipps://host/x#md5=0", "ipps:///x"]
)
def test_what_is_after_the_address_is_a_hash_or_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Address(text)


def test_an_encrypted_address_is_named_to_the_printer_without_its_hash() -> None:
    address = Address("ipps://10.0.0.5/ipp/print#sha256=" + "a" * 64)
    assert (address.uri, address.host, address.pin) == ("ipps://10.0.0.5/ipp/print", ("10.0.0.5", 631), "a" * 64)

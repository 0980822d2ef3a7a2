"""The printers' part of the Devices page: chosen by who may, kept, looked at, tried out with a real printer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.devices.dns_sd import announced_printers
from kbdesk.devices.ipp_road import Address, certificate
from kbdesk.domain.printers import FoundPrinter, FoundPrinters, Role
from kbdesk.store import settings
from kbdesk.ui.devices.printer_part import PrinterPart
from kbdesk.ui.devices.trusting import Trusting, spelled_hash
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.main_window import MainWindow
from tests.printing_room import LETTER, PrinterRoom, free_port, until
from tests.ui.samples import busy

from .opening import open_part

pytestmark = pytest.mark.xdist_group("printer")


@pytest.fixture
def printer(started_printer: PrinterRoom) -> PrinterRoom:
    started_printer.switch_on()
    return started_printer


def test_a_printer_is_kept_looked_at_and_tried_out_at_once(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    assert part._mark.shape is Shape.NOTE
    part.first.set_value(printer.address.text)
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.OK)
    assert settings.read(data).printer_paper == printer.address.text
    assert part.state.text() == "KB Laser: ready"
    assert part.media.text() == "In the trays: 210 × 297 mm"
    part.try_out.click()
    qtbot.waitUntil(lambda: len(printer.tray()) == 1)
    assert window.view is not None
    qtbot.waitUntil(lambda: not window.view.printing.busy)
    printer.switch_on(LETTER, alone=True)
    part.look()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.WARN)
    assert part.state.text().startswith("KB Laser: The printer has no paper of the size A4.")


def test_a_printer_that_announces_itself_is_offered_by_name_and_place_and_kept_by_its_address(
    printer: PrinterRoom,
    signed_in: Callable[..., MainWindow],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", printer.environment["DBUS_SYSTEM_BUS_ADDRESS"])
    printer.switch_off()
    own = replace(printer, announced=True, port=free_port())
    own.switch_on()
    until(lambda: any(str(own.port) in found.address for found in announced_printers()), "the printer is found")
    part = open_part(signed_in(officer="supervisor"), PrinterPart)
    offered = part.first.editor
    at = f"127.0.0.1:{own.port}"
    try:
        assert not any(at in offered.itemText(row) for row in range(offered.count())), "nobody has asked the network"
        part.again.click()
        qtbot.waitUntil(lambda: any(at in offered.itemText(row) for row in range(offered.count())))
        (text,) = (found for row in range(offered.count()) if at in (found := offered.itemText(row)))
        assert text.startswith("KB Laser") and part.unasked.isHidden()
        offered.setCurrentText(text)
        part.keep.click()
        qtbot.waitUntil(lambda: part._mark.shape is Shape.OK)
        assert settings.read(data).printer_paper == own.address.text.replace("localhost", "127.0.0.1")
    finally:
        own.switch_off()


def test_where_the_network_cannot_be_asked_it_is_told_and_an_address_is_typed_as_before(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("PATH", "")
    part = open_part(signed_in(officer="supervisor"), PrinterPart)
    assert part.unasked.isHidden()
    part.again.click()
    qtbot.waitUntil(lambda: "avahi-utils" in part.unasked.text())
    assert not part.unasked.isHidden()
    part.first.set_value(printer.address.text)
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.OK)


def test_papers_are_drawn_while_the_network_is_searched(
    signed_in: Callable[..., MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    search = tmp_path / "avahi-browse"
    search.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nwhile [ ! -e {tmp_path}/answer ]; do sleep 0.02; done\n")
    search.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    part.again.click()
    qtbot.waitUntil((tmp_path / "asked").exists)
    drawn = list[int]()
    window._press.run(lambda: 1, drawn.append)
    qtbot.waitUntil(lambda: drawn == [1])
    (tmp_path / "answer").touch()
    window._devices.settle()


def test_a_printer_that_is_off_is_told_with_its_time(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    part = open_part(signed_in(officer="supervisor"), PrinterPart)
    part.first.set_value(f"ipp://localhost:{free_port()}/ipp/print")
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.STOP)
    qtbot.waitUntil(lambda: "does not answer" in part.fault.text())
    part.first.set_value(printer.address.text)
    part.keep.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.OK)
    assert part.fault.isHidden()


def test_the_last_fault_is_kept_with_its_time_until_a_paper_lies_there(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    settings.write(data, replace(settings.read(data), printer_paper=printer.address.text))
    printer.does("abort")
    window = signed_in()
    part = open_part(window, PrinterPart)
    part.try_out.click()
    qtbot.waitUntil(lambda: "gave the job up" in part.fault.text())
    window.close()
    kept = settings.read(data).printer_paper_fault
    assert "printer.aborted" in kept
    day_before = f"2022-08-09{kept[10:]}"
    settings.write(data, replace(settings.read(data), printer_paper_fault=day_before))
    part = open_part(signed_in(), PrinterPart)
    assert part.fault.text().startswith("Last, 9 Aug 2022, "), "another program remembers it"
    printer.does("")
    part.try_out.click()
    qtbot.waitUntil(part.fault.isHidden)
    assert settings.read(data).printer_paper_fault == ""


def test_an_encrypted_printer_is_kept_with_the_certificate_that_somebody_compared(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    typed = printer.address.text.replace("ipp://", "ipps://")
    shown = certificate(Address(typed), patience=20.0)

    def asked() -> Trusting | None:
        return next((one for one in window.findChildren(Trusting) if one.isVisible()), None)

    for answer in ("leave", "trust"):
        part.first.set_value(typed)
        part.keep.click()
        qtbot.waitUntil(lambda: asked() is not None)
        dialog = asked()
        assert dialog is not None
        assert spelled_hash(shown) in [words.text() for words in dialog.findChildren(Paragraph)]
        assert settings.read(data).printer_paper == "", "nothing is kept before the answer, nor without it"
        getattr(dialog, answer).click()
        qtbot.waitUntil(lambda: asked() is None)
    qtbot.waitUntil(lambda: part._mark.shape is Shape.OK)
    assert settings.read(data).printer_paper == f"{typed}#sha256={shown}"
    printer.switch_off()
    shutil.rmtree(printer.folder / "certificates")
    printer.switch_on()
    assert certificate(Address(typed), patience=20.0) != shown
    part.look()
    qtbot.waitUntil(lambda: "another certificate" in part.fault.text())


def test_what_is_no_address_is_told_and_nothing_is_kept(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    part.first.set_value("laser")
    part.keep.click()
    assert window.view is not None
    qtbot.waitUntil(lambda: "address" in window.view.form.banner.sentence)
    assert settings.read(data).printer_paper == ""


def test_an_officer_looks_and_tries_out_and_chooses_nothing(
    signed_in: Callable[..., MainWindow], data: Path
) -> None:
    settings.write(data, replace(settings.read(data), printer_label=f"ipp://localhost:{free_port()}/printers/KB"))
    window = signed_in()
    part = open_part(window, PrinterPart)
    with busy(window._devices):
        for role in (Role.LABEL, Role.PAPER):
            part.role.editor.setCurrentIndex(part.role.editor.findData(str(role)))
    assert part.fault.isHidden(), "what the labels' printer says, or does not, is no word about the papers'"
    assert not part.keep.isEnabled()
    assert part.who.isVisible()
    assert part.who.text() == "Printers are chosen by a supervisor or administrator."
    assert part.try_out.isEnabled()


def test_a_label_is_shown_to_go_to_the_papers_printer_where_it_has_none_of_its_own(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    settings.write(data, replace(settings.read(data), printer_paper=printer.address.text))
    part = open_part(signed_in(), PrinterPart)
    part.role.editor.setCurrentIndex(part.role.editor.findData(str(Role.LABEL)))
    qtbot.waitUntil(lambda: part.state.text() == "KB Laser: ready")
    assert part.first.value() == "", "it has none of its own"


def test_printers_are_not_changed_while_a_paper_is_on_its_way(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    settings.write(data, replace(settings.read(data), printer_paper=printer.address.text))
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    printer.does("empty")
    part.try_out.click()
    assert window.view is not None
    qtbot.waitUntil(lambda: window.view.printing.busy)
    part.first.set_value("")
    part.keep.click()
    qtbot.waitUntil(lambda: "Nothing was changed" in window.view.form.banner.sentence)
    assert settings.read(data).printer_paper == printer.address.text
    printer.mend()
    until(lambda: not window.view._session.print_progress().busy, "the sheet lies there")
    part.keep.click()
    window.store.settle()
    assert settings.read(data).printer_paper == printer.address.text, "nor before what it said is taken note of"
    qtbot.waitUntil(lambda: not window.view.printing.busy)
    window.store.settle()
    part.first.set_value("")
    part.keep.click()
    qtbot.waitUntil(lambda: settings.read(data).printer_paper == "")


def test_what_was_written_into_the_settings_meanwhile_stays(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    window = signed_in(officer="supervisor")
    part = open_part(window, PrinterPart)
    settings.write(data, replace(settings.read(data), scan_folder="/scans"))
    part.first.set_value(f"ipp://localhost:{free_port()}/ipp/print")
    part.keep.click()
    qtbot.waitUntil(lambda: settings.read(data).printer_paper != "")
    assert settings.read(data).scan_folder == "/scans"


def test_an_address_that_was_spoiled_by_hand_is_told_and_mended_at_the_window(
    printer: PrinterRoom, signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    settings.write(data, replace(settings.read(data), printer_paper="laser"))
    window = signed_in(officer="supervisor")
    assert window.view is not None
    qtbot.waitUntil(lambda: "wrong address" in [fact.value for fact in window.view.form.header._facts])
    part = open_part(window, PrinterPart)
    part.first.set_value(printer.address.text)
    part.keep.click()
    qtbot.waitUntil(lambda: "ready: KB Laser" in [fact.value for fact in window.view.form.header._facts])
    assert settings.read(data).printer_paper == printer.address.text


def test_a_queue_is_called_by_its_name_and_what_is_being_typed_stays(
    signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot
) -> None:
    queue = FoundPrinter(name="Office", address=f"ipp://localhost:{free_port()}/printers/KB")
    settings.write(data, replace(settings.read(data), printer_paper=queue.address))
    part = open_part(signed_in(officer="supervisor"), PrinterPart)
    qtbot.waitUntil(lambda: part._mark.shape is Shape.STOP)
    assert part.state.text() == queue.address, "the control: nobody has told its name"
    part.second.set_value("ipp://other/x")
    part._on_found(FoundPrinters(printers=(queue,)))
    assert part.state.text() == "Office"
    assert (part.first.value(), part.first.editor.currentText()) == (queue.address, "Office")
    assert part.second.value() == "ipp://other/x"

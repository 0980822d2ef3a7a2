"""The desk as the window sees it: a data folder before anyone has signed in, and the session after."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbdesk.app import carried
from kbdesk.app.clock import DrillClock, machine_now
from kbdesk.app.place import clock_of, post_of, settings_of
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.post import Post
from kbdesk.domain.printers import OF_QT, FoundPrinters, LastFault, PrinterLook, Role, unpinned
from kbdesk.domain.scanner import FoundPort, ScannerLine
from kbdesk.store import settings as machine
from kbdesk.store.errors import StoreError
from kbdesk.ui.desk import Heard, OfficerRow, Preferences, ScanFiles, Scanner, Session
from kbdesk.ui.kit.looks import Looks, read_looks
from kbdesk.ui.kit.tokens import Style

if TYPE_CHECKING:
    from kbdesk.app.window_session import WindowSession
    from kbdesk.desk.ports import Clock, PrinterError
    from kbdesk.domain.typed_scan import TypedScans, Wiring
    from kbdesk.rulebook.law import Law
    from kbdesk.store.store import Store


class DeskAtWindow:
    """A desk before anyone has signed in."""

    def __init__(self, data: Path, at: datetime | None = None, *, since: datetime | None = None) -> None:
        """Read the settings of a data folder. `at` sets a drill desk's clock, which runs on from there.

        `since` is when it was set. Raises `kbdesk.store.errors.StoreError`, `ValueError` for one set on a real desk.
        """
        self.data = data
        self._settings = settings_of(data)
        clock_of(self._settings, at)
        self.clock: Clock = clock_of(self._settings) if at is None else DrillClock(since or machine_now(), begins=at)
        self.post: Post = post_of(self._settings)
        self._law: Law | None = None

    @property
    def catalogs(self) -> Catalogs:
        """The words in the four languages."""
        return carried.catalogs()

    @property
    def looks(self) -> Looks:
        """Sheet, faces and drawings."""
        return read_looks(carried.folder())

    @property
    def version(self) -> str:
        """The program's version."""
        from importlib.metadata import version

        return version("kbdesk")

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key or the mouse the window locks."""
        return self._settings.idle_minutes

    def look_again(self) -> None:
        """Read the settings again; a fault of them is told by whoever signs in."""
        with suppress(StoreError):
            self._settings = settings_of(self.data)
        self._law = None

    @property
    def preferences(self) -> Preferences:
        """What was last kept."""
        style = Style(self._settings.style) if self._settings.style in tuple(Style) else Style.LIGHT
        return Preferences(language=self._settings.language, style=style, scale=self._settings.scale)

    def keep(self, preferences: Preferences) -> None:
        """Keep preferences for the next start."""
        self._change(language=preferences.language, style=str(preferences.style), scale=preferences.scale)

    def typed_scans(self) -> TypedScans:
        """Return what reads a scanner that is a keyboard, by the layouts that were found of it."""
        from kbdesk.domain.typed_scan import TypedScans, Wiring

        known, kept = carried.keyboards(), self._settings
        names = kept.scanner_layout, kept.keyboard_layout
        scanner, machine = (name if name in known else "" for name in names)
        return TypedScans(known, Wiring(scanner=scanner, machine=machine))

    def keep_wiring(self, wiring: Wiring) -> None:
        """Keep the layouts that were found of a scanner and of this machine."""
        self._change(scanner_layout=wiring.scanner, keyboard_layout=wiring.machine)

    @property
    def scan_folder(self) -> str:
        """The folder into which a flatbed scanner puts its pictures, empty for none."""
        return self._settings.scan_folder

    def keep_scan_folder(self, folder: str) -> None:
        """Keep which folder that is."""
        self._change(scan_folder=folder)

    def scan_files(self) -> ScanFiles | None:
        """Return what looks into that folder, None where none is set."""
        from kbdesk.devices.scan_folder import ScanFolder

        return ScanFolder(Path(self.scan_folder)) if self.scan_folder else None

    @property
    def scanner_line(self) -> ScannerLine:
        """Which scanner on a serial line this machine has."""
        kept = self._settings
        return ScannerLine(port=kept.scanner_port, framing=kept.scanner_framing, speed=kept.scanner_speed)

    def keep_scanner(self, line: ScannerLine) -> None:
        """Keep which scanner this machine has."""
        self._change(scanner_port=line.port, scanner_framing=line.framing, scanner_speed=line.speed)

    def scanner(self, heard: Heard) -> Scanner:
        """Return what listens to that scanner once it is started."""
        from kbdesk.devices.scanner import SerialScanner

        return SerialScanner(self.scanner_line, heard)

    def scanner_ports(self) -> Sequence[FoundPort]:
        """Return the serial ports of this machine."""
        from kbdesk.devices.scanner import found_ports

        return found_ports()

    def printers_of(self, role: Role) -> tuple[str, str]:
        """Return the addresses that were kept for a role's printer and its second."""
        first, second = (getattr(self._settings, f"printer_{role}{rank}") for rank in ("", "_second"))
        return first, second

    def keep_printers(self, role: Role, first: str, second: str) -> None:
        """Keep a role's printers. Raises `PrinterError` for what is no address."""
        from kbdesk.app.printers import require_addresses

        require_addresses(first, second)
        named: dict[str, Any] = {f"printer_{role}": first, f"printer_{role}_second": second}
        self._change(**named, **{f"printer_{role}_fault": ""})

    def pinned(self, address: str) -> str:
        """Return a printer's address with the certificate shown there, where it is one that is to have one.

        Any thread but the window's. Raises `PrinterError` where nobody answers.
        """
        from kbdesk.devices.ipp_road import Address, RoadError, certificate
        from kbdesk.devices.printer_faults import not_taken
        from kbdesk.domain.printers import Fault

        try:
            asked = Address(address)
            return f"{address}#sha256={certificate(asked)}" if unpinned(address) else address
        except ValueError:
            return address
        except RoadError as error:
            raise not_taken(Fault.OFFLINE) from error

    def printer_fault(self, role: Role) -> LastFault | None:
        """Return what kept the last paper of a role from lying there, None once one lay there."""
        return LastFault.read(getattr(self._settings, f"printer_{role}_fault"))

    def note_fault(self, role: Role, error: PrinterError | None) -> None:
        """Keep what kept a paper from lying there, or that one does; a disk that fails keeps nothing from going on."""
        told = "" if error is None else str(LastFault(code=error.code, at=self.clock.now(), values=error.values))
        if told or getattr(self._settings, f"printer_{role}_fault"):
            with suppress(StoreError):
                self._change(**{f"printer_{role}_fault": told})

    def look_at_printer(self, address: str) -> PrinterLook:
        """Return what a printer says of itself (any thread but the window's). Raises `PrinterError`."""
        from kbdesk.app.printers import address_of

        if address.startswith(OF_QT):
            from kbdesk.ui.qt_printer import look_at

            return look_at(address.removeprefix(OF_QT))
        from kbdesk.devices.ipp_printer import IppPrinter, Patience

        return IppPrinter(address_of(address), patience=Patience(answer=2.0)).look()

    def found_printers(self, *, network: bool) -> FoundPrinters:
        """Return this machine's queues, or what announces itself in the network (any thread but the window's)."""
        from kbdesk.devices.dns_sd import DnsSdError, announced_printers
        from kbdesk.devices.printer_search import found_printers

        try:
            return FoundPrinters(printers=announced_printers() if network else found_printers())
        except DnsSdError as error:
            return FoundPrinters(fault=error.code)

    def _change(self, **kept: Any) -> None:
        """Keep some settings; what somebody wrote into the file since it was read stays there."""
        from kbdesk.app.obeying import still

        found = settings_of(self.data)
        self._settings = replace(still(found, self._settings), **kept)
        machine.write(self.data, replace(found, **kept))

    def officers(self) -> Sequence[OfficerRow]:
        """Return who may sign in, with their passwords on a drill desk."""
        from kbdesk.app.drill_passwords import passwords
        from kbdesk.store import slots

        known = passwords(self.data) if self._settings.drill else {}
        found = slots.officers(self.data / slots.FILE)
        return [OfficerRow(name=o.name, role=o.role, password=known.get(o.name, "")) for o in found]

    def rules_from(self, at: datetime) -> datetime | None:
        """Return since when the rules in force at an instant hold; None while there are none."""
        if self._law is None:
            self._law = carried.law(self._settings.shelf)
        return self._law.last_change(at)

    def sign_in(self, name: str, password: bytearray, own: bytearray | None = None) -> Session:
        """Open the store for an officer, on the thread that will own it, who may bring a password of their own."""
        from kbdesk.app.sign_in import opened
        from kbdesk.store.wiping import wipe

        former = bytearray(password)
        try:
            store = opened(self.data, self._settings, self.clock, name, password, renewing=own is not None)
            session = self._joined(store, name)
            try:
                if own is not None:
                    session.officers.change_password(own, password=former)
            except BaseException:
                session.close()
                raise
            return session
        finally:
            wipe(former, own or bytearray())

    def _joined(self, store: Store, name: str) -> WindowSession:
        """Join the rooms over an open store, and go by the settings that its records say are in force."""
        from kbdesk.app.window_session import WindowSession

        session = WindowSession(data=self.data, settings=self._settings, store=store, clock=self.clock, officer=name)
        before, self._settings = self._settings, session.settings
        if session.shelf is not before.shelf:
            self._law = carried.law(session.shelf)
        session.printers.noted = self.note_fault
        return session

"""The Verify page: a seal by scan, drop, paste or file; the verdict, what to hold against the paper, and why."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.domain.scan_looks import Looks
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.ask_field import plate_text
from kbdesk.ui.desk import Session
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.words import Paragraph, Words, dress
from kbdesk.ui.portrait.source import is_installed
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList
from kbdesk.ui.verify import words
from kbdesk.ui.verify.claims import Claims
from kbdesk.ui.verify.file_dialog import file_dialog
from kbdesk.ui.verify.rosette import RosetteView
from kbdesk.ui.verify.seal_field import SealField
from kbdesk.ui.verify.sitting import Stage, VerifySitting
from kbdesk.ui.verify.taking import Given, given, holds_anything
from kbdesk.ui.verify.verdict import VerdictPanel
from kbdesk.ui.verify.zone_strip import ZoneStrip
from kbdesk.ui.worker import Worker

_SIDE = {Room.WIDE: 400, Room.TIGHT: 344}
_STANDARD: Final = "Doc 9303-13 App. D"
_KEYS: Final = {"paste": "Ctrl V", "open": "Ctrl O"}


class Part(IntEnum):
    """What stands at the side; fields and rosette are parts of their own only where the window is small."""

    KNOWN = 0
    PAST = 1
    FIELDS = 2
    ROSETTE = 3


class VerifyPage(DeskPage):
    """The page. It shows one `VerifySitting`; whatever is given to it anywhere is checked.

    Signals:
        camera_asked: A seal is to be looked for through the camera.
    """

    camera_asked = Signal()

    def __init__(
        self, session: Session, store: Worker, press: Worker, catalog: Catalog, parent: QWidget | None = None
    ) -> None:
        """Make the page with nothing checked."""
        super().__init__(parent)
        self._session, self._catalog, self._room = session, catalog, Room.WIDE
        self.sitting = VerifySitting(session, store, press, self)
        self.verdict, self.claims, self.rosette = VerdictPanel(self), Claims(self), RosetteView(self)
        self.zone = ZoneStrip(self)
        self._mark, self.empty, self._hint = Mark(self, Shape.WAIT, 32), Paragraph(self), Paragraph(self, tone="ink2")
        dress(self.empty, role="title")
        self._hold, self._rely = Words(self, role="section"), Words(self, role="caption")
        self._rely_mark = Mark(self, Shape.STOP, 16)
        self.part, self.known, self.past = Segments(self), ToldList(self), ToldList(self)
        self._past_title = Words(self, role="section")
        self._none, self._rosette_what = Paragraph(self, tone="ink2"), Paragraph(self, role="caption")
        self.ask, self.file, self.next = SealField(self), Button(self, icon="file-text"), Button(self)
        self.case, self.camera = Button(self, icon="list"), Button(self, icon="scan-line")
        self.action = Primary(self)
        self._folder, self._dragged = "", False
        self._lay_out()
        self._key = SigningKey(self, self.action)
        self._connect()
        self._none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.ask)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self._key.watch(window)

    def open(self, text: str) -> None:
        """Check what was scanned elsewhere: the bytes of a seal in digits, or a printed zone."""
        self.take(text)

    def take(self, what: Given) -> None:
        """Check a file, a picture or text."""
        self.ask.clear()
        self.sitting.take(what)

    def scanned(self, found: Recognised) -> bool:
        """Check a seal, or hold the zone of a permit or visa against it."""
        if found.kind is ScanKind.SEAL:
            self.take(found.seal.hex())
        elif found.kind is ScanKind.PERMIT_ZONE or found.looks is Looks.VISA:
            self.take(found.text)
        else:
            return False
        return True

    @property
    def returning(self) -> str:
        """What the Return page is to open for the paper shown; empty where nothing of it is returned here."""
        seal, where = self.sitting.seal, self.sitting.returnable
        if seal is None or where is None:
            return ""
        return plate_text(seal.number) if where.kind is Returnable.REGISTRATION else seal.number

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self.ask.set_hints(text("verify_page.ask"), text("verify_page.ask-short"))
        self.file.setText(text("verify_page.file"))
        self.case.setText(text("verify_page.case"))
        self.camera.setText(text("verify_page.camera"))
        self.part.setAccessibleName(text("verify_page.title"))
        self.known.setAccessibleName(text("verify_page.known"))
        self.past.setAccessibleName(text("verify_page.past"))
        self._past_title.setText(text("verify_page.past"))
        self._none.setText(text("verify_page.past-none"))
        self._rosette_what.setText(text("verify_page.rosette"))
        self.rosette.setAccessibleName(text("verify_page.rosette"))
        self.set_room(self._room)

    def set_room(self, room: Room) -> None:
        """Take what room there is: the reasons beside the fields, or one part at a time."""
        self._room = room
        compact, side = room is Room.COMPACT, 16 if room is Room.COMPACT else 24
        self.verdict.set_room(room)
        self.claims.set_room(room)
        self.zone.set_room(room)
        self._columns.removeWidget(self._work)
        if compact:
            self._parts.addWidget(self._work)
        else:
            self._columns.insertWidget(0, self._work, 1)
            self._work.show()
            self._side.setFixedWidth(_SIDE[room])
        if compact:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        self._scroll.set_side(side if compact else 40 if room is Room.WIDE else 24)
        self._head_row.setContentsMargins(side if compact else 40 if room is Room.WIDE else 24, 12, side, 0)
        self._head.setVisible(not compact)
        self.camera.setVisible(not compact and is_installed())
        self._side_box.setContentsMargins(side, 6 if compact else 14, side, 8)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar.setFixedHeight(56 if compact else 72)
        self.action.setFixedHeight(48 if compact else 56)
        self.action.setFixedWidth({Room.WIDE: 352, Room.TIGHT: 304, Room.COMPACT: 232}[room])
        self.rosette.setFixedSize(*((96, 96) if room is Room.TIGHT else (120, 120)))
        self._name_parts()
        self._on_part_changed(self.part.currentIndex())
        self._show()

    # -- drop and paste ------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take whatever may be a paper, and say so."""
        if holds_anything(event.mimeData()):
            event.acceptProposedAction()
            self._dragging(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say no more that it would be taken."""
        super().dragLeaveEvent(event)
        self._dragging(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was let go here."""
        self._dragging(on=False)
        what = given(event.mimeData())
        if what is not None:
            event.acceptProposedAction()
            self.take(what)

    def paste(self) -> None:
        """Check what the clipboard holds."""
        what = given(QGuiApplication.clipboard().mimeData())
        if what is not None:
            self.take(what)

    def _dragging(self, *, on: bool) -> None:
        self._dragged = on
        dress(self._drop, panel="accent" if on else "sunken")
        self._show()

    # -- showing -------------------------------------------------------------------------------------
    def _name_parts(self) -> None:
        shown = [part for part in Part if part in (Part.KNOWN, Part.PAST) or self._room is Room.COMPACT]
        blocked = self.part.blockSignals(True)
        self.part.set_segments([(self._catalog.text(f"verify_page.part.{part.name.lower()}"), "") for part in shown])
        self.part.blockSignals(blocked)

    def _show(self) -> None:
        sitting, catalog, seal = self.sitting, self._catalog, self.sitting.seal
        checked = seal is not None and not self._dragged
        self.verdict.setVisible(checked)
        self._scroll.setVisible(checked)
        self._empty.setVisible(not checked)
        self._head.setVisible(checked and self._room is not Room.COMPACT)
        self.next.setVisible(len(sitting.seals) > 1)
        self.case.setVisible(seal is not None and bool(seal.number) and self._room is not Room.COMPACT)
        self.next.setText(catalog.text("verify_page.next-seal", n=sitting.place + 1, of=len(sitting.seals)))
        self.past.show_rows(words.past_rows(sitting.past, catalog))
        self._show_lists()
        if seal is None:
            self.known.show_rows(())
        if not checked:
            self._show_empty()
        else:
            self._show_seal()
        self.rosette.show_page(sitting.rosette)
        self._offer()

    def _show_lists(self) -> None:
        """Show the reasons or what was checked before; without a paper there is nothing but that."""
        sitting, part, compact = self.sitting, self.part.currentIndex(), self._room is Room.COMPACT
        before, alone = sitting.seal is None or part == Part.PAST, compact and part == Part.ROSETTE
        self.part.setVisible(sitting.seal is not None)
        self._past_title.setVisible(sitting.seal is None)
        self.known.setVisible(not before and not alone)
        self.past.setVisible(before and bool(sitting.past))
        self._none.setVisible(before and not sitting.past)
        self._rosette_row.setVisible(sitting.rosette is not None and (alone if compact else not before))

    def _show_seal(self) -> None:
        sitting, catalog, seal = self.sitting, self._catalog, self.sitting.seal
        if seal is None:
            return
        took = catalog.text("verify_page.took", seconds=f"{max(sitting.took_ms, 100) / 1000:.1f}")
        told = words.verdict(seal, self._session.reference, catalog)
        self.verdict.show_told(told, catalog.text("verify_page.status", standard=_STANDARD), took)
        made = words.claims(seal, sitting.printed, catalog)
        differing = [
            (claim, catalog.text("verify_page.printed", value=claim.printed) if claim.printed else "") for claim in made
        ]
        zone = str(seal.fields.get("mrz", ""))
        self.zone.show_zone(zone, sitting.printed, catalog.text("verify_page.zone"))
        self.claims.show_claims(differing, relied=seal.is_signed)
        self._hold.setText(catalog.text("verify_page.hold" if seal.is_signed else "verify_page.claims"))
        self._rely.setText(catalog.text("verify_page.letters" if seal.is_signed else "verify_page.rely-not"))
        dress(self._rely, tone="" if seal.is_signed else "stop")
        self._rely_mark.setVisible(not seal.is_signed)
        self.known.show_rows(words.steps(seal, sitting.printed, catalog))

    def _show_empty(self) -> None:
        sitting, text = self.sitting, self._catalog.text
        refused = sitting.refusal
        said = sentence(refused, self._catalog) if refused is not None else ""
        waiting = "verify_page.reading" if sitting.stage is Stage.READING else "verify_page.empty"
        self._mark.set_shape(Shape.STOP if said else Shape.WAIT)
        self.empty.setText(text("verify_page.drop") if self._dragged else said or text(waiting))
        hint = "verify_page.refused-what" if said else "verify_page.empty-what"
        zone = text("verify_page.zone-kept") if sitting.printed else ""
        self._hint.setText("" if sitting.stage is Stage.READING else f"{text(hint, **_KEYS)} {zone}".strip())

    def _offer(self) -> None:
        sitting, catalog, text = self.sitting, self._catalog, self._catalog.text
        seal, where = sitting.seal, sitting.returnable
        if seal is None:
            shape = Shape.STOP if sitting.stage is Stage.REFUSED else Shape.WAIT
            self.action.hold(text("verify_page.return"), text("verify_page.scan-first"), key="F3", mark=shape)
        elif where is not None and self._room is Room.COMPACT:
            self.action.offer(text("verify_page.return"), where.slot or where.envelope, key="F3", icon="undo-2")
        elif where is not None:
            there = {"envelope": where.envelope, "slot": where.slot}
            message = "verify_page.return-slot" if where.slot else "verify_page.return-envelope"
            follows = catalog.text(message if where.envelope else "verify_page.return-nothing", **there)
            self.action.offer(text("verify_page.return"), follows, key="F3", icon="undo-2")
        else:
            told = self.verdict.told
            mark = told.mark if told is not None else Shape.NOTE
            self.action.hold(text("verify_page.return"), text("verify_page.return-not"), key="F3", mark=mark)

    # -- acting --------------------------------------------------------------------------------------
    def _on_checked(self) -> None:
        self.part.setCurrentIndex(Part.FIELDS if self._room is Room.COMPACT else Part.KNOWN)
        self.action.settle()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_case_clicked(self) -> None:
        """Go to what this desk has recorded of the number."""
        if self.sitting.seal is not None:
            self.sent.emit(Place.SEARCH, self.sitting.seal.number)

    def _on_part_changed(self, index: int) -> None:
        part = Part(max(0, index))
        fields = self._room is Room.COMPACT and part is Part.FIELDS
        if self._room is Room.COMPACT:
            self._parts.setCurrentWidget(self._work if fields or self.sitting.seal is None else self._lists)
        else:
            self._parts.setCurrentWidget(self._lists)
        self._show_lists()

    def _on_file_clicked(self) -> None:
        dialog = file_dialog(self.window(), self._last_folder(), self._catalog)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self.take(Path(path))

    def _last_folder(self) -> str:
        home = QStandardPaths.StandardLocation.HomeLocation
        return self._folder or QStandardPaths.writableLocation(home)

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        said = column(self.empty, self._hint, gap=6)
        inside = row(column(self._mark, None), (said, 1), gap=20, margins=(28, 28, 28, 28))
        self._drop = panel("sunken", column(None, inside, None, gap=0))
        held = QWidget(self)
        held.setLayout(column(self.claims, self.zone, None, gap=8, margins=(0, 2, 0, 6)))
        self._scroll = SteadyScroll(self)
        self._scroll.setWidget(held)
        self._head = QWidget(self)
        self._head_row = row(self._hold, None, self._rely_mark, self._rely, gap=8)
        self._head.setLayout(self._head_row)
        self._empty_box = column((self._drop, 1), gap=0, margins=(24, 24, 24, 24))
        self._empty = QWidget(self)
        self._empty.setLayout(self._empty_box)
        self._work = panel("surface", column(self._head, (self._scroll, 1), (self._empty, 1), gap=0))
        self._rosette_row = QWidget(self)
        self._rosette_row.setLayout(row(self.rosette, (self._rosette_what, 1), gap=16, margins=(0, 8, 0, 0)))
        lists = column((self.known, 1), self._past_title, (self._none, 1), (self.past, 1), self._rosette_row, gap=4)
        self._lists, self._parts = QWidget(self), QStackedWidget(self)
        self._lists.setLayout(lists)
        self._parts.addWidget(self._lists)
        self._side_box = column(self.part, (self._parts, 1), gap=10)
        self._side = panel("side", self._side_box)
        self._columns = row((self._work, 1), self._side, gap=0)
        self._bar_row = row((self.ask, 1), self.file, self.camera, self.next, self.case, self.action, gap=12)
        self._bar = panel("bar", self._bar_row)
        self.setLayout(column(self.verdict, (self._columns, 1), self._bar, gap=0))

    def _connect(self) -> None:
        self.ask.asked.connect(self.take)
        self.ask.pasted.connect(self.take)
        self.file.clicked.connect(self._on_file_clicked)
        self.camera.clicked.connect(self.camera_asked)
        self.next.clicked.connect(self.sitting.step)
        self.case.clicked.connect(self._on_case_clicked)
        self.part.currentChanged.connect(self._on_part_changed)
        self.action.signed.connect(lambda: self.sent.emit(Place.RETURN, self.returning))
        self.action.denied.connect(lambda: self.ask.setFocus(Qt.FocusReason.OtherFocusReason))
        self.sitting.changed.connect(self._show)
        self.sitting.checked.connect(self._on_checked)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            (QKeySequence(QKeySequence.StandardKey.Open), self._on_file_clicked),
            (QKeySequence("Esc"), lambda: self.ask.setFocus(Qt.FocusReason.OtherFocusReason)),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

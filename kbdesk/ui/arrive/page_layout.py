"""Where the parts of the page stand: side by side, or as tabs where the window is small; a form, or a list of cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Direction
from kbdesk.ui.arrive.card_strip import fits
from kbdesk.ui.arrive.card_words import shape
from kbdesk.ui.arrive.finding_words import card_name
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.understood import plate_read_as
from kbdesk.ui.forms.ui_arrive import Ui_ArrivePage
from kbdesk.ui.room import Room

_SIDES = {Room.WIDE: 400, Room.TIGHT: 344}
_FORM, _FINDINGS, _PAPERS = range(3)
_CARDS, _LIST = range(2)
_FEW = 4


class PageLayout(QObject):
    """Shows the frame of a snapshot: passage line, cards or stepper, form or list, and in a small window the tabs.

    Signals:
        switched: The officer asked for another part or view.
    """

    switched = Signal()

    def __init__(self, ui: Ui_ArrivePage, parent: QObject) -> None:
        """Take the widgets of the compiled page."""
        super().__init__(parent)
        self._ui = ui
        self._room = Room.WIDE
        self._listed: bool | None = None
        self._opened = False
        self._fits = True
        ui.part.currentChanged.connect(lambda _index: self.switched.emit())
        ui.view.currentChanged.connect(self._on_view_changed)

    @property
    def listing(self) -> bool:
        """Whether the list of cards is shown in place of a form."""
        return self._in_list and not self._opened

    @property
    def _in_list(self) -> bool:
        return self._listed if self._listed is not None else not self._fits

    def open_form(self) -> None:
        """Show the form of the chosen card, whatever was shown."""
        self._opened = True
        self._ui.part.setCurrentIndex(_FORM)

    def back(self) -> bool:
        """Go from a tab to the form, from a form to the list; False where there is nothing to go back to."""
        if self._ui.part.currentIndex() != _FORM and self._room is Room.COMPACT:
            self._ui.part.setCurrentIndex(_FORM)
            return True
        if self._in_list and self._opened:
            self._opened = False
            return True
        return False

    def set_room(self, room: Room) -> None:
        """Move the panes beside the form, or into it as tabs."""
        self._room, ui = room, self._ui
        small = room is Room.COMPACT
        ui.side.setVisible(not small)
        ui.part.setVisible(small)
        ui.top_row.setContentsMargins(*((16, 8, 16, 0) if small else (24, 10, 24, 0)))
        ui.work_column.setSpacing(8 if small else 12)
        ui.top.setFixedHeight(40 if small else 50)
        ui.papers.set_room(room)
        ui.findings.set_room(room)
        ui.list.set_room(room)
        if small:
            ui.parts.addWidget(ui.findings)
            ui.parts.addWidget(ui.papers)
        else:
            ui.side.setFixedWidth(_SIDES[room])
            ui.side_column.addWidget(ui.findings, 1)
            ui.side_column.addWidget(ui.papers)
            ui.findings.show()
            ui.papers.show()

    def show(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show the frame."""
        begun = [line for line in snapshot.cards if not line.blank]
        if fits(snapshot) != self._fits:
            self._fits, self._opened = fits(snapshot), snapshot.line(snapshot.chosen).blank
        if not begun:
            self._listed, self._opened = None, False
        small, ui = self._room is Room.COMPACT, self._ui
        stepping = not self.listing and (small or self._in_list)
        strip = not small and not self._in_list
        ui.strip_place.setVisible(strip)
        ui.stepper.setVisible(stepping)
        self._show_line(snapshot, catalog, few=len(begun) < _FEW, stepping=stepping)
        if strip:
            ui.strip.show_cards(snapshot, catalog)
        if stepping:
            self._show_step(snapshot, catalog)
        if self.listing:
            ui.list.show_cards(snapshot, catalog)
        ui.part.set_segments(
            [
                (catalog.text("arrive.tab.form"), ""),
                (catalog.text("arrive.tab.findings", n=len(snapshot.findings)), ""),
                (catalog.text("arrive.tab.papers"), ""),
            ]
        )
        form = ui.traveler if snapshot.chosen.startswith("traveler") else ui.vehicle
        parts = {_FORM: ui.list if self.listing else form, _FINDINGS: ui.findings, _PAPERS: ui.papers}
        part = ui.part.currentIndex() if small else _FORM
        ui.parts.setCurrentWidget(parts[max(_FORM, part)])
        ui.banner.show_first(snapshot, catalog, wanted=small and part == _FORM)

    def _show_line(self, snapshot: Snapshot, catalog: Catalog, *, few: bool, stepping: bool) -> None:
        ui, vehicle, small = self._ui, snapshot.draft.vehicle, self._room is Room.COMPACT
        plate = vehicle.plate if vehicle is not None else ""
        ui.plate.set_text("" if stepping else plate_read_as(plate, trailer=False) or plate)
        ui.title.setText(catalog.text("arrive.passage", time=f"{snapshot.begun_at:%H:%M}"))
        ui.what.setText(_what(snapshot, catalog))
        ui.title.setVisible(not stepping and not (small and plate))
        ui.what.setVisible(not stepping and not small)
        ui.direction.setVisible(not stepping and not small)
        ui.view.setVisible(not small and not few)
        for tabs, index in (
            (ui.direction, tuple(Direction).index(snapshot.draft.direction)),
            (ui.view, _LIST if self._in_list else _CARDS),
        ):
            blocked = tabs.blockSignals(True)
            tabs.setCurrentIndex(index)
            tabs.blockSignals(blocked)

    def _show_step(self, snapshot: Snapshot, catalog: Catalog) -> None:
        paths = [line.path for line in snapshot.cards]
        line = snapshot.line(snapshot.chosen)
        place = catalog.text("arrive.step", n=paths.index(line.path) + 1, of=len(paths))
        self._ui.stepper.show_card(card_name(line, catalog), place, shape(line))

    def _on_view_changed(self, index: int) -> None:
        self._listed, self._opened = index == _LIST, False
        self.switched.emit()


def _what(snapshot: Snapshot, catalog: Catalog) -> str:
    draft = snapshot.draft
    parts = [catalog.text("arrive.what.vehicle")] if draft.vehicle is not None else []
    if draft.trailer is not None:
        parts.append(catalog.text("arrive.what.trailer"))
    if draft.travelers:
        parts.append(catalog.count("arrive.people", len(draft.travelers)))
    return " · ".join(parts)

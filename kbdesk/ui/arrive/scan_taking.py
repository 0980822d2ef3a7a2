"""What the Arrive page makes of a scan: a zone fills a card, a plate the vehicle's, a number the card in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.ports import Clock
from kbdesk.domain import plates
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.icao.mrz import MrzError
from kbdesk.ui.arrive.action_bar import ActionBar
from kbdesk.ui.arrive.drafting import card_at
from kbdesk.ui.arrive.finding_words import card_name
from kbdesk.ui.arrive.sitting import Sitting
from kbdesk.ui.ask_field import permit_in
from kbdesk.ui.kit.icons import Shape

_VEHICLE = "vehicle"
_NUMBER = "document_number"
_ZONE = "mrz"


class ScanTaking(QObject):
    """Takes scans into the sitting and tells of them in the bar.

    Signals:
        taken: A card was filled or chosen: its form is to be shown, all of it anew.
        returning: Our own permit was scanned: it is returned elsewhere. arg: its zone.
    """

    taken = Signal()
    returning = Signal(str)

    def __init__(self, sitting: Sitting, clock: Clock, bar: ActionBar, catalog: Callable[[], Catalog]) -> None:
        """Take scans for a sitting; `catalog` tells the words spoken now."""
        super().__init__(sitting)
        self._sitting, self._clock, self._bar, self._catalog = sitting, clock, bar, catalog

    @property
    def busy(self) -> bool:
        """Whether an Issue is on its way."""
        return self._sitting.snapshot.busy

    def scanned(self, found: Recognised) -> bool:
        """Take what was scanned; False where it belongs elsewhere."""
        match found.kind:
            case ScanKind.ZONE:
                return self.zone(found.text)
            case ScanKind.PLATE:
                return self._plate(found.text)
            case ScanKind.DOCUMENT_NUMBER:
                return self._number(found.text)
        return False

    def zone(self, text: str) -> bool:
        """Take a zone; False if the text is none. Our own permit's opens its return."""
        if permit_in(text, today=self._clock.now().date()):
            self.returning.emit(text)
            return True
        before, say = self._sitting.draft, self._catalog().text
        try:
            path = self._sitting.scan(text)
        except MrzError as error:
            words = "arrive.zone.visa" if error.code == "mrz-visa" else "arrive.zone.not-a-zone"
            self._bar.say(say(words), mark=Shape.WARN)
            return False
        self.taken.emit()
        name = card_name(self._sitting.snapshot.line(path), self._catalog())
        if self._sitting.draft == before:
            self._bar.say(say("arrive.zone.same", name=name), say("arrive.zone.same-what"), mark=Shape.NOTE)
        else:
            self._bar.say(say("arrive.zone.filled", name=name), say("arrive.zone.filled-what"))
        return True

    def typed_zone(self, text: str) -> None:
        """Take a zone that was typed to its end; one that stands again as before the typing is not read again."""
        history, path = self._sitting.history, self._sitting.snapshot.chosen
        before = card_at(history.past[-1], path) if history.run == f"{path}.{_ZONE}" and history.past else None
        if isinstance(before, TravelerDraft) and before.mrz == text:
            self._sitting.amend(path, _ZONE, text)
        else:
            self.zone(text)

    def _plate(self, text: str) -> bool:
        """Put a plate on the vehicle's card; one that has another plate is left as it is."""
        sitting, plate = self._sitting, plates.understand(text)
        there = card_at(sitting.draft, _VEHICLE)
        known = "" if isinstance(there, TravelerDraft) else there.plate
        sitting.choose(_VEHICLE)
        if known and plates.understand(known).canonical != plate.canonical:
            told = self._catalog().text("arrive.scan.other-plate", plate=plate.spelled)
            self._bar.say(told, self._catalog().text("arrive.scan.other-plate-what"), mark=Shape.WARN)
        else:
            self._fill(_VEHICLE, "plate", plate.spelled)
            self._bar.say(self._catalog().text("arrive.scan.plate", plate=plate.spelled))
        self.taken.emit()
        return True

    def _number(self, text: str) -> bool:
        """Put a document's number on the person's card in hand, where none stands."""
        path = self._sitting.snapshot.chosen
        card = card_at(self._sitting.draft, path)
        if not isinstance(card, TravelerDraft) or card.document_number or path in self._sitting.draft.done:
            return False
        self._fill(path, _NUMBER, text)
        self.taken.emit()
        self._bar.say(self._catalog().text("arrive.scan.number"))
        return True

    def _fill(self, path: str, name: str, text: str) -> None:
        """Fill a field in one step that can be undone, as though it had been typed and left."""
        self._sitting.history.settle()
        self._sitting.amend(path, name, text)
        self._sitting.leave(path, name)

"""The portraits of the cards of one passage: asked for at their place, given to the card they were asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kbdesk.ui.arrive.sitting import Sitting
from kbdesk.ui.arrive.traveler_form import TravelerForm
from kbdesk.ui.portrait.place import KEY
from kbdesk.ui.portrait.portraying import Portraying
from kbdesk.ui.verify.taking import Given


class CardPortraits(QObject):
    """Brings portraits to the sitting.

    Signals:
        failed: No portrait can be made of what was given. arg: the exception.
    """

    failed = Signal(object)
    key = KEY

    def __init__(self, form: TravelerForm, sitting: Sitting, portraying: Portraying) -> None:
        """Listen to the place of the portrait on a form."""
        super().__init__(portraying)
        self._form, self._sitting, self.portraying = form, sitting, portraying
        self._draft = ""
        form.portrait_asked.connect(self.ask)
        form.picture_offered.connect(self._on_offered)
        portraying.taken.connect(self._on_taken)
        portraying.failed.connect(self.failed)

    def ask(self) -> None:
        """Open what can be done for the portrait of the card in hand; a vehicle has none."""
        snapshot, catalog = self._sitting.snapshot, self._form.catalog
        if self._is_open() and catalog is not None:
            self._draft = snapshot.draft.id
            place = self._form.ui.head_person
            at = place if place.isVisible() else self._form
            self.portraying.menu(at, snapshot.chosen, catalog, there=bool(place.portrait))

    def _on_offered(self, what: object) -> None:
        if self._is_open() and isinstance(what, Given) and self._form.catalog is not None:
            self._draft = self._sitting.draft.id
            self.portraying.give(what, self._sitting.snapshot.chosen, self._form.catalog)

    def _is_open(self) -> bool:
        snapshot = self._sitting.snapshot
        return snapshot.chosen.startswith("traveler") and snapshot.chosen not in snapshot.draft.done

    def _on_taken(self, card: str, jpeg: bytes) -> None:
        """Give a portrait to its card, unless its passage was put away meanwhile."""
        if self._sitting.draft.id == self._draft:
            self._sitting.portray(card, bytes(jpeg))

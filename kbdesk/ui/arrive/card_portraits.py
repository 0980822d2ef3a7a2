"""The portraits of the cards of one passage: asked for at their place, given to the card they were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.portrait import PortraitError
from kbdesk.ui.arrive.drafting import followed
from kbdesk.ui.arrive.sitting import Sitting
from kbdesk.ui.arrive.traveler_form import TravelerForm
from kbdesk.ui.portrait.place import KEY
from kbdesk.ui.portrait.portraying import Portraying
from kbdesk.ui.verify.taking import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A card for which a portrait was asked, in the draft as it was then: cards move up when one is taken out."""

    draft: PassageDraft
    path: str


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
        form.portrait_asked.connect(self.ask)
        form.picture_offered.connect(self._on_offered)
        portraying.taken.connect(self._on_taken)
        portraying.failed.connect(self.failed)

    def ask(self) -> None:
        """Open what can be done for the portrait of the card in hand; a vehicle has none."""
        catalog = self._form.catalog
        if self._is_open() and catalog is not None:
            place = self._form.ui.head_person
            at = place if place.isVisible() else self._form
            self.portraying.menu(at, self._asked(), catalog, there=bool(place.portrait))

    def _on_offered(self, what: object) -> None:
        if self._is_open() and isinstance(what, Given) and self._form.catalog is not None:
            self.portraying.give(what, self._asked(), self._form.catalog)

    def _asked(self) -> Asked:
        return Asked(draft=self._sitting.draft, path=self._sitting.snapshot.chosen)

    def _is_open(self) -> bool:
        snapshot = self._sitting.snapshot
        return snapshot.chosen.startswith("traveler") and snapshot.chosen not in snapshot.draft.done

    def _on_taken(self, asked: Asked, jpeg: bytes) -> None:
        """Give a portrait to its card wherever it stands now, unless its passage was put away meanwhile."""
        if self._sitting.draft.id != asked.draft.id:
            return
        path = followed(asked.draft, asked.path, self._sitting.draft)
        if path:
            self._sitting.portray(path, bytes(jpeg))
        else:
            self.failed.emit(PortraitError("portrait.card-gone"))

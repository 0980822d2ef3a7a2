"""Whose the paper is: the place of a portrait, the name, what the record says, and the line of the stay."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kbdesk.desk.return_view import ReturnView
from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.returns import Returnable
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.marks import Icon
from kbdesk.ui.kit.portrait import Portrait
from kbdesk.ui.kit.words import Words
from kbdesk.ui.returns.stay import Stay, StayLine
from kbdesk.ui.returns.words import items_words, kind_words
from kbdesk.ui.room import Room
from kbdesk.ui.when import clock_time

_FACTS = 6


class _Fact(QWidget):
    """A caption and its value below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value = Words(self, role="caption"), Words(self, role="value")
        self.setLayout(column(self._name, self._value, gap=0))

    def show_fact(self, name: str, value: str) -> None:
        """Show a fact."""
        self._name.setText(name)
        self._value.setText(value)
        self._value.setToolTip(value)
        self._value.setAccessibleName(f"{name}: {value}")


class PersonPanel(QWidget):
    """The panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._portrait = Portrait(self, 152, 192)
        self._small = Portrait(self, 56, 70)
        self._surname, self._given = Words(self, role="name"), Words(self, role="name")
        self._whole = Words(self, role="title")
        self._facts = [_Fact(self) for _ in range(_FACTS)]
        self._icon, self._items = Icon(self, "id-card", 24), Words(self, role="value")
        self._brief = Words(self, role="caption")
        self.stay = StayLine(self)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for index, fact in enumerate(self._facts[:4]):
            grid.addWidget(fact, index // 2, index % 2)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        self._grid = QWidget(self)
        self._grid.setLayout(grid)
        self._right = QWidget(self)
        self._right.setLayout(column(self.stay, 4, *self._facts[4:], None, gap=8))
        held = row(self._icon, (self._items, 1), gap=10)
        names = column(self._surname, self._given, self._whole, self._brief, 4, self._grid, 4, held, None, gap=2)
        self._box = row(column(self._portrait, self._small, None), (names, 5), (self._right, 4), gap=24)
        self.setLayout(self._box)
        self.set_room(Room.WIDE)

    def show_view(self, view: ReturnView, stay: Stay, catalog: Catalog) -> None:
        """Show whose a paper is."""
        person = view.person
        self._surname.setText(person.surname or view.plate or numbers.spelled(view.number))
        self._given.setText(person.given_names)
        whole = f"{self._surname.text()} {person.given_names}".strip()
        portrait = view.card.portrait if isinstance(view.card, TravelerDraft) else b""
        for place in (self._portrait, self._small):
            place.show_portrait(portrait)
        self._whole.setText(whole)
        self._whole.setToolTip(whole)
        facts = self._told(view, catalog)
        for fact, (name, value) in zip(self._facts, facts, strict=True):
            fact.show_fact(name, value)
            fact.setVisible(bool(value))
        self._brief.setText(" · ".join(part for part in (facts[2][1], facts[0][1], facts[4][1]) if part))
        held = items_words(view.contents, catalog)
        self._icon.set_icon("id-card" if view.kind is Returnable.PERMIT else "car-front")
        self._items.setText(held or catalog.text("return_page.nothing-held"))
        self._items.setToolTip(held)
        self.stay.show_stay(stay)
        self.stay.setVisible(bool(stay.days))

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        self._portrait.setVisible(room is Room.WIDE)
        self._small.setVisible(room is not Room.WIDE)
        self._grid.setVisible(not compact)
        self._brief.setVisible(compact)
        self._whole.setVisible(compact)
        self._surname.setVisible(not compact)
        self._given.setVisible(not compact)
        for fact in self._facts[4:]:
            fact.setMaximumHeight(0 if compact else 16_777_215)
        self._box.setSpacing(16 if compact else 24)

    def _told(self, view: ReturnView, catalog: Catalog) -> Sequence[tuple[str, str]]:
        text, person = catalog.text, view.person
        taken = (
            f"{spelled_date(view.taken_at.date().isoformat())}, {clock_time(view.taken_at)}" if view.taken_at else ""
        )
        sex = text(f"sex.{person.sex}") if person.sex and catalog.has(f"sex.{person.sex}") else person.sex
        vehicle = view.kind is Returnable.REGISTRATION
        born = (text("birth_date.label"), spelled_date(person.birth_date))
        return (
            (text("return_page.old-plate"), view.old_plate) if vehicle else born,
            (text("return_page.plate"), view.plate) if vehicle else (text("sex.label"), sex),
            (kind_words(view.kind, catalog), numbers.spelled(view.number)),
            (text("nationality.label"), person.nationality),
            (text("return_page.taken-by"), view.taken_by),
            (text("return_page.kept-since"), taken),
        )

"""A card as a form: one widget for each text field of the draft, shown from a snapshot, edited through signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.ui.arrive.bounds import bounded
from kbdesk.ui.arrive.field_grid import FieldGrid
from kbdesk.ui.arrive.finding_words import short_words
from kbdesk.ui.arrive.numbering import of_field
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.arrive.understood import DATES, shown
from kbdesk.ui.kit.field import Field, FieldShell
from kbdesk.ui.room import Room

_LONG = 60


class CardForm(QWidget):
    """What the forms of travelers and vehicles share. Widgets carry the draft's field names as object names.

    Signals:
        amended: A field was changed by hand. args: its card's path, its name, what stands in it.
        left: A field was left. args: its card's path, its name.
        entered: A field was gone to. args: its card's path, its name.
        pasted: What looks like a zone landed in a field; the field's old value is back. arg: the text.
        built: The form has its widgets now.
        cut_short: More was typed or pasted than a field takes. args: its name, how many characters were kept.
    """

    amended = Signal(str, str, str)
    left = Signal(str, str)
    entered = Signal(str, str)
    pasted = Signal(str)
    cut_short = Signal(str, int)

    built = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a form without its widgets: they come when they are first needed, or when the window is idle."""
        super().__init__(parent)
        self._sections: Mapping[str, FieldGrid] = {}
        self._fields: dict[str, FieldShell] = {}
        self._snapshot: Snapshot | None = None
        self._catalog: Catalog | None = None
        self._reference: Reference | None = None
        self._room = Room.WIDE
        self._opened: set[str] = set()

    def build(self) -> None:
        """Make the widgets, once."""
        if self._sections:
            return
        self._scroll, self._sections = self._make()
        self._fields = {field.objectName(): field for section in self._sections.values() for field in section.fields}
        for name, field in self._fields.items():
            field.edited.connect(partial(self._on_edited, name))
            field.left.connect(partial(self._on_left, name))
        self._scroll.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self.set_room(self._room)
        if self._catalog is not None:
            self.retranslate(self._catalog)
        self.built.emit()

    def _make(self) -> tuple[SteadyScroll, Mapping[str, FieldGrid]]:
        """Set up the compiled form; return its scroll area and its sections in reading order."""
        raise NotImplementedError

    @property
    def fields(self) -> Mapping[str, FieldShell]:
        """The fields by name, in reading order."""
        self.build()
        return self._fields

    @property
    def path(self) -> str:
        """The path of the card shown."""
        return self._snapshot.chosen if self._snapshot is not None else ""

    @property
    def catalog(self) -> Catalog | None:
        """The words in force, None before there are any."""
        return self._catalog

    # -- showing -------------------------------------------------------------------------------------
    def show_card(self, snapshot: Snapshot, *, anew: bool = False) -> None:
        """Show the chosen card. A field in which the officer is typing keeps its text unless all is taken `anew`."""
        self.build()
        self._snapshot = snapshot
        self._offer(snapshot)
        for name, field in self._fields.items():
            value = shown(name, str(getattr(snapshot.card, name)))
            if field.value() != value and (anew or not field.hasFocus()):
                field.set_value(value)
            field.setEnabled(snapshot.chosen not in snapshot.draft.done)
            field.set_hint(self.hint_of(name, snapshot))
        self._complain(snapshot)
        self._fold(snapshot)

    def hint_of(self, name: str, snapshot: Snapshot) -> str:
        """Return what stands below a field without a finding: how to fill it, while the officer is about to."""
        empty = self._fields[name].hasFocus() and not getattr(snapshot.card, name)
        return self._catalog.text(f"{name}.hint") if empty and self._catalog is not None and name not in DATES else ""

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        if not self._sections:
            return
        self._speak(catalog)
        for name, field in self._fields.items():
            field.retranslate(catalog)
            if isinstance(field, Field) and name in DATES:
                field.set_placeholder(catalog.text(f"{name}.hint"))
        if self._snapshot is not None:
            self.show_card(self._snapshot)

    def _speak(self, catalog: Catalog) -> None:
        """Offer the choices of the form in the words of a language."""
        raise NotImplementedError

    def set_reference(self, reference: Reference) -> None:
        """Offer the places of the reference data."""
        self._reference = reference

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        if self._sections:
            self._scroll.set_side(16 if room is Room.COMPACT else 24)
            for section in self._sections.values():
                section.set_room(room)

    def _offer(self, snapshot: Snapshot) -> None:
        """Offer what depends on the passage; nothing on most forms."""

    def _complain(self, snapshot: Snapshot) -> None:
        for name, field in self._fields.items():
            found = of_field(snapshot.findings, snapshot.chosen, name)
            if found is None or self._catalog is None:
                field.clear_message()
            else:
                field.set_message(found.finding.severity, found.number, short_words(found, self._catalog))
            if f"{snapshot.chosen}.{name}" in snapshot.waiting:
                field.untouch()
            else:
                field.touch()

    def _fold(self, snapshot: Snapshot) -> None:
        for name in self.folded():
            found = any(f.card == snapshot.chosen and f.name in self._names_in(name) for f in snapshot.findings)
            filled = any(getattr(snapshot.card, field) for field in self._names_in(name))
            visible = found or filled or f"{snapshot.chosen}.{name}" in self._opened
            self._sections[name].frame.setVisible(visible)

    def folded(self) -> tuple[str, ...]:
        """Return the sections that are folded until they are needed: by a finding, a value, or the officer."""
        return ()

    def still_folded(self) -> tuple[str, ...]:
        """Return the sections that are folded now."""
        self.build()
        return tuple(name for name in self.folded() if self._sections[name].frame.isHidden())

    def open_section(self, name: str) -> None:
        """Unfold a section and go to its first field."""
        if self._snapshot is not None:
            self._opened.add(f"{self._snapshot.chosen}.{name}")
            self._fold(self._snapshot)
        self.focus(self._names_in(name)[0])

    # -- moving --------------------------------------------------------------------------------------
    def focus(self, name: str) -> bool:
        """Go to a field, unfolding its section; False if there is none of that name."""
        self.build()
        field = self._fields.get(name)
        if field is None:
            return False
        section = next((s for s in self.folded() if name in self._names_in(s)), "")
        if section and self._snapshot is not None and self._sections[section].frame.isHidden():
            self._opened.add(f"{self._snapshot.chosen}.{section}")
            self._fold(self._snapshot)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, Field):
            field.editor.selectAll()
        return True

    def next_section(self) -> None:
        """Go to the first field of the next section that is open, round and round."""
        names = [name for name, section in self._sections.items() if not section.frame.isHidden()]
        here = next((i for i, name in enumerate(names) if self._has_focus(self._names_in(name))), -1)
        self.focus(self._names_in(names[(here + 1) % len(names)])[0])

    def _has_focus(self, names: Iterable[str]) -> bool:
        return any(self._fields[name].hasFocus() for name in names)

    def _names_in(self, section: str) -> list[str]:
        return [field.objectName() for field in self._sections[section].fields]

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._snapshot is None or not self.isVisible():
            return
        for name, field in self._fields.items():
            field.set_hint(self.hint_of(name, self._snapshot))
            if new is not None and field.isAncestorOf(new):
                # A section just unfolded has no place yet: its fields can be scrolled to once they are laid out.
                QTimer.singleShot(0, self, partial(self._scroll.ensureWidgetVisible, field, 0, 0))
                self.entered.emit(self.path, name)

    # -- editing -------------------------------------------------------------------------------------
    def _on_left(self, name: str) -> None:
        self.left.emit(self.path, name)

    def _on_edited(self, name: str, text: str) -> None:
        field = self._fields[name]
        if len(text) > _LONG and "<" in text and isinstance(field, Field):
            old = getattr(self._snapshot.card, name) if self._snapshot is not None else ""
            field.set_value(shown(name, str(old)))
            self.pasted.emit(text)
            return
        kept, cut = bounded(name, text)
        if cut:
            field.set_value(kept)
            self.cut_short.emit(name, len(kept))
        self.amended.emit(self.path, name, kept)

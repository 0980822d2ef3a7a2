"""A traveler's card as a form, with the zone at its foot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain import dates
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import RELATIONS, TravelerDraft
from kbdesk.domain.vocabulary import Disposition, DocumentType, ExemptGround, Language
from kbdesk.ui.arrive.bounds import bound
from kbdesk.ui.arrive.card_form import CardForm
from kbdesk.ui.arrive.field_grid import FieldGrid
from kbdesk.ui.arrive.finding_words import short_words
from kbdesk.ui.arrive.numbering import of_field
from kbdesk.ui.arrive.places import municipality_choices, office_choices
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.arrive.understood import shown
from kbdesk.ui.arrive.zone_reading import zone_reading
from kbdesk.ui.forms.ui_traveler import Ui_TravelerForm
from kbdesk.ui.kit.field import ChoiceField
from kbdesk.ui.room import Room

SEXES = ("F", "M", "X")


class TravelerForm(CardForm):
    """One person's card.

    Signals:
        zone_typed: What stands in the MRZ field reads as a zone. arg: the text.
        portrait_asked: Another portrait, or none, is wanted at its place.
        picture_offered: A picture was dropped or pasted there. arg: what was given.
    """

    zone_typed = Signal(str)
    portrait_asked = Signal()
    picture_offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form, as compiled forms do."""
        super().__init__(parent)
        self.ui = Ui_TravelerForm()
        self.build()

    def _make(self) -> tuple[SteadyScroll, Mapping[str, FieldGrid]]:
        ui = self.ui
        ui.setupUi(self)
        ui.head_person.clicked.connect(self.portrait_asked)
        ui.head_person.offered.connect(self.picture_offered)
        ui.mrz.edited.connect(self._on_zone_edited)
        ui.mrz.left.connect(partial(self._on_left, "mrz"))
        ui.mrz.passed.connect(self._on_zone_passed)
        ui.mrz.overfull.connect(lambda: self.cut_short.emit("mrz", bound("mrz")))
        return ui.scroll, {
            "person": FieldGrid(ui.section_person, ui.head_person, ui.grid_person),
            "document": FieldGrid(ui.section_document, ui.head_document, ui.grid_document),
            "dates": FieldGrid(ui.section_dates, ui.head_dates, ui.grid_dates),
            "custody": FieldGrid(ui.section_custody, ui.head_custody, ui.grid_custody),
            "guardian": FieldGrid(ui.section_guardian, ui.head_guardian, ui.grid_guardian),
            "exempt": FieldGrid(ui.section_exempt, ui.head_exempt, ui.grid_exempt),
        }

    def show_card(self, snapshot: Snapshot, *, anew: bool = False) -> None:
        """Show the chosen person, and the zone as read."""
        super().show_card(snapshot, anew=anew)
        card = snapshot.card
        if not isinstance(card, TravelerDraft):
            return
        self._show_portrait(card, snapshot)
        zone = self.ui.mrz
        if anew or not zone.editor.hasFocus():
            zone.set_value(card.mrz)
        zone.setEnabled(snapshot.chosen not in snapshot.draft.done)
        reading = zone_reading(card.mrz, today=snapshot.begun_at.date()) if card.mrz else None
        own = [f for f in snapshot.findings if f.card == snapshot.chosen]
        zone.show_reading(reading, reading.doubts(own) if reading is not None else ())
        if self._catalog is None:
            return
        for name, field in self.fields.items():
            given = reading is not None and reading.gives(name, str(getattr(card, name)))
            source = self._source(name, snapshot, self._catalog, given=given)
            field.set_provenance(source, checked=given and reading is not None and reading.covers(name))
        self._say_heads(snapshot, self._catalog)

    def _show_portrait(self, card: TravelerDraft, snapshot: Snapshot) -> None:
        found = of_field(snapshot.findings, snapshot.chosen, "portrait")
        said = ""
        if found is not None and self._catalog is not None:
            said = f"{found.number} · {short_words(found, self._catalog)}"
        self.ui.head_person.show_portrait(card.portrait, note=said)
        self.ui.head_person.setEnabled(snapshot.chosen not in snapshot.draft.done)

    def _source(self, name: str, snapshot: Snapshot, catalog: Catalog, *, given: bool) -> str:
        """Say in a word where a value came from; that it is another than last time outranks the zone."""
        marks = snapshot.marks
        if marks is not None and name in marks.changed:
            return catalog.text("arrive.source.changed")
        if given:
            return catalog.text("arrive.source.mrz")
        return catalog.text("arrive.source.known") if marks is not None and name in marks.filled else ""

    def hint_of(self, name: str, snapshot: Snapshot) -> str:
        """Return what stands below a field: which passage filled it, or what it was then."""
        marks, catalog = snapshot.marks, self._catalog
        if marks is None or catalog is None:
            return super().hint_of(name, snapshot)
        on = dates.spelled(marks.on.isoformat())
        if name in marks.changed:
            return catalog.text("prefill.changed", on=on, before=self._words(name, marks.changed[name]))
        if name in marks.filled:
            return catalog.text("prefill.from", on=on)
        return super().hint_of(name, snapshot)

    def _words(self, name: str, value: str) -> str:
        field = self.fields[name]
        index = field.editor.findData(value) if isinstance(field, ChoiceField) else -1
        return field.editor.itemText(index) if isinstance(field, ChoiceField) and index >= 0 else shown(name, value)

    def _speak(self, catalog: Catalog) -> None:
        language, ui = catalog.language, self.ui
        ui.mrz.retranslate(catalog)
        ui.head_person.retranslate(catalog)
        nothing = ("", catalog.text("arrive.choose-none"))
        ui.sex.set_choices([nothing, *((sex, catalog.text(f"sex.{sex}")) for sex in SEXES)])
        ui.document_type.set_choices([nothing, *((str(t), catalog.text(f"document_type.{t}")) for t in DocumentType)])
        ui.language.set_choices([nothing, *((str(one), catalog.text(f"language.{one}")) for one in Language)])
        ui.exempt_ground.set_choices([nothing, *((str(g), catalog.text(f"exempt_ground.{g}")) for g in ExemptGround)])
        ui.guardian_relation.set_choices([(r, catalog.text(f"guardian_relation.{r}")) for r in RELATIONS])
        if self._reference is not None:
            ui.residence.set_choices(municipality_choices(self._reference, language))
            ui.document_issuing_office.set_choices(office_choices(self._reference, language))
        for head, section in ((ui.head_dates, "dates"), (ui.head_guardian, "guardian"), (ui.head_exempt, "exempt")):
            head.set_words(catalog.text(f"arrive.section.{section}"), catalog.text(f"arrive.section.{section}.note"))

    def focus(self, name: str) -> bool:
        """Go to a field, the zone and the portrait among them."""
        if name in ("mrz", "portrait"):
            (self.ui.mrz if name == "mrz" else self.ui.head_person).setFocus()
            return True
        return super().focus(name)

    def set_room(self, room: Room) -> None:
        """Take what room there is: the zone scrolls with the fields where the window is not wide."""
        super().set_room(room)
        ui, wide = self.ui, room is Room.WIDE
        ui.head_person.set_room(room)
        ui.mrz.set_wide(wide)
        if wide:
            ui.foot_row.setContentsMargins(24, 0, 24, 12)
            ui.whole.addWidget(ui.foot)
        else:
            ui.foot_row.setContentsMargins(0, 0, 0, 12)
            ui.rows.insertWidget(ui.rows.count() - 1, ui.foot)

    def _offer(self, snapshot: Snapshot) -> None:
        if self._catalog is None:
            return
        people = [("", self._catalog.text("arrive.choose-none"))]
        for number, line in enumerate(snapshot.people, 1):
            if line.path != snapshot.chosen and isinstance(line.card, TravelerDraft):
                people.append((str(number), f"{number} · {line.card.surname} {line.card.given_names}".strip()))
        self.ui.guardian_traveler.set_choices(people)

    def _say_heads(self, snapshot: Snapshot, catalog: Catalog) -> None:
        card, examined = snapshot.card, snapshot.examination
        kind = getattr(card, "document_type", "")
        known = kind in tuple(DocumentType)
        note = catalog.text(f"document_type.{kind}") if known else ""
        state = getattr(card, "document_issuing_state", "")
        self.ui.head_document.set_words(
            catalog.text("arrive.section.document"), ", ".join(part for part in (note, state) if part)
        )
        held = examined is not None and examined.outcome.disposition is Disposition.HELD
        nothing = examined is not None and examined.outcome.disposition is Disposition.SHOWN
        custody = "held" if held else "shown" if nothing else ""
        self.ui.head_custody.set_words(
            catalog.text("arrive.section.custody"),
            catalog.text(f"arrive.section.custody.{custody}") if custody else "",
        )

    def folded(self) -> tuple[str, ...]:
        """Return the sections that are folded until they are needed."""
        return ("dates", "guardian", "exempt")

    def _on_zone_edited(self, text: str) -> None:
        kept = text[: bound("mrz")]
        if self._is_whole(kept):
            self.zone_typed.emit(kept)
        else:
            self.amended.emit(self.path, "mrz", kept)

    def _is_whole(self, text: str) -> bool:
        """Tell whether a document's zone has been typed to its end; a visa's is kept as typed and fills nothing."""
        reading = zone_reading(text, today=self._snapshot.begun_at.date()) if self._snapshot is not None else None
        return reading is not None and not reading.zone.is_visa

    def _on_zone_passed(self) -> None:
        """Go from the zone to what is still to be filled."""
        card = self._snapshot.card if self._snapshot is not None else TravelerDraft()
        self.focus(next((name for name in self.fields if not getattr(card, name)), "surname"))

"""A vehicle's or trailer's card as a form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.vocabulary import Disposition, ExemptGround
from kbdesk.ui.arrive.card_form import CardForm
from kbdesk.ui.arrive.field_grid import FieldGrid
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.arrive.understood import plate_read_as
from kbdesk.ui.forms.ui_vehicle import Ui_VehicleForm

CATEGORIES = ("M1", "M2", "M3", "N1", "N2", "N3", "L", "O1", "O2", "O3", "O4", "T")


class VehicleForm(CardForm):
    """One vehicle's card; a trailer's is the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form, as compiled forms do."""
        super().__init__(parent)
        self.ui = Ui_VehicleForm()

    def _make(self) -> tuple[SteadyScroll, Mapping[str, FieldGrid]]:
        ui = self.ui
        ui.setupUi(self)
        return ui.scroll, {
            "plate": FieldGrid(ui.section_plate, ui.head_plate, ui.grid_plate),
            "vehicle": FieldGrid(ui.section_vehicle, ui.head_vehicle, ui.grid_vehicle),
            "dates": FieldGrid(ui.section_dates, ui.head_dates, ui.grid_dates),
            "holder": FieldGrid(ui.section_holder, ui.head_holder, ui.grid_holder),
            "authorisation": FieldGrid(ui.section_authorisation, ui.head_authorisation, ui.grid_authorisation),
            "custody": FieldGrid(ui.section_custody, ui.head_custody, ui.grid_custody),
            "exempt": FieldGrid(ui.section_exempt, ui.head_exempt, ui.grid_exempt),
        }

    def show_card(self, snapshot: Snapshot, *, anew: bool = False) -> None:
        """Show the chosen vehicle."""
        super().show_card(snapshot, anew=anew)
        card, catalog = snapshot.card, self._catalog
        if not isinstance(card, VehicleDraft) or catalog is None:
            return
        self._say_heads(snapshot, catalog)

    def hint_of(self, name: str, snapshot: Snapshot) -> str:
        """Return what stands below a field without a finding: for the plate how it was understood."""
        card = snapshot.card
        if name != "plate" or not isinstance(card, VehicleDraft) or self._catalog is None:
            return super().hint_of(name, snapshot)
        read_as = plate_read_as(card.plate, trailer=snapshot.chosen == "trailer")
        return self._catalog.text("arrive.read-as", text=read_as) if read_as else super().hint_of(name, snapshot)

    def _speak(self, catalog: Catalog) -> None:
        ui = self.ui
        nothing = ("", catalog.text("arrive.choose-none"))
        ui.category.set_choices([(c, catalog.text(f"category.{c}")) for c in CATEGORIES])
        ui.exempt_ground.set_choices([nothing, *((str(g), catalog.text(f"exempt_ground.{g}")) for g in ExemptGround)])
        for head, section in (
            (ui.head_dates, "dates"),
            (ui.head_holder, "holder"),
            (ui.head_authorisation, "authorisation"),
            (ui.head_exempt, "exempt"),
        ):
            head.set_words(catalog.text(f"arrive.section.{section}"), catalog.text(f"arrive.section.{section}.note"))

    def _say_heads(self, snapshot: Snapshot, catalog: Catalog) -> None:
        examined = snapshot.examination
        held = examined is not None and examined.outcome.disposition is Disposition.HELD
        role = "trailer" if snapshot.chosen == "trailer" else "vehicle"
        self.ui.head_plate.set_words(catalog.text(f"arrive.role.{role}"))
        self.ui.head_vehicle.set_words(catalog.text("arrive.section.registration"))
        note = catalog.text("arrive.section.custody.held") if held else ""
        self.ui.head_custody.set_words(catalog.text("arrive.section.custody"), note)

    def folded(self) -> tuple[str, ...]:
        """Return the sections that are folded until they are needed."""
        return ("dates", "authorisation", "exempt")

"""The two lists of the Shift page: fees that are due, and emergency forms with lines nobody entered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kbdesk.domain.fees import Due
from kbdesk.domain.late import EmergencyForm
from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift_report import Takings
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.shift.listing import Listing
from kbdesk.ui.shift.view import ShiftView
from kbdesk.ui.when import clock_time, short_date


class FeesList(Listing):
    """What was charged and is due, and what the shift took so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(("cash", "slip", "waive", "drawer"), of_row=("cash", "slip", "waive"), parent=parent)
        self._due: tuple[Due, ...] = ()

    @property
    def due(self) -> Due | None:
        """The fee chosen."""
        return self._due[self.row] if 0 <= self.row < len(self._due) else None

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show what is due."""
        self._due = view.due
        names = [catalog.text(f"shift_page.fees.do.{name}") for name in self.buttons]
        took = view.report.figures.takings if view.report is not None and view.shift is not None else None
        what = "" if took is None else _took(took, catalog)
        self.show_words(catalog.text("shift_page.fees"), what, catalog.text("shift_page.fees.none"), names)
        self.show_rows([_due_row(due, catalog) for due in view.due])
        for button in self.buttons.values():
            button.setEnabled(button.isEnabled() and view.shift is not None)


class FormsList(Listing):
    """Emergency forms that are not entered to the last line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(("enter", "print"), of_row=("enter",), parent=parent)
        self._forms: tuple[EmergencyForm, ...] = ()

    @property
    def form(self) -> EmergencyForm | None:
        """The form chosen."""
        return self._forms[self.row] if 0 <= self.row < len(self._forms) else None

    def show_view(self, view: ShiftView, catalog: Catalog) -> None:
        """Show the forms."""
        self._forms = view.forms
        names = [catalog.text(f"shift_page.forms.do-{name}") for name in self.buttons]
        self.show_words(
            catalog.text("shift_page.forms"),
            catalog.text("shift_page.forms.how"),
            catalog.text("shift_page.forms.none"),
            names,
        )
        self.show_rows([_form_row(form, catalog) for form in view.forms])


def _took(took: Takings, catalog: Catalog) -> str:
    values = {"cash": took.cash, "slip": took.slip, "waived": took.waived}
    return catalog.text("shift_page.fees.took", **{name: f"{value:.2f}" for name, value in values.items()})


def _due_row(due: Due, catalog: Catalog) -> ToldRow:
    when = f"{short_date(due.charged_at.date(), catalog.language)} {clock_time(due.charged_at)}"
    title = catalog.text("shift_page.fees.line", number=due.number, amount=f"{due.amount:.2f}", currency=due.currency)
    return ToldRow(title=title, detail=f"{due.code} · {when}", shape=Shape.NOTE)


def _form_row(form: EmergencyForm, catalog: Catalog) -> ToldRow:
    when = f"{short_date(form.printed_at.date(), catalog.language)} {clock_time(form.printed_at)}"
    left = catalog.count("shift_page.forms.left", form.left)
    return ToldRow(title=form.number, detail=f"{left} · {when}", shape=Shape.NOTE)

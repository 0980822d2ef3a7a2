"""What became of one envelope: who held it when, where it lay, its seal, the picture taken of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain import numbers
from kbdesk.domain.custody import CustodyStep, EnvelopeRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.returns.words import crossing_name, items_words
from kbdesk.ui.room import Room, room_behind
from kbdesk.ui.rules.told_list import ToldList, ToldRow
from kbdesk.ui.when import clock_time, short_date

_DIGITS = 16
"""So many hex digits of a picture's digest are told in groups of four; the whole is in the tip and the export."""


class EnvelopeHistory(QDialog):
    """The steps, newest first, and the way to seal and photograph what is still held. Esc closes it.

    Signals:
        seal_wanted: The envelope is to be sealed, and a picture of it kept. arg: its number.
    """

    seal_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        envelope: EnvelopeRow,
        steps: Sequence[CustodyStep],
        reference: Reference,
        catalog: Catalog,
    ) -> None:
        """Show over a window."""
        super().__init__(window)
        self._number = envelope.number
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = catalog.text("custody_page.history.title", envelope=numbers.spelled_envelope(envelope.number))
        self.setWindowTitle(title)
        self.setModal(True)
        self.list = ToldList(self)
        self.list.setAccessibleName(title)
        self.list.show_rows([_row(step, reference, catalog) for step in reversed(steps)])
        self.seal, self.done_ = Button(self, catalog.text("custody_page.seal")), Button(self)
        self.done_.setText(catalog.text("banner.close"))
        self.seal.setEnabled(envelope.held)
        self.setLayout(
            column(
                Paragraph(self, title, role="section"),
                (self.list, 1),
                row(self.done_, None, self.seal, gap=12),
                gap=8,
                margins=(24, 14, 24, 14),
            )
        )
        compact = room_behind(window) is Room.COMPACT
        self.resize(540, 300 if compact else 460)
        self.done_.clicked.connect(self.reject)
        self.seal.clicked.connect(self._on_seal_clicked)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_seal_clicked(self) -> None:
        self.accept()
        self.seal_wanted.emit(self._number)


def _row(step: CustodyStep, reference: Reference, catalog: Catalog) -> ToldRow:
    """Return a step in words: what happened, then when and by whom, and what it says besides."""
    name = step.kind.partition(".")[2]
    values = {
        "slot": step.slot or "–",
        "to": _receiver(step, reference, catalog),
        "seal": step.seal_number,
        "items": items_words(step.items, catalog) or "–",
        "second": step.second,
    }
    when = f"{short_date(step.at.date(), catalog.language)} {clock_time(step.at)}"
    said = [when, step.officer, step.article, step.explanation]
    if step.photograph:
        said.append(catalog.text("custody_page.photograph", digest=told_digest(step.photograph)))
    message = f"custody_page.step.{name}"
    title = catalog.text(message, **values) if catalog.has(message) else step.kind
    return ToldRow(title=title, detail=" · ".join(part for part in said if part), shape=Shape.NOTE)


def _receiver(step: CustodyStep, reference: Reference, catalog: Catalog) -> str:
    collector = f"return_page.collector.{step.to}"
    if step.to in reference.crossings:
        return crossing_name(step.to, reference, catalog)
    return catalog.text(collector) if step.to and catalog.has(collector) else step.to


def told_digest(digest: str) -> str:
    """Return the beginning of a SHA-256 as people compare it.

    >>> told_digest("a1b2c3d4e5f60718" + "0" * 48)
    'a1b2 c3d4 e5f6 0718 …'
    """
    return " ".join(digest[at : at + 4] for at in range(0, _DIGITS, 4)) + " …"

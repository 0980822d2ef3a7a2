"""What was claimed of other desks: what waits and what has ended, how a claim ends, and taking such an end back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.returns import ClaimRow, ClaimState
from kbdesk.ui.custody.asking import AskingDialog, Question
from kbdesk.ui.desk import Session
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.returns.words import crossing_name, kind_words
from kbdesk.ui.room import Room, room_behind
from kbdesk.ui.rules.told_list import ToldList, ToldRow
from kbdesk.ui.when import short_date
from kbdesk.ui.worker import Worker

_SHAPES = {ClaimState.QUEUED: Shape.WAIT, ClaimState.SETTLED: Shape.OK, ClaimState.WITHDRAWN: Shape.NOTE}


class Part(StrEnum):
    """Which claims are listed."""

    WAITING = "waiting"
    ENDED = "ended"


class ClaimsDialog(QDialog):
    """The claims, and what can be done with the one chosen. Esc closes it.

    Signals:
        ended: A claim ended, or waits again. arg: a word of ``custody_page.done``.
        failed: Something was refused. arg: the exception.
    """

    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, session: Session, store: Worker, catalog: Catalog) -> None:
        """Show over a window; it reads the claims at once."""
        super().__init__(window)
        self._session, self._store, self._catalog = session, store, catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text, title = catalog.text, catalog.text("custody_page.claims.title")
        self.setWindowTitle(title)
        self.setModal(True)
        self.rows: Sequence[ClaimRow] = ()
        self._act = ""
        self.part, self.list, self._none = Segments(self), ToldList(self), Paragraph(self, tone="ink2")
        self._none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.part.set_segments([(text(f"custody_page.claims.{part}"), "") for part in Part])
        self.part.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.close_ = Button(self, text("banner.close"))
        self.settle, self.withdraw, self.reopen = (
            Button(self, text(f"custody_page.claim-{act}.button")) for act in ("settle", "withdraw", "reopen")
        )
        self.setLayout(
            column(
                Paragraph(self, title, role="section"),
                Paragraph(self, text("custody_page.claims.what"), role="caption"),
                row(self.part, None),
                (self._none, 1),
                (self.list, 1),
                row(self.close_, None, self.withdraw, self.settle, self.reopen, gap=12),
                gap=8,
                margins=(24, 14, 24, 14),
            )
        )
        self.resize(560, 320 if room_behind(window) is Room.COMPACT else 460)
        self._connect()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(())
        self.look()

    @property
    def claim(self) -> ClaimRow | None:
        """The claim chosen."""
        place = self.list.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    @property
    def listed(self) -> Part:
        """Which claims are listed."""
        return tuple(Part)[max(0, self.part.currentIndex())]

    def look(self) -> None:
        """Read the claims again."""
        claims = self._session.returns.claims
        read = claims.waiting if self.listed is Part.WAITING else claims.ended
        self._store.run_newest("claims", read, self._show, self.failed.emit)

    def ask(self, act: str, do: Callable[[str, str], ClaimRow]) -> None:
        """Ask why the claim chosen ends, or waits again."""
        claim, catalog = self.claim, self._catalog
        if claim is None:
            return
        number = numbers.spelled(claim.number)
        about = catalog.text(f"custody_page.claim-{act}.what", number=number)
        question = Question(name="reason", label=catalog.text("custody_page.claims.reason"))
        dialog = AskingDialog(self, catalog, f"claim-{act}", about, [question])
        self._act = act
        dialog.answered.connect(
            lambda said: self._store.run(lambda: do(claim.number, said["reason"]), self._on_done, self.failed.emit)
        )
        dialog.open()

    def _on_done(self, _claim: ClaimRow) -> None:
        self.ended.emit(f"claim-{self._act}")
        self.look()

    def _show(self, rows: Sequence[ClaimRow]) -> None:
        self.rows = rows
        self.list.show_rows([_told(claim, self._session.reference, self._catalog) for claim in rows])
        if rows:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(self._catalog.text(f"custody_page.claims.none-{self.listed}"))
        for button in (self.settle, self.withdraw):
            button.setVisible(self.listed is Part.WAITING)
        self.reopen.setVisible(self.listed is Part.ENDED)
        for button in (self.settle, self.withdraw, self.reopen):
            button.setEnabled(bool(rows))

    def _connect(self) -> None:
        claims = self._session.returns.claims
        self.part.currentChanged.connect(lambda _index: self.look())
        self.close_.clicked.connect(self.reject)
        self.settle.clicked.connect(lambda: self.ask("settle", claims.settle))
        self.withdraw.clicked.connect(lambda: self.ask("withdraw", claims.withdraw))
        self.reopen.clicked.connect(lambda: self.ask("reopen", claims.reopen))


def _told(claim: ClaimRow, reference: Reference, catalog: Catalog) -> ToldRow:
    text = catalog.text
    detail = text(
        "custody_page.claims.row",
        state=text(f"custody_page.claims.state.{claim.state}"),
        number=numbers.spelled(claim.number),
        crossing=crossing_name(claim.crossing, reference, catalog),
        on=short_date(claim.at.date(), catalog.language),
        officer=claim.officer,
    )
    title = f"{kind_words(claim.kind, catalog)} {numbers.spelled(claim.claimed)}"
    return ToldRow(title=title, detail=detail, shape=_SHAPES[claim.state])

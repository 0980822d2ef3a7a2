"""What is done with envelopes on the Custody page: each act with its question, and the second officer where asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.desk.custody import Transferred
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.ui.custody.asking import AskingDialog, Question
from kbdesk.ui.custody.claims import ClaimsDialog
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.returns.words import crossing_name
from kbdesk.ui.second_officer import Asking, SecondOfficer
from kbdesk.ui.worker import Worker

_NAMED = 3
"""Envelopes that a question names; of more it says that there are."""


class CustodyActs(QObject):
    """Asks over the page's window and tells the store what was decided.

    Signals:
        done: Something was recorded. arg: what (a word of ``custody_page.done``).
        failed: It was refused or did not work. arg: the exception.
    """

    done = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Callable[[], Catalog],
        page: QWidget,
    ) -> None:
        """Act for an officer."""
        super().__init__(page)
        self._session, self._store, self._officers = session, store, officers
        self._catalog, self._page = catalog, page

    def move(self, number: str) -> None:
        """Put an envelope into another slot."""
        custody = self._session.custody
        question = Question(name="slot", label=self._catalog().text("return_page.slot"), free=True)
        dialog = self._ask("move", [number], [question])
        dialog.answered.connect(lambda said: self._run(lambda: custody.move(number, said["slot"]), "moved"))

    def hand_over(self, named: Sequence[str]) -> None:
        """Hand envelopes over to another officer."""
        custody = self._session.custody
        others = [(officer.name, officer.name) for officer in self._officers()]
        label = self._catalog().text("custody_page.officer")
        dialog = self._ask("hand-over", named, [Question(name="to", label=label, choices=others)])
        dialog.answered.connect(lambda said: self._run(lambda: custody.hand_over(named, said["to"]), "handed-over"))

    def transfer(self, named: Sequence[str]) -> None:
        """Send envelopes on to another crossing; their manifest goes to the printer."""
        catalog, here, reference = self._catalog(), self._session.post.crossing, self._session.reference
        places = [(key, crossing_name(key, reference, catalog)) for key in reference.crossings if key != here]
        label = catalog.text("custody_page.crossing")
        dialog = self._ask("transfer", named, [Question(name="crossing", label=label, choices=places)])

        def send(crossing: str) -> Transferred:
            sent = self._session.custody.transfer(named, crossing)
            self._session.custody.deliver(sent.papers)
            return sent

        dialog.answered.connect(lambda said: self._run(lambda: send(said["crossing"]), "transferred"))

    def destroy(self, number: str) -> None:
        """Enter that what is in an envelope was destroyed, as two officers saw."""
        questions = [
            Question(name="article", label=self._catalog().text("custody_page.article")),
            Question(name="order", label=self._catalog().text("custody_page.order")),
        ]
        dialog = self._ask("destroy", [number], questions, grave=True)
        dialog.answered.connect(lambda said: self._sign_destruction(number, said))

    def claims(self) -> None:
        """Show the claims, and let how one ended be entered."""
        dialog = ClaimsDialog(self._page.window(), self._session, self._store, self._catalog())
        dialog.ended.connect(self.done)
        dialog.failed.connect(self.failed)
        dialog.open()

    def explain(self, number: str, explained: Callable[[str], object]) -> None:
        """Ask why an envelope is not where the records have it."""
        question = Question(name="why", label=self._catalog().text("custody_page.why"))
        dialog = self._ask("explain", [number], [question])
        dialog.answered.connect(lambda said: explained(said["why"]))

    def _ask(
        self, act: str, named: Sequence[str], questions: Sequence[Question], *, grave: bool = False
    ) -> AskingDialog:
        spelled = ", ".join(numbers.spelled_envelope(number) for number in named[:_NAMED])
        shown = f"{spelled} …" if len(named) > _NAMED else spelled
        about = self._catalog().text(f"custody_page.{act}.what", envelopes=shown)
        dialog = AskingDialog(self._page.window(), self._catalog(), act, about, questions, grave=grave)
        dialog.open()
        return dialog

    def _sign_destruction(self, number: str, said: Mapping[str, str]) -> None:
        custody, catalog, window = self._session.custody, self._catalog(), self._page.window()
        asking = Asking(
            title=catalog.text("custody_page.destroy.title"),
            what=catalog.text("custody_page.destroy.two"),
            do=catalog.text("custody_page.destroy.do"),
        )
        dialog = SecondOfficer(window, self._session, self._store, self._officers(), catalog, asking)
        dialog.signed.connect(
            lambda second, _reason: self._run(
                lambda: custody.destroy(number, said["article"], said["order"], second=second), "destroyed"
            )
        )
        dialog.open()

    def _run(self, job: Callable[[], object], done: str) -> None:
        self._store.run(job, lambda _answer: self.done.emit(done), self.failed.emit)

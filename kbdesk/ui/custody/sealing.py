"""One envelope's history, and its seal: the number, and the digest of a picture of it if one was taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QWidget

from kbdesk.domain import numbers
from kbdesk.domain.codes import CodesError
from kbdesk.domain.custody import CustodyStep, EnvelopeRow
from kbdesk.domain.messages import Catalog
from kbdesk.ui.custody.asking import AskingDialog, Question
from kbdesk.ui.custody.history import EnvelopeHistory
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker


class Sealing(QObject):
    """Asks over the page's window. The picture is read on the press's worker, as a stick may be slow; none is kept.

    Signals:
        sealed: It was recorded.
        failed: It was refused, or the picture could not be read. arg: the exception.
    """

    sealed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, store: Worker, press: Worker, catalog: Callable[[], Catalog], page: QWidget
    ) -> None:
        """Act for an officer."""
        super().__init__(page)
        self._session, self._store, self._press, self._catalog, self._page = session, store, press, catalog, page

    def show_history(self, picked: Sequence[EnvelopeRow]) -> None:
        """Show what became of the one envelope chosen."""
        if len(picked) != 1:
            return
        (envelope,) = picked
        custody = self._session.custody
        self._store.run(
            lambda: custody.history(envelope.number), lambda steps: self._show(envelope, steps), self.failed.emit
        )

    def _show(self, envelope: EnvelopeRow, steps: Sequence[CustodyStep]) -> None:
        window, reference = self._page.window(), self._session.reference
        dialog = EnvelopeHistory(window, envelope, steps, reference, self._catalog())
        dialog.seal_wanted.connect(self.ask)
        dialog.open()

    def ask(self, number: str) -> AskingDialog:
        """Ask for the number of the seal and for a picture."""
        catalog = self._catalog()
        questions = (
            Question(name="seal", label=catalog.text("custody_page.seal.number")),
            Question(name="picture", label=catalog.text("custody_page.picture"), free=True, picture=True),
        )
        about = catalog.text("custody_page.seal.what", envelopes=numbers.spelled_envelope(number))
        dialog = AskingDialog(self._page.window(), catalog, "seal", about, questions)
        dialog.answered.connect(lambda said: self._seal(number, said))
        dialog.open()
        return dialog

    def _seal(self, number: str, said: Mapping[str, str]) -> None:
        self._press.run(
            lambda: read_picture(said["picture"]),
            lambda picture: self._store.run(
                lambda: self._session.custody.seal(number, said["seal"], photograph=picture),
                lambda _row: self.sealed.emit(),
                self.failed.emit,
            ),
            self.failed.emit,
        )


def read_picture(path: str) -> bytes:
    """Return the bytes of a picture, none for no path. Raises `OSError`, `CodesError` for a file that is no picture."""
    if not path:
        return b""
    data = Path(path).read_bytes()
    if not QImageReader.imageFormat(path).data():
        raise CodesError("codes.picture-damaged")
    return data

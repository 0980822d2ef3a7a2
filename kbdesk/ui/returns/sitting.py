"""One return at a time: looked up, put right where something is different, handed back, delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.return_proof import return_proofs
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns import Reissued, Returned
from kbdesk.domain import numbers
from kbdesk.domain.codes import Code
from kbdesk.domain.findings import Finding
from kbdesk.domain.paper import Paper, Printed
from kbdesk.domain.returns import Returnable, ReturnCode, ReturnError
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.desk import Session
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.anew import Anew, begun, can_begin
from kbdesk.ui.returns.left_off import LeftOff
from kbdesk.ui.worker import Worker

_ELSEWHERE: Final = {
    ScanKind.ZONE: ("return.zone-not-ours", Place.ARRIVE),
    ScanKind.NUMBER: ("return.number-unknown", Place.SEARCH),
}
"""What may be of use elsewhere, by the refusal that says so: a document arrives, a claim has a number too."""


class Stage(StrEnum):
    """How far a return is."""

    EMPTY = "empty"
    LOOKING = "looking"
    REFUSED = "refused"
    SEEN = "seen"
    SIGNING = "signing"
    DONE = "done"


class Label(StrEnum):
    """What the label on the envelope said, once it was scanned."""

    UNREAD = "unread"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was looked up: the view, the slots in which anything lies, and what is to be issued anew."""

    view: ReturnView
    shelf: tuple[str, ...]
    anew: Anew | None = None


class ReturnSitting(QObject):
    """What the page shows. Everything that reaches the store is done on its worker.

    `shared` tells whether a permit and a registration have the number that was asked for; `anew` is what is issued in
    the same act, None where something is only handed back.

    Signals:
        changed: What is shown is another.
        strange: A document or number was scanned that nothing is known of here. args: the `Place` to try, the text.
        handed: Something was handed back or claimed. arg: the `Returned`.
        overtaken: Nothing was recorded: what was seen is not so any more, and is shown as it is now.
        failed: Something did not work. arg: the exception.
        delivered: The papers were printed, or refused by the printer.
    """

    changed = Signal()
    strange = Signal(object, str)
    handed = Signal(object)
    overtaken = Signal()
    failed = Signal(object)
    delivered = Signal()

    def __init__(self, session: Session, store: Worker, parent: QObject | None = None) -> None:
        """Begin with nothing looked up."""
        super().__init__(parent)
        self._session, self._store = session, store
        self.stage = Stage.EMPTY
        self.view: ReturnView | None = None
        self.shelf: tuple[str, ...] = ()
        self.handing = Handing()
        self.label = Label.UNREAD
        self.refusal: Exception | None = None
        self.returned: Returned | None = None
        self.shared = False
        self.anew: Anew | None = None
        self._asked = ""
        self._scan: Recognised | None = None

    # -- looking -------------------------------------------------------------------------------------
    def take(self, text: str) -> None:
        """Take what was scanned or typed: the label of the envelope in hand, else something to look up."""
        view = self.view
        if self.stage is Stage.SEEN and view is not None and view.envelope is not None and numbers.is_label(text):
            same = numbers.understand(text) == view.envelope.number
            self.label = Label.SAME if same else Label.OTHER
            self.changed.emit()
        elif text.strip():
            self.look(text)

    def look(self, text: str, kind: Returnable | None = None, *, anew: bool = False) -> None:
        """Look a text up; `kind` says which is meant where a permit and a registration share a number.

        With `anew` it is to be issued anew in the same act, if it can be.
        """
        if self.stage is Stage.SIGNING:
            return
        self._asked, self._scan = text, None
        self.shared = kind is not None and self.shared
        self._forget(Stage.LOOKING)
        self._store.run_newest("return", self._job(text, kind, anew=anew), self._on_looked, self._on_refused)

    def scanned(self, found: Recognised) -> bool:
        """Look up whatever was scanned; a document or number that is nothing here is told by `strange`."""
        if found.kind is ScanKind.SEAL:
            self.look_at(found.seal)
        elif found.kind in _ELSEWHERE:
            self.look(found.text)
            self._scan = found
        elif found.kind is not ScanKind.UNKNOWN:
            self.take(found.text)
        return found.kind is not ScanKind.UNKNOWN

    def look_at(self, seal: bytes) -> None:
        """Look up the paper that a seal is on; whether it holds stands among the findings."""
        if self.stage is Stage.SIGNING:
            return
        self._asked, self._scan, self.shared = "", None, False
        self._forget(Stage.LOOKING)
        self._store.run_newest("return", self._seal_job(seal), self._on_looked, self._on_refused)

    def look_as(self, kind: Returnable) -> None:
        """Look up the permit or the registration of the number asked for."""
        if self.stage in (Stage.SEEN, Stage.REFUSED):
            self.look(self.view.number if self.view is not None else self._asked, kind)

    def look_again(self) -> None:
        """Look once more at what is shown, as it stands now; what was said of its handing back stays."""
        view = self.view
        if self.stage is Stage.SEEN and view is not None:
            job = self._same_job(view, anew=self.anew is not None)
            self._store.run_newest("return", job, self._on_seen_again, self._on_refused)

    def told(self) -> str:
        """Return what is shown and what was said of its handing back, to be taken up later; empty for nothing."""
        view = self.view
        if self.stage is not Stage.SEEN or view is None:
            return ""
        return str(LeftOff.of(view, self._asked, self.handing, str(self.label), anew=self.anew is not None))

    def take_up(self, told: str) -> None:
        """Look up again what was shown; what was said of its handing back holds if the same lies in the envelope."""
        left = LeftOff.read(told)
        self._asked, self._scan, self.shared = left.text, None, False
        self._forget(Stage.LOOKING)
        job = self._job(left.text, left.kind, anew=left.anew)
        if left.seal:
            job = self._seal_job(left.seal, anew=left.anew)
        self._store.run_newest("return", job, lambda looked: self._on_taken_up(looked, left), self._on_refused)

    def _on_taken_up(self, looked: _Looked, left: LeftOff) -> None:
        if looked.view.contents == left.contents:
            self.handing, self.label = left.handing, Label(left.label)
        self._on_looked(looked)

    def drop(self) -> None:
        """Let go of what is shown; nothing is recorded by it."""
        if self.stage is not Stage.SIGNING:
            self._forget(Stage.EMPTY)

    def _job(self, text: str, kind: Returnable | None, *, anew: bool) -> Callable[[], _Looked]:
        return lambda: self._looked(self._session.returns.look(text, kind), anew=anew)

    def _seal_job(self, seal: bytes, *, anew: bool = False) -> Callable[[], _Looked]:
        return lambda: self._looked(self._session.returns.look_codes((Code(data=seal),)), anew=anew)

    def _same_job(self, view: ReturnView, *, anew: bool) -> Callable[[], _Looked]:
        """Return what looks up the paper shown once more, by its seal where that was what was shown."""
        if view.shown is not None:
            return self._seal_job(view.shown.data, anew=anew)
        return self._job(view.number, view.kind, anew=anew)

    def _looked(self, view: ReturnView, *, anew: bool) -> _Looked:
        """Return what was looked up, with what goes with it (store thread)."""
        session = self._session
        again = begun(session.returns, session.passage, view) if anew and can_begin(view) else None
        return _Looked(view=view, shelf=session.custody.slots(), anew=again)

    def _on_looked(self, looked: _Looked) -> None:
        self.stage, self.view, self.shelf = Stage.SEEN, looked.view, looked.shelf
        self.anew = looked.anew and looked.anew.answered(self.handing.reasons, self._session.passage)
        self.shared = self.shared or any(f.code == ReturnCode.SAME_NUMBER for f in looked.view.findings)
        self.changed.emit()

    def _on_seen_again(self, looked: _Looked) -> None:
        if self.stage is Stage.SEEN:
            self._on_looked(looked)

    def _on_refused(self, error: Exception) -> None:
        scan, self._scan = self._scan, None
        if scan is not None and isinstance(error, ReturnError) and error.code == _ELSEWHERE[scan.kind][0]:
            self._forget(Stage.EMPTY)
            self.strange.emit(_ELSEWHERE[scan.kind][1], scan.text)
            return
        self.shared = self.shared or (isinstance(error, ReturnError) and error.code == "return.two-of-a-number")
        self._forget(Stage.REFUSED, refusal=error)

    # -- handing back --------------------------------------------------------------------------------
    def differ(self, handing: Handing) -> None:
        """Say how this return differs from the holder taking everything with the paper in hand."""
        self.handing = handing
        self.anew = self.anew and self.anew.answered(handing.reasons, self._session.passage)
        self.changed.emit()

    def issue_anew(self, wanted: bool) -> None:
        """Issue anew what is handed back in the same act, or only hand it back."""
        view = self.view
        if self.stage is not Stage.SEEN or view is None:
            return
        if wanted and can_begin(view):
            job = self._same_job(view, anew=True)
            self._store.run_newest("return", job, self._on_seen_again, self._on_refused)
        elif not wanted:
            self.anew = None
            self.changed.emit()

    @property
    def warned(self) -> tuple[Finding, ...]:
        """The findings that want a reason."""
        found = () if self.view is None else self.view.findings
        own = tuple(finding for finding in found if finding.severity is Severity.WARN)
        return own if self.anew is None else (*own, *self.anew.warned)

    @property
    def stopped(self) -> Finding | None:
        """The finding that lets nothing be recorded here."""
        own = None if self.view is None else self.view.stopped
        return own if own is not None or self.anew is None else self.anew.stopped

    @property
    def unreasoned(self) -> str:
        """The code of the first warning without a reason, empty where none is wanted."""
        return next((f.code for f in self.warned if not self.handing.reasons.get(f.code)), "")

    @property
    def ready(self) -> bool:
        """Whether the one key hands back now."""
        if self.stage is not Stage.SEEN or self.view is None or self.stopped is not None:
            return False
        held = self.anew is not None and not self.anew.ready
        return not held and not self.unreasoned and self.label is not Label.OTHER

    def proofs(self) -> tuple[Paper, ...]:
        """Return the papers of handing back what is shown, and of what is issued anew; none where nothing is shown."""
        session, view, anew = self._session, self.view, self.anew
        if view is None:
            return ()
        again = session.passage.proofs(anew.draft, anew.seen, anew.facts) if anew is not None else ()
        proofs = return_proofs(
            view,
            self.handing,
            post=session.post,
            reference=session.reference,
            officer=session.officer,
            at=session.clock.now(),
        )
        return (*(paper for _, paper in again), *proofs)

    def hand_back(self) -> None:
        """Hand back what is shown and print the receipt."""
        view, handing, anew, returns = self.view, self.handing, self.anew, self._session.returns
        if not self.ready or view is None:
            return
        self._store.drop("return")
        self.stage = Stage.SIGNING
        self.changed.emit()
        if anew is None:
            self._store.run(lambda: returns.hand_back(view, handing), self._on_handed, self._on_failed)
        else:
            self._store.run(
                lambda: returns.reissue(view, anew.draft, anew.seen, handing=handing),
                self._on_reissued,
                self._on_failed,
            )

    def _on_reissued(self, reissued: Reissued) -> None:
        if reissued.changed and self.anew is not None:
            self.anew = replace(self.anew, seen=reissued.seen)
        self._on_handed(replace(reissued.returned, papers=reissued.papers))
        if reissued.changed:
            self.look_again()

    def _on_handed(self, returned: Returned) -> None:
        if returned.changed:
            self.stage, self.view, self.label = Stage.SEEN, returned.view, Label.UNREAD
            self.changed.emit()
            self.overtaken.emit()
            return
        self.stage, self.returned = Stage.DONE, returned
        self.changed.emit()
        self.handed.emit(returned)
        self._store.run(
            lambda: self._session.returns.deliver(returned.papers), self._on_delivered, self._on_undelivered
        )

    def _on_delivered(self, refused: tuple[tuple[Printed, PrinterError], ...]) -> None:
        for why in {str(error): error for _, error in refused}.values():
            self.failed.emit(why)
        self.delivered.emit()

    def _on_undelivered(self, error: Exception) -> None:
        self.failed.emit(error)
        self.delivered.emit()

    def _on_failed(self, error: Exception) -> None:
        self.stage = Stage.SEEN
        self.changed.emit()
        self.failed.emit(error)

    def _forget(self, stage: Stage, *, refusal: Exception | None = None) -> None:
        self._store.drop("return")
        self.stage, self.refusal, self.view, self.returned = stage, refusal, None, None
        self.handing, self.label, self.shelf, self.anew = Handing(), Label.UNREAD, (), None
        self.changed.emit()

"""One paper at a time: its codes read, its seals judged, the printed zone held against them; and those before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from kbdesk.domain import numbers
from kbdesk.domain.codes import Code
from kbdesk.domain.paper import PageImage
from kbdesk.domain.returns import Returnable, ReturnError
from kbdesk.domain.verify import Checked, Result
from kbdesk.ui.desk import Session
from kbdesk.ui.verify.taking import Given, bytes_of, is_zone, zone_lines
from kbdesk.ui.worker import Worker

ROSETTE_PX: Final = 320
MOST_PAST: Final = 50
_WORST: Final = (Result.FALSE, Result.ENDED, Result.DOUBTFUL, Result.DRILL, Result.UNLISTED, Result.GENUINE)
_STANDING: Final = (Result.GENUINE, Result.UNLISTED)
"""Papers on which what is held may be handed back, once the Return page has looked at them."""
_ON_ROADS: Final = ("registration", "plate")
"""What is on a vehicle's papers rather than a person's."""


class Stage(StrEnum):
    """How far a check is."""

    EMPTY = "empty"
    READING = "reading"
    REFUSED = "refused"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A check of this shift: when, of what kind of paper, how it ended. Nothing of a person."""

    at: datetime
    document_type: str
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where what belongs to one of our papers lies; `slot` is empty where it has none."""

    kind: Returnable
    envelope: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the store answered: every seal judged, the worst first, and where what belongs to each lies."""

    seals: tuple[Checked, ...]
    where: dict[str, Where]


class VerifySitting(QObject):
    """What the page shows. Files and codes are read on the press's worker, seals are judged on the store's.

    Signals:
        changed: What is shown is another.
        checked: Another paper was judged.
    """

    changed = Signal()
    checked = Signal()

    def __init__(self, session: Session, store: Worker, press: Worker, parent: QObject | None = None) -> None:
        """Begin with nothing checked."""
        super().__init__(parent)
        self._session, self._store, self._press = session, store, press
        self._timer = QElapsedTimer()
        self._codes: tuple[Code, ...] = ()
        self._where: dict[str, Where] = {}
        self._listed = False
        self.stage = Stage.EMPTY
        self.seals: tuple[Checked, ...] = ()
        self.place, self.printed, self.took_ms = 0, "", 0
        self.refusal: Exception | None = None
        self.rosette: PageImage | None = None
        self.past: tuple[Past, ...] = ()

    @property
    def seal(self) -> Checked | None:
        """The seal shown."""
        return self.seals[self.place] if self.place < len(self.seals) else None

    @property
    def returnable(self) -> Where | None:
        """Where what belongs to the paper shown lies, None where nothing of it is to be returned here."""
        seal = self.seal
        return self._where.get(seal.number) if seal is not None and seal.result in _STANDING else None

    def take(self, given: Given) -> None:
        """Take a file, a picture, the bytes of a seal as text, or the zone printed on the paper."""
        if isinstance(given, str) and is_zone(given):
            self.compare(given)
            return
        self._timer.start()
        self._forget(Stage.READING)
        self._press.run_newest("verify", lambda: self._read(given), self._on_read, self._on_refused)

    def compare(self, zone: str) -> None:
        """Hold the printed zone against the seal: the one shown, or else the next."""
        self.printed = zone_lines(zone)
        if self._codes:
            self._timer.start()
            self._judge()
        self.changed.emit()

    def step(self) -> None:
        """Show the next seal of a file that has several."""
        if self.seals:
            self.place = (self.place + 1) % len(self.seals)
            self._draw_rosette()
            self.changed.emit()

    def forget(self) -> None:
        """Make room for the next paper; what was checked stays among those before."""
        self.printed = ""
        self._forget(Stage.EMPTY)

    # -- reading and judging -------------------------------------------------------------------------
    def _read(self, given: Given) -> tuple[Code, ...]:
        return self._session.read_codes(bytes_of(given))

    def _on_read(self, codes: tuple[Code, ...]) -> None:
        self._codes = codes
        self._judge()

    def _judge(self) -> None:
        codes, printed = self._codes, self.printed

        def judge() -> _Found:
            seals = self._session.verify.check_codes(codes, printed_mrz=printed)
            seals = tuple(sorted(seals, key=lambda seal: _WORST.index(seal.result)))
            return _Found(seals=seals, where={seal.number: at for seal in seals if (at := self._look(seal))})

        self._store.run_newest("verify", judge, self._on_judged, self._on_refused)

    def _look(self, seal: Checked) -> Where | None:
        """Return where what belongs to a permit or registration of ours lies, None where there is nothing (store)."""
        if not seal.is_signed or not seal.number:
            return None
        kind = Returnable.REGISTRATION if seal.document_type in _ON_ROADS else Returnable.PERMIT
        try:
            view = self._session.returns.find(seal.number, kind)
        except ReturnError:
            return None
        if view.stopped is not None:
            return None
        envelope = view.envelope if view.envelope is not None and view.envelope.held else None
        if envelope is None:
            return Where(kind=kind, envelope="", slot="")
        return Where(kind=kind, envelope=numbers.spelled_envelope(envelope.number), slot=envelope.slot)

    def _on_judged(self, found: _Found) -> None:
        self.stage, self.seals, self._where = Stage.CHECKED, found.seals, found.where
        self.place = min(self.place, len(found.seals) - 1)
        self.took_ms = self._timer.elapsed()
        seal = self.seal
        if seal is not None:
            kept = self.past[1:] if self._listed else self.past
            now = Past(at=seal.at, document_type=seal.document_type, result=seal.result)
            self.past, self._listed = (now, *kept)[:MOST_PAST], True
        self._draw_rosette()
        self.changed.emit()
        self.checked.emit()

    def _on_refused(self, error: Exception) -> None:
        self._forget(Stage.REFUSED, refusal=error)

    def _draw_rosette(self) -> None:
        self._press.drop("rosette")
        self.rosette, seal = None, self.seal
        number = "" if seal is None else seal.number or str(seal.fields.get("number", ""))
        if seal is None or not numbers.check(number):
            return
        vehicle = seal.document_type in _ON_ROADS
        self._press.run_newest(
            "rosette",
            lambda: self._session.rosette(number, vehicle=vehicle, width=ROSETTE_PX),
            self._on_drawn,
        )

    def _on_drawn(self, picture: PageImage) -> None:
        if self.seal is not None:
            self.rosette = picture
            self.changed.emit()

    def _forget(self, stage: Stage, *, refusal: Exception | None = None) -> None:
        """Show nothing, nor what is still being read or judged: it may come after the next paper was refused."""
        for worker in (self._press, self._store):
            worker.drop("verify")
        self.stage, self.refusal, self.seals, self.place = stage, refusal, (), 0
        self._codes, self._where, self.rosette, self._listed = (), {}, None, False
        self.changed.emit()

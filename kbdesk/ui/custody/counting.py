"""The physical count: a slot is scanned, then what lies in it; the difference is shown and must be explained."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from kbdesk.domain import numbers
from kbdesk.domain.custody import Inventory
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.domain.scan_looks import Looks
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker

_SHORT = (ScanKind.ENVELOPE, ScanKind.NUMBER, ScanKind.PLATE, ScanKind.DOCUMENT_NUMBER)


COUNT: Final = "count"
"""What a count under way is kept as where the desk is left."""


class Taken(StrEnum):
    """What a scan was taken for."""

    SLOT = "slot"
    ENVELOPE = "envelope"
    NO_SLOT_YET = "no-slot-yet"


class Counting(QObject):
    """One count. What was scanned is compared anew after every scan; nothing is recorded until `record`.

    Signals:
        changed: What was scanned, or the difference, is another.
        recorded: The count was entered. arg: the `Inventory`.
        failed: Something was refused. arg: the exception.
    """

    changed = Signal()
    recorded = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, parent: QObject | None = None) -> None:
        """Begin with nothing scanned."""
        super().__init__(parent)
        self._session, self._store = session, store
        self.on = False
        self.slot = ""
        self.scanned: dict[str, list[str]] = {}
        self.found: Inventory | None = None
        self.explanations: dict[str, str] = {}

    def begin(self) -> None:
        """Begin a count."""
        self._reset(on=True)

    def told(self) -> str:
        """Return the count as it stands, to be taken up later."""
        return json.dumps({"slot": self.slot, "scanned": self.scanned, "explanations": self.explanations})

    def take_up(self, told: str) -> None:
        """Go on with a count that was left under way."""
        left = json.loads(told)
        self.on, self.slot = True, left["slot"]
        self.scanned, self.explanations = left["scanned"], left["explanations"]
        self._compare()

    def stop(self) -> None:
        """Let go of the count; nothing is recorded by it."""
        self._reset(on=False)

    def counts(self, found: Recognised) -> bool:
        """Tell whether a scan belongs to the count: an envelope's label, or anything short, as slots are named freely.

        A damaged number and a second officer's code are none.
        """
        short = found.kind in _SHORT or found.looks in (Looks.TEXT, Looks.PRODUCT)
        return self.on and short and bool(found.text)

    def take(self, text: str) -> Taken:
        """Take a scan: an envelope's label goes into the slot scanned last, anything else is a slot."""
        if not numbers.is_label(text) and not numbers.check(numbers.understand(text)):
            self.slot = " ".join(text.split()).upper()
            self.scanned.setdefault(self.slot, [])
            self._compare()
            return Taken.SLOT
        if not self.slot:
            return Taken.NO_SLOT_YET
        number = numbers.understand(text)
        for there in self.scanned.values():
            if number in there:
                there.remove(number)
        self.scanned[self.slot].append(number)
        self._compare()
        return Taken.ENVELOPE

    def explain(self, number: str, text: str) -> None:
        """Explain a difference."""
        self.explanations[number] = text
        self.changed.emit()

    @property
    def bare(self) -> Sequence[str]:
        """The numbers of the envelopes whose difference is not explained yet."""
        differences = self.found.differences if self.found is not None else ()
        return [each.number for each in differences if not self.explanations.get(each.number)]

    def record(self) -> None:
        """Enter the count with its explanations."""
        scanned, said = self._scanned(), dict(self.explanations)
        self._store.run(lambda: self._session.custody.inventory(scanned, said), self._on_recorded, self.failed.emit)

    def _scanned(self) -> Mapping[str, Sequence[str]]:
        return {slot: tuple(there) for slot, there in self.scanned.items()}

    def _compare(self) -> None:
        scanned = self._scanned()
        self.changed.emit()
        self._store.run_newest(
            "count", lambda: self._session.custody.count(scanned), self._on_compared, self.failed.emit
        )

    def _on_compared(self, found: Inventory) -> None:
        if self.on:
            self.found = found
            self.changed.emit()

    def _on_recorded(self, found: Inventory) -> None:
        self._reset(on=False)
        self.recorded.emit(found)

    def _reset(self, *, on: bool) -> None:
        self._store.drop("count")
        self.on, self.slot, self.found = on, "", None
        self.scanned, self.explanations = {}, {}
        self.changed.emit()

"""A day over the desk's books by the real procedures, act after act: what is broken off by `breaking_books`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kbdesk.desk.fees import FeeDesk
from kbdesk.desk.handing import Handing
from kbdesk.desk.papers import PaperDesk
from kbdesk.desk.passage import PassageDesk
from kbdesk.desk.ports import Press
from kbdesk.desk.retention import RetentionDesk
from kbdesk.desk.returns import ReturnDesk
from kbdesk.desk.shift import open_shift
from kbdesk.desk.stock import StockDesk
from kbdesk.devices.tray import Tray
from kbdesk.domain.custody import HeldFor, ManifestRow
from kbdesk.domain.late import LateEntry
from kbdesk.domain.numbers import make
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.returns import Returnable, ReturnCode
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import (
    CorrectionReason,
    CrossingState,
    Means,
    PaperKind,
    ReprintReason,
    Series,
    VoidReason,
)
from kbdesk.rulebook.law import Law
from kbdesk.store.store import Store
from tests.desk.conftest import POST, BreakablePress, SetClock
from tests.desk.custody_rooms import custody_desk, return_desk
from tests.desk.duty import count, crossing_desk, late_desk, shift_desk
from tests.desk.papers_desk import Papered
from tests.desk.retention_rooms import retention_desk, years_on
from tests.desk.seals import TestSigner, sealing
from tests.store.samples import OFFICER, draft

PEOPLE: Final = 6
PLATES: Final = ("BG 777-ZZ", "BG 778-ZZ")
SECOND: Final = "supervisor"
DRAFT: Final = 800
BASIS: Final = "documents-2022:1"
TERMS: Final = {"issued": 365, "turned-away": 365, "draft": 36_525}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What was issued before the day: permits and their envelopes by person, and registrations with a fee due."""

    permits: tuple[str, ...]
    envelopes: tuple[str, ...]
    charged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Joins the procedures over a store. Press and law are loaded once, before the process that is killed begins."""

    press: Press
    law: Law
    tray: Path

    def over(self, store: Store) -> Papered:
        clock, press, signer = SetClock(), BreakablePress(self.press), TestSigner()
        joined: dict[str, Any] = {"store": store, "clock": clock, "officer": OFFICER}
        drawing = {
            **joined,
            "press": press,
            "sealing": sealing(signer),
            "printer": Tray(self.tray),
            "law": self.law,
            "post": POST,
        }
        ids = iter(f"{n:016x}" for n in range(1, 100))
        desk = PassageDesk(**drawing, new_id=lambda: next(ids))
        return Papered(desk, store, clock, self.tray, press, signer, StockDesk(**joined), PaperDesk(**drawing))


def prepared(rooms: Papered) -> Issued:
    """Open a shift and issue what the day needs."""
    with rooms.store.act(at=rooms.clock.now(), officer=OFFICER) as act:
        open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=rooms.clock.now())
    permits = [rooms.permit(number) for number in range(1, PEOPLE + 1)]
    car = replace(rooms.sample("02"), travelers=())
    for plate in PLATES:
        one = replace(car.amend("vehicle", plate=plate), id=rooms.desk.begin().id)
        assert all(card.registration for card in rooms.desk.issue(one, rooms.look(one)).cards)
    on = rooms.clock.now().date()
    rooms.store.save_draft(draft(DRAFT), officer=OFFICER, at=rooms.clock.now())
    return Issued(
        permits=tuple(permits),
        envelopes=tuple(rooms.store.custody.holding(number, on=on)[0].number for number in permits),
        charged=tuple(due.number for due in rooms.store.fees.due()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's acts; each is one act of a procedure and finds what it needs in the store."""

    rooms: Papered
    issued: Issued
    law: Law

    @property
    def acts(self) -> Mapping[str, Callable[[], object]]:
        """The acts by name, in their order."""
        fees, crossing, papers = self._fees, crossing_desk(self.rooms), self.rooms.papers
        corrected, voided, copied, *_ = self.issued.permits
        paid, waived = self.issued.charged
        typed, permit = CorrectionReason.TYPED_WRONG, Series.PERMIT
        return {
            "forms-printed": lambda: late_desk(self.rooms).draw_forms(1),
            "entered-late": self._late,
            "fee-paid": lambda: fees.pay(paid, means=Means.CASH),
            "fee-waived": lambda: fees.waive(waived, reason="hardship", article=BASIS),
            "drawer-counted": lambda: fees.drawer(Decimal("4.00"), "a coin fell behind the desk"),
            "crossing-closed": lambda: crossing.set(
                CrossingState.CLOSED, reason="barricade", order_reference="7/2022", ordered_by="the commander"
            ),
            "crossing-opened": lambda: crossing.set(CrossingState.OPEN),
            "copied": lambda: papers.again(copied, PaperKind.PERMIT, ReprintReason.LOST),
            "corrected": lambda: papers.correct(corrected, {"surname": "Testovska"}, typed, kind=permit),
            "voided": lambda: papers.void(voided, VoidReason.ORDERED, kind=permit),
            "counted": self._inventory,
            "transferred": lambda: custody_desk(self.rooms, law=self.law).transfer(
                self.issued.envelopes[4:], "merdare"
            ),
            "received": self._receive,
            "handed-back": lambda: self._hand_back(corrected, 2100),
            "plates-handed-in": lambda: self._hand_back(paid, 2200, Returnable.REGISTRATION),
            "claimed-where-it-was-sent": lambda: self._hand_back(self.issued.permits[5], 2300),
            "claimed-of-another-desk": lambda: self._hand_back(make("M", "1", 4711), 2400),
            "issued-anew": lambda: self._reissue(copied, 2500),
            "destroyed": self._destroy,
            "handed-over": lambda: shift_desk(self.rooms).hand_over(SECOND, counted=count(self.rooms)),
            "shift-closed": self._close,
            "shift-opened": self._open,
            "terms-set": lambda: self._retention(0).set_terms(TERMS, "order 7/2022", second=SECOND),
            "case-kept": lambda: self._retention(0).hold(Series.PERMIT, voided, "a dispute is open"),
            "pruned": self._prune,
        }

    @property
    def _fees(self) -> FeeDesk:
        return FeeDesk(
            store=self.rooms.store,
            press=self.rooms.press,
            sealing=self.rooms.sealing,
            printer=Tray(self.rooms.tray),
            clock=self.rooms.clock,
            law=self.law,
            post=POST,
            officer=OFFICER,
        )

    def _late(self) -> None:
        desk = late_desk(self.rooms)
        printed = self.rooms.clock.at
        self.rooms.clock.at = printed + timedelta(hours=2)
        (form,) = desk.forms()
        told = LateEntry(
            form=form.number,
            occurred_at=printed + timedelta(hours=1),
            reason="power cut",
            lines={"traveler[1]": 1},
        )
        sample = self.rooms.sample("04")
        alone: PassageDraft = replace(sample, id="e" * 16, travelers=sample.travelers[:1])
        desk.enter(alone, desk.examine(alone, told), told, second=SECOND)
        self.rooms.clock.at = printed

    def _inventory(self) -> None:
        """Count a slot: one envelope lies in another, one is missing."""
        found, lost = self.issued.envelopes[2], self.issued.envelopes[1]
        held = [row.number for row in self.rooms.store.custody.held(on=self.rooms.clock.at.date()) if row.slot == "A1"]
        here = [number for number in held if number not in (found, lost)]
        scanned = {"A1": here, "A 9": [found]}
        custody_desk(self.rooms, law=self.law).inventory(scanned, dict.fromkeys((found, lost), "seen by both"))

    def _receive(self) -> None:
        """Enter an envelope of another desk, and one that came back unsent."""
        found = [
            ManifestRow(envelope=number, seal_number="AB 1", contents=(item,), held_for=self.issued.permits[4])
            for number, item in ((make("M", "1", 412), "passport SRB 1"), (self.issued.envelopes[4], "nothing else"))
        ]
        rows = [ArrivedRow(listed=row, found=row, kind=HeldFor.PERMIT, slot="C 3") for row in found]
        custody_desk(self.rooms, law=self.law).receive(make("M", "1", 7), rows)

    def _returns(self, first_id: int) -> ReturnDesk:
        return return_desk(self.rooms, law=self.law, first_id=first_id)

    def _hand_back(self, number: str, first_id: int, kind: Returnable = Returnable.PERMIT) -> None:
        desk = self._returns(first_id)
        reasons = {ReturnCode.NOT_CHECKED: "the code is torn"}
        assert desk.hand_back(desk.look(number, kind), Handing(reasons=reasons)).closed

    def _reissue(self, number: str, first_id: int) -> None:
        """Close a permit and issue it anew, in one act."""
        desk = self._returns(first_id)
        view = desk.look(number, Returnable.PERMIT)
        draft = desk.begin_again(view)
        seen = self.rooms.desk.examine(draft, desk.facts_again(view, draft))
        done = desk.reissue(view, draft, seen)
        assert not done.changed and done.cards, seen.findings()

    def _destroy(self) -> None:
        now = self.rooms.clock.at
        self.rooms.clock.at = now.replace(year=now.year + 2)
        custody_desk(self.rooms, law=self.law).destroy(self.issued.envelopes[3], BASIS, "12/2022", second=SECOND)
        self.rooms.clock.at = now

    def _close(self) -> None:
        there = count(self.rooms)
        wrong = replace(there, custody=there.custody - 1)
        shift_desk(self.rooms).close(wrong, reason="looked everywhere", second=SECOND)

    def _retention(self, years: int) -> RetentionDesk:
        clock = SetClock()
        years_on(clock, years)
        return retention_desk(self.rooms.store, clock, self.rooms.tray.parent / "data", officer=OFFICER)

    def _prune(self) -> None:
        """Let go, three years on, of what was handed back, paid and destroyed."""
        assert self._retention(3).prune(second=SECOND).cases >= 4

    def _open(self) -> None:
        desk = shift_desk(self.rooms)
        there = desk.expected()
        desk.open(there.cash, custody_counted=there.custody, stock_counted=there.stock, explanation="found again")

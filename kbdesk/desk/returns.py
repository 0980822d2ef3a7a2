"""Return: hand back what is held when a permit or registration ends, in one act with its receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from kbdesk.desk import claim as claiming
from kbdesk.desk.blanks import Taking
from kbdesk.desk.claims import ClaimDesk, ended_body
from kbdesk.desk.handing import PLAINLY, Handing, checked, receipt_of
from kbdesk.desk.honest_time import require_honest
from kbdesk.desk.issue import CardResult, Issue
from kbdesk.desk.looking import Looking, exit_draft
from kbdesk.desk.ports import Act, Clock, Officers, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, sealed_body
from kbdesk.desk.readiness import readiness
from kbdesk.desk.return_view import Brought, ReturnReads, ReturnView, Shown
from kbdesk.desk.returns_record import NO_BASIS, receipt_body
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift_errors import ShiftMissingError
from kbdesk.desk.viewing import Viewing
from kbdesk.domain.codes import Code
from kbdesk.domain.facts import Facts
from kbdesk.domain.outcome import Examination, Fee
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import CardDecision, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Claim, ClaimState, Receipt, Returnable, ReturnError
from kbdesk.domain.verify import Checked
from kbdesk.domain.vocabulary import Direction, PaperKind, Series
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law


class ReturnAct(Act, ReturnReads, Protocol):
    """An act that sees custody and returns as they stand inside it."""


class ReturnStore(ReturnReads, Protocol):
    """What returning asks of the desk's memory."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[ReturnAct]:
        """Begin a transaction."""

    def facts(self, draft: PassageDraft) -> Facts:
        """Read what is known that bears on a draft."""


class Verifying(Protocol):
    """Whoever says what a seal proves."""

    def check(self, seal: bytes, *, printed_mrz: str = "") -> Checked:
        """Return what is found of the bytes of a seal; raises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What one handing back did. If `changed`, nothing was recorded: `view` is what the desk sees now.

    `number` is the return's own, empty where there is nothing but a claim; `closed` tells whether the paper ended.
    """

    view: ReturnView
    changed: bool = False
    number: str = ""
    closed: bool = False
    items: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    claim: Claim | None = None
    fees: tuple[Fee, ...] = ()
    papers: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reissued:
    """What one return-and-reissue did. If `changed`, nothing was recorded: `returned.view` and `seen` are as of now."""

    returned: Returned
    seen: Examination
    changed: bool
    cards: tuple[CardResult, ...] = ()
    papers: tuple[Printed, ...] = ()


Card = TypeVar("Card", TravelerDraft, VehicleDraft)


class _ChangedError(Exception):
    """What the officer saw is not so any more: the act is undone."""


class ReturnDesk:
    """The return procedure; everything here reaches the store: call it on the store thread.

    Refusals are `ReturnError`, `SignerError`, or `ShiftMissingError` while no shift is open; nothing has been recorded
    then.
    """

    def __init__(
        self,
        *,
        store: ReturnStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
        verify: Verifying,
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._press, self._printer, self._clock = store, press, printer, clock
        self._sealing, self._verify = sealing, verify
        self._law, self._post, self._officer, self._new_id = law, post, officer, new_id
        self._viewing = Viewing(store=store, clock=clock, officer=officer)

    def look(self, text: str, kind: Returnable | None = None) -> ReturnView:
        """Return what a scanned or typed text brings up: whose it is, what is held and where, what was found.

        It may be a permit's zone, a number of a permit, registration or envelope in any spelling, the text of a plate
        or the number of a document taken. A permit and a registration can have one number: the permit is meant unless
        `kind` says otherwise. Raises `ReturnError` for what is damaged or unknown. That it was looked at is entered;
        `OfficersError` is raised for a role that sees no case.
        """
        self._viewing.require()
        return self._entered(self.find(text, kind))

    def find(self, text: str, kind: Returnable | None = None) -> ReturnView:
        """Return what `look` is made of; nothing is entered. For what shows nobody a case."""
        looking = self._looking(self._store, self._clock.now())
        return looking.view(looking.understand(text, kind))

    def look_codes(self, codes: Sequence[Code]) -> ReturnView:
        """Return what the seal among the codes of a picture or file brings up, as `look` does. Raises `ReturnError`.

        Whether the seal holds, and what the list of its desk says, stand among the findings.
        """
        self._viewing.require()
        if not codes:
            raise ReturnError("return.seal-missing")
        found = [Shown(data=code.data, checked=self._verify.check(code.data)) for code in codes]
        shown = next((one for one in found if one.checked.number), found[0])
        looking = self._looking(self._store, self._clock.now())
        return self._entered(looking.view(looking.sealed(shown)))

    @property
    def claims(self) -> ClaimDesk:
        """What was claimed of other desks, and how it ends."""
        return ClaimDesk(store=self._store, clock=self._clock, officer=self._officer, viewing=self._viewing)

    def hand_back(self, view: ReturnView, handing: Handing = PLAINLY) -> Returned:
        """Hand back what was seen, close its paper and draw the receipt, all in one transaction; nothing is printed.

        Everything is looked up again inside the transaction. If anything differs from what was seen, nothing is
        recorded and the answer says so. What another desk holds is claimed instead. Raises `ReturnError`.
        """
        self._viewing.require_deciding()
        handing, at = checked(view, handing), self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            self._require_shift(act, at)
            now = self._again(act, view, at)
            if now != view:
                return Returned(view=now, changed=True)
            return self._record(act, view, handing, at)

    def begin_again(self, view: ReturnView) -> PassageDraft:
        """Return a new passage filled from what a permit or registration was issued on, to be issued anew.

        Raises `ReturnError` unless it is one of this desk that has not ended.
        """
        if not view.own or not view.closes or view.card is None:
            raise ReturnError("return.not-reissuable")
        passage = self._new_id()
        if isinstance(view.card, TravelerDraft):
            return PassageDraft(id=passage, travelers=(_fresh(view.card),))
        if view.body.get("trailer"):
            return PassageDraft(id=passage, trailer=_fresh(view.card))
        return PassageDraft(id=passage, vehicle=_fresh(view.card))

    def facts_again(self, view: ReturnView, draft: PassageDraft) -> Facts:
        """Return what bears on a passage begun again, as it will be once the old paper is closed.

        Raises `OfficersError` for a role that decides no case.
        """
        self._viewing.require_deciding()
        facts = self._sealing.known(self._store.facts(draft))
        envelope = view.envelope.number if view.envelope else ""
        return replace(
            facts,
            permits={key: known for key, known in facts.permits.items() if known.number != view.number},
            registrations={key: known for key, known in facts.registrations.items() if known.number != view.number},
            people={key: known for key, known in facts.people.items() if known.number != view.number},
            held={path: held for path, held in facts.held.items() if held != envelope},
        )

    def reissue(
        self,
        view: ReturnView,
        draft: PassageDraft,
        seen: Examination,
        *,
        handing: Handing = PLAINLY,
        second: str = "",
    ) -> Reissued:
        """Close the old paper, hand back what it held and issue every ready card of a passage, in one transaction.

        If anything differs from what was seen, nothing is recorded and the answer says so. Raises `ReturnError`.
        """
        self._viewing.require_deciding()
        handing, at = checked(view, handing), self._clock.now()
        fresh, examined = view, seen
        try:
            with self._store.act(at=at, officer=self._officer) as act:
                self._require_shift(act, at)
                fresh = self._again(act, view, at)
                if fresh != view:
                    raise _ChangedError
                returned = self._record(act, view, handing, at)
                facts = self._sealing.known(act.facts(draft))
                examined = examine(draft, facts, self._law, at=at, crossing=self._post.crossing)
                ready = readiness(draft, examined).ready
                if examined != seen or len(ready) < len(draft.cards()):
                    raise _ChangedError
                issue = self._issue(act, draft, at, second=second)
                cards, papers = issue.record(examined, ready)
                act.drop_draft(draft.id)
        except _ChangedError:
            return Reissued(returned=Returned(view=fresh, changed=True), seen=examined, changed=True)
        return Reissued(
            returned=returned, seen=examined, changed=False, cards=cards, papers=(*returned.papers, *papers)
        )

    def deliver(self, papers: Sequence[Printed]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers, recording each as it is printed; returns what the printer did not take, each with why."""
        printing = Printing(store=self._store, printer=self._printer, clock=self._clock, officer=self._officer)
        return printing.put(papers)

    def _require_shift(self, act: ReturnAct, at: datetime) -> None:
        """Raise `ShiftMissingError` without a shift, `ShiftError` where a real desk's clock is not to be believed."""
        shift = act.shifts.current()
        if shift is None:
            raise ShiftMissingError
        if not self._post.drill:
            require_honest(act.shifts, self._clock, at, after=shift.entry)

    def _entered(self, view: ReturnView) -> ReturnView:
        """Return a view once it is entered that it was looked at."""
        self._viewing.viewed(view.body.get("passage") or view.number)
        return view

    def _looking(self, reads: ReturnReads, at: datetime) -> Looking:
        return Looking(reads=reads, law=self._law, post=self._post, at=at)

    def _again(self, act: ReturnAct, view: ReturnView, at: datetime) -> ReturnView:
        """Return a view as it is inside an act."""
        own = act.returns.recorded(view.kind, view.number) if view.own else None
        also = any(finding.code == "return-same-number" for finding in view.findings)
        shown = None if view.shown is None else self._checked_again(view.shown)
        brought = Brought(kind=view.kind, number=view.number, own=own, person=view.person, also=also, shown=shown)
        return self._looking(act, at).view(replace(brought, instead_of=view.instead_of))

    def _checked_again(self, shown: Shown) -> Shown:
        """Return a seal as it was found, or as it is found now where that is something else."""
        now, before = self._verify.check(shown.data), shown.checked
        same = replace(now, at=before.at, standing=replace(now.standing, known_at=before.standing.known_at))
        return shown if same == before else Shown(data=shown.data, checked=now)

    def _record(self, act: ReturnAct, view: ReturnView, handing: Handing, at: datetime) -> Returned:
        passage = self._new_id()
        if view.claimed:
            claimed, drawn = self._claim(act, view, handing, at, passage)
            return Returned(view=view, claim=claimed, closed=True, papers=drawn)
        receipt = receipt_of(view, handing, number=act.number(Series.RETURN), at=at)
        digest, body = self._append(act, view, handing, receipt, passage)
        drawn = self._draw(PaperKind.RETURN_RECEIPT, body, digest, at)
        act.append("papers.sealed", sealed_body(passage, digest, drawn))
        for owed in view.claims if receipt.items and not receipt.kept else ():
            if owed.state is ClaimState.QUEUED:
                act.append("claim.settled", ended_body(owed, by_return=receipt.number))
        fees, fine = self._fine(act, view, at)
        claim: Claim | None = None
        slip: tuple[Printed, ...] = ()
        if claiming.is_owed(view, receipt.kept):
            claim, slip = self._claim(act, view, handing, at, self._new_id())
        return Returned(
            view=view,
            number=receipt.number,
            closed=view.closes,
            items=receipt.items,
            kept=receipt.kept,
            claim=claim,
            fees=fees,
            papers=(*drawn, *fine, *slip),
        )

    def _append(
        self, act: ReturnAct, view: ReturnView, handing: Handing, receipt: Receipt, passage: str
    ) -> tuple[str, dict[str, Any]]:
        basis = view.body.get("basis") or asdict(NO_BASIS)
        body = {
            **receipt_body(receipt, self._post, basis, passage=passage, language=view.language),
            "letterhead": view.body.get("letterhead", "neutral"),
            "closes": view.closes,
            **({} if view.own else {"crossing": view.crossing, "desk": view.desk}),
            "findings": sorted({finding.code for finding in view.findings}),
            "reasons": dict(handing.reasons),
            **claiming.shown_part(view),
            "issued_in": view.body.get("passage", ""),
            "direction": str(Direction.EXIT),
        }
        digest = act.append("return.recorded", body)
        if receipt.items:
            act.append(
                "custody.returned",
                {
                    "envelope": receipt.envelope,
                    "items": list(receipt.items),
                    "to": str(receipt.collector),
                    "number": receipt.number,
                },
            )
        return digest, body

    def _claim(
        self, act: ReturnAct, view: ReturnView, handing: Handing, at: datetime, passage: str
    ) -> tuple[Claim, tuple[Printed, ...]]:
        claim = claiming.claim(
            view, number=act.number(Series.CLAIM), lost=handing.lost_report, reference=self._law.reference
        )
        body = claiming.body(claim, view, self._post, passage=passage, reasons=handing.reasons)
        digest = act.append("claim.recorded", body)
        drawn = self._draw(PaperKind.CLAIM_SLIP, body, digest, at)
        act.append("papers.sealed", sealed_body(passage, digest, drawn))
        return claim, drawn

    def _fine(self, act: ReturnAct, view: ReturnView, at: datetime) -> tuple[tuple[Fee, ...], tuple[Printed, ...]]:
        """Impose the fine that the law asks of this exit, with its notice; nothing where it asks none."""
        own = act.returns.recorded(view.kind, view.number) if view.fine is not None and view.closes else None
        if own is None or view.card is None or view.fine is None:
            return (), ()
        draft = exit_draft(self._new_id(), view.card, own)
        seen = Examination(cards=(replace(view.fine, findings=()),), books=())
        cards, papers = self._issue(act, draft, at).record(seen, (view.fine.path,))
        return tuple(fee for card in cards for fee in card.fees), papers

    def _issue(self, act: ReturnAct, draft: PassageDraft, at: datetime, *, second: str = "") -> Issue:
        return Issue(
            act=act,
            press=self._press,
            sealing=self._sealing,
            post=self._post,
            law=self._law.under(act.orders()),
            draft=draft,
            at=at,
            taking=Taking(act.stock),
            officer=self._officer,
            second=second,
        )

    def _draw(self, kind: PaperKind, body: Mapping[str, Any], digest: str, at: datetime) -> tuple[Printed, ...]:
        return (self._press.draw(self._sealing.paper(kind, body, digest=digest, at=at, officer=self._officer)),)


def _fresh(card: Card) -> Card:
    """Return a card without what was decided on it, and without its slot."""
    return replace(card, reasons={}, overrides=(), decision=CardDecision(), slot="")

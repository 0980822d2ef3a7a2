"""Custody: where every envelope is and who answers for it; moving, handing over, sending on, destroying, counting."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kbdesk.desk.custody_find import find
from kbdesk.desk.inventory import counted_body, understood
from kbdesk.desk.ports import Act, Clock, Officers, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, sealed_body
from kbdesk.desk.recorded import IssuedBook
from kbdesk.desk.returns_record import manifest as recorded_manifest
from kbdesk.desk.returns_record import manifest_body
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.transfer import Received, check, received_body
from kbdesk.desk.viewing import Viewing
from kbdesk.domain import custody, numbers
from kbdesk.domain.custody import (
    LONGEST_SLOT,
    LONGEST_TEXT,
    CustodyError,
    CustodyStep,
    Envelope,
    EnvelopeRow,
    Inventory,
    Manifest,
    ManifestRow,
    Unlike,
    one_line,
)
from kbdesk.domain.paper import Printed
from kbdesk.domain.post import Post
from kbdesk.domain.transfer import ArrivedRow, arrival
from kbdesk.domain.vocabulary import Language, PaperKind, Series
from kbdesk.rulebook.law import Law

MOST_GONE = 500
"""So many envelopes that have left custody are listed, the newest."""


class CustodyReader(Protocol):
    """Answers about envelopes; `on` is the civil day on which overdue is counted."""

    def envelope(self, number: str, *, on: date) -> EnvelopeRow | None:
        """Return an envelope by its nine characters."""

    def envelopes(self, numbers: Iterable[str], *, on: date) -> Sequence[EnvelopeRow]:
        """Return those of some envelopes that this desk knows, by slot and number."""

    def held(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every envelope in custody here, by slot and number."""

    def gone(self, *, on: date, most: int) -> Sequence[EnvelopeRow]:
        """Return the newest envelopes that are not in custody here any more."""

    def overdue(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every held envelope whose permit or registration had its last day before `on`."""

    def received(self, *, on: date) -> Sequence[EnvelopeRow]:
        """Return every held envelope that came from another crossing with a manifest."""

    def holding(self, held_for: str, *, on: date) -> Sequence[EnvelopeRow]:
        """Return the envelopes that ever held something for a number, whatever its kind."""

    def names(self) -> Mapping[str, tuple[str, str]]:
        """Return surname (or company) and given names of whom every held envelope belongs to, by its number."""

    def steps(self, number: str) -> Sequence[CustodyStep]:
        """Return what became of an envelope, oldest first."""


class CustodyAct(Act, Protocol):
    """An act that sees the envelopes as they stand inside it."""

    @property
    def custody(self) -> CustodyReader:
        """The register of custody."""


class CustodyStore(Protocol):
    """What custody asks of the desk's memory."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    @property
    def custody(self) -> CustodyReader:
        """The register of custody."""

    @property
    def issued(self) -> IssuedBook:
        """The registers of papers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[CustodyAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """Envelopes sent to another crossing, and the manifest that goes with them."""

    manifest: Manifest
    envelopes: tuple[EnvelopeRow, ...]
    papers: tuple[Printed, ...]


class CustodyDesk:
    """The custody of a desk; everything here reaches the store: call it on the store thread.

    Envelopes are named in any spelling (``E-J2 000412 7``, ``j20004127``). `officers` are the names of all officers,
    `supervisors` those of the supervisors among them; a `second` officer's password has been tried by the caller.
    Refusals are `CustodyError`; nothing has been recorded then.
    """

    def __init__(
        self,
        *,
        store: CustodyStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
        officers: frozenset[str],
        supervisors: frozenset[str],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._press, self._printer, self._clock = store, press, printer, clock
        self._sealing, self._law, self._post = sealing, law, post
        self._officer, self._officers, self._supervisors, self._new_id = officer, officers, supervisors, new_id
        self._viewing = Viewing(store=store, clock=clock, officer=officer)

    def envelopes(self, *, gone: bool = False, holder: str = "") -> Sequence[EnvelopeRow]:
        """Return every envelope held here, by slot and number, or those `gone` lately; only a holder's where named.

        That they were asked for is entered, once where the same is read again. Like all that tells what lies in an
        envelope it raises `OfficersError` for a role that sees no case.
        """
        self._viewing.require()
        found = self._reader.gone(on=self._today, most=MOST_GONE) if gone else self._reader.held(on=self._today)
        rows = [row for row in found if not holder or row.holder == holder]
        self._viewing.listed("gone" if gone else "held", len(rows), holder=holder)
        return rows

    def overdue(self) -> Sequence[EnvelopeRow]:
        """Return what is held although its permit or registration has expired, the longest overdue first; entered."""
        self._viewing.require()
        rows = sorted(self._reader.overdue(on=self._today), key=lambda row: -row.overdue_days)
        self._viewing.listed("overdue", len(rows))
        return rows

    def slots(self) -> tuple[str, ...]:
        """Return the slots in which envelopes lie; of whom they are, it does not tell."""
        return tuple(row.slot for row in self._reader.held(on=self._today) if row.slot)

    def overdue_days(self) -> tuple[int, ...]:
        """Return by how many days each of them is overdue, the longest first; of whom it is, it does not tell."""
        return tuple(sorted((row.overdue_days for row in self._reader.overdue(on=self._today)), reverse=True))

    def get(self, number: str) -> EnvelopeRow:
        """Return one envelope; that it was looked at is entered.

        Raises `CustodyError` for a number that is damaged or not of this desk.
        """
        self._viewing.require()
        row = self._get(self._reader, number)
        self._viewing.viewed(row.held_for)
        return row

    def history(self, number: str) -> Sequence[CustodyStep]:
        """Return who held an envelope when and what became of it, oldest first, as `get` does."""
        return self._reader.steps(self.get(number).number)

    def find(self, text: str) -> Sequence[EnvelopeRow]:
        """Return the envelopes that a text finds, held ones first (`kbdesk.desk.custody_find`).

        That it was asked for is entered, once where the same is read again.
        """
        self._viewing.require()
        found = find(self._reader, text, on=self._today)
        self._viewing.sought(text, len(found))
        return found

    def move(self, number: str, slot: str) -> EnvelopeRow:
        """Put an envelope into another slot; an empty one means it was taken out. Raises `CustodyError`."""
        to = one_line(slot, "custody.slot-unusable", longest=LONGEST_SLOT)
        return self._change(number, "custody.moved", {"slot": to}, lambda envelope: custody.move(envelope, to))

    def seal(self, number: str, seal_number: str, *, photograph: bytes = b"") -> EnvelopeRow:
        """Close an envelope with a numbered seal; of a picture of it only the SHA-256 is kept."""
        said = one_line(seal_number, "custody.seal-unusable", longest=LONGEST_SLOT)
        if not said:
            raise CustodyError("custody.seal-unusable")
        digest = hashlib.sha256(photograph).hexdigest() if photograph else ""
        body = {"seal_number": said, "photograph": digest}
        return self._change(number, "custody.sealed", body, lambda envelope: custody.seal(envelope, said, digest))

    def hand_over(self, named: Sequence[str], to: str) -> tuple[EnvelopeRow, ...]:
        """Let another officer answer for some envelopes from now on, all or none of them. Raises `CustodyError`."""
        if to not in self._officers:
            raise CustodyError("custody.officer-unknown", officer=to)
        with self._act() as act:
            rows = self._chosen(act.custody, named)
            for row in rows:
                custody.hand_over(row, to)
            for row in rows:
                act.append("custody.handed-over", {"envelope": row.number, "to": to})
            return self._now(act, rows)

    def transfer(self, named: Sequence[str], crossing: str) -> Transferred:
        """Send envelopes to another crossing with a manifest, recorded and drawn in one act.

        Raises `CustodyError`, `SignerError`.
        """
        place = self._law.reference.crossings.get(crossing)
        if place is None:
            raise CustodyError("custody.crossing-unknown", crossing=crossing)
        if crossing == self._post.crossing:
            raise CustodyError("custody.same-crossing")
        at = self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            rows = self._chosen(act.custody, named)
            for row in rows:
                custody.transfer(row, crossing)
            manifest = Manifest(
                number=act.number(Series.TRANSFER),
                crossing=crossing,
                names={language: place.names[language] for language in ("sq", "sr", "en")},
                rows=tuple(_manifest_row(row) for row in rows),
            )
            body = manifest_body(manifest, self._post, passage=self._new_id(), language=Language.SR_LATN)
            digest = act.append("custody.transferred", body)
            drawn = self._press.draw(
                self._sealing.paper(PaperKind.TRANSFER_MANIFEST, body, digest=digest, at=at, officer=self._officer)
            )
            act.append("papers.sealed", sealed_body(body["passage"], digest, (drawn,)))
            return Transferred(manifest=manifest, envelopes=self._now(act, rows), papers=(drawn,))

    def manifest(self, number: str) -> tuple[ArrivedRow, ...]:
        """Return what a manifest of this desk lists, as whoever receives it enters it. Raises `CustodyError`.

        That it was looked at is entered.
        """
        self._viewing.require()
        clean = numbers.understand(number)
        rows = self._store.issued.rows(clean) if numbers.check(clean) else ()
        body = next((row.body for row in rows if row.kind is PaperKind.TRANSFER_MANIFEST), None)
        if body is None:
            raise CustodyError("custody.manifest-unknown", number=numbers.spelled(clean))
        self._viewing.viewed(str(body["passage"]))
        listed = recorded_manifest(body).rows
        known = {row.number: row for row in self._reader.envelopes((r.envelope for r in listed), on=self._today)}
        return tuple(
            ArrivedRow(
                listed=row, found=row, kind=known[row.envelope].kind, valid_until=known[row.envelope].valid_until
            )
            for row in listed
        )

    def receive(self, manifest: str, rows: Iterable[ArrivedRow]) -> Received:
        """Enter what arrived with a manifest, all of it or nothing; it is held here from now on. Raises `CustodyError`.

        Every envelope that is not as the manifest lists it needs an explanation.
        """
        came = arrival(manifest, rows)
        with self._act() as act:
            there = act.custody.envelopes((row.envelope for row in came.arrived), on=self._today)
            check(came, {row.number: row for row in there}, self._post, holder=self._officer)
            act.append("custody.received", received_body(came))
            return Received(arrival=came, envelopes=tuple(self._get(act.custody, row.envelope) for row in came.arrived))

    def destroy(self, number: str, article: str, order_reference: str, *, second: str) -> EnvelopeRow:
        """Enter that an envelope was destroyed by order; it takes an article (``book:article``) and two officers.

        Raises `CustodyError`; what belongs to a permit or registration that has not ended is never destroyed.
        """
        self._require_two(second)
        reference = one_line(order_reference, "custody.order-missing", longest=LONGEST_TEXT)
        if not reference:
            raise CustodyError("custody.order-missing")
        self._require_article(article)
        body = {"article": article.strip(), "order_reference": reference, "second": second}

        def destroyed(envelope: EnvelopeRow) -> Envelope:
            if envelope.valid_until is not None and not envelope.overdue_days and envelope.held:
                raise CustodyError("custody.in-force", number=envelope.number)
            return custody.destroy(envelope)

        return self._change(number, "custody.destroyed", body, destroyed)

    def count(self, scanned: Mapping[str, Sequence[str]]) -> Inventory:
        """Return how what was scanned differs from what is recorded; nothing is recorded yet. Raises `CustodyError`.

        `scanned` are the numbers found in each slot, an empty slot with none.
        """
        self._viewing.require()
        return self._count(self._reader, understood(scanned))

    def inventory(self, scanned: Mapping[str, Sequence[str]], explanations: Mapping[str, str]) -> Inventory:
        """Enter a physical count; every difference needs an explanation by its envelope's number.

        What was found in another slot is recorded there from now on; what is missing is marked so until it is found.
        Raises `CustodyError` and records nothing where a difference stands unexplained.
        """
        found = understood(scanned)
        said = {
            numbers.understand(number): one_line(text, "custody.explanation-unusable", longest=LONGEST_TEXT)
            for number, text in explanations.items()
        }
        with self._act() as act:
            counted = self._count(act.custody, found)
            bare = [each for each in counted.differences if not said.get(each.number)]
            if bare:
                raise CustodyError("custody.unexplained", count=str(len(bare)))
            there = act.custody.envelopes((n for some in found.values() for n in some), on=self._today)
            reappeared = [row.number for row in there if row.held and row.missing]
            act.append("custody.counted", counted_body(counted, said, reappeared))
            for each in counted.differences:
                if each.unlike is Unlike.MISPLACED:
                    act.append("custody.moved", {"envelope": each.number, "slot": each.found or ""})
        return counted

    def deliver(self, papers: Sequence[Printed]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print papers, recording each as it is printed; returns what the printer did not take, each with why."""
        printing = Printing(store=self._store, printer=self._printer, clock=self._clock, officer=self._officer)
        return printing.put(papers)

    @property
    def _reader(self) -> CustodyReader:
        return self._store.custody

    @property
    def _today(self) -> date:
        return self._clock.now().date()

    def _act(self) -> AbstractContextManager[CustodyAct]:
        return self._store.act(at=self._clock.now(), officer=self._officer)

    def _get(self, reader: CustodyReader, number: str) -> EnvelopeRow:
        understood = numbers.understand(number)
        if not numbers.check(understood):
            raise CustodyError("custody.number-damaged")
        found = reader.envelope(understood, on=self._today)
        if found is None:
            raise CustodyError("custody.unknown", number=numbers.spelled_envelope(understood))
        return found

    def _change(
        self, number: str, kind: str, body: Mapping[str, object], to: Callable[[EnvelopeRow], Envelope]
    ) -> EnvelopeRow:
        with self._act() as act:
            row = self._get(act.custody, number)
            to(row)
            act.append(kind, {"envelope": row.number, **body})
            return self._now(act, (row,))[0]

    def _chosen(self, reader: CustodyReader, named: Sequence[str]) -> list[EnvelopeRow]:
        if not named:
            raise CustodyError("custody.none-chosen")
        rows = [self._get(reader, number) for number in named]
        for place, row in enumerate(rows):
            if any(other.number == row.number for other in rows[:place]):
                raise CustodyError("custody.chosen-twice", number=row.number)
        return rows

    def _now(self, act: CustodyAct, rows: Sequence[EnvelopeRow]) -> tuple[EnvelopeRow, ...]:
        """Return some envelopes as they stand in the act now, in the order given."""
        new = {row.number: row for row in act.custody.envelopes((row.number for row in rows), on=self._today)}
        return tuple(new[row.number] for row in rows)

    def _count(self, reader: CustodyReader, scanned: Mapping[str, tuple[str, ...]]) -> Inventory:
        there = reader.envelopes((number for found in scanned.values() for number in found), on=self._today)
        known = {row.number: row for row in (*reader.held(on=self._today), *there)}
        return custody.compare(scanned, known)

    def _require_two(self, second: str) -> None:
        if second in ("", self._officer):
            raise CustodyError("custody.second-missing")
        if not self._supervisors & {self._officer, second}:
            raise CustodyError("custody.supervisor-missing")

    def _require_article(self, article: str) -> None:
        book, _, name = article.strip().partition(":")
        editions = self._law.editions
        if not any(e.book.id == book and any(a.id == name for a in e.book.articles) for e in editions):
            raise CustodyError("custody.article-unknown", article=article.strip())


def _manifest_row(row: EnvelopeRow) -> ManifestRow:
    return ManifestRow(envelope=row.number, seal_number=row.seal_number, contents=row.contents, held_for=row.held_for)

"""Papers after their issue: draw again as a copy, void, correct, extend; each in one transaction, then printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kbdesk.desk import correction, extension, record
from kbdesk.desk.blanks import Taking
from kbdesk.desk.correction import Correction
from kbdesk.desk.extension import Extension
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Clock, PaperRow, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, paper_line, sealed_line
from kbdesk.desk.recorded import KINDS, PaperAct, PaperStore, known_number, original, said, series_of
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.void import void
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.paper import Printed
from kbdesk.domain.post import Post
from kbdesk.domain.stock import ON_BLANKS
from kbdesk.domain.vocabulary import PaperKind, PermitState, Series, Sheet
from kbdesk.rulebook.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction with its papers, recorded and not printed yet."""

    correction: Correction
    papers: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """An extension with its papers, recorded and not printed yet."""

    extension: Extension
    papers: tuple[Printed, ...]


class PaperDesk:
    """What becomes of papers after their issue (store thread).

    Refusals are `PapersError`, and `SignerError` where something is issued anew; nothing is recorded then.

    Nothing is printed by these acts: `deliver` prints, and what it could not print is listed with what waits.
    """

    def __init__(
        self,
        *,
        store: PaperStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
    ) -> None:
        self._store, self._press, self._printer, self._clock = store, press, printer, clock
        self._sealing = sealing
        self._law, self._post, self._officer = law, post, officer

    def papers(self, number: str) -> tuple[PaperRow, ...]:
        """Return every paper that bears a number, copies too, in the order sealed."""
        return tuple(self._store.issued.rows(known_number(number)))

    def issued(self, number: str) -> tuple[IssuedRow, ...]:
        """Return the permit and the registration that bear a number: each where there is one."""
        clean = known_number(number)
        return tuple(row for kind in KINDS if (row := self._store.issued.issued(kind, clean)) is not None)

    def again(self, number: str, kind: PaperKind, reason: str, *, sha256: str = "") -> Printed:
        """Draw a paper again from its record and under its seal, as COPY n, crossed out if what it tells of is void.

        `reason` is a `ReprintReason` or the officer's words. `sha256` chooses where several things bear the number
        and have a paper of this kind. A copy goes on a blank where the paper did, but for one that is void.
        """
        why, clean, at = said(reason), known_number(number), self._clock.now()
        with self._act(at) as act:
            row, copies = original(act.issued.rows(clean), kind, clean, sha256)
            is_void = _is_void(act, row)
            if not row.printed and not is_void:
                raise PapersError("papers.not-printed")
            paper = record.paper(
                kind,
                row.body,
                digest=row.digest,
                at=row.at,
                officer=row.officer,
                copy=copies + 1,
                void=is_void,
                seal=row.seal,
            )
            sheet = Sheet.PLAIN if is_void else Sheet(str(row.body.get("sheet", Sheet.PLAIN)))
            printed = Taking(act.stock).put(self._press.draw(paper), sheet)
            passage = {"passage": row.body["passage"]} if "passage" in row.body else {}
            act.append(
                "paper.reprinted",
                {
                    **passage,
                    **paper_line(printed),
                    "copy": printed.copy,
                    "void": is_void,
                    "original": row.sha256,
                    "reason": why,
                },
            )
        return printed

    def void(self, number: str, reason: str, article: str = "", *, kind: Series | None = None) -> IssuedRow:
        """Void a permit or registration; `kind` where the number belongs to both.

        `reason` is a `VoidReason` or the officer's words; `article` stands in a book in force, else it is the one by
        which it was granted.
        """
        at = self._clock.now()
        with self._act(at) as act:
            return void(act, self._law, self._post, number, reason, article, kind, at=at)

    def correct(self, number: str, changes: Mapping[str, str], reason: str, *, kind: Series | None = None) -> Corrected:
        """Correct fields of a permit's or registration's card: a new number takes the place of the old one.

        `changes` are fields (`correction.correctable`) with what belongs there. `reason` is a `CorrectionReason` or
        the officer's words. All papers of the new one are drawn; what is held stays in its envelope.
        """
        at = self._clock.now()
        with self._act(at) as act:
            made = correction.correct(
                act, self._law, self._post, number, changes, reason, kind, crossing=self._post.crossing
            )
            papers = self._draw(act, made.found.kinds, made.body, made.digest, at)
        return Corrected(correction=made, papers=papers)

    def extend(self, number: str, *, kind: Series | None = None) -> Extended:
        """Extend a permit or registration, once, if the article that applies to it now allows it.

        What shows its last valid day is drawn anew.
        """
        at = self._clock.now()
        with self._act(at) as act:
            made = extension.extend(act, self._law, number, kind, at=at, crossing=self._post.crossing)
            kinds = [kind for kind in made.found.kinds if kind in ON_BLANKS]
            papers = self._draw(act, kinds, made.body, made.digest, at)
        return Extended(extension=made, papers=papers)

    def deliver(self, papers: Sequence[Printed]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print what was drawn, recording each paper as it is printed; returns what the printer did not take."""
        printing = Printing(store=self._store, printer=self._printer, clock=self._clock, officer=self._officer)
        return printing.put(papers)

    def _act(self, at: datetime) -> AbstractContextManager[PaperAct]:
        return self._store.act(at=at, officer=self._officer)

    def _draw(
        self, act: PaperAct, kinds: Sequence[PaperKind], body: Mapping[str, Any], digest: str, at: datetime
    ) -> tuple[Printed, ...]:
        """Seal and draw the papers of a new record."""
        taking, sheet, officer = Taking(act.stock), Sheet(body.get("sheet", Sheet.PLAIN)), self._officer
        drawn = tuple(
            taking.put(self._press.draw(self._sealing.paper(kind, body, digest=digest, at=at, officer=officer)), sheet)
            for kind in kinds
        )
        lines = [sealed_line(printed, digest=digest, card=body["card"]) for printed in drawn]
        act.append("papers.sealed", {"passage": body["passage"], "papers": lines})
        return drawn


def _is_void(act: PaperAct, row: PaperRow) -> bool:
    kind = series_of(row.body)
    issued = None if kind is None else act.issued.issued(kind, str(row.body["number"]))
    return issued is not None and issued.state is PermitState.VOID

"""A real desk that issues: the head office and keys of `keys_desk`, with a passage procedure over the same store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from kbdesk.app import carried
from kbdesk.app.seal_signer import SealSigner
from kbdesk.desk.passage import Issued, PassageDesk
from kbdesk.desk.passage_file import read
from kbdesk.desk.ports import PaperRow, Press
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift import open_shift
from kbdesk.devices.tray import Tray
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.vocabulary import PaperKind

from . import keys_desk
from .conftest import POST, SAMPLES, ZONE


@dataclass
class Sealed:
    """A desk of keys and its passage procedure."""

    keys: keys_desk.Desk
    passage: PassageDesk
    signer: SealSigner
    tray: Path

    def draft(self, number: int = 9876543, surname: str = "Testović") -> PassageDraft:
        """One person with a card of this number that has years to go."""
        (file,) = SAMPLES.glob("04*.toml")
        sample = read(file.read_text("utf-8"), draft_id=self.passage.begin().id, clock=self.keys.clock)
        person = replace(
            sample.travelers[0], mrz="", personal_number="", surname=surname, document_number=f"{number:09}"
        )
        return replace(sample, travelers=(replace(person, document_expires_on="2031-05-01"),))

    def issue(self, draft: PassageDraft | None = None) -> Issued:
        """Issue one permit."""
        draft = draft or self.draft()
        return self.passage.issue(draft, self.passage.examine(draft, self.passage.facts(draft)))

    def permit(self, draft: PassageDraft | None = None) -> PaperRow:
        """Issue one permit and return it as recorded."""
        issued = self.issue(draft)
        assert issued.cards[0].permit is not None, issued.seen.findings()
        (row,) = (row for row in self.keys.store.papers(issued.draft.id) if row.kind is PaperKind.PERMIT)
        return row


@contextmanager
def furnished(folder: Path, press: Press) -> Iterator[Sealed]:
    """Make a desk that has no signer yet, and open its shift."""
    with keys_desk.furnished(folder) as keys:
        keys.clock.at = keys.clock.at.astimezone(ZONE)
        tray, signer = folder / "tray", SealSigner(keys.data, keys.settings, keys.store.signers)
        tray.mkdir()
        ids = iter(f"{n:016x}" for n in range(1, 1000))
        passage = PassageDesk(
            store=keys.store,
            press=press,
            sealing=Sealing(signers=signer, definitions=carried.definitions),
            printer=Tray(tray),
            clock=keys.clock,
            law=carried.law("seeds"),
            post=replace(POST, drill=False, issuer="RKS"),
            officer="officer",
            new_id=lambda: next(ids),
        )
        with keys.store.act(at=keys.clock.now(), officer="officer") as act:
            open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=keys.clock.now())
        yield Sealed(keys, passage, signer, tray)

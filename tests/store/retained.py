"""Cases written straight into a store, with all that tells of a person; and an outsider's look at every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kbdesk.domain.name_match import near_words
from kbdesk.domain.retention import Category
from kbdesk.domain.vocabulary import Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store
from tests.store.samples import AT, KEY, OFFICER

TERMS: Final = {Category.ISSUED: 100, Category.TURNED_AWAY: 50, Category.DRAFT: 30}
VALID: Final = 90
_PAGE, _RESERVED, _FRAME, _HEADER = 4096, 80, 24, 32


@dataclass
class Person:
    """One person's case: a permit, its envelope, and what the ledger calls them."""

    place: int
    permit: str = ""
    envelope: str = ""
    digest: str = ""
    sealed: int = 0
    until: date = date.min
    ended: bool = False

    @property
    def surname(self) -> str:
        """A surname that nobody else bears, whatever the others are called."""
        return "Zyxović" + "abcdefghijklmnopqrstuvwxyz"[self.place % 26] * (3 + self.place // 26)

    @property
    def document(self) -> str:
        return f"{770_000_000 + self.place}"

    @property
    def passage(self) -> str:
        return f"{self.place:016x}"

    @property
    def item(self) -> str:
        return f"identity-card SRB {self.document}"

    @property
    def named(self) -> tuple[str, ...]:
        """What must be nowhere once the case is pruned: the name as typed and as the index spells it, the document."""
        return (self.surname, self.document, *(word for word in near_words(self.surname) for word in sorted(word)[:1]))


@dataclass
class Desk:
    """A store whose days pass, and the cases in it."""

    store: Store
    at: datetime = AT
    people: list[Person] = field(default_factory=list)
    passages: int = 1_000_000

    def act(self, do: Callable[[StoreAct], object]) -> None:
        with self.store.act(at=self.at, officer=OFFICER) as act:
            do(act)

    def passage(self) -> str:
        self.passages += 1
        return f"{self.passages:016x}"

    def arrive(self) -> Person:
        """Take a document in and issue a permit."""
        person = Person(len(self.people) + 1, until=self.at.date() + timedelta(days=VALID))
        self.people.append(person)
        with self.store.act(at=self.at, officer=OFFICER) as act:
            person.permit, person.envelope = act.number(Series.PERMIT), act.number(Series.ENVELOPE)
            card = {"passage": person.passage, "card": "traveler[1]"}
            hit = {"field": "surname", "references": person.surname}
            act.append("hit.adjudicated", {**card, "reason": "compared", "hits": [hit]})
            person.digest = act.append("surrender.recorded", {**card, **self._permit(person)})
            held = {**card, "envelope": person.envelope, "slot": "A1", "contents": [person.item]}
            act.append("custody.held", {**held, "number": person.permit})
            papers = [_paper(person, kind) for kind in ("permit", "surrender-receipt")]
            act.append("papers.sealed", {"passage": person.passage, "papers": papers})
        for kind, paper in (("sent", "permit"), ("printed", "permit"), ("sent", "surrender-receipt")):
            self.act(
                lambda act, kind=kind, paper=paper: act.append(f"paper.{kind}", {**_named(person, paper), "copy": 0})
            )
        return person

    def _permit(self, person: Person) -> dict[str, Any]:
        traveler = {
            "surname": person.surname,
            "given_names": "Proba",
            "birth_date": "1990-01-31",
            "document_issuing_state": "SRB",
            "document_number": person.document,
        }
        return {
            "number": person.permit,
            "envelope": person.envelope,
            "valid_from": self.at.date().isoformat(),
            "valid_until": person.until.isoformat(),
            "measure": "permit",
            "disposition": "held",
            "document_issuing_state": "SRB",
            "document_number": person.document,
            "surname": person.surname,
            "traveler": traveler,
            "portrait": "UE5H" + person.document * 400,
            "names": {"surname": person.surname, "given_names": "Proba"},
        }

    def refuse(self) -> Person:
        """Turn somebody away."""
        person = Person(len(self.people) + 1, ended=True)
        self.people.append(person)
        with self.store.act(at=self.at, officer=OFFICER) as act:
            person.permit = act.number(Series.REFUSAL)
            body = {"passage": person.passage, "card": "traveler[1]", "number": person.permit, "article": "1"}
            person_told = {"traveler": {"surname": person.surname, "document_number": person.document}}
            act.append("refusal.recorded", {**body, "reason": "declined-to-surrender", **person_told})
        return person

    def hand_back(self, *people: Person) -> None:
        """Let people leave together: one passage, a return each."""
        passage = self.passage()
        for person in people:
            with self.store.act(at=self.at, officer=OFFICER) as act:
                number = act.number(Series.RETURN)
                body = {
                    "passage": passage,
                    "number": number,
                    "kind": "permit",
                    "returned": person.permit,
                    "envelope": person.envelope,
                    "closes": True,
                    "collector": "holder",
                    "collector_name": person.surname,
                    "report_reference": "",
                    "overstay_days": 3,
                    "items": [person.item],
                }
                digest = act.append("return.recorded", body)
                given = {"envelope": person.envelope, "items": [person.item], "to": "holder", "number": number}
                act.append("custody.returned", given)
                paper = {"kind": "return-receipt", "number": number, "sha256": "c" * 64, "entry": digest}
                act.append("papers.sealed", {"passage": passage, "papers": [{**paper, "card": ""}]})
            person.ended = True

    def send(self, *people: Person) -> None:
        """Send envelopes to another crossing with a manifest."""
        rows = [
            {"envelope": p.envelope, "contents": [p.item], "held_for": p.permit, "seal_number": "X"} for p in people
        ]
        with self.store.act(at=self.at, officer=OFFICER) as act:
            number, passage = act.number(Series.TRANSFER), self.passage()
            body = {"passage": passage, "number": number, "crossing": "merdare", "rows": rows}
            digest = act.append("custody.transferred", {**body, "envelopes": [p.envelope for p in people]})
            paper = {"kind": "transfer-manifest", "number": number, "sha256": "d" * 64, "entry": digest, "card": ""}
            act.append("papers.sealed", {"passage": passage, "papers": [paper]})

    def receive(self, person: Person) -> None:
        """Take an envelope in that came back."""
        row = {
            "arrived": True,
            "envelope": person.envelope,
            "contents": [person.item],
            "held_for": person.permit,
            "kind": "permit",
            "valid_until": "",
            "seal_number": "X",
            "slot": "B2",
        }
        body = {"crossing": "merdare", "desk": "1", "manifest": "M1000007X", "envelopes": [person.envelope]}
        self.act(lambda act: act.append("custody.received", {**body, "rows": [row]}))

    def void(self, person: Person) -> None:
        body = {"passage": person.passage, "card": "traveler[1]", "number": person.permit, "article": "1"}
        self.act(lambda act: act.append("permit.voided", {**body, "reason": f"because of {person.surname}"}))
        person.ended = True

    def spoil(self, person: Person) -> None:
        self.act(lambda act: act.append("paper.spoiled", {**_named(person, "surrender-receipt"), "copy": 0}))

    def seal(self, person: Person) -> None:
        body = {"envelope": person.envelope, "seal_number": "S 7", "photograph": "e" * 64}
        self.act(lambda act: act.append("custody.sealed", body))

    def count(self, person: Person) -> None:
        lost = [person.envelope]
        difference = {
            "envelope": person.envelope,
            "explanation": f"of {person.surname}",
            "found": "Z",
            "recorded": "A1",
        }
        body = {"missing": [], "reappeared": [], "differing": lost, "expected": 1, "found": 1, "slots": ["Z"]}
        self.act(lambda act: act.append("custody.counted", {**body, "differences": [difference]}))

    def charge(self, person: Person) -> None:
        body = {"passage": person.passage, "card": "traveler[1]", "number": person.permit, "code": "fine"}
        self.act(lambda act: act.append("fee.charged", {**body, "amount": "5.00", "currency": "EUR"}))

    def pay(self, person: Person) -> None:
        body = {"number": person.permit, "code": "fine", "amount": "5.00", "currency": "EUR", "means": "cash"}
        self.act(lambda act: act.append("fee.paid", {**body, "slip_number": person.document}))

    def prune(self) -> int:
        """Prune what is due, as the procedure does; return how many entries lost their bodies."""
        while self.store.search.catch_up(500):
            pass
        with self.store.act(at=self.at, officer=OFFICER) as act:
            due = act.retention.due(TERMS, on=self.at.date(), most=1000)
            entries = act.retention.covering(due)
            if entries:
                told: Mapping[str, object] = {"cases": len(due), "drafts": 0, "entries": entries, "second": "second"}
                act.append("retention.pruned", told)
        self.store.empty_log()
        return len(entries)

    def days_on(self, days: int) -> None:
        self.at += timedelta(days=days)

    def sound(self) -> bool:
        """Tell whether the chain is whole, the registers are what it adds up to and every number is explained."""
        return self.store.check().whole and self.store.rebuild_compare() == () == self.store.unexplained_numbers()


def _named(person: Person, kind: str) -> dict[str, object]:
    sha256 = f"{kind}-{person.place}".encode().hex().ljust(64, "0")[:64]
    return {"kind": kind, "number": person.permit, "sha256": sha256}


def _paper(person: Person, kind: str) -> dict[str, object]:
    return {
        **_named(person, kind),
        "entry": person.digest,
        "card": "traveler[1]",
        "seal": person.document.encode().hex(),
    }


def pages(folder: Path) -> bytes:
    """Return every page of the store's file and of its log, free ones too, in the clear: AES-256 in CBC, as SQLCipher
    has it, the page's own start at its end.
    """
    stored = (folder / "desk.db").read_bytes()
    log = (folder / "desk.db-wal").read_bytes() if (folder / "desk.db-wal").exists() else b""
    raw = [(place, stored[place : place + _PAGE]) for place in range(0, len(stored), _PAGE)]
    step = _FRAME + _PAGE
    raw += [
        (int(int.from_bytes(log[place : place + 4], "big") != 1), log[place + _FRAME : place + step])
        for place in range(_HEADER, len(log), step)
    ]
    return b"".join(_clear(page, first=not place) for place, page in raw if len(page) == _PAGE)


def _clear(page: bytes, *, first: bool) -> bytes:
    begin, end = 16 if first else 0, _PAGE - _RESERVED
    cipher = Cipher(algorithms.AES(KEY[:32]), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[begin:end]) + cipher.finalize()

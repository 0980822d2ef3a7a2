"""Telling a traveler all that the desk holds on them: found by any one record, drawn and entered, saved as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from kbdesk.desk.ports import Body, Clock, Press
from kbdesk.desk.retention_errors import RetentionError
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.exports import Export, Sight, sight
from kbdesk.domain.officers import KnownOfficer
from kbdesk.domain.outcome import Basis
from kbdesk.domain.paper import Paper, Printed
from kbdesk.domain.people import plain_date, whole_names
from kbdesk.domain.personal_record import (
    PersonalRecord,
    Said,
    holder_names,
    identity,
    personal_record,
    traveler,
    vehicle,
)
from kbdesk.domain.post import Post
from kbdesk.domain.reference import Reference
from kbdesk.domain.search import KINDS, Asked, CaseEntry, SearchKind, SearchRow, understand
from kbdesk.domain.vocabulary import Language, PaperKind

_NO_BASIS: Final = Basis(book="", article="", title={}, text={})
_MOST: Final = 500
"""Rows that one thing known of a person is looked up in."""


class Index(Protocol):
    """What is asked of the search index."""

    def catch_up(self, limit: int) -> int:
        """Look at the next entries; return how many are left."""

    def find(
        self, asked: Asked, *, limit: int, kinds: Collection[SearchKind], today: date, after: int = 0
    ) -> tuple[SearchRow, ...]:
        """Return what a text asks for, the surest first and then the newest."""

    def of_passage(self, passage: str, card: str = "") -> Sequence[CaseEntry]:
        """Return every entry of one card of a passage and of the passage as a whole."""


class Officers(Protocol):
    """The register of officers."""

    def find(self, name: str) -> KnownOfficer | None:
        """Return an officer, None for a name that the desk never had."""


class PersonalAct(Protocol):
    """What the procedure needs of an act."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest."""


class PersonalStore(Protocol):
    """What the procedure asks of the store."""

    @property
    def search(self) -> Index:
        """The search index."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[PersonalAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRecordDesk:
    """The procedure (store thread). `save` puts a file in the place of the one before, whole or not at all."""

    store: PersonalStore
    press: Press
    sealing: Sealing
    clock: Clock
    post: Post
    reference: Reference
    officer: str
    save: Callable[[Path, bytes], None]

    def of(self, kind: SearchKind, number: str) -> PersonalRecord:
        """Return all that is held on the person of a record. Raises `RetentionError` where there is none of it."""
        self._require_role()
        while self.store.search.catch_up(500):
            pass
        named = next((row for row in self._find(number) if (row.kind, row.number) == (kind, number)), None)
        card: Mapping[str, Any] = {} if named is None else next(self._cards(named), {})
        known = identity(card)
        if named is None or not known:
            raise RetentionError("retention.person-unknown", kind=str(kind), number=number)
        places = {(named.passage, named.card), *self._places(card)}
        for passage in sorted({passage for passage, _ in places}):
            for car in _cars(self.store.search.of_passage(passage), known):
                known |= identity(car)
                places |= set(self._places(car))
        cases = [self.store.search.of_passage(*place) for place in sorted(places)]
        return personal_record([_own(entries, known) for entries in cases])

    def tell(
        self, record: PersonalRecord, kind: SearchKind, number: str, *, to: Path, language: Language
    ) -> tuple[Printed, tuple[Path, Path]]:
        """Enter that a person is told, draw the paper, and save it with the same as JSON; if any fails nothing stays.

        Returns the paper and the two files. Raises `RetentionError`, and what the press raises. A file beside a new
        paper that was not told with it stays as it is.
        """
        self._require_role()
        at, record = self.clock.now(), self._named(record, language)
        files = (to, to.with_suffix(".json"))
        if files[1].exists() and not to.exists():
            raise RetentionError("retention.file-there", name=files[1].name)
        saved: list[Path] = []
        try:
            with self.store.act(at=at, officer=self.officer) as act:
                told = {"kind": str(kind), "number": number, "records": len(record.records)}
                digest = act.append("retention.told", told)
                printed = self.press.draw(self._paper(record, number, digest=digest, at=at, language=language))
                for file, content in zip(files, (printed.pdf, written(record)), strict=True):
                    self._put(file, content)
                    saved.append(file)
        except BaseException:
            for file in saved:
                file.unlink(missing_ok=True)
            raise
        return printed, files

    def _paper(self, record: PersonalRecord, number: str, *, digest: str, at: datetime, language: Language) -> Paper:
        paper = Paper(
            kind=PaperKind.PERSONAL_RECORD,
            number=number,
            at=at,
            post=self.post,
            officer=self.officer,
            language=language,
            basis=_NO_BASIS,
            digest=digest,
            personal_record=record,
        )
        try:
            return self.sealing.sealed(paper)
        except SignerError:
            return paper  # it says so itself; nobody waits for a signer to learn what is held on them

    def _named(self, record: PersonalRecord, language: Language) -> PersonalRecord:
        """Return a record with its places as people call them, as on every other paper."""
        names = {
            "residence": self.reference.municipality_name,
            "document_issuing_office": self.reference.office_name,
        }

        def called(held: Sequence[Said]) -> tuple[Said, ...]:
            return tuple(replace(s, value=names[s.name](s.value, language)) if s.name in names else s for s in held)

        records = tuple(replace(one, said=called(one.said)) for one in record.records)
        return PersonalRecord(person=called(record.person), records=records)

    def _find(self, text: str) -> tuple[SearchRow, ...]:
        today = self.clock.now().date()
        asked = understand(text, today=today)
        return self.store.search.find(asked, limit=_MOST, kinds=(), today=today) if asked.pieces else ()

    def _places(self, card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the passages and cards in which the person of a card may be found."""
        yield from ((row.passage, row.card) for text in _texts(card) for row in self._find(text) if row.card)

    def _cards(self, row: SearchRow) -> Iterator[Mapping[str, Any]]:
        """Yield the bodies of a record that hold its person's card."""
        entries = self.store.search.of_passage(row.passage, row.card)
        of_kind = (e for e in entries if e.body.get("number") == row.number and KINDS.get(e.kind) is row.kind)
        yield from (entry.body for entry in of_kind if traveler(entry.body) or vehicle(entry.body))

    def _put(self, file: Path, content: bytes) -> None:
        try:
            self.save(file, content)
        except OSError as error:
            raise RetentionError("retention.not-saved", why=error.strerror or type(error).__name__) from error

    def _require_role(self) -> None:
        if sight(self.store.officers.find(self.officer), Export.PERSONAL_RECORD) is not Sight.WHOLE:
            raise RetentionError("retention.not-for-role")


def written(record: PersonalRecord) -> bytes:
    """Return a record as JSON: the same as on the paper."""
    data = asdict(record)
    for one in data["records"]:
        one["on"] = one["on"].isoformat()
        for event in one["events"]:
            event["at"] = event["at"].isoformat()
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def _cars(entries: Sequence[CaseEntry], known: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the bodies of the vehicles in which their holder came, if that is the person and nobody has their name."""
    people = [entry.body for entry in entries if entry.body.get("traveler")]
    own = [body for body in people if identity(body) & known]
    others = [_names(body) for body in people if not identity(body) & known]
    names = frozenset().union(*map(_names, own)).difference(*others)
    yield from (entry.body for entry in entries if holder_names(vehicle(entry.body)) & names)


def _names(body: Mapping[str, Any]) -> frozenset[str]:
    card = traveler(body)
    return whole_names(str(card.get("surname", "")), str(card.get("given_names", "")))


def _texts(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person's other records may be found by: document, personal number, name with the birth date.

    Those of a vehicle's holder are found by its plate and VIN.
    """
    card, car = traveler(body), vehicle(body)
    if car:
        yield from (str(car.get("plate", "")), str(car.get("vin", "")))
        return
    yield str(card.get("document_number", ""))
    yield str(card.get("personal_number", ""))
    born = plain_date(str(card.get("birth_date", "")))
    name = f"{card.get('surname', '')} {card.get('given_names', '')}".strip()
    yield f"{name} {born:%d.%m.%Y}" if born else name


def _own(entries: Sequence[CaseEntry], known: frozenset[str]) -> list[CaseEntry]:
    """Return the entries of a case that are of one person, or tell of nobody and of a number or envelope of theirs.

    A registration that came back names its holder without their vehicle.
    """
    theirs = [entry for entry in entries if identity(entry.body) & known]
    numbers = {str(entry.body.get("number")) for entry in theirs}
    registered = {str(entry.body.get("number")) for entry in theirs if entry.kind == "swap.recorded"}
    envelopes = {str(entry.body["envelope"]) for entry in theirs if entry.body.get("envelope")}

    def told(entry: CaseEntry) -> bool:
        body = entry.body
        if body.get("kind") == "registration" and {body.get("returned"), body.get("claimed")} & registered:
            return True
        if traveler(body) or vehicle(body):
            return bool(identity(body) & known)
        return body.get("envelope") in envelopes or body.get("number") in numbers

    return [entry for entry in entries if told(entry)]

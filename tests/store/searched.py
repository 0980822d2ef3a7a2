"""People on record, and how they are looked for."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from benchmarks.people import Person, person
from kbdesk.domain.search import SearchKind, SearchRow, understand
from kbdesk.domain.vocabulary import Series
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, surrender

TODAY = date(2022, 8, 10)


def record(store: Store, *people: Person, passage: int = 1, at: Any = AT, **more: object) -> None:
    """Record a permit for each, on one passage each."""
    with store.act(at=at, officer=OFFICER) as act:
        for place, one in enumerate(people, passage):
            document = f"{place:09d}"
            body = surrender(act.number(Series.PERMIT), act.number(Series.ENVELOPE), f"{place:016x}", document)
            traveler = {
                "surname": one.surname, "given_names": one.given_names, "birth_date": one.birth_date.isoformat(),
                "document_issuing_state": "SRB", "document_number": document,
            }  # fmt: skip
            act.append("surrender.recorded", {**body, "traveler": traveler, **more})


def catch_up(store: Store, limit: int = 500) -> None:
    while store.search.catch_up(limit):
        pass


def find(store: Store, text: str, *, limit: int = 50, kinds: tuple[SearchKind, ...] = ()) -> tuple[SearchRow, ...]:
    return store.search.find(understand(text, today=TODAY), limit=limit, kinds=kinds, today=TODAY)


ANA = Person(surname="Đurić", given_names="Ana", birth_date=date(1990, 2, 1), serbian=True)
QAZIM = Person(surname="Gashi", given_names="Qazim", birth_date=date(1985, 3, 4), serbian=False)


def crowd(random: Random, size: int) -> list[Person]:
    return [person(random) for _ in range(size)]

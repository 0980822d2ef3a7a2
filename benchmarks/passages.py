"""A desk's record of many passages, generated: people who do not exist, in the ledger and the registers as recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.people import SPELLINGS, Person, person
from kbdesk.domain.vocabulary import Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store, create_store

BEGINS = datetime.fromisoformat("2013-01-01T06:00:00+01:00")
OFFICERS = ("arben", "jelena", "dragan", "vjosa", "officer")
_TOGETHER = 5_000
_SERIES_HOLDS = 900_000
_RETURNS = 0.5
"""How many of the people of a passage have been here before."""
_PLATES = ("KM", "PR", "PE", "GL", "UR", "BG", "NI", "KV")


class Crowd:
    """People passing a desk again and again, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.people: list[tuple[Person, str]] = []

    def next(self) -> tuple[Person, str]:
        """Return somebody and the number of their document: new, or one of those who were here."""
        if self.people and self.random.random() < _RETURNS:
            return self.random.choice(self.people)
        self.people.append((person(self.random), f"{len(self.people) + 1:09}"))
        return self.people[-1]


def body(crowd: Crowd, place: int, *, number: str, envelope: str, at: datetime) -> dict[str, object]:
    """Return what one permit's entry says: what the desk writes, without the words of the law."""
    who, document = crowd.next()
    spelled = SPELLINGS[crowd.random.choice(("as it is", "as it is", "zone", "Cyrillic"))]
    plate = (
        f"{crowd.random.choice(_PLATES)} {crowd.random.randrange(1000):03}-{chr(65 + place % 26)}{chr(65 + place % 23)}"
    )
    traveler = {
        "surname": spelled(who.surname),
        "given_names": spelled(who.given_names),
        "birth_date": who.birth_date.isoformat(),
        "document_issuing_state": "SRB" if who.serbian else "RKS",
        "document_number": document,
        "document_type": "identity-card",
    }
    return {
        "passage": f"{place:016x}",
        "card": "traveler[1]",
        "number": number,
        "envelope": envelope,
        "measure": "permit",
        "disposition": "held",
        "valid_from": at.date().isoformat(),
        "valid_until": (at.date() + timedelta(days=92)).isoformat(),
        "document_issuing_state": traveler["document_issuing_state"],
        "document_number": document,
        "vehicle_plate": plate if place % 3 else "",
        "direction": "entry",
        "traveler": traveler,
    }


def make(folder: Path, *, passages: int, seed: int = 1) -> tuple[Store, Crowd]:
    """Make a desk whose ledger holds that many passages, and return it open; the index is still to be filled.

    A desk's series end with their millionth number: more than nine hundred thousand passages go on past their end with
    the numbers of another desk.
    """
    key = bytearray(range(48))
    store = create_store(folder, key=key, letter="J", desk="2", machine_now=lambda: BEGINS)
    crowd = Crowd(seed)
    try:
        for first, last in _stretches(passages):
            at = BEGINS + timedelta(minutes=4 * first)
            officer = OFFICERS[first // _TOGETHER % len(OFFICERS)]
            with store.act(at=at, officer=officer) as act:
                for place in range(first, last):
                    _passage(act, crowd, place, at)
    except BaseException:
        store.close()
        raise
    return store, crowd


def _stretches(passages: int) -> Iterator[tuple[int, int]]:
    for first in range(0, passages, _TOGETHER):
        yield first, min(first + _TOGETHER, passages)


def _passage(act: StoreAct, crowd: Crowd, place: int, at: datetime) -> None:
    if place < _SERIES_HOLDS:
        number, envelope = act.number(Series.PERMIT), act.number(Series.ENVELOPE)
    else:
        number = envelope = f"B3{place - _SERIES_HOLDS:06}0"
    act.append("surrender.recorded", body(crowd, place, number=number, envelope=envelope, at=at))

"""A desk's record of many passages, generated: people who do not exist, in the ledger and the registers as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from benchmarks.people import SPELLINGS, Person, person
from kbdesk.domain.vocabulary import Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store

BEGINS = datetime.fromisoformat("2013-01-01T06:00:00+01:00")
OFFICERS = ("arben", "jelena", "dragan", "vjosa", "officer")
_TOGETHER = 5_000
_APART = timedelta(minutes=4)
_SERIES_HOLDS = 900_000
_RETURNS = 0.5
"""How many of the people of a passage have been here before."""
_A_REGISTRATION = 5
"""Of so many passages one ends with a registration, the others with a permit."""
_PLATES = ("KM", "PR", "PE", "GL", "UR", "BG", "NI", "KV")
_PLATE_LETTERS = "ABCDEGHJKLMNPRSTUVZ"
_MAKERS = ("WVWZZZ", "WBAVA3", "VF1KZ1", "ZFA188", "TMBZZZ", "W0L0AH")
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with the number of their document, and their car by plate and VIN."""

    who: Person
    document: str
    plate: str
    vin: str


class Crowd:
    """People passing a desk again and again, the same ones for the same seed; `holders` are those of its permits."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.people: list[Known] = []
        self.holders: list[Known] = []

    def next(self) -> Known:
        """Return somebody new, or one of those who were here."""
        random = self.random
        if self.people and random.random() < _RETURNS:
            return random.choice(self.people)
        letters = "".join(random.choices(_PLATE_LETTERS, k=2))
        plate = f"{random.choice(_PLATES)} {random.randrange(1000):03}-{letters}"
        vin = random.choice(_MAKERS) + "".join(random.choices(_VIN_LETTERS, k=11))
        self.people.append(Known(person(random), f"{len(self.people) + 1:09}", plate, vin))
        return self.people[-1]

    def spelled(self, who: Person) -> tuple[str, str]:
        """Return surname and given names as a document has them."""
        spelling = SPELLINGS[self.random.choice(("as it is", "as it is", "zone", "Cyrillic"))]
        return spelling(who.surname), spelling(who.given_names)


def fill(store: Store, *, passages: int, seed: int = 1) -> Crowd:
    """Record so many passages, one card each: what the desk writes, without the words of the law.

    A desk's series end with their millionth number: what goes on past the end has the numbers of another desk.
    """
    crowd = Crowd(seed)
    with store.act(at=BEGINS, officer="") as act:
        strangers = [name for name in OFFICERS if store.officers.find(name) is None]
        act.append("officer.added", {"officers": [{"name": name, "role": "officer"} for name in strangers]})
    for first, last in _stretches(passages):
        at = BEGINS + first * _APART
        officer = OFFICERS[first // _TOGETHER % len(OFFICERS)]
        with store.act(at=at, officer=officer) as act:
            for place in range(first, last):
                _passage(act, crowd, place, at)
    return crowd


def _stretches(passages: int) -> Iterator[tuple[int, int]]:
    for first in range(0, passages, _TOGETHER):
        yield first, min(first + _TOGETHER, passages)


def _passage(act: StoreAct, crowd: Crowd, place: int, at: datetime) -> None:
    known = crowd.next()
    registered = place % _A_REGISTRATION == 0
    series = Series.REGISTRATION if registered else Series.PERMIT
    common = {
        "passage": f"{place:016x}",
        "card": "vehicle" if registered else "traveler[1]",
        "number": _number(act, series, place),
        "envelope": _number(act, Series.ENVELOPE, place),
        "measure": "provisional" if registered else "permit",
        "disposition": "held",
        "direction": "entry",
        "valid_from": at.date().isoformat(),
        "valid_until": (at.date() + timedelta(days=60 if registered else 92)).isoformat(),
    }
    if registered:
        act.append("swap.recorded", {**common, **_registration(crowd, known, str(common["number"]))})
        contents = [f"plate {known.plate}"]
    else:
        crowd.holders.append(known)
        act.append("surrender.recorded", {**common, **_permit(crowd, known, place)})
        contents = [f"identity-card {known.document}"]
    held = {key: common[key] for key in ("passage", "card", "number", "envelope")}
    act.append("custody.held", {**held, "slot": f"A {place % 400 + 1}", "contents": contents})


def _number(act: StoreAct, series: Series, place: int) -> str:
    return act.number(series) if place < _SERIES_HOLDS else f"B3{place - _SERIES_HOLDS:06}0"


def _permit(crowd: Crowd, known: Known, place: int) -> Mapping[str, object]:
    surname, given_names = crowd.spelled(known.who)
    document = {"document_issuing_state": "SRB" if known.who.serbian else "RKS", "document_number": known.document}
    born = known.who.birth_date.isoformat()
    traveler = {"surname": surname, "given_names": given_names, "birth_date": born, "document_type": "identity-card"}
    return {**document, "vehicle_plate": known.plate if place % 3 else "", "traveler": {**traveler, **document}}


def _registration(crowd: Crowd, known: Known, number: str) -> Mapping[str, object]:
    surname, given_names = crowd.spelled(known.who)
    holder = {"holder_surname": surname, "holder_given_names": given_names}
    return {
        "plate": f"P {number[2:8]} {number[:2]} {number[8]}",
        "old_plate": known.plate,
        "old_plate_canonical": known.plate,
        "vehicle": {**holder, "plate": known.plate, "vin": known.vin, "make": "a make", "category": "M1"},
    }

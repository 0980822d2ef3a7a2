"""Checks of a plate against what the registration certificate says: category, dates, and the state that issued it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import DocumentType, PlateClass
from kbdesk.rulebook.checks_passage import UnderstoodPassage
from kbdesk.rulebook.codes import Code, note, warn
from kbdesk.rulebook.understanding import UnderstoodVehicle, word

_TOWED: Final = frozenset("ORS")
"""Categories O, R and S: trailers and towed machines (Regulations (EU) 2018/858 and 167/2013)."""
_SERBIAN: Final = frozenset({PlateClass.SRB, PlateClass.SRB_KOSOVO_CITY})
_STATES: Final[Mapping[PlateClass, frozenset[str]]] = MappingProxyType(
    {
        **dict.fromkeys(_SERBIAN, frozenset({"SRB"})),
        **dict.fromkeys((PlateClass.RKS, PlateClass.KS), frozenset({"RKS", "KS", "UNK"})),
    }
)
_LAST_OF_OLD_SERIES: Final = date(2011, 12, 31)
"""Serbia issued plates of the series of 1998, ``KM 123-456``, until 2010; a year is left for what lay in stock."""


def certificate(u: UnderstoodVehicle, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield what does not fit together between plate and certificate."""
    first, until = u.dates["first_registered"], u.dates["registration_valid_until"]
    if first and until and first > until:
        yield warn(Code.REGISTRATION_DATES, u.path, "first_registered")
    if first and first > _LAST_OF_OLD_SERIES and _of_old_series(u):
        yield warn(Code.PLATE_SERIES_OLDER, u.path, "plate", date=first.isoformat())
    yield from _shown(u, passage)


def category(u: UnderstoodVehicle) -> Iterator[Finding]:
    """Yield a trailer on the vehicle's card or the other way round: its plate would be read as another kind's."""
    if u.category and (u.category in _TOWED) is not (u.path == "trailer"):
        code = Code.CATEGORY_NOT_TRAILER if u.path == "trailer" else Code.CATEGORY_TRAILER
        yield warn(code, u.path, "category", category=u.category)


def _shown(u: UnderstoodVehicle, passage: UnderstoodPassage) -> Iterator[Finding]:
    """Yield what the certificates that people brought say otherwise; of a car and its trailer either may be meant."""
    shown = [
        (document.issuing_state.strip().upper(), document.expires_on.strip())
        for traveler in passage.travelers
        for document in traveler.card.documents
        if word(DocumentType, document.type) is DocumentType.REGISTRATION_CERTIFICATE
    ]
    states = {state for state, _ in shown if state}
    if states and states.isdisjoint(_STATES.get(u.plate.plate_class, states)):
        yield warn(Code.CERTIFICATE_OTHER_STATE, u.path, "plate", state=", ".join(sorted(states)))
    until = u.dates["registration_valid_until"]
    days = {text for _, text in shown if text}
    if until and days and until.isoformat() not in days:
        yield note(Code.CERTIFICATE_OTHER_DATE, u.path, "registration_valid_until")


def _of_old_series(u: UnderstoodVehicle) -> bool:
    return u.plate.plate_class in _SERBIAN and u.plate.canonical[-1:].isdigit()

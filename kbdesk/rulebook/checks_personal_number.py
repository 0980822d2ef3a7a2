"""Checks of a personal number against itself and against the card. Nothing in it stops: even specimens fail."""

from __future__ import annotations

from collections.abc import Iterator

from kbdesk.domain.findings import Finding
from kbdesk.domain.personal_number import check_jmbg, check_kosovo
from kbdesk.rulebook.codes import Code, note, warn
from kbdesk.rulebook.understanding import UnderstoodTraveler

_SERBIA = "SRB"
_KOSOVO = frozenset({"RKS", "KS", "UNK"})
_JMBG_DIGITS, _KOSOVO_DIGITS = 13, 10
_FIELD = "personal_number"


def personal_number(u: UnderstoodTraveler) -> Iterator[Finding]:
    """Yield what a number of the state that issued the document gives reason to look at; of others nothing is known."""
    number = "".join(u.card.personal_number.split())
    if number and u.issuing_state == _SERBIA:
        yield from _jmbg(u, number)
    elif number and u.issuing_state in _KOSOVO:
        yield from _kosovo(u, number)


def _jmbg(u: UnderstoodTraveler, number: str) -> Iterator[Finding]:
    said, born = check_jmbg(number, today=u.day), u.dates["birth_date"]
    if said.in_future:
        yield warn(Code.PERSONAL_NUMBER_IN_FUTURE, u.path, _FIELD)
    if not said.well_formed:
        if not said.in_future:
            yield note(Code.PERSONAL_NUMBER_NOT_UNDERSTOOD, u.path, _FIELD, digits=str(_JMBG_DIGITS))
        return
    if born and born.isoformat() != said.birth_date:
        yield warn(Code.PERSONAL_NUMBER_BIRTH_DATE, u.path, _FIELD, date=said.birth_date)
    if u.card.sex in ("M", "F") and u.card.sex != said.sex:
        yield warn(Code.PERSONAL_NUMBER_SEX, u.path, _FIELD)
    if not said.region_known:
        yield note(Code.PERSONAL_NUMBER_REGION, u.path, _FIELD, region=said.region)
    if not said.check_digit_holds:
        yield warn(Code.PERSONAL_NUMBER_CHECK_DIGIT, u.path, _FIELD)


def _kosovo(u: UnderstoodTraveler, number: str) -> Iterator[Finding]:
    if len(number) != _KOSOVO_DIGITS or not number.isdigit():
        yield note(Code.PERSONAL_NUMBER_NOT_UNDERSTOOD, u.path, _FIELD, digits=str(_KOSOVO_DIGITS))
    elif check_kosovo(number) is False:
        yield warn(Code.PERSONAL_NUMBER_CHECK_DIGIT, u.path, _FIELD)

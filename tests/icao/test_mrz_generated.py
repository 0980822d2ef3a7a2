"""Zones made by the letter of the standard are never refused, and say what was put into them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.mrz import read
from tests.icao import zones
from tests.icao.zones import TODAY
from tests.thorough import thorough

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
words = st.text(alphabet=LETTERS, min_size=1, max_size=9)
numbers = st.text(alphabet=LETTERS + "0123456789", min_size=1, max_size=9)
states = st.sampled_from(["SRB", "RKS", "D", "UTO", "MKD", "XXA", "UNK"])
births = st.dates(TODAY - timedelta(days=99 * 365), TODAY)
expiries = st.dates(date(TODAY.year - 10, 1, 1), date(TODAY.year + 20, 12, 31))


@thorough
@given(
    words, words, numbers, states, births, expiries, st.sampled_from("MF<"), st.text(alphabet="0123456789", max_size=11)
)
def test_every_card_reads_back_as_it_was_made(
    surname: str, given_name: str, number: str, state: str, birth: date, expiry: date, sex: str, opt: str
) -> None:
    text = zones.td1(
        code="ID", state=state, number=number, opt1="", birth=f"{birth:%y%m%d}", sex=sex, expiry=f"{expiry:%y%m%d}",
        nation=state, opt2=opt, names=f"{surname}<<{given_name}",
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert zone.valid
    assert (zone.surname, zone.given_names) == (surname, given_name)
    assert (zone.document_number, zone.issuing_state, zone.optional_2) == (number, state, opt)
    assert (zone.birth_date, zone.expiry_date) == (birth.isoformat(), _marked(expiry))


@thorough
@given(words, words, numbers, states, births, expiries, st.booleans(), st.text(alphabet="0123456789", max_size=14))
def test_every_passport_reads_back_as_it_was_made(
    surname: str, given_name: str, number: str, state: str, birth: date, expiry: date, fill: bool, opt: str
) -> None:
    text = zones.td3(
        code="P", state=state, number=number, opt=opt, birth=f"{birth:%y%m%d}", sex="F", expiry=f"{expiry:%y%m%d}",
        nation=state, names=f"{surname}<<{given_name}", fill=fill,
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert zone.valid
    assert (zone.surname, zone.given_names, zone.document_number) == (surname, given_name, number)
    assert (zone.birth_date, zone.expiry_date, zone.optional_1) == (birth.isoformat(), _marked(expiry), opt)


def _marked(expiry: date) -> str:
    """A date that stands for none is read as none."""
    return "" if f"{expiry:%y%m%d}" in ("991231", "990101") else expiry.isoformat()

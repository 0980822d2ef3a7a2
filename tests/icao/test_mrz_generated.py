"""Zones made by the letter of the standard are never refused, and say what was put into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.mrz import Mrz, read
from tests.icao.generated import CODES, Made, made
from tests.icao.zones import TODAY
from tests.thorough import thorough


def says(zone: Mrz) -> Made:
    """Return what a zone says, in the words of the generator."""
    return Made(
        format=zone.format, text="\n".join(zone.lines), code=zone.document_code, state=zone.issuing_state,
        number=zone.document_number, nation=zone.nationality, surname=zone.surname, given_names=zone.given_names,
        birth_date=zone.birth_date, sex=zone.sex, expiry_date=zone.expiry_date, optional=zone.optional_1,
    )  # fmt: skip


def test_a_thousand_zones_of_each_format_read_back_as_they_were_made() -> None:
    for one in made(5_000, seed=9303):
        zone = read(one.text, today=TODAY)
        assert zone.valid
        assert says(zone) == one
        assert (zone.repairs, zone.repair_ambiguous) == ((), False)


@thorough
@given(st.integers(0, 2**32))
def test_any_seed_gives_zones_that_read_back_as_they_were_made(seed: int) -> None:
    for one in made(len(CODES), seed=seed):
        zone = read(one.text, today=TODAY)
        assert zone.valid
        assert says(zone) == one


@pytest.mark.parametrize("ending", ["\r\n", "\r", "  \n ", ""])
def test_they_read_back_however_their_lines_end(ending: str) -> None:
    for one in made(500, seed=3):
        zone = read(one.text.replace("\n", ending).lower(), today=TODAY)
        assert zone.valid
        assert says(zone) == one


def test_the_generator_makes_every_kind_of_zone() -> None:
    zones = [*made(2_000, seed=1)]
    assert {zone.format for zone in zones} == {*CODES}
    assert any(len(zone.number) > 9 for zone in zones if zone.format == "TD1")
    assert any(len(zone.number) > 9 for zone in zones if zone.format == "TD2")
    assert any(not zone.birth_date for zone in zones)
    assert any(not zone.expiry_date for zone in zones)
    assert any("D<<" in zone.text[:5] for zone in zones)

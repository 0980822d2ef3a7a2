"""Misread characters are put right where one way alone makes all check digits hold, and are listed."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.check_digit import SYMBOLS
from kbdesk.icao.mrz import Repair, read
from tests.icao import zones
from tests.icao.zones import TODAY, digit
from tests.thorough import thorough

PAIRS = ["O0", "I1", "S5", "B8", "Z2"]
EITHER = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}


def passport(number: str, *, opt: str = "", names: str = "ERIKSSON<<ANNA", state: str = "UTO") -> str:
    return zones.td3(
        code="P", state=state, number=number, opt=opt, birth="850615", sex="F", expiry="280501", nation=state,
        names=names,
    )  # fmt: skip


def put(text: str, line: int, position: int, symbol: str) -> str:
    lines = [[*part] for part in text.split("\n")]
    lines[line - 1][position - 1] = symbol
    return "\n".join("".join(part) for part in lines)


def test_a_zone_that_holds_is_never_repaired() -> None:
    zone = read(passport("OISBZ0158"), today=TODAY)
    assert (zone.document_number, zone.repairs, zone.repair_ambiguous) == ("OISBZ0158", (), False)


@pytest.mark.parametrize(
    ("line", "position", "was", "now", "field"),
    [
        (2, 14, "8", "B", "birth_date"),
        (2, 16, "0", "O", "birth_date"),
        (2, 18, "1", "I", "birth_date"),
        (2, 19, "5", "S", "birth_date"),
        (2, 22, "2", "Z", "expiry_date"),
        (1, 8, "I", "1", "names"),
        (1, 4, "R", "R", ""),
        (1, 3, "S", "5", "issuing_state"),
        (2, 13, "B", "8", "nationality"),
        (1, 5, "B", "8", "issuing_state"),
    ],
)
def test_what_its_position_cannot_have_is_put_right(line: int, position: int, was: str, now: str, field: str) -> None:
    text = zones.SERBIAN_PASSPORT.replace("PETROVIC", "PEIROVIC")
    assert text.split("\n")[line - 1][position - 1] == was
    right, zone = read(text, today=TODAY), read(put(text, line, position, now), today=TODAY)
    assert zone.valid
    expected = (Repair(line=line, position=position, read=now, taken=was, field=field),) if was != now else ()
    assert zone.repairs == expected
    assert zone._replace(lines=right.lines, repairs=()) == right


def test_the_lines_stay_as_they_were_read() -> None:
    text = put(zones.SERBIAN_PASSPORT, 2, 16, "O")
    zone = read(text, today=TODAY)
    assert zone.repairs
    assert "\n".join(zone.lines) == text


def test_a_letter_for_a_check_digit_is_put_right() -> None:
    number = next(n for n in (f"L89890{i:03}" for i in range(100)) if digit(n) == "0")
    zone = read(put(passport(number), 2, 10, "O"), today=TODAY)
    assert [(r.position, r.field, r.taken) for r in zone.repairs] == [(10, "document_number", "0")]
    assert zone.valid


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("swapped", [False, True])
def test_one_misread_character_of_a_number_is_put_right_where_no_other_would_do(pair: str, swapped: bool) -> None:
    was, now = pair[::-1] if swapped else pair
    number = f"C3X{was}T47"
    text = passport(number)
    zone = read(text.replace(number, f"C3X{now}T47"), today=TODAY)
    assert (zone.document_number, zone.valid) == (number, True)
    assert [(r.line, r.position, r.read, r.taken, r.field) for r in zone.repairs] == [
        (2, 4, now, was, "document_number")
    ]


def test_two_misread_characters_are_put_right_together() -> None:
    number = "CO3XTB4XY"
    zone = read(passport(number).replace(number, "C03XT84XY"), today=TODAY)
    assert (zone.document_number, len(zone.repairs), zone.valid) == (number, 2, True)


def test_a_repair_can_be_wrong_and_then_too_shows_what_it_changed() -> None:
    """The L was misread as E, which no pair explains; an 8 taken for a B makes all hold. Only the document tells."""
    zone = read(passport("L898902C3").replace("L898902C3", "E898902C3"), today=TODAY)
    assert (zone.document_number, zone.valid) == ("EB98902C3", True)
    assert [(r.position, r.read, r.taken) for r in zone.repairs] == [(2, "8", "B")]


@pytest.mark.parametrize(
    ("state", "alphabet", "least", "most"),
    [("SRB", "0123456789", 0, 0), ("UTO", "0123456789", 0.2, 0.45), ("UTO", SYMBOLS.replace("<", ""), 0.15, 0.4)],
)
def test_how_often_a_repair_is_wrong_is_as_the_manual_says(
    state: str, alphabet: str, least: float, most: float
) -> None:
    dice, wrong, tries = Random(11), 0, 400
    for _ in range(tries):
        number = "".join(dice.choices(alphabet, k=9))
        place = dice.randrange(9)
        misread = dice.choice([s for s in SYMBOLS if s not in ("<", number[place], EITHER.get(number[place]))])
        text = put(passport(number, state=state), 2, place + 1, misread)
        zone = read(text, today=TODAY)
        wrong += bool(zone.repairs) and zone.document_number != number
    assert least <= wrong / tries <= most


def test_three_are_not() -> None:
    number = "CO3XIB4SY"
    zone = read(passport(number).replace(number, "C03X184SY"), today=TODAY)
    assert not zone.valid or zone.document_number != number
    control = read(passport(number).replace(number, "C03XI84SY"), today=TODAY)
    assert (control.document_number, control.valid) == (number, True)


def test_of_two_repairs_of_one_size_none_is_made_and_it_is_told() -> None:
    one, other = passport("OXX0T47"), passport("0XXOT47")
    text = one.replace("OXX0T47", "0XX0T47")
    assert text == other.replace("0XXOT47", "0XX0T47")
    assert read(one, today=TODAY).valid
    assert read(other, today=TODAY).valid
    zone = read(text, today=TODAY)
    assert (zone.document_number, zone.repairs, zone.repair_ambiguous, zone.valid) == ("0XX0T47", (), True, False)
    assert not read(zones.SERBIAN_PASSPORT.replace("850615", "850616"), today=TODAY).repair_ambiguous


def test_optional_data_are_put_right_under_their_own_check_digit() -> None:
    text = passport("L898902C3", opt="XE1T4")
    zone = read(text.replace("XE1T4", "XEIT4"), today=TODAY)
    assert (zone.optional_1, zone.valid, [r.field for r in zone.repairs]) == ("XE1T4", True, ["optional_1"])


def test_optional_data_of_a_card_are_put_right_under_the_composite_check_digit() -> None:
    text = zones.td1(
        code="ID", state="UTO", number="D23145890", opt1="XY0", birth="850615", sex="F", expiry="280501",
        nation="UTO", opt2="", names="ERIKSSON<<ANNA",
    )  # fmt: skip
    zone = read(text.replace("XY0<", "XYO<"), today=TODAY)
    assert (zone.optional_1, zone.valid, [r.field for r in zone.repairs]) == ("XY0", True, ["optional_1"])


def test_where_the_issuer_writes_digits_a_digit_never_becomes_a_letter() -> None:
    for position in range(6, 29):
        right = zones.SERBIAN_CARD.split("\n")[0][position - 1]
        for wrong in "0123456789":
            zone = read(put(zones.SERBIAN_CARD, 1, position, wrong), today=TODAY)
            assert zone.repairs == ()
            assert zone.valid == (wrong == right)


def test_there_a_letter_does_become_a_digit() -> None:
    for position, letter in ((6, "O"), (7, "I"), (8, "Z"), (11, "S"), (17, "S"), (18, "O"), (21, "B")):
        zone = read(put(zones.SERBIAN_CARD, 1, position, letter), today=TODAY)
        assert (zone.document_number, zone.personal_number, zone.valid) == ("012345678", "1506985920006", True)
        assert len(zone.repairs) == 1


def test_an_error_that_no_repair_explains_leaves_everything_as_read() -> None:
    text = put(put(zones.SERBIAN_PASSPORT, 2, 19, "7"), 1, 9, "0")
    zone = read(text, today=TODAY)
    assert (zone.surname, zone.birth_date, zone.repairs, zone.valid) == ("PET0OVIC", "1985-06-17", (), False)


def test_a_digit_in_a_name_that_is_like_no_letter_stays() -> None:
    zone = read(put(zones.SERBIAN_PASSPORT, 1, 9, "7"), today=TODAY)
    assert (zone.surname, zone.repairs, zone.valid) == ("PET7OVIC", (), True)


def test_a_date_that_a_repair_would_make_impossible_is_not_repaired() -> None:
    text = passport("L898902C3").replace("850615", "B5O615")
    assert read(text, today=TODAY).birth_date == "1985-06-15"
    zone = read(text.replace("280501", "2B1301"), today=TODAY)
    assert (zone.birth_date, zone.repairs, zone.valid) == ("", (), False)


def test_a_visas_optional_data_have_no_check_digit_and_are_never_touched() -> None:
    zone = read(zones.ICAO_MRVA.replace("L8988901C", "L89889O1C"), today=TODAY)
    assert (zone.document_number, zone.optional_1, len(zone.repairs)) == ("L8988901C", "6ZE184226B", 1)


def test_a_long_number_is_put_right() -> None:
    zone = read(zones.ICAO_TD1_LONG.replace("D23145890", "D2314589O"), today=TODAY)
    assert (zone.document_number, zone.valid) == ("D23145890734", True)


def test_a_repair_is_told_to_a_script() -> None:
    answer = read(put(zones.SERBIAN_PASSPORT, 2, 16, "O"), today=TODAY).as_json()
    assert answer["repairs"] == [{"line": 2, "position": 16, "read": "O", "taken": "0"}]
    assert answer["valid"] is True


@thorough
@given(
    st.text(alphabet="ACEFGHJKLMNPQRTUVWXY34679", min_size=5, max_size=8),
    st.integers(0, 4),
    st.sampled_from([*EITHER]),
)
def test_the_only_character_that_can_have_been_misread_is_put_right(text: str, place: int, symbol: str) -> None:
    number = text[:place] + symbol + text[place:]
    misread = text[:place] + EITHER[symbol] + text[place:]
    zone = read(passport(number).replace(number.ljust(9, "<"), misread.ljust(9, "<")), today=TODAY)
    assert (zone.document_number, zone.valid, len(zone.repairs)) == (number, True, 1)


@thorough
@given(st.lists(st.tuples(st.integers(0, 88), st.sampled_from("OISBZ01582")), max_size=6))
def test_what_is_repaired_holds_and_differs_only_where_it_is_listed(changes: list[tuple[int, str]]) -> None:
    characters = [*passport("L898902C3", opt="ZE184226B", names="BOZIC<<ZORAN")]
    for place, symbol in changes:
        if characters[place] != "\n":
            characters[place] = symbol
    zone = read("".join(characters), today=TODAY)
    text = "\n".join(zone.lines)
    for repair in zone.repairs:
        assert text.split("\n")[repair.line - 1][repair.position - 1] == repair.read
        text = put(text, repair.line, repair.position, repair.taken)
    again = read(text, today=TODAY)
    assert again.repairs == ()
    if zone.repairs:
        assert again.valid
        assert not zone.repair_ambiguous
    assert again.document_number == zone.document_number

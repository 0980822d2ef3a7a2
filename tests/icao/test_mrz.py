from datetime import date

import pytest

from kbdesk.icao.mrz import Mrz, MrzError, read
from tests.icao import zones
from tests.icao.zones import TODAY


def test_a_serbian_card_fills_every_field() -> None:
    zone = read(zones.SERBIAN_CARD, today=TODAY)
    assert zone == Mrz(
        format="TD1",
        lines=tuple(zones.SERBIAN_CARD.split("\n")),
        document_code="ID",
        issuing_state="SRB",
        document_number="012345678",
        surname="PETROVIC",
        given_names="MARKO",
        nationality="SRB",
        birth_date="1985-06-15",
        sex="M",
        expiry_date="2028-05-01",
        optional_1="1506985920006",
        optional_2="",
        personal_number="1506985920006",
        names_possibly_truncated=False,
        birth_date_partial=False,
        no_expiry=False,
        checks={"document_number": True, "birth_date": True, "expiry_date": True, "composite": True},
        valid=True,
    )


def test_a_serbian_passport_gives_its_holders_personal_number() -> None:
    zone = read(zones.SERBIAN_PASSPORT, today=TODAY)
    assert (zone.format, zone.document_code, zone.document_number) == ("TD3", "P", "012345678")
    assert (zone.personal_number, zone.valid) == ("1506985920006", True)
    assert list(zone.checks) == ["document_number", "birth_date", "expiry_date", "optional", "composite"]


def test_a_kosovo_card_has_the_personal_number_in_its_second_line() -> None:
    zone = read(zones.KOSOVO_CARD, today=TODAY)
    assert (zone.personal_number, zone.optional_2, zone.valid) == ("1234567892", "1234567892", True)


@pytest.mark.parametrize("state", ["RKS", "KS"])
def test_a_kosovo_passport_begins_its_optional_data_with_the_personal_number(state: str) -> None:
    text = zones.td3(
        code="P", state=state, number="P0000000", opt="1234567892", birth="900131", sex="F", expiry="330730",
        nation="RKS", names="GASHI<<ARTA",
    )  # fmt: skip
    assert read(text, today=TODAY).personal_number == "1234567892"


@pytest.mark.parametrize("opt", ["150698592000", "15069859200061", "ABCDEFGHIJKLM", ""])
def test_optional_data_that_are_no_personal_number_are_not_taken_for_one(opt: str) -> None:
    text = zones.td3(
        code="P", state="SRB", number="012345678", opt=opt, birth="850615", sex="M", expiry="280501", nation="SRB",
        names="PETROVIC<<MARKO",
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert (zone.personal_number, zone.optional_1) == ("", opt)


def test_the_first_line_of_the_issuers_own_specimen_is_as_built_here() -> None:
    text = zones.td1(
        code="ID", state="SRB", number="955555546", opt1="2902968000000", birth="680229", sex="F", expiry="180328",
        nation="SRB", opt2="", names="PETROVIC<<JELENA",
    )  # fmt: skip
    assert text.startswith("IDSRB95555554612902968000000<<\n")
    zone = read(text, today=TODAY)
    assert (zone.personal_number, zone.birth_date, zone.valid) == ("2902968000000", "1968-02-29", True)


def test_another_states_optional_data_are_no_personal_number() -> None:
    zone = read(zones.ICAO_TD3, today=TODAY)
    assert (zone.optional_1, zone.personal_number) == ("ZE184226B", "")


@pytest.mark.parametrize(
    ("text", "number", "names"),
    [
        (zones.ICAO_TD1, "D23145890", ("ERIKSSON", "ANNA MARIA")),
        (zones.ICAO_TD3, "L898902C3", ("ERIKSSON", "ANNA MARIA")),
        (zones.ICAO_TD1_LONG, "D23145890734", ("STEVENSON", "PETER JOHN")),
    ],
)
def test_the_standards_own_specimens_are_valid(text: str, number: str, names: tuple[str, str]) -> None:
    zone = read(text, today=TODAY)
    assert (zone.document_number, (zone.surname, zone.given_names), zone.valid) == (number, names, True)


def test_a_long_document_number_leaves_the_rest_of_the_optional_data() -> None:
    number, rest, digit = "D23145890", "734", "9"
    assert zones.digit(number + rest) == digit
    text = zones.td1(
        code="I", state="UTO", number=number, opt1=f"{rest}{digit}<AB1", birth="340712", sex="M", expiry="250712",
        nation="UTO", opt2="", names="STEVENSON<<PETER",
    )  # fmt: skip
    lines = text.split("\n")
    lines[0] = lines[0][:14] + "<" + lines[0][15:]
    zone = read("\n".join(lines), today=TODAY)
    assert (zone.document_number, zone.optional_1) == ("D23145890734", "AB1")
    assert zone.checks["document_number"]


def test_a_long_document_number_with_a_wrong_digit_does_not_hold() -> None:
    zone = read(zones.ICAO_TD1_LONG.replace("<7349<", "<7348<"), today=TODAY)
    assert (zone.document_number, zone.checks["document_number"], zone.valid) == ("D23145890734", False, False)


def test_a_filler_for_a_check_digit_is_no_long_number_without_more_of_it() -> None:
    lines = zones.SERBIAN_CARD.split("\n")
    lines[0] = "IDSRB012345678<<<<<<<<<<<<<<<<"
    zone = read("\n".join(lines), today=TODAY)
    assert (zone.document_number, zone.checks["document_number"]) == ("012345678", False)


@pytest.mark.parametrize(
    ("before", "after", "failing"),
    [
        ("01234567", "01234576", {"document_number", "composite"}),
        ("850615", "850616", {"birth_date", "composite"}),
        ("280501", "290501", {"expiry_date", "composite"}),
        ("20006<<", "20007<<", {"composite"}),
        ("<<<<5\n", "<<<<6\n", {"composite"}),
    ],
)
def test_each_wrong_character_shows_in_the_check_that_covers_it(before: str, after: str, failing: set[str]) -> None:
    text = zones.SERBIAN_CARD.replace(before, after)
    assert text != zones.SERBIAN_CARD
    zone = read(text, today=TODAY)
    assert {name for name, holds in zone.checks.items() if not holds} == failing
    assert not zone.valid


def test_the_optional_check_of_a_passport_fails_alone_with_its_data() -> None:
    zone = read(zones.SERBIAN_PASSPORT.replace("20006<58", "20006<68"), today=TODAY)
    assert {name for name, holds in zone.checks.items() if not holds} == {"optional", "composite"}


@pytest.mark.parametrize("fill", [True, False])
def test_empty_optional_data_may_have_a_filler_or_a_zero_for_their_check_digit(fill: bool) -> None:
    text = zones.td3(
        code="P", state="D", number="C01X00T47", opt="", birth="640812", sex="F", expiry="270228", nation="D",
        names="MUSTERMANN<<ERIKA", fill=fill,
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert zone.checks["optional"]
    assert zone.valid
    assert (zone.issuing_state, zone.nationality) == ("D", "D")


@pytest.mark.parametrize("birth", ["90<<<<", "9001<<", "<<<<<<"])
def test_a_birth_date_stated_in_part_is_no_fault(birth: str) -> None:
    text = zones.td3(
        code="P", state="UTO", number="L898902C3", opt="", birth=birth, sex="<", expiry="270228", nation="UTO",
        names="ERIKSSON<<ANNA",
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert (zone.birth_date, zone.birth_date_partial, zone.valid, zone.sex) == ("", True, True, "X")


def test_a_wholly_unknown_birth_date_may_have_a_filler_for_its_check_digit() -> None:
    text = zones.td1(
        code="ID", state="UTO", number="D23145890", opt1="", birth="<<<<<<", sex="F", expiry="270228", nation="UTO",
        opt2="", names="ERIKSSON<<ANNA",
    )  # fmt: skip
    zone = read(text.replace("<<<<<<0F", "<<<<<<<F"), today=TODAY)
    assert zone.checks["birth_date"]


@pytest.mark.parametrize("birth", ["991340", "850230", "AB0101"])
def test_a_birth_date_that_the_calendar_lacks_makes_a_zone_invalid(birth: str) -> None:
    text = zones.td3(
        code="P", state="UTO", number="L898902C3", opt="", birth=birth, sex="F", expiry="270228", nation="UTO",
        names="ERIKSSON<<ANNA",
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert (zone.birth_date, zone.birth_date_partial) == ("", False)
    assert all(zone.checks.values())
    assert not zone.valid


@pytest.mark.parametrize(("expiry", "never"), [("<<<<<<", True), ("991231", True), ("990101", True), ("271399", False)])
def test_a_document_without_expiry_is_told_from_one_with_an_impossible_date(expiry: str, never: bool) -> None:
    text = zones.td1(
        code="ID", state="SRB", number="012345678", opt1="", birth="450615", sex="M", expiry=expiry, nation="SRB",
        opt2="", names="PETROVIC<<MARKO",
    )  # fmt: skip
    zone = read(text, today=TODAY)
    assert (zone.expiry_date, zone.no_expiry, zone.valid) == ("", never, never)


@pytest.mark.parametrize(("sex", "read_as"), [("M", "M"), ("F", "F"), ("<", "X"), ("X", "X"), ("7", "")])
def test_sexes_are_read(sex: str, read_as: str) -> None:
    text = zones.td3(
        code="P", state="UTO", number="L898902C3", opt="", birth="850615", sex=sex, expiry="270228", nation="UTO",
        names="ERIKSSON<<ANNA",
    )  # fmt: skip
    assert read(text, today=TODAY).sex == read_as


@pytest.mark.parametrize(
    ("names", "surname", "given", "truncated"),
    [
        ("ARKFREITH", "ARKFREITH", "", False),
        ("SATRIYA<SUDARPA", "SATRIYA SUDARPA", "", False),
        ("AL<BASRI<<HUDA<MUHAMMAD<JAWAD", "AL BASRI", "HUDA MUHAMMAD JAWAD", False),
        ("PAPANDROPOULOUS<<JONATHON<ALEC", "PAPANDROPOULOUS", "JONATHON ALEC", True),
        ("NILAVADHANANANDA<<CHAYAPA<DE<K", "NILAVADHANANANDA", "CHAYAPA DE K", True),
        ("<<MARIJA", "MARIJA", "", False),
        ("MARIC<<ANA<<EVA", "MARIC", "ANA EVA", False),
        ("", "", "", False),
    ],
)
def test_names_are_split(names: str, surname: str, given: str, truncated: bool) -> None:
    lines = [*zones.SERBIAN_CARD.split("\n")[:2], names.ljust(30, "<")]
    zone = read("\n".join(lines), today=TODAY)
    assert (zone.surname, zone.given_names, zone.names_possibly_truncated) == (surname, given, truncated)


def test_the_json_answer_has_the_shape_of_the_contract() -> None:
    answer = read(zones.SERBIAN_CARD, today=TODAY).as_json()
    assert list(answer) == ["format", "fields", "checks", "valid", "repairs"]
    assert (answer["format"], answer["valid"], answer["repairs"]) == ("TD1", True, [])
    fields = answer["fields"]
    assert isinstance(fields, dict)
    assert (fields["birth_date"], fields["expiry_date"], fields["surname"]) == ("1985-06-15", "2028-05-01", "PETROVIC")


def test_a_large_card_is_read_by_its_lines_of_36() -> None:
    zone = read(zones.ICAO_TD2, today=TODAY)
    assert (zone.format, zone.document_number, zone.surname, zone.valid) == ("TD2", "D23145890", "ERIKSSON", True)
    assert list(zone.checks) == ["document_number", "birth_date", "expiry_date", "composite"]


def test_an_emergency_travel_document_has_the_size_of_a_card_and_the_letter_of_a_passport() -> None:
    zone = read("PU" + zones.ICAO_TD2[2:], today=TODAY)
    assert (zone.format, zone.document_code, zone.valid) == ("TD2", "PU", True)


@pytest.mark.parametrize(("text", "name"), [(zones.ICAO_MRVA, "MRVA"), (zones.ICAO_MRVB, "MRVB")])
def test_a_visa_has_no_composite_check_digit(text: str, name: str) -> None:
    zone = read(text, today=date(1996, 1, 1))
    assert (zone.format, zone.is_visa, zone.document_number) == (name, True, "L8988901C")
    assert "6ZE184226B".startswith(zone.optional_1)
    assert list(zone.checks) == ["document_number", "birth_date", "expiry_date"]
    assert (zone.birth_date, zone.valid) == ("1940-09-07", True)


def test_only_visas_are_visas() -> None:
    for text in (zones.SERBIAN_CARD, zones.ICAO_TD2, zones.ICAO_TD3):
        assert not read(text, today=TODAY).is_visa


def test_two_lines_of_a_card_and_most_of_the_third_are_not_a_passport() -> None:
    lines = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"
    assert read(lines, today=date(2022, 8, 10)).format == "TD1"
    with pytest.raises(MrzError):
        read(lines[:-2], today=date(2022, 8, 10))

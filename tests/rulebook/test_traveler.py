"""What is found on a traveler's card."""

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import CardDecision, TravelerDraft
from kbdesk.rulebook.checks_text import printable

RESOURCES = Path(__file__).parents[2] / "resources"
Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]
Zone = Callable[..., str]

JMBG = "1506985785010"


def told(card: CardExamination) -> set[tuple[str, str, str]]:
    """Return severity, code and field of what was found."""
    return {(str(f.severity), str(f.code), f.field.rpartition(".")[2]) for f in card.findings}


def frame(across: int, down: int) -> bytes:
    """Return the head of a JPEG of some size."""
    return b"\xff\xd8\xff\xc0\0\x11\x08" + down.to_bytes(2, "big") + across.to_bytes(2, "big")


def test_an_honest_card_has_no_findings(examined: Examine, person: Person, zone: Zone) -> None:
    assert told(examined(person()).cards[0]) == set()
    assert told(examined(person(mrz=zone(), personal_number=JMBG)).cards[0]) == set()
    assert told(examined(person(portrait=frame(413, 531))).cards[0]) == set()


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"surname": " "}, ("stop", "surname-missing", "surname")),
        ({"surname": "—"}, ("stop", "surname-missing", "surname")),
        ({"given_names": ""}, ("warn", "given-names-missing", "given_names")),
        ({"birth_date": ""}, ("stop", "birth-date-missing", "birth_date")),
        (
            {"document_type": "birth-extract", "birth_date": "2012-03-04", "document_number": ""},
            ("warn", "document-number-missing", "document_number"),
        ),
        ({"document_number": "O12345678"}, ("warn", "document-number-look-alike", "document_number")),
        ({"document_number": "12345"}, ("note", "document-number-unusual", "document_number")),
        ({"surname": "Тестoвић"}, ("warn", "name-mixed-scripts", "surname")),
        ({"personal_number": "3112022785010"}, ("warn", "personal-number-in-future", "personal_number")),
        ({"personal_number": "1506985995015"}, ("note", "personal-number-region", "personal_number")),
        ({"exempt_ground": "kfor"}, ("warn", "exempt-reference-missing", "exempt_reference")),
        ({"birth_date": "31.2.1985"}, ("warn", "date-not-understood", "birth_date")),
        ({"birth_date": "2022-08-11"}, ("stop", "date-in-future", "birth_date")),
        ({"sex": ""}, ("note", "sex-missing", "sex")),
        ({"sex": "Q"}, ("warn", "sex-not-understood", "sex")),
        ({"nationality": ""}, ("warn", "nationality-missing", "nationality")),
        ({"nationality": "Serbia"}, ("stop", "nationality-not-understood", "nationality")),
        ({"document_issuing_state": ""}, ("stop", "document-issuing-state-missing", "document_issuing_state")),
        (
            {"document_issuing_state": "Srbija"},
            ("stop", "document-issuing-state-not-understood", "document_issuing_state"),
        ),
        ({"document_type": ""}, ("stop", "document-type-missing", "document_type")),
        ({"document_type": "lična karta"}, ("stop", "document-type-not-understood", "document_type")),
        ({"document_type": "driving-licence"}, ("warn", "document-not-covered", "document_type")),
        ({"document_type": "birth-extract"}, ("warn", "document-not-covered", "document_type")),
        ({"document_type": "birth-extract", "birth_date": ""}, ("stop", "birth-date-missing", "birth_date")),
        ({"document_number": ""}, ("stop", "document-number-missing", "document_number")),
        ({"document_expires_on": ""}, ("warn", "document-expires-on-missing", "document_expires_on")),
        (
            {"document_expires_on": "", "birth_date": "1957-08-10"},
            ("note", "document-expires-on-missing", "document_expires_on"),
        ),
        (
            {"document_expires_on": "", "birth_date": "1957-08-11"},
            ("warn", "document-expires-on-missing", "document_expires_on"),
        ),
        ({"document_expires_on": "never"}, ("warn", "date-not-understood", "document_expires_on")),
        ({"document_issued_on": "2022-08-11"}, ("warn", "date-in-future", "document_issued_on")),
        (
            {"document_issued_on": "2022-08-01", "document_expires_on": "2022-07-31"},
            ("warn", "document-issued-after-expiry", "document_issued_on"),
        ),
        ({"document_issuing_office": "PU Atlantida"}, ("note", "issuing-office-unknown", "document_issuing_office")),
        ({"residence": "Atlantida"}, ("note", "residence-unknown", "residence")),
        ({"portrait": frame(412, 531)}, ("note", "portrait-small", "portrait")),
        ({"exempt_ground": "tired"}, ("stop", "exempt-ground-not-understood", "exempt_ground")),
        ({"guardian_traveler": "7"}, ("warn", "guardian-unknown", "guardian_traveler")),
        ({"guardian_traveler": "1"}, ("warn", "guardian-unknown", "guardian_traveler")),
        ({"birth_date": "2008-08-10"}, ("warn", "minor-alone", "guardian_traveler")),
        ({"surname": "A" * 81}, ("stop", "field-too-long", "surname")),
        ({"document_number": "1" * 10_000}, ("stop", "field-too-long", "document_number")),
        ({"mrz": "<" * 10_000}, ("stop", "field-too-long", "mrz")),
        ({"surname": "Тест\u202eович"}, ("stop", "characters-unprintable", "surname")),
        ({"given_names": "Ana 😀"}, ("stop", "characters-unprintable", "given_names")),
        ({"document_issuing_office": "警察"}, ("stop", "characters-unprintable", "document_issuing_office")),
        ({"mrz": "hello"}, ("warn", "mrz-not-understood", "mrz")),
        ({"personal_number": "123"}, ("note", "personal-number-not-understood", "personal_number")),
        ({"personal_number": "1506985785011"}, ("warn", "personal-number-check-digit", "personal_number")),
        (
            {"personal_number": JMBG, "birth_date": "1985-06-16"},
            ("warn", "personal-number-birth-date", "personal_number"),
        ),
        ({"personal_number": JMBG, "sex": "M"}, ("warn", "personal-number-sex", "personal_number")),
    ],
)
def test_each_doubt_is_found_where_it_lies(
    examined: Examine, person: Person, changes: dict[str, str], finding: tuple[str, str, str]
) -> None:
    assert finding in told(examined(person(**changes)).cards[0])


def test_each_doubt_is_found_alone(examined: Examine, person: Person) -> None:
    for changes in ({"document_number": ""}, {"residence": "Atlantida"}, {"nationality": ""}, {"surname": "A" * 81}):
        assert len(examined(person(**changes)).findings()) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Љиљана",
        "Đorđević-Đurić",
        "Gërvalla",
        "O'Connor",
        "Çelebi, Ak",
        "Jelić (rođ. Ilić)",
        "Ñandú",
        "Ángel·Ó",
        "C\u030cech",
    ],
)
def test_names_of_people_can_be_printed(examined: Examine, person: Person, name: str) -> None:
    assert examined(person(surname=name)).findings() == ()


def test_what_is_called_printable_is_in_the_faces_of_the_papers() -> None:
    faces = sorted((RESOURCES / "fonts" / "papers").glob("*.ttf"))
    printed = [chr(code) for code in range(0x10FFFF) if not 0xD800 <= code <= 0xDFFF and printable(chr(code))]
    assert len(printed) > 500
    for face in faces:
        if face.stem.startswith(("KbSans", "KbDisplay")):
            letters = TTFontFace(str(face)).charToGlyph
            assert not [c for c in printed if ord(unicodedata.normalize("NFC", c)) not in letters and not c.isspace()]


def test_an_empty_card_says_only_that(examined: Examine) -> None:
    for card in (TravelerDraft(), TravelerDraft(language="sr-Cyrl", residence="leposavic", slot="B 2", surname=" ")):
        assert told(examined(card).cards[0]) == {("stop", "card-empty", "surname")}


def test_what_the_law_leaves_alone_is_never_held_up(examined: Examine, person: Person, zone: Zone) -> None:
    card = person(
        document_issuing_state="RKS",
        surname="",
        birth_date="2030-01-01",
        nationality="Kosovo",
        document_number="",
        mrz=zone(broken=("document_number",)),
    )
    found = told(examined(card).cards[0])
    assert found
    assert {severity for severity, _, _ in found} == {"note"}


def test_the_type_is_asked_for_only_where_the_law_depends_on_it(examined: Examine, person: Person) -> None:
    assert told(examined(person(document_issuing_state="MNE", document_type="")).cards[0]) == set()
    early = examined(person(document_type=""), at="2022-07-31T12:00+02:00").cards[0]
    assert told(early) == set()


@pytest.mark.parametrize(
    ("born", "kind", "code"),
    [
        ("2006-08-11", "", "minor-without-extract"),
        ("2006-08-11", "driving-licence", "minor-without-extract"),
        ("2006-08-10", "", "document-type-missing"),
        ("2006-08-11", "identity-card", None),
        ("2006-08-11", "birth-extract", None),
    ],
)
def test_under_sixteen_without_identity_card_a_birth_extract_is_asked_for(
    examined: Examine, person: Person, born: str, kind: str, code: str | None
) -> None:
    found = told(examined(person(birth_date=born, document_type=kind)).cards[0])
    assert {c for s, c, _ in found if s == "stop"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("guardian", "others", "finding"),
    [
        ({}, [{}], ("note", "guardian-missing")),
        ({}, [{"birth_date": ""}], ("note", "guardian-missing")),
        ({}, [{"birth_date": "2005-01-01"}], ("warn", "minor-alone")),
        ({}, [], ("warn", "minor-alone")),
        ({"guardian_consent": "certified 2022-08-01"}, [], None),
        ({"guardian_traveler": "2"}, [{}], None),
        ({"guardian_traveler": "2"}, [{"birth_date": "2004-08-10"}], None),
        ({"guardian_traveler": "2"}, [{"birth_date": "2004-08-11"}], ("warn", "guardian-not-adult")),
        ({"guardian_traveler": "1"}, [{}], ("warn", "guardian-unknown")),
        ({"guardian_traveler": "3"}, [{}], ("warn", "guardian-unknown")),
        ({"guardian_traveler": "mother"}, [{}], ("warn", "guardian-unknown")),
    ],
)
def test_a_child_has_an_adult_of_the_passage_or_a_consent(
    examined: Examine,
    person: Person,
    guardian: dict[str, str],
    others: list[dict[str, str]],
    finding: tuple[str, str] | None,
) -> None:
    child = person(birth_date="2012-03-04", **guardian)
    beside = [person(document_number=f"11234567{n}", **changes) for n, changes in enumerate(others)]
    found = told(examined(child, *beside).cards[0])
    assert {(severity, code) for severity, code, field in found if field == "guardian_traveler"} == (
        {finding} if finding else set()
    )


def test_who_is_sixteen_needs_no_guardian(examined: Examine, person: Person) -> None:
    assert told(examined(person(birth_date="2006-08-10")).cards[0]) == set()
    assert told(examined(person(birth_date="2006-08-11")).cards[0]) == {("warn", "minor-alone", "guardian_traveler")}


def test_a_personal_number_of_kosovo_warns_nowhere_and_is_noted_where_it_fails(
    examined: Examine, person: Person
) -> None:
    for number, code in (
        ("1234567892", None),
        ("9234567890", None),
        ("1234567893", "personal-number-check-digit"),
        ("123", "personal-number-not-understood"),
        ("123456789X", "personal-number-not-understood"),
    ):
        found = told(examined(person(document_issuing_state="RKS", personal_number=number)).cards[0])
        assert found == ({("note", code, "personal_number")} if code else set()), number
    assert told(examined(person(document_issuing_state="MNE", personal_number="123")).cards[0]) == set()


def test_a_person_with_a_permit_on_another_document_and_a_document_in_custody(
    examined: Examine, person: Person
) -> None:
    for until, finding in (
        (date(2022, 8, 10), ("warn", "person-has-permit", "surname")),
        (date(2022, 8, 9), ("note", "person-permit-overdue", "surname")),
    ):
        facts = Facts(people={"traveler[1]": InForce(number="J2004711B", valid_until=until)})
        assert told(examined(person(), facts=facts).cards[0]) == {finding}
        assert told(examined(person(), person(document_number="112345678"), facts=facts).cards[1]) == set()
    held = Facts(held={"traveler[1]": "J2004711B"})
    seen = examined(person(), facts=held).cards[0]
    assert told(seen) == {("warn", "document-held", "document_number")}
    assert seen.findings[0].values == {"envelope": "J2004711B"}


def test_an_article_that_is_not_in_force_is_told_of_the_whole_card(examined: Examine, person: Person) -> None:
    def found(action: str, article: str, at: str = "2022-08-10T08:00+02:00") -> set[tuple[str, str]]:
        card = person(decision=CardDecision(action=action, reason="other", article=article))
        return {(str(f.code), f.field) for f in examined(card, at=at).cards[0].findings}

    unknown = {("decision-article-unknown", "traveler[1]")}
    assert found("refuse", "documents-2022:1") == set()
    assert found("refuse", "documents-2022:1", "2022-07-31T12:00+02:00") == unknown
    assert found("refer", "documents-2022:99") == unknown
    assert found("issue", "documents-2022:99") == set()
    assert found("refuse", " ") == set()


def test_a_mother_with_two_children(examined: Examine, person: Person) -> None:
    children = [
        person(given_names=name, birth_date=born, document_type="birth-extract", document_number=number,
               document_expires_on="", guardian_traveler="1", guardian_relation="mother")
        for name, born, number in (("Iva", "2012-03-04", "202-15"), ("Luka", "2016-05-06", "202-16"))
    ]  # fmt: skip
    seen = examined(person(), *children)
    assert [card.outcome.measure for card in seen.cards] == ["permit"] * 3
    assert {(f.severity, f.code) for f in seen.findings()} == {("note", "document-expires-on-missing")}


class TestZone:
    @pytest.mark.parametrize(
        ("broken", "field"),
        [
            ("document_number", "document_number"),
            ("birth_date", "birth_date"),
            ("expiry_date", "document_expires_on"),
            ("composite", "mrz"),
        ],
    )
    def test_a_failing_check_digit_warns_on_the_field_it_covers(
        self, examined: Examine, person: Person, zone: Zone, broken: str, field: str
    ) -> None:
        card = person(mrz=zone(broken=(broken,)), personal_number=JMBG)
        assert told(examined(card).cards[0]) == {("warn", "mrz-check-digit", field)}

    def test_the_composite_digit_is_silent_beside_the_one_that_explains_it(
        self, examined: Examine, person: Person, zone: Zone
    ) -> None:
        card = person(mrz=zone(broken=("birth_date", "composite")), personal_number=JMBG)
        assert told(examined(card).cards[0]) == {("warn", "mrz-check-digit", "birth_date")}

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("document_number", "012345679"),
            ("birth_date", "16.06.1985"),
            ("document_expires_on", "2029-05-02"),
            ("sex", "M"),
            ("nationality", "MNE"),
            ("personal_number", "1506985715550"),
            ("surname", "Testić"),
            ("given_names", "Anja"),
        ],
    )
    def test_what_was_typed_against_the_zone_warns(
        self, examined: Examine, person: Person, zone: Zone, field: str, typed: str
    ) -> None:
        card = person(mrz=zone(), personal_number=JMBG) if field == "personal_number" else person(mrz=zone())
        changed = examined(person(**{**{"mrz": card.mrz, "personal_number": card.personal_number}, field: typed}))
        assert ("warn", "mrz-differs", field) in told(changed.cards[0])

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("surname", "Тестовић"),
            ("surname", "TESTOVIĆ"),
            ("birth_date", "15.06.1985"),
            ("birth_date", "150685"),
            ("document_number", "012 345 678"),
            ("sex", ""),
        ],
    )
    def test_the_same_said_otherwise_does_not_warn(
        self, examined: Examine, person: Person, zone: Zone, field: str, typed: str
    ) -> None:
        card = person(**{"mrz": zone(), field: typed})
        assert "mrz-differs" not in {code for _, code, _ in told(examined(card).cards[0])}

    def test_a_field_corrected_against_its_failing_digit_warns_once(
        self, examined: Examine, person: Person, zone: Zone
    ) -> None:
        card = person(mrz=zone(number="O12345678"), document_number="012345678")
        assert told(examined(card).cards[0]) == {("warn", "mrz-differs", "document_number")}
        card = person(mrz=zone(number="O12345678", broken=("document_number",)), document_number="012345678")
        assert told(examined(card).cards[0]) == {("warn", "mrz-check-digit", "document_number")}

    def test_a_name_that_fills_the_zone_may_be_truncated_until_it_is_completed(
        self, examined: Examine, person: Person, zone: Zone
    ) -> None:
        lines = zone(names="TESTOVIC<DUGACKOVIC<<ANA<MARIJ")
        short = person(mrz=lines, surname="TESTOVIC DUGACKOVIC", given_names="ANA MARIJ")
        assert told(examined(short).cards[0]) == {("warn", "name-possibly-truncated", "given_names")}
        whole = person(mrz=lines, surname="Testović Dugačković", given_names="Ana Marija")
        assert told(examined(whole).cards[0]) == set()

    def test_a_zone_without_expiry_or_birthday_is_no_fault_of_the_traveler(
        self, examined: Examine, person: Person, zone: Zone
    ) -> None:
        card = person(mrz=zone(expires="<<<<<<"), document_expires_on="")
        assert told(examined(card).cards[0]) == set()
        card = person(mrz=zone(born="85<<<<"), birth_date="")
        assert told(examined(card).cards[0]) == {("warn", "birth-date-missing", "birth_date")}


def test_the_second_card_of_one_document_stops(examined: Examine, person: Person) -> None:
    again = person(document_number="012 345 678", surname="Тестовић")
    seen = examined(person(), person(document_number="112345678"), again)
    assert [told(card) for card in seen.cards] == [set(), set(), {("stop", "document-duplicate", "document_number")}]
    assert seen.cards[2].findings[0].values == {"other": "1"}
    assert examined(person(), person(document_issuing_state="MNE")).findings() == ()
    child = examined(person(), person(given_names="Iva")).cards[1]
    assert told(child) == {("warn", "document-duplicate", "document_number")}, "a parent's passport may name a child"


def test_a_permit_in_force_warns_and_one_overdue_is_noted(examined: Examine, person: Person) -> None:
    for until, finding in (
        (date(2022, 8, 10), ("warn", "permit-in-force", "document_number")),
        (date(2022, 8, 9), ("note", "permit-overdue", "document_number")),
    ):
        facts = Facts(permits={("SRB", "012345678"): InForce(number="J2004711B", valid_until=until)})
        seen = examined(person(), facts=facts).cards[0]
        assert told(seen) == {finding}
        assert seen.findings[0].values == {"number": "J2004711B", "date": until.isoformat()}
        assert examined(person(document_number="112345678"), facts=facts).findings() == ()


def test_stops_come_first_then_warns_then_notes(examined: Examine, person: Person) -> None:
    found = examined(person(residence="Atlantida", nationality="", document_number="")).findings()
    assert [f.severity for f in found] == ["stop", "warn", "note"]

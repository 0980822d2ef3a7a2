"""Explanations in words, against the texts of `tests/rulebook/golden`; KBDESK_RENEW=1 writes those anew."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kbdesk.domain.facts import Facts
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import Document, Override, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, Language
from kbdesk.rulebook.explanation import Condition, Explanation, explain
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import When
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.telling import tell, told_condition
from tests.rulebook.trial import TEXT, article, at, book, suspension

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = (Language.SQ, Language.SR_LATN, Language.EN)

Person = Callable[..., TravelerDraft]
Car = Callable[..., VehicleDraft]
Draw = Callable[..., PassageDraft]

BEFORE, WITHIN, AFTER = "2022-07-31T23:59", "2022-08-10T08:00", "2022-10-01T00:00"


@pytest.fixture(scope="module")
def cases(law: Law, books: Mapping[str, str], person: Person, car: Car) -> dict[str, Explanation]:
    """Return the explanations that stand written out, by the name of their file."""
    granted = Override(finding="plate-not-accepted", field="vehicle.plate", reason="family emergency")
    child = person(document_type="birth-extract", birth_date="2012-03-04", document_issuing_state="SRB")
    stopped = Orders(suspensions=(suspension("documents-2022", article="1"),))

    alone = Law(Shelf.read({"2-documents.toml": books["2-documents.toml"]}, law.reference), law.reference)

    def told(
        when: str, *people: TravelerDraft, orders: Orders | None = None, by: Law = law, **changes: object
    ) -> Explanation:
        draft = replace(PassageDraft(id="0" * 16, travelers=people), **changes)
        return explain(draft, Facts(orders=orders or Orders()), by, at=at(when), crossing="jarinje")[-1]

    return {
        "permit-on-an-identity-card": told(WITHIN, person()),
        "child-with-a-birth-extract": told(WITHIN, child),
        "expired-identity-card": told(WITHIN, person(document_expires_on="2022-08-09")),
        "plates-of-central-serbia": told(WITHIN, vehicle=car(plate="BG 1234-XY", category="L3")),
        "kosovo-city-plates-before-the-window": told(BEFORE, vehicle=car()),
        "kosovo-city-plates-within-the-window": told(WITHIN, vehicle=car()),
        "kosovo-city-plates-after-the-window": told(AFTER, vehicle=car()),
        "kosovo-city-plates-granted-by-two-officers": told(AFTER, vehicle=car(overrides=(granted,))),
        "resident-of-the-north": told(BEFORE, person(residence="Leposavić"), vehicle=car()),
        "diplomat": told(WITHIN, person(exempt_ground="diplomatic", document_issuing_state="D")),
        "trailer-with-diplomatic-plates": told(WITHIN, trailer=car(plate="10 CD 123")),
        "suspended-article": told("2022-08-10T14:01", person(), orders=stopped),
        "no-measure-for-this-document": told(WITHIN, person(document_issuing_state="D")),
        "nothing-applies": told(WITHIN, person(document_issuing_state="D"), by=alone),
        "nothing-is-known": told(WITHIN, TravelerDraft()),
        "on-the-way-out": told(WITHIN, person(), direction=Direction.EXIT),
    }  # fmt: skip


NAMES = (
    "permit-on-an-identity-card", "child-with-a-birth-extract", "expired-identity-card", "plates-of-central-serbia",
    "kosovo-city-plates-before-the-window", "kosovo-city-plates-within-the-window",
    "kosovo-city-plates-after-the-window", "kosovo-city-plates-granted-by-two-officers", "resident-of-the-north",
    "diplomat", "trailer-with-diplomatic-plates", "suspended-article", "nothing-applies",
    "no-measure-for-this-document", "nothing-is-known", "on-the-way-out",
)  # fmt: skip


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("name", NAMES)
def test_an_explanation_reads_as_written_out(
    cases: dict[str, Explanation], catalogs: Catalogs, law: Law, name: str, language: Language
) -> None:
    told = tell(cases[name], catalogs[language], law.reference) + "\n"
    path = GOLDEN / f"{name}.{language.partition('-')[0]}.txt"
    if os.environ.get("KBDESK_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, "utf-8")
    assert path.read_text("utf-8") == told, "if this is meant: KBDESK_RENEW=1 pytest tests/rulebook/test_telling.py"


def test_every_text_that_stands_written_out_is_compared(cases: dict[str, Explanation]) -> None:
    files = {f"{name}.{language.partition('-')[0]}.txt" for name in NAMES for language in WRITTEN}
    assert {path.name for path in GOLDEN.iterdir()} == files
    assert set(cases) == set(NAMES)


def test_cyrillic_is_the_same_text_in_the_other_script(
    cases: dict[str, Explanation], catalogs: Catalogs, law: Law
) -> None:
    told = tell(cases["permit-on-an-identity-card"], catalogs[Language.SR_CYRL], law.reference)
    assert "Мера: Привремена дозвола" in told
    assert "  Исправе за улазак и излазак, члан 1" in told
    assert "држава издавања: SRB; овде: SRB" in told


RICH = """
unexpired = true
GIVEN
then.measure = "permit"
then.disposition = "kept-by-holder"
then.papers = ["permit"]
then.validity = { months = 3 }
then.document_code = "PU"
then.sheet = "blank"
then.letterhead = "full"
then.seal = "when-possible"
then.fee = [
    { code = "provisional-registration", amount = "5.00", waived = { last = 2022-08-10 } },
    { code = "provisional-registration", amount = "2.50", waived = { last = 2022-08-09 } },
]
"""
EVERYTHING = {
    "issuing_state": ('["SRB", "MNE"]', "issuing state: SRB, MNE; here: SRB"),
    "issuing_office": ('["pu-pristina", "pu-kraljevo"]', "issuing office: PU Priština, PU Kraljevo; here: PU Kraljevo"),
    "displaced_office": ("false", "office of a Kosovo town: no; here: no"),
    "document_type": ('["identity-card"]', "document: Identity card; here: Identity card"),
    "with_document": ('["passport"]', "together with the document: Passport; here: Other, Passport"),
    "issued_on": ("{ first = 2019-01-01 }", "issued: from 01.01.2019; here: 01.05.2019"),
    "extended_on": ("{ last = 2022-08-01 }", "extended: to 01.08.2022; here: 01.08.2022"),
    "expires_on": (
        "{ first = 2022-01-01, last = 2030-01-01 }",
        "valid until: from 01.01.2022 to 01.01.2030; here: 01.05.2029",
    ),
    "expired": ("false", "document has expired: no; here: no"),
    "from_age": ("16", "age: 16 years or more; here: 37"),
    "under_age": ("40", "age: under 40 years; here: 37"),
    "exempt_ground": ('["kfor"]', "ground of exemption: KFOR; here: KFOR"),
    "residence": (
        '["prizren", "zvecan"]',
        "residence of the first traveler: Prizren, Zvečan; here: Zvečan",
    ),
    "resident_north": ("true", "first traveler lives in one of the northern four municipalities: yes; here: yes"),
}
OF_VEHICLES = {
    "plate_class": (
        '["srb", "srb-kosovo-city"]',
        "plates: Serbian plates, Serbian plates of a Kosovo city; here: Serbian plates of a Kosovo city",
    ),
    "plate_code": ('["KM", "GL"]', "city code on the plates: KM, GL; here: KM"),
    "category": ('["M"]', "vehicle category: M; here: M"),
    "first_registered": ("{ last = 2022-04-21 }", "first registered: to 21.04.2022; here: 21.04.2022"),
    "registration_extended_on": ("{ last = 2022-08-01 }", "registration extended: to 01.08.2022; here: 01.08.2022"),
    "registration_valid_until": (
        "{ first = 2022-08-10 }",
        "registration valid until: from 10.08.2022; here: 10.08.2022",
    ),
    "registration_expired": ("false", "registration has expired: no; here: no"),
    "inside_since": ("{ last = 2022-08-05 }", "inside since: to 05.08.2022; here: 05.04.2022"),
    "inside_over_months": ("3", "inside longer than, in months: 3 or more; here: 4"),
}


def test_every_condition_is_told_with_its_value(law: Law, person: Person, car: Car, catalogs: Catalogs) -> None:
    assert set(EVERYTHING) | set(OF_VEHICLES) | {"overstay_days"} == set(When.__struct_fields__)
    traveler = "\n".join(f"when.{name} = {wanted}" for name, (wanted, _) in EVERYTHING.items())
    vehicle = "\n".join(f"when.{name} = {wanted}" for name, (wanted, _) in OF_VEHICLES.items())
    text = book(
        article("1", RICH.replace("GIVEN", traveler)),
        article("2", vehicle + '\nthen.measure = "none"', "vehicle"),
        head='crossings = ["jarinje", "brnjak"]',
    )
    trial = Law(Shelf.read({"a.toml": text}, law.reference), law.reference)
    draft = PassageDraft(
        id="0" * 16,
        travelers=(
            person(
                document_extended_on="2022-08-01",
                residence="zvecan",
                exempt_ground="kfor",
                documents=(Document(type="other"), Document(type="passport")),
            ),
        ),
        vehicle=car(
            first_registered="2022-04-21",
            registration_extended_on="2022-08-01",
            registration_valid_until="2022-08-10",
            inside_since="2022-04-05",
        ),
    )
    people, cars = (
        tell(told, catalogs[Language.EN], law.reference).splitlines()
        for told in explain(draft, Facts(), trial, at=at(WITHIN), crossing="jarinje")
    )
    assert {f"    {line}" for _, line in EVERYTHING.values()} <= set(people)
    assert {f"    {line}" for _, line in OF_VEHICLES.values()} <= set(cars)
    assert "    crossing: Jarinje, Brnjak; here: Jarinje" in people
    for line in (
        "Printed on pre-numbered blanks.",
        "With the full letterhead.",
        "Where no digital seal can be signed it is issued without one, and says so itself.",
        "What was brought: Kept by the holder",
        "Fee: Provisional registration, 5.00 EUR, waived",
        "Fee: Provisional registration, 2.50 EUR",
    ):
        assert line in people
    assert "Free of charge" not in people
    assert not any("not met" in line for line in people + cars)


def test_amounts_have_the_decimal_comma_of_their_language(law: Law, car: Car, catalogs: Catalogs) -> None:
    draft = PassageDraft(id="0" * 16, vehicle=car(plate="BG 1234-XY"))
    (told,) = explain(draft, Facts(), law, at=at(WITHIN), crossing="jarinje")
    for language, amount in ((Language.SQ, "5,00 EUR"), (Language.SR_CYRL, "5,00 EUR"), (Language.EN, "5.00 EUR")):
        assert amount in tell(told, catalogs[language], law.reference)


def test_a_phase_is_told_with_its_number(law: Law, catalogs: Catalogs, person: Person) -> None:
    phases = f"""
[[article.phase]]
effective_until = 2022-08-01T00:00:00
then.measure = "tolerated"
[[article.phase]]
effective_from = 2022-08-01T00:00:00
text = {TEXT.replace("c", "the second phase")}
then.measure = "covered"
"""
    trial = Law(Shelf.read({"a.toml": book(article("1", phases))}), law.reference)
    draft = PassageDraft(id="0" * 16, travelers=(person(),))
    (told,) = explain(draft, Facts(), trial, at=at(WITHIN), crossing="atlantis")
    lines = tell(told, catalogs[Language.EN], law.reference).splitlines()
    assert lines[0] == "Traveler 1, entry at atlantis, 10.08.2022 08:00"
    assert lines[3:5] == ["  c, article 1, phase 2", "  the second phase"]
    assert "  c, article 1, phase 1" in lines
    assert "    not met: in force: before 01.08.2022 00:00; here: 10.08.2022 08:00" in lines


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("years", [1, 2, 21])
def test_ages_are_counted_in_the_plural_of_the_language(
    catalogs: Catalogs, law: Law, language: Language, years: int
) -> None:
    for name in ("from_age", "under_age"):
        asked = Condition(name=name, wanted=(str(years),), found=(), holds=False)
        told = told_condition(asked, catalogs[language], law.reference)
        assert str(years) in told
        assert catalogs[language].text("explain.unknown") in told

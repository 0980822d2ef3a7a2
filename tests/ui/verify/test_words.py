"""A check in words: every verdict, how old a list is and what that means, every field of every kind of seal."""

from __future__ import annotations

import tomllib
from datetime import timedelta

import pytest

from kbdesk.app import carried
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.verify import Result
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.verify import words
from tests.domain.papers_sealed import AT, LISTED_AT, judge, permit, registration, sealed_paper


def test_an_old_list_is_amber_with_its_age_in_words_and_a_fresh_one_is_green(english: Catalog) -> None:
    seal, reference = sealed_paper(), carried.reference()
    fresh = words.verdict(judge(AT).check(seal), reference, english)
    assert (fresh.mark, fresh.word, fresh.aged) == (Shape.OK, "GENUINE", False)
    stale = judge(LISTED_AT + timedelta(days=3)).check(seal)
    told = words.verdict(stale, reference, english)
    assert stale.result is Result.GENUINE and told.aged
    assert (told.mark, "3 days ago" in told.besides) == (Shape.WARN, True)
    (row,) = [row for row in words.steps(stale, "", english) if row.title.startswith("The paper")]
    assert (row.shape, "3 days ago" in row.detail) == (Shape.WARN, True)


@pytest.mark.parametrize(("serial", "said"), [(2, "returned"), (3, "void"), (4, "lost")])
def test_what_a_list_says_of_a_paper_is_said_in_a_word(english: Catalog, serial: int, said: str) -> None:
    seal = judge().check(sealed_paper(fields=permit(serial)))
    told = words.verdict(seal, carried.reference(), english)
    assert (told.word, told.mark) == ("NO LONGER VALID", Shape.STOP)
    assert f"The paper: {said}" in [row.title for row in words.steps(seal, "", english)]


def test_a_list_that_says_nothing_of_a_paper_is_no_yes(english: Catalog) -> None:
    seal = judge().check(sealed_paper(fields=permit(77)))
    told = words.verdict(seal, carried.reference(), english)
    assert (told.word, told.mark) == ("NOT CHECKED", Shape.WARN)
    assert "silence" in told.besides


def test_the_signer_is_told_with_the_reference_of_its_certificate_and_its_last_day(english: Catalog) -> None:
    (row,) = [row for row in words.steps(judge().check(sealed_paper()), "", english) if row.title.startswith("Signer")]
    assert (row.title, row.shape) == ("Signer KSJA 1", Shape.OK)
    assert "its certificate runs until" in row.detail


def test_a_registration_has_its_own_fields(english: Catalog) -> None:
    seal = judge().check(sealed_paper("registration", registration(1)))
    made = {claim.label: claim.value for claim in words.claims(seal, "", english)}
    assert made["Chassis number"] == "VX1102A0123456789" and made["Plate"] == "P 1"


@pytest.mark.parametrize("language", list(Language))
def test_every_field_of_every_kind_of_seal_has_a_name_or_is_nobody_s_to_read(
    catalogs: Catalogs, language: Language
) -> None:
    texts = carried.texts("seals", suffix=".toml").values()
    read = [tomllib.loads(text) for text in texts]
    names = {feature["name"] for kind in read for feature in kind["feature"]}
    zone = ("surname", "given_names", "birth_date", "nationality", "number", "valid_until", "issued_on")
    assert len(names) > 20
    for name in (names | set(zone) | {"document_number"}) - words._TECHNICAL - {"document", "sex"}:
        assert words.label_of(name, catalogs[language])
    for kind in read:
        told = words.type_words(str(kind["id"]).replace("_", "-"), catalogs[language])
        assert told or kind["id"] == "paper", kind["id"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("result", list(Result))
def test_every_verdict_says_what_to_do(catalogs: Catalogs, language: Language, result: Result) -> None:
    assert catalogs[language].has(f"verify.result.{result}")
    assert result is Result.ENDED or catalogs[language].has(f"verify_page.besides.{result}")

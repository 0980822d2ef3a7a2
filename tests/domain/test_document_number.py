import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.document_number import NumberDoubt, folding_key, folding_keys, understand_number
from kbdesk.domain.lookalikes import capitals, mixes_scripts
from kbdesk.domain.plate_areas import SERBIAN_AREAS
from kbdesk.domain.vocabulary import DocumentType
from tests.thorough import thorough

CARD, PASSPORT = DocumentType.IDENTITY_CARD, DocumentType.PASSPORT


@pytest.mark.parametrize(
    "text", ["009876543", "009 876 543", "009-876-543", "009.876.543", " 009876543\n", "００９８７６５４３"]
)
def test_a_number_is_one_however_it_is_typed(text: str) -> None:
    found = understand_number(text, issuing_state="SRB", document_type=CARD)
    assert (found.canonical, found.doubts, found.suggestion, found.as_typed) == ("009876543", (), "", text)


def test_letters_come_out_as_latin_capitals() -> None:
    assert understand_number("р 00123456", issuing_state="MNE", document_type=PASSPORT).canonical == "R00123456"
    assert understand_number("p00123456", issuing_state="RKS", document_type=PASSPORT).canonical == "P00123456"


@pytest.mark.parametrize(
    ("text", "state", "kind", "doubts"),
    [
        ("009876543", "SRB", CARD, ()),
        ("009876543", "SRB", PASSPORT, ()),
        ("00987654", "SRB", CARD, (NumberDoubt.UNUSUAL,)),
        ("0098765432", "SRB", PASSPORT, (NumberDoubt.UNUSUAL,)),
        ("A09876543", "SRB", CARD, (NumberDoubt.UNUSUAL,)),
        ("OO9876543", "SRB", CARD, (NumberDoubt.LOOK_ALIKE,)),
        ("0I9B76543", "SRB", PASSPORT, (NumberDoubt.LOOK_ALIKE,)),
        ("P00123456", "RKS", PASSPORT, ()),
        ("PO0123456", "KS", PASSPORT, (NumberDoubt.LOOK_ALIKE,)),
        ("K00123456", "RKS", PASSPORT, (NumberDoubt.UNUSUAL,)),
        ("123456789", "RKS", CARD, ()),
        ("12345678", "KS", CARD, ()),
        ("1234567", "RKS", CARD, (NumberDoubt.UNUSUAL,)),
        ("anything 12", "DEU", CARD, ()),
        ("anything 12", "SRB", DocumentType.DRIVING_LICENCE, ()),
        ("anything 12", "SRB", "", ()),
        ("", "SRB", CARD, ()),
        ("?!", "SRB", CARD, ()),
    ],
)
def test_only_what_an_issuer_usually_prints_is_expected(
    text: str, state: str, kind: str, doubts: tuple[str, ...]
) -> None:
    assert understand_number(text, issuing_state=state, document_type=kind).doubts == doubts


def test_a_letter_taken_for_a_digit_is_put_right_only_as_a_suggestion() -> None:
    found = understand_number("OI98765B3", issuing_state="SRB", document_type=CARD)
    assert (found.canonical, found.suggestion) == ("OI98765B3", "019876583")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OO9876543", "009876543"),
        ("I23", "123"),
        ("AB 12", "A8-12"),
        ("ĐA 123-AB", "DA123AB"),
        ("ЂА 123 АБ", "da 123 ab"),
        ("Č1", "Ć1"),
        ("Č1", "C\u030c1"),
        ("ŠŽ", "sz"),
        ("Љ1", "LJ1"),
        ("ł", "L"),
        ("ﬁ1", "F11"),
    ],
)
def test_confusable_numbers_meet(one: str, other: str) -> None:
    assert folding_key(one) == folding_key(other)


@pytest.mark.parametrize(("one", "other"), [("123", "124"), ("AB", "AC"), ("5", "S"), ("2", "Z"), ("D", "DJ")])
def test_others_do_not_meet(one: str, other: str) -> None:
    assert folding_keys(one).isdisjoint(folding_keys(other))


def test_cyrillic_is_looked_up_as_read_and_as_seen() -> None:
    assert folding_keys("ВР 12") == {"VR12", "8P12"}
    assert folding_keys("КМ 12") == {"KM12"}
    assert folding_keys("KM 12") == {"KM12"}


def test_two_keyboards_are_told_from_one() -> None:
    assert mixes_scripts("КM 12")
    assert not any(mixes_scripts(text) for text in ("КМ 12", "KM 12", "12", ""))


@thorough
@given(st.text(max_size=80))
def test_any_text_has_one_key_that_is_its_own(text: str) -> None:
    key = folding_key(text)
    assert folding_key(key) == key
    assert key in folding_keys(text)
    assert len(folding_keys(text)) <= 2
    assert folding_key(f" {text[:40]}-") == folding_key(text[:40])


@thorough
@given(st.text(max_size=80), st.sampled_from(["SRB", "RKS", "KS", "DEU", ""]), st.sampled_from([*DocumentType, ""]))
def test_any_number_is_answered_and_its_canonical_form_is_stable(text: str, state: str, kind: str) -> None:
    found = understand_number(text, issuing_state=state, document_type=kind)
    again = understand_number(found.canonical, issuing_state=state, document_type=kind)
    assert found.as_typed == text
    assert (again.canonical, again.doubts, again.suggestion) == (found.canonical, found.doubts, found.suggestion)
    assert bool(found.suggestion) == (NumberDoubt.LOOK_ALIKE in found.doubts)


@thorough
@given(st.text(max_size=40), st.booleans())
def test_capitals_of_capitals_are_the_same(text: str, by_look: bool) -> None:
    latin = capitals(text, by_look=by_look)
    assert capitals(latin, by_look=by_look) == latin


def test_every_area_code_folds_to_two_characters() -> None:
    assert {len(folding_key(code)) for code in SERBIAN_AREAS} == {2}

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.name_match import Difference, Likeness, PersonName, compare_names, compare_people
from kbdesk.domain.names import same_name, to_latin
from kbdesk.icao.transliteration import mrz_name
from kbdesk.icao.zone_names import name_field, split_names
from tests.thorough import thorough

SAME, POSSIBLY, DIFFERENT = Likeness.SAME, Likeness.POSSIBLY, Likeness.DIFFERENT
SPELLING, SOUND, INITIAL, TRUNCATED, ORDER, FEWER, FIELDS, MISSING = Difference

CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
ALBANIAN = "abcçdeëfghijklmnopqrstuvxyz"
parts = st.sampled_from([CYRILLIC, ALBANIAN]).flatmap(
    lambda alphabet: st.text(alphabet=f"{alphabet}  ", min_size=1, max_size=24).filter(str.strip)
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đorđević", "Đorđević"),
        ("Đorđević", "ĐORĐEVIĆ"),
        ("ЂОРЂЕВИЋ", "Djordjević"),
        ("Čelić", "C\u030celic\u0301"),
        ("Ćosić", "Qosiq"),
        ("Gjini", "Đini"),
        ("Shabani", "Šabani"),
        ("Xhafer", "Џафер"),
        ("Zhegra", "Žegra"),
        ("Çitaku", "Чitaku"),
        ("ǈiljana ǋegoš", "Љиљана Његош"),
        ("Petrović-Marić", "Petrović Marić"),
        ("Petrović–Marić", "PETROVIC<MARIC"),
        ("Ana Marija", "Anamarija"),
        ("Ана-Марија", "ANAMARIJA"),
        ("O'Connor", "O Connor"),
        ("Ilir", "İLİR"),
        ("Yıldız", "YILDIZ"),
        ("Gërvalla", "Gervalla"),
        ("Müller", "Mueller"),
        ("", ""),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings_is_the_same(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert found.likeness is SAME
    assert set(found.differences) <= {SPELLING}
    assert compare_names(other, one) == found


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        ("Marija", "Maria", (SOUND,)),
        ("Ymer", "Imer", (SOUND,)),
        ("Jusuf", "Yusuf", (SOUND,)),
        ("Ljubomir", "Lubomir", (SOUND,)),
        ("Aleksandar", "Alexandar", (SOUND,)),
        ("Shpresë", "Shpresa", (SOUND,)),
        ("Muhammed", "Muhamed", (SOUND,)),
        ("Qemal", "Kemal", (SOUND,)),
        ("Ana Maria", "Anamarija", (SOUND,)),
        ("Ana Marija", "Marija Ana", (ORDER,)),
        ("Ана Марија", "MARIA ANA", (SOUND, ORDER)),
        ("Petrović", "Petrović Marić", (FEWER,)),
        ("Marić", "Petrović-Marić", (FEWER,)),
        ("Ana M.", "Ana Marija", (INITIAL,)),
        ("Ђ.", "Djordje", (INITIAL,)),
        ("Dž.", "Xhevdet", (INITIAL,)),
        ("M.", "Ana Marija", (INITIAL, FEWER)),
        ("", "Ana", (MISSING,)),
        ("-", "Ana", (MISSING,)),
    ],
)
def test_what_may_be_one_name_says_in_what_it_differs(
    one: str, other: str, differences: tuple[Difference, ...]
) -> None:
    found = compare_names(one, other)
    assert (found.likeness, found.differences) == (POSSIBLY, differences)
    assert compare_names(other, one) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marić", "Matić"),
        ("Jovan", "Jovana"),
        ("Petrović Marić", "Petrović Matić"),
        ("Ana", "Petar"),
        ("M.", "Petar"),
        ("Gashi", "Krasniqi"),
        ("王", "李"),
    ],
)
def test_different_names_are_different(one: str, other: str) -> None:
    assert compare_names(one, other).likeness is DIFFERENT
    assert compare_names(one, other).differences == ()


def test_a_name_cut_short_in_a_zone_is_possibly_the_whole_one_and_only_there() -> None:
    for short, whole in (("JOVAN", "Jovana"), ("PAPANDROPO", "Papandropoulos"), ("ANA MAR", "Ana Marija Jovanka")):
        assert compare_names(short, whole, truncated=True).likeness is POSSIBLY
        assert compare_names(short, whole, truncated=True).differences[-1] is TRUNCATED
        assert compare_names(short, whole).likeness is DIFFERENT
    assert compare_names("JOVAN", "Jovan", truncated=True).likeness is SAME
    assert compare_names("JOVAN", "Petar", truncated=True).likeness is DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "likeness", "differences"),
    [
        (("Ђорђевић", "Ана"), ("DORDEVIC", "ANA"), SAME, ()),
        (("Gashi", "Qazim"), ("Гаши", "Ћазим"), SAME, (SPELLING,)),
        (("Gashi", "Qazim"), ("Gashi", "Qazim"), SAME, ()),
        (("Gashi", ""), ("Gashi", ""), SAME, ()),
        (("Gashi", "Qazim"), ("Qazim", "Gashi"), POSSIBLY, (FIELDS,)),
        (("Гаши", "Ћазим"), ("QAZIM", "GASHI"), POSSIBLY, (SPELLING, FIELDS)),
        (("Petrović", "Ana Marija"), ("Marija", "Ana Petrović"), POSSIBLY, (FIELDS,)),
        (("Petrović Ana", ""), ("Petrović", "Ana"), POSSIBLY, (FEWER, MISSING)),
        (("Gashi", ""), ("", "Gashi"), POSSIBLY, (FIELDS,)),
        (("Gashi", "Qazim"), ("Gashi", ""), POSSIBLY, (MISSING,)),
        (("Petrović Marić", "Ana"), ("Petrović", "A."), POSSIBLY, (INITIAL, FEWER)),
        (("Petrović", "Ana"), ("Petrović", "Petar"), DIFFERENT, ()),
        (("Petrović", "Ana"), ("Marić", "Ana"), DIFFERENT, ()),
        (("Gashi", ""), ("", "Ana"), DIFFERENT, ()),
        (("Gashi", "Ana"), ("Ana", ""), DIFFERENT, ()),
        (("", ""), ("", ""), DIFFERENT, ()),
        (("", ""), ("Gashi", "Ana"), DIFFERENT, ()),
    ],
)
def test_two_people_are_compared_by_their_whole_names(
    one: tuple[str, str], other: tuple[str, str], likeness: Likeness, differences: tuple[Difference, ...]
) -> None:
    a, b = (PersonName(surname=surname, given_names=given) for surname, given in (one, other))
    found = compare_people(a, b)
    assert (found.likeness, found.differences) == (likeness, differences)
    assert compare_people(b, a) == found


@thorough
@given(parts, parts)
def test_whoever_is_read_from_a_zone_is_the_same_person(surname: str, given_names: str) -> None:
    on_card = PersonName(surname=surname, given_names=given_names)
    in_zone = PersonName(surname=mrz_name(surname), given_names=mrz_name(given_names))
    in_latin = PersonName(surname=to_latin(surname).upper(), given_names=to_latin(given_names))
    assert compare_people(on_card, in_zone).likeness is SAME
    assert compare_people(on_card, in_latin).likeness is SAME


@thorough
@given(parts, parts, st.sampled_from([30, 31, 39]))
def test_whoever_is_cut_short_in_a_zone_is_never_different(surname: str, given_names: str, width: int) -> None:
    field = name_field(mrz_name(surname), mrz_name(given_names), width)
    zone = PersonName(surname=split_names(field)[0], given_names=split_names(field)[1])
    found = compare_people(
        PersonName(surname=surname, given_names=given_names), zone, truncated=not field.endswith("<")
    )
    assert found.likeness is not DIFFERENT


@thorough
@given(parts, st.randoms(use_true_random=False))
def test_given_names_in_any_order_are_possibly_the_same(names: str, random: Random) -> None:
    shuffled = names.split()
    random.shuffle(shuffled)
    assert compare_names(names, " ".join(shuffled)).likeness is not DIFFERENT


@thorough
@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_any_two_texts_compare_and_what_one_bool_calls_the_same_is(one: str, other: str, truncated: bool) -> None:
    found = compare_names(one, other, truncated=truncated)
    assert found.likeness in Likeness
    assert compare_names(one, one, truncated=truncated).differences == ()
    if same_name(one, other):
        assert found.likeness is SAME
    assert compare_people(PersonName(surname=one, given_names=other), PersonName(surname=other)).likeness in Likeness


@thorough
@given(parts, parts, st.booleans())
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str, truncated: bool) -> None:
    there, back = compare_names(one, other, truncated=truncated), compare_names(other, one, truncated=truncated)
    assert there.likeness is back.likeness

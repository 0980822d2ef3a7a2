import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.transliteration import SERBIAN_LATIN, mrz_name
from tests.thorough import thorough


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Đorđević", "DORDEVIC"),
        ("Ђорђевић", "DORDEVIC"),
        ("ГОЈКО ГРУЈИЋ", "GOJKO<GRUJIC"),
        ("Љубиша Његош Џаковић", "LJUBISA<NJEGOS<DZAKOVIC"),
        ("Жељко Ђурић Шћекић Чучук", "ZELJKO<DURIC<SCEKIC<CUCUK"),
        ("ǈubica ǋegoš ǅevad", "LJUBICA<NJEGOS<DZEVAD"),
        ("Gërvalla", "GERVALLA"),
        ("Çlirimtare", "CLIRIMTARE"),
        ("O'Connor", "OCONNOR"),
        ("O\u2019Connor", "OCONNOR"),
        ("Petrović-Marić", "PETROVIC<MARIC"),
        ("Petrović – Marić", "PETROVIC<MARIC"),
        ("Marić, Ana", "MARIC<ANA"),
        ("Müller Strauß Jönsson Åkesson", "MUELLER<STRAUSS<JOENSSON<AAKESSON"),
        ("Øster Æro Łukasz Þór Ðinić", "OESTER<AERO<LUKASZ<THOR<DINIC"),
        ("İnönü Işık ıtır", "INOENUE<ISIK<ITIR"),
        ("Дзе Ќосев Ѓорче", "DZE<KOSEV<GORCE"),
        ("Щукин Юлия", "SHCHUKIN<IULIIA"),
        ("  Ana   Marija ", "ANA<MARIJA"),
        ("J. R. 2nd", "J<R<ND"),
        ("王", ""),
        ("<<MARIC<<ANA", "MARIC<ANA"),
        ("Marić".replace("ć", "c\u0301"), "MARIC"),
        ("", ""),
    ],
)
def test_names_become_the_letters_of_a_zone(name: str, zone: str) -> None:
    assert mrz_name(name) == zone


def test_all_thirty_serbian_letters_are_there() -> None:
    assert len(SERBIAN_LATIN) == 30
    assert len(set(SERBIAN_LATIN.values())) == 30


@thorough
@given(st.text(max_size=80))
def test_any_text_gives_letters_and_single_fillers(text: str) -> None:
    found = mrz_name(text)
    assert re.fullmatch("([A-Z]+(<[A-Z]+)*)?", found)
    assert mrz_name(found) == found

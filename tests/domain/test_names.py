import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.names import fold, same_name, spellings, to_latin
from kbdesk.icao.transliteration import mrz_name
from tests.thorough import thorough


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љиљана", "Ljiljana"),
        ("ЉИЉАНА", "LJILJANA"),
        ("КРАЉ", "KRALJ"),
        ("Краљ", "Kralj"),
        ("Љ.", "Lj."),
        ("Н. Љ. Петровић", "N. Lj. Petrović"),
        ("ЊЕГОШ Џон", "NJEGOŠ Džon"),
        ("ЏОРЏ", "DŽORDŽ"),
        ("Ђорђе Ћирић Шћепан Жика Чеда", "Đorđe Ćirić Šćepan Žika Čeda"),
        ("ГОЈКО", "GOJKO"),
        ("Косовска Митровица", "Kosovska Mitrovica"),
        ("Gashi, Арта", "Gashi, Arta"),
        ("Щукин", "Щukin"),
        ("", ""),
    ],
)
def test_serbian_cyrillic_becomes_gajs_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ЂОРЂЕВИЋ", "dordevic"),
        ("Đorđević", "dordevic"),
        ("Gërvalla-Çela", "gervalla cela"),
        ("O'Connor", "oconnor"),
        ("  Fushë   Kosovë ", "fushe kosove"),
        ("PETROVIC<JOVANOVIC", "petrovic jovanovic"),
        ("Straße ǆ Łódź", "strasse dz lodz"),
        ("İstanbul ığdır", "istanbul igdir"),
        ("𝕬𝖓𝖆 ŉ O´Neill", "ana n oneill"),
        ("Йосиф", "iosif"),
        ("王", "王"),
        ("...", ""),
    ],
)
def test_folding_leaves_what_names_are_compared_by(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đorđević", "Djordjević"),
        ("Đorđević", "DORDEVIC"),
        ("Ђорђевић", "Djordjevic"),
        ("Gjakova", "Đakova"),
        ("Gjakova", "ЂАКОВА"),
        ("Shala", "Šala"),
        ("Shaqiri", "Šaćiri"),
        ("Leposaviq", "Лепосавић"),
        ("Zveçan", "Звечан"),
        ("Hoxha", "Hodža"),
        ("Hoxha", "ХОЏА"),
        ("Xhemajl", "Džemajl"),
        ("Zhuja", "Žuja"),
        ("Thaçi", "Тачи"),
        ("Kllokot", "Klokot"),
        ("Müller", "MUELLER"),
        ("Müller", "MULLER"),
        ("Гојко", "HOJKO"),
        ("Petrović-Marić", "PETROVIC<MARIC"),
        ("Petrovich", "Petrović"),
        ("Gërvalla", "Gervalla"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Marić", "Matić"), ("Jovan", "Jovana"), ("Gashi", "Krasniqi"), ("Ana", ""), ("Nikolić", "Nikolov")],
)
def test_different_names_do_not_meet(one: str, other: str) -> None:
    assert not same_name(one, other)


@thorough
@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ -", max_size=30))
def test_a_cyrillic_name_meets_its_latin_and_its_zone(name: str) -> None:
    assert same_name(name, to_latin(name))
    assert same_name(name, mrz_name(name))


@thorough
@given(st.text(alphabet="abcçdeëfghijklmnopqrstuvxyzABCÇDEËFGH -'", max_size=30))
def test_an_albanian_name_meets_its_zone(name: str) -> None:
    assert same_name(name, mrz_name(name))


@thorough
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert same_name(text, text)
    assert spellings(text)


@pytest.mark.parametrize(
    ("cyrillic", "zone"),
    [
        ("Гојко", "GOJKO"),
        ("Ћирић", "CIRIC"),
        ("Ђорђе", "DORDE"),
        ("Џафер", "DZAFER"),
        ("Љиљана Његош", "LJILJANA<NJEGOS"),
        ("Хаџић", "HADZIC"),
        ("Ćirić Č. Đukić-Šćepan Žikić", "CIRIC<C<DUKIC<SCEPAN<ZIKIC"),
        ("ǈiljana ǋegoš ǆafer", "LJILJANA<NJEGOS<DZAFER"),
        ("C\u030cac\u030cak", "CACAK"),
        ("Gërvalla Çlirimtare", "GERVALLA<CLIRIMTARE"),
        ("İlker Yıldız", "ILKER<YILDIZ"),
    ],
)
def test_a_zone_writes_a_serbian_name_as_its_documents_do_and_the_desk_knows_it_again(cyrillic: str, zone: str) -> None:
    assert mrz_name(cyrillic) == zone
    assert same_name(cyrillic, zone)


@pytest.mark.parametrize("name", ["Čačak", "Ђорђевић", "Gërvalla", "Ćirić-Đukić", "Йосиф", "İlker"])
def test_letters_and_their_marks_may_come_apart(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert fold(apart) == fold(name)
    assert to_latin(apart) == to_latin(name)
    assert mrz_name(apart) == mrz_name(name)

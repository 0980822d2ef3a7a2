import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.cyrillic import SPLIT_STEMS, STAYS_LATIN
from kbdesk.domain.names import to_cyrillic, to_latin
from tests.thorough import thorough


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Prezime", "Презиме"),
        ("Ljiljana Njegoš", "Љиљана Његош"),
        ("LJUBAV NJEGOVA, DŽEP", "ЉУБАВ ЊЕГОВА, ЏЕП"),
        ("Đurđevdan, šećer i žaba", "Ђурђевдан, шећер и жаба"),
        ("ǈubav ǌegova", "Љубав његова"),
        ("injekcija, Konjunkcija, NADŽIVETI, podžanr", "инјекција, Конјункција, НАДЖИВЕТИ, поджанр"),
        ("konj, džep, nadžak, injic", "коњ, џеп, наџак, инјиц"),
        ("Tanjug javlja", "Танјуг јавља"),
        ("Broj {number} važi do {valid_until:%d}.", "Број {number} важи до {valid_until:%d}."),
        ("Tablice KM i RKS, MRZ i VIN", "Таблице KM и RKS, MRZ и VIN"),
        ("format A4, taster F9 ili Ctrl+Enter", "формат A4, тастер F9 или Ctrl+Enter"),
        ("520 x 110 mm, 5 EUR, 90 kW", "520 x 110 mm, 5 EUR, 90 kW"),
        ("polje D.1 i C.1.1", "поље D.1 и C.1.1"),
        ("koverta E-J2 004711 8", "коверта E-J2 004711 8"),
        ("koverta E-{envelope}", "коверта E-{envelope}"),
        ("<b>Stoj</b> &amp; gledaj %n put", "<b>Стој</b> &amp; гледај %n пут"),
        ("datoteka izvoz.csv, opcija --drill", "датотека izvoz.csv, опција --drill"),
        ("član III stav 2", "члан III став 2"),
        ("&Prezime", "&Презиме"),
        ("crveno-bela ili crna", "црвено-бела или црна"),
        ("PDF-u i PDF", "PDF-у и PDF"),
        ("Xavier i Wolfgang", "Xavier и Wolfgang"),
        ("c\u030cas", "час"),
        ("", ""),
    ],
)
def test_the_programs_serbian_is_put_into_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_listed_words_stay_latin_and_only_as_whole_words() -> None:
    assert to_cyrillic("Pogledaj Debian i debianski", frozenset({"Debian"})) == "Погледај Debian и дебиански"
    assert to_cyrillic("Pogledaj Debian") == "Погледај Дебиан"
    assert to_cyrillic("put C:/a i kraj", frozenset({"C:/a"})) == "пут C:/a и крај"


@pytest.mark.parametrize("word", sorted(STAYS_LATIN))
def test_codes_stay_latin(word: str) -> None:
    assert to_cyrillic(f"ovo je {word}.") == f"ово је {word}."


@pytest.mark.parametrize("stem", SPLIT_STEMS)
def test_split_stems_keep_two_letters(stem: str) -> None:
    first, _, second = stem.partition("|")
    assert to_cyrillic(first + second) == to_cyrillic(first) + to_cyrillic(second)
    assert to_cyrillic(first[-1] + second[0]) not in to_cyrillic(first + second)


@thorough
@given(
    st.lists(
        st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш", min_size=1, max_size=12).map(str.capitalize)
        | st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш", min_size=1, max_size=12),
        max_size=5,
    )
)
def test_cyrillic_words_survive_the_way_through_latin(words: list[str]) -> None:
    text = " ".join(words)
    latin = to_latin(text)
    ambiguous = any(pair in text.lower() for pair in ("нј", "лј", "дж")) or any(w in STAYS_LATIN for w in latin.split())
    split = any(w.lower().startswith(s.replace("|", "")) for w in latin.split() for s in SPLIT_STEMS)
    assert ambiguous or split or to_cyrillic(latin) == text


@thorough
@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    placeholder = to_cyrillic("{name} " + text.replace("{", "").replace("}", ""))
    assert placeholder.startswith("{name} ")

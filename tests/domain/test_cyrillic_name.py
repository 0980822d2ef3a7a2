import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.cyrillic_name import CyrillicSuggestion, suggest_cyrillic
from kbdesk.domain.names import to_latin
from tests.thorough import thorough

CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"


@pytest.mark.parametrize(
    ("latin", "cyrillic", "doubts"),
    [
        ("Petrović", "Петровић", ()),
        ("Đorđe Đinđić", "Ђорђе Ђинђић", ()),
        ("Ðorđe", "Ђорђе", ()),
        ("c\u030celic\u0301", "челић", ()),
        ("Njegoš", "Његош", ("Nj",)),
        ("ǈubica Žižić", "Љубица Жижић", ("Lj",)),
        ("Konjunktić", "Конјунктић", ("nj",)),
        ("DŽAFEROVIĆ", "ЏАФЕРОВИЋ", ("DŽ",)),
        ("Djordjević", "Дјордјевић", ("Dj", "dj")),
        ("DORDEVIC", "ДОРДЕВИЦ", ("D", "C")),
        ("Ana-Marija O'Konor", "Ана-Марија О'Конор", ()),
        ("Eur Km", "Еур Км", ()),
    ],
)
def test_a_name_in_latin_has_a_suggestion_and_what_it_may_have_meant(
    latin: str, cyrillic: str, doubts: tuple[str, ...]
) -> None:
    assert suggest_cyrillic(latin) == CyrillicSuggestion(latin=latin, cyrillic=cyrillic, doubts=doubts)


@pytest.mark.parametrize(
    "name", ["", "12", "Qerim", "Gërvalla", "Çela", "Xhafer", "Weiss", "Yll", "Ана", "Aна", "İlija", "a" * 121]
)
def test_nothing_is_suggested_where_there_is_nothing_to_go_by(name: str) -> None:
    assert suggest_cyrillic(name) is None


@thorough
@given(st.text(alphabet=CYRILLIC + " -", min_size=1, max_size=30).map(str.title))
def test_what_a_suggestion_has_no_doubt_about_is_right(name: str) -> None:
    suggestion = suggest_cyrillic(to_latin(name))
    if suggestion is not None and not suggestion.doubts:
        assert suggestion.cyrillic == name


@thorough
@given(st.text(max_size=60))
def test_any_name_is_answered_and_kept_as_it_stands(name: str) -> None:
    suggestion = suggest_cyrillic(name)
    assert suggestion is None or suggestion.latin == name

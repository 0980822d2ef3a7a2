"""The faces carry what the papers need, and their licences lie beside them."""

import pytest

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers.errors import MissingGlyphError
from kbdesk.papers.faces import Face, Role

ALBANIAN = "ABCÇDEËFGHIJKLMNOPQRSTUVXYZabcçdeëfghijklmnopqrstuvxyz"
SERBIAN_LATIN = "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽabcčćdđefghijklmnoprsštuvzž"
SERBIAN_CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
SIGNS = "0123456789 .,;:·–—→−½„“”’/()%<>-"
TEXT_FACES = (Role.TEXT, Role.MEDIUM, Role.SEMI, Role.BOLD, Role.DISPLAY)


@pytest.fixture(scope="module")
def folder(people):
    return people.RESOURCES / "fonts" / "papers"


@pytest.fixture(scope="module")
def faces(folder):
    return {role: Face(role, (folder / f"{role}.ttf").read_bytes()) for role in Role}


@pytest.mark.parametrize("role", TEXT_FACES)
def test_text_faces_cover_all_languages_and_signs(faces, role):
    assert faces[role].missing(ALBANIAN + SERBIAN_LATIN + SERBIAN_CYRILLIC + SIGNS) == ""
    assert faces[role].missing("汉") == "汉"


def test_ocr_b_has_one_width_and_all_of_a_zone(faces):
    zone = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<- "
    assert faces[Role.OCR].missing(zone) == ""
    assert {round(faces[Role.OCR].width(character, 10), 4) for character in zone} == {round(7.23 / (72 / 25.4), 4)}


@pytest.mark.parametrize("role", [role for role in TEXT_FACES if role is not Role.DISPLAY])
def test_figures_of_the_text_faces_stand_in_columns(faces, role):
    widths = [faces[role].width(figure, 10) for figure in "0123456789"]
    assert max(widths) - min(widths) < 0.003 * max(widths)


def test_faces_are_small_and_their_licences_beside_them(folder):
    assert all(file.stat().st_size < 100_000 for file in folder.glob("*.ttf"))
    for licence in ("KbSans-OFL.txt", "KbDin-OFL.txt", "KbOcrB-LICENSE.txt", "sRGB-LICENSE.txt"):
        assert (folder / licence).read_text("utf-8").strip()


def test_a_subset_is_named_by_what_it_holds(faces):
    one, two = faces[Role.TEXT].subset((0, 65)), faces[Role.TEXT].subset((0, 66))
    assert one.name != two.name
    assert one.name.endswith("+KbSans-Regular")


def test_a_plate_takes_no_letter_its_face_lacks(press, people):
    paper = people.registration(people.CAR, PaperKind.PLATE_FRONT)
    plate = people.replace(paper.registration, plate="P 004711 Љ2 8")
    with pytest.raises(MissingGlyphError, match=r"U\+0409"):
        press.draw(people.replace(paper, registration=plate))

"""Nothing typed is ever cut: it shrinks, wraps, takes a smaller step, or the paper is refused with a reason."""

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers.errors import DoesNotFitError, MissingGlyphError, PaperError

LATIN = "ABCÇČĆDĐEËFGHIJKLMNOPQRSŠTUVWXYZŽabcçčćdđeëfghijklmnopqrsštuvwxyzž"
CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
FOREIGN = "ÀÁÅÄÑÖØÜÝŁŃŐŘŞŤŰŸŹàáåäñöøüýłńőřşťűÿźЁЙЩЪЫЬЭЮЯҐЄІЇ"
NAMES = st.text(alphabet=LATIN + CYRILLIC + FOREIGN + "-’ ", min_size=1, max_size=40).filter(str.strip)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def letters(press, paper):
    """Return the text of a paper as a reader would copy it, without spaces and line ends."""
    document = pypdfium2.PdfDocument(press.draw(paper).pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(text.split()).replace("\ufffe", "-")


@QUICK
@given(surname=NAMES, given_names=st.one_of(st.just(""), NAMES))
def test_any_name_of_eighty_letters_stands_whole_on_the_permit(press, people, surname, given_names):
    traveler = replace(people.LJUBICA, surname=surname, given_names=given_names)
    found = letters(press, people.permit(traveler))
    assert "".join(surname.split()) in found
    assert "".join(given_names.split()) in found


@QUICK
@given(surname=NAMES, given_names=NAMES, residence=st.text(alphabet=LATIN + CYRILLIC + " -/", max_size=60))
def test_any_name_of_eighty_letters_fits_receipt_and_label(press, people, surname, given_names, residence):
    traveler = replace(people.LJUBICA, surname=surname, given_names=given_names, residence=residence)
    for kind in (PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL):
        assert "".join(surname.split()) in letters(press, people.permit(traveler, kind))


@pytest.mark.parametrize("letter", ["W", "M", "Ш", "Ж", "Љ", "i"])
def test_forty_and_forty_of_a_letter_fit_every_paper(press, people, letter):
    traveler = replace(people.LONG, surname=letter * 40, given_names=letter * 40)
    for kind in people.PERMIT_PAPERS:
        for language in (Language.SQ, Language.SR_CYRL):
            assert letter * 20 in letters(press, replace(people.permit(traveler, kind), language=language))


def test_the_wider_the_name_the_smaller_it_is_set(press, people):
    sizes = []
    for traveler in (people.LJUBICA, people.LONG, people.WIDE):
        sizes.append(next(b.size for b in press.boxes(people.permit(traveler)) if b.name == "surname"))
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == 20 and sizes[-1] >= 7


def test_names_keep_their_script_whatever_the_reader_reads(press, people):
    for surname, language in (("Стојиљковић", Language.SQ), ("Stojiljković", Language.SR_CYRL)):
        paper = replace(people.permit(replace(people.LJUBICA, surname=surname)), language=language)
        assert surname in letters(press, paper)


def test_a_decomposed_name_is_drawn_composed(press, people):
    paper = people.permit(replace(people.LJUBICA, surname="Stojiljkovic\u0301"))
    assert "Stojiljković" in letters(press, paper)


def test_a_traveler_without_given_names_vehicle_or_dates_has_a_permit_with_dashes(press, people):
    text = letters(press, people.permit(people.NAMELESS))
    assert "Ö" in text and "—" in text


def test_a_name_too_long_for_any_step_is_refused_and_not_cut(press, people):
    paper = people.permit(replace(people.LJUBICA, surname="W" * 400))
    with pytest.raises(DoesNotFitError) as refused:
        press.draw(paper)
    assert (refused.value.paper, refused.value.box) == (PaperKind.PERMIT, "name")
    assert "WWW" not in str(refused.value)


def test_a_letter_the_face_lacks_is_named_by_its_code(press, people):
    with pytest.raises(MissingGlyphError, match=r"U\+6C49") as refused:
        press.draw(people.permit(replace(people.LJUBICA, given_names="Ljubica 汉")))
    assert refused.value.box == "given names"
    assert "Ljubica" not in str(refused.value)


def test_a_control_character_inside_a_name_is_refused(press, people):
    with pytest.raises(MissingGlyphError, match=r"U\+202E"):
        press.draw(people.permit(replace(people.LJUBICA, surname="Sto\u202ejiljković")))


def test_a_number_with_letters_beyond_ocr_b_stands_in_another_face(press, people):
    paper = people.permit(replace(people.LJUBICA, document_number="ЖЧ123"))
    assert "ЖЧ123" in letters(press, paper)


def test_legal_texts_of_any_sensible_length_fit_and_a_treatise_is_refused(press, people):
    paper = people.permit(people.LJUBICA)
    long = replace(paper.basis, text={key: text * 2 for key, text in paper.basis.text.items()})
    assert press.draw(replace(paper, basis=long))
    treatise = replace(paper.basis, text={key: text * 20 for key, text in paper.basis.text.items()})
    with pytest.raises(PaperError, match="law"):
        press.draw(replace(paper, basis=treatise))


def test_a_paper_without_appeal_is_drawn(press, people):
    paper = people.permit(people.LJUBICA)
    assert press.draw(replace(paper, basis=replace(paper.basis, appeal={})))

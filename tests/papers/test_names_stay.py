"""A person's name is printed in the script the card has it in, whatever the reader's: no script is put on it."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kbdesk.domain.cyrillic_name import suggest_cyrillic
from kbdesk.domain.vocabulary import Language, PaperKind

KBDESK = Path(__file__).parents[2] / "kbdesk"
NAMED = (
    PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL, PaperKind.REGISTRATION_CERTIFICATE,
    PaperKind.PLATE_RECEIPT,
)  # fmt: skip
PUTS_OWN_WORDS_INTO_CYRILLIC = {
    "domain/names.py", "domain/cyrillic.py", "domain/messages.py", "domain/reference.py", "papers/words.py",
    "ui/post_words.py",
}  # fmt: skip


def words_of(pdf: bytes) -> set[str]:
    """Return every word that stands on a paper."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize("language", list(Language))
def test_a_name_in_latin_stays_in_latin_for_every_reader(press, people, of_kind, kind, language):
    paper = replace(of_kind(kind), language=language)
    words = words_of(press.draw(paper).pdf)
    suggestion = suggest_cyrillic(people.LJUBICA.surname)
    assert people.LJUBICA.surname in words
    assert suggestion is not None and suggestion.cyrillic not in words


@pytest.mark.parametrize("language", list(Language))
def test_a_name_in_cyrillic_stays_in_cyrillic_for_every_reader(press, people, language):
    cyrillic = replace(people.LJUBICA, surname="Стојиљковић", given_names="Љубица")
    words = words_of(press.draw(replace(people.permit(cyrillic), language=language)).pdf)
    assert {"Стојиљковић", "Љубица"} <= words
    assert not {"Stojiljković", "Ljubica"} & words


def test_the_readers_script_shows_in_the_words_around_the_name(press, people):
    permit = people.permit(people.LJUBICA)
    latin, cyrillic = (
        words_of(press.draw(replace(permit, language=language)).pdf)
        for language in (Language.SR_LATN, Language.SR_CYRL)
    )
    assert {"Prezime", "prezime"} & latin
    assert {"Презиме", "презиме"} & cyrillic


def test_only_the_programs_own_words_are_put_into_cyrillic():
    files = {file.relative_to(KBDESK).as_posix(): file.read_text("utf-8") for file in KBDESK.rglob("*.py")}
    assert {name for name, text in files.items() if "to_cyrillic" in text} <= PUTS_OWN_WORDS_INTO_CYRILLIC
    suggesting = {name for name, text in files.items() if "suggest_cyrillic" in text}
    assert not [name for name in suggesting if name.startswith(("papers/", "desk/", "store/", "cli/", "rulebook/"))]

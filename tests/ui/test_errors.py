"""Whatever goes wrong is told in one plain sentence, in the officer's language, and tells nothing of a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.printers import Fault
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers.errors import DoesNotFitError, MissingGlyphError, PaperError
from kbdesk.store import errors as store_errors
from kbdesk.store.errors import PasswordWrong, StoreError, StoreFull
from kbdesk.ui.errors import sentence


def kinds(error: type[StoreError] = StoreError) -> Iterator[type[StoreError]]:
    yield error
    for child in error.__subclasses__():
        yield from kinds(child)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", Language)
def test_every_fault_of_the_store_has_its_sentence(
    catalogs: Catalogs, kind: type[StoreError], language: Language
) -> None:
    assert store_errors.__doc__
    assert catalogs[language].has(f"fault.{kind.code}")


def test_the_sentence_is_in_the_language_in_force(catalogs: Catalogs) -> None:
    assert sentence(PasswordWrong(), catalogs[Language.SR_CYRL]) == "Лозинка није исправна."
    assert sentence(StoreFull(), catalogs[Language.EN]) == StoreFull.sentence


def test_a_coded_fault_without_words_says_its_own_sentence(catalogs: Catalogs) -> None:
    class Unheard(StoreError):
        code = "store.unheard-of"

    assert sentence(Unheard("The tray is on fire."), catalogs[Language.SQ]) == "The tray is on fire."


def test_a_mistake_of_ours_names_its_kind_and_nothing_that_was_typed(catalogs: Catalogs) -> None:
    said = sentence(KeyError("JELIĆ-ĐURAN"), catalogs[Language.EN])
    assert "KeyError" in said
    assert "JELIĆ" not in said


def test_a_refusal_of_the_computer_says_why_without_the_path(catalogs: Catalogs) -> None:
    said = sentence(PermissionError(13, "Permission denied", "/data/J2004711X.pdf"), catalogs[Language.EN])
    assert "Permission denied" in said
    assert "J2004711X" not in said


@pytest.mark.parametrize("language", Language)
def test_a_paper_that_cannot_be_drawn_is_named_and_nothing_of_its_words(catalogs: Catalogs, language: Language) -> None:
    catalog, paper = catalogs[language], PaperKind.RETURN_RECEIPT
    faults = [
        PaperError(paper, "collector", "the press broke"),
        DoesNotFitError(paper, "collector", "the text is too long"),
        MissingGlyphError(paper, "collector", "U+6C49"),
    ]
    said = [sentence(fault, catalog) for fault in faults]
    assert len(set(said)) == 3
    assert all(text.startswith(catalog.text("arrive.paper.return-receipt")) for text in said)
    assert "U+6C49" in said[2]


def test_the_manual_tells_of_every_fault_of_a_printer_what_the_officer_sees(catalogs: Catalogs) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "MANUAL.md").read_text("utf-8")
    seen = {fault: catalogs[Language.EN].text(f"fault.printer.{fault}", size="A4", printer="KB") for fault in Fault}
    assert [fault for fault, sentence in seen.items() if manual.count(f'| "{sentence}" |') != 1] == []

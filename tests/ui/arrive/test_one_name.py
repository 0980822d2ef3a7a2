"""Draft field = widget object name = message id prefix (DESIGN section 2)."""

import re
from pathlib import Path

import pytest

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.card_form import CardForm
from kbdesk.ui.arrive.page import ArrivePage

FORMS = Path(__file__).parents[3] / "forms"
FIELD = re.compile(r'<widget class="(?:Field|ChoiceField|FreeChoiceField|ZoneField)" name="(\w+)"')


@pytest.mark.parametrize(("form", "card"), [("traveler", TravelerDraft), ("vehicle", VehicleDraft)])
def test_every_text_field_of_a_card_is_drawn_in_its_form_under_its_name(
    form: str, card: type[TravelerDraft] | type[VehicleDraft]
) -> None:
    drawn = FIELD.findall((FORMS / f"{form}.ui").read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(text_fields(card))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted({*text_fields(TravelerDraft), *text_fields(VehicleDraft)}))
def test_every_field_has_a_label_and_a_hint(catalogs: Catalogs, language: Language, name: str) -> None:
    assert catalogs[language].text(f"{name}.label")
    assert catalogs[language].text(f"{name}.hint")


def test_the_widgets_on_the_page_carry_the_names(page: ArrivePage) -> None:
    def names(form: CardForm) -> set[str]:
        return {field.objectName() for field in form.fields.values()}

    assert names(page.ui.traveler) | {page.ui.traveler.ui.mrz.objectName()} == set(text_fields(TravelerDraft))
    assert names(page.ui.vehicle) == set(text_fields(VehicleDraft))

"""Every refusal of the desk's duty says the same in every language."""

from __future__ import annotations

import pytest

from kbdesk.app import carried
from kbdesk.desk.shift_errors import SENTENCES
from kbdesk.domain.messages import placeholders
from kbdesk.domain.vocabulary import Language


@pytest.mark.parametrize("code", list(SENTENCES))
def test_a_refusal_has_its_words_with_the_same_values(code: str) -> None:
    for language in Language:
        said = carried.catalogs()[language].pattern(f"fault.{code}")
        assert placeholders(said) == placeholders(SENTENCES[code])

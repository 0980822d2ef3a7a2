"""Refusals of a return: the sentence, and the same for a catalog."""

import pytest

from kbdesk.domain.returns import ReturnError


def test_a_refusal_says_its_sentence_and_the_same_for_a_catalog() -> None:
    refusal = ReturnError("return.two-of-a-number", number="J20047118")
    assert str(refusal) == "Both a permit and a registration have the number J20047118: say which."
    assert (refusal.code, refusal.values) == ("return.two-of-a-number", {"number": "J20047118"})
    plain = ReturnError("return.nothing-chosen")
    assert (str(plain), plain.values) == ("Choose at least one thing to hand back.", {})


def test_a_refusal_that_has_no_sentence_or_lacks_a_value_cannot_be_made() -> None:
    with pytest.raises(KeyError, match=r"return\.unheard-of"):
        ReturnError("return.unheard-of")
    with pytest.raises(KeyError, match="number"):
        ReturnError("return.two-of-a-number")
    assert ReturnError("return.two-of-a-number", number="J20047118").values

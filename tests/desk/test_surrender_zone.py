"""What a zone of each format fills on a card."""

from __future__ import annotations

import pytest

from kbdesk.desk.surrender import begin, rescan
from kbdesk.domain.passage import TravelerDraft
from kbdesk.icao.mrz import MrzError, read
from tests.icao import zones
from tests.icao.zones import TODAY


@pytest.mark.parametrize(
    ("text", "document_type"),
    [
        (zones.SERBIAN_CARD, "identity-card"),
        (zones.SERBIAN_PASSPORT, "passport"),
        (zones.ICAO_TD2, "identity-card"),
        ("PU" + zones.ICAO_TD2[2:], "travel-document"),
        ("AC" + zones.ICAO_TD2[2:], "other"),
        ("XX" + zones.ICAO_TD2[2:], ""),
    ],
)
def test_the_document_code_says_what_was_brought(text: str, document_type: str) -> None:
    assert begin(read(text, today=TODAY)).document_type == document_type


@pytest.mark.parametrize("text", [zones.ICAO_MRVA, zones.ICAO_MRVB])
def test_a_visa_fills_no_card(text: str) -> None:
    visa = read(text, today=TODAY)
    card = begin(read(zones.SERBIAN_PASSPORT, today=TODAY))
    for fill in (lambda: begin(visa), lambda: begin(visa, TravelerDraft()), lambda: rescan(visa, card)):
        with pytest.raises(MrzError) as refused:
            fill()
        assert refused.value.code == "mrz-visa"


def test_a_repaired_zone_is_kept_as_it_was_read_and_fills_what_was_meant() -> None:
    text = zones.SERBIAN_CARD.replace("012345678", "O12345678")
    card = begin(read(text, today=TODAY))
    assert (card.document_number, card.mrz) == ("012345678", text)

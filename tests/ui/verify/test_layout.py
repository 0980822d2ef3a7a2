"""Nothing of the Verify page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.room import Room, room_of
from kbdesk.ui.verify.page import Part
from tests.ui.layout import BY_TURNS, cut, resized, whole

from .conftest import Verifying


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_verify: Callable[..., Verifying], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    verifying = open_verify(language, size)
    page, seal = verifying.page, verifying.paper().seal
    window = page.window()
    assert whole(window, qtbot), list(cut(window))
    for what in (seal.hex(), (seal[:-1] + bytes((seal[-1] ^ 1,))).hex(), "no seal", "dc03"):
        verifying.check(what)
        for now in resized(window):
            for part in Part if room_of(window.size()) is Room.COMPACT else (Part.KNOWN, Part.PAST):
                page.part.setCurrentIndex(part)
                assert whole(window, qtbot), (now, part, list(cut(window)))
                assert page.verdict.isHidden() or not page.verdict.is_cut(), (now, part, page.verdict.told)


def test_at_1366_by_768_a_permit_is_compared_without_scrolling(open_verify: Callable[..., Verifying]) -> None:
    verifying = open_verify()
    verifying.check(verifying.paper().seal.hex())
    assert verifying.page._scroll.verticalScrollBar().maximum() == 0
    assert verifying.page.known.verticalScrollBar().maximum() == 0

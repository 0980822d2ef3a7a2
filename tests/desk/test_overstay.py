"""A fine for staying on rests on an article that two officers activated, and on nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kbdesk.desk.returns import Returned
from kbdesk.domain.returns import Returnable, ReturnCode
from kbdesk.domain.vocabulary import Direction, Measure, PaperKind

from .books import signed
from .conftest import Rooms
from .custody_rooms import permit, registration, return_desk
from .duty import fee_desk, whole
from .ruling import Officers

WORDS = '{ sq = "fjalë", sr = "reči", en = "words" }'
ARTICLE = f"""
[[article]]
id = "NUMBER"
subject = "SUBJECT"
text = {WORDS}
when.overstay_days = 4
then.measure = "fined"
then.papers = ["fine-notice"]
then.fee = [{{ code = "fine", amount = "30.00" }}]
"""
BOOK = (
    f"""
id = "overstay"
shelf = "seeds"
precedence = 85
directions = ["exit"]
title = {WORDS}
legal_basis = {WORDS}
[appeal]
days = 15
body = {WORDS}
text = {WORDS}
"""
    + ARTICLE.replace("NUMBER", "1").replace("SUBJECT", "traveler")
    + ARTICLE.replace("NUMBER", "2").replace("SUBJECT", "vehicle")
).encode()


def activate(rooms: Rooms) -> None:
    """Let two officers put the book on the shelf."""
    Officers(rooms).supervisor.activate("overstay.toml", BOOK, signed(BOOK), second="officer")


def brought_back(rooms: Rooms, kind: Returnable, *, days_late: int) -> Returned:
    """Bring something back so many days after its last valid day."""
    made = permit(rooms) if kind is Returnable.PERMIT else registration(rooms)
    rooms.clock.at += timedelta(days=(made.valid_until - rooms.clock.at.date()).days + days_late)
    desk = return_desk(rooms)
    view = desk.look(made.number, kind)
    assert view.overstay_days == days_late
    return desk.hand_back(view)


@pytest.mark.parametrize("kind", list(Returnable))
@pytest.mark.parametrize(("days_late", "fined"), [(3, False), (4, True)])
def test_an_activated_article_fines_from_its_day_on_and_what_was_held_comes_back_all_the_same(
    rooms: Rooms, kind: Returnable, days_late: int, fined: bool
) -> None:
    activate(rooms)
    done = brought_back(rooms, kind, days_late=days_late)
    assert done.items and done.closed
    assert [str(fee.amount) for fee in done.fees] == ["30.00"] * fined
    assert (PaperKind.FINE_NOTICE in [printed.kind for printed in done.papers]) is fined
    named = "overstay:1" if kind is Returnable.PERMIT else "overstay:2"
    cited = [finding.article for finding in done.view.findings if finding.code == ReturnCode.FINED]
    assert cited == [named] * fined
    assert ("fine" in {due.code for due in fee_desk(rooms).due()}) is fined
    assert whole(rooms)


@pytest.mark.parametrize("kind", list(Returnable))
def test_control_without_the_book_nobody_is_fined_however_long_they_stayed(rooms: Rooms, kind: Returnable) -> None:
    done = brought_back(rooms, kind, days_late=400)
    assert done.items and done.fees == ()
    assert ReturnCode.OVERSTAYED in {finding.code for finding in done.view.findings}
    assert "fine" not in {due.code for due in fee_desk(rooms).due()}


def test_who_decides_no_case_is_not_told_by_the_rules_who_stayed_too_long(rooms: Rooms) -> None:
    activate(rooms)
    made = permit(rooms)
    rooms.clock.at += timedelta(days=(made.valid_until - rooms.clock.at.date()).days + 4)
    leaving = replace(rooms.sample("04"), direction=Direction.EXIT)
    with rooms.store.act(at=rooms.clock.now(), officer="") as act:
        known = [{"name": name, "role": name} for name in ("officer", "auditor")]
        act.append("officers.known", {"officers": known, "attempts": 0})
    fined = {name: Officers(rooms).desk(name).explain(leaving)[0].outcome.measure for name in ("officer", "auditor")}
    assert fined["officer"] is Measure.FINED
    assert fined["auditor"] is not Measure.FINED

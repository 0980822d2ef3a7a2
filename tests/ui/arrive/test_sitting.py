"""The open passage: put away, taken up again, turned, kept; what a fault of the store does to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kbdesk.app.session import OpenDesk
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.vocabulary import Direction, ExemptGround, Language
from kbdesk.ui.arrive import drafting
from kbdesk.ui.arrive.keeping import Keeper, Kept
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.arrive.snapshot import State
from kbdesk.ui.worker import Worker
from tests.ui.arrive.people import LJUBICA, MILAN


def kept(page: ArrivePage, draft_id: str, qtbot: QtBot) -> PassageDraft | None:
    answers: list[PassageDraft | None] = []
    page._store.run(lambda: page._session.load_draft(draft_id), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


# -- drafts ----------------------------------------------------------------------------------------
def test_a_draft_opened_again_shows_all_it_had(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    page.sitting.amend("traveler[1]", "residence", "zvecan")
    first = page.sitting.draft
    page.park()
    qtbot.waitUntil(lambda: kept(page, first.id, qtbot) == first)
    page.scan(LJUBICA)
    second = page.sitting.draft
    page.open_draft(first)
    assert page.sitting.draft == first
    assert page.ui.traveler.ui.surname.value() == "STOJILJKOVIC"
    assert page.ui.traveler.ui.residence.value() == "zvecan"
    qtbot.waitUntil(lambda: kept(page, second.id, qtbot) == second)


def test_what_is_typed_just_before_the_draft_is_left_is_kept_too(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    page.sitting.amend("traveler[1]", "document_issued_on", "140518")
    draft_id = page.draft_id
    page.sitting.begin()
    left = kept(page, draft_id, qtbot)
    assert left is not None
    assert left.travelers[0].document_issued_on == "2018-05-14"


def test_of_what_an_auditor_types_nothing_is_found_or_kept_and_the_page_says_why(
    page: ArrivePage, qtbot: QtBot, english: Catalog
) -> None:
    def becomes(role: str) -> None:
        store = cast(OpenDesk, page._session).store
        with store.act(at=page._session.clock.now(), officer="supervisor") as act:
            act.append("officer.role-changed", {"name": "officer", "role": role, "second": "supervisor2"})

    for role, stays in (("auditor", False), ("officer", True)):
        page._store.run(lambda role=role: becomes(role), lambda _none: None)
        draft_id = page.draft_id
        with qtbot.waitSignal(page.failed, raising=not stays, timeout=1 if stays else 60_000) as failed:
            page.scan(MILAN)
        assert bool(failed.args) is not stays
        qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
        assert bool(page.sitting.draft.cards()) is stays
        page.sitting.save()
        assert (kept(page, page.draft_id if stays else draft_id, qtbot) is not None) is stays
        if not stays:
            assert "not for the role" in failed.args[0](english)
            assert page.ui.traveler.ui.surname.value() == ""


def test_a_page_left_blank_leaves_no_draft(page: ArrivePage, qtbot: QtBot) -> None:
    draft_id = page.draft_id
    page.park()
    page.sitting.begin()
    assert kept(page, draft_id, qtbot) is None


def test_what_was_typed_and_taken_away_again_leaves_no_draft_unless_it_was_kept_before(
    page: ArrivePage, qtbot: QtBot
) -> None:
    draft_id = page.draft_id
    page.sitting.amend("traveler[1]", "surname", "PETR")
    page.sitting.amend("traveler[1]", "surname", "")
    page.save()
    assert kept(page, draft_id, qtbot) is None
    page.sitting.amend("traveler[1]", "surname", "PETR")
    page.save()
    page.sitting.amend("traveler[1]", "surname", "")
    page.save()
    left = kept(page, draft_id, qtbot)
    assert left is not None
    assert not left.cards(), "what was kept is not left as it was"


def test_undo_does_not_reach_into_another_draft(page: ArrivePage) -> None:
    page.scan(MILAN)
    page.park()
    assert not page.sitting.undo()


def test_the_passage_is_turned_and_the_window_told(page: ArrivePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.turned) as told:
        page.ui.direction.setCurrentIndex(1)
    assert told.args == [Direction.EXIT]
    assert page.sitting.draft.direction is Direction.EXIT
    page.park()
    assert page.sitting.draft.direction is Direction.EXIT


# -- cards -----------------------------------------------------------------------------------------
def test_a_guardian_is_chosen_among_the_people_of_the_passage(page: ArrivePage, english: Catalog) -> None:
    page.scan(MILAN)
    page.scan(LJUBICA)
    page.ui.traveler.open_section("guardian")
    field = page.ui.traveler.ui.guardian_traveler
    assert field.isVisible()
    assert [field.editor.itemText(i) for i in range(field.editor.count())] == [
        english.text("arrive.choose-none"),
        "1 · STOJILJKOVIC MILAN",
    ]


def test_an_exempt_passage_exempts_every_card_of_it(page: ArrivePage) -> None:
    page.scan(MILAN)
    page.sitting.amend("vehicle", "plate", "12 CD 345")
    page.sitting.exempt(str(ExemptGround.DIPLOMATIC))
    assert {card.exempt_ground for _, card in page.sitting.draft.cards()} == {"diplomatic"}
    states = [line.state for line in page.sitting.snapshot.cards if not line.blank]
    assert states == [State.WARN, State.EXEMPT], "a person's exemption needs a reference, a vehicle's is its plate"
    page.sitting.amend("traveler[1]", "exempt_reference", "DL 12/2022")
    assert {line.state for line in page.sitting.snapshot.cards if not line.blank} == {State.EXEMPT}


def test_a_card_emptied_in_the_middle_keeps_the_places_of_the_others() -> None:
    draft = PassageDraft(id="0" * 16, travelers=(TravelerDraft(surname="A"), TravelerDraft(surname="B")))
    emptied = drafting.amended(draft, "traveler[1]", "surname", "")
    assert [t.surname for t in emptied.travelers] == ["", "B"]
    assert drafting.amended(emptied, "traveler[2]", "surname", "").travelers == (TravelerDraft(),)


def test_stepping_goes_round_all_cards(page: ArrivePage) -> None:
    page.scan(MILAN)
    walked = []
    for _ in range(4):
        walked.append(page.sitting.snapshot.chosen)
        page.sitting.step(1)
    assert walked == ["traveler[1]", "traveler[2]", "vehicle", "traveler[1]"]


# -- words -----------------------------------------------------------------------------------------
def test_the_language_changes_live_and_nothing_typed_is_lost(page: ArrivePage, catalogs: Catalogs) -> None:
    page.scan(MILAN)
    page.sitting.amend("traveler[1]", "document_issuing_office", "pu-kosovska-mitrovica")
    before = page.sitting.draft
    for language in Language:
        catalog = catalogs[language]
        page.retranslate(catalog)
        field = page.ui.traveler.ui.document_number
        assert field.focusProxy().accessibleName() == catalog.text("document_number.label")
        assert page.ui.issue.title.startswith(catalog.text("arrive.issue.do", what="").strip())
    assert page.sitting.draft == before
    page.retranslate(catalogs[Language.SR_CYRL])
    assert page.ui.traveler.ui.document_issuing_office.editor.currentText() == "ПУ Косовска Митровица"


# -- faults ----------------------------------------------------------------------------------------
class FullDisk:
    """A desk that cannot save until room is made."""

    def __init__(self) -> None:
        self.full, self.saved = True, list[PassageDraft]()

    def save(self, draft: PassageDraft, *, parked: bool = False) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.saved.append(draft)


@pytest.fixture
def make_keeper(qtbot: QtBot) -> Iterator[Callable[[FullDisk], Keeper]]:
    workers: list[Worker] = []

    def make(desk: FullDisk) -> Keeper:
        workers.append(Worker("store"))
        return Keeper(desk, workers[-1])  # type: ignore[arg-type]  # a desk that only saves

    yield make
    for worker in workers:
        worker.close()


def test_a_save_that_failed_is_told_and_the_next_edit_tries_again(
    make_keeper: Callable[[FullDisk], Keeper], qtbot: QtBot
) -> None:
    desk = FullDisk()
    keeper = make_keeper(desk)
    draft = PassageDraft(id="0" * 16)
    keeper.edited(draft)
    qtbot.waitUntil(lambda: keeper.state is Kept.FAILED)
    assert isinstance(keeper.error, OSError)
    desk.full = False
    newer = replace(draft, direction=Direction.EXIT)
    keeper.edited(newer)
    qtbot.waitUntil(lambda: keeper.state is Kept.SAVED)
    assert desk.saved == [newer]


def test_of_many_edits_within_the_delay_only_the_last_is_saved(
    make_keeper: Callable[[FullDisk], Keeper], qtbot: QtBot
) -> None:
    desk = FullDisk()
    desk.full = False
    keeper = make_keeper(desk)
    drafts = [PassageDraft(id="0" * 16, travelers=(TravelerDraft(surname="X" * n),)) for n in range(1, 20)]
    for draft in drafts:
        keeper.edited(draft)
    qtbot.waitUntil(lambda: keeper.state is Kept.SAVED)
    assert desk.saved == [drafts[-1]]


def test_who_types_on_and_on_does_not_put_the_save_off(make_keeper: Callable[[FullDisk], Keeper], qtbot: QtBot) -> None:
    keeper = make_keeper(FullDisk())
    assert keeper._delay.interval() < 1000, "at most one second of typing is lost"
    keeper._delay.setTimerType(Qt.TimerType.PreciseTimer)
    keeper._delay.setInterval(600_000)
    keeper.edited(PassageDraft(id="0" * 16))
    qtbot.waitUntil(lambda: keeper._delay.remainingTime() < 600_000 - 20)
    before = keeper._delay.remainingTime()
    keeper.edited(PassageDraft(id="0" * 16, direction=Direction.EXIT))
    assert 0 < keeper._delay.remainingTime() <= before


def test_an_edit_while_a_save_is_on_its_way_is_saved_after_it(
    make_keeper: Callable[[FullDisk], Keeper], qtbot: QtBot
) -> None:
    desk = FullDisk()
    desk.full = False
    keeper = make_keeper(desk)
    first, second = PassageDraft(id="0" * 16), PassageDraft(id="1" * 16)
    keeper.edited(first)
    keeper.save()
    keeper.edited(second)
    qtbot.waitUntil(lambda: keeper.state is Kept.SAVED)
    assert desk.saved == [first, second]

"""The Return page: from the scan to the receipt, and everything that may be different about it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.domain import numbers
from kbdesk.domain.custody import HeldFor, ManifestRow
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.returns import Collector, Returnable
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.rulebook.codes import Code
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.portrait import Portrait
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.differing import Differing
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Label, Stage
from tests.ui.samples import busy

Opens = Callable[..., ReturnPage]
COAT = (20, 90, 160)
FIRST, SECOND = numbers.make("J", "2", 1), numbers.make("J", "2", 2)


def window_of(page: ReturnPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def signs(page: ReturnPage, hand: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.hand_back.settling)
    hand.presses(Qt.Key.Key_F9, on=page.ask)
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.DONE)


def painted(page: ReturnPage) -> tuple[int, int, int]:
    """Return the colour in the middle of the portrait in sight."""
    (shown,) = (one for one in page.person.findChildren(Portrait) if one.isVisible())
    picture = shown.grab().toImage()
    at = picture.pixelColor(picture.rect().center())
    return at.red(), at.green(), at.blue()


def titles(page: ReturnPage) -> list[str]:
    return [row.title for row in page.checks.rows]


def differing(page: ReturnPage) -> Differing:
    page.differ.click()
    dialog = next(d for d in page.window().findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, Differing)
    return dialog


def test_f3_opens_the_page_on_a_field_that_waits_for_the_scan(open_return: Opens, hand: Any) -> None:
    page = open_return()
    window = window_of(page)
    assert window.view is not None
    window.view.go(Place.ARRIVE)
    hand.presses(Qt.Key.Key_F3, on=window.view)
    assert window.view.form.pages.currentWidget() is page
    assert page.ask.hasFocus()
    assert (page.hand_back.off, page.empty.text()) == (True, "Scan the traveler’s permit, or drop its picture here.")


def test_a_number_typed_in_any_spelling_shows_the_person_the_envelope_and_its_slot(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_return()
    hand.types(f"{SECOND[:2].lower()} {SECOND[2:8]}-{SECOND[8]}", on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
    assert page.where.told.envelope == numbers.spelled_envelope(SECOND)
    assert page.where.told.slot == "A 2"
    assert page.where.told.shelf is not None and (0, 1) in page.where.told.shelf.taken
    assert page.person.stay.stay.ends == "10.11.2022"
    assert {"In time", "Neither void nor returned before", "Face and envelope seal"} <= set(titles(page))


def test_the_portrait_that_was_recorded_stands_beside_the_name_to_be_compared_with_who_is_there(
    open_return: Opens, qtbot: QtBot
) -> None:
    file = BytesIO()
    Image.new("RGB", (350, 450), COAT).save(file, "JPEG")
    page = open_return(FIRST, portrait=file.getvalue())
    assert painted(page) == pytest.approx(COAT, abs=4)
    page.open(SECOND)
    qtbot.waitUntil(lambda: page.sitting.view is not None and page.sitting.view.number == SECOND)
    assert painted(page) != pytest.approx(COAT, abs=4), "control: who has none is shown as nobody"


def test_one_key_hands_back_prints_the_receipt_and_waits_for_the_next(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_return(SECOND)
    assert page.hand_back.title == "Hand back identity card"
    with qtbot.waitSignal(page.recorded):
        signs(page, hand, qtbot)
    returned = page.sitting.returned
    assert returned is not None and [paper.kind for paper in returned.papers] == [PaperKind.RETURN_RECEIPT]
    session = window_of(page).session
    assert session is not None
    counted: list[int] = []
    window_of(page).store.run(lambda: len(session.unprinted()), counted.append)
    qtbot.waitUntil(lambda: counted == [0])
    assert page.hand_back.off and page.hand_back.title == "Next traveler"
    assert page.ask.hasFocus()


def test_what_was_handed_back_is_not_handed_back_again(open_return: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    signs(page, hand, qtbot)
    page.open(SECOND)
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
    assert page.checks.rows[0].title == "Returned already"
    assert page.checks.rows[0].shape is Shape.STOP
    assert page.hand_back.off and not page.differ.isEnabled()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("J2 000009 9", "The number is damaged"),
        ("QQ 12", "This desk has no permit"),
        (numbers.make("J", "2", 77), "This desk has no permit"),
    ],
)
def test_what_is_damaged_or_unknown_is_told_in_a_sentence_and_nothing_is_recorded(
    open_return: Opens, text: str, said: str
) -> None:
    page = open_return(text)
    assert page.empty.text().startswith(said)
    assert page.empty.isVisible()
    assert page.hand_back.off


def test_the_label_of_another_envelope_holds_the_key_and_its_own_lets_it_go(open_return: Opens, hand: Any) -> None:
    page = open_return(SECOND)
    hand.types(f"E-{FIRST}", on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    assert page.sitting.label is Label.OTHER
    assert page.hand_back.off and "Another envelope" in titles(page)
    page.sitting.take(f"e-{SECOND}")
    assert page.sitting.label is Label.SAME
    assert not page.hand_back.off and "This is the envelope" in titles(page)


def test_a_number_that_a_permit_and_a_registration_share_is_asked_about(open_return: Opens, qtbot: QtBot) -> None:
    page = open_return(FIRST)
    assert page.kind.isVisible() and page.sitting.view is not None
    assert page.sitting.view.kind is Returnable.PERMIT
    page.kind.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.sitting.view is not None and page.sitting.view.kind is Returnable.REGISTRATION)
    assert page.hand_back.title == "Hand back plates"
    assert page.kind.isVisible()


def test_another_person_collects_with_an_authorisation(open_return: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    dialog = differing(page)
    dialog.collector.set_value(str(Collector.AUTHORISED))
    dialog._on_collector_chosen()
    dialog.keep.click()
    assert "name of the person" in dialog.message.text()
    dialog.name.set_value("Arta Hoxha")
    dialog.authorisation.set_value("12/22, notary Krasniqi")
    dialog.keep.click()
    assert "Collected by Arta Hoxha, authorisation 12/22, notary Krasniqi" in titles(page)
    signs(page, hand, qtbot)


def test_a_lost_permit_is_returned_with_the_reference_of_its_report(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_return(SECOND)
    dialog = differing(page)
    dialog.report.set_value("KP 331/22")
    dialog.keep.click()
    assert "Lost, report KP 331/22" in titles(page)
    signs(page, hand, qtbot)
    assert page.sitting.returned is not None and page.sitting.returned.closed


def test_a_permit_of_another_desk_is_let_out_and_its_envelope_claimed(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_return(numbers.make("B", "1", 12))
    assert page.where.told.envelope == "Brnjak"
    assert page.hand_back.title == "Grant exit and claim"
    assert [tab.value for tab in page.sheets.tabs()] == ["claim"]
    assert page.hand_back.off and "Not checked" in titles(page)
    dialog = differing(page)
    dialog.reason.set_value("the code is torn, the face compared")
    dialog.keep.click()
    assert not page.hand_back.off
    signs(page, hand, qtbot)
    returned = page.sitting.returned
    assert returned is not None and returned.claim is not None
    assert [paper.kind for paper in returned.papers] == [PaperKind.CLAIM_SLIP]


def test_an_envelope_that_came_from_another_crossing_is_handed_back_here(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page, done = open_return(), []
    session = window_of(page).session
    assert session is not None
    permit, envelope = numbers.make("M", "1", 4711), numbers.make("M", "1", 412)
    row = ManifestRow(envelope=envelope, seal_number="", contents=("passport SRB 1",), held_for=permit)
    came = [ArrivedRow(listed=row, found=row, kind=HeldFor.PERMIT, slot="C 3")]
    window_of(page).store.run(lambda: session.custody.receive(numbers.make("M", "1", 7), came), done.append)
    qtbot.waitUntil(lambda: bool(done))
    page.open(numbers.spelled(permit))
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
    assert (page.where.told.envelope, page.where.told.slot) == (numbers.spelled_envelope(envelope), "C 3")
    assert page.hand_back.title == "Hand back passport"
    signs(page, hand, qtbot)
    returned = page.sitting.returned
    assert returned is not None and returned.items == ("passport SRB 1",) and returned.claim is None
    assert [paper.kind for paper in returned.papers] == [PaperKind.RETURN_RECEIPT]


def hand_back_what_was_moved_meanwhile(page: ReturnPage, qtbot: QtBot) -> None:
    session = window_of(page).session
    assert session is not None
    done: list[object] = []
    window_of(page).store.run(lambda: session.custody.move(SECOND, "C 3"), done.append)
    qtbot.waitUntil(lambda: bool(done) and not page.hand_back.settling)
    with qtbot.waitSignal(page.sitting.overtaken):
        page.hand_back.press()


def test_what_changed_meanwhile_is_shown_and_nothing_is_recorded(open_return: Opens, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    hand_back_what_was_moved_meanwhile(page, qtbot)
    assert page.sitting.stage is Stage.SEEN
    assert page.where.told.slot == "C 3"


def test_the_receipt_is_shown_as_a_proof_before_and_as_printed_after(
    open_return: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_return(SECOND)
    assert [(sheet.kind, sheet.is_proof) for sheet in page.sheets.sheets] == [(PaperKind.RETURN_RECEIPT, True)]
    qtbot.waitUntil(lambda: all(sheet.fresh for sheet in page.sheets.current()), timeout=20_000)
    assert page.sheets.sheets[0].error is None
    signs(page, hand, qtbot)
    assert [sheet.is_proof for sheet in page.sheets.sheets] == [False]


def test_the_page_speaks_the_language_of_the_window(open_return: Opens, catalogs: Catalogs) -> None:
    page = open_return(SECOND)
    for language in Language:
        page.retranslate(catalogs[language])
        assert page.differ.text() == catalogs[language].text("return_page.differ")
        assert page.where.told.envelope_name == catalogs[language].text("return_page.envelope")


def test_letting_go_records_nothing(open_return: Opens) -> None:
    page = open_return(SECOND)
    page.drop.click()
    assert page.sitting.stage is Stage.EMPTY
    assert page.empty.isVisible()
    with busy(window_of(page).store):
        page.open(SECOND)
        page.sitting.drop()
    assert page.sitting.stage is Stage.EMPTY, "nor is it shown when it is found late"


def test_our_permit_scanned_at_arrive_opens_its_return(open_return: Opens, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    window = window_of(page)
    assert window.view is not None and page.sitting.view is not None
    zone = page.sitting.view.body["mrz"]
    page.drop.click()
    window.view.go(Place.ARRIVE)
    assert window.view.arrive.scan(zone)
    assert window.view.form.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.sitting.view is not None and page.sitting.view.number == SECOND)


def test_a_reader_s_enter_within_a_zone_only_parts_its_lines(open_return: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    assert page.sitting.view is not None
    lines = page.sitting.view.body["mrz"].splitlines()
    page.drop.click()
    for line in lines:
        hand.types(line, on=page.ask)
        assert page.sitting.stage is Stage.EMPTY
        hand.presses(Qt.Key.Key_Return, on=page.ask)
    qtbot.waitUntil(lambda: page.sitting.view is not None and page.sitting.view.number == SECOND)


def test_a_permit_is_returned_and_issued_anew_in_one_act(open_return: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    assert page.hand_back.title == "Hand back identity card"
    page.anew.click()
    qtbot.waitUntil(lambda: page.sitting.anew is not None)
    assert page.hand_back.title == "Return and issue anew"
    assert {PaperKind.RETURN_RECEIPT, PaperKind.PERMIT} <= {sheet.kind for sheet in page.sheets.sheets}
    signs(page, hand, qtbot)
    returned = page.sitting.returned
    assert returned is not None and returned.closed
    kinds = [paper.kind for paper in returned.papers]
    assert kinds[0] is PaperKind.RETURN_RECEIPT and PaperKind.PERMIT in kinds
    new = next(paper.number for paper in returned.papers if paper.kind is PaperKind.PERMIT)
    for number, off in ((SECOND, True), (new, False)):
        page.open(number)
        qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
        assert page.hand_back.off is off


def test_issuing_anew_can_be_thought_better_of(open_return: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    page.anew.click()
    qtbot.waitUntil(lambda: page.sitting.anew is not None)
    page.anew.click()
    assert page.hand_back.title == "Hand back identity card"
    signs(page, hand, qtbot)
    returned = page.sitting.returned
    assert returned is not None and [paper.kind for paper in returned.papers] == [PaperKind.RETURN_RECEIPT]


def test_nothing_of_another_desk_is_issued_anew(open_return: Opens) -> None:
    page = open_return(numbers.make("B", "1", 12))
    assert page.anew.isHidden()


def test_a_reissue_overtaken_by_another_act_records_nothing_and_shows_what_is_so_now(
    open_return: Opens, qtbot: QtBot
) -> None:
    page = open_return(SECOND)
    page.anew.click()
    qtbot.waitUntil(lambda: page.sitting.anew is not None)
    hand_back_what_was_moved_meanwhile(page, qtbot)
    assert page.where.told.slot == "C 3"
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN and not page.hand_back.off)
    assert page.hand_back.title == "Return and issue anew"


def test_a_permit_in_force_met_at_arrive_leads_to_its_return_and_reissue(open_return: Opens, qtbot: QtBot) -> None:
    page = open_return(SECOND)
    view = window_of(page).view
    assert view is not None and page.sitting.view is not None
    document = page.sitting.view.card
    page.drop.click()
    view.go(Place.ARRIVE)
    sitting = view.arrive.sitting
    for name in ("surname", "given_names", "birth_date", "document_issuing_state", "document_number"):
        sitting.amend("traveler[1]", name, getattr(document, name))
    sitting.settle()
    known: list[Numbered] = []
    sitting.changed.connect(
        lambda: known.extend(f for f in sitting.snapshot.findings if f.finding.code == Code.PERMIT_IN_FORCE)
    )
    sitting.look_again()
    qtbot.waitUntil(lambda: bool(known))
    found = known[-1]
    view.arrive.ui.findings.point_at(found.card, found.name)
    row = next(row for row in view.arrive.ui.findings._rows if row._number == found.number)
    assert row.renew.isVisible()
    row.renew.click()
    assert view.form.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.sitting.anew is not None)
    assert page.sitting.view is not None and page.sitting.view.number == SECOND
    assert sitting.draft.cards()
    qtbot.waitUntil(lambda: not page.hand_back.settling)
    page.hand_back.press()
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.DONE)
    qtbot.waitUntil(lambda: not sitting.draft.cards())

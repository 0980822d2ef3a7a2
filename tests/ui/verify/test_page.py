"""The Verify page: a paper by scan, file, drop and paste; what is shown of it, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kbdesk.desk.returns import ReturnDesk
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.verify import Result
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.ui.arrive.page_view import picture
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.search.page import SearchPage
from kbdesk.ui.verify.page import VerifyPage
from kbdesk.ui.verify.sitting import Stage
from tests.ui.samples import at_store, busy

from .conftest import Verifying

Opens = Callable[..., Verifying]


def window_of(page: VerifyPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def word(page: VerifyPage) -> str:
    assert page.verdict.told is not None
    return page.verdict.told.word


def shown(page: VerifyPage) -> dict[str, str]:
    return {line.claim.name: line.claim.value for line in page.claims.lines}


def reasons(page: VerifyPage) -> dict[str, Shape | None]:
    return {row.title: row.shape for row in page.known.rows}


def changed(seal: bytes) -> bytes:
    """Return a seal with one bit of its signature turned."""
    return seal[:-1] + bytes((seal[-1] ^ 1,))


def dropped(page: VerifyPage, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


# -- the ways in -----------------------------------------------------------------------------------
def test_f4_opens_the_page_on_a_field_that_waits_for_the_scan(open_verify: Opens, hand: Any) -> None:
    page = open_verify().page
    view = window_of(page).view
    assert view is not None
    view.go(Place.ARRIVE)
    hand.presses(Qt.Key.Key_F4, on=view)
    assert view.form.pages.currentWidget() is page
    assert page.ask.hasFocus() and page.action.off
    assert page.empty.text() == "Scan the seal of the paper."
    assert page.part.isHidden() and page._none.isVisible()


def test_a_seal_typed_in_digits_by_a_scanner_is_judged_and_the_field_waits_for_the_next(
    open_verify: Opens, hand: Any
) -> None:
    verifying = open_verify()
    page, seal = verifying.page, verifying.paper().seal
    hand.types(seal.hex(), on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    verifying.settle()
    assert (word(page), page.verdict.told and page.verdict.told.mark) == ("GENUINE", Shape.OK)
    assert page.ask.hasFocus() and not page.ask.text()


def test_a_file_is_chosen_and_every_thing_the_seal_says_stands_in_large_type(
    open_verify: Opens, tmp_path: Path
) -> None:
    verifying = open_verify()
    file = tmp_path / "permit.pdf"
    file.write_bytes(verifying.paper().pdf)
    verifying.page._on_file_chosen(str(file))
    verifying.settle()
    page = verifying.page
    assert shown(page) == {
        "surname": "STOJILJKOVIC",
        "given_names": "MILAN",
        "birth_date": "14.03.1978",
        "nationality": "M SRB",
        "number": "J2 000001 L",
        "document_number": "SRB 008123456",
        "issued_on": "10.08.2022",
        "valid_until": "10.11.2022",
        "envelope": "E-J2 000001 L",
    }
    told = page.verdict.told
    assert told is not None and (told.status, told.level) == ("VALID", "Trustable")
    assert told.told == "Permit, Jarinje, desk 2. The seal is genuine and the paper stands."
    assert page.rosette.drawn and page.rosette.isVisible()


def test_a_picture_is_dropped_on_the_page(open_verify: Opens) -> None:
    verifying = open_verify()
    mime, pdf = QMimeData(), verifying.paper().pdf
    session = window_of(verifying.page).session
    assert session is not None
    mime.setImageData(picture(session.press.pages(pdf, width=1654)[0]))
    dropped(verifying.page, mime)
    verifying.settle()
    assert word(verifying.page) == "GENUINE"


def test_a_file_is_dropped_on_the_page(open_verify: Opens, tmp_path: Path) -> None:
    verifying = open_verify()
    file, mime = tmp_path / "permit.pdf", QMimeData()
    file.write_bytes(verifying.paper().pdf)
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    dropped(verifying.page, mime)
    verifying.settle()
    assert word(verifying.page) == "GENUINE"


@pytest.mark.parametrize("in_field", [True, False])
def test_what_is_pasted_is_taken_whole_wherever_the_focus_is(open_verify: Opens, *, in_field: bool) -> None:
    verifying = open_verify()
    page = verifying.page
    QGuiApplication.clipboard().setText(verifying.paper().seal.hex(" "))
    target = page.ask if in_field else page.file
    target.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    verifying.settle()
    assert word(page) == "GENUINE"


# -- what is found ---------------------------------------------------------------------------------
def test_a_changed_seal_is_false_in_word_mark_and_colour_and_its_claims_are_not_relied_on(open_verify: Opens) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(changed(verifying.paper().seal).hex())
    told = page.verdict.told
    assert told is not None
    assert (told.word, told.mark, told.status) == ("FALSE", Shape.STOP, "INVALID · INVALID_SIGNATURE")
    assert told.level == "High fraud potential"
    assert "FALSE" in page.verdict.accessibleName() and "INVALID_SIGNATURE" in page.verdict.accessibleName()
    assert page._hold.text() == "What the seal claims" and page._rely_mark.isVisible()
    assert reasons(page)["The signature does not hold"] is Shape.STOP
    assert page.action.off and page.returning == ""


def test_a_permit_that_was_returned_is_no_longer_valid_by_the_desk_s_own_ledger(open_verify: Opens) -> None:
    verifying = open_verify()
    page, permit = verifying.page, verifying.paper()

    def hand_back(session: Any) -> None:
        returns: ReturnDesk = session.returns
        returns.hand_back(returns.look(permit.number))

    verifying.check(permit.pdf)
    assert word(page) == "GENUINE" and not page.action.off
    at_store(window_of(page), hand_back, verifying.qtbot)
    verifying.check(permit.pdf)
    assert word(page) == "NO LONGER VALID"
    assert reasons(page)["The paper: returned"] is Shape.STOP
    assert page.action.off


def test_the_printed_zone_is_held_against_the_seal_and_every_letter_that_differs_is_boxed(
    open_verify: Opens, hand: Any
) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(verifying.paper().seal.hex())
    assert reasons(page)["The printed zone"] is Shape.WAIT
    seal = page.sitting.seal
    assert seal is not None
    zone = str(seal.fields["mrz"])
    hand.types(zone.split("\n", maxsplit=1)[0], on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    hand.types(zone.split("\n")[1], on=page.ask)
    hand.presses(Qt.Key.Key_Return, on=page.ask)
    verifying.qtbot.waitUntil(lambda: reasons(page).get("The printed zone is the same") is Shape.OK)
    assert (word(page), page.zone.odd) == ("GENUINE", frozenset())
    page.take(zone.replace("MILAN", "MIRAN"))
    verifying.qtbot.waitUntil(lambda: word(page) == "FALSE")
    assert reasons(page)["The printed zone does not agree"] is Shape.STOP
    assert page.zone.odd == {(0, zone.index("MILAN") + 2)}
    assert [line.claim.printed for line in page.claims.lines if line.claim.name == "given_names"] == ["MIRAN"]
    assert len(page.sitting.past) == 1, "the same paper, compared, is one check"


def test_a_zone_read_before_the_seal_waits_for_it(open_verify: Opens) -> None:
    verifying = open_verify()
    page, paper = verifying.page, verifying.paper()
    verifying.check(paper.seal.hex())
    seal = page.sitting.seal
    assert seal is not None
    zone = str(seal.fields["mrz"])
    page.sitting.forget()
    page.take(zone)
    assert page.sitting.stage is Stage.EMPTY and "now scan the seal" in page._hint.text()
    verifying.check(paper.seal.hex())
    assert reasons(page)["The printed zone is the same"] is Shape.OK


def test_a_paper_that_was_let_go_of_is_not_shown_when_the_store_has_judged_it_late(open_verify: Opens) -> None:
    verifying = open_verify()
    page, seal = verifying.page, verifying.paper().seal.hex()
    with busy(window_of(page).store):
        page.take(seal)
        verifying.qtbot.waitUntil(lambda: bool(page.sitting._codes))
        page.take(b"%PDF-1.7 cut short")
        verifying.qtbot.waitUntil(lambda: page.sitting.stage is Stage.REFUSED)
    assert (page.sitting.stage, page.sitting.seals) == (Stage.REFUSED, ()), "what is in hand now is no paper"
    with busy(window_of(page)._press):
        page.take(seal)
        page.sitting.forget()
    assert page.sitting.stage is Stage.EMPTY
    verifying.check(seal)
    assert word(page) == "GENUINE", "control"


def test_a_receipt_is_checked_too_and_nothing_is_returned_on_it(open_verify: Opens) -> None:
    verifying = open_verify()
    verifying.check(verifying.paper(PaperKind.SURRENDER_RECEIPT).pdf)
    told = verifying.page.verdict.told
    assert told is not None and told.word == "GENUINE" and told.told.startswith("Surrender receipt")
    assert verifying.page.action.off


def test_what_was_checked_is_listed_with_time_and_kind_and_nothing_of_a_person(open_verify: Opens) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(verifying.paper().seal.hex())
    verifying.check(changed(verifying.paper().seal).hex())
    assert [past.result for past in page.sitting.past] == [Result.FALSE, Result.GENUINE]
    page.part.setCurrentIndex(1)
    assert page.past.isVisible() and [row.title for row in page.past.rows] == ["False", "Genuine"]
    told = " ".join(f"{row.title} {row.detail}" for row in page.past.rows)
    assert "STOJILJKOVIC" not in told and "000001" not in told


# -- what is no paper ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("what", "said"),
    [
        (b"%PDF-1.7 cut short", "The PDF is damaged or opens only with a password."),
        (b"\x89PNG\r\n\x1a\n and no more", "The picture is damaged, cut short or of an odd kind."),
        ("hello there", "The file is no PNG, JPEG or PDF, and neither hexadecimal digits nor the bytes of a seal."),
        (Path("/nowhere/at/all.pdf"), "No such file or directory"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_the_next_paper_is_taken(
    open_verify: Opens, what: Path | bytes | str, said: str
) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(what)
    assert page.sitting.stage is Stage.REFUSED and said in page.empty.text()
    assert page.verdict.isHidden() and page.action.off
    verifying.check(verifying.paper().seal.hex())
    assert word(page) == "GENUINE"


def test_a_picture_without_a_seal_is_doubtful_and_says_what_to_do(open_verify: Opens) -> None:
    verifying = open_verify()
    blank, mime = QImage(400, 300, QImage.Format.Format_RGB32), QMimeData()
    blank.fill(Qt.GlobalColor.white)
    mime.setImageData(blank)
    dropped(verifying.page, mime)
    verifying.settle()
    told = verifying.page.verdict.told
    assert told is not None and (told.word, told.mark, told.status) == (
        "DOUBTFUL",
        Shape.WARN,
        "INVALID · READ_ERROR",
    )
    assert told.besides.startswith("Scan once more")


def test_while_something_is_dragged_over_it_the_page_says_that_it_takes_it(open_verify: Opens) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(verifying.paper().seal.hex())
    mime, nothing = QMimeData(), QMimeData()
    mime.setText("dc03")
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(50, 50), action, mime, button, Qt.KeyboardModifier.NoModifier)
    page.dragEnterEvent(entering)
    assert entering.isAccepted() and page.empty.isVisible() and page.empty.text() == "Let go to verify it."
    page.dragLeaveEvent(QDragLeaveEvent())
    assert page.verdict.isVisible() and not page.empty.isVisible()
    page.dragEnterEvent(QDragEnterEvent(QPoint(50, 50), action, nothing, button, Qt.KeyboardModifier.NoModifier))
    assert page.verdict.isVisible(), "what holds nothing is not taken"


# -- on from here ----------------------------------------------------------------------------------
@pytest.mark.parametrize("key", [Qt.Key.Key_F3, Qt.Key.Key_F9])
def test_a_permit_of_ours_goes_on_to_its_return(open_verify: Opens, hand: Any, qtbot: QtBot, key: Qt.Key) -> None:
    verifying = open_verify()
    page, permit = verifying.page, verifying.paper()
    verifying.check(permit.seal.hex())
    assert page.action.follows == "Envelope E-J2 000001 L, slot A 1"
    qtbot.waitUntil(lambda: not page.action.settling)
    hand.presses(key, on=page.ask)
    view = window_of(page).view
    assert view is not None
    returning = view.books.page(Place.RETURN)
    assert isinstance(returning, ReturnPage) and view.form.pages.currentWidget() is returning
    qtbot.waitUntil(lambda: returning.sitting.view is not None)
    assert returning.sitting.view is not None and returning.sitting.view.number == permit.number


def test_a_certificate_goes_on_to_the_return_of_its_registration(open_verify: Opens, qtbot: QtBot) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(verifying.paper(PaperKind.REGISTRATION_CERTIFICATE).seal.hex())
    qtbot.waitUntil(lambda: not page.action.settling)
    page.action.press()
    view = window_of(page).view
    assert view is not None
    returning = view.books.page(Place.RETURN)
    assert isinstance(returning, ReturnPage)
    qtbot.waitUntil(lambda: returning.sitting.view is not None)
    assert returning.sitting.view is not None and returning.sitting.view.kind == "registration"


def test_the_case_of_a_number_is_opened_in_the_search(open_verify: Opens, qtbot: QtBot) -> None:
    verifying = open_verify()
    page, permit = verifying.page, verifying.paper()
    assert page.case.isHidden()
    verifying.check(permit.seal.hex())
    page.case.click()
    view = window_of(page).view
    assert view is not None
    searching = view.books.page(Place.SEARCH)
    assert isinstance(searching, SearchPage) and view.form.pages.currentWidget() is searching
    qtbot.waitUntil(lambda: any(row.number == permit.number for row in searching.table.found))


def test_the_page_speaks_the_language_of_the_window(open_verify: Opens, catalogs: Catalogs) -> None:
    verifying = open_verify()
    page = verifying.page
    verifying.check(verifying.paper().seal.hex())
    for language in Language:
        page.retranslate(catalogs[language])
        assert word(page) == catalogs[language].text("verify.result.genuine")


def test_a_zone_that_follows_at_once_takes_no_earlier_paper_off_the_list(open_verify: Opens) -> None:
    verifying = open_verify()
    page, paper = verifying.page, verifying.paper()
    verifying.check(changed(paper.seal).hex())
    seal = page.sitting.seal
    assert seal is not None
    zone = str(seal.fields["mrz"])
    page.take(paper.seal.hex())
    verifying.qtbot.waitUntil(lambda: bool(page.sitting._codes))
    page.take(zone)
    verifying.qtbot.waitUntil(lambda: page.sitting.seal is not None and page.sitting.printed == zone)
    verifying.qtbot.waitUntil(lambda: len(page.sitting.past) == 2)
    assert [past.result for past in page.sitting.past] == [Result.GENUINE, Result.FALSE]

"""A portrait is taken on the Arrive page by key, file, drop or paste; cut, replaced, taken back and printed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.portrait import MOST, size
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.drafting import followed
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.portrait.crop_dialog import CropDialog
from tests.faces import portrait, taken
from tests.ui.arrive.people import LJUBICA, MILAN

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def card(page: ArrivePage, number: int = 1) -> TravelerDraft:
    return page.sitting.draft.travelers[number - 1]


def dialog(qtbot: QtBot) -> CropDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CropDialog))
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, CropDialog)
    return shown


def drop(page: ArrivePage, mime: QMimeData) -> None:
    place = page.ui.traveler.ui.head_person
    middle = QPointF(place.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    place.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


def file_dropped(page: ArrivePage, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop(page, mime)


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose(name: str) -> None:
    opened = menu()
    action = next(action for action in opened.actions() if action.objectName() == name)
    opened.close()
    action.trigger()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    file = tmp_path / "IMG_0001.JPG"
    file.write_bytes(taken(1))
    return file


def test_ctrl_f_a_file_and_enter_take_a_portrait_that_the_permit_bears(
    page: ArrivePage, qtbot: QtBot, photograph: Path
) -> None:
    page.scan(MILAN)
    QTest.keyClick(page.ui.traveler.ui.surname.focusProxy(), Qt.Key.Key_F, CONTROL)
    choose("file")
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QFileDialog)
    asked.fileSelected.emit(str(photograph))
    asked.close()
    QTest.keyClick(dialog(qtbot).view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(card(page).portrait))
    jpeg = card(page).portrait
    assert len(jpeg) <= MOST and size(jpeg) == (413, 531)
    assert page.ui.traveler.ui.head_person.portrait == jpeg
    (proof,) = (paper for paper in page.sitting.proofs() if paper.kind == "permit")
    assert proof.permit is not None and proof.permit.traveler.portrait == jpeg
    again = page.portraits.portraying.from_file()
    assert again is not None and Path(again.directory().absolutePath()) == photograph.parent
    again.close()


def test_a_picture_dropped_on_the_place_is_cut_where_the_keys_say(
    page: ArrivePage, qtbot: QtBot, photograph: Path
) -> None:
    page.scan(MILAN)
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    first = shown.view.frame
    for key, modifier in ((Qt.Key.Key_Plus, None), (Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Up, None)):
        QTest.keyClick(shown.view, key, modifier or Qt.KeyboardModifier.NoModifier)
    there = shown.view.frame
    assert there.high < first.high and there.left > first.left
    QTest.keyClick(shown.view, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(shown.view, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(shown.view, Qt.Key.Key_Z, CONTROL)
    assert shown.view.frame == first
    QTest.keyClick(shown.view, Qt.Key.Key_R, CONTROL)
    assert shown.view.frame.turns == 1
    shown.take.click()
    qtbot.waitUntil(lambda: bool(card(page).portrait))
    with Image.open(BytesIO(card(page).portrait)) as cut, Image.open(BytesIO(portrait(1))) as upright:
        assert cut.tobytes() != upright.tobytes()


def test_mouse_and_wheel_move_and_zoom_the_frame(page: ArrivePage, qtbot: QtBot, photograph: Path) -> None:
    page.scan(MILAN)
    file_dropped(page, photograph)
    view = dialog(qtbot).view
    middle = QPointF(view.rect().center())
    wheel = QWheelEvent(
        middle, view.mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    first = view.frame
    view.wheelEvent(wheel)
    zoomed = view.frame
    assert zoomed.high < first.high
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    QTest.mouseMove(view, middle.toPoint() + QPoint(-30, -20))
    QTest.mouseMove(view, middle.toPoint() + QPoint(-60, -40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle.toPoint() + QPoint(-60, -40))
    assert view.frame.left < zoomed.left and view.frame.top < zoomed.top
    view.undo()
    assert view.frame == zoomed


def test_esc_takes_nothing(page: ArrivePage, qtbot: QtBot, photograph: Path) -> None:
    page.scan(MILAN)
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    QTest.keyClick(shown.view, Qt.Key.Key_Escape)
    assert shown.result() == QDialog.DialogCode.Rejected
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert not card(page).portrait


def test_a_picture_is_pasted_at_the_place_and_ctrl_z_takes_it_back(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    QGuiApplication.clipboard().setImage(QImage.fromData(taken(2)))
    place = page.ui.traveler.ui.head_person
    place.setFocus()
    QTest.keyClick(place, Qt.Key.Key_V, CONTROL)
    dialog(qtbot).take.click()
    qtbot.waitUntil(lambda: bool(card(page).portrait))
    surname = card(page).surname
    page.sitting.undo()
    assert not card(page).portrait and card(page).surname == surname
    page.sitting.redo()
    assert card(page).portrait


def test_a_portrait_is_replaced_and_removed(page: ArrivePage, qtbot: QtBot, photograph: Path) -> None:
    page.scan(MILAN)
    page.sitting.portray("traveler[1]", portrait(2))
    file_dropped(page, photograph)
    dialog(qtbot).take.click()
    qtbot.waitUntil(lambda: card(page).portrait != portrait(2))
    page.portraits.ask()
    choose("remove")
    assert card(page).portrait == b"" and page.ui.traveler.ui.head_person.portrait == b""
    page.portraits.ask()
    assert [action.objectName() for action in menu().actions()] == ["file", "camera", "paste"]
    menu().close()


@pytest.mark.parametrize("content", [b"", b"GIF89a", taken(1)[:2000]], ids=["empty", "gif", "cut short"])
def test_what_is_no_picture_is_said_and_changes_nothing(
    page: ArrivePage, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    page.scan(MILAN)
    file = tmp_path / "IMG_0002.JPG"
    file.write_bytes(content)
    with qtbot.waitSignal(page.failed) as failed:
        file_dropped(page, file)
    assert failed.args is not None
    said = failed.args[0](page._catalog)
    assert said in {
        "The file is empty.",
        "The file is neither a JPEG nor a PNG picture.",
        "The picture is damaged, cut short or of an odd kind.",
    }
    assert "IMG" not in said and not card(page).portrait


def test_nothing_in_the_clipboard_is_said(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    page.portraits.ask()
    with qtbot.waitSignal(page.failed) as failed:
        choose("paste")
    assert failed.args is not None
    assert failed.args[0](page._catalog) == "There is no picture to be taken."


def test_a_portrait_belongs_to_the_card_it_was_asked_for(page: ArrivePage, qtbot: QtBot, photograph: Path) -> None:
    page.scan(MILAN)
    page.scan(LJUBICA)
    page.sitting.choose("traveler[1]")
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    page.sitting.choose("traveler[2]")
    shown.take.click()
    qtbot.waitUntil(lambda: bool(card(page, 1).portrait))
    assert not card(page, 2).portrait and page.ui.traveler.ui.head_person.portrait == b""
    page.sitting.choose("traveler[1]")
    assert page.ui.traveler.ui.head_person.portrait == card(page, 1).portrait


def test_a_card_is_known_again_by_itself_or_by_all_others_and_never_guessed() -> None:
    milan, ljubica, zoran = (TravelerDraft(surname=name) for name in ("MILAN", "LJUBICA", "ZORAN"))
    changed = TravelerDraft(surname="LJUBICA", sex="F")
    then = PassageDraft(id="1" * 16, travelers=(milan, ljubica))
    for path, now, found in (
        ("traveler[2]", (milan, ljubica), "traveler[2]"),
        ("traveler[2]", (ljubica,), "traveler[1]"),
        ("traveler[2]", (zoran, milan, ljubica), "traveler[3]"),
        ("traveler[2]", (milan, changed), "traveler[2]"),
        ("traveler[2]", (changed,), ""),
        ("traveler[2]", (milan,), ""),
        ("traveler[1]", (ljubica,), ""),
        ("traveler[3]", (milan, ljubica), "traveler[3]"),
        ("traveler[3]", (ljubica,), "traveler[2]"),
        ("traveler[3]", (milan, ljubica, zoran), "traveler[3]"),
        ("traveler[3]", (ljubica, zoran), ""),
    ):
        assert followed(then, path, PassageDraft(id="1" * 16, travelers=now)) == found, (path, now)


def test_a_portrait_follows_its_card_when_another_is_taken_out_and_lands_on_nobody_when_its_own_is(
    page: ArrivePage, qtbot: QtBot, photograph: Path
) -> None:
    page.scan(MILAN)
    page.scan(LJUBICA)
    page.sitting.choose("traveler[2]")
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    page.sitting.remove("traveler[1]")
    shown.take.click()
    qtbot.waitUntil(lambda: bool(card(page, 1).portrait))
    assert (card(page).mrz, len(page.sitting.draft.travelers)) == (LJUBICA, 1)
    page.scan(MILAN)
    page.sitting.choose("traveler[1]")
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    page.sitting.remove("traveler[1]")
    with qtbot.waitSignal(page.failed) as failed:
        shown.take.click()
    assert failed.args is not None
    assert "is not there any more" in failed.args[0](page._catalog)
    assert not card(page).portrait, "who moved up in its place has none"


def test_a_portrait_belongs_to_the_card_it_was_dropped_on_though_another_was_asked_about_meanwhile(
    page: ArrivePage, qtbot: QtBot, photograph: Path
) -> None:
    page.scan(MILAN)
    page.scan(LJUBICA)
    page.sitting.choose("traveler[1]")
    file_dropped(page, photograph)
    page.sitting.choose("traveler[2]")
    page.portraits.ask()
    menu().close()
    dialog(qtbot).take.click()
    qtbot.waitUntil(lambda: bool(card(page, 1).portrait))
    assert not card(page, 2).portrait


def test_a_portrait_of_a_passage_put_away_meanwhile_lands_on_no_other(
    page: ArrivePage, qtbot: QtBot, photograph: Path
) -> None:
    page.scan(MILAN)
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    page.sitting.park()
    page.scan(LJUBICA)
    with qtbot.waitSignal(page.portraits.portraying.taken):
        shown.take.click()
    assert not card(page).portrait


def test_a_vehicle_has_no_portrait(page: ArrivePage, qtbot: QtBot) -> None:
    page.sitting.choose("vehicle")
    page.portraits.ask()
    assert QApplication.activePopupWidget() is None
    page.sitting.choose("traveler[1]")
    page.portraits.ask()
    menu().close()


def test_few_pixels_are_noted_at_the_place_and_its_finding_leads_there(page: ArrivePage, qtbot: QtBot) -> None:
    page.scan(MILAN)
    small = BytesIO()
    with Image.open(BytesIO(portrait(1))) as face:
        face.resize((210, 270)).save(small, "JPEG")
    page.sitting.portray("traveler[1]", small.getvalue())
    found = next(f for f in page.sitting.snapshot.findings if f.finding.code == "portrait-small")
    place = page.ui.traveler.ui.head_person
    assert place.accessibleName() == f"Portrait: taken. {found.number} · few pixels"
    page.ui.traveler.ui.surname.setFocus()
    page.jump(found.number)
    assert place.hasFocus()
    page.sitting.portray("traveler[1]", portrait(1))
    assert place.accessibleName() == "Portrait: taken"
    assert not any(f.finding.code == "portrait-small" for f in page.sitting.snapshot.findings)


def test_a_portrait_survives_a_restart(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = signed_in()
    assert window.view is not None
    page = window.view.arrive
    page.scan(MILAN)
    page.sitting.portray("traveler[1]", portrait(3))
    page.save()
    draft_id = page.draft_id
    window.store.settle()
    window.close()
    again = signed_in()
    assert again.session is not None and again.view is not None
    loaded: list[object] = []
    session = again.session
    again.store.run(lambda: session.load_draft(draft_id), loaded.append)
    qtbot.waitUntil(lambda: bool(loaded))
    draft = loaded[0]
    assert isinstance(draft, PassageDraft) and draft.travelers[0].portrait == portrait(3)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [1, 2], ids=["at 100 %", "at 200 %"])
def test_the_window_that_cuts_fits_its_words_in_every_language(
    open_page: Callable[..., ArrivePage], qtbot: QtBot, language: Language, scale: int, photograph: Path
) -> None:
    page = open_page(language, (1366 // scale, 768 // scale))
    page.scan(MILAN)
    file_dropped(page, photograph)
    shown = dialog(qtbot)
    QApplication.processEvents()
    assert shown.size().boundedTo(page.window().size()) == shown.size()
    for button in (shown.turn, shown.take, shown.cancel):
        assert button.width() >= button.sizeHint().width()
    assert shown.view.size().expandedTo(QSize(160, 160)) == shown.view.size()
    shown.reject()

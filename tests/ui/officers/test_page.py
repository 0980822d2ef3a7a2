"""The Officers page: somebody taken in by two, suspended by one, and a backup with the way it goes shown."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.desk.backup import unwatched
from kbdesk.desk.second_codes import draw_sheet, print_sheet
from kbdesk.domain.officers import Role, Standing
from kbdesk.store import slots
from kbdesk.store.backup_file import unpack
from kbdesk.store.code_digest import DRILL_COST, digest
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officers.backing_up import BackingUp
from kbdesk.ui.officers.page import OfficersPage
from kbdesk.ui.rail import Place
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.settings_menu import SettingsMenu
from tests.ui.samples import busy
from tests.ui.stock.conftest import answer

Opens = Callable[..., OfficersPage]
NEW = "nine blue umbrellas"


def second(page: OfficersPage) -> SecondOfficer:
    """Return the question for a second officer that stands open."""
    (dialog,) = [d for d in page.window().findChildren(SecondOfficer) if d.isVisible()]
    return dialog


def asked_for_code(page: OfficersPage, qtbot: QtBot, place: int) -> None:
    """Wait until the question names the code of a supervisor who is far away."""
    dialog = second(page)
    dialog.name.set_value("supervisor2")
    dialog.name.edited.emit("supervisor2")
    qtbot.waitUntil(lambda: dialog.password.editor.placeholderText() == f"or code no. {place}, from afar")


def sign_second(page: OfficersPage, name: str = "officer") -> None:
    """Let a second officer sign, with the password that a drill desk shows."""
    dialog = second(page)
    dialog.name.set_value(name)
    dialog.fill_in.click()
    dialog.sign.click()


def own_password(page: OfficersPage, name: str = "supervisor") -> str:
    window = page.window()
    assert isinstance(window, MainWindow)
    return next(o.password for o in window.sign_in._officers if o.name == name)


def take_in(page: OfficersPage, qtbot: QtBot, name: str = "besa", role: Role = Role.OFFICER) -> None:
    page.listing.buttons["add"].click()
    answer(page, name=name, role=str(role), new=NEW, again=NEW, own=own_password(page))
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.window().findChildren(SecondOfficer)))
    sign_second(page)
    qtbot.waitUntil(lambda: name in [one.name for one in page.rows or ()], timeout=20_000)


def choose(page: OfficersPage, name: str) -> None:
    page.listing.choose([one.name for one in page.rows or ()].index(name))


def test_everybody_is_listed_with_role_and_standing(page: OfficersPage) -> None:
    assert [row.title for row in page.listing.list.rows] == ["officer", "supervisor", "supervisor2"]
    assert page.listing.list.rows[1].detail.startswith("supervisor, since ")


def test_who_has_no_password_since_the_records_got_a_new_key_is_told_apart(
    page: OfficersPage, qtbot: QtBot, data: Path
) -> None:
    slots.remove(data / slots.FILE, "supervisor2")
    page.look()
    qtbot.waitUntil(lambda: "Has no password" in page.listing.list.rows[2].detail)
    assert ["Has no password" in row.detail for row in page.listing.list.rows] == [False, False, True]


def test_somebody_is_taken_in_by_two_suspended_by_one_and_let_in_again(page: OfficersPage, qtbot: QtBot) -> None:
    take_in(page, qtbot)
    assert ["of their own" in row.detail for row in page.listing.list.rows] == [False, False, False, True]
    choose(page, "besa")
    page.listing.buttons["suspend"].click()
    answer(page, reason="left the service")
    qtbot.waitUntil(lambda: page.officer is not None and page.officer.standing is Standing.SUSPENDED)
    assert not page.listing.buttons["reset"].isEnabled()
    page.listing.buttons["resume"].click()
    answer(page, new=NEW, again=NEW, own=own_password(page))
    sign_second(page)
    qtbot.waitUntil(lambda: page.officer is not None and page.officer.active, timeout=20_000)


def test_another_role_counts_at_once(page: OfficersPage, qtbot: QtBot) -> None:
    take_in(page, qtbot)
    choose(page, "besa")
    page.listing.buttons["role"].click()
    answer(page, role="auditor")
    sign_second(page)
    qtbot.waitUntil(lambda: page.officer is not None and page.officer.role is Role.AUDITOR, timeout=20_000)
    page.listing.buttons["role"].click()
    answer(page, role="officer")
    assert [o.name for o in second(page)._officers] == ["officer", "supervisor2"], "an auditor signs beside nobody"


def test_what_is_refused_is_said_in_the_dialog_and_nothing_changes(page: OfficersPage, qtbot: QtBot) -> None:
    page.listing.buttons["add"].click()
    dialog = answer(page, name="besa", role="officer", new=NEW, again="nine blue umbrella", own="x")
    assert dialog.message.text() == "The two new passwords are not the same."
    answer(page, again=NEW, own="not my password")
    sign_second(page)
    qtbot.waitUntil(lambda: dialog.message.text() == "The password is not right.", timeout=20_000)
    answer(page, new="passwordpassword", again="passwordpassword", own=own_password(page))
    sign_second(page)
    qtbot.waitUntil(lambda: "anybody would guess" in dialog.message.text(), timeout=20_000)
    assert len(page.rows or ()) == 3
    assert dialog.isVisible()
    for name in ("new", "again", "own"):
        assert dialog.fields[name].editor.echoMode() is QLineEdit.EchoMode.Password


def test_an_officer_looks_changes_their_own_password_and_nothing_else(open_officers_page: Opens, qtbot: QtBot) -> None:
    page = open_officers_page("officer")
    assert {name for name, button in page.listing.buttons.items() if button.isEnabled()} == {"password"}
    page.listing.buttons["password"].click()
    dialog = answer(page, own=own_password(page, "officer"), new=NEW, again=NEW)
    qtbot.waitUntil(page.toast.isVisible, timeout=20_000)
    assert page.toast.accessibleName() == "Your password was changed. officer", dialog.message.text()


def test_the_settings_menu_and_the_key_lead_here(page: OfficersPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    window.view.go(Place.ARRIVE)
    assert not page.isVisible()
    menu = SettingsMenu(window._preferences, window._catalog, window)
    menu.place_asked.connect(window.view.go)
    action = next(a for a in menu.actions() if isinstance(a, QAction) and a.text().endswith("Ctrl+F7"))
    action.trigger()
    assert page.isVisible()


def backup_folder(page: OfficersPage, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    page._session.backups.folder, page._session.backups.chosen = folder, True
    page._offer()


def test_a_backup_is_made_by_one_key_and_proved(page: OfficersPage, qtbot: QtBot, tmp_path: Path) -> None:
    backup_folder(page, tmp_path / "stick")
    qtbot.waitUntil(lambda: not page.sign.settling)
    page.sign.press()
    qtbot.waitUntil(page.toast.isVisible, timeout=20_000)
    (file,) = (tmp_path / "stick").iterdir()
    assert unpack(file, None, unwatched).entries > 0
    assert not [d for d in page.window().findChildren(BackingUp) if d.isVisible()]


def test_a_backup_that_is_stopped_leaves_nothing_and_says_nothing(
    page: OfficersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    backup_folder(page, tmp_path / "stick")
    failed: list[Exception] = []
    page.failed.connect(failed.append)
    dialog = BackingUp(page.window(), page._session, page._store, page._catalog, to=tmp_path / "stick")
    ended: list[int] = []
    dialog.failed.connect(failed.append)
    dialog.destroyed.connect(lambda: ended.append(1))
    dialog.begin()
    dialog.reject()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert list((tmp_path / "stick").iterdir()) == []
    assert failed == []
    page.back_up(tmp_path / "stick")  # control: the next one is made
    qtbot.waitUntil(page.toast.isVisible, timeout=20_000)
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_a_folder_that_is_gone_is_told(page: OfficersPage, qtbot: QtBot, tmp_path: Path) -> None:
    page._session.backups.folder = tmp_path / "gone"
    failed: list[Exception] = []
    page.failed.connect(failed.append)
    page.back_up(tmp_path / "gone")
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    assert "cannot be written there" in str(failed[0])


def test_without_a_folder_set_one_is_asked_for(page: OfficersPage, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.waitUntil(lambda: not page.sign.settling)
    page.sign.press()
    (dialog,) = page.window().findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(page.toast.isVisible, timeout=20_000)
    assert [file.suffix for file in tmp_path.iterdir() if file.is_file()] == [".kbdesk"]


def test_a_supervisor_far_away_signs_by_the_code_that_the_dialog_names(page: OfficersPage, qtbot: QtBot) -> None:
    sheet = draw_sheet(secrets.token_bytes, partial(digest, cost=DRILL_COST))
    printed: list[None] = []

    def make() -> None:
        with page._session.store.act(at=page._session.clock.now(), officer="") as act:
            print_sheet(act, "supervisor2", sheet)

    page._store.run(make, printed.append)
    qtbot.waitUntil(lambda: bool(printed))
    choose(page, "officer")
    page.listing.buttons["role"].click()
    answer(page, role="auditor")
    dialog = second(page)
    with busy(page._store):
        for name in ("supervisor2", "officer"):
            dialog.name.set_value(name)
            dialog.name.edited.emit(name)
    assert dialog.password.editor.placeholderText() == "", "an officer has none, whoever was chosen before"
    asked_for_code(page, qtbot, 1)
    dialog.password.set_value(sheet.codes[0])
    dialog.sign.click()
    qtbot.waitUntil(lambda: page.officer is not None and page.officer.role is Role.AUDITOR, timeout=20_000)
    page.listing.buttons["role"].click()
    answer(page, role="officer")
    asked_for_code(page, qtbot, 2)

"""The backups' part of the Devices page: a place chosen by who may, kept, given up; one of no use is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.store import settings
from kbdesk.ui.devices.backup_part import BackupPart
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.main_window import MainWindow
from tests.ui.samples import busy

from .opening import open_part


def test_a_place_for_backups_is_chosen_kept_told_when_it_is_gone_and_given_up(
    signed_in: Callable[..., MainWindow], data: Path, tmp_path: Path, qtbot: QtBot, english: Catalog
) -> None:
    window, folder = signed_in(officer="supervisor"), tmp_path / "kept"
    part = open_part(window, BackupPart)
    assert part.state.text().startswith(f"No place chosen: backups lie beside the records, in {data / 'backups'}.")
    assert (part._mark.shape, part.own.isHidden(), part.newest.text()) == (Shape.WARN, True, "There is none there yet.")
    assert "The newest 7 are kept" in part._what.text()
    part.try_out(str(folder))
    qtbot.waitUntil(part.fault.isVisible)
    assert part.fault.text() == f"The folder {folder} is not there. Nothing was changed."
    assert settings.read(data).backup_folder == ""
    folder.mkdir()
    dialog = part.ask()
    assert dialog is not None
    with busy(window._devices):
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
        part.look()
    qtbot.waitUntil(lambda: part.state.text() == english.text("devices_page.backups.state.same-disk", folder=folder))
    assert (part.fault.isVisible(), settings.read(data).backup_folder) == (False, str(folder))
    assert "The newest 30 are kept" in part._what.text()
    (folder / "kbdesk-J2-drill-20220809T174500+0200.kbdesk").write_text("one of before")
    assert open_part(window, BackupPart).newest.text() == "The last one there is of 9 Aug 2022, 17:45."
    assert window.view is not None
    backups = window.view._session.backups
    assert (backups.folder, backups.chosen) == (folder, True), "the next close goes there"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert open_part(window, BackupPart)._mark.shape is Shape.STOP
    assert part.newest.isHidden()
    part.own.click()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.WARN)
    assert settings.read(data).backup_folder == ""


def test_an_officer_sees_the_place_for_backups_and_who_chooses_it(signed_in: Callable[..., MainWindow]) -> None:
    part = open_part(signed_in(), BackupPart)
    assert (part.choose.isEnabled(), part.own.isEnabled(), part.who.isVisible()) == (False, False, True)

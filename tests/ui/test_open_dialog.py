"""Which folder a file was chosen in is written down nowhere: folders are called by people's names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHOOSE = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from kbdesk.app import carried
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.desk import Preferences
from kbdesk.ui.kit.looks import read_looks
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.open_dialog import open_dialog
from kbdesk.ui.program import make_application
folder, kept = sys.argv[1:]
app = make_application(read_looks(carried.folder()), Preferences(language=Language.EN, style=Style.LIGHT, scale=100))
if kept:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, kept)
window = QWidget()
dialog = open_dialog(window, carried.catalogs()[Language.EN], "portrait.file.title", folder=folder, filters=("x (*)",))
dialog.open()
dialog.selectFile(folder + "/face.png")
dialog.accept()
dialog.deleteLater()
app.sendPostedEvents(dialog, 0)
del dialog, window
"""


@pytest.mark.parametrize("kept", [False, True], ids=["the program", "the control"])
def test_a_folder_in_which_a_file_was_chosen_stands_in_no_file(tmp_path: Path, kept: bool) -> None:
    folder, home = tmp_path / "MILAN STOJILJKOVIC", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    (folder / "face.png").write_bytes(b"x")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    call = [sys.executable, "-c", CHOOSE, str(folder), str(home) if kept else ""]
    subprocess.run(call, env=environment, check=True, capture_output=True, timeout=60)
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert (b"STOJILJKOVIC" in written) is kept

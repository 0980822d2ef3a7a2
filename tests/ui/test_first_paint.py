"""The window paints before the slow libraries load."""

import json
import os
import subprocess
import sys
from pathlib import Path

PAINT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kbdesk.app.window import DeskAtWindow
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.program import make_application
desk = DeskAtWindow(Path(sys.argv[1]))
app = make_application(desk.looks, desk.preferences)
window = MainWindow(desk)
window.show()
app.processEvents()
painted = not window.grab().isNull()
loaded = sorted({name.partition(".")[0] for name in sys.modules} | {n for n in sys.modules if "x509" in n})
window.close()
print(json.dumps([painted, loaded]))
"""
SLOW = {"reportlab", "pikepdf", "pypdfium2", "sqlite_utils", "zxingcpp", "cryptography.x509", "click_default_group"}


def test_nothing_slow_is_loaded_before_the_first_paint(data: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    call = [sys.executable, "-c", PAINT, str(data)]
    told = subprocess.run(call, env=environment, capture_output=True, text=True, check=True, timeout=60)
    painted, loaded = json.loads(told.stdout.splitlines()[-1])
    assert painted
    assert "PySide6" in loaded
    assert not SLOW & set(loaded)

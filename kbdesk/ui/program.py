"""The program with a window: the application with its size, its look and its words."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from kbdesk.domain.messages import Catalogs
from kbdesk.ui.desk import Preferences, WindowDesk
from kbdesk.ui.kit.looks import Looks
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.relay import Relay


def make_application(looks: Looks, preferences: Preferences) -> QApplication:
    """Make the application, its size and look in force. The size is Qt's scale factor, so it is set before.

    Qt's file dialog would write each folder that was opened into the account's own settings, where a name may be read.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    if preferences.scale != 100:
        os.environ["QT_SCALE_FACTOR"] = str(preferences.scale / 100)
    app = QApplication(["kbdesk"])
    app.setApplicationName("kbdesk")
    Theme(app, looks).apply(preferences.style)
    return app


def run(desk: WindowDesk, relay: Relay | None = None) -> int:
    """Show a desk's window and return the exit code when it was closed; a spare waits until it is told to."""
    app = make_application(desk.looks, desk.preferences)
    window = MainWindow(desk, relay)
    report_to(window)
    if relay is not None and relay.spare:
        window.wait()
    else:
        window.show()
    return app.exec()


def tell(error: Exception, looks: Looks, catalogs: Catalogs) -> None:
    """Say, in a window of its own, why a desk cannot be opened, until it is closed."""
    from kbdesk.ui.trouble import TroubleWindow  # noqa: PLC0415 - a desk that opens does not need it

    app = make_application(looks, Preferences())
    window = TroubleWindow(error, catalogs)
    window.show()
    app.exec()


def report_to(window: MainWindow) -> None:
    """Have the window tell of an error that no road took: its kind on the screen, its place on standard error.

    Its text stays out of both: it may hold what was typed. Of one that ended another thread only the place is told
    here; whoever waited for that thread tells the officer.
    """

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        _write_place(kind, trace)
        window.fail(error)

    sys.excepthook = report
    threading.excepthook = lambda ended: _write_place(ended.exc_type, ended.exc_traceback)


def _write_place(kind: type[BaseException], trace: TracebackType | None) -> None:
    places = "".join(f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in traceback.extract_tb(trace))
    sys.stderr.write(f"{kind.__name__}\n{places}")

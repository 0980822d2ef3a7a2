"""The Officers page: who works the desk, in which role, and the backup of all that the desk holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.desk.backup import Made
from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import KnownOfficer
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.words import Words
from kbdesk.ui.officers.acts import OfficersActs
from kbdesk.ui.officers.backing_up import BackingUp
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldRow
from kbdesk.ui.shift.listing import Listing
from kbdesk.ui.signing_bar import SigningBar
from kbdesk.ui.when import short_date
from kbdesk.ui.worker import Worker

_Looked = tuple[tuple[KnownOfficer, ...], bool, frozenset[str], frozenset[str]]
"""The officers, whether who is signed in manages them, who has no password, and who none of their own."""
_OF_ROW = ("role", "reset", "suspend", "resume")


class OfficersPage(DeskPage):
    """The page. Everybody may look and change their own password; the rest is a supervisor's or administrator's."""

    def __init__(
        self,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it looks at the records when it is shown."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self.rows: tuple[KnownOfficer, ...] | None = None
        self._manages, self._shut_out, self._not_own = False, frozenset[str](), frozenset[str]()
        self.acts = OfficersActs(session, store, officers, self)
        self._title = Words(self, role="title")
        self.listing = Listing(("add", *_OF_ROW, "password"), of_row=_OF_ROW, parent=self)
        self.back = Button(self)
        self.bar = SigningBar(self.back, parent=self)
        self.toast, self.sign = self.bar.toast, self.bar.sign
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.listing)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self.bar.watch(window)

    def look(self) -> None:
        """Look at the records again."""

        def read() -> _Looked:
            desk = self._session.officers
            return desk.rows(), desk.may_manage(), desk.shut_out(), desk.not_own()

        self._store.run_newest("officers", read, self._on_looked, self.failed.emit)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._title.setText(catalog.text("officers_page.title"))
        self.back.setText(catalog.text("officers_page.back"))
        self.listing.show_words(
            catalog.text("officers_page.head"),
            catalog.text("officers_page.what"),
            catalog.text("officers_page.none"),
            [catalog.text(f"officers_page.do.{name}") for name in self.listing.buttons],
        )
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        side = 16 if compact else 24
        self._title.setVisible(not compact)
        self._head_row.setContentsMargins(side, 8 if compact else 12, side, 4)
        self.listing.set_room(room)
        self.bar.set_room(room)

    # -- showing -------------------------------------------------------------------------------------
    @property
    def officer(self) -> KnownOfficer | None:
        """The officer chosen."""
        rows = self.rows or ()
        return rows[self.listing.row] if 0 <= self.listing.row < len(rows) else None

    def _on_looked(self, found: _Looked) -> None:
        self.rows, self._manages, self._shut_out, self._not_own = found
        self._show()

    def _show(self) -> None:
        self.listing.show_rows([self._told(officer) for officer in self.rows or ()])
        self._offer()

    def _told(self, officer: KnownOfficer) -> ToldRow:
        catalog = self._catalog
        since = short_date(officer.since.date(), catalog.language)
        detail = catalog.text(
            f"officers_page.{officer.standing}", role=catalog.text(f"role.{officer.role}"), since=since
        )
        for names, still in ((self._shut_out, "shut-out"), (self._not_own, "not-own")):
            if officer.name in names:
                said = f"{detail} · {catalog.text(f'officers_page.{still}')}"
                return ToldRow(title=officer.name, detail=said, shape=Shape.WARN)
        return ToldRow(title=officer.name, detail=detail, shape=Shape.OK if officer.active else Shape.STOP)

    def _offer(self) -> None:
        officer, buttons = self.officer, self.listing.buttons
        may = officer is not None and self._manages
        active = officer is not None and officer.active
        buttons["add"].setEnabled(self._manages)
        buttons["role"].setEnabled(may)
        buttons["reset"].setEnabled(may and active)
        buttons["suspend"].setEnabled(may and active)
        buttons["resume"].setEnabled(may and not active)
        suspended = officer is not None and not active
        buttons["suspend"].setVisible(not suspended)
        buttons["resume"].setVisible(suspended)
        backups, text = self._session.backups, self._catalog.text
        into = text("officers_page.backup.into", folder=backups.folder.name)
        follows = into if backups.chosen else text("officers_page.backup.choose")
        self.sign.offer(text("officers_page.backup.do"), follows, icon="archive")

    # -- acting --------------------------------------------------------------------------------------
    def _on_asked(self, what: str) -> None:
        officer, catalog = self.officer, self._catalog
        if what == "add":
            self.acts.add(catalog)
        elif what == "password":
            self.acts.change_password(catalog)
        elif officer is not None:
            act = {
                "role": self.acts.change_role,
                "reset": self.acts.reset,
                "suspend": self.acts.suspend,
                "resume": self.acts.resume,
            }[what]
            act(officer, catalog)

    def _on_done(self, what: str, name: str) -> None:
        self.toast.say(self._catalog.text(f"officers_page.done.{what}"), name)
        self.look()
        self.recorded.emit()

    def _on_signed(self) -> None:
        backups = self._session.backups
        if backups.chosen:
            self.back_up(backups.folder)
            return
        dialog = folder_dialog(self.window(), self._catalog)
        dialog.fileSelected.connect(lambda chosen: self.back_up(Path(chosen)))
        dialog.open()

    def back_up(self, folder: Path) -> BackingUp:
        """Back the desk up into a folder, and show how far it is."""
        dialog = BackingUp(self.window(), self._session, self._store, self._catalog, to=folder)
        dialog.made.connect(self._on_backed_up)
        dialog.failed.connect(self.failed)
        dialog.begin()
        return dialog

    def _on_backed_up(self, made: Made) -> None:
        self.toast.say(self._catalog.text("officers_page.backup.done"), made.file.name)
        self.sign.settle()
        self.recorded.emit()

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._head_row = row(self._title, None, gap=24)
        work = panel("surface", column(self._head_row, (self.listing, 1), gap=0))
        self.setLayout(column((work, 1), self.bar, gap=0))

    def _connect(self) -> None:
        self.listing.asked.connect(self._on_asked)
        self.listing.list.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())
        self.sign.signed.connect(self._on_signed)
        self.acts.done.connect(self._on_done)
        self.lead_back(self.back, Place.RULES)


def folder_dialog(window: QWidget, catalog: Catalog) -> QFileDialog:
    """Return the dialog that asks for a folder, not yet open. Qt's own: a system's speaks a language of its own."""
    made = QFileDialog(window, catalog.text("officers_page.backup.where"))
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setOption(QFileDialog.Option.ShowDirsOnly)
    made.setFileMode(QFileDialog.FileMode.Directory)
    made.setViewMode(QFileDialog.ViewMode.List)
    label = QFileDialog.DialogLabel
    for place, name in ((label.LookIn, "look-in"), (label.FileName, "file-name"), (label.FileType, "file-type")):
        made.setLabelText(place, catalog.text(f"rules_page.import.{name}"))
    made.setLabelText(label.Accept, catalog.text("officers_page.backup.do"))
    made.setLabelText(label.Reject, catalog.text("second.cancel"))
    return made

"""The Retention page: what is due under the terms, what a dispute keeps, what was pruned, the copies of the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtWidgets import QWidget

from kbdesk.desk.retention import Standing
from kbdesk.domain.messages import Catalog
from kbdesk.domain.retention import DueCase, Hold
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.kit.boxes import column
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.listings import Listings
from kbdesk.ui.rail import Place
from kbdesk.ui.retention.acts import RetentionActs
from kbdesk.ui.retention.view import (
    copy_rows,
    due_rows,
    due_told,
    gone_rows,
    kept_rows,
    terms_told,
    told_number,
)
from kbdesk.ui.room import Room
from kbdesk.ui.shift.listing import Listing
from kbdesk.ui.signing_bar import SigningBar
from kbdesk.ui.worker import Worker


class Part(IntEnum):
    """What is looked at."""

    DUE = 0
    KEPT = 1
    GONE = 2
    COPIES = 3


class RetentionPage(DeskPage):
    """The page. Everybody may look and keep a case; terms, pruning and release are for two, or for a supervisor."""

    def __init__(
        self,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it looks at what is due when it is shown."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self.standing: Standing | None = None
        self.acts = RetentionActs(session, store, officers, self)
        self.due = Listing(("terms", "keep"), of_row=("keep",), parent=self)
        self.kept = Listing(("release",), of_row=("release",), parent=self)
        self.gone, self.copies = Listing((), parent=self), Listing((), parent=self)
        named = {"due": self.due, "kept": self.kept, "gone": self.gone, "copies": self.copies}
        self.listings = Listings("retention_page", named, parent=self)
        self.part = self.listings.tabs
        self.back = Button(self)
        self.bar = SigningBar(self.back, parent=self)
        self.toast, self.sign = self.bar.toast, self.bar.sign
        self.setLayout(column((self.listings, 1), self.bar, gap=0))
        self._connect()
        self.setFocusProxy(self.due)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self.bar.watch(window)

    def look(self) -> None:
        """Look again at what is due."""

        def read() -> Standing:
            return self._session.retention.standing()

        self._store.run_newest("retention", read, self._on_looked, self.failed.emit)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self.listings.retranslate(catalog)
        self.back.setText(catalog.text("retention_page.back"))
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self.listings.set_room(room)
        self.bar.set_room(room)

    # -- showing -------------------------------------------------------------------------------------
    @property
    def case(self) -> DueCase | None:
        """The case chosen among those that are due."""
        due = self.standing.due if self.standing is not None else ()
        return due[self.due.row] if 0 <= self.due.row < len(due) else None

    @property
    def hold(self) -> Hold | None:
        """The case chosen among those that a dispute keeps."""
        holds = self.standing.holds if self.standing is not None else ()
        return holds[self.kept.row] if 0 <= self.kept.row < len(holds) else None

    def _on_looked(self, standing: Standing) -> None:
        self.standing = standing
        self._show()

    def _show(self) -> None:
        catalog, standing = self._catalog, self.standing
        if standing is not None:
            self.due.say(terms_told(standing.terms, catalog))
            now = self._session.clock.now()
            self.due.show_rows(due_rows(standing, catalog))
            self.kept.show_rows(kept_rows(standing, catalog))
            self.gone.show_rows(gone_rows(standing, catalog))
            self.copies.show_rows(copy_rows(standing, now, catalog))
            self.part.set_mark(Part.COPIES, Shape.WARN if standing.outdated else None)
        self._offer()

    def _offer(self) -> None:
        standing, text = self.standing, self._catalog.text
        mine = standing is not None and standing.mine
        self.due.buttons["terms"].setEnabled(mine)
        self.due.buttons["keep"].setEnabled(self.case is not None and bool(self.case.numbers))
        self.kept.buttons["release"].setEnabled(mine and self.hold is not None)
        do = text("retention_page.prune.do")
        if standing is None:
            self.sign.hold(do, text("retention_page.reading"), mark=Shape.WAIT)
        elif not mine:
            self.sign.hold(do, text("retention_page.not-yours"), mark=Shape.STOP)
        elif not standing.terms.chosen:
            self.sign.offer(text("retention_page.do.terms"), text("retention_page.terms-first"), icon="handshake")
        elif due := due_told(standing, self._catalog):
            self.sign.offer(do, text("retention_page.prune.follows", due=due), icon="flame")
        else:
            self.sign.hold(do, text("retention_page.due-none"), mark=Shape.OK)

    # -- acting --------------------------------------------------------------------------------------
    def _on_signed(self) -> None:
        standing = self.standing
        if standing is None or not standing.mine:
            return
        if standing.terms.chosen:
            self.acts.prune(standing, self._catalog)
        else:
            self.acts.set_terms(standing.terms, self._catalog)

    def _on_due_asked(self, what: str) -> None:
        if what == "terms" and self.standing is not None:
            self.acts.set_terms(self.standing.terms, self._catalog)
        elif what == "keep" and self.case is not None:
            self.acts.keep(*told_number(self.case), self._catalog)

    def _on_kept_asked(self, _what: str) -> None:
        if self.hold is not None:
            self.acts.release(self.hold.kind, self.hold.number, self._catalog)

    def _on_done(self, what: str, detail: str) -> None:
        self.toast.say(self._catalog.text(f"retention_page.done.{what}"), detail)
        self.sign.settle()
        self.look()
        self.recorded.emit()

    def _on_failed(self, error: Exception) -> None:
        self.look()
        self.failed.emit(error)

    # -- wiring --------------------------------------------------------------------------------------
    def _connect(self) -> None:
        self.listings.turned.connect(self._offer)
        self.sign.signed.connect(self._on_signed)
        self.due.asked.connect(self._on_due_asked)
        self.kept.asked.connect(self._on_kept_asked)
        for listing in (self.due, self.kept):
            listing.list.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())
        self.acts.done.connect(self._on_done)
        self.acts.failed.connect(self._on_failed)
        self.lead_back(self.back, Place.OFFICERS)

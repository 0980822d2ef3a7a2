"""The bar at the foot: ways out at the left, news in the middle, the one action at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Action
from kbdesk.ui.arrive.issue_words import action
from kbdesk.ui.arrive.keeping import Keeper, Kept
from kbdesk.ui.arrive.snapshot import Snapshot, State
from kbdesk.ui.errors import sentence
from kbdesk.ui.forms.ui_arrive import Ui_ArrivePage
from kbdesk.ui.kit.icons import Shape


class ActionBar(QObject):
    """Shows a snapshot in the widgets of the bar."""

    def __init__(self, ui: Ui_ArrivePage, keeper: Keeper, parent: QObject) -> None:
        """Take the widgets of the compiled page."""
        super().__init__(parent)
        self._ui, self._keeper = ui, keeper
        self._narrow = self._offers_other = False
        self._catalog: Catalog | None = None
        ui.saved.set_icon("check", "ink3")
        ui.toast.installEventFilter(self)

    def set_narrow(self, narrow: bool) -> None:
        """Fold the ways out into one button."""
        self._narrow = narrow
        side = 16 if narrow else 24
        high = 48 if narrow else 56
        self._ui.bar_row.setContentsMargins(side, 4 if narrow else 8, side, 4 if narrow else 8)
        self._ui.issue.setFixedHeight(high)
        self._ui.issue.setFixedWidth(336 if narrow else 352)

    def show_snapshot(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show what can be done."""
        self._catalog, ui = catalog, self._ui
        line = next((line for line in snapshot.cards if line.path == snapshot.chosen), None)
        there = line is not None and not line.blank and line.state is not State.DONE and not snapshot.busy
        decided = line is not None and line.card.decision.action != Action.ISSUE
        ui.refuse.setVisible(there and not decided and not self._narrow)
        ui.refer.setVisible(there and not self._narrow)
        self._offers_other = there and self._narrow
        ui.other.setVisible(self._offers_other and ui.toast.isHidden())
        ui.refer.setText(catalog.text("arrive.take-back" if decided else "arrive.refer"))
        said = action(snapshot, catalog)
        if said.mark is None:
            ui.issue.offer(said.title, said.follows, icon=said.icon)
        else:
            ui.issue.hold(said.title, said.follows, mark=said.mark)

    def show_keeping(self) -> None:
        """Say how long ago the draft was saved."""
        catalog, keeper, ui = self._catalog, self._keeper, self._ui
        if catalog is None:
            return
        texts = {
            Kept.NOTHING: "",
            Kept.WAITING: catalog.text("arrive.saved.saving"),
            Kept.SAVING: catalog.text("arrive.saved.saving"),
            Kept.SAVED: self._saved(catalog),
        }
        text = texts.get(keeper.state, "")
        if keeper.state is Kept.FAILED and keeper.error is not None:
            text = catalog.text("arrive.saved.failed", why=sentence(keeper.error, catalog))
        ui.other.setVisible(self._offers_other and ui.toast.isHidden())
        ui.news.setText(text)
        ui.saved.setVisible(keeper.state is Kept.SAVED and ui.toast.isHidden())
        ui.news.setVisible(bool(text) and ui.toast.isHidden())

    def say(self, text: str, detail: str = "", *, mark: Shape = Shape.OK) -> None:
        """Say something once, in place of the news."""
        self._ui.toast.say(text, detail, mark=mark)
        self.show_keeping()

    def tell_cut(self, name: str, kept: int) -> None:
        """Say that a field took so many characters and no more."""
        if self._catalog is not None:
            label = self._catalog.text(f"{name}.label")
            self.say(self._catalog.text("arrive.too-long", field=label, n=kept), mark=Shape.WARN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the news back when the toast has gone."""
        if watched is self._ui.toast and event.type() == QEvent.Type.Hide:
            self.show_keeping()
        return False

    def _saved(self, catalog: Catalog) -> str:
        seconds = self._keeper.seconds
        if not seconds:
            return catalog.text("arrive.saved.now")
        if seconds < 60:
            return catalog.text("arrive.saved.seconds", n=seconds)
        return catalog.text("arrive.saved.minutes", n=seconds // 60)

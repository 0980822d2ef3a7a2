"""What the officer decides in short lists: reasons, refusals, referrals, exemptions, and what is rarely done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Action, Direction, ExemptGround
from kbdesk.ui.arrive.discarding import Discarding
from kbdesk.ui.arrive.finding_words import card_name
from kbdesk.ui.arrive.reasons import REFUSAL_REASONS, WARN_REASONS, open_reasons, plain, unmarked
from kbdesk.ui.arrive.sitting import Sitting


class Deciding(QObject):
    """Opens the lists and tells the sitting what was chosen.

    Signals:
        exempted: A ground was chosen: its reference can be typed now.
        parked: The draft was asked to be parked.
        discarded: The draft was discarded. arg: its id.
        section_asked: A folded section of the form was asked for. arg: its name.
        removed: The chosen card was taken out of the draft.
    """

    exempted = Signal()
    parked = Signal()
    discarded = Signal(str)
    section_asked = Signal(str)
    removed = Signal()

    def __init__(self, sitting: Sitting, page: QWidget) -> None:
        """Decide on a sitting; lists open over a page."""
        super().__init__(page)
        self._sitting, self._page = sitting, page

    def reason(self, number: int, at: QWidget, catalog: Catalog) -> QMenu | None:
        """Open the list of reasons for a warn."""
        found = next((f for f in self._sitting.snapshot.findings if f.number == number), None)
        if found is None:
            return None
        return open_reasons(
            at,
            catalog,
            listed=WARN_REASONS,
            prefix="warn_reason",
            title=catalog.text("arrive.reason.title"),
            take=lambda reason: self._sitting.give_reason(found, reason),
        )

    def turn_away(self, action: Action, at: QWidget, catalog: Catalog) -> QMenu | None:
        """Open the list of reasons to refuse or refer the chosen card, or take such a decision back."""
        snapshot = self._sitting.snapshot
        line = snapshot.line(snapshot.chosen)
        if line.blank:
            return None
        if line.card.decision.action != Action.ISSUE:
            self._sitting.decide(line.path, Action.ISSUE)
            return None
        words = "arrive.refuse.title" if action is Action.REFUSE else "arrive.refer.title"
        return open_reasons(
            at,
            catalog,
            listed=REFUSAL_REASONS,
            prefix="refusal_reason",
            title=catalog.text(words, card=card_name(line, catalog)),
            take=lambda reason: self._sitting.decide(line.path, action, reason),
        )

    def exempt(self, at: QWidget, catalog: Catalog) -> QMenu:
        """Open the list of grounds; the one chosen lets every card of the passage through."""
        menu = self._menu(at, catalog.text("arrive.exempt.title"))
        for ground in ExemptGround:
            entry = menu.addAction(plain(catalog.text(f"exempt_ground.{ground}")))
            entry.setObjectName(str(ground))
            entry.triggered.connect(lambda _checked=False, chosen=ground: self._exempt(chosen))
        self._popup(menu, at)
        return menu

    def _exempt(self, ground: ExemptGround) -> None:
        self._sitting.exempt(str(ground))
        self.exempted.emit()

    def more(self, at: QWidget, catalog: Catalog, *, folded: Sequence[str]) -> QMenu:
        """Open what is rarely done. Only what can be done now stands there; `folded` sections can be opened."""
        snapshot, sitting = self._sitting.snapshot, self._sitting
        turned = catalog.text(f"arrive.direction.{_other(snapshot.draft.direction)}")
        begun = {line.path for line in snapshot.cards if not line.blank}
        menu = self._menu(at, unmarked(catalog.text("arrive.menu")))
        entries = (
            ("person", "Ctrl+N", True, sitting.choose_next_person),
            ("vehicle", "", "vehicle" not in begun, lambda: sitting.choose("vehicle")),
            ("trailer", "", "trailer" not in begun, lambda: sitting.choose("trailer")),
            ("turn", "", True, self._turn),
            ("exempt", "Ctrl+E", True, lambda: self.exempt(at, catalog)),
            ("undo", "Ctrl+Z", snapshot.can_undo, sitting.undo),
            ("redo", "Ctrl+Shift+Z", snapshot.can_redo, sitting.redo),
            ("park", "Ctrl+P", bool(begun), self.parked.emit),
            (
                "remove",
                "",
                snapshot.chosen in begun and not snapshot.draft.done,
                lambda: sitting.remove(snapshot.chosen),
            ),
            ("discard", "", bool(begun) and not snapshot.draft.done, lambda: self.discard(catalog)),
        )
        for name, keys, possible, act in entries:
            if possible:
                words = catalog.text(f"arrive.menu.{name}", **({"direction": turned} if name == "turn" else {}))
                entry = menu.addAction(plain(words) + (f"\t{keys}" if keys else ""))
                entry.setObjectName(name)
                entry.triggered.connect(lambda _checked=False, do=act: do())
        if folded:
            menu.addSeparator()
        for section in folded:
            entry = menu.addAction(plain(catalog.text(f"arrive.section.{section}")))
            entry.setObjectName(section)
            entry.triggered.connect(partial(self.section_asked.emit, section))
        self._popup(menu, at)
        return menu

    def _turn(self) -> None:
        self._sitting.turn(_other(self._sitting.draft.direction))

    def _remove(self) -> None:
        self._sitting.remove(self._sitting.snapshot.chosen)
        self.removed.emit()

    def other(self, at: QWidget, catalog: Catalog) -> QMenu:
        """Open the ways out where the bar has no room for them."""
        menu = self._menu(at, unmarked(catalog.text("arrive.other")))
        snapshot = self._sitting.snapshot
        decided = snapshot.line(snapshot.chosen).card.decision.action != Action.ISSUE
        entries = ("take-back",) if decided else ("refuse", "refer")
        for name in entries:
            action = Action.REFUSE if name == "refuse" else Action.REFER
            entry = menu.addAction(catalog.text(f"arrive.{name}"))
            entry.setObjectName(name)
            entry.triggered.connect(lambda _checked=False, chosen=action: self.turn_away(chosen, at, catalog))
        self._popup(menu, at)
        return menu

    def discard(self, catalog: Catalog) -> QDialog:
        """Ask whether the draft is to be discarded; only a clear yes does it."""
        dialog = Discarding(self._page.window(), catalog)
        dialog.accepted.connect(lambda: self.discarded.emit(self._sitting.discard()))
        dialog.open()
        return dialog

    @staticmethod
    def _menu(at: QWidget, name: str) -> QMenu:
        menu = QMenu(at)
        menu.setAccessibleName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @staticmethod
    def _popup(menu: QMenu, at: QWidget) -> None:
        menu.popup(at.mapToGlobal(QPoint(0, at.height() + 4)))
        menu.setActiveAction(menu.actions()[0])


def _other(direction: Direction) -> Direction:
    return Direction.EXIT if direction is Direction.ENTRY else Direction.ENTRY

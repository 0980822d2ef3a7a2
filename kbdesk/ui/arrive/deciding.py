"""What the officer decides in short lists: reasons, refusals, referrals, exemptions, and what is rarely done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Action, Direction, ExemptGround
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.reasons import RefusalReason, suggested_action
from kbdesk.ui.arrive.discarding import Discarding
from kbdesk.ui.arrive.finding_row import RENEWABLE
from kbdesk.ui.arrive.finding_words import card_name, title_of
from kbdesk.ui.arrive.reasons import ADJUDICATIONS, REFUSAL_REASONS, WARN_REASONS, open_reasons, plain, unmarked
from kbdesk.ui.arrive.sitting import Sitting
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.portrait.place import KEY as PORTRAIT_KEY
from kbdesk.ui.second_officer import Asking, SecondOfficer
from kbdesk.ui.worker import Worker

_SUGGESTED: Final = (
    (Code.DOCUMENT_EXPIRED, RefusalReason.DOCUMENT_EXPIRED),
    (Code.MINOR_WITHOUT_EXTRACT, RefusalReason.MINOR_WITHOUT_EXTRACT),
)


class Deciding(QObject):
    """Opens the lists and tells the sitting what was chosen.

    Signals:
        exempted: A ground was chosen: its reference can be typed now.
        parked: The draft was asked to be parked.
        discarded: The draft was discarded. arg: its id.
        section_asked: A folded section of the form was asked for. arg: its name.
        removed: The chosen card was taken out of the draft.
        portrait_asked: A portrait is wanted for the chosen card.
        renewed: A paper in force is to be closed and issued anew. args: its number, its `Returnable`.
    """

    exempted = Signal()
    parked = Signal()
    discarded = Signal(str)
    section_asked = Signal(str)
    removed = Signal()
    portrait_asked = Signal()
    renewed = Signal(str, object)

    def __init__(
        self,
        sitting: Sitting,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        page: QWidget,
    ) -> None:
        """Decide on a sitting; lists open over a page. A second officer's password is tried on the store's worker."""
        super().__init__(page)
        self._sitting, self._page = sitting, page
        self._session, self._store, self._officers = session, store, officers
        self._renewing = ("", "")
        sitting.changed.connect(self._on_sitting_changed)

    def reason(self, number: int, at: QWidget, catalog: Catalog) -> QMenu | None:
        """Open the list of reasons for a warn."""
        found = next((f for f in self._sitting.snapshot.findings if f.number == number), None)
        if found is None:
            return None
        hit = found.finding.code == Code.WATCHLIST_HIT
        return open_reasons(
            at,
            catalog,
            listed=ADJUDICATIONS if hit else WARN_REASONS,
            prefix="adjudication" if hit else "warn_reason",
            title=catalog.text("arrive.adjudicate.title" if hit else "arrive.reason.title"),
            take=lambda reason: self._sitting.give_reason(found, reason),
            own_words=not hit,
        )

    def override(self, number: int, catalog: Catalog) -> SecondOfficer | None:
        """Ask for the reason and the second officer who lift a stop with this one, or take that back."""
        found = next((f for f in self._sitting.snapshot.findings if f.number == number), None)
        if found is None or not found.finding.overridable:
            return None
        if found.reason:
            self._sitting.take_back(found)
            return None
        asking = Asking(
            title=catalog.text("arrive.override.title", what=title_of(found.finding, catalog)),
            what=catalog.text("arrive.override.what"),
            do=catalog.text("arrive.override.do"),
            only=self._sitting.second,
            reason=True,
            kept=True,
        )
        return self._ask(asking, catalog, lambda second, reason: self._sitting.override(found, reason, second))

    def stand_by(self, catalog: Catalog, then: Callable[[], object]) -> SecondOfficer:
        """Ask for the second officer once more: the draft with overrides was put away and taken up again."""
        asking = Asking(
            title=catalog.text("arrive.override.again"),
            what=catalog.text("arrive.override.again-what"),
            do=catalog.text("arrive.override.do"),
            kept=True,
        )

        def signed(second: str, _reason: str) -> None:
            self._sitting.stand_by(second)
            then()

        return self._ask(asking, catalog, signed)

    def _ask(self, asking: Asking, catalog: Catalog, take: Callable[[str, str], object]) -> SecondOfficer:
        dialog = SecondOfficer(self._page.window(), self._session, self._store, self._officers(), catalog, asking)
        dialog.signed.connect(take)
        dialog.open()
        return dialog

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
            first=_likely_reason(snapshot),
        )

    def refer(self, number: int, at: QWidget, catalog: Catalog) -> QMenu | None:
        """Open the list of reasons to refer the card of a finding."""
        found = next((f for f in self._sitting.snapshot.findings if f.number == number), None)
        if found is None:
            return None
        self._sitting.choose(found.card)
        return self.turn_away(Action.REFER, at, catalog)

    def renew(self, number: int) -> None:
        """Go where the paper that a finding speaks of is closed and issued anew."""
        found = next((f.finding for f in self._sitting.snapshot.findings if f.number == number), None)
        if found is not None and found.code in RENEWABLE:
            self._renewing = found.field.rpartition(".")[0], found.values["number"]
            self.renewed.emit(found.values["number"], RENEWABLE[found.code])

    def _on_sitting_changed(self) -> None:
        """Take a card out that is done with: its paper was closed and issued anew meanwhile."""
        card, number = self._renewing
        if not card:
            return
        found = (f.finding for f in self._sitting.snapshot.findings if f.card == card)
        if any(f.code in RENEWABLE and f.values["number"] != number for f in found):
            self._renewing = ("", "")
            self._sitting.remove(card)

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
            ("portrait", PORTRAIT_KEY, snapshot.chosen.startswith("traveler"), self.portrait_asked.emit),
            ("undo", "Ctrl+Z", snapshot.can_undo, sitting.undo),
            ("redo", "Ctrl+Shift+Z", snapshot.can_redo, sitting.redo),
            ("park", "Ctrl+P", bool(begun), self.parked.emit),
            (
                "remove",
                "",
                snapshot.chosen in begun and not snapshot.draft.done,
                self._remove,
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
        ways = ("refer", "refuse") if _suggests_referral(snapshot) else ("refuse", "refer")
        entries = ("take-back",) if decided else ways
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


def _suggests_referral(snapshot: Snapshot) -> bool:
    """Tell whether the chosen card is one that others should look at, rather than be refused here."""
    return snapshot.examination is not None and suggested_action(snapshot.examination) is Action.REFER


def _likely_reason(snapshot: Snapshot) -> str:
    """Return the listed reason that what was found suggests, empty if it suggests none."""
    codes = {f.finding.code for f in snapshot.findings if f.card == snapshot.chosen}
    return next((reason for code, reason in _SUGGESTED if code in codes), "")

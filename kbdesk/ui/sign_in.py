"""The sign-in page: who is on duty, in which language, with what password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language, Severity
from kbdesk.ui.desk import OfficerRow, WindowDesk
from kbdesk.ui.forms.ui_sign_in import Ui_SignInForm
from kbdesk.ui.header import Fact
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.officer_list import OfficerLine
from kbdesk.ui.post_words import desk_words, place_name
from kbdesk.ui.room import Room
from kbdesk.ui.telling import RefusalLine, Telling
from kbdesk.ui.when import short_date

LANGUAGE_NAMES: Final[Mapping[Language, str]] = {
    Language.SQ: "Shqip",
    Language.SR_LATN: "Srpski",
    Language.SR_CYRL: "Српски",
    Language.EN: "English",
}
"""Each language in its own words, whatever the language of the window."""


_ENTER: Final = "Enter"
"""As it is engraved on the key, in every language."""


class SignInPage(QWidget):
    """The desk with nobody's data on it.

    Signals:
        asked: An officer wants to sign in. args: the name, the password as a `bytearray`.
        language_chosen: The window is to speak another language. arg: the `Language`.
    """

    asked = Signal(str, object)
    language_chosen = Signal(object)

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._busy = desk, False
        self._officers: Sequence[OfficerRow] = ()
        self._catalog: Catalog | None = None
        self._with_rules = False
        self.form = Ui_SignInForm()
        self.form.setupUi(self)
        form = self.form
        form.password.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.password_label.setBuddy(form.password)
        form.languages.set_tabs(list(LANGUAGE_NAMES.values()))
        self._refusal = RefusalLine(form.message, form.message_mark, form.password)
        form.languages.currentChanged.connect(self._on_language_tab_changed)
        form.officers.activated.connect(lambda _index: form.password.setFocus())
        form.officers.clicked.connect(lambda _index: form.password.setFocus())
        form.officers.chosen.connect(self._on_officer_chosen)
        form.password.returnPressed.connect(form.sign_in.press)
        form.password.textEdited.connect(lambda _text: self._refusal.say(""))
        form.sign_in.signed.connect(self._on_signed)
        form.fill_in.clicked.connect(self._on_fill_in_clicked)
        self.set_room(Room.WIDE)

    def show_officers(self, officers: Sequence[OfficerRow]) -> None:
        """List who may sign in; on a drill desk with their passwords."""
        self._officers = officers
        self.form.fill_in.setVisible(any(officer.password for officer in officers))
        self._list_officers()

    def show_time(self, at: datetime) -> None:
        """Show the desk's clock and what is in force at that instant."""
        if self._catalog is None:
            return
        self.form.post_panel.show_time(at, self._catalog.language)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        form = self.form
        blocked = form.languages.blockSignals(True)
        form.languages.setCurrentIndex(list(LANGUAGE_NAMES).index(catalog.language))
        form.languages.blockSignals(blocked)
        form.title.setText(catalog.text("sign-in.title"))
        form.hint.setText(catalog.text("sign-in.hint"))
        form.officers.setAccessibleName(catalog.text("sign-in.officers"))
        form.password_label.setText(catalog.text("sign-in.password"))
        form.password.setAccessibleName(catalog.text("sign-in.password"))
        form.fill_in.setText(catalog.text("sign-in.fill-in"))
        form.foot.setText(catalog.text("sign-in.keys"))
        form.languages.setAccessibleName(catalog.text("settings.language"))
        self._refusal.retranslate(catalog)
        self._show_post(catalog)
        self._list_officers()
        self._offer()

    def show_rules(self) -> None:
        """Say from now on since when the rules hold, and the version: both are read after the first paint."""
        self._with_rules = True
        if self._catalog is not None:
            self._show_post(self._catalog)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        form = self.form
        form.post_panel.set_room(room)
        width = {Room.WIDE: 155, Room.TIGHT: 80, Room.COMPACT: 16}[room]
        form.form.setContentsMargins(width, 8 if compact else 24, width, 8 if compact else 24)
        form.officers.set_rows(2 if compact else 4, height=44 if compact else 56)
        for words in (form.hint, form.foot):
            words.setVisible(not compact)
        for gap in (form.before_officers, form.before_password):
            gap.changeSize(0, 6 if compact else 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        form.form.invalidate()

    @property
    def typed(self) -> str:
        """The password as it stands."""
        return self.form.password.text()

    def begin(self) -> None:
        """Be ready for the next officer."""
        self._set_busy(False)
        self._refusal.say("")
        self.form.password.clear()
        self.form.password.setFocus()

    def refuse(self, telling: Telling) -> None:
        """Say why the officer was not signed in; what was typed is gone, as it may be right a while later."""
        self._set_busy(False)
        self._refusal.say(telling)
        self.form.password.setText("")
        self.form.password.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter on the button too: elsewhere it never presses one, as a scan may end in it."""
        if is_enter(event) and self.form.sign_in.hasFocus():
            self.form.sign_in.press()
        else:
            super().keyPressEvent(event)

    def _show_post(self, catalog: Catalog) -> None:
        post, foot = self._desk.post, f"kbdesk {self._desk.version}" if self._with_rules else "kbdesk"
        place = place_name(post, catalog.language)
        self.form.post_panel.show_post(place=place, desk=desk_words(post, catalog), foot=foot)
        facts = [self._rules(catalog)]
        if self._desk.post.drill:
            drill, what = catalog.text("post.drill"), catalog.text("post.drill.what")
            facts.append(Fact(name=drill, value=what, severity=Severity.WARN))
        self.form.post_panel.show_facts(tuple(facts))

    def _rules(self, catalog: Catalog) -> Fact:
        name = catalog.text("header.rules")
        if not self._with_rules:
            return Fact(name=name, value="")
        since = self._desk.rules_from(self._desk.clock.now())
        rules = short_date(since.date(), catalog.language) if since else catalog.text("header.rules.none")
        return Fact(name=name, value=rules, severity=None if since else Severity.WARN)

    def _list_officers(self) -> None:
        catalog = self._catalog
        if catalog is None:
            return
        lines = [
            OfficerLine(
                name=officer.name,
                role=catalog.text(f"role.{officer.role}"),
                aside=catalog.text("sign-in.drill-password", password=officer.password) if officer.password else "",
            )
            for officer in self._officers
        ]
        self.form.officers.show_lines(lines)

    def _offer(self) -> None:
        if self._catalog is None:
            return
        if self._busy:
            self.form.sign_in.hold(self._catalog.text("sign-in.busy"), "", key=_ENTER, mark=Shape.WAIT)
        else:
            self.form.sign_in.offer(self._catalog.text("sign-in.do"), key=_ENTER)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.form.password.setReadOnly(busy)
        self._offer()

    def _on_language_tab_changed(self, index: int) -> None:
        self.language_chosen.emit(list(LANGUAGE_NAMES)[index])

    def _on_officer_chosen(self, _name: str) -> None:
        self.form.password.clear()
        self._refusal.say("")

    def _on_fill_in_clicked(self) -> None:
        known = {officer.name: officer.password for officer in self._officers}
        self.form.password.setText(known.get(self.form.officers.name, ""))
        self.form.password.setFocus()

    def _on_signed(self) -> None:
        if not self.form.password.text():
            self._refusal.say(lambda catalog: catalog.text("sign-in.no-password"))
            self.form.password.setFocus()
            return
        password = bytearray(self.form.password.text().encode())
        self._refusal.say("")
        self._set_busy(True)
        self.asked.emit(self.form.officers.name, password)

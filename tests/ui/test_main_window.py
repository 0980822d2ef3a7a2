"""The window of a real drill desk, from sign-in to sign-out."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.vocabulary import Language
from kbdesk.store.errors import StoreFull
from kbdesk.ui.draft_list import title_lines
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place

SignsIn = Callable[..., MainWindow]


def save(window: MainWindow, qtbot: QtBot, surname: str, *, parked: bool = False) -> str:
    """Keep a draft of one person through the store's own worker; return its id."""
    session, view = window.session, window.view
    assert session is not None
    assert view is not None
    draft = replace(session.passage.begin(), travelers=(TravelerDraft(surname=surname),))
    done: list[str] = []
    window.store.run(lambda: session.passage.save(draft, parked=parked), lambda _none: done.append(draft.id))
    qtbot.waitUntil(lambda: bool(done))
    view.refresh_drafts()
    qtbot.waitUntil(lambda: any(entry.id == draft.id for entry in view.form.rail.drafts.entries))
    return draft.id


def test_the_header_shows_what_exists_and_nothing_else(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in()
    assert window.view is not None
    header = window.view.form.header

    def shown() -> list[str]:
        return [label.text() for label in header.findChildren(QLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: "Printer" in shown())
    words = shown()
    assert words[0].startswith("Desk 2 · entry")
    assert {"Jarinje", "Rules in force from", "1 Aug 2022", "Watchlist", "none"} <= set(words)
    assert {"on duty", "officer"} <= set(words)
    assert "ready: folder" in words, "a word, not what the folder is called on the disk"
    assert any(re.fullmatch(r"08:\d\d", word) for word in words), "the drill desk's clock, which runs on"
    assert not {"Hub", "Stock"} & set(words)


def test_no_place_of_the_rail_is_dead(signed_in: SignsIn) -> None:
    window = signed_in()
    assert window.view is not None
    shown = [b for b in window.view.form.rail.findChildren(QAbstractButton) if b.isVisible()]
    places = {"Arrive", "Return", "Verify", "Search", "Custody", "Shift", "Rules"}
    assert {button.text() for button in shown} == {*places, "Settings", "Lock"}
    assert all(button.isEnabled() and button.accessibleName() for button in shown)


def test_the_clock_of_the_desk_is_shown_and_not_the_machines(signed_in: SignsIn) -> None:
    window = signed_in()
    assert window.session is not None
    assert window.session.clock.now().year == 2022


def test_every_word_changes_its_language_live(signed_in: SignsIn, catalogs: Catalogs) -> None:
    window = signed_in()
    assert window.view is not None
    for language in (Language.SR_CYRL, Language.SQ, Language.EN):
        window.speak(language)
        catalog = catalogs[language]
        assert window.view.form.rail.button(Place.ARRIVE).text() == catalog.text("rail.arrive")
        assert catalog.text("header.rules") in [label.text() for label in window.view.form.header.findChildren(QLabel)]
        assert window.view.arrive.ui.refuse.text() == catalog.text("arrive.refuse")


def test_a_style_is_put_in_force_live_by_its_key_and_kept(
    signed_in: SignsIn, theme: Theme, hand: Any, qtbot: QtBot
) -> None:
    window = signed_in()
    hand.presses(Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier, on=window)
    assert theme.style is Style.DARK
    qtbot.waitUntil(lambda: window.kept_preferences.style is Style.DARK)


def test_the_settings_open_by_key_and_offer_language_style_and_size(signed_in: SignsIn, hand: Any) -> None:
    window = signed_in()
    hand.presses(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, on=window)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lists = {entry.text(): entry.menu() for entry in menu.actions() if entry.menu() is not None}
    choices = {title: [a.text() for a in one.actions() if a.isCheckable()] for title, one in lists.items()}
    assert menu.actions()[-1].text() == "Sign out"
    menu.close()
    assert choices == {
        "Language": ["Shqip", "Srpski", "Српски", "English"],
        "Style": ["Light", "Dark", "High contrast"],
        "Size": ["100 %", "125 %", "150 %", "175 %", "200 %"],
    }


def test_the_drafts_of_the_officer_stand_in_the_rail_with_age_and_state(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in()
    save(window, qtbot, "JELIĆ", parked=True)
    assert window.view is not None
    entry = window.view.form.rail.drafts.entries[0]
    assert (entry.title, entry.age.replace("\N{NO-BREAK SPACE}", " "), entry.parked) == ("JELIĆ", "0 min", True)
    assert entry.told == "JELIĆ, 1 card, parked, just now"


def test_in_a_small_window_a_draft_of_a_long_name_stands_whole_above_the_foot_of_the_rail(
    signed_in: SignsIn, qtbot: QtBot
) -> None:
    window = signed_in(size=(683, 384))
    save(window, qtbot, "STOJILJKOVIĆ")
    assert window.view is not None
    drafts = window.view.form.rail.drafts
    qtbot.waitUntil(lambda: 0 < drafts.sizeHintForRow(0) <= drafts.viewport().height())


def test_ctrl_tab_goes_on_to_the_next_draft_and_around(signed_in: SignsIn, qtbot: QtBot, hand: Any) -> None:
    window = signed_in()
    first, second = save(window, qtbot, "JELIĆ"), save(window, qtbot, "HOXHOLLI")
    view = window.view
    assert view is not None
    seen = []
    for _ in range(3):
        before = view.arrive.draft_id
        hand.presses(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, on=view)
        qtbot.waitUntil(lambda old=before: view.arrive.draft_id != old)
        seen.append(view.arrive.draft_id)
    assert (set(seen), seen[0]) == ({first, second}, seen[2])


def test_a_draft_is_opened_from_the_rail(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in()
    draft_id = save(window, qtbot, "ŠĆEPANČIĆ")
    view = window.view
    assert view is not None
    view.form.rail.drafts.chosen.emit(draft_id)
    qtbot.waitUntil(lambda: view.arrive.draft_id == draft_id)
    assert view.arrive.sitting.draft.travelers[0].surname == "ŠĆEPANČIĆ"


def test_sign_out_leaves_nobodys_data_and_the_draft_is_there_again(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in()
    draft_id = save(window, qtbot, "JELIĆ")
    window.sign_out()
    assert (window.session, window.view) == (None, None)
    QApplication.processEvents()
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert not [text for text in texts if "JELIĆ" in text]
    assert window.sign_in.form.password.text() == ""
    window.sign_in.form.fill_in.click()
    window.sign_in.form.sign_in.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert window.view is not None
    qtbot.waitUntil(lambda: [e.id for e in window.view.form.rail.drafts.entries] == [draft_id])


def test_another_officer_sees_the_desk_and_not_the_draft(signed_in: SignsIn, qtbot: QtBot) -> None:
    window = signed_in()
    save(window, qtbot, "JELIĆ")
    window.sign_out()
    window.sign_in.form.officers.choose("supervisor")
    window.sign_in.form.fill_in.click()
    window.sign_in.form.sign_in.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert window.view is not None
    assert window.view.form.rail.drafts.entries == ()


def test_what_did_not_work_stands_in_a_banner_until_it_was_read(signed_in: SignsIn) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    window.fail(OSError(28, "No space left on device"))
    window.fail(KeyError("JELIĆ"))
    assert "No space left on device" in view.form.banner.sentence
    close = next(b for b in view.form.banner.findChildren(QAbstractButton) if b.text() == "Close")
    close.click()
    assert "KeyError" in view.form.banner.sentence
    assert "JELIĆ" not in view.form.banner.sentence
    close.click()
    assert view.form.banner.isHidden()


def test_a_banner_changes_its_language_with_the_window(signed_in: SignsIn, catalogs: Catalogs) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    window.fail(StoreFull())
    window.speak(Language.SR_CYRL)
    assert view.form.banner.sentence == catalogs[Language.SR_CYRL].text("fault.store.full")


def test_the_same_fault_twice_is_told_once(signed_in: SignsIn) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    window.fail(StoreFull())
    window.fail(StoreFull())
    view.form.banner.findChildren(QAbstractButton)[-1].click()
    assert view.form.banner.isHidden()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("KM 123-AB", ["KM 123-AB"]),
        ("", [""]),
        ("JELIĆ-ĐURANOVIĆ", ["JELIĆ-", "ĐURANOVIĆ"]),
        ("STOJILJKOVIĆ", ["STOJILJKO", "VIĆ"]),
        ("Š" * 10_000, ["Š" * 10, "Š" * 30]),
    ],
)
def test_a_long_name_in_the_rail_is_broken_and_not_cut(title: str, lines: list[str]) -> None:
    assert title_lines(title, 74) == lines


def test_closing_the_window_closes_the_store(signed_in: SignsIn, data: Path) -> None:
    window = signed_in()
    window.close()
    assert not list(data.glob("*-wal")) or all(path.stat().st_size == 0 for path in data.glob("*-wal"))


def test_what_was_just_typed_is_saved_when_the_window_closes(
    signed_in: SignsIn, hand: Any, data: Path, open_window: SignsIn, qtbot: QtBot
) -> None:
    window = signed_in()
    assert window.view is not None
    window.view.arrive.ui.traveler.focus("surname")
    hand.types("ĐURAN")
    assert window.close()
    again = signed_in()
    assert again.view is not None
    qtbot.waitUntil(lambda: [e.title for e in again.view.form.rail.drafts.entries] == ["ĐURAN"])


def fill_the_disk(window: MainWindow, qtbot: QtBot) -> None:
    """Let the store's file grow no further, as on a full disk: SQLite itself refuses the next page."""
    session: Any = window.session

    def fill() -> object:
        with session.store._connection.reads() as db:
            return db.execute("PRAGMA max_page_count = 1").fetchone()

    done: list[object] = []
    window.store.run(fill, done.append)
    qtbot.waitUntil(lambda: bool(done))


def test_a_draft_that_does_not_fit_on_a_full_disk_is_told_before_the_window_closes(
    signed_in: SignsIn, hand: Any, qtbot: QtBot
) -> None:
    window = signed_in()
    assert window.view is not None
    fill_the_disk(window, qtbot)
    sitting = window.view.arrive.sitting
    for number in range(1, 60):
        sitting.amend(f"traveler[{number}]", "surname", "ĐURAN" * 24)
    assert not window.close()
    assert window.view.form.banner.sentence == (
        f"{StoreFull.sentence} The last changes were not saved. Close the window once more to leave without them."
    )
    assert window.close()


@pytest.mark.parametrize(("keys", "place"), [((Qt.Key.Key_F2,), Place.ARRIVE)])
def test_a_place_is_gone_to_by_its_key(signed_in: SignsIn, hand: Any, keys: tuple[Qt.Key], place: Place) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    view.go(Place.UNPRINTED)
    hand.presses(*keys, on=view)
    assert view.form.pages.currentWidget() is view.arrive
    assert view.form.rail.button(place).isChecked()
